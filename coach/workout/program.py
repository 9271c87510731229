"""From a program to what is done today: doses put in, and where there is a choice, something else than last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Dose, Entry, Program
from coach.definitions.library import Card, ProgramCard
from coach.workout.plan import BETWEEN_S, Item, Plan


def plan(card: Card | ProgramCard, options: Options, before: Sequence[str] = ()) -> Plan:
    """What is to be done.

    Parameters
    ----------
    options : for all of it.
    before : ids of the exercises that were done in this program before, the latest last.
    """
    if isinstance(card, Card):
        return Plan((Item(card.exercise, card.poses, options),), card.exercise.title)
    entries = (*card.program.warm_up, *card.program.items, *chosen(card.program, before))
    return Plan(tuple(_item(entry, card.cards, options) for entry in entries), card.program.title)


def seconds_of(card: Card | ProgramCard) -> float:
    """Seconds that it takes, about, from hearing of it to the end; a clock takes its own time."""
    if isinstance(card, Card) and isinstance(card.exercise, Activity):
        return card.exercise.dose.time_s
    return plan(card, Options()).seconds


def judged(plan: Plan) -> Plan:
    """Without what only the person can vouch for, as far as anything else is in it."""
    items = tuple(item for item in plan.items if not isinstance(item.exercise, Activity))
    return replace(plan, items=items or plan.items)


def chosen(program: Program, before: Sequence[str]) -> tuple[Entry, ...]:
    """Those whose turn it is: never done first, then what was done longest ago, each in the order of the file.

    As there are more to choose from than are chosen, they are never the same as the last time.
    """
    latest = {exercise: i for i, exercise in enumerate(before)}
    in_turn = sorted(program.among, key=lambda entry: latest.get(entry.exercise, -1))
    today = in_turn[: program.choose or 0]
    return tuple(entry for entry in program.among if entry in today)


def dosed(entry: Entry, cards: Mapping[str, Card]) -> Card:
    """The exercise of an entry, as much of it as the program asks for."""
    card = cards[entry.exercise]
    if isinstance(entry.dose, Dose):
        return replace(card, exercise=card.exercise.model_copy(update={"dose": entry.dose}))
    return card.dosed(entry.dose)


def _item(entry: Entry, cards: Mapping[str, Card], options: Options) -> Item:
    card = dosed(entry, cards)
    return Item(card.exercise, card.poses, options, BETWEEN_S if entry.rest_s is None else entry.rest_s)
