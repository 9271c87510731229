"""A short workout in the middle of the watch, then back to watching: the one-minute drill that answers a reminder, and
the break at the desk."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.open_library import open_library
from coach.cli.output import Output
from coach.cli.run import run
from coach.cli.settings import settings_for
from coach.cli.wanted import Wanted

if TYPE_CHECKING:
    from coach.definitions.library import Card
    from coach.records.diary import Diary
    from coach.workout.plan import Plan

MINUTE_S = 60.0  # from hearing of it to the last answer, as a workout is reckoned
BREAK = "desk-break"  # the program that a break at the desk is
TWICE = 2.0  # as long as it is reckoned to take: somebody who is called away must not leave it open all day
LONGEST_S = 180.0  # with finding the right place and answering; who works waits for nothing


def drills() -> dict[str, str]:
    """The exercises that can be a drill: their ids and titles."""
    return {exercise.id: exercise.title for exercise in open_library().exercises()}


def short(card: Card, level: str) -> Plan:
    """One set for what is left of a minute when all that is said and asked around it has its time; as many
    repetitions as somebody does in it."""
    from coach.counting.set_session import Options
    from coach.workout.plan import AROUND_S, ASKED_S, INTRO_S
    from coach.workout.program import plan

    time_s = MINUTE_S - INTRO_S - AROUND_S - ASKED_S
    return plan(card, Options(time_s=time_s, sets=1, level=level))


def run_drill(
    name: str, source_text: str, model: Path | None, diary: Diary, *, mute: bool, headless: bool = False
) -> None:
    """A drill of that exercise, written into the diary. Raises DeviceError."""
    card = open_library().card(name)
    settings = settings_for({}, headless=headless)
    wanted = Wanted(exercise=name, source=source_text, headless=headless, model=model, mute=mute, settings=settings)
    diary.begin_drill()
    _play([card], short(card, settings.level), wanted, diary, LONGEST_S)


def run_break(source_text: str, model: Path | None, diary: Diary, *, mute: bool, headless: bool = False) -> None:
    """The break at the desk, written into the diary as `coach do desk-break` is. Raises DeviceError."""
    from coach.body.limbs import limbs_of
    from coach.counting.set_session import Options
    from coach.workout.program import plan

    known, settings = open_library().program(BREAK), settings_for({}, headless=headless)
    wanted = Wanted(exercise=BREAK, source=source_text, headless=headless, model=model, mute=mute, settings=settings)
    options = Options(level=settings.level, without=limbs_of(settings.without), seated=settings.seated)
    whole = plan(known, options, diary.done_in(BREAK))
    diary.begin(BREAK, whole)
    _play(list(known.cards.values()), whole, wanted, diary, TWICE * whole.seconds)


def _play(cards: list[Card], whole: Plan, wanted: Wanted, diary: Diary, until_s: float) -> None:
    from coach.gestures.hands import Hands
    from coach.workout.workout import Workout

    with ExitStack() as stack:
        source = opened(wanted.source, wanted.settings.picture_size)
        stack.callback(source.close)
        bundle = bundle_for(source, wanted.model)
        output = stack.enter_context(Output(cards, wanted, source.size, live_source=source.live))
        frames = tracked(stack, source, bundle, paced=output.paced)
        workout = Workout(whole, attended=not wanted.headless)
        run(
            frames, workout, output, diary=diary, gestures=None if wanted.headless else Hands(), until_s=until_s,
            trouble=lambda: source.trouble,
        )  # fmt: skip
