"""What a person looks at: the window, the terminal where there is no display, or nothing but the summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from coach.cli.signals import interrupts

if TYPE_CHECKING:
    from coach.capture.source import Image
    from coach.cli.wanted import Wanted
    from coach.definitions.library import Card
    from coach.records.settings import Settings
    from coach.screen.demonstration import Demonstration
    from coach.screen.renderer import Renderer
    from coach.screen.window import Window
    from coach.workout.workout_progress import WorkoutProgress

RESULT_S = 6.0  # how long the result stands in the window
TICK_S = 0.04  # between two checks for a key while the result is shown; too short to notice
LOOK_AT_SIZE = 10  # pictures between two looks at the window's size


class View(Protocol):
    """What a person looks at. `live`: somebody watches as it happens, so files run at their own pace."""

    live: bool

    def show(self, image: Image | None, progress: WorkoutProgress) -> str | None:
        """One frame. The key pressed, "quit" to leave."""

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        """The result; `at_once` when nobody waits for it."""

    def close(self) -> None:
        """Give the screen back."""


def view_for(cards: Sequence[Card], size: tuple[int, int], wanted: Wanted, window: Window | None = None) -> View:
    """The window; without a display, or where lines are wanted, the terminal; headless the summary alone. `window`: one
    that is open already, and stays open."""
    if wanted.headless:
        return SummaryOnly(wanted.as_json)
    if not has_window(wanted.settings):
        return TerminalView(wanted.as_json, wanted.settings.plain)
    return WindowView(cards, size, wanted, window)


def has_window(settings: Settings) -> bool:
    """Whether a window can be opened, and is wanted."""
    from coach.screen.display import why_no_display

    return not settings.plain and why_no_display() is None


class SummaryOnly:
    """Nothing but the summary at the end."""

    live = False

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def show(self, image: Image | None, progress: WorkoutProgress) -> str | None:
        """Shows nothing and returns no key."""
        return None

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        """Print the summary, except where only JSON lines may stand."""
        if not self._as_json:
            sys.stdout.write("\n".join([progress.title, progress.say, *progress.lines, ""]))
            sys.stdout.flush()

    def close(self) -> None:
        """Does nothing: nothing is open."""


class TerminalView:
    """The terminal; on stderr when standard output is for JSON lines. `plain`: lines only, nothing that moves."""

    def __init__(self, as_json: bool, plain: bool = False) -> None:
        from rich.console import Console

        from coach.terminal.terminal import Terminal

        self._terminal = Terminal(plain or None, Console(stderr=as_json, highlight=False))
        self._silent = as_json and not plain and self._terminal.plain
        self.live = self._terminal.watched

    def show(self, image: Image | None, progress: WorkoutProgress) -> str | None:
        """One frame, and the key pressed since the last; where no key can be read there is Ctrl-C."""
        if not self._silent:
            self._terminal.update(progress)
        return self._terminal.pressed()

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        """Leave the summary standing."""
        if not self._silent:
            self._terminal.finish(progress)

    def close(self) -> None:
        """Give the terminal back."""
        self._terminal.close()


class WindowView:
    """The window, with the demonstration of each exercise beside the person."""

    live = True

    def __init__(
        self, cards: Sequence[Card], size: tuple[int, int], wanted: Wanted, window: Window | None = None
    ) -> None:
        from coach.screen.renderer import Renderer, canvas_size
        from coach.screen.window import Window

        self._window, self._lent = window or Window(), window is not None
        self._drawer = Renderer(canvas_size(size, window.size if window else None), wanted.settings.mirror)
        self._size, self._shown = size, 0
        self._cards = {card.exercise.id: card for card in cards}
        self._exercise = cards[0].exercise.id if cards else ""
        self._demonstration = demonstration_of(cards[0]) if cards else None
        self._summary = SummaryOnly(wanted.as_json)
        self._fill_screen = wanted.settings.full_screen and not self._lent
        self._image: Image | None = None
        self._help = False

    def show(self, image: Image | None, progress: WorkoutProgress) -> str | None:
        """One frame, and the key pressed since the last."""
        self._image = image
        self._fit()
        if progress.exercise not in ("", self._exercise):
            self._exercise = progress.exercise
            self._demonstration = demonstration_of(self._cards[progress.exercise])
        drawn = self._drawer.update(image, progress, self._demonstration, self._help)
        key, clicked = self._window.show(drawn), clicked_key(self._window, self._drawer)
        if "h" in (key, clicked) or (self._help and key not in (None, "quit", "f")):  # any key takes the help away
            self._help = not self._help
            return None
        if clicked is not None:  # in the help, too, a click on what a key does is that key
            self._help = False
        key = key or clicked
        if self._fill_screen:  # it has come to the screen just now
            self._fill_screen = False
            self._window.toggle_full_screen()
        return key

    def _fit(self) -> None:
        """Draw for the size that the window has now."""
        from coach.screen.renderer import Renderer, canvas_size

        self._shown += 1
        if self._shown % LOOK_AT_SIZE == 0:
            size = canvas_size(self._size, self._window.size)
            if size != self._drawer.size:
                self._drawer = Renderer(size, self._drawer.mirror)

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        """The result stands for a while, or until a key."""
        self._summary.end(progress, at_once=at_once)
        until_s = time.monotonic() + (0 if at_once else RESULT_S)
        while time.monotonic() < until_s and not interrupts.asked:
            if self.show(self._image, progress) is not None:
                break
            time.sleep(TICK_S)

    def close(self) -> None:
        """Take the window away, unless it belongs to somebody else."""
        if not self._lent:
            self._window.close()


def clicked_key(window: Window, drawer: Renderer) -> str | None:
    """The key that a click on a circle or on a key's name stands for, None without one. "f" has switched full screen on
    or off, as the key does."""
    click = window.click()
    key = None if click is None else drawer.key_at(*click)
    if key == "f":
        window.toggle_full_screen()
    return "quit" if key == "q" else key


def demonstration_of(card: Card) -> Demonstration | None:
    """The demonstration of an exercise, from beside its file or from the library; None if there is none."""
    from coach.definitions.definition import Exercise
    from coach.definitions.library import shipped
    from coach.screen.demonstration import demonstration_in, find_demonstration

    if isinstance(card.exercise, Exercise) and card.exercise.recording:
        return demonstration_in(card.exercise.recording)
    name = card.exercise.demonstration or card.exercise.id
    for folder in (card.path.parent, shipped() / "exercises"):
        try:
            if (found := find_demonstration(folder / "demonstrations", name)) is not None:
                return found
        except ValueError:
            continue
    return None
