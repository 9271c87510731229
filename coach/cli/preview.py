"""The movement of an exercise as a figure in the window: for a few rounds, or until a key."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.cli.signals import interrupts
from coach.cli.view import clicked_key, demonstration_of
from coach.counting.progress import Choice, Reply
from coach.wording.catalogue import N_, _
from coach.workout.stage import Stage

if TYPE_CHECKING:
    from coach.definitions.library import Card
    from coach.screen.demonstration import Demonstration
    from coach.screen.renderer import Renderer
    from coach.screen.window import Window
    from coach.workout.workout_progress import WorkoutProgress

ROUNDS, LEAST_S = 3, 12.0  # of one movement
BRIEFLY_S = 5.0  # of one among several: a round, and at least this long
CLOSE = (Choice(Reply.QUIT, N_("Close"), "q"),)
NEXT = (Choice(Reply.SKIP, N_("Next"), "n"), *CLOSE)
TICK_S = 1 / 30  # between two pictures: as smooth as a film of the exercise


def show_preview(cards: Sequence[Card]) -> None:
    """Show how they go, one after the other. Where there is no display, or nothing to show, this does nothing."""
    from coach.screen.display import why_no_display

    moving = [(card, found) for card in cards if (found := demonstration_of(card)) is not None]
    if not moving or why_no_display() is not None:
        return
    from coach.cli.settings import personal

    settings = personal()
    with interrupts.deferred():
        from coach.screen.renderer import Renderer, canvas_size
        from coach.screen.window import Window
    with interrupts.noted(), Window() as window:
        scene = _Scene(window, Renderer(canvas_size(None), settings.mirror))
        for number, (card, demonstration) in enumerate(moving, 1):
            rounds, least_s = (ROUNDS, LEAST_S) if len(moving) == 1 else (1, BRIEFLY_S)
            until_s = max(least_s, rounds * demonstration.length_s)
            if not scene.play(card, demonstration, until_s, last=number == len(moving)):
                break
    interrupts.check()


class _Scene:
    """One window and what is drawn in it."""

    def __init__(self, window: Window, drawer: Renderer) -> None:
        self._window, self._drawer = window, drawer
        self._explained = False

    def play(self, card: Card, demonstration: Demonstration, until_s: float, *, last: bool) -> bool:
        """Show one movement for so long; `last`: nothing comes after it. False when it was closed."""
        if demonstration.film is not None:
            demonstration.film.wait()
        began_s, t_s = math.nan, 0.0
        while t_s < until_s:
            words = words_beside(card, t_s, CLOSE if last else NEXT)
            picture = self._drawer.update(None, words, demonstration, self._explained)
            key = self._window.show(picture) or clicked_key(self._window, self._drawer)
            self._explained = self._explained != (key == "h")
            if key == "n" and not last:
                return True
            if key not in (None, "f", "h") or interrupts.asked:
                return False
            if math.isnan(began_s):  # a window takes its time to open
                began_s = time.monotonic()
            time.sleep(max(0.0, began_s + t_s + TICK_S - time.monotonic()))
            t_s = time.monotonic() - began_s
        return True


def words_beside(card: Card, t_s: float, answers: Sequence[Choice]) -> WorkoutProgress:
    """What stands beside the figure. `answers`: what can be answered, their words still to be looked up."""
    from coach.counting.progress import SetProgress
    from coach.workout.first_screen import first_screen
    from coach.workout.plan import Item
    from coach.workout.workout_progress import WorkoutProgress

    exercise, item = card.exercise, Item(card.exercise, card.poses)
    shown = first_screen(item, hurt=False)
    choices = tuple(replace(one, label=_(one.label)) for one in answers)
    return WorkoutProgress(
        set=SetProgress(t_s=t_s, title=exercise.title, hold_goal_s=exercise.dose.hold_s), title=exercise.title,
        stage=Stage.SHOWN, say=shown.details[0], lines=shown.details[1:], choices=choices, first_screen=shown,
    )  # fmt: skip
