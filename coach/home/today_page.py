"""The first page: what is due, what was done, and one button that begins."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, TextList
from coach.home.offer import Offered
from coach.wording.catalogue import _

MOST_DUE, MOST_DONE = 3, 4  # beside the one that the large button begins, and of what was done last; more is not calm


@dataclass(frozen=True)
class TodayFacts:
    """The day in words, what is due in its order, lines of what was done and of the posture so far, the break that is
    offered where nothing is due, and the title of the plan that is followed."""

    day: str
    due: tuple[Offered, ...]
    done: tuple[str, ...]
    posture: tuple[str, ...]
    pause: Offered
    plan: str = ""


def today_page(facts: TodayFacts) -> HomeView:
    """The page of a day."""
    first, *others = facts.due or (facts.pause,)
    lists = [TextList(_("Done"), facts.done[-MOST_DONE:], done=True)] if facts.done else []
    if facts.posture:
        lists.append(TextList(_("Posture"), facts.posture))
    return HomeView(
        HomePage.TODAY,
        title=facts.day,
        lead=_lead(facts),
        action=first.to_begin(_("Start: {title}", title=first.title)),
        rows=(*(_row(one) for one in others[:MOST_DUE]), _plan(facts.plan)),
        lists=tuple(lists),
        commands=(("do", first.name), ("today",)),
    )


def _lead(facts: TodayFacts) -> str:
    if facts.due:
        return _("This is what is due today.")
    if facts.done:
        return _("That was it for today. A break at the desk is good at any time.")
    return _("Nothing is due today. A break at the desk is good at any time.")


def _plan(title: str) -> Button:
    return Button(Deed.OPEN, HomePage.PLAN, _("My plan"), note=title or _("None yet: choose one"), sign="guidance")


def _row(one: Offered) -> Button:
    return Button(Deed.BEGIN, one.name, one.title, note=one.note, sign=Reply.START)
