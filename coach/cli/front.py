"""`coach` alone: the home window, from which everything else is reached; as lines where no window can be opened."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from coach.cli.error_lines import USAGE, CommandError, in_words
from coach.cli.front_facts import FrontFacts
from coach.cli.front_pages import all_views, view_of
from coach.cli.settings import personal
from coach.cli.signals import interrupts
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage, Spot
from coach.home.navigation import BACK_KEY, Navigation
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.capture.source import Image
    from coach.cli.front_watch import StartedWatch
    from coach.home.home_view import HomeView
    from coach.records.settings import Settings
    from coach.screen.demonstration import Demonstration
    from coach.screen.exercise_pictures import ExercisePictures
    from coach.screen.home_renderer import HomeRenderer
    from coach.screen.window import Window

WAIT_S = 0.05  # for a key, before a click is looked for: shorter than a click is felt to lag
MOVING_S = 1 / 25  # between two pictures of a movement
FRESH_S = 1.0  # between two looks whether something has changed by itself: the watch, the day
ARROWS = ("up", "down", "earlier", "later")


def front(source: str | None = None, *, window: bool | None = None) -> None:
    """Open the home window. `source` in place of the camera of the settings; `window`: True = a window in any case,
    False = lines, None = a window where there is a display and nobody reads the output."""
    from coach.screen.window import why_no_display

    settings = personal()
    if window is False or (window is None and (_is_piped() or not _has_display(settings))):
        print("\n".join(_lines()))
        return
    if window and (why := why_no_display()) is not None:
        raise CommandError(USAGE, why)
    with interrupts.noted(), ExitStack() as stack:
        FrontWindow(settings, source, stack).run()
    interrupts.check()


def _is_piped() -> bool:
    """Whether another program reads the output. A launcher leads it to a file or a socket, which is not that."""
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def _has_display(settings: Settings) -> bool:
    from coach.cli.view import has_window

    return has_window(settings)


def _lines() -> list[str]:
    from coach.home.as_text import as_text

    return as_text(all_views(FrontFacts()))


class FrontWindow:
    """One home window, until it is closed."""

    def __init__(self, settings: Settings, source: str | None, stack: ExitStack) -> None:
        with interrupts.deferred():
            from coach.screen.window import Window

        self._settings, self._named_source = settings, source
        self._facts, self._navigation = FrontFacts(), Navigation()
        self._pictures = self._new_pictures()
        self._renderer = self._new_renderer()
        self._started: StartedWatch | None = None
        self._starting = False
        self._window: Window = stack.enter_context(Window())
        self._notice = ""
        self._over = False
        self._drawn: tuple[object, ...] = ()
        self._looked_s, self._changes = -FRESH_S, self._facts.changes()
        self._made: tuple[Spot, HomeView] | None = None

    def run(self) -> None:
        """Until it is closed."""
        first = True
        while not self._over and not interrupts.asked:
            if self._navigation.spot.page == HomePage.EXERCISE:
                self._show_exercise()
                continue
            view = self._view()
            self._answer(view, self._show(view))
            if first and self._settings.full_screen:
                self._window.toggle_full_screen()
            first = False

    def _new_pictures(self) -> ExercisePictures:
        from coach.screen.exercise_pictures import ExercisePictures

        return ExercisePictures(self._demonstration, self._settings.mirror)

    def _new_renderer(self) -> HomeRenderer:
        from coach.screen.home_renderer import HomeRenderer

        return HomeRenderer(self._pictures, mirror=self._settings.mirror)

    # ------------------------------------------------------------ a page

    def _view(self) -> HomeView:
        """The page where somebody is, made anew when what it is made from has changed."""
        now_s = time.monotonic()
        if now_s - self._looked_s >= FRESH_S:
            self._looked_s = now_s
            self._look_at_watch()
            changes = self._facts.changes()
            if changes != self._changes:
                self._changes, self._made = changes, None
                self._facts.forget()
        if self._made is None or self._made[0] != self._navigation.spot:
            self._made = self._navigation.spot, view_of(self._facts, self._navigation.spot)
        return self._made[1].noticing(self._notice)

    def _look_at_watch(self) -> None:
        """Whether the watch that was started here has begun, or why not."""
        if self._started is None:
            return
        why = self._started.why_ended()
        if why:
            self._notice = why
        elif self._starting and self._facts.watch().on:
            self._notice = ""
        if why is not None or self._facts.watch().on:
            self._starting, self._made = False, None
        if why is not None:
            self._started = None

    def _show(self, view: HomeView) -> str | None:
        """The page, painted only when it has changed. Returns the key that was pressed."""
        from coach.screen.renderer import canvas_size

        size = canvas_size(None, self._window.size)
        if size != self._renderer.size:
            self._renderer = self._renderer.resized(size)
        focus = min(self._navigation.focus, len(view.buttons) - 1)
        now = view, focus, size, self._pictures.made
        if now == self._drawn:
            return self._window.wait(WAIT_S)
        self._drawn = now
        return self._window.show(self._renderer.update(view, focus))

    def _answer(self, view: HomeView, key: str | None) -> None:
        """What a key or a click asks for."""
        if self._window.closed:
            self._over = True
            return
        if key in ARROWS:
            self._navigation.focus = self._renderer.beside(min(self._navigation.focus, len(view.buttons) - 1), key)
            return
        click = self._window.click()
        pressed = self._renderer.button_at(*click) if click is not None else None
        if key is not None or pressed is not None:
            self._notice = ""
        if (wanted := self._navigation.update(key, view, pressed)) is not None:
            self._do(wanted, view)

    # ------------------------------------------------------------ an exercise

    def _show_exercise(self) -> None:
        """The page of an exercise looks like the first screen of the workout, and moves."""
        from coach.cli.preview import words_beside
        from coach.counting.progress import Reply
        from coach.screen.renderer import Renderer, canvas_size

        view = view_of(self._facts, self._navigation.spot)
        card = self._facts.library.card(self._navigation.spot.exercise)
        shown = self._demonstration(card.exercise.id)
        drawer = Renderer(canvas_size(None, self._window.size), self._settings.mirror)
        answers = {Reply.START: (_("Try it"), "space"), Reply.QUIT: (_("Back"), "q")}
        began_s, helped = time.monotonic(), False
        while self._navigation.spot.page == HomePage.EXERCISE and not self._over and not interrupts.asked:
            t_s = time.monotonic() - began_s
            key = self._window.show(drawer.update(None, words_beside(card, t_s, answers), shown, helped))
            click = self._window.click()
            key = key or (drawer.key_at(*click) if click is not None else None)
            helped = helped != (key == "h")
            self._answer(view, BACK_KEY if key == "q" else key)
            time.sleep(max(0.0, began_s + t_s + MOVING_S - time.monotonic()))
        self._drawn = ()

    def _demonstration(self, exercise: str) -> Demonstration | None:
        from coach.cli.view import demonstration_of

        return demonstration_of(self._facts.library.card(exercise))

    # ------------------------------------------------------------ what a press does

    def _do(self, button: Button, view: HomeView) -> None:
        if button.deed == Deed.LEAVE:
            self._over = True
        elif button.deed == Deed.BEGIN:
            self._begin(button.what, view)
        elif button.deed == Deed.WATCH:
            self._try(view, lambda: self._tell_watch(button.what))
        elif button.deed == Deed.CHOOSE:
            self._try(view, lambda: self._choose(button.what))
        elif button.deed == Deed.HEAR:
            self._try(view, self._speak)
        elif button.deed == Deed.LOOK:
            self._facts.looking = button.what == "on"
        elif button.deed == Deed.REPORT:
            self._try(view, self._report)
        self._made = None

    def _try(self, view: HomeView, deed: Callable[[], str]) -> None:
        """Do it, and show what came of it: what it says, or why it failed."""
        self._show_notice(view, _("One moment ..."))
        try:
            self._notice = deed()
        except KeyboardInterrupt:
            raise
        except Exception as error:
            _code, self._notice = in_words(error)
        self._facts.forget()

    def _tell_watch(self, word: str) -> str:
        from coach.cli.front_watch import WORDS, StartedWatch
        from coach.cli.watch import tell_watch
        from coach.home.watch_page import CALIBRATE, ON

        if word == ON:
            self._started, self._starting = StartedWatch(self._named_source), True
            return _("The watch is starting.")
        told = tell_watch(WORDS[word])
        return told if word == CALIBRATE else ""

    def _choose(self, choice: str) -> str:
        from coach.cli.language import choose_language
        from coach.cli.settings import change

        name, _equals, value = choice.partition("=")
        change({name: value})
        self._settings = personal()
        if name == "language":
            choose_language()
            self._facts = FrontFacts()
        elif name == "mirror":
            self._pictures = self._new_pictures()
            self._renderer = self._new_renderer()
        return ""

    def _speak(self) -> str:
        from coach.voice.open_voice import say_once

        return say_once(_("This is how I speak. Stand tall and breathe.")) or ""

    def _report(self) -> str:
        from coach.cli.report import USUAL_WEEKS, write_report

        write_report(None, weeks=USUAL_WEEKS, open_it=True)
        return _("The report is in your browser.")

    def _begin(self, name: str, view: HomeView) -> None:
        """A whole workout in this window, and back."""
        from coach.cli.do import run_exercise
        from coach.cli.options import Wanted

        self._show_notice(view, _("One moment: the camera is being opened."))
        source = self._named_source or str(self._settings.camera)
        wanted = Wanted(exercise=name, source=source, settings=self._settings)
        self._notice = ""
        try:
            run_exercise(wanted, self._window)
        except KeyboardInterrupt:
            raise
        except Exception as error:
            _code, self._notice = in_words(error)
        self._window.click()  # one that was meant for the workout
        self._facts.forget()
        self._made, self._drawn = None, ()

    def _show_notice(self, view: HomeView, text: str) -> None:
        """A line on the page while something takes its time."""
        picture: Image = self._renderer.update(view.noticing(text), self._navigation.focus)
        self._window.show(picture)
        self._drawn = ()
