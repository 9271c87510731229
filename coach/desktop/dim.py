"""A dimmed screen that clears itself when the person sits up, and can never stay behind.

It lives in a process of its own that ends with the pipe to it: when the coach clears it, ends, crashes or is killed,
the pipe closes and the dimming ends. After `LONGEST_S` it ends in any case, and a click ends it, too.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from contextlib import suppress

from coach.child_process import end, python, start
from coach.wording.catalogue import _

LONGEST_S = 60.0  # chosen by eye: long enough to notice, short enough not to keep anybody from work
DARKNESS = 0.35  # opacity, chosen by eye: text on the screen can still be read
_END_S = 3.0  # chosen by eye: the window normally closes at once; a process that takes longer has hung


class Dim:
    """Dims the screen; `show()`, `clear()`, and `close()` at the end, each of which may be called at any time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def shown(self) -> bool:
        """Whether the screen is dimmed now."""
        return self._process is not None and self._process.poll() is None

    def show(self, text: str) -> None:
        """Dim the screen, with one line on it. Comes back at once."""
        if self.shown:
            return
        with suppress(OSError):
            self._process = start(
                python("-m", "coach.desktop.dim_process", text),
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def clear(self) -> None:
        """Clear the screen at once."""
        process, self._process = self._process, None
        if process is not None:
            end(process, _END_S)

    def close(self) -> None:
        """Clear the screen and end the process."""
        self.clear()


def why_no_overlay() -> str | None:
    """The reason the screen cannot be dimmed here, or None."""
    if importlib.util.find_spec("tkinter") is None or importlib.util.find_spec("_tkinter") is None:
        return _("no tkinter: install python3-tk")
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        return _("no display: DISPLAY is not set")
    return None
