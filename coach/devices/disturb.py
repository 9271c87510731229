"""Whether the person must not be disturbed now, as far as the desktop tells: do-not-disturb, or in a call."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ASK_S = 1.0


def do_not_disturb() -> bool:
    """Whether the desktop's own do-not-disturb is on. False where it cannot be asked."""
    if not sys.platform.startswith("linux") or shutil.which("gsettings") is None:
        return False
    try:
        done = subprocess.run(
            ["gsettings", "get", "org.gnome.desktop.notifications", "show-banners"],
            capture_output=True, text=True, timeout=ASK_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == "false"


def in_call(proc: Path = Path("/proc/asound")) -> bool:
    """Whether a microphone is being recorded from, which is what a call looks like. False where it cannot be seen."""
    for status in proc.glob("card*/pcm*c/sub*/status"):
        try:
            if "state: RUNNING" in status.read_text():
                return True
        except OSError:
            continue
    return False
