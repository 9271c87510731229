"""The display: whether a window can be opened on it, what is missing if not, and how large it is."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from coach.child_process import python, run
from coach.errors import INSTALL, SourceError
from coach.wording.catalogue import _

_WITHOUT_WINDOWS = {"opencv-python-headless", "opencv-contrib-python-headless"}
_WANTED = "opencv-python==5.0.0.93"  # as in pyproject.toml
_PROBE_S = 20.0  # chosen by eye: far longer than any window took to open, and then it is said that none opens


def display_available() -> bool:
    """Whether a window can be opened. A display that does not answer would end the process, so it is asked first."""
    return why_no_display() is None


def why_no_display(thorough: bool = False) -> str | None:
    """The reason no window can be opened, or None. `thorough` opens one in a process of its own, in about a second."""
    if importlib.util.find_spec("cv2") is None:
        return _("OpenCV is not installed")
    if sys.platform.startswith("linux"):
        if not os.environ.get("DISPLAY"):
            return _("no display: DISPLAY is not set")
        if not _x_server_answers():
            return _("the display {display} does not answer", display=os.environ["DISPLAY"])
        if (library := _missing_for_windows()) is not None:
            return _("a window needs {library}, which is missing. {install}", library=library, install=_(INSTALL))
    return why_no_windows() or (_probe() if thorough else None)


def why_no_windows() -> str | None:
    """What is wrong with an OpenCV that was made without windows, or None. Such a one is for servers, and its files
    take the place of those of the other when both are installed."""
    from importlib.metadata import distributions

    from coach.capture import opencv

    try:
        if opencv.load().currentUIFramework():
            return None
    except SourceError as error:
        return error.message
    there = sorted({str(found.name) for found in distributions() if str(found.name) in _WITHOUT_WINDOWS})
    if not there:
        return _("this OpenCV was made without windows")
    return _(
        "this OpenCV has no windows, because {packages} took its place. "
        "Run: pip uninstall {packages}. Then: pip install --force-reinstall --no-deps {wanted}",
        packages=" ".join(there),
        wanted=_WANTED,
    )


def _probe() -> str | None:
    program = (
        "import numpy; from coach.screen.window import Window; w = Window('coach');"
        "w.show(numpy.zeros((90, 160, 3), numpy.uint8)); w.close()"
    )
    try:
        done = run(python("-c", program), _PROBE_S)
    except subprocess.TimeoutExpired:
        return _("opening a window took more than {seconds} s", seconds=f"{_PROBE_S:.0f}")
    if done.returncode == 0:
        return None
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return _(
        "a window cannot be opened: {reason}", reason=lines[0] if lines else _("exit code {code}", code=done.returncode)
    )


def _x_server_answers() -> bool:
    """Connect and disconnect with the same library as the window uses; True when that library is not there."""
    for name in _xcb_libraries():
        try:
            xcb = ctypes.CDLL(name)
            xcb.xcb_connect.restype = ctypes.c_void_p
            connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
            failed = xcb.xcb_connection_has_error(connection)
            xcb.xcb_disconnect(connection)
        except (OSError, AttributeError):
            continue
        return bool(failed == 0)
    return True


def screen_size() -> tuple[int, int] | None:
    """(width, height) of the screen in pixels; None where that cannot be asked. Beyond its edge lies the foot of a
    window that is too high, and with it the way back."""
    if sys.platform == "win32":
        metrics = ctypes.windll.user32.GetSystemMetrics  # type: ignore[attr-defined, unused-ignore]
        return int(metrics(0)), int(metrics(1))
    for name in _xcb_libraries() if sys.platform.startswith("linux") else []:
        try:
            return _size_by(ctypes.CDLL(name))
        except (OSError, AttributeError):
            continue
    return None


class _Roots(ctypes.Structure):
    """xcb_screen_iterator_t."""

    _fields_ = (("data", ctypes.c_void_p), ("rem", ctypes.c_int), ("index", ctypes.c_int))


def _size_by(xcb: ctypes.CDLL) -> tuple[int, int] | None:
    """Of the first screen of the X server: two 16-bit numbers after five 32-bit ones of xcb_screen_t."""
    xcb.xcb_connect.restype = xcb.xcb_get_setup.restype = ctypes.c_void_p
    xcb.xcb_setup_roots_iterator.restype = _Roots
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        if xcb.xcb_connection_has_error(connection):
            return None
        screen = xcb.xcb_setup_roots_iterator(ctypes.c_void_p(xcb.xcb_get_setup(connection))).data
        width, height = (ctypes.c_uint16.from_address(screen + 20 + 2 * n).value for n in range(2))
        return (width, height) if width and height else None
    finally:
        xcb.xcb_disconnect(connection)


def _missing_for_windows() -> str | None:
    """What OpenCV's Qt takes from the system to open a window. Qt itself would end the process when it is not there."""
    for library in ("libSM.so.6", "libICE.so.6"):
        try:
            ctypes.CDLL(library)
        except OSError:
            return library
    return None


def _xcb_libraries() -> list[str]:
    found = ["libxcb.so.1"]
    spec = importlib.util.find_spec("cv2")
    for place in (spec.submodule_search_locations or []) if spec else []:
        found += [str(path) for path in sorted(Path(place).parent.glob("opencv*.libs/libxcb-[0-9a-f]*.so*"))]
    return found
