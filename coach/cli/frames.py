"""Where a command's frames come from: the source by its name, the model that it needs, and the bodies found in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.cli.camera_password import with_password
from coach.cli.console import show_line
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from coach.body.landmarks import PoseFrame
    from coach.capture.recording import Recorder, Recording
    from coach.capture.source import Image, Source

    Frames = Iterator[tuple[Image | None, PoseFrame]]


def opened(text: str, size: tuple[int, int] | None = None, most_fps: float | None = None) -> Source | Recording:
    """The source of that name, a camera asked for pictures of that size and rate. Raises SourceError."""
    text = with_password(text)
    with interrupts.deferred():
        from coach.capture import opencv
        from coach.capture.open_source import open_source

        if not text.endswith(".npz"):
            opencv.load()
    return open_source(text, size, most_fps)


def bundle_for(source: Source | Recording, explicit: Path | None) -> Path | None:
    """The model that a source of pictures needs, for a camera that of the settings; None for one without. Without the
    model the source is closed and the error raised: a ModelError, or Ctrl-C during the download."""
    from coach.capture.clock_source import ClockSource
    from coach.capture.recording import Recording
    from coach.cli.model import chosen, obtained

    if isinstance(source, Recording | ClockSource):
        return None
    try:
        return obtained(chosen(explicit) if source.live else explicit).path
    except BaseException:
        source.close()
        raise


def tracked(stack: ExitStack, source: Source | Recording, bundle: Path | None, *, paced: bool) -> Frames:
    """Pictures with the body in them; `paced` = at the speed they were filmed at. Raises ModelError."""
    from coach.capture.landmarker import Landmarker, track
    from coach.capture.look_ahead import one_ahead
    from coach.capture.recording import Recording
    from coach.cli.playback import AtFilmedSpeed, PlaybackClock, paced_frames

    if isinstance(source, Recording) or bundle is None:
        frames = track(source, None)
        return paced_frames(frames, PlaybackClock().wait) if paced else frames
    landmarker = stack.enter_context(Landmarker(bundle))
    frames = one_ahead(track(AtFilmedSpeed(source) if paced else source, landmarker))
    stack.callback(frames.close)  # before the networks are freed, which may be at work on the next picture
    return frames


def recorded(stack: ExitStack, frames: Frames, path: Path | None) -> Frames:
    """The same frames, their landmarks kept in a recording, which is written at the end. None = as they are.

    Raises RecordingError where it cannot be written, as far as that is known beforehand.
    """
    if path is None:
        return frames
    from coach.capture.recording import Recorder

    recorder = Recorder(path)
    stack.callback(lambda: show_line(_("{file}: {frames} frames", file=path, frames=len(recorder))))
    stack.enter_context(recorder)
    return _kept(frames, recorder)


def _kept(frames: Frames, recorder: Recorder) -> Frames:
    for image, frame in frames:
        recorder.add(frame)
        yield image, frame
