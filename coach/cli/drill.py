"""The one-minute drill that answers a reminder: a short workout in the window, then back to watching."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.open_library import open_library
from coach.cli.options import Wanted
from coach.cli.output import Output
from coach.cli.run import run
from coach.cli.settings import settings_for

if TYPE_CHECKING:
    from coach.definitions.library import Card
    from coach.records.diary import Diary
    from coach.workout.plan import Plan

MINUTE_S = 60.0  # from hearing of it to the last answer, as a workout is reckoned
FEWEST = 3  # repetitions, however long each is held ...
MOST = 2.0  # ... and no more than twice as many as the exercise asks for, however quick they are
LONGEST_S = 180.0  # with finding the right place and answering; who works waits for nothing


def drills() -> dict[str, str]:
    """The exercises that can be a drill: their ids and titles."""
    return {exercise.id: exercise.title for exercise in open_library().exercises()}


def short(card: Card, level: str) -> Plan:
    """One set of as many repetitions as a minute has room for."""
    from coach.counting.set_session import Options
    from coach.workout.program import plan

    reps = card.exercise.dose.reps or 1
    numbers = range(round(MOST * reps), min(reps, FEWEST) - 1, -1)
    plans = [plan(card, Options(reps=n, sets=1, level=level)) for n in numbers]
    return next((found for found in plans if found.seconds <= MINUTE_S), plans[-1])


def run_drill(
    name: str, source_text: str, model: Path | None, diary: Diary, *, mute: bool, headless: bool = False
) -> None:
    """A drill of that exercise, written into the diary. Raises DeviceError."""
    from coach.gestures.hands import Hands
    from coach.workout.workout import Workout

    card = open_library().card(name)
    settings = settings_for({}, headless=headless)
    wanted = Wanted(exercise=name, source=source_text, headless=headless, model=model, mute=mute, settings=settings)
    with ExitStack() as stack:
        source = opened(source_text, settings.picture_size)
        stack.callback(source.close)
        bundle = bundle_for(source, model)
        output = stack.enter_context(Output([card], wanted, source.size, live_source=source.live))
        frames = tracked(stack, source, bundle, paced=output.paced)
        workout = Workout(short(card, settings.level), attended=not headless)
        diary.begin_drill()
        run(
            frames, workout, output, diary=diary, gestures=None if headless else Hands(), until_s=LONGEST_S,
            trouble=lambda: source.trouble,
        )  # fmt: skip
