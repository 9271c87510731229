"""The one-minute drill that answers a reminder: in the window, its repetitions counted, then back to watching."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.catalogue import library
from coach.cli.do import Wanted, bundle_for, opened, tracked
from coach.cli.interrupts import interrupts
from coach.cli.output import Output
from coach.cli.settings import settings_for

if TYPE_CHECKING:
    from coach.events import Event

LONGEST_S = 120.0


def drills() -> frozenset[str]:
    """The exercises of the library."""
    return frozenset(exercise.id for exercise in library().exercises())


def run_drill(name: str, source_text: str, model: Path | None, *, mute: bool, headless: bool = False) -> list[Event]:
    """One set of that exercise. Returns what happened, the summary last. Raises DeviceError."""
    from coach.training.session import Options, session_for

    card = library().card(name)
    source = opened(source_text)
    events: list[Event] = []
    with ExitStack() as stack:
        stack.callback(source.close)
        bundle = bundle_for(source, model)
        settings = settings_for({}, headless=headless)
        wanted = Wanted(name, source_text, headless=headless, model=model, mute=mute, settings=settings)
        output = stack.enter_context(Output([card], wanted, source.size, live_source=source.live))
        frames = tracked(stack, source, bundle, paced=output.paced)
        session = session_for(card.exercise, card.poses, Options(sets=1))
        for image, frame in frames:
            progress = session.update(frame)
            events += progress.events
            left = output.show(image, progress) == "quit"
            if left or interrupts.asked or progress.phase == "done" or frame.t_s > LONGEST_S:
                break
        done = session.finish()
        output.end(done)
        events += done.events
    return events
