"""The tray of Windows and macOS, in a process of its own: there the icon wants a main thread to itself.

The process ends with the pipe to it, so that no icon stays behind. What it shows goes in as one JSON line each, and the
commands that were clicked come out, one a line.
"""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import suppress
from dataclasses import asdict
from queue import SimpleQueue
from typing import IO

from coach.child_process import end, python, start
from coach.desktop.tray_face import TrayFace, clicked
from coach.wording.catalogue import _

END_S = 3.0  # chosen by eye: the icon normally goes at once; a process that takes longer has hung


class TrayProgram:
    """An icon with a menu, shown by `tray_process.py`."""

    def __init__(self) -> None:
        self._clicks: SimpleQueue[str] = SimpleQueue()
        self._face: TrayFace | None = None
        self._process: subprocess.Popen[str] | None = None
        self._reason: str | None = None
        try:
            self._process = start(
                python("-m", "coach.desktop.tray_process"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
            )  # fmt: skip
        except OSError as error:
            self._reason = _("the tray failed: {reason}", reason=error)
            return
        assert self._process.stdout is not None
        threading.Thread(target=self._listen, args=(self._process.stdout,), name="tray", daemon=True).start()

    @property
    def reason(self) -> str | None:
        """Why nobody sees it, or None."""
        if self._reason is None and self._process is not None and self._process.poll() is not None:
            self._reason = _("the tray failed: {reason}", reason=_("its program has ended"))
        return self._reason

    def show(self, face: TrayFace) -> None:
        """Put this in place of the last. Comes back at once."""
        if face == self._face or self._process is None or self._process.stdin is None:
            return
        self._face = face
        with suppress(OSError, ValueError):  # the process has ended; `reason` says so
            self._process.stdin.write(json.dumps(asdict(face)) + "\n")
            self._process.stdin.flush()

    def chosen(self) -> list[str]:
        """The commands that were clicked since this was last asked."""
        return clicked(self._clicks)

    def close(self) -> None:
        """Take the icon away and end the process; may be called twice."""
        process, self._process = self._process, None
        if process is not None:
            end(process, END_S)

    def _listen(self, answers: IO[str]) -> None:
        for line in answers:
            self._clicks.put(line.strip())
