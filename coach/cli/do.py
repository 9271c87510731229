"""`coach do`: frames in, counts and corrections out, until the set, the source or the person comes to an end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.catalogue import library
from coach.cli.interrupts import interrupts
from coach.cli.model import obtained
from coach.cli.output import Output
from coach.cli.pace import Clock, Paced, paced_frames
from coach.cli.safety import make_sure
from coach.records.settings import Settings

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.devices.recording import Recording
    from coach.devices.source import Image, Source
    from coach.training.library import Card
    from coach.training.session import Session
    from coach.training.timer import Timer

    Frames = Iterator[tuple[Image | None, PoseFrame]]


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; None = as the exercise says."""

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
    plain: bool = False


def run_exercise(wanted: Wanted) -> None:
    """Take the person through the exercise. Raises what `failures.explain` can tell."""
    card = library().card(wanted.exercise).dosed(wanted.dose)
    if not (wanted.headless or wanted.as_json):
        make_sure()
    coach_through(card, wanted, opened(wanted.source, wanted.settings.picture_size))


def coach_through(card: Card, wanted: Wanted, source: Source | Recording) -> None:
    """The session, from the opened source, which is closed at the end, to the summary."""
    try:
        bundle = bundle_for(source, wanted.model)
    except BaseException:
        source.close()
        raise
    with interrupts.noted(), ExitStack() as stack:
        stack.callback(source.close)
        output = stack.enter_context(Output(card, wanted, source.size, live_source=source.live))
        frames = tracked(stack, source, bundle, paced=output.paced)
        session = _session(card, wanted, endless=not source.live)
        output.begin()
        _through(frames, session, output)
    interrupts.check()


def opened(text: str, size: tuple[int, int] | None = None) -> Source | Recording:
    """The source of that name, a camera asked for pictures of that size. Raises SourceError."""
    with interrupts.deferred():
        from coach.devices import opencv
        from coach.devices.source import open_source

        if not text.endswith(".npz"):
            opencv.load()
    return open_source(text, size)


def bundle_for(source: Source | Recording, explicit: Path | None) -> Path | None:
    """The model that a source of pictures needs; None for a recording. Raises ModelError."""
    from coach.devices.recording import Recording

    return None if isinstance(source, Recording) else obtained(explicit).path


def tracked(stack: ExitStack, source: Source | Recording, bundle: Path | None, *, paced: bool) -> Frames:
    """Pictures with the body in them; `paced` = at the speed they were filmed at. Raises ModelError."""
    from coach.devices.landmarker import Landmarker, track
    from coach.devices.recording import Recording

    if isinstance(source, Recording) or bundle is None:
        frames = track(source, None)
        return paced_frames(frames, Clock().wait) if paced else frames
    landmarker = stack.enter_context(Landmarker(bundle))
    return track(Paced(source) if paced else source, landmarker)


def _session(card: Card, wanted: Wanted, *, endless: bool) -> Session | Timer:
    from coach.training.session import Options, session_for

    options = Options(wanted.reps, wanted.sets, wanted.hold, wanted.settings.level, endless=endless)
    return session_for(card.exercise, card.poses, options)


def _through(frames: Frames, session: Session | Timer, output: Output) -> None:
    """Every frame once, then the summary, however it ended."""
    from coach.devices.errors import SourceLostError

    lost = None
    try:
        for image, frame in frames:
            progress = session.update(frame)
            left = output.show(image, progress)
            if left or interrupts.asked or progress.phase == "done":
                break
    except KeyboardInterrupt:  # a second Ctrl-C, because the first was not obeyed at once
        pass
    except SourceLostError as error:
        lost = error
    output.end(session.finish())
    if lost is not None:
        raise lost
