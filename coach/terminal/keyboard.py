"""Single keys from the terminal, without waiting for them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Self

_ARROWS = {"a": "up", "b": "down", "h": "up", "p": "down"}
_NAMES = {" ": "space", "\r": "space", "\n": "space", "q": "quit"}
# An arrow as a terminal sends it, as Windows does, any other such key, and everything that is one character.
_STROKES = re.compile(r"\x1b[\[o]([ab])|[\x00\xe0]([hp])|(?:\x1b[\[o][0-9;]*.|[\x00\xe0].?)|(.)", re.DOTALL)


def named(pressed: Iterable[str]) -> list[str]:
    """The keys by the names that the window gives them: "space" (also Enter), "quit" (q), "up", "down", or themselves.

    A lone Escape means nothing: it may be the beginning of an arrow that comes in two parts.
    """
    names = []
    for match in _STROKES.finditer("".join(pressed)):
        arrow, key = match[1] or match[2], match[3]
        if arrow:
            names.append(_ARROWS[arrow])
        elif key and key != "\x1b":
            names.append(_NAMES.get(key, key))
    return names


class Keys:
    """The keys pressed in this terminal. A context manager: the terminal is as before afterwards, however it ends.

    If standard input is not a terminal, or the program runs in the background, no key is ever reported.
    """

    def __init__(self) -> None:
        self._saved: Any = None
        self._fd = -1

    def __enter__(self) -> Self:
        if sys.stdin is None or not sys.stdin.isatty() or sys.platform == "win32":
            return self
        import termios
        import tty

        self._fd = sys.stdin.fileno()
        try:
            if os.getpgrp() != os.tcgetpgrp(self._fd):
                return self
        except OSError:  # a terminal, but not the one that this program was started from
            return self
        self._saved = termios.tcgetattr(self._fd)
        tty.setcbreak(self._fd)
        return self

    def __exit__(self, *_: object) -> None:
        if self._saved is not None and sys.platform != "win32":
            import termios

            saved, self._saved = self._saved, None
            with suppress(termios.error, OSError):  # the terminal is gone
                termios.tcsetattr(self._fd, termios.TCSADRAIN, saved)

    @property
    def there(self) -> bool:
        """Whether keys can be read here."""
        if sys.platform == "win32":
            return sys.stdin is not None and sys.stdin.isatty()
        return self._saved is not None

    def pressed(self) -> list[str]:
        """The keys pressed since the last call, in lower case."""
        if sys.platform == "win32":
            return _on_windows()
        if self._saved is None:
            return []
        import select

        found = ""
        while select.select([self._fd], [], [], 0)[0]:
            got = os.read(self._fd, 64)
            if not got:
                break
            found += got.decode(errors="ignore")
        return list(found.lower())


def _on_windows() -> list[str]:
    if sys.platform != "win32" or sys.stdin is None or not sys.stdin.isatty():
        return []
    import msvcrt

    found = []
    while msvcrt.kbhit():
        found.append(msvcrt.getwch().lower())
    return found
