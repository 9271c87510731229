"""What the watch says about itself: one line that is always true, in its terminal and to whoever asks."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping
from typing import Any

from coach.wording import postures
from coach.wording.durations import in_short

PHASES = {"calibrating": "calibrating", "checking": "checking your baseline", "asking": "not judging"}
KEYS = "c calibrate  f that was fine  e drill  s snooze  p pause  d don't disturb  q quit"


def line(facts: Mapping[str, Any], now_s: float) -> str:
    """The facts of `SingleInstance.tell` as one line."""
    if not facts.get("fresh", True):
        return f"the watch (process {facts.get('pid')}) does not answer; end it with --stop, or start anew"
    state = str(facts.get("state"))
    parts = [postures.state(state)]
    if state == "unknown" and facts.get("phase") in PHASES:
        parts = [PHASES[facts["phase"]]]
    elif facts.get("since") is not None:
        parts[0] += f" for {in_short(max(0.0, now_s - facts['since']))}"
    if facts.get("says"):
        parts.append(str(facts["says"]))
    if facts.get("paused_until"):
        parts.append(f"on again at {at(facts['paused_until'])}")
    if facts.get("watched_s"):
        share = 100 * facts["upright_s"] / facts["watched_s"]
        parts.append(f"{share:.0f} % upright of {in_short(facts['watched_s'])}")
    if facts.get("snoozed_until"):
        parts.append(f"snoozed until {at(facts['snoozed_until'])}")
    if facts.get("quiet"):
        parts.append("silent")
    if facts.get("camera") is not None:
        parts.append("camera on" if facts["camera"] else "camera off")
    return " · ".join(parts)


def at(wall_s: float) -> str:
    """A time of day, as on the clock on the wall."""
    return time.strftime("%H:%M", time.localtime(wall_s))


class StatusLine:
    """The line at the bottom of the terminal; nothing where there is no terminal."""

    def __init__(self) -> None:
        self.on = sys.stderr is not None and sys.stderr.isatty()
        self._last = ""

    def show(self, text: str) -> None:
        """Put this in place of the last one."""
        if not self.on or text == self._last:
            return
        self._last = text
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[2K{text[:width]}")
        sys.stderr.flush()

    def above(self, text: str) -> None:
        """A line that stays, above the status."""
        if not self.on:
            return
        sys.stderr.write(f"\r\x1b[2K{text}\n")
        last, self._last = self._last, ""
        self.show(last)

    def close(self) -> None:
        """Leave the cursor on a line of its own."""
        if self.on and self._last:
            sys.stderr.write("\n")
            sys.stderr.flush()
        self._last = ""
