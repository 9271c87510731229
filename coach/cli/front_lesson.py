"""A new exercise, shown and learned in the home window."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.own_exercise import OwnExercise, id_for
from coach.cli.signals import interrupts
from coach.cli.wanted import Wanted
from coach.home.new_exercise_page import SUGGESTED
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.screen.window import Window


def suggestion(after: str = "") -> str:
    """A title that no exercise has yet: the next one after that, so that nobody has to type."""
    titles = [_(title) for title in SUGGESTED]
    start = titles.index(after) + 1 if after in titles else 0
    for title in titles[start:] + titles[:start]:
        if title != after and not OwnExercise(id_for(title) or "my-exercise").is_taken:
            return title
    number = 2
    while OwnExercise(id_for(numbered := f"{titles[0]} {number}")).is_taken or numbered == after:
        number += 1
    return numbered


def learn_in_window(title: str, wanted: Wanted, window: Window) -> bool:
    """Learn it from what is shown to the camera, from standing there to the proof. Whether it was kept. Raises what
    `error_lines.explain` can tell."""
    with interrupts.deferred():
        from coach.cli.output import Output
        from coach.cli.run import run
        from coach.cli.teaching import Teaching
        from coach.gestures.hands import Hands

    exercise = OwnExercise(id_for(title), title.strip())
    exercise.check_name()
    source = opened(wanted.source, wanted.settings.picture_size)
    bundle = bundle_for(source, wanted.model)
    teaching = Teaching(exercise)
    with interrupts.noted(), ExitStack() as stack:
        stack.callback(source.close)
        output = stack.enter_context(Output((), wanted, source.size, live_source=source.live, window=window))
        frames = tracked(stack, source, bundle, paced=output.paced)
        run(frames, teaching, output, gestures=Hands(), trouble=lambda: source.trouble)
    interrupts.check()
    return teaching.is_kept
