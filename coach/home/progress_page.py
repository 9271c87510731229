"""The page of what has changed: range, posture and pain over the last weeks."""

from __future__ import annotations

from dataclasses import dataclass

from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, TextList, Trace
from coach.wording.catalogue import _


@dataclass(frozen=True)
class ProgressFacts:
    """The traces there are, the lines of this week, and the weeks that are looked at."""

    traces: tuple[Trace, ...] = ()
    week: tuple[str, ...] = ()
    weeks: int = 12


def progress_page(facts: ProgressFacts) -> HomeView:
    """The page of progress; where nothing is kept yet it says what will be here."""
    if not facts.traces:
        told = TextList(_("What you will see here"), (
            _("How far you move, once you have done an exercise."),
            _("How you sit, once the watch has run."),
            _("How your pain changes, once you have said how strong it is."),
        ))  # fmt: skip
        return HomeView(
            HomePage.PROGRESS, _("My progress"), _("Nothing is kept yet."), lists=(told,), commands=(("history",),)
        )
    return HomeView(
        HomePage.PROGRESS,
        title=_("My progress"),
        lead=" ".join(facts.week),
        action=Button(Deed.REPORT, label=_("Open the whole report"), note=_("In the browser"), sign=HomePage.PROGRESS),
        traces=facts.traces,
        commands=(("history",), ("report",)),
    )
