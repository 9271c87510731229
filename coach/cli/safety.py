"""Who should see a doctor first: shown before the first exercise, acknowledged once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import safety_note
from coach.cli.signals import interrupts
from coach.private_file import make_private
from coach.wording.catalogue import N_, _

if TYPE_CHECKING:
    from coach.capture.source import Image
    from coach.counting.progress import Choice
    from coach.screen.window import Window
    from coach.workout.workout_progress import WorkoutProgress

    Look = Callable[[tuple[Choice, ...]], tuple[Image | None, WorkoutProgress | None, str | None]]

NOT_READ = N_("Not acknowledged, so the exercise was not begun.")
TITLE = N_("Before you begin")
TEXTS = (
    N_("The coach informs; it does not diagnose and does not replace a doctor."),
    N_(
        "Ask a doctor first when your pain is severe, lasts beyond a week or two, gets worse, sits in one place, or "
        "followed an injury. A herniated disc can get worse with exercise."
    ),
    N_("With numbness, tingling, or loss of bladder or bowel control: see a physician at once."),
    N_("Stop an exercise that causes pain; mild discomfort is normal. Start slowly, never bounce, keep breathing."),
)
UNSEEN_SIZE = (640, 480)  # of the picture while there is none
TICK_S = 0.04  # between two looks for a key; too short to notice


def make_sure(*, window: bool, lent: Window | None = None, look: Look | None = None) -> None:
    """Show the text and wait for Enter, or with `window` for a key or a click, unless that was done before. `lent`: a
    window that is open already; `look`: how a raised hand answers in it. Raises CommandError when there is no
    answer."""
    note = safety_note()
    if note.exists():
        return
    if window:
        _ask_in_window(lent, look)
    elif not _ask_in_terminal():
        return  # nobody there to answer; it is shown again next time
    try:
        make_private(note)
        note.write_text(_("The safety text was shown and acknowledged.\n"), encoding="utf-8")
    except OSError as error:
        show_line(
            _(
                "This will be asked again: {note} cannot be written ({reason}).",
                note=note,
                reason=error.strerror or error,
            )
        )


def _ask_in_terminal() -> bool:
    """Whether somebody answered; False where nobody can."""
    show_line("\n".join([_(TITLE), "", *map(_, TEXTS), ""]))
    if not sys.stdin or not sys.stdin.isatty():
        return False
    show_line(_("Press Enter when you have read this (Ctrl-C leaves)."))
    if not sys.stdin.readline():
        raise CommandError(USAGE, _(NOT_READ))
    return True


def _ask_in_window(lent: Window | None, look: Look | None) -> None:
    with interrupts.deferred():
        from coach.cli.view import clicked_key
        from coach.counting.progress import Reply
        from coach.screen.renderer import Renderer, canvas_size
        from coach.screen.window import Window
    drawer, key, word = Renderer(canvas_size(None, lent.size if lent else None)), None, None
    helped = False
    with interrupts.noted(), nullcontext(lent) if lent else Window() as window:
        while key != "quit" and word is None and not interrupts.asked:
            image, hand, word = look(_choices()) if look is not None else (None, None, None)
            picture = drawer.update(image, screen() if look is None else _screen_with(hand), help_shown=helped)
            key = window.show(picture) or clicked_key(window, drawer)
            if key == "space" and not helped:
                break
            helped = key is None if helped else key == "h"  # any key takes the help away
            time.sleep(TICK_S)
    interrupts.check()
    if key != "space" and word != Reply.START:
        raise CommandError(USAGE, _(NOT_READ))


def _choices() -> tuple[Choice, ...]:
    from coach.counting.progress import Choice, Reply

    return (Choice(Reply.START, N_("I have read this"), "space"), Choice(Reply.QUIT, N_("Leave"), "q"))


def _screen_with(hand: WorkoutProgress | None) -> WorkoutProgress:
    """The text beside the picture of the camera, which may not be there yet, with the circles of a raised hand."""
    from coach.body.landmarks import empty_frame

    shown = screen()
    if hand is None:
        return replace(shown, set=replace(shown.set, frame=empty_frame(0.0, UNSEEN_SIZE)))
    return replace(shown, set=replace(shown.set, frame=hand.set.frame, body=hand.set.body), choices=hand.choices)


def screen() -> WorkoutProgress:
    """The text as the window shows it."""
    from coach.counting.progress import SetProgress
    from coach.workout.stage import Stage
    from coach.workout.workout_progress import WorkoutProgress

    first, *others = map(_, TEXTS)
    choices = tuple(replace(one, label=_(one.label)) for one in _choices())
    return WorkoutProgress(
        set=SetProgress(t_s=0.0, title=_(TITLE)), title=_(TITLE), stage=Stage.SHOWN, say=first, lines=tuple(others),
        choices=choices,
    )  # fmt: skip
