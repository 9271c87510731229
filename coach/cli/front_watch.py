"""The watch as the home window starts it: a process of its own, which goes on when the window is closed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Any

from coach.child_process import coach, start
from coach.cli.folders import watch_folder
from coach.cli.wanted import Word
from coach.home.watch_page import AT_LOGIN, CALIBRATE, GO_ON, LOUD, NOT_AT_LOGIN, OFF, PAUSED_30, QUIET_60
from coach.private_file import make_private, private_folder
from coach.wording.catalogue import _

WORDS = {
    OFF: Word(stop=True), PAUSED_30: Word(pause="30m"), GO_ON: Word(resume=True), QUIET_60: Word(quiet="1h"),
    LOUD: Word(quiet="0s"),    CALIBRATE: Word(recalibrate=True), AT_LOGIN: Word(install_autostart=True),
    NOT_AT_LOGIN: Word(remove_autostart=True),
}  # fmt: skip
LAST_LINES = 2  # of what a watch that did not start said: what, and what to do


class StartedWatch:
    """A watch that was started here. `why_ended()` tells of one that could not begin."""

    def __init__(self, source: str | None = None) -> None:
        self._said = watch_folder() / "said.txt"
        private_folder(self._said.parent)
        make_private(self._said)
        more = () if source is None else ("--source", source)
        with self._said.open("wb") as said:
            self._process = start(
                coach("watch", *more), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=said, **_apart(),
            )  # fmt: skip

    def why_ended(self) -> str | None:
        """Why it has ended by itself; "" where that was as it should be, None while it runs."""
        code = self._process.poll()
        if not code:
            return None if code is None else ""
        lines: list[str] = []
        with suppress(OSError):
            lines = self._said.read_text(encoding="utf-8", errors="replace").split("\n")
        told = " ".join([line.strip() for line in lines if line.strip()][-LAST_LINES:])
        return told or _("The watch has ended with {code}.", code=code)


def _apart() -> dict[str, Any]:
    """So that closing the window, or the terminal behind it, does not end it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
