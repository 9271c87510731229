"""Where a workout is now: its stage, for how long, and what was said on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.counting.progress import Choice
from coach.workout.comparison import Result
from coach.workout.pain import PainQuestion
from coach.workout.stage import Stage

TOLD_S = 3.0  # how long it is said that there is less to do


@dataclass
class WorkoutState:
    """`stage_s`, `set_s` and `rested_s`: seconds in this stage, in this set, and since the last one; `held`: the stage
    that a pause stands in and its seconds, `away`: because nobody is there; `in_full`: the instruction was asked for
    again; `hurt`: there was some pain just now, `stopped`: there was too much; `waits`: no repetition has
    been begun for a while; `too_few`: so many pictures a second, where that is too few to judge by; `ended_by`: what
    ended the workout from outside, in a sentence; `met`: some of the person has been seen; `opening`: the day after
    the last time is asked about; `offered`: what the answers were last made for, and these."""

    attended: bool
    before: Mapping[str, Result]
    stage: Stage = Stage.SET
    stage_s: float = 0.0
    set_s: float = 0.0
    rested_s: float = 0.0
    held: tuple[Stage, float] = (Stage.SET, 0.0)
    away: bool = False
    in_full: bool = False
    hurt: bool = False
    stopped: bool = False
    met: bool = False
    opening: bool = False
    over: bool = False
    question: PainQuestion = field(default_factory=PainQuestion)
    waits: bool = False
    too_few: float | None = None
    ended_by: str = ""
    told: str = ""
    told_s: float = 0.0
    offered: tuple[object, tuple[Choice, ...]] = (None, ())

    def pass_by(self, step_s: float) -> None:
        """So many seconds later."""
        self.stage_s += step_s
        self.rested_s += step_s
        self.told_s -= step_s
        if self.stage == Stage.SET:
            self.set_s += step_s

    def enter(self, stage: Stage, stage_s: float = 0.0) -> None:
        """Another stage begins, or goes on after so long."""
        self.stage, self.stage_s = stage, stage_s

    def tell(self, text: str) -> None:
        """Something that was done because it was asked for."""
        self.told, self.told_s = text, TOLD_S
