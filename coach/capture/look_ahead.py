"""The next body is looked for while the last one is dealt with: MediaPipe leaves a core free."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
SLICE_S = 0.5  # on Windows Ctrl-C is only heard between waits
# What comes before MediaPipe's own work is done in Python, of which one thread runs at a time: what is drawn meanwhile
# holds it up. After a millisecond (measured: half of one is too short, two bring no more) both go on beside each other.
HEAD_START_S = 0.001


def one_ahead(frames: Iterator[T]) -> Generator[T, None, None]:
    """The same frames in the same order. One thread takes the next of them as soon as the last one is given, and no
    further one before that is asked for: nothing is queued. What it raises is raised in its place."""
    with ThreadPoolExecutor(1, "look-ahead") as thread:
        coming = thread.submit(next, frames, None)
        while True:
            while not wait((coming,), SLICE_S).done:
                pass
            frame = coming.result()
            if frame is None:
                return
            coming = thread.submit(next, frames, None)
            wait((coming,), HEAD_START_S)
            yield frame
