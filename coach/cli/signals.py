"""Ctrl-C as a request: noted at once, and obeyed at a point where nothing is left half done.

The system's own requests to end (SIGTERM at shutdown, SIGHUP when the terminal is closed) are taken in the same way.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ECHO_S = 0.5  # a terminal and a wrapper may both pass on the same Ctrl-C


class Signals:
    """The first Ctrl-C asks, a second one insists, a third one ends the program on the spot."""

    def __init__(self) -> None:
        self.asked = False
        self._times = 0
        self._last_s = -ECHO_S
        self._deferred = 0
        self._terminals: list[int] = []  # which of standard input, output and error are a terminal

    def install(self) -> None:
        """From now on Ctrl-C comes here, and so does every other request to end."""
        self._terminals = [number for number in range(3) if os.isatty(number)]
        signal.signal(signal.SIGINT, self._on)
        for name in ("SIGTERM", "SIGHUP"):  # Windows knows one of them
            if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:  # nohup
                signal.signal(getattr(signal, name), self._on)
        sys.unraisablehook = _unraisable

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """Finish this block before obeying Ctrl-C, because an exception in an import or a close breaks a library."""
        with self.noted():
            yield
        self.check()

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Inside this block Ctrl-C only sets `asked`; nothing is raised afterwards, because the block obeys it."""
        self._deferred += 1
        try:
            yield
        finally:
            self._deferred -= 1

    def check(self) -> None:
        """Raise KeyboardInterrupt if it was asked for and may be raised here."""
        if self.asked and not self._deferred:
            raise KeyboardInterrupt

    def hung_up(self, error: OSError) -> bool:
        """Whether an error means that nobody reads our output any more: the terminal or the next program is gone."""
        if error.errno == errno.EIO:
            self._let_go()
        return error.errno in (errno.EIO, errno.EPIPE)

    def _let_go(self) -> None:
        """The terminal is gone: what is still written goes nowhere, instead of failing before all is saved."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        while self._terminals:
            os.dup2(nowhere, self._terminals.pop())
        os.close(nowhere)

    def _on(self, number: int, frame: FrameType | None) -> None:
        if number == getattr(signal, "SIGHUP", None):
            self._let_go()
        now_s = time.monotonic()
        if now_s - self._last_s < ECHO_S:
            return
        self.asked, self._last_s, self._times = True, now_s, self._times + 1
        if self._times > 2:
            os._exit(130)
        if self._times > 1 or not self._deferred:
            raise KeyboardInterrupt


def _unraisable(found: sys.UnraisableHookArgs) -> None:
    """A Ctrl-C that fell into a callback of Python's own, which lets nothing out, is in `asked` and obeyed soon."""
    if not isinstance(found.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(found)


interrupts = Signals()
