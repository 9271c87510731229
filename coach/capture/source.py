"""Where pictures come from, whatever it is: one Protocol, and the choice by what the user named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from coach.capture.recording import Recording

Image = NDArray[np.uint8]
"""(height, width, 3) blue, green, red; upright, not mirrored."""

SCHEMES = ("http", "https", "rtsp", "rtsps", "rtmp", "rtmps", "udp", "tcp", "srt")


@runtime_checkable
class Source(Protocol):
    """Timed pictures. Iterate once, inside `with`; the device is released at the end of the block in any case.

    Iterating gives (picture, t_s), t_s strictly increasing in seconds from the first picture. A live source whose
    pictures stop gives (None, t_s) twice a second until they go on, and raises SourceLostError when they do not.

    Attributes
    ----------
    name : what the user called it, without passwords.
    live : True for a camera or stream, whose pictures come when they come.
    size : (width, height) in pixels of the first picture.
    fps : pictures a second as the device claims, None when it claims nothing.
    """

    name: str
    live: bool
    size: tuple[int, int]
    fps: float | None

    def __iter__(self) -> Iterator[tuple[Image | None, float]]: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def is_live(text: str) -> bool:
    """Whether that names a camera or a stream rather than a file."""
    digits = text.isascii() and text.isdigit()
    return digits or text.partition("://")[0].lower() in SCHEMES or Path(text).is_char_device()


def open_source(text: str, size: tuple[int, int] | None = None, fps: float | None = None) -> Source | Recording:
    """Open what `text` names: digits a camera, a URL a stream, `*.npz` a recording, all else a video file.

    Parameters
    ----------
    text : as given to `--source`.
    size : (width, height) wanted from a camera; it may give another.
    fps : pictures a second wanted; a source that gives more is thinned out. A recording stays as it is.

    Raises
    ------
    SourceError : there is nothing usable; within 10 seconds.
    """
    from coach.capture import camera, video

    if text.isascii() and text.isdigit():
        return camera.camera(int(text), size, fps)
    if text.partition("://")[0].lower() in SCHEMES and "://" in text:
        return camera.stream(text, fps)
    path = Path(text).expanduser()
    if path.suffix.lower() == ".npz":
        return Recording(path)
    if path.is_char_device():
        return camera.camera(text, size, fps)
    return video.VideoFile(path, fps)
