"""A set as a workout sees it: what was asked for, and what every set can do, be it counted or timed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from coach.body.landmarks import PoseFrame
from coach.body.limbs import Limb
from coach.body.side import Side
from coach.counting.progress import SetProgress
from coach.definitions.definition import Dose
from coach.definitions.prescription import RangeTarget
from coach.events import Event


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the user asked for; None = as the exercise says. `reps` is for each side and each direction that there is,
    `sets` are done as one; `endless`: on to the end of the source; `timed`: not judged, only timed; `without`:
    limbs that are not judged, because they are not there; `seated`: somebody who does not stand; `aim`: how far a plan
    wants each side to go. `time_s` is how long a clock runs, and of what is counted how long it is counted, as often as
    it is done in that time."""

    reps: int | None = None
    sets: int | None = None
    hold_s: float | None = None
    time_s: float | None = None
    level: str = "standard"
    endless: bool = False
    timed: bool = False
    without: tuple[Limb, ...] = ()
    seated: bool = False
    aim: RangeTarget | None = None

    def applied_to(self, dose: Dose) -> Dose:
        """That dose with what was asked for."""
        asked = {"reps": self.reps, "sets": self.sets, "hold_s": self.hold_s, "time_s": self.time_s}
        return dose.model_copy(update={name: value for name, value in asked.items() if value is not None})


class SetSession(Protocol):
    """Takes a person through the sets of one exercise: `update()` once a frame, `finish()` at the end of a set."""

    @property
    def other_side(self) -> Side | None:
        """The side that is still to be done when the other one has all of its goal."""

    def begin(self) -> None:
        """The next set begins, from nothing."""

    def ease(self, options: Options) -> None:
        """From now on as much, and as far, as these options ask for; what was done stays."""

    def update(self, frame: PoseFrame, counting: bool = True) -> SetProgress:
        """The state after this frame; where `counting` is False the person is only looked at."""

    def judge(self, frame: PoseFrame, counting: bool = True) -> Iterable[Event]:
        """`update()` for who looks at the events alone."""

    def finish(self) -> SetProgress:
        """The end of the set: what is still open is closed and summed up."""


def events_over(session: SetSession, frames: Iterable[PoseFrame]) -> list[Event]:
    """All events of a set that goes on from the first of these frames to the last."""
    events = [event for frame in frames for event in session.judge(frame)]
    return [*events, *session.finish().events]
