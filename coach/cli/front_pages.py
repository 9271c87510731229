"""Which page of the home window is made from which facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.home.home_page import NAMES, HomePage, Spot

if TYPE_CHECKING:
    from coach.cli.front_facts import FrontFacts
    from coach.home.home_view import HomeView


def view_of(facts: FrontFacts, spot: Spot, *, whole: bool = False) -> HomeView:
    """The page of a spot as it is now; `whole`: lists are not cut into leaves."""
    from coach.home.break_page import break_page
    from coach.home.exercise_page import exercise_page
    from coach.home.exercises_page import LEAF, exercises_page
    from coach.home.new_exercise_page import new_exercise_page
    from coach.home.plan_page import plan_page
    from coach.home.progress_page import progress_page
    from coach.home.settings_page import settings_page
    from coach.home.today_page import today_page
    from coach.home.watch_page import watch_page
    from coach.home.welcome_page import welcome_page

    match spot.page:
        case HomePage.TODAY:
            return today_page(facts.today())
        case HomePage.PLAN:
            return plan_page(facts.plan())
        case HomePage.BREAK:
            program = facts.pause.program
            return break_page(facts.offered(program.id), program.description, facts.pause_exercises())
        case HomePage.EXERCISES:
            number = len(facts.exercises) if whole else LEAF
            return exercises_page(spot, facts.exercises, facts.places, number)
        case HomePage.EXERCISE:
            return exercise_page(facts.exercise(spot.exercise))
        case HomePage.NEW:
            return new_exercise_page(facts.new_title)
        case HomePage.WATCH:
            return watch_page(facts.watch())
        case HomePage.PROGRESS:
            return progress_page(facts.progress())
        case HomePage.SETTINGS:
            return settings_page(facts.settings())
        case HomePage.WELCOME:
            return welcome_page(facts.camera)


def all_views(facts: FrontFacts) -> Iterator[HomeView]:
    """Every page that can always be reached, in their order, and the plan."""
    return (view_of(facts, Spot(page), whole=True) for page in (*NAMES, HomePage.PLAN))
