"""The camera over a whole day: closed while nobody wants it, opened again when it was taken, and only for a moment
when peeking."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coach.capture.source import Image, Source
from coach.errors import SourceError
from coach.wording.catalogue import _

TICK_S = 0.5  # how soon a word or a key is noticed while the camera is off
RETRY_S = (2.0, 5.0, 10.0, 30.0)  # between attempts to get the camera back
LOOK_S = 3.0  # how long a peek lasts ...
LOOK_LONGER_S = 7.0  # ... or, while something is changing, this long at most ...
LOOK_HELD_S = 60.0  # ... or, during a calibration, this long, so that it ends if nobody is there
SLEPT_S = 20.0  # a wall clock that ran ahead by so much: the machine was asleep


@dataclass(frozen=True)
class Glimpse:
    """A picture, or why there is none.

    Attributes
    ----------
    t_s : seconds from the start of the day.
    image : the picture, or None.
    why : "" with a picture; "paused" | "between" (peeks) | "stalled" | "lost" | "woken" without one.
    text : for "lost", what went wrong.
    slept_s : for "woken", how long the machine slept.
    """

    t_s: float
    image: Image | None
    why: str = ""
    text: str = ""
    slept_s: float = 0.0


def glimpses(source: Source) -> Iterator[Glimpse]:
    """The pictures of a file as glimpses."""
    for image, t_s in source:
        yield Glimpse(t_s, image, "" if image is not None else "stalled")


class AllDayCamera:
    """Glimpses for a whole day, at least two a second, with or without pictures. `close()` ends them.

    Parameters
    ----------
    opener : opens the source. It is called at once, so that a camera that is not there is told at the start.
    peek_s : seconds between short looks, the camera closed meanwhile; None = it stays open.
    clock, wall : seconds, and seconds that go on while the machine sleeps.
    wait : waits for seconds.

    Raises
    ------
    SourceError : it cannot be opened at the start.
    """

    def __init__(
        self, opener: Callable[[], Source], peek_s: float | None = None, *,
        clock: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._opener, self._peek_s = opener, peek_s
        self._clock, self._wall, self._wait = clock, wall, wait
        self._source: Source | None = opener()
        self._start_s = clock()
        self._looked_s = math.nan  # the first picture since it was opened: a camera takes its time
        self._next_s = 0.0
        self._tries, self._lost = 0, ""
        self._ahead_s = wall() - clock()
        self._closed = False
        self.size = self._source.size
        self.name = self._source.name
        self.paused = False
        self.busy = False  # something is changing: a peek goes on for a while
        self.held = False  # somebody is being calibrated: it goes on until that is done, or for a minute

    @property
    def open(self) -> bool:
        """Whether the camera is open, so whether its light is on."""
        return self._source is not None

    def __iter__(self) -> Iterator[Glimpse]:
        while not self._closed:
            if self._slept():
                before_s, self._ahead_s = self._ahead_s, self._wall() - self._clock()
                self.release()
                yield Glimpse(self._now(), None, "woken", slept_s=self._ahead_s - before_s)
            if self.paused:
                self.release()
                yield from self._tick("paused")
            elif self._source is None and self._now() < self._next_s:
                yield from self._tick("lost" if self._tries else "between")
            else:
                yield from self._look()

    def hurry(self) -> None:
        """Do not wait for the next peek, or for the next attempt to get the camera back."""
        self._next_s = 0.0

    def release(self) -> None:
        """Close the camera until it is needed again."""
        source, self._source = self._source, None
        if source is not None:
            source.close()

    def close(self) -> None:
        """The end; may be called twice."""
        self._closed = True
        self.release()

    def _look(self) -> Iterator[Glimpse]:
        try:
            if self._source is None:
                self._source = self._opener()
                self._looked_s = math.nan
            source = self._source
            for image, _t_s in source:
                t_s = self._now()
                if image is not None:
                    self._tries = 0
                yield Glimpse(t_s, image, "" if image is not None else "stalled")
                if self._closed or self.paused or self._source is not source or self._slept():
                    return None
                if self._peeked(t_s):
                    self._next_s = t_s + (self._peek_s or 0.0)
                    return self.release()
            raise SourceError(_("{name} has ended", name=self.name))
        except SourceError as error:
            self.release()
            self._next_s = self._now() + RETRY_S[min(self._tries, len(RETRY_S) - 1)]
            self._tries += 1
            self._lost = error.message
            yield Glimpse(self._now(), None, "lost", self._lost)

    def _peeked(self, t_s: float) -> bool:
        if math.isnan(self._looked_s):
            self._looked_s = t_s
        if self._peek_s is None:
            return False
        longest_s = LOOK_HELD_S if self.held else LOOK_LONGER_S if self.busy else LOOK_S
        return t_s - self._looked_s >= longest_s

    def _tick(self, why: str) -> Iterator[Glimpse]:
        yield Glimpse(self._now(), None, why, self._lost if why == "lost" else "")
        self._wait(TICK_S)

    def _slept(self) -> bool:
        ahead_s = self._wall() - self._clock()
        self._ahead_s = min(self._ahead_s, ahead_s)  # a clock that is set back would hide the next sleep
        return ahead_s - self._ahead_s > SLEPT_S

    def _now(self) -> float:
        return self._clock() - self._start_s
