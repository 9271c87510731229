"""The choice of a source by what the user named."""

from __future__ import annotations

import re
from pathlib import Path

from coach.bounded_file import expanded
from coach.capture import address, camera, video
from coach.capture.camera_list import NAMED
from coach.capture.recording import Recording
from coach.capture.source import Source
from coach.errors import SourceError
from coach.wording.catalogue import _

SCHEMES = ("http", "https", "rtsp", "rtsps", "rtmp", "rtmps", "udp", "tcp", "srt")


def is_live(text: str) -> bool:
    """Whether that names a camera or a stream rather than a file."""
    digits = text.isascii() and text.isdigit()
    return (
        digits or text.startswith(NAMED) or text.partition("://")[0].lower() in SCHEMES or Path(text).is_char_device()
    )


def open_source(text: str, size: tuple[int, int] | None = None, fps: float | None = None) -> Source | Recording:
    """Open what `text` names: digits or "camera:NAME" a camera, a URL a stream, `*.npz` a recording, all else a video.

    Parameters
    ----------
    text : as given to `--source`.
    size : (width, height) wanted from a camera; it may give another.
    fps : pictures a second wanted; a source that gives more is thinned out. A recording stays as it is.

    Raises
    ------
    SourceError : there is nothing usable; within 10 seconds.
    """
    if text.isascii() and text.isdigit():
        return camera.camera(int(text), size, fps)
    if text.startswith(NAMED):
        return camera.camera(text, size, fps)
    if text.partition("://")[0].lower() in SCHEMES and "://" in text:
        return camera.stream(text, fps)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text):
        raise SourceError(
            _("{address} is no address of a stream", address=address.shown(text)),
            _("It begins with one of these: {schemes}.", schemes=", ".join(f"{name}://" for name in SCHEMES)),
        )
    path = expanded(text)
    if path.suffix.lower() == ".npz":
        return Recording(path)
    if path.is_char_device():
        return camera.camera(text, size, fps)
    return video.VideoFile(path, fps)
