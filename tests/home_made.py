"""The pages of the home window with known contents: nearly empty, and as full as they get."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from coach.cli.front_facts import FrontFacts
from coach.cli.list import PLACES
from coach.definitions.library import Library
from coach.home.break_page import break_page
from coach.home.camera_state import CameraState
from coach.home.exercise_page import exercise_page
from coach.home.exercises_page import exercises_page
from coach.home.home_page import HomePage, Spot
from coach.home.home_view import HomeView, HourBar, Trace
from coach.home.new_exercise_page import new_exercise_page
from coach.home.offer import Offered
from coach.home.plan_page import PlanFacts, plan_page
from coach.home.progress_page import ProgressFacts, progress_page
from coach.home.settings_page import SettingsFacts, settings_page
from coach.home.today_page import TodayFacts, today_page
from coach.home.watch_page import WatchFacts, watch_page
from coach.home.welcome_page import welcome_page
from coach.records.settings import Settings
from coach.wording.catalogue import _, language

PAUSE = Offered("desk-break", "A break at the desk", "about 3 min", picture="shoulder-rolls")
ROLLS = Offered("shoulder-rolls", "Shoulder rolls", "10 each way", "shoulder-rolls", "desk", ("neck", "shoulders"))
SLIDES = Offered("wall-slides", "Wall slides", "10", "wall-slides", "standing", ("upper back", "posture"))
WALK = Offered("walking", "Walking", "20 min", "", "away", ("whole body",))
NOTHING = TodayFacts("Saturday, 28 Nov 2026", (), (), (), PAUSE)
HOURS = tuple(HourBar(f"{hour:02d}:00", 600.0 + 300 * (hour % 10), (hour % 5) / 4) for hour in range(7, 20))
RISING = Trace("Range", "Wall slides: 14 degrees further than at first", ((0, 80.0), (7, 85.0), (20, 94.0)), 76.0, 98.0,
               "94°", "1 Nov", "21 Nov")  # fmt: skip
FOLLOWED: dict[str, Any] = {
    "name": "desk-week", "title": "A week at the desk",
    "week": "Week 1 of 8, since 23 Nov 2026. This week: 2 of 5 days.",
    "lines": (
        "A break at the desk. Due today. Monday to Friday. Next: tomorrow. Twice on a long day.",
        "Neck and shoulders: 90 % of its usual dose. Due today, moved from Monday. Monday, Wednesday and Friday. The "
        "last time hurt more than mildly: one step less.",
        "Five for the upper back. Tuesday and Thursday. Next: Thursday. Not done yet: this is the first dose.",
    ),
    "rules": ("A pain of 0 to 3 and everything done, twice in a row: a step more, a tenth of the first dose.",) * 5,
}  # fmt: skip
DONE = ("Wall slides: 2 sets, 20 repetitions (3 partial), pain 2 of 10", "Chin tucks: 1 set, 8 repetitions, no pain")


def values(**other: str) -> dict[str, str]:
    """Settings as they stand in the file."""
    found = {name: str(value).lower() for name, value in Settings().model_dump().items()}
    return found | {"size": ""} | other


def settings(looking: bool = False, **other: str) -> HomeView:
    """The page of settings with two cameras."""
    cameras = {"0": _("camera {number}", number=0), "2": _("camera {number}", number=2)}
    return settings_page(SettingsFacts(values(**other), cameras, {"": _("as the system"), "en": "en"}, looking))


def views() -> dict[str, HomeView]:
    """Every page, in the language of the run: the texts of the library with it."""
    return _views(language())


@cache
def _views(_language: str) -> dict[str, HomeView]:
    facts = FrontFacts()
    facts._plan = PlanFacts(offered=plans(facts))  # no history is asked
    places = {place: _(name) for place, name in PLACES.items()}
    pause, nowhere = facts.offered("desk-break"), Spot(HomePage.EXERCISES, place="away", good_for="neck")
    due = tuple(facts.offered(name) for name in ("upper-back-five", "desk-break", "wall-slides", "open-books")
                if name in known())  # fmt: skip
    full = TodayFacts("Wednesday, 30 Sep 2026", due, DONE * 3, ("Posture so far: 75 % upright in 4 h 54 min.",), pause)
    posture = WatchFacts(True, False, _("upright") + " · 74 % · 4 h 54 min", True, HOURS)
    return {
        "today, nothing": today_page(NOTHING),
        "today, full": today_page(full),
        "break": break_page(pause, facts.pause.program.description, facts.pause_exercises()),
        "exercises": exercises_page(Spot(HomePage.EXERCISES), facts.exercises, places),
        "exercises, in the middle": exercises_page(Spot(HomePage.EXERCISES, leaf=2), facts.exercises, places),
        "exercises, none": exercises_page(nowhere, facts.exercises, places),
        "watch, off": watch_page(WatchFacts()),
        "watch, on": watch_page(posture),
        "watch, paused": watch_page(WatchFacts(True, True, "paused", False, HOURS[:1])),
        "progress, none": progress_page(ProgressFacts()),
        "progress": progress_page(ProgressFacts((RISING, RISING, RISING, RISING), (_("Nothing is kept yet."),))),
        "settings": settings(),
        "settings, looking": settings(looking=True),
        "with a notice": today_page(full).noticing(_("One moment: the camera is being opened.")),
        "exercise": exercise_page(SLIDES),
        "welcome": welcome_page(),
        "welcome, no camera": welcome_page(CameraState.FAILED),
        "new": new_exercise_page("Circles with both elbows"),
        "plan": plan_page(facts.plan()),
        "plan, followed": plan_page(replace(facts.plan(), **FOLLOWED)),
    }  # fmt: skip


def plans(facts: FrontFacts) -> tuple[Offered, ...]:
    """Those that come with the coach."""
    return tuple(Offered(one.id, one.title, " ".join(one.description.split())) for one in facts.library.plans())


def known() -> set[str]:
    """What the library has by name."""
    library = Library()
    return {card.exercise.id for card in library.cards()} | {program.id for program in library.programs()}
