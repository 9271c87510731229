"""The live view of the terminal: one panel that keeps its rows within a stage, so that nothing jumps."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from coach.wording.catalogue import N_, _
from coach.wording.durations import whole_seconds
from coach.wording.keys import key_name
from coach.workout import captions
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

WIDTH = 72  # fits the 80 columns of a plain terminal, with its frame
ALWAYS = N_("m mute, h all keys, q leave")
_SIGNS = {
    "guidance": ("→", "bold cyan"), "uncounted": ("✗", "bold yellow"), "cue": ("!", "bold yellow"),
    "praise": ("✓", "bold green"), "hint": ("·", ""),
}  # fmt: skip
_OUTCOMES = {"rep": "●", "partial": "◐"}


def panel(progress: WorkoutProgress, keys: bool = False, help_: bool = False) -> RenderableType:
    """The view of one frame; with `keys`, those that answer now, and with `help_` those that always do."""
    rows = _set(progress) if progress.stage in (Stage.SET, Stage.FRAMING) else _around(progress)
    answers = ", ".join(f"{key_name(c.key)} {c.label}" for c in progress.choices if c.key)
    said = (
        [Text(""), Text(answers, style="dim"), Text(_(ALWAYS) if help_ else _("h keys"), style="dim")] if keys else []
    )
    return Panel(Group(*rows, *said), title=_title(progress), width=WIDTH)


def _title(progress: WorkoutProgress) -> str:
    """ "Wall slides · 2 of 5 · 12 min left · Set 1 of 3"."""
    return " · ".join(filter(None, (progress.title, captions.time_line(progress), captions.set_line(progress))))


def _set(progress: WorkoutProgress) -> Iterator[RenderableType]:
    """The count, how far this repetition is, the hold, the repetitions so far, and what there is to say."""
    way = min(max(progress.set.fraction, 0.0), 1.0) if math.isfinite(progress.set.fraction) else 0.0
    rows = Table.grid(padding=(0, 2))
    rows.add_column(width=8)
    rows.add_column(ratio=1)
    if not progress.set.timed or (progress.set.goal or 0) > 1:
        rows.add_row(_("Times") if progress.set.timed else _("Reps"), Text(captions.count_of(progress), style="bold"))
    rows.add_row(_("Time") if progress.set.timed else _("Way"), ProgressBar(total=1.0, completed=way, width=40))
    if progress.set.hold_goal_s > 0:
        held = _("{seconds} of {goal} s", seconds=f"{progress.set.hold_s:.0f}", goal=f"{progress.set.hold_goal_s:.0f}")
        rows.add_row("" if progress.set.timed else _("Hold"), Text(held))
    if not progress.set.timed:
        rows.add_row(_("Set"), Text(" ".join(_OUTCOMES[o] for o in progress.set.outcomes[-30:])))
    caption, unseen = captions.caption(progress), captions.unseen(progress.set.missing) or ""
    sign, style = _SIGNS[caption.kind] if caption else ("", "")
    yield rows
    yield Text("")
    yield Text(f"{sign} {caption.text}" if caption else "", style=style)
    yield Text("" if caption and caption.text == unseen else unseen, style="dim")


def _around(progress: WorkoutProgress) -> Iterator[RenderableType]:
    """The text of a stage, and the seconds left."""
    left = "" if progress.countdown_s is None else _("{seconds} s", seconds=whole_seconds(progress.countdown_s))
    said = progress.say or (_("Get ready") if progress.stage == Stage.COUNT_IN else "")
    yield Text(said, style="bold")
    yield from (Text(line) for line in progress.lines)
    yield Text("")
    yield Text(left, style="bold cyan")
    yield Text(f"→ {progress.set.guidance}" if progress.set.guidance else "", style="bold cyan")
