"""The one-minute drill that answers a reminder: a short workout in the window, then back to watching."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.answers import HandAnswers, answered
from coach.cli.check import library
from coach.cli.do import Wanted, bundle_for, opened, tracked
from coach.cli.output import Output
from coach.cli.settings import settings_for
from coach.cli.signals import interrupts

if TYPE_CHECKING:
    from coach.definitions.library import Card
    from coach.records.diary import Diary
    from coach.workout.plan import Plan

MINUTE_S = 75.0  # from hearing of it to the end, as a workout is reckoned
FEWEST = 3  # repetitions, however long each is held
LONGEST_S = 180.0  # with finding the right place and answering; who works waits for nothing


def drills() -> frozenset[str]:
    """The exercises of the library."""
    return frozenset(exercise.id for exercise in library().exercises())


def short(card: Card, level: str) -> Plan:
    """One set of as many repetitions as a minute has room for."""
    from coach.counting.session import Options
    from coach.workout.program import plan

    reps = card.exercise.dose.reps or 1
    plans = [plan(card, Options(reps=n, sets=1, level=level)) for n in range(reps, min(reps, FEWEST) - 1, -1)]
    return next((found for found in plans if found.seconds <= MINUTE_S), plans[-1])


def run_drill(
    name: str, source_text: str, model: Path | None, diary: Diary, *, mute: bool, headless: bool = False
) -> None:
    """A drill of that exercise, written into the diary. Raises DeviceError."""
    from coach.workout.workout import Workout

    card = library().card(name)
    settings = settings_for({}, headless=headless)
    wanted = Wanted(name, source_text, headless=headless, model=model, mute=mute, settings=settings)
    source = opened(source_text, settings.picture_size)
    with ExitStack() as stack:
        stack.callback(source.close)
        bundle = bundle_for(source, model)
        output = stack.enter_context(Output([card], wanted, source.size, live_source=source.live))
        diary.begin_drill()
        workout, hands, said = Workout(short(card, settings.level), attended=not headless), HandAnswers(), None
        for image, frame in tracked(stack, source, bundle, paced=output.paced):
            progress = workout.update(frame, said)
            diary.note(workout.done, progress.events)
            said, leaves = answered(image, frame, progress, output, hands)
            if leaves or interrupts.asked or workout.over or frame.t_s > LONGEST_S:
                break
        done = workout.finish()
        diary.note(workout.done, done.events)
        output.end(done)
