"""What the page of the plan shows: the plan that is followed in the words of `coach plan`, and those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.home.offer import Offered
from coach.home.plan_page import PlanFacts
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.definitions.library import Library
    from coach.definitions.prescription import Prescription


def plan_of(library: Library) -> PlanFacts:
    """The page's contents. Raises DefinitionError, CommandError."""
    from coach.cli.plan_command import kept_lines
    from coach.cli.planned import followed_today
    from coach.plans.rules_in_words import rules

    offered = tuple(_offered(one) for one in library.plans())
    followed = followed_today()
    if followed is None:
        return PlanFacts(offered=offered)
    card = followed.card.prescription
    week = _("Week {week} of {weeks}.", week=min(followed.week, card.weeks), weeks=card.weeks)
    lines = (f"{line.title}: {line.dose_in_words}" if line.dose_in_words else line.title for line in followed.lines)
    kept = " ".join((week, *kept_lines(followed)))
    return PlanFacts(card.id, card.title, kept, tuple(lines), tuple(rules(card)), offered)


def _offered(one: Prescription) -> Offered:
    weeks = plural("{number} week", "{number} weeks", one.weeks)
    return Offered(one.id, one.title, f"{weeks}. {' '.join(one.description.split())}")
