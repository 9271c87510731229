"""Days and months, as they are written beside a number or under a chart."""

from __future__ import annotations

from coach.wording.catalogue import N_, _, plural

MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"),
    N_("Nov"), N_("Dec"),
)  # fmt: skip
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def in_short(day: int, month: int) -> str:
    """ "3 Oct"."""
    return _("{day} {month}", day=day, month=_(MONTHS[month - 1]))


def in_full(day: int, month: int, year: int) -> str:
    """ "3 Oct 2026"."""
    return _("{day} {month} {year}", day=day, month=_(MONTHS[month - 1]), year=year)


def month_of_year(month: int, year: int) -> str:
    """ "Oct 2026"."""
    return _("{month} {year}", month=_(MONTHS[month - 1]), year=year)


def weekday(number: int) -> str:
    """ "Monday" for 0."""
    return _(WEEKDAYS[number])


def short_weekday(number: int) -> str:
    """ "Mon" for 0."""
    return _(SHORT_WEEKDAYS[number])


def ago(days: int) -> str:
    """ "today", "yesterday", "3 days ago"."""
    if days < 2:
        return _("yesterday") if days else _("today")
    return plural("{number} day ago", "{number} days ago", days)


def every(days: int) -> str:
    """ "every day", "every 3 days"."""
    return _("every day") if days < 2 else _("every {number} days", number=days)
