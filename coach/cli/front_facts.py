"""What the pages of the home window are made from: asked of the same functions as the commands ask."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.folders import coach_home, watch_folder
from coach.cli.list import PLACES, row_of
from coach.cli.open_library import open_library
from coach.home.camera_state import CameraState
from coach.home.offer import Offered
from coach.home.today_page import TodayFacts
from coach.wording.catalogue import _
from coach.wording.durations import in_minutes
from coach.wording.lists import listed

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from coach.cli.today import TodaySeen
    from coach.definitions.library import Card, Library, ProgramCard
    from coach.home.plan_page import PlanFacts
    from coach.home.progress_page import ProgressFacts
    from coach.home.settings_page import SettingsFacts
    from coach.home.watch_page import WatchFacts
    from coach.records.history import History
    from coach.records.practice import Due

BREAK = "desk-break"
MINUTE_S = 60.0  # what is told of the watch counts minutes


class FrontFacts:
    """Looks things up once and keeps them until `forget()`; the library until `learned()`.

    Attributes
    ----------
    camera : how the camera stands.
    looking : the camera's picture is shown among the settings.
    typed : the name of a new exercise as far as somebody typed or chose it, None where they did not.
    """

    def __init__(self) -> None:
        self._today: TodaySeen | None = None
        self._plan: PlanFacts | None = None
        self._offered: dict[str, Offered] = {}
        self.camera = CameraState.OFF
        self.looking = False
        self.typed: str | None = None

    def forget(self) -> None:
        """Something was done: look at the history again."""
        self._today = self._plan = None

    def learned(self) -> None:
        """There is another exercise: look at the library again."""
        for name, member in vars(type(self)).items():
            if isinstance(member, cached_property):
                self.__dict__.pop(name, None)
        self._offered.clear()
        self.typed = None
        self.forget()

    def changes(self) -> tuple[object, ...]:
        """What differs when something has changed that pages are made from, cheap to ask: the minute, and when the
        history, the watch's status, the settings and the entry for login were last written."""
        from coach.desktop import autostart

        files = (coach_home() / "history.db", coach_home() / "history.db-wal", watch_folder() / "status.json",
                 coach_home() / "settings.yaml", autostart.entry_path())  # fmt: skip
        return (int(time.time() // MINUTE_S), *(_written_ns(path) for path in files))

    # ------------------------------------------------------------ what there is

    @cached_property
    def library(self) -> Library:
        """The exercises and programs."""
        return open_library()

    @cached_property
    def pause(self) -> ProgramCard:
        """The break at the desk."""
        return self.library.program(BREAK)

    @cached_property
    def exercises(self) -> tuple[Offered, ...]:
        """Every exercise, in the order of its places and titles."""
        order = list(PLACES)
        cards = sorted(self.library.cards(), key=lambda card: order.index(card.exercise.place))
        return tuple(_exercise(card) for card in cards)

    @property
    def places(self) -> Mapping[str, str]:
        """The places of exercises with their names."""
        return {place: _(name) for place, name in PLACES.items()}

    def pause_exercises(self) -> tuple[Offered, ...]:
        """The exercises of the break, each with the dose that it has there."""
        from coach.workout.program import dosed

        return tuple(_exercise(dosed(entry, self.pause.cards)) for entry in self.pause.program.entries)

    def exercise(self, name: str) -> Offered:
        """One exercise."""
        return _exercise(self.library.card(name))

    def offered(self, name: str) -> Offered:
        """A program or an exercise that can be begun."""
        from coach.definitions.library import Card
        from coach.workout.program import seconds_of

        if name in self._offered:
            return self._offered[name]
        card = self.library.find(name)
        title = card.exercise.title if isinstance(card, Card) else card.program.title
        first = name if isinstance(card, Card) else next(iter(card.cards))
        note = _("about {minutes}", minutes=in_minutes(seconds_of(card)))
        self._offered[name] = Offered(name, title, note, picture=first)
        return self._offered[name]

    @property
    def new_title(self) -> str:
        """What a new exercise would be called now."""
        return self._suggested if self.typed is None else self.typed

    @cached_property
    def _suggested(self) -> str:
        from coach.cli.front_lesson import suggestion

        return suggestion()

    # ------------------------------------------------------------ what is so now

    def _kept(self) -> AbstractContextManager[History]:
        from coach.cli.kept import kept

        return kept(coach_home() / "history.db")

    def seen_today(self) -> TodaySeen:
        """Today, as `coach today` tells it."""
        from coach.cli.today import today_of
        from coach.records.clock import now

        if self._today is None:
            with self._kept() as history:
                self._today = today_of(history, now().date())
        return self._today

    def today(self) -> TodayFacts:
        """What the first page shows."""
        from coach.cli.today import done_line
        from coach.records.titles import Titles

        seen, titles = self.seen_today(), Titles(self.library)
        due = self._due_today([one for one in seen.due if not one.done])
        done = tuple(done_line(one, titles) for one in seen.done)
        return TodayFacts(
            seen.heading(), due, done, tuple(seen.posture_lines()[:1]), self.offered(BREAK), self.plan().title
        )

    def _due_today(self, due: Sequence[Due]) -> tuple[Offered, ...]:
        """What is due; the exercises of a plan that one workout does one after the other first, before each by
        itself."""
        from coach.cli.planned import TODAY

        found = tuple(self._due(one) for one in due)
        together = list(takewhile(lambda one: not one.is_program and one.day is not None, due))
        if len(together) < 2:
            return found
        titles = listed([one.title for one in together])
        return (replace(found[0], name=TODAY, title=_("what is due today"), note=titles), *found)

    def plan(self) -> PlanFacts:
        """What the page of the plan shows."""
        if self._plan is None:
            from coach.cli.front_plan import plan_of

            self._plan = plan_of(self.library)
        return self._plan

    def _due(self, due: Due) -> Offered:
        """What is due, with the words of the plan where it comes from one."""
        from coach.definitions.library import DefinitionError, UnknownNameError

        try:
            found = self.offered(due.name)
        except (UnknownNameError, DefinitionError):  # of one's own, beside the file of the plan
            return Offered(due.name, due.title or due.name, due.dose)
        return replace(found, title=due.title or found.title, note=due.dose or found.note)

    def progress(self) -> ProgressFacts:
        """What the page of progress shows."""
        from coach.cli.front_progress import progress_of

        with self._kept() as history:
            return progress_of(history, self.library)

    def settings(self) -> SettingsFacts:
        """What the page of settings shows."""
        from coach.capture import camera_list
        from coach.cli.settings import personal
        from coach.home.settings_page import SettingsFacts
        from coach.voice.open_voice import why_no_voice
        from coach.wording.catalogue import languages

        values = {name: _as_written(value) for name, value in personal().model_dump().items()}
        values["camera"] = camera_list.shown(values["camera"])
        known = {"": _("as the system"), **{name: name for name in languages()}}
        return SettingsFacts(values, self._cameras(values["camera"]), known, self.looking, why_no_voice() or "")

    def _cameras(self, now: str) -> dict[str, str]:
        """The cameras there are, each with its words, and the one of the settings."""
        from coach.capture import camera_list
        from coach.capture.address import shown

        known = camera_list.cameras()
        found = {camera.remembered: camera.name or _("camera {number}", number=camera.number)
                 for camera in known if camera.pictures}  # fmt: skip
        numbered = camera_list.number_of(now, known)
        if now in found or "://" in now:
            return found | ({} if now in found else {now: shown(now)})
        if numbered is not None and numbered.remembered in found:  # the same camera, by the number that was chosen
            return {now if key == numbered.remembered else key: words for key, words in found.items()}
        return found | {now: _("camera {number}", number=now) if now.isdigit() else now}

    def watch(self) -> WatchFacts:
        """What the page of the watch shows."""
        from coach.cli.status_line import line
        from coach.desktop import autostart, single_instance
        from coach.home.home_view import HourBar
        from coach.home.watch_page import WatchFacts

        told = single_instance.status(watch_folder())
        seen = [hour for hour in self.seen_today().hours if hour.there_s]
        bars = tuple(HourBar(f"{one.began:%H:%M}", one.there_s, one.upright_s / one.there_s) for one in seen)
        return WatchFacts(
            on=told is not None,
            paused=told is not None and told.get("state") == "paused",
            quiet=told is not None and bool(told.get("quiet")),
            status=line(told, time.time()) if told is not None else "",
            at_login=autostart.entry_path().exists(),
            hours=bars,
        )


def _written_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _exercise(card: Card) -> Offered:
    row = row_of(card)
    return Offered(row.id, row.title, row.short_dose, picture=row.id, place=row.place or "", good_for=row.good_for)


def _as_written(value: object) -> str:
    """A setting as it would stand in the file."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
