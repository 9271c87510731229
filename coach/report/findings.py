"""The titles of the charts: each says what the chart shows, and claims no change that is within the error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.report.change import Change, Trend
from coach.report.measuring_error import SHARE
from coach.wording import answers, dates, units
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:  # the charts bring matplotlib along, which a sentence does not need
    from coach.report.charts import Pair


def practice(days: int, of: int, reps: int) -> str:
    """On how many days."""
    counted = plural("{number} repetition", "{number} repetitions", reps)
    if of <= 1:
        return _("Today: {repetitions}", repetitions=counted)
    return _("You exercised on {days} of {of} days: {repetitions}", days=days, of=of, repetitions=counted)


def range_of(title: str, change: Change, unit: str) -> str:
    """Further, less far, or no change beyond the error."""
    now = units.in_short(change.now, unit)
    difference = units.in_short(abs(change.now - change.then), unit)
    match change.trend:
        case Trend.EARLY:
            return _("{title}: {now} so far", title=title, now=now)
        case Trend.SAME:
            return _("{title}: {now}, no change beyond the measuring error", title=title, now=now)
        case Trend.MORE:
            return _("{title}: {difference} further than at first", title=title, difference=difference)
        case Trend.LESS:
            return _("{title}: {difference} less far than at first", title=title, difference=difference)


def sides(pairs: Sequence[tuple[Pair, float]], unit: str) -> str:
    """Whether one side goes less far; each pair (left, right) comes with its error."""
    apart = [(pair, abs(pair.first - pair.second), error) for pair, error in pairs if pair.first and pair.second]
    uneven = [(pair, difference) for pair, difference, error in apart if difference > error]
    if not uneven:
        return _("Left and right go equally far, as well as I can measure it")
    pair, difference = max(uneven, key=lambda found: found[1])
    words = {"title": pair.name, "difference": units.in_short(difference, unit)}
    if (pair.first or 0.0) < (pair.second or 0.0):
        return _("{title}: the left goes {difference} less far than the right", **words)
    return _("{title}: the right goes {difference} less far than the left", **words)


def tempo(change: Change) -> str:
    """Slower or faster, in seconds a repetition without the hold."""
    now, then = f"{change.now:.1f}", f"{change.then:.1f}"
    match change.trend:
        case Trend.EARLY:
            return _("A repetition takes you {now} s", now=now)
        case Trend.SAME:
            return _("Your tempo is steady: {now} s a repetition", now=now)
        case Trend.MORE:
            return _("You move more slowly: {now} s a repetition, {then} s at first", now=now, then=then)
        case Trend.LESS:
            return _("You move faster: {now} s a repetition, {then} s at first", now=now, then=then)


def cues(rarer: int, more: int, of: int) -> str:
    """How many corrections became rarer."""
    if rarer:
        return plural(
            "{number} of {of} corrections became rarer", "{number} of {of} corrections became rarer", rarer, of=of
        )
    if more:
        return plural(
            "{number} of {of} corrections came more often", "{number} of {of} corrections came more often", more, of=of
        )
    return _("You were corrected about as often as at first")


def by_hour(best: int, worst: int, best_share: float, worst_share: float) -> str:
    """When one sits upright."""
    if best_share - worst_share < SHARE:
        return _("You sit upright equally often at all hours")
    return _(
        "Most upright at {best}:00 ({best_share} %), least at {worst}:00 ({worst_share} %)",
        best=best, worst=worst, best_share=f"{100 * best_share:.0f}", worst_share=f"{100 * worst_share:.0f}",
    )  # fmt: skip


def by_weekday(best: int, worst: int, best_share: float, worst_share: float) -> str:
    """On which weekday one sits upright."""
    if best_share - worst_share < SHARE:
        return _("One weekday is like another")
    return _(
        "{best} is your most upright day ({best_share} %), {worst} the least ({worst_share} %)",
        best=dates.weekday(best), worst=dates.weekday(worst), best_share=f"{100 * best_share:.0f}",
        worst_share=f"{100 * worst_share:.0f}",
    )  # fmt: skip


def reminders(number: int, heeded: int) -> str:
    """How many reminders were followed."""
    return plural(
        "You moved or sat up after {heeded} of {number} reminder",
        "You moved or sat up after {heeded} of {number} reminders", number, heeded=heeded,
    )  # fmt: skip


def pain(change: Change) -> str:
    """Whether pain has changed by what is felt as a change."""
    now, then = f"{change.now:.1f}", f"{change.then:.1f}"
    match change.trend:
        case Trend.EARLY:
            return _("Pain: {now} of 10 so far", now=now)
        case Trend.SAME:
            return _("Pain: {now} of 10, {then} at first: less than what is felt as a change", now=now, then=then)
        case Trend.MORE:
            return _("Pain rose from {then} to {now} of 10: show this to your physiotherapist", now=now, then=then)
        case Trend.LESS:
            return _("Pain went down from {then} to {now} of 10", now=now, then=then)


def answer_names(words: Sequence[str | None]) -> list[str]:
    """What became of reminders, in words."""
    return [answers.answer(word) for word in words]
