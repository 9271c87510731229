"""The day at the desk in two sentences, from what the history has of it: how it was, and what became of reminders."""

from __future__ import annotations

from collections.abc import Sequence

from coach.records.practice import AnswerCount, DeskHour
from coach.wording.catalogue import _, plural
from coach.wording.durations import in_short

HEEDED = frozenset({"sat-up", "drill"})  # answers of somebody who moved


def closing(hours: Sequence[DeskHour], answers: Sequence[AnswerCount]) -> list[str]:
    """Both sentences about these hours of a day and the answers to its reminders; [] where nobody was seen."""
    there_s, upright_s = sum(hour.there_s for hour in hours), sum(hour.upright_s for hour in hours)
    if there_s <= 0:
        return []
    sat = _("I saw you at the desk for {there}, and {upright} of that you sat upright.",
            there=in_short(there_s), upright=in_short(upright_s))  # fmt: skip
    given = sum(one.number for one in answers)
    heeded = sum(one.number for one in answers if one.answer in HEEDED)
    if given == 0:
        return [sat, _("I gave no reminder.")]
    return [sat, plural("I reminded you {number} time, and after {heeded} of them you moved.",
                        "I reminded you {number} times, and after {heeded} of them you moved.", given,
                        heeded=heeded)]  # fmt: skip
