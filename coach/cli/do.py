"""`coach do`: frames in, counts and corrections out, until the workout, the source or the person comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.answers import HandAnswers, answered
from coach.cli.check import library
from coach.cli.error_lines import USAGE, CommandError, say
from coach.cli.model import obtained
from coach.cli.output import Output
from coach.cli.playback import AtFilmedSpeed, PlaybackClock, paced_frames
from coach.cli.safety import home, make_sure
from coach.cli.signals import interrupts
from coach.records.settings import Settings

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.recording import Recording
    from coach.capture.source import Image, Source
    from coach.definitions.library import Card, ProgramCard
    from coach.records.diary import Diary
    from coach.workout.plan import Plan
    from coach.workout.workout import Workout

    Frames = Iterator[tuple[Image | None, PoseFrame]]


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; None = as the exercise says. `exercise` may name a program."""

    exercise: str
    source: str
    reps: int | None = None
    sets: int | None = None
    hold: float | None = None
    as_json: bool = False
    headless: bool = False
    model: Path | None = None
    mute: bool = False
    dose: str | None = None
    settings: Settings = field(default_factory=Settings)


def run_exercise(wanted: Wanted) -> None:
    """Take the person through the exercise or program. Raises what `failures.explain` can tell."""
    card = _found(wanted)
    if not (wanted.headless or wanted.as_json):
        make_sure()
    coach_through(card, wanted, _source(card, wanted))


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

    card = library().find(wanted.exercise)
    if isinstance(card, Card):
        return card.dosed(wanted.dose)
    if (wanted.reps, wanted.sets, wanted.hold, wanted.dose) != (None, None, None, None):
        text = f"{card.program.id!r} is a program and has its own doses: leave out --reps, --sets, --hold and --dose"
        raise CommandError(USAGE, f'{text}\n`--level gentle` asks for less, and so does the word "less" at any time.')
    return card


def coach_through(card: Card | ProgramCard, wanted: Wanted, source: Source | Recording) -> None:
    """The workout, from the opened source, which is closed at the end, to the summary."""
    try:
        bundle = bundle_for(source, wanted.model)
    except BaseException:
        source.close()
        raise
    with interrupts.noted(), ExitStack() as stack:
        stack.callback(source.close)
        diary = _diary(stack) if source.live and not wanted.headless else None
        plan = _plan(card, wanted, source, diary)
        output = stack.enter_context(Output(_cards(card, plan), wanted, source.size, live_source=source.live))
        frames = tracked(stack, source, bundle, paced=output.paced)
        workout = _workout(card, plan, diary)
        output.begin()
        _through(frames, workout, output, diary)
    interrupts.check()


def _diary(stack: ExitStack) -> Diary:
    from coach.records.diary import Diary

    return stack.enter_context(Diary(home() / "history.db", say))


def _plan(card: Card | ProgramCard, wanted: Wanted, source: Source | Recording, diary: Diary | None) -> Plan:
    """What is to be done. Without somebody who could vouch for it, no walk is part of a program."""
    from coach.counting.session import Options
    from coach.definitions.library import Card
    from coach.workout.program import judged, plan

    endless = not source.live and isinstance(card, Card)
    options = Options(wanted.reps, wanted.sets, wanted.hold, wanted.settings.level, endless=endless)
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


def _workout(card: Card | ProgramCard, plan: Plan, diary: Diary | None) -> Workout:
    from coach.definitions.library import ProgramCard
    from coach.workout.workout import Workout

    if diary is None:
        return Workout(plan, attended=False)
    return Workout(plan, before=diary.begin(card.program.id if isinstance(card, ProgramCard) else None, plan))


def opened(text: str, size: tuple[int, int] | None = None) -> Source | Recording:
    """The source of that name, a camera asked for pictures of that size. Raises SourceError."""
    with interrupts.deferred():
        from coach.capture import opencv
        from coach.capture.source import open_source

        if not text.endswith(".npz"):
            opencv.load()
    return open_source(text, size)


def bundle_for(source: Source | Recording, explicit: Path | None) -> Path | None:
    """The model that a source of pictures needs; None for one without. Raises ModelError."""
    from coach.capture.clock_source import ClockSource
    from coach.capture.recording import Recording

    return None if isinstance(source, Recording | ClockSource) else obtained(explicit).path


def tracked(stack: ExitStack, source: Source | Recording, bundle: Path | None, *, paced: bool) -> Frames:
    """Pictures with the body in them; `paced` = at the speed they were filmed at. Raises ModelError."""
    from coach.capture.landmarker import Landmarker, track
    from coach.capture.recording import Recording

    if isinstance(source, Recording) or bundle is None:
        frames = track(source, None)
        return paced_frames(frames, PlaybackClock().wait) if paced else frames
    landmarker = stack.enter_context(Landmarker(bundle))
    return track(AtFilmedSpeed(source) if paced else source, landmarker)


def _through(frames: Frames, workout: Workout, output: Output, diary: Diary | None) -> None:
    """Every frame once, then the summary, however it ended."""
    from coach.errors import SourceLostError

    lost, said, ended = None, None, False
    hands = HandAnswers() if diary is not None else None
    try:
        for image, frame in frames:
            progress = workout.update(frame, said)
            if diary is not None:
                diary.note(workout.done, progress.events)
            said, leaves = answered(image, frame, progress, output, hands)
            if leaves or interrupts.asked or workout.over:
                break
        else:
            ended = diary is not None
    except KeyboardInterrupt:  # a second Ctrl-C, because the first was not obeyed at once
        pass
    except SourceLostError as error:
        lost = error
    progress = workout.finish()
    if diary is not None:
        diary.note(workout.done, progress.events)
    output.end(progress)
    if ended:
        say("The stream ended, and so did the workout.")
    if lost is not None:
        raise lost
