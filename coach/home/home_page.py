"""The pages of the home window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coach.wording.catalogue import N_


class HomePage(StrEnum):
    """What can be looked at. The plan, an exercise and a new one have pages of their own, which are reached from the
    others; somebody new is welcomed first."""

    TODAY = "page-today"
    BREAK = "page-break"
    EXERCISES = "page-exercises"
    WATCH = "page-watch"
    PROGRESS = "page-progress"
    SETTINGS = "page-settings"
    EXERCISE = "page-exercise"
    PLAN = "page-plan"
    WELCOME = "page-welcome"
    NEW = "page-new"


NAMES = {
    HomePage.TODAY: N_("Today"),
    HomePage.BREAK: N_("Desk break"),
    HomePage.EXERCISES: N_("Exercises"),
    HomePage.WATCH: N_("Watch"),
    HomePage.PROGRESS: N_("My progress"),
    HomePage.SETTINGS: N_("Settings"),
}
"""Those that can always be reached, in their order."""


@dataclass(frozen=True)
class Spot:
    """Where in the window somebody is: the page, the exercise on it, which leaf of a long list, and what of the list is
    wanted ("" = all of it)."""

    page: HomePage = HomePage.TODAY
    exercise: str = ""
    leaf: int = 0
    place: str = ""
    good_for: str = ""
