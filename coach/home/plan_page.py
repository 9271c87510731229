"""The page of the plan: what it asks for and how its doses change; or the plans there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, TextList
from coach.home.offer import Offered
from coach.wording.catalogue import _


@dataclass(frozen=True)
class PlanFacts:
    """The plan that is followed: its name and title ("" where there is none), the week, what it asks for and by which
    rules; and every plan that comes with the coach, its description as its note. `problem`: why the followed one
    cannot be read."""

    name: str = ""
    title: str = ""
    week: str = ""
    lines: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    offered: tuple[Offered, ...] = ()
    problem: str = ""


def plan_page(facts: PlanFacts) -> HomeView:
    """The page of the plan."""
    others = tuple(_begins(one) for one in facts.offered if one.name != facts.name)
    if not facts.title:
        return HomeView(
            HomePage.PLAN, _("Choose a plan"),
            facts.problem or _("It says what is due on which days, and how much."), rows=others,
            lists=tuple(TextList(one.title, (one.note,)) for one in facts.offered),
            commands=(("plan",), ("plan", "use", "NAME")),
        )  # fmt: skip
    ends = Button(Deed.PLAN, "", _("End this plan"), sign=Reply.QUIT)
    lists = (TextList(_("What it asks for"), facts.lines), TextList(_("How it changes"), facts.rules))
    return HomeView(
        HomePage.PLAN, facts.title, facts.week, rows=(_today(), *others, ends), lists=lists,
        commands=(("plan",), ("plan", "stop")),
    )  # fmt: skip


def _today() -> Button:
    """First, so that a press without a thought changes nothing."""
    return Button(Deed.OPEN, HomePage.TODAY, _("What is due today"), sign=HomePage.TODAY)


def _begins(one: Offered) -> Button:
    return Button(Deed.PLAN, one.name, _("Begin: {title}", title=one.title), sign=Reply.START)
