"""`coach do`: an exercise or a program in front of the camera, from its card to the summary."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.frames import bundle_for, opened, recorded, tracked
from coach.cli.open_library import names_like, open_library
from coach.cli.output import Output
from coach.cli.planned import TODAY, habit_due, nothing_due, plan_for_a_workout, planned_workout, tell_what_is_left
from coach.cli.recording_file import check_recording
from coach.cli.safety import make_sure
from coach.cli.signals import interrupts
from coach.cli.view import has_window
from coach.cli.wanted import Wanted
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.capture.recording import Recording
    from coach.capture.source import Source
    from coach.cli.planned import PlannedWorkout
    from coach.definitions.library import Card, ProgramCard
    from coach.gestures.hands import Hands
    from coach.records.diary import Diary
    from coach.records.followed_plan import FollowedPlan
    from coach.screen.window import Window
    from coach.workout.opening import Opening
    from coach.workout.plan import Plan
    from coach.workout.workout import Workout


def do(
    exercise: Annotated[
        str | None,
        typer.Argument(
            metavar="EXERCISE",
            help="An exercise or a program (see `coach list`), or a YAML file; without one, what is due today.",
            autocompletion=names_like,
        ),
    ] = None,
    source: options.SourceOption = None,
    reps: Annotated[
        int | None,
        typer.Option(
            parser=options.whole_number(1, 1000), metavar="TIMES", help="How many repetitions in a set, on each side."
        ),
    ] = None,
    sets: Annotated[
        int | None, typer.Option(parser=options.whole_number(1, 20), metavar="SETS", help="How many sets.")
    ] = None,
    hold: Annotated[
        float | None,
        typer.Option(
            parser=options.number(0, 3600),
            metavar="SECONDS",
            help="How long to hold; 0 = go there and come straight back.",
        ),
    ] = None,
    dose: Annotated[
        str | None, typer.Option(metavar="DOSE", help="Do a different dose of the exercise (see `coach show`).")
    ] = None,
    level: options.LevelOption = None,
    as_json: options.JsonOption = False,
    headless: options.HeadlessOption = False,
    model: options.ModelOption = None,
    mute: options.MuteOption = False,
    plain: options.PlainOption = None,
    camera: Annotated[
        str | None,
        typer.Option(metavar="CAMERA", help="Name, number or path of the camera, or a stream address."),
    ] = None,
    size: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Size of the camera's picture, such as 1280x720.")
    ] = None,
    mirror: options.MirrorOption = None,
    full_screen: options.FullScreenOption = None,
    voice: options.VoiceOption = None,
    numbers: options.NumbersOption = None,
    remember: options.RememberOption = False,
    record: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep your movement as points in this file (.npz), without pictures."),
    ] = None,
) -> None:
    """Do an exercise or a program in front of the camera."""
    from coach.cli.settings import settings_for

    if source is not None and camera is not None:
        raise typer.BadParameter(_("--camera is a source already; leave out one of the two"), param_hint="--source")
    if record is not None:
        check_recording(record)
    chosen = {"mirror": mirror, "full_screen": full_screen, "plain": plain, "camera": camera, "size": size}
    chosen |= {"voice": voice, "numbers": numbers, "level": level}
    settings = settings_for(chosen, headless=headless, remember=remember)
    run_exercise(
        Wanted(
            exercise=exercise or TODAY, source=source or str(settings.camera), reps=reps, sets=sets, hold_s=hold,
            dose=dose, as_json=as_json, headless=headless, model=model, mute=mute, settings=settings,
            record=record,
        )
    )  # fmt: skip


def run_exercise(wanted: Wanted, window: Window | None = None) -> None:
    """Take the person through the exercise or program, or through what is due, in a window that is open already or in
    one of its own. Raises what `error_lines.explain` can tell."""
    followed = plan_for_a_workout() if _is_live(wanted) else None
    planned = _planned(followed, wanted)
    if planned is None and wanted.exercise == TODAY:
        if followed is not None:
            print(nothing_due(followed))
            return
        wanted = replace(wanted, exercise=habit_due())
    card = _found(wanted) if planned is None else planned.card
    if not (wanted.headless or wanted.as_json):
        make_sure(window=has_window(wanted.settings), lent=window)
    stop_at = None if followed is None else followed.stop_at
    coach_through(card, wanted, _source(card, wanted), planned, stop_at=stop_at, window=window)
    if planned is not None:
        tell_what_is_left()


def _is_live(wanted: Wanted) -> bool:
    """Somebody is there, so that the plan has a say."""
    return not wanted.headless and wanted.source == str(wanted.settings.camera)


def _planned(followed: FollowedPlan | None, wanted: Wanted) -> PlannedWorkout | None:
    """What the plan says about it; None where it says nothing, or somebody asked for a dose of their own."""
    if followed is None or _asks_for_a_dose(wanted):
        return None
    return planned_workout(followed, None if wanted.exercise == TODAY else wanted.exercise)


def _asks_for_a_dose(wanted: Wanted) -> bool:
    return (wanted.reps, wanted.sets, wanted.hold_s, wanted.dose) != (None, None, None, None)


def _source(card: Card | ProgramCard, wanted: Wanted) -> Source | Recording:
    """What was asked for; the clock alone where there is nothing for a camera to see."""
    from coach.capture.clock_source import ClockSource
    from coach.definitions.definition import Activity
    from coach.definitions.library import Card

    items = [card] if isinstance(card, Card) else list(card.cards.values())
    if wanted.source == str(wanted.settings.camera) and all(isinstance(item.exercise, Activity) for item in items):
        return ClockSource()
    return opened(wanted.source, wanted.settings.picture_size)


def _found(wanted: Wanted) -> Card | ProgramCard:
    from coach.definitions.library import Card

    card = open_library().find(wanted.exercise)
    if isinstance(card, Card):
        return card.dosed(wanted.dose)
    if _asks_for_a_dose(wanted):
        text = _(
            "{program} is a program and has its own doses: leave out --reps, --sets, --hold and --dose",
            program=repr(card.program.id),
        )
        raise CommandError(
            USAGE, _("{text}\n`--level gentle` asks for less, and so does the key l at any time.", text=text)
        )
    return card


def coach_through(
    card: Card | ProgramCard,
    wanted: Wanted,
    source: Source | Recording,
    planned: PlannedWorkout | None = None,
    *,
    stop_at: int | None = None,
    window: Window | None = None,
) -> None:
    """The workout, from the opened source, which is closed at the end, to the summary. `planned`: it is part of the
    plan; `stop_at`: the pain that ends it; `window`: one that is open already."""
    with interrupts.deferred():
        from coach.cli.run import run

    bundle = bundle_for(source, wanted.model)
    with interrupts.noted(), ExitStack() as stack:
        stack.callback(source.close)
        diary = _diary(stack) if source.live and not wanted.headless else None
        plan = _plan(card, wanted, source, diary)
        plan = plan if stop_at is None else replace(plan, stop_at=stop_at)
        plan = plan if planned is None else plan.aiming(planned.aims)
        output = stack.enter_context(
            Output(_cards(card, plan), wanted, source.size, live_source=source.live, window=window)
        )
        frames = recorded(stack, tracked(stack, source, bundle, paced=output.paced), wanted.record)
        workout = _workout(card, plan, diary, _opening(planned, wanted, source, diary))
        output.begin()
        source_ended = run(
            frames, workout, output, diary=diary, gestures=_gestures(diary),
            trouble=lambda: source.trouble,
        )  # fmt: skip
        if source.skipped:
            show_line(
                plural(
                    "{number} damaged picture was left out.", "{number} damaged pictures were left out.", source.skipped
                )
            )
        if source_ended and diary is not None:
            show_line(_("The stream ended, and so did the workout."))
    interrupts.check()


def _diary(stack: ExitStack) -> Diary:
    from coach.records.diary import Diary

    return stack.enter_context(Diary(coach_home() / "history.db", show_line))


def _plan(card: Card | ProgramCard, wanted: Wanted, source: Source | Recording, diary: Diary | None) -> Plan:
    """What is to be done. Without somebody who could vouch for it, no walk is part of a program."""
    from coach.body.limbs import limbs_of
    from coach.counting.set_session import Options
    from coach.definitions.library import Card
    from coach.workout.program import judged, plan

    endless = not source.live and isinstance(card, Card)
    options = Options(
        reps=wanted.reps,
        sets=wanted.sets,
        hold_s=wanted.hold_s,
        level=wanted.settings.level,
        endless=endless,
        without=limbs_of(wanted.settings.without),
        seated=wanted.settings.seated,
    )
    if isinstance(card, Card):
        return plan(card, options)
    before = diary.done_in(card.program.id) if diary is not None else []
    whole = plan(card, options, before)
    return whole if diary is not None else judged(whole)


def _cards(card: Card | ProgramCard, plan: Plan) -> list[Card]:
    """The exercises of the plan, each once."""
    from coach.definitions.library import Card

    if isinstance(card, Card):
        return [card]
    return [card.cards[name] for name in dict.fromkeys(item.exercise.id for item in plan.items)]


def _opening(
    planned: PlannedWorkout | None, wanted: Wanted, source: Source | Recording, diary: Diary | None
) -> Opening | None:
    """The question about the day after, where one is to be asked."""
    from coach.workout.opening import Opening

    if planned is None or not planned.asks or diary is None:
        return None
    smaller = replace(_plan(planned.smaller, wanted, source, diary), stop_at=planned.stop_at)
    smaller = smaller.aiming(planned.aims).unurged()
    return Opening(planned.asks, smaller)


def _workout(card: Card | ProgramCard, plan: Plan, diary: Diary | None, opening: Opening | None = None) -> Workout:
    from coach.definitions.library import ProgramCard
    from coach.workout.workout import Workout

    if diary is None:
        return Workout(plan, attended=False)
    before = diary.begin(card.program.id if isinstance(card, ProgramCard) else None, plan)
    return Workout(plan, before=before, opening=opening)


def _gestures(diary: Diary | None) -> Hands | None:
    """Answers by hand, where somebody stands before a camera."""
    from coach.gestures.hands import Hands

    return None if diary is None else Hands()
