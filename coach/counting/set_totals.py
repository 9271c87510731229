"""What a set has come to so far: repetitions, partials, sides, corrections, seconds held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from coach.body.side import Side
from coach.events import Summary


class SetTotals:
    """The account of one set. `sides`: those that have a goal of their own, or ("both",); `goal`: repetitions of all of
    them, None where there is none.

    Attributes
    ----------
    done : repetitions that count towards the goal: where each side has half of it, no more than that of either.
    lacking : the one side of two that is short of its half of the goal.
    """

    def __init__(self, sides: Iterable[Side], goal: int | None) -> None:
        self._sides = tuple(sides)
        self.lacking: Side | None = None
        self.outcomes: list[str] = []
        self.counts: Counter[str] = Counter()
        self.cues: Counter[str] = Counter()
        self.held_s = 0.0
        self.aim(goal)

    def aim(self, goal: int | None) -> None:
        """From now on towards this goal."""
        self._goal = goal
        self._reckon()

    @property
    def reps(self) -> int:
        """Repetitions, of whichever side."""
        return self.outcomes.count("rep")

    def rep(self, side: Side, held_s: float) -> None:
        """A repetition is complete."""
        self.outcomes.append("rep")
        self.counts[side] += 1
        self.held_s += held_s
        self._reckon()

    def partial(self) -> None:
        """One was turned back or broke its form."""
        self.outcomes.append("partial")

    def recount(self, side: Side, held_s: float) -> None:
        """One that was told as a partial is a repetition after all."""
        self.outcomes.remove("partial")
        self.rep(side, held_s)

    def _reckon(self) -> None:
        self.done, self.lacking = self.reps, None
        if self._goal is not None and len(self._sides) > 1:
            half = self._goal // len(self._sides)
            self.done = sum(min(self.counts[side], half) for side in self._sides)
            short = [side for side in self._sides if self.counts[side] < half]
            self.lacking = short[0] if len(short) == 1 else None

    def summary(self, t_s: float, seen: float) -> Summary:
        """The set in one event; `seen` is the share of it that could be judged."""
        return Summary(
            t_s=t_s, reps=self.reps, partials=self.outcomes.count("partial"), hold_s=self.held_s,
            by_side=dict(self.counts), cues=dict(self.cues), seen=seen,
        )  # fmt: skip
