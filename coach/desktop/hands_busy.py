"""Whether somebody uses keys or mouse this very moment, as far as the desktop tells: then a reminder can wait.

Asked are GNOME on its bus, any X server through its screen saver extension, and Windows. Nothing of what is typed can
be seen that way: they only say for how long nothing was.
"""

from __future__ import annotations

import ctypes
import os
import sys

from coach.desktop.session_bus import Question, answers

PAUSE_S = 2.0  # between two words nobody stops for so long; who reads or thinks does
ASK_S = 0.5  # an answer on the bus takes milliseconds; the watch waits for it
GNOME = Question(
    "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", (), "org.gnome.Mutter.IdleMonitor",
    "GetIdletime",
)  # fmt: skip
LIBRARIES = ("libX11.so.6", "libXss.so.1")
MS = 1000.0


def typing() -> bool | None:
    """Whether keys or the mouse were used within the last two seconds; None where nobody can tell."""
    idle = idle_s()
    return None if idle is None else idle < PAUSE_S


def idle_s() -> float | None:
    """Seconds since keys or the mouse were used last; None where nobody can tell."""
    if sys.platform == "win32":
        return _on_windows()
    if not sys.platform.startswith("linux"):
        return None
    told = next((one for one in answers((GNOME,), ASK_S) if isinstance(one, int)), None)
    return told / MS if told is not None else _on_x11()


class _ScreenSaverInfo(ctypes.Structure):
    """XScreenSaverInfo of the X11 library; `idle` is in milliseconds."""

    _fields_ = (
        ("window", ctypes.c_ulong), ("state", ctypes.c_int), ("kind", ctypes.c_int), ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong), ("event_mask", ctypes.c_ulong),
    )  # fmt: skip


def _on_x11() -> float | None:
    """None without an X server, and where it is the one inside Wayland, which sees only some of the keys."""
    if not os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    try:
        x11, saver = (ctypes.CDLL(name) for name in LIBRARIES)
    except OSError:
        return None
    x11.XOpenDisplay.restype = x11.XDefaultRootWindow.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    try:
        return _asked(x11, saver, ctypes.c_void_p(display))
    finally:
        x11.XCloseDisplay(ctypes.c_void_p(display))


def _asked(x11: ctypes.CDLL, saver: ctypes.CDLL, display: ctypes.c_void_p) -> float | None:
    event, error = ctypes.c_int(), ctypes.c_int()
    if not saver.XScreenSaverQueryExtension(display, ctypes.byref(event), ctypes.byref(error)):
        return None
    info = _ScreenSaverInfo()
    root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
    return info.idle / MS if saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info)) else None


def _on_windows() -> float | None:
    """Source: Win32 API, GetLastInputInfo."""
    if sys.platform != "win32":
        return None

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("at", ctypes.c_uint))

    info = LastInput(ctypes.sizeof(LastInput), 0)
    if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(info)):
        return None
    return ((ctypes.windll.kernel32.GetTickCount() - info.at) & 0xFFFFFFFF) / MS
