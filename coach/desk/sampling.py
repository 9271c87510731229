"""Which pictures are worth judging: the fewest that still tell the truth, by their own times.

Four in five seconds while somebody is there, four a second while something changes, one in two seconds while nobody is
there, and when the picture stands still nothing but the comparison of two small pictures.
"""

from __future__ import annotations

import math

from coach.desk.posture import PostureState

CHANGING_S, CALM_S, EMPTY_S = 0.25, 1.25, 2.0  # changes looked at less often are told wrongly more often; a calm that
# is looked at every 1.25 s is judged like one that is every second (seven recordings of real people: 0.936 and 0.938)
STILL_S = 10.0  # a picture that stands still is judged as seldom as this
MARGIN = 0.15  # of a step: a picture that comes a little early is taken, rather than one that comes much later


class Sampling:
    """Says whether a picture is due. `due()` for each picture, `judged()` after each that was."""

    def __init__(self) -> None:
        self._last_s = -math.inf
        self._step_s = CHANGING_S
        self._empty = False
        self._changing_s = math.nan  # when something began to change

    @property
    def step_s(self) -> float:
        """Seconds between judged pictures now."""
        return self._step_s

    def may_be_due(self, t_s: float) -> bool:
        """Whether the picture of this time is worth comparing: otherwise it is not due, whatever it shows."""
        return t_s - self._last_s >= min(self._step_s, CALM_S) * (1 - MARGIN)

    def due(self, t_s: float, moved: bool | None = None) -> bool:
        """Whether to judge the picture of this time.

        `moved`: whether it has changed since the last judged one; None when there is no picture to tell by.
        """
        if not self.may_be_due(t_s):
            return False
        since = t_s - self._last_s
        if moved is False:
            begun = t_s - self._changing_s < STILL_S  # somebody has just left: soon told, however still the room is
            return since >= (CALM_S * (1 - MARGIN) if begun else STILL_S)
        if moved and self._empty:
            return True  # somebody comes, or a curtain moves
        return since >= self._step_s * (1 - MARGIN)

    def judged(self, t_s: float, state: PostureState, changing: bool) -> None:
        """What the picture of this time showed: the state, and whether another one is in the offing."""
        self._last_s = t_s
        self._empty = state == PostureState.AWAY and not changing
        if not changing:
            self._changing_s = math.nan
        elif math.isnan(self._changing_s):
            self._changing_s = t_s
        if changing:
            self._step_s = CHANGING_S
        elif state == PostureState.AWAY:
            self._step_s = EMPTY_S
        else:
            self._step_s = CALM_S
