"""A showing while it goes on: what was seen of it so far, and whether that is enough."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.landmarks import PoseFrame
from coach.learning.repetitions import Showing, Shown, showing_of
from coach.learning.tracks import TrackTaker

LOOK_S = 3.0  # between two looks whether enough was shown
ENOUGH = 5  # repetitions shown end the showing ...
FEWEST, REST_S = 3, 4.0  # ... and so do three, when nothing comes for so long
MOST_S = 180.0  # of a showing: five slow held repetitions take two minutes
AFTER_S = 1.0  # of the rest after the last repetition, when somebody says that it was the last one


class ShowingSoFar:
    """Takes a showing frame by frame: `add()` once a frame; now and then `is_due`, and what `look()` returns is worked
    out, here or elsewhere, and given to `take()`.

    Attributes
    ----------
    frames : all of them.
    repetitions : as of the last look.
    """

    def __init__(self) -> None:
        self.frames: list[PoseFrame] = []
        self.repetitions: tuple[Shown, ...] = ()
        self._taker = TrackTaker()
        self._began_s = self._looked_s = self._t_s = 0.0

    def add(self, frame: PoseFrame) -> None:
        """The next frame."""
        if not self.frames:
            self._began_s = self._looked_s = frame.t_s
        self._t_s = frame.t_s
        self.frames.append(frame)
        self._taker.add(frame)

    @property
    def is_due(self) -> bool:
        """Whether it is time for another look."""
        return self._t_s - self._looked_s > LOOK_S

    def look(self) -> Callable[[], Showing | None]:
        """The work of a look, with what there is now; it takes half a second."""
        self._looked_s = self._t_s
        tracks = self._taker.tracks()
        return lambda: showing_of(tracks)

    def take(self, showing: Showing | None) -> None:
        """What a look has found."""
        self.repetitions = showing.repetitions if showing is not None else ()

    @property
    def is_enough(self) -> bool:
        """Five repetitions, or three and a rest after them; or it has lasted too long."""
        shown = self.repetitions
        rested = len(shown) >= FEWEST and self._t_s - shown[-1].end_s > REST_S
        return len(shown) >= ENOUGH or rested or self._t_s - self._began_s > MOST_S

    def up_to_the_last(self) -> list[PoseFrame]:
        """The frames without what came after the last repetition: the way to the keyboard, or the hand that was raised.
        All of them where fewer than two repetitions were seen."""
        if len(self.repetitions) < 2:
            return self.frames
        until_s = self.repetitions[-1].end_s + AFTER_S
        return [frame for frame in self.frames if frame.t_s <= until_s]
