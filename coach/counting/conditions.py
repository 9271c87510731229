"""Conditions on measures: which sides they are true for, now."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from coach.body.measures import VOCABULARY, sided_names
from coach.body.side import SIDES, Side
from coach.definitions.definition import Condition

NAN = math.nan


def names_of(conditions: Iterable[Condition]) -> set[str]:
    """The measures, with their sides, that these conditions read."""
    return {name for c in conditions for name in sided_names(c.measure)}


@cache
def _read_as(measure: str, side: Side) -> tuple[str, float]:
    """The name under which a measure of this side is found, and the sign that makes one condition do for both."""
    word = VOCABULARY[measure]
    return f"{side}_{measure}" if word.sided else measure, -1.0 if word.signed and side == Side.RIGHT else 1.0


def is_true(condition: Condition, value: float) -> bool:
    """NaN is never true."""
    if condition.above is not None:
        return value > condition.above
    if condition.below is not None:
        return value < condition.below
    return condition.beyond is not None and abs(value) > condition.beyond


class Readings:
    """The measures of one frame together with what they are compared with."""

    def __init__(self, values: Mapping[str, float], neutral: Mapping[str, float], rep: Mapping[str, float]) -> None:
        self.values, self._bases = values, {"neutral": neutral, "rep": rep}

    def value(self, condition: Condition, side: Side) -> float:
        """The number a condition looks at for one side, NaN when it cannot be seen."""
        name, sign = _read_as(condition.measure, side)
        value = self.values.get(name, NAN)
        if condition.of != "value":
            value -= self._bases[condition.of].get(name, NAN)
        return sign * value

    def holds(self, condition: Condition, side: Side) -> bool:
        """True when the condition is seen to be true for this side; unseen is not true."""
        return is_true(condition, self.value(condition, side))

    def all_hold(self, conditions: Iterable[Condition], sides: Iterable[Side]) -> bool | None:
        """True when all hold for all these sides, False when one is seen not to, None when too little is seen."""
        judged, unseen = tuple(sides), False
        for condition in conditions:
            for side in judged:
                value = self.value(condition, side)
                if math.isnan(value):
                    unseen = True
                elif not is_true(condition, value):
                    return False
        return None if unseen else True

    def sides(self, conditions: Iterable[Condition], judged: tuple[Side, ...] = SIDES) -> Side | None:
        """The side of the judged ones for which all conditions hold, or None."""
        wanted = tuple(conditions)
        true = [side for side in judged if all(self.holds(c, side) for c in wanted)]
        if not true:
            return None
        plain = not any(VOCABULARY[c.measure].sided or VOCABULARY[c.measure].signed for c in wanted)
        return Side.BOTH if plain or len(true) == 2 else true[0]
