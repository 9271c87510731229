"""What a press in the home window does, beyond looking at another page: workouts, the watch, settings, the voice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.folders import safety_note, watch_folder
from coach.cli.front_facts import FrontFacts
from coach.cli.settings import personal
from coach.home.button import Button, Deed
from coach.wording.catalogue import N_, _

if TYPE_CHECKING:
    from coach.cli.front_watch import StartedWatch
    from coach.cli.wanted import Wanted
    from coach.records.settings import Settings
    from coach.screen.window import Window

SLOW = {  # what takes its time, and what is shown meanwhile
    Deed.BEGIN: N_("One moment: the camera is being opened."),
    Deed.LEARN: N_("One moment: the camera is being opened."),
    Deed.WATCH: N_("One moment ..."),
    Deed.REPORT: N_("One moment: the report is being written."),
}
EXERCISING = (Deed.BEGIN, Deed.LEARN)  # what somebody moves for, before the camera
LET_GO_S, LOOK_S = 8.0, 0.1  # a watch may take so long to give the camera back; it is looked for so often
MEANWHILE = "1h"  # the watch is paused for a workout, and goes on by itself should this window not come back


class FrontDeeds:
    """Does what is asked for, each with `do()`.

    Attributes
    ----------
    settings : the person's, as they are now.
    facts : what pages are made from; `looking` in them changes here.
    """

    def __init__(self, settings: Settings, source: str | None) -> None:
        self.settings, self.facts = settings, FrontFacts()
        self._named_source = source
        self._started: StartedWatch | None = None
        self._starting = False

    @property
    def source(self) -> str:
        """The camera, or what stands for it in this run."""
        return self._named_source or str(self.settings.camera)

    @property
    def is_new(self) -> bool:
        """Whether this person has begun nothing yet, and never said whether a raised hand answers here."""
        return not safety_note().exists() and "hands" not in self.settings.model_fields_set

    def do(self, button: Button, window: Window) -> str:
        """Do it. Returns what came of it where the page does not show that. Raises what `error_lines` can tell."""
        match button.deed:
            case Deed.BEGIN:
                return self._begin(button.what, window)
            case Deed.LEARN:
                return self._learn(button.what, window)
            case Deed.NAME:
                self._next_name()
            case Deed.WATCH:
                return self._tell_watch(button.what)
            case Deed.CHOOSE:
                return self._choose(button.what)
            case Deed.HEAR:
                return self._speak()
            case Deed.LOOK:
                self.facts.looking = button.what == "on"
            case Deed.REPORT:
                return self._report()
            case Deed.PLAN:
                return self._plan(button.what)
        return ""

    def words_of(self, button: Button) -> str:
        """What is shown while it takes its time; "" for what does not."""
        from coach.capture.model.store import find
        from coach.cli.model import chosen

        if button.deed in EXERCISING and find(chosen(None)) is None:
            return _("One moment: the pose model is being fetched. That happens once.")
        return _(SLOW[button.deed]) if button.deed in SLOW else ""

    def needs_camera(self, button: Button) -> bool:
        """Whether it begins something that opens the camera."""
        from coach.home.watch_page import GO_ON, ON

        begins_watch = button.deed == Deed.WATCH and button.what in (ON, GO_ON)
        return button.deed in EXERCISING or (begins_watch and self._is_device())

    # ------------------------------------------------------------ a workout

    def _begin(self, name: str, window: Window) -> str:
        """A whole workout in this window."""
        from coach.cli.do import run_exercise

        with self._the_camera():
            run_exercise(self._wanted(name), window)
        return ""

    def _learn(self, title: str, window: Window) -> str:
        """A new exercise in this window."""
        from coach.cli.front_lesson import learn_in_window

        with self._the_camera():
            kept = learn_in_window(title, self._wanted(title), window)
        if not kept:
            return ""
        self.facts.learned()
        return _("{title} stands among your exercises now.", title=title.strip())

    def _next_name(self) -> None:
        from coach.cli.front_lesson import suggestion

        self.facts.typed = suggestion(self.facts.new_title)

    def _wanted(self, name: str) -> Wanted:
        from coach.cli.wanted import Wanted

        return Wanted(exercise=name, source=self.source, settings=self.settings)

    @contextmanager
    def _the_camera(self) -> Iterator[None]:
        """A watch that has the camera is paused meanwhile."""
        from coach.cli.wanted import Word
        from coach.cli.watch import tell_watch

        paused = self.watch_has_camera()
        if paused:
            tell_watch(Word(pause=MEANWHILE))
            self._wait_for_camera()
        try:
            yield
        finally:
            if paused and self.facts.watch().on:
                tell_watch(Word(resume=True))

    def watch_has_camera(self) -> bool:
        """Whether a watch runs, is not paused, and looks through the same camera, which only one can have."""
        if not self._is_device():
            return False
        watch = self.facts.watch()
        return watch.on and not watch.paused

    def _is_device(self) -> bool:
        """Whether the pictures come from a camera of this machine; a stream or a file can be read by several."""
        from coach.capture.open_source import is_live

        return is_live(self.source) and "://" not in self.source

    def _wait_for_camera(self) -> None:
        from coach.desktop import single_instance

        until_s = time.monotonic() + LET_GO_S
        while time.monotonic() < until_s:
            told = single_instance.status(watch_folder())
            if told is None or (told.get("state") == "paused" and not told.get("camera")):
                return
            time.sleep(LOOK_S)

    # ------------------------------------------------------------ the watch

    def _tell_watch(self, word: str) -> str:
        from coach.cli.front_watch import WORDS, StartedWatch
        from coach.cli.watch import tell_watch
        from coach.home.watch_page import CALIBRATE, ON

        if word == ON:
            self._started, self._starting = StartedWatch(self._named_source), True
            return _("The watch is starting.")
        told = tell_watch(WORDS[word])
        return told if word == CALIBRATE else ""

    def news_of_watch(self) -> str | None:
        """Of a watch that was started here: "" once it has begun, or why it has not; None where there is no news."""
        if self._started is None:
            return None
        why = self._started.why_ended()
        if why is not None:
            self._started, self._starting = None, False
            return why
        if self._starting and self.facts.watch().on:
            self._starting = False
            return ""
        return None

    # ------------------------------------------------------------ everything else

    def _choose(self, choice: str) -> str:
        from coach.cli.language import choose_language
        from coach.cli.settings import change

        name, _equals, value = choice.partition("=")
        change({name: value})
        self.settings = personal()
        if name == "language":
            choose_language()
            looking, self.facts = self.facts.looking, FrontFacts()
            self.facts.looking = looking
        return ""

    def _plan(self, name: str) -> str:
        from coach.cli.plan_command import follow

        return "" if follow(name) is not None else _("The plan has ended. What you did is still in your history.")

    def _speak(self) -> str:
        from coach.voice.open_voice import say_once

        return say_once(_("This is how I speak. Stand tall and breathe.")) or ""

    def _report(self) -> str:
        from coach.cli.report import USUAL_WEEKS, write_report

        write_report(None, weeks=USUAL_WEEKS, open_it=True)
        return _("The report is in your browser.")
