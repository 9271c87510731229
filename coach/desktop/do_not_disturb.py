"""Whether the person must not be disturbed now, as far as the desktop tells: do-not-disturb, in a call, or showing
the screen to others.

What is asked is what each desktop documents for it or shows to every program. macOS tells its Focus to no ordinary
program; there the system itself keeps the notification back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from coach.child_process import program, run
from coach.desktop.session_bus import Question, says_yes

ASK_S = 1.0  # an answer on the bus takes milliseconds; the watch waits for it
SERVICE, PLACE = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
ON_THE_BUS = (
    Question(SERVICE, PLACE, (SERVICE, "Inhibited")),  # KDE Plasma
    Question(SERVICE, PLACE, ("org.dunstproject.cmd0", "paused")),  # dunst
    Question("org.xfce.Xfconf", "/org/xfce/Xfconf", ("xfce4-notifyd", "/do-not-disturb"),
             "org.xfce.Xfconf", "GetProperty"),
)  # fmt: skip
IN_SETTINGS = {  # the desktop's name in XDG_CURRENT_DESKTOP: where it is kept, and what is said when it is on
    "": ("org.gnome.desktop.notifications", "show-banners", "false"),
    "cinnamon": ("org.cinnamon.desktop.notifications", "display-notifications", "false"),
    "mate": ("org.mate.NotificationDaemon", "do-not-disturb", "true"),
}
CAMERAS = ("v4l2", "libcamera")
BUSY = frozenset({2, 3, 4, 6})  # Windows: full screen, a game, a presentation, the quiet hour of a new account


class DoNotDisturb(Protocol):
    """One desktop's own do-not-disturb."""

    def on(self) -> bool:
        """Whether it is on now. False where it cannot be asked."""


class Bus:
    """KDE Plasma, dunst and Xfce, which answer on the session bus."""

    def on(self) -> bool:
        """Whether one of them holds notifications back."""
        return says_yes(ON_THE_BUS, ASK_S)


@dataclass(frozen=True)
class DesktopSettings:
    """A desktop that keeps it in GSettings: GNOME, Cinnamon, MATE."""

    schema: str
    key: str
    silent: str

    def on(self) -> bool:
        """Whether the setting says so."""
        if (gsettings := program("gsettings")) is None:
            return False
        try:
            done = run([gsettings, "get", self.schema, self.key], ASK_S)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0 and done.stdout.strip() == self.silent


def _notification_state() -> int:
    """Source: Win32 API, SHQueryUserNotificationState; 0 when it cannot tell."""
    if sys.platform != "win32":
        return 0
    import ctypes

    state = ctypes.c_int(0)
    failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
    return 0 if failed else state.value


@dataclass(frozen=True)
class Windows:
    """What Windows says about whether a notification is appropriate; its Focus holds notifications back by itself."""

    state: Callable[[], int] = _notification_state

    def on(self) -> bool:
        """Whether something runs that should not be interrupted."""
        return self.state() in BUSY


def silences(platform: str = sys.platform) -> Sequence[DoNotDisturb]:
    """Those of this platform and desktop."""
    if platform == "win32":
        return (Windows(),)
    if not platform.startswith("linux"):
        return ()
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").lower()
    return (Bus(), *(DesktopSettings(*where) for name, where in IN_SETTINGS.items() if name in desktop))


def do_not_disturb() -> bool:
    """Whether the desktop's own do-not-disturb is on. False where it cannot be asked."""
    return any(silence.on() for silence in silences())


def shares_screen() -> bool:
    """Whether the screen is being shared through the desktop's portal, which goes over PipeWire: a stream of pictures
    that runs and comes from no camera. False where that cannot be seen (without PipeWire, or its `pw-dump`)."""
    if not sys.platform.startswith("linux") or (dump := program("pw-dump")) is None:
        return False
    try:
        done = run([dump], ASK_S)
        found = json.loads(done.stdout) if done.returncode == 0 else []
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return isinstance(found, list) and any(_is_screen(one) for one in found)


def _is_screen(thing: Any) -> bool:
    """A node of PipeWire that gives the pictures of a screen; cameras name the interface that they come from."""
    info = thing.get("info") if isinstance(thing, dict) else None
    props = info.get("props") if isinstance(info, dict) else None
    if not isinstance(info, dict) or not isinstance(props, dict) or info.get("state") != "running":
        return False
    gives = str(props.get("media.class", "")) in ("Stream/Output/Video", "Video/Source")
    camera = str(props.get("device.api", "")) in CAMERAS or str(props.get("node.name", "")).startswith(CAMERAS)
    return gives and not camera and props.get("media.role") != "Camera"


def in_call(proc: Path = Path("/proc/asound")) -> bool:
    """Whether a microphone is being recorded from, which is what a call looks like. False where it cannot be seen."""
    for status in proc.glob("card*/pcm*c/sub*/status"):
        try:
            if "state: RUNNING" in status.read_text():
                return True
        except OSError:
            continue
    return False
