"""The same run in the terminal: a small live panel, or plain lines that a screen reader can follow."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType

from rich.console import Console
from rich.live import Live

from coach.terminal.keyboard import Keys, named
from coach.terminal.live_panel import panel
from coach.terminal.plain_lines import ALWAYS, PlainLines
from coach.wording.catalogue import _
from coach.workout.workout_progress import WorkoutProgress


class Terminal:
    """Shows a run in the terminal; a context manager. `update()` once a frame, `pressed()` for the keys, `finish()` at
    the end.

    `plain` prints one line for each change and moves nothing, for screen readers, pipes and logs. It is the default if
    standard output is not a terminal. Keys are read if standard input is a terminal.
    """

    def __init__(self, plain: bool | None = None, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self.watched = self._console.is_terminal
        self.plain = not self.watched if plain is None else plain
        self._live: Live | None = None
        self._open = ExitStack()
        self._keys: Keys | None = None
        self._lines = PlainLines()
        self._help = False

    def update(self, progress: WorkoutProgress) -> None:
        """Show the state after a frame."""
        if self._keys is None:
            self._keys = self._open.enter_context(Keys())
        if self.plain:
            self._print(progress, keys=self._keys.there)
            return
        if self._live is None:
            self._live = Live(console=self._console, refresh_per_second=12, transient=True)
            self._live.start()
        self._live.update(panel(progress, keys=self._keys.there, help_=self._help))

    def pressed(self) -> str | None:
        """The key pressed since the last call, by the name the window gives it ("quit", "space", "n" ...)."""
        keys = named(self._keys.pressed()) if self._keys is not None else []
        if "h" in keys:
            self._help = not self._help
            if self.plain:
                self._say(_(ALWAYS))
        return next((key for key in ("quit", *keys) if key in keys), None)

    def finish(self, progress: WorkoutProgress) -> None:
        """End the live view and leave the summary on the screen."""
        self.close()
        self._print(progress, keys=False)

    def close(self) -> None:
        """Restore the terminal; may be called twice."""
        if self._live is not None:
            self._live.stop()
            self._live = None
        self._open.close()
        self._keys = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _print(self, progress: WorkoutProgress, *, keys: bool) -> None:
        for line in self._lines.update(progress, keys=keys):
            self._say(line)

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
