"""The movement of an exercise as a figure in the window: for a few rounds, or until a key."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from coach.cli.interrupts import interrupts
from coach.cli.views import demonstration_of

if TYPE_CHECKING:
    from coach.training.library import Card
    from coach.training.progress import Progress

ROUNDS, LEAST_S = 3, 12.0
TICK_S = 1 / 30


def show_moving(card: Card) -> None:
    """Show how it goes. Where there is no display, or nothing to show, this does nothing."""
    from coach.devices.window import why_no_display

    demonstration = demonstration_of(card)
    if demonstration is None or why_no_display() is not None:
        return
    with interrupts.deferred():
        from coach.devices.drawing import Drawer, canvas_size
        from coach.devices.stage import staged
        from coach.devices.window import Window
    drawer, explained = Drawer(canvas_size(None)), False
    with interrupts.noted(), Window(card.exercise.title) as window:
        began_s, until_s = math.nan, max(LEAST_S, ROUNDS * demonstration.length_s)
        t_s = 0.0
        while t_s < until_s and not interrupts.asked:
            picture = drawer.update(staged(demonstration.at(t_s)), _words(card, t_s), help_shown=explained)
            key = window.show(picture)
            explained = explained != (key == "h")
            if key not in (None, "f", "h"):
                break
            if math.isnan(began_s):  # a window takes its time to open
                began_s = time.monotonic()
            time.sleep(max(0.0, began_s + t_s + TICK_S - time.monotonic()))
            t_s = time.monotonic() - began_s
    interrupts.check()


def _words(card: Card, t_s: float) -> Progress:
    """What stands beside the figure."""
    from coach.training.definitions import Exercise
    from coach.training.dosage import in_words
    from coach.training.progress import Choice, Progress

    exercise = card.exercise
    where = exercise.camera.say if isinstance(exercise, Exercise) else ""
    dose = in_words(exercise, exercise.dose)
    lines = (exercise.setup, where, f"{dose[:1].upper()}{dose[1:]}.")
    return Progress(
        t_s, exercise.title, stage="shown", say=" ".join(exercise.movement.split()),
        lines=tuple(" ".join(line.split()) for line in lines if line), choices=(Choice("quit", "Close", "q"),),
    )  # fmt: skip
