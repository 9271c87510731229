"""Anything that gives pictures: one Protocol for a camera, a video and a recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""(height, width, 3) blue, green, red; upright, not mirrored."""

EARLY = 0.9  # of the time between two pictures that are asked for: one that comes a little early is taken


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
    trouble : why there is no picture now, for people; "" while there is one.
    skipped : pictures that came damaged and were left out, so far.
    """

    name: str
    live: bool
    size: tuple[int, int]
    fps: float | None
    trouble: str
    skipped: int

    def __iter__(self) -> Iterator[tuple[Image | None, float]]: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
