"""The tries of a set: what counted and what did not, and for which of four reasons."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from coach.definitions.definition import Exercise
from coach.events import Event, Hold, Partial, Rep

Try = Rep | Hold | Partial


class Shortfall(StrEnum):
    """Why a try did not count."""

    RELEASED = "released"  # far enough, and let go before the hold was over
    SHORT = "short"  # not far enough
    FLAT = "flat"  # no circle
    ROUND = "round"  # a circle, where none is asked for
    FORM = "form"  # in another form than is required


def tries(events: Iterable[Event]) -> list[Try]:
    """What was tried, in the order in which it was told. A partial that was counted after all is only the repetition
    that it became."""
    found = [event for event in events if isinstance(event, Rep | Hold | Partial)]
    after_all = {event.peak_s for event in found if isinstance(event, Rep) and event.recounted}
    return [event for event in found if not (isinstance(event, Partial) and event.peak_s in after_all)]


def shortfall(exercise: Exercise, partial: Partial) -> Shortfall:
    """The reason that comes first: a form that was lost, then the way, then the hold."""
    forms = {rule.name for rule in exercise.required} - {term.measure for term in exercise.progress_signal}
    if forms & set(partial.missing):
        return Shortfall.FORM
    if "circle" in partial.missing:
        return Shortfall.FLAT
    if "straight" in partial.missing:
        return Shortfall.ROUND
    return Shortfall.RELEASED if partial.missing == ("hold",) else Shortfall.SHORT
