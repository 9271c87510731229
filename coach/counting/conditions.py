"""Conditions on measures: which sides they are true for, now. All that is asked at one moment is judged in one call."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coach.body.measures import VOCABULARY, sided_names
from coach.body.side import LEFT, RIGHT, SIDES, Side
from coach.definitions.definition import Condition, Exercise

NAN = math.nan

Judged = dict[Side, bool | None]
"""Side -> True when all conditions hold, False when one is seen not to, None when too little is seen."""
NOTHING_USUAL: Mapping[str, float] = {}
NOTHING_ASKED: Judged = {LEFT: True, RIGHT: True}


def names_of(conditions: Iterable[Condition]) -> set[str]:
    """The measures, with their sides, that these conditions read."""
    return {name for c in conditions for name in sided_names(c.measure)}


def names_compared(exercise: Exercise, of: str) -> set[str]:
    """The measures, with their sides, that an exercise compares with this: "neutral", "rep" or "usual"."""
    conditions = (*exercise.start_when, *exercise.not_while, *exercise.rule_conditions())
    return names_of(c for c in conditions if c.of == of)


class _Limit(NamedTuple):
    """One condition on one side: the measure, what it is compared with (None: with nothing), the sign that makes one
    condition do for both sides, and what it asks for."""

    name: str
    of: str | None
    sign: float
    above: float
    below: float
    beyond: float


def _limit(condition: Condition, side: Side) -> _Limit:
    word = VOCABULARY[condition.measure]
    asked = condition.above, condition.below, condition.beyond
    return _Limit(
        f"{side}_{condition.measure}" if word.sided else condition.measure,
        None if condition.of == "value" else condition.of,
        -1.0 if word.signed and side == RIGHT else 1.0,
        *(NAN if limit is None else limit for limit in asked),
    )


class Criterion:
    """Conditions that have to hold together, made ready to be judged frame after frame.

    `plain`: they say nothing about one side alone, so that it is enough to look at one of `sides`. `absolute`: they
    compare with nothing that is known of the person.
    """

    def __init__(self, conditions: Iterable[Condition]) -> None:
        asked = tuple(conditions)
        self.absolute = all(c.of == "value" for c in asked)
        self.plain = not any(VOCABULARY[c.measure].sided or VOCABULARY[c.measure].signed for c in asked)
        self.limits = {side: tuple(_limit(c, side) for c in asked) for side in SIDES}
        self.sides = SIDES[:1] if self.plain else SIDES


class Readings:
    """The measures of one frame together with what they are compared with."""

    def __init__(
        self,
        values: Mapping[str, float],
        neutral: Mapping[str, float],
        rep: Mapping[str, float],
        usual: Mapping[str, float] = NOTHING_USUAL,
    ) -> None:
        self.values, self._bases = values, {"neutral": neutral, "rep": rep, "usual": usual}

    def judge(self, one: Criterion) -> Judged:
        """How it stands, for each side."""
        if not one.limits[LEFT]:
            return NOTHING_ASKED
        left = self._all_hold(one.limits[LEFT])
        return {LEFT: left, RIGHT: left if one.plain else self._all_hold(one.limits[RIGHT])}

    def judged(self, criteria: Iterable[Criterion]) -> list[Judged]:
        """How each of them stands, for each side."""
        return [self.judge(one) for one in criteria]

    def any_holds(self, criteria: Iterable[Criterion]) -> bool:
        """One of them is seen to hold for either side; the others are not looked at any more."""
        for one in criteria:
            for side in one.sides:
                if self._all_hold(one.limits[side]):
                    return True
        return False

    def read(self, condition: Condition, side: Side) -> tuple[float, bool]:
        """The number that a condition looks at for one side, and whether it is seen to be true; NaN is never true."""
        limit = _limit(condition, side)
        return self._value(limit), self._all_hold((limit,)) is True

    def _all_hold(self, limits: Iterable[_Limit]) -> bool | None:
        """Written out in one piece, because some thirty limits are looked at in every frame."""
        unseen = False
        values, bases = self.values, self._bases
        for name, of, sign, above, below, beyond in limits:
            value = values.get(name, NAN)
            if of is not None:
                value -= bases[of].get(name, NAN)
            value *= sign
            if value != value:
                unseen = True
            elif not (value > above or value < below or abs(value) > beyond):
                return False
        return None if unseen else True

    def _value(self, limit: _Limit) -> float:
        value = self.values.get(limit.name, NAN)
        if limit.of is not None:
            value -= self._bases[limit.of].get(limit.name, NAN)
        return limit.sign * value
