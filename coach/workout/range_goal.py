"""The range that a plan asks for: what is said of it before an exercise, after a repetition, and at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coach.body.measures import VOCABULARY
from coach.body.side import SIDES, Side
from coach.counting.progress_signal import main_measure
from coach.counting.session import LEVELS
from coach.definitions.definition import Exercise
from coach.definitions.prescription import RangeTarget
from coach.events import Event, Rep
from coach.wording import body_parts, units
from coach.wording.catalogue import _
from coach.wording.lists import capitalised, listed
from coach.workout.plan import Item

NEAR = 0.95  # of the target is there: a joint's angle in the picture is right within 2 to 6 degrees
STEP = 0.1  # of the target, at most, is asked for beyond what somebody has just done; doses grow by a tenth, too
EVERY = 3  # repetitions that fall short, from one word about it to the next: a word at each would drown the count


def in_words(item: Item) -> str:
    """ "Your plan wants 90 degrees left and 120 degrees right."; "" where it wants nothing."""
    target = _target(item)
    if target is None:
        return ""
    unit = _unit(item)
    if target.both is not None:
        wanted = units.in_words(target.both, unit)
    else:
        sides = ((side, target.of(side)) for side in SIDES)
        wanted = listed([_at_side(units.in_words(far, unit), side) for side, far in sides if far is not None])
    return _("Your plan wants {range}, as far as it does not hurt.", range=wanted)


class RangeGoal:
    """One set after the other of a workout: `update()` with the events of each frame returns what there is to say.

    Of a repetition that falls short: how far it went, and a little more to go for; of the first that gets there on each
    side, that it does. Nothing once less was asked for, because then going further is the wrong advice.
    """

    def __init__(self) -> None:
        self._set: tuple[int, int] = (0, 0)
        self._short = 0
        self._there: set[Side] = set()

    def update(self, item: Item, number: tuple[int, int], events: Iterable[Event]) -> str:
        """`number`: which exercise and which set this is."""
        if number != self._set:
            self._set, self._short, self._there = number, 0, set()
        target = _target(item)
        if target is None or not item.urged:
            return ""
        said = ""
        for event in events:
            if isinstance(event, Rep):
                said = self._of(event, target, item) or said
        return said

    def _of(self, rep: Rep, target: RangeTarget, item: Item) -> str:
        scale, unit = LEVELS[item.options.level], _unit(item)
        reached = {side: far for side, far in _reached(rep) if target.of(side) is not None}
        left = {side: (target.of(side) or 0.0) * scale for side in reached}
        short = [side for side in reached if reached[side] < NEAR * left[side]]
        if not short:
            new, self._there = set(reached) - self._there, self._there | set(reached)
            return _("That is the range your plan wants.") if new else ""
        self._short += 1
        if self._short % EVERY != 1:
            return ""
        side = max(short, key=lambda one: left[one] - reached[one])
        aim = min(left[side], reached[side] + STEP * left[side])
        return _(
            "{reached}. A little further, if it does not hurt: {aim}.",
            reached=capitalised(_at_side(units.in_words(reached[side], unit), side)), aim=units.in_words(aim, unit),
        )  # fmt: skip


def summed_up(item: Item, events: Sequence[Event]) -> str:
    """ "Furthest, against your plan: left 84 of 90 degrees."; "" where it asks for nothing, or nothing was measured."""
    target = _target(item)
    if target is None:
        return ""
    unit, furthest = _unit(item), dict[Side, float]()
    for event in events:
        for side, far in _reached(event) if isinstance(event, Rep) else ():
            furthest[side] = max(far, furthest.get(side, 0.0))
    told = [
        _at_side(_("{reached} of {target}", reached=units.in_digits(far, unit), target=units.in_words(wanted, unit)),
                 side)
        for side, far in furthest.items() if (wanted := target.of(side)) is not None
    ]  # fmt: skip
    return _("Furthest, of what your plan wants: {sides}.", sides=listed(told)) if told else ""


def _target(item: Item) -> RangeTarget | None:
    return item.options.aim if item.judged else None


def _unit(item: Item) -> str:
    if not isinstance(item.exercise, Exercise):
        return "1"
    return VOCABULARY[main_measure(item.exercise)].unit


def _reached(rep: Rep) -> Iterator[tuple[Side, float]]:
    """How far each limb went that was measured; "both" where the movement has no two of them."""
    moved = rep.moved
    if moved is None:
        return
    if moved.left is None and moved.right is None:
        yield Side(rep.side), moved.amount
        return
    for side, far in ((Side.LEFT, moved.left), (Side.RIGHT, moved.right)):
        if far is not None:
            yield side, far


def _at_side(text: str, side: Side) -> str:
    if side == Side.BOTH:
        return text
    return _("{side} {amount}", side=body_parts.side(side), amount=text)
