"""The rest of a movement that goes to either side: it lies between the two ends, and is come back to."""

from __future__ import annotations

from coach.body.timeseries import Recent, Staying

WINDOW_S = 30.0  # three slow held repetitions to either side
AWAY = 0.45  # the ends lie at least so far to both sides of the rest: nearly half of the usual way ...
ENDS = 0.1  # ... and so much of the time is spent out there on each side: a face that is hidden for a moment leaps
EVEN = 1 / 3  # the nearer end is this share as far away as the other one: nobody's two sides are more uneven
OFF = 0.35  # a middle nearer to the neutral than this may be sway, or a way back that was not gone to the end
ALIKE = 0.1  # two stops within this are at the same place
LONG = 0.08  # of the time since the last stop: who moves slowly is for long anywhere, and stays longer where they rest
VISITS = 2  # so often somebody stops there, and never at the neutral in between, before it is their rest


class Middle:
    """Finds the place between both ends where somebody comes to rest again and again. `update()` once a frame; places
    are 0 at the neutral, 1 at one target and -1 at the other."""

    def __init__(self) -> None:
        self._places: Recent[float] = Recent(WINDOW_S)
        self._stops: Recent[float] = Recent(WINDOW_S)
        self._here = Staying(ALIKE)

    def forget(self) -> None:
        """What comes next has nothing to do with what was before."""
        self._places.clear()
        self._stops.clear()

    def update(self, t_s: float, place: float, *, still: bool) -> bool:
        """True when this, and not the neutral, has turned out to be the rest."""
        self._places.add(t_s, place)
        if not (self._is_long(t_s, place) and still):
            return False
        if abs(place) <= OFF:
            self._stops.clear()  # who comes to rest at the neutral has no other rest: half-way is a short repetition
            return False
        if self._has_been_away():
            self._stops.add(t_s, place)
        return self._is_between_ends(place) and sum(abs(p - place) <= ALIKE for _, p in self._stops) >= VISITS

    def _is_long(self, t_s: float, place: float) -> bool:
        """They have been here for long, by the tempo of what they do."""
        lasted_s = self._here.update(t_s, place)
        before_s, _ = self._stops[-1] if self._stops else self._places[0]
        return lasted_s >= LONG * (self._here.since_s - before_s)

    def _has_been_away(self) -> bool:
        """Somewhere else, since the last stop."""
        if not self._stops:
            return True
        since_s, before = self._stops[-1]
        return any(abs(p - before) >= AWAY for t, p in self._places if t > since_s)

    def _is_between_ends(self, place: float) -> bool:
        places = sorted(p for _, p in self._places)
        beyond = int(ENDS * len(places))
        below, above = place - places[beyond], places[-1 - beyond] - place
        return min(below, above) >= max(AWAY, EVEN * max(below, above))
