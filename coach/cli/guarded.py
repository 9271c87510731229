"""A command of the coach with somebody looking over its shoulder: `python -m coach.cli.guarded REPORT HOW do ...`.

Whatever it does that could let something out is written into REPORT, one JSON object a line. HOW is "refuse" (a socket
of the internet is refused) or "look".
"""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import Any

CONNECTING = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
              "socket.gethostbyname"}  # fmt: skip
INTERNET = {socket.AF_INET, socket.AF_INET6}
STARTING = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Guard:
    """An audit hook of Python's: it is told before anything happens, and what it refuses does not happen."""

    def __init__(self, report: int, *, refuse: bool) -> None:
        self._report, self._refuse = report, refuse
        self._inside = False
        self._announced: object = None

    def __call__(self, event: str, what: tuple[Any, ...]) -> None:
        if self._inside:
            return
        self._inside = True
        try:
            self._look(event, what)
        finally:
            self._inside = False

    def _look(self, event: str, what: tuple[Any, ...]) -> None:
        if event == "open" and _writes(what):
            self._note("written", os.fspath(what[0]))
        elif event == "sqlite3.connect":
            self._note("written", what[0])
        elif event in STARTING:
            self._note_start(event, what[0])
        elif event in CONNECTING and _of_the_internet(event, what):
            self._note("connection", what[-1] if event in ("socket.connect", "socket.bind") else what)
            if self._refuse:
                raise PermissionError("no connections here")

    def _note_start(self, event: str, program: object) -> None:
        """From Python 3.13 on, `Popen` announces what it starts and has it spawned: one program, not two."""
        again = event == "os.posix_spawn" and program == self._announced
        self._announced = program if event == "subprocess.Popen" else None
        if not again:
            self._note("started", program)

    def _note(self, kind: str, what: object) -> None:
        text = what.decode(errors="replace") if isinstance(what, bytes) else str(what)
        os.write(self._report, (json.dumps({kind: text}) + "\n").encode())


def _writes(what: tuple[Any, ...]) -> bool:
    path, mode, flags = (*what, None, None)[:3]
    if isinstance(path, int) or path is None:
        return False
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & WRITING)


def _of_the_internet(event: str, what: tuple[Any, ...]) -> bool:
    """Unix sockets, as the desktop's bus and X have them, stay on the machine."""
    return what[0].family in INTERNET if hasattr(what[0], "family") else True


def main(words: list[str]) -> None:
    """Run the coach under guard. Ends the process as the coach does."""
    report, how, *rest = words
    sys.addaudithook(Guard(os.open(report, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), refuse=how == "refuse"))
    sys.argv = ["coach", *rest]
    from coach.cli import main as coach

    coach()


if __name__ == "__main__":
    main(sys.argv[1:])
