"""The same run in the terminal: a small live panel, or plain lines that a screen reader can follow."""

from __future__ import annotations

import math
from types import TracebackType

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from coach.devices import captions
from coach.events import Cue, Hold, Partial, Ready, Rep, Summary
from coach.training.progress import Progress

_SIGNS = {"guidance": ("→", "bold cyan"), "cue": ("!", "bold yellow"), "hint": ("·", "white")}
_STEADY_S = 0.8  # guidance has to stand this long before it is a line


class Terminal:
    """Shows a run in the terminal; a context manager. `update()` once a frame, `finish()` at the end.

    `plain` prints one line a change and nothing moves: for screen readers, pipes and logs. It is chosen by itself
    where standard output is no terminal.
    """

    def __init__(self, plain: bool | None = None, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self.plain = not self._console.is_terminal if plain is None else plain
        self._live: Live | None = None
        self._lines = PlainLines()

    def update(self, progress: Progress) -> None:
        """Show the state after a frame."""
        if self.plain:
            for line in self._lines.update(progress):
                self._say(line)
            return
        if self._live is None:
            self._live = Live(console=self._console, refresh_per_second=12, transient=True)
            self._live.start()
        self._live.update(panel(progress))

    def finish(self, summary: Summary | None) -> None:
        """End the live view and leave the summary standing."""
        self.close()
        for line in captions.summary_lines(summary) if summary is not None else []:
            self._say(line)

    def close(self) -> None:
        """Give the terminal back as it was; safe to call again."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def panel(progress: Progress) -> RenderableType:
    """The live view of one frame: always the same rows, so that nothing jumps."""
    fraction = progress.fraction if math.isfinite(progress.fraction) else 0.0
    goal = "" if progress.goal is None else f" of {progress.goal}"
    rows = Table.grid(padding=(0, 2))
    rows.add_column(width=8)
    rows.add_column(ratio=1)
    rows.add_row("Reps", Text(f"{progress.count}{goal}", style="bold"))
    rows.add_row("Way", ProgressBar(total=1.0, completed=min(max(fraction, 0.0), 1.0), width=40))
    if progress.hold_goal_s > 0:
        rows.add_row("Hold", Text(f"{progress.hold_s:.0f} of {progress.hold_goal_s:.0f} s"))
    rows.add_row("Set", Text(" ".join({"rep": "●", "partial": "◐"}[o] for o in progress.outcomes[-30:])))
    caption, unseen = captions.caption(progress), captions.unseen(progress.missing)
    sign, style = _SIGNS[caption.kind] if caption else ("", "")
    said = Text(f"{sign} {caption.text}" if caption else "", style=style)
    title = progress.title + (f", {progress.direction}" if progress.direction else "")
    return Panel(Group(rows, Text(""), said, Text(unseen or "", style="dim")), title=title, width=64)


class PlainLines:
    """Lines for what changed since the last frame."""

    def __init__(self) -> None:
        self._title: str | None = None
        self._guidance: str | None = None
        self._since_s = -math.inf
        self._said: str | None = None
        self._holding = False

    def update(self, progress: Progress) -> list[str]:
        """The lines that this frame adds, often none."""
        lines = [] if self._title == progress.title else [progress.title]
        self._title = progress.title
        lines += [line for event in progress.events if (line := _event_line(event, progress)) is not None]
        holding = progress.hold_goal_s > 0 and progress.phase == "target" and progress.hold_s < progress.hold_goal_s
        if holding and not self._holding:
            lines.append(f"Hold for {progress.hold_goal_s:.0f} seconds")
        self._holding = holding
        return lines + self._guiding(progress)

    def _guiding(self, progress: Progress) -> list[str]:
        wanted = progress.guidance or captions.unseen(progress.missing)
        if wanted != self._guidance:
            self._guidance, self._since_s = wanted, progress.t_s
        if wanted is None:
            self._said = None
        elif wanted != self._said and progress.t_s - self._since_s >= _STEADY_S:
            self._said = wanted
            return [wanted]
        return []


def _event_line(event: object, progress: Progress) -> str | None:
    if isinstance(event, Rep):
        goal = "" if progress.goal is None else f" of {progress.goal}"
        held = f", held {event.held_s:.0f} s" if progress.hold_goal_s > 0 else ""
        return f"{event.count}{goal}{held}" + ("" if event.side == "both" else f" ({event.side})")
    if isinstance(event, Partial):
        return f"Partial: {100 * event.range:.0f} % of the way" if event.range < 0.9 else "Partial"
    if isinstance(event, Hold):
        return f"Held {event.seconds:.0f} seconds"
    if isinstance(event, Cue) and event.spoken:
        return event.say
    return "Ready" if isinstance(event, Ready) else None
