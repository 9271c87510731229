"""What a workout of a plan begins with: the question how the day after the last time was."""

from __future__ import annotations

from dataclasses import dataclass

from coach.workout.plan import Plan


@dataclass(frozen=True)
class Opening:
    """`asks` is the question; `smaller` is what is done in the place of the plan when the answer is more than mild."""

    asks: str
    smaller: Plan
