"""What the page of the plan shows: the plan that is followed in the words of `coach plan`, and those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.home.offer import Offered
from coach.home.plan_page import PlanFacts
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.definitions.library import Library
    from coach.definitions.prescription import Prescription
    from coach.records.followed_plan import FollowedPlan

IN_FULL, IN_BRIEF = 3, 7  # lines of a plan that have room on its page


def plan_of(library: Library) -> PlanFacts:
    """The page's contents. Raises CommandError."""
    from coach.cli.plan_command import kept_lines
    from coach.cli.planned import followed_today
    from coach.definitions.document import DefinitionError
    from coach.plans.rules_in_words import rules

    offered = tuple(_offered(one) for one in library.plans())
    try:
        followed = followed_today()
    except DefinitionError as error:
        why = error.problems[0].message
        return PlanFacts(offered=offered, problem=_("Your plan cannot be read any more: {reason}", reason=why))
    if followed is None:
        return PlanFacts(offered=offered)
    card = followed.card.prescription
    kept = " ".join((followed.week_in_words, *kept_lines(followed)))
    return PlanFacts(card.id, card.title, kept, _lines(followed), tuple(rules(card)), offered)


def _lines(plan: FollowedPlan) -> tuple[str, ...]:
    """What the plan asks for, with the rules that made it so; of a long plan only what there is to do, and of a very
    long one its beginning."""
    if len(plan.lines) <= IN_FULL:
        return tuple(line.in_words(plan.today) for line in plan.lines)
    found = [line.in_brief(plan.today) for line in plan.lines]
    if len(found) <= IN_BRIEF:
        return tuple(found)
    more = len(found) - IN_BRIEF + 1
    return (*found[: IN_BRIEF - 1], plural("And {number} more.", "And {number} more.", more))


def _offered(one: Prescription) -> Offered:
    weeks = plural("{number} week", "{number} weeks", one.weeks)
    return Offered(one.id, one.title, f"{weeks}. {' '.join(one.description.split())}")
