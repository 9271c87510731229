"""`coach` alone: the home window, from which everything else is reached; as lines where no window can be opened."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.cli.error_lines import USAGE, CommandError, in_words
from coach.cli.front_camera import ANSWERS, SHOWN, WELCOMING, FrontCamera
from coach.cli.front_deeds import EXERCISING, FrontDeeds
from coach.cli.front_facts import FrontFacts
from coach.cli.front_pages import all_views, view_of
from coach.cli.safety import make_sure
from coach.cli.settings import personal
from coach.cli.signals import interrupts
from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.camera_state import CameraState
from coach.home.home_page import HomePage, Spot
from coach.home.navigation import Navigation
from coach.wording.catalogue import _
from coach.workout.stage import Stage

if TYPE_CHECKING:
    from coach.home.home_view import HomeView
    from coach.records.settings import Settings
    from coach.screen.demonstration import Demonstration
    from coach.screen.exercise_pictures import ExercisePictures
    from coach.screen.home_renderer import HomeRenderer
    from coach.screen.window import Window
    from coach.workout.workout_progress import WorkoutProgress

WAIT_S = 0.05  # for a key, before a click is looked for: shorter than a click is felt to lag
MOVING_S = 1 / 25  # between two pictures of a movement
FRESH_S = 1.0  # between two looks whether something has changed by itself: the watch, the day
WELCOME_S = 60.0  # the camera is on for somebody new: time to read, step back and raise a hand
ARROWS = ("up", "down", "earlier", "later")


def front(source: str | None = None, *, window: bool | None = None) -> None:
    """Open the home window. `source` in place of the camera of the settings; `window`: True = a window in any case,
    False = lines, None = a window where there is a display and nobody reads the output."""
    from coach.screen.display import why_no_display

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

        self._deeds = FrontDeeds(settings, source)
        self._navigation = Navigation(welcome=self._deeds.is_new)
        self._welcome_until_s = time.monotonic() + WELCOME_S
        self._mirror = settings.mirror
        self._pictures, self._renderer = self._new_drawing()
        self._camera: FrontCamera | None = None
        self._asked: tuple[str, bool] = ("", False)
        self._taken = False
        stack.callback(self._close_camera)  # after the window, which nobody wants to see waiting for the camera
        self._window: Window = stack.enter_context(Window())
        self._notice = ""
        self._over = False
        self._drawn: tuple[object, ...] = ()
        self._looked_s = -FRESH_S
        self._changes: tuple[object, ...] = ()
        self._made: tuple[Spot, HomeView] | None = None

    def run(self) -> None:
        """Until it is closed."""
        full_screen = self._deeds.settings.full_screen
        while not self._over and not interrupts.asked:
            if self._navigation.spot.page == HomePage.EXERCISE:
                self._show_exercise()
                continue
            view = self._view()
            self._window.typing = view.typing
            key, word = self._show(view)
            self._answer(view, key, word, self._clicked())
            if full_screen:  # it has come to the screen just now
                self._window.toggle_full_screen()
                full_screen = False

    def _new_drawing(self) -> tuple[ExercisePictures, HomeRenderer]:
        from coach.screen.exercise_pictures import ExercisePictures
        from coach.screen.home_renderer import HomeRenderer

        pictures = ExercisePictures(self._demonstration, self._mirror)
        return pictures, HomeRenderer(pictures, mirror=self._mirror)

    # ------------------------------------------------------------ a page

    def _view(self) -> HomeView:
        """The page where somebody is, made anew when what it is made from has changed."""
        self._look_again()
        if self._made is None or self._made[0] != self._navigation.spot:
            self._made = self._navigation.spot, view_of(self._deeds.facts, self._navigation.spot)
        return self._made[1].noticing(self._notice)

    def _look_again(self) -> None:
        """Now and then, whether something has changed by itself."""
        now_s = time.monotonic()
        if now_s - self._looked_s < FRESH_S:
            return
        self._looked_s = now_s
        news = self._deeds.news_of_watch()
        if news is not None:
            self._notice = news
        changes = self._deeds.facts.changes()
        if changes != self._changes or news is not None:
            self._changes, self._made = changes, None
            self._deeds.facts.forget()
        self._see_to_camera()

    def _show(self, view: HomeView) -> tuple[str | None, str | None]:
        """The page, painted only when it has changed. Returns the key that was pressed, and the word of a hand."""
        from coach.screen.home_renderer import LivePicture
        from coach.screen.renderer import canvas_size

        size = canvas_size(None, self._window.size)
        if size != self._renderer.size:
            self._renderer = self._renderer.resized(size)
        focus = min(self._navigation.focus, len(view.buttons) - 1)
        live, word = None, None
        if self._camera is not None:
            offered = WELCOMING if self._on(HomePage.WELCOME) else ANSWERS
            image, hand, word = self._camera.update(offered)
            live = LivePicture(self._camera.words, image, hand)
        elif self._taken:
            live = LivePicture(_("The watch has the camera: use mouse or keys."))
        elif self._on(HomePage.WELCOME):
            live = LivePicture(_("The camera is off."))
        now = view, focus, size, self._pictures.made, live and (live.words, live.hand and live.hand.set.t_s)
        if now == self._drawn:
            return self._window.wait(WAIT_S), word
        self._drawn = now
        return self._window.show(self._renderer.update(view, focus, live)), word

    def _clicked(self) -> Button | None:
        """The button that was clicked since the last look."""
        click = self._window.click()
        return self._renderer.button_at(*click) if click is not None else None

    def _answer(self, view: HomeView, key: str | None, word: str | None, pressed: Button | None) -> None:
        """What a key, a click or a raised hand asks for."""
        if self._window.closed:
            self._over = True
            return
        if letters := self._window.typed():
            self._take_name(letters)
            return
        if key in ARROWS:
            self._navigation.focus = self._renderer.beside(min(self._navigation.focus, len(view.buttons) - 1), key)
            return
        if key is not None or pressed is not None or word in (Reply.OK, Reply.QUIT, Reply.START):
            self._notice = ""
        if (wanted := self._navigation.update(key or word, view, pressed)) is not None:
            self._do(wanted, view)

    def _take_name(self, letters: str) -> None:
        """Somebody types what a new exercise is called."""
        from coach.home.new_exercise_page import typed_into

        facts = self._deeds.facts
        facts.typed = typed_into(facts.new_title, letters, fresh=facts.typed is None)
        self._made, self._notice = None, ""

    # ------------------------------------------------------------ an exercise

    def _show_exercise(self) -> None:
        """The page of an exercise looks like the first screen of the workout, and moves."""
        from coach.cli.preview import words_beside
        from coach.screen.renderer import Renderer, canvas_size

        view = view_of(self._deeds.facts, self._navigation.spot)
        card = self._deeds.facts.library.card(self._navigation.spot.exercise)
        shown = self._demonstration(card.exercise.id)
        drawer = Renderer(canvas_size(None, self._window.size), self._mirror)
        keys = {"space": view.action, "q": view.back}
        began_s, helped = time.monotonic(), False
        while self._navigation.spot.page == HomePage.EXERCISE and not self._over and not interrupts.asked:
            self._look_again()
            t_s = time.monotonic() - began_s
            image, hand, word = self._camera.update(SHOWN) if self._camera is not None else (None, None, None)
            progress = beside_camera(words_beside(card, t_s, SHOWN), hand)
            key = self._window.show(drawer.update(image, progress, shown, helped))
            clicked = self._window.click()
            named = (drawer.key_at(*clicked) if clicked is not None else None) or ""
            helped = helped != ("h" in (key, named))
            self._answer(view, key, word, keys.get(named))
            time.sleep(max(0.0, began_s + t_s + MOVING_S - time.monotonic()))
        self._drawn = ()

    def _demonstration(self, exercise: str) -> Demonstration | None:
        from coach.cli.view import demonstration_of

        return demonstration_of(self._deeds.facts.library.card(exercise))

    # ------------------------------------------------------------ what a press does

    def _do(self, button: Button, view: HomeView) -> None:
        if button.deed == Deed.LEAVE:
            self._over = True
            return
        self._window.typing = False  # in a workout letters are keys
        try:
            if button.deed in EXERCISING:
                look = self._camera.update if self._camera is not None and self._camera.hands else None
                make_sure(window=True, lent=self._window, look=look)
            if self._deeds.needs_camera(button):
                self._close_camera()
            if words := self._deeds.words_of(button):
                self._window.show(self._renderer.update(view.noticing(words), self._navigation.focus))
            self._notice = self._deeds.do(button, self._window)
            if self._on(HomePage.WELCOME):
                self._navigation.to_today()
            if button.deed == Deed.LEARN and self._notice:
                self._navigation.back_to(HomePage.EXERCISES)
        except KeyboardInterrupt:
            raise
        except Exception as error:
            _code, self._notice = in_words(error)
        self._window.click()  # this and what was typed were meant for the workout
        self._window.typed()
        self._deeds.facts.forget()
        self._looked_s, self._made, self._drawn = -FRESH_S, None, ()
        if self._mirror != self._deeds.settings.mirror:
            self._mirror = self._deeds.settings.mirror
            self._pictures, self._renderer = self._new_drawing()

    def _on(self, page: HomePage) -> bool:
        return self._navigation.spot.page == page

    # ------------------------------------------------------------ the camera

    def _see_to_camera(self) -> None:
        """Open while somebody wants it and may have it, and not a moment longer."""
        settings = self._deeds.settings
        on_settings = self._on(HomePage.SETTINGS)
        hands = settings.hands or (self._on(HomePage.WELCOME) and time.monotonic() < self._welcome_until_s)
        wanted = hands or (self._deeds.facts.looking and on_settings)
        if not on_settings:
            self._deeds.facts.looking = False
        asked = self._deeds.source, hands
        self._taken = wanted and self._deeds.watch_has_camera()
        if self._camera is not None and (not wanted or asked != self._asked or self._taken):
            self._close_camera()
        if self._camera is None and wanted and not self._taken:
            self._asked = asked
            self._camera = FrontCamera(self._deeds.source, settings.picture_size, hands=hands)
        state = CameraState.OFF if self._camera is None else self._camera.state
        if state != self._deeds.facts.camera:
            self._deeds.facts.camera, self._made = state, None

    def _close_camera(self) -> None:
        if self._camera is not None:
            self._camera.close()
            self._camera = None


def beside_camera(shown: WorkoutProgress, hand: WorkoutProgress | None) -> WorkoutProgress:
    """The page of an exercise, with the camera's picture in the place of further words where there is one."""
    if hand is None:
        return shown
    seen = replace(shown.set, frame=hand.set.frame, body=hand.set.body)
    return replace(shown, stage=Stage.INTRO, set=seen, choices=hand.choices or shown.choices)
