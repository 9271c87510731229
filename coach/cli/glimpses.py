"""What the watch looks at, whatever the source: a camera through the day, a stream, a file or a recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from coach.cli.signals import interrupts

if TYPE_CHECKING:
    from coach.capture.all_day_camera import AllDayCamera, Glimpse
    from coach.capture.recording import Recording
    from coach.capture.source import Source

SIZE = (640, 480)  # the landmarker works on 256 pixels; more would only cost
FILE_FPS, LIVE_FPS = 10.0, 4.0


def opened(text: str, peek_s: float | None) -> AllDayCamera | Source | Recording:
    """An `AllDayCamera` for what is live, the file or recording itself for what is not. Raises SourceError."""
    with interrupts.deferred():
        from coach.capture import opencv
        from coach.capture.all_day_camera import AllDayCamera
        from coach.capture.source import open_source

        if not text.endswith(".npz"):
            opencv.load()
    if is_live(text):
        return AllDayCamera(lambda: cast("Source", open_source(text, SIZE, LIVE_FPS)), peek_s)
    return open_source(text, SIZE, FILE_FPS)


def is_live(text: str) -> bool:
    """Whether that names a camera or a stream rather than a file."""
    from pathlib import Path

    from coach.capture.source import SCHEMES

    digits = text.isascii() and text.isdigit()
    return digits or text.partition("://")[0].lower() in SCHEMES or Path(text).is_char_device()


def pictures(source: Source) -> Iterator[Glimpse]:
    """The pictures of a file as glimpses."""
    from coach.capture.all_day_camera import Glimpse

    for image, t_s in source:
        yield Glimpse(t_s, image, "" if image is not None else "stalled")
