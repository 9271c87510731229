"""The window on the screen: shows a picture, returns the key that was pressed, survives being closed."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

import numpy as np

from coach.capture.source import Image
from coach.screen.display import screen_size
from coach.screen.draw.colours import BACKDROP

TITLE = "Posture coach"
KEYS = {ord("q"): "quit", 27: "quit", ord(" "): "space", 10: "enter", 13: "enter"} | {
    ord(key): key for key in "nrltfmh0123456789"
}
ARROWS = {  # X11, Windows, macOS
    65362: "up", 65364: "down", 65361: "earlier", 65363: "later",
    0x260000: "up", 0x280000: "down", 0x250000: "earlier", 0x270000: "later",
    63232: "up", 63233: "down", 63234: "earlier", 63235: "later",
}  # fmt: skip
BACKSPACE = 8
FIRST_WIDTH = 1280  # fits a laptop; the user may resize
FIRST_SHARE = 0.96, 0.88  # of a smaller screen's width and height: a panel and a title bar take about 60 of 720 pixels
_ALIKE_PX = 3  # of a picture that has the window's shape but for rounding
_LOOK_S = 0.01  # between two looks at whether the first picture is there
_WAITED_FOR_S = 0.3  # nothing else goes on meanwhile: six times as long as a window takes that comes at once
_BLANK_S, _REPAIRS = 0.7, 3  # chosen by eye: most windows show themselves by then; after three attempts it is let be


class Window:
    """A resizable window that keeps the picture's shape; a context manager. `show()` once a frame.

    Attributes
    ----------
    typing : letters, digits and blanks are no keys but what `typed()` returns.

    The bars that this takes are drawn here: where a toolkit does it, nobody can ask how large the window is.
    """

    def __init__(self, title: str = TITLE) -> None:
        _prepare_toolkit()
        self.title = title
        self._open = False
        self._closed = False
        self._full_screen = False
        self._created_s = 0.0
        self._repairs = 0
        self._clicked: tuple[int, int] | None = None
        self._last: Image | None = None
        self._bars = 0, 0
        self.typing = False
        self._typed = ""

    def show(self, image: Image) -> str | None:
        """Show a BGR picture and return the key pressed since the last one.

        "quit" (q, Esc, or the window was closed), "space", "enter", "n", "r", "l", "t", "m", "h", "f", "0" to "9",
        "up", "down", "earlier", "later", or None. "f" has already switched full screen on or off. After a close every
        further call returns "quit" and opens nothing.
        """
        import cv2

        if self._closed:
            return "quit"
        if not self._open:
            self._create(image.shape[1], image.shape[0])
        elif not self._visible():
            self.close()
            return "quit"
        self._last = image = self._filling(image)
        self._repair(image)
        cv2.imshow(self.title, image)
        return self._key()

    def _filling(self, image: Image) -> Image:
        """With equal bars beside it, or above and below, where it is narrower or wider than the window."""
        import cv2

        height, width = image.shape[:2]
        there = self.size or (width, height)
        more_x = max(0, round(height * there[0] / there[1]) - width)
        more_y = max(0, round(width * there[1] / there[0]) - height)
        self._bars = more_x // 2, more_y // 2
        if more_x <= _ALIKE_PX and more_y <= _ALIKE_PX:
            self._bars = 0, 0
            return image
        left, top = self._bars
        framed = cv2.copyMakeBorder(image, top, more_y - top, left, more_x - left, cv2.BORDER_CONSTANT, value=BACKDROP)
        return np.asarray(framed, np.uint8)

    def show_at_once(self, image: Image) -> None:
        """Show a first picture before something that takes long and does not look at the window meanwhile."""
        self.show(image)
        until_s = time.monotonic() + 2 * _BLANK_S
        while not (self._closed or _painted()) and time.monotonic() < until_s:
            if self._last is not None:
                self._repair(self._last, _WAITED_FOR_S)
            self.wait(_LOOK_S)

    def wait(self, seconds: float) -> str | None:
        """Leave the picture as it is for so many seconds, and return the key pressed meanwhile, as `show` names it.

        It sleeps by itself: OpenCV with Qt looks for a key every other millisecond, which takes 2.5 % of a core.
        """
        if self._closed:
            return "quit"
        if self._last is not None:
            self._repair(self._last)
        time.sleep(seconds)
        return self._key()

    @property
    def closed(self) -> bool:
        """Whether it is gone, because the person closed it or it was closed here."""
        return self._closed

    def _key(self) -> str | None:
        import cv2

        code = cv2.waitKeyEx(1)
        key = _named(code)
        if self.typing and (letter := _letter(code)):
            self._typed += letter
            key = None
        if not self._visible():
            self.close()
            return "quit"
        if key == "f":
            self.toggle_full_screen()
        return key

    def click(self) -> tuple[int, int] | None:
        """Where in the picture the mouse was clicked since the last call, (x, y) in its pixels, or None."""
        clicked, self._clicked = self._clicked, None
        return clicked

    def typed(self) -> str:
        r"""What was typed since the last call; "\b" takes a letter away."""
        typed, self._typed = self._typed, ""
        return typed

    @property
    def size(self) -> tuple[int, int] | None:
        """The (width, height) in pixels that there is for a picture, or None before the first and after the close."""
        import cv2

        if not self._open or not self._visible():
            return None
        _x, _y, width, height = cv2.getWindowImageRect(self.title)
        return (width, height) if width > 0 and height > 0 else None

    def toggle_full_screen(self) -> None:
        """Switch between the whole screen and a window."""
        import cv2

        self._full_screen = not self._full_screen
        mode = cv2.WINDOW_FULLSCREEN if self._full_screen else cv2.WINDOW_NORMAL
        cv2.setWindowProperty(self.title, cv2.WND_PROP_FULLSCREEN, mode)

    def close(self) -> None:
        """Take the window off the screen; safe to call again, and after the user closed it."""
        import cv2

        self._closed = True
        if self._open:
            self._open = False
            if self._visible():
                cv2.destroyWindow(self.title)
                cv2.waitKey(1)

    def __enter__(self) -> Window:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _create(self, width: int, height: int) -> None:
        import cv2

        cv2.namedWindow(self.title, cv2.WINDOW_NORMAL | cv2.WINDOW_FREERATIO | cv2.WINDOW_GUI_NORMAL)
        scale = min(1.0, FIRST_WIDTH / width)
        if (screen := screen_size()) is not None:
            room = [share * there for share, there in zip(FIRST_SHARE, screen, strict=True)]
            scale = min(scale, room[0] / width, room[1] / height)
        cv2.resizeWindow(self.title, round(width * scale), round(height * scale))
        cv2.setMouseCallback(self.title, self._mouse)
        self._open = True
        self._created_s = time.monotonic()

    def _mouse(self, event: int, x: int, y: int, flags: int, data: object) -> None:
        """What OpenCV calls when the mouse does something in the window."""
        import cv2

        if event == cv2.EVENT_LBUTTONUP:
            self._clicked = x - self._bars[0], y - self._bars[1]

    def _repair(self, image: Image, blank_s: float = _BLANK_S) -> None:
        """Open the window again when it stayed blank for so long.

        On X11, OpenCV's Qt now and then misses that its window came to the screen (one start in ten to fifty on a busy
        machine) and then never paints it.
        """
        import cv2

        if self._repairs >= _REPAIRS or time.monotonic() - self._created_s < blank_s:
            return
        if _painted():
            self._repairs = _REPAIRS
            return
        self._repairs += 1
        cv2.destroyWindow(self.title)
        cv2.waitKey(1)
        self._create(image.shape[1], image.shape[0])
        cv2.imshow(self.title, image)

    def _visible(self) -> bool:
        import cv2

        try:
            return bool(cv2.getWindowProperty(self.title, cv2.WND_PROP_VISIBLE) >= 1)
        except cv2.error:  # with Qt, no window at all is an error
            return False


def _prepare_toolkit() -> None:
    """Before the first window: X11 (OpenCV's Qt has no Wayland), and a font folder that exists, or Qt complains."""
    import cv2  # noqa: F401  (sets QT_QPA_FONTDIR, to a folder that its wheel does not contain)

    if not sys.platform.startswith("linux"):
        return
    if os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    if not Path(os.environ.get("QT_QPA_FONTDIR", "")).is_dir() or not os.environ.get("QT_QPA_FONTDIR"):
        usual = Path("/usr/share/fonts/truetype/dejavu")
        os.environ["QT_QPA_FONTDIR"] = str(usual if usual.is_dir() else tempfile.gettempdir())


def _painted() -> bool:
    """Whether Qt has painted yet: the memory that it shares with a local X server comes with its first painting."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY", "").startswith(":"):
        return True
    maps = Path("/proc/self/maps")
    return not maps.exists() or any(mark in maps.read_text() for mark in ("memfd:xorg", "/SYSV"))


def _letter(code: int) -> str:
    """The letter that was typed, a backspace, or "" for every other key. OpenCV tells those of Latin-1, in small."""
    if code == BACKSPACE:
        return "\b"
    letter = chr(code) if 0 < code < 256 else ""
    return letter if letter.isprintable() else ""


def _named(code: int) -> str | None:
    """The name of the key with this code of OpenCV's, which is below 0 for none."""
    if code < 0 or code in ARROWS:
        return ARROWS.get(code)
    return KEYS.get(ord(chr(code & 0xFF).lower()))
