"""Takes pictures of every screen in the real window, on a virtual X server (Xvfb).

python docs/screens.py FOLDER                     all screens at three sizes
python docs/screens.py docs --size 1280x720 --only cue pain
"""

from __future__ import annotations

import argparse
import os
import struct
import subprocess
import sys
import tempfile
import time
from itertools import chain, takewhile
from pathlib import Path

import cv2
import numpy as np
import walk

SIZES = ("640x480", "1280x720", "3840x2160")
SETTLE_S, PATIENCE_S = 0.4, 20.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the PNG files go")
    parser.add_argument("--size", nargs="+", default=SIZES, help="of the screen, WIDTHxHEIGHT")
    parser.add_argument("--only", nargs="+", help="names of screens")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)  # the X server's frame buffer: we are in it
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for size in wanted.size:
        if wanted.inside is not None:
            take(wanted.folder, size, wanted.inside, wanted.only)
        else:
            inside_a_server(
                size, [str(wanted.folder), "--size", size, *(["--only", *wanted.only] if wanted.only else [])]
            )


def inside_a_server(size: str, words: list[str]) -> None:
    """This program once more, on an X server of its own with a screen of that size."""
    from benchmarks.x_server import x_server

    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as place, x_server(width, height, "-fbdir", place, "-nocursor") as display:
        command = [sys.executable, __file__, *words, "--inside", f"{place}/Xvfb_screen0"]
        subprocess.run(command, env=os.environ | {"DISPLAY": display}, check=True)


def take(folder: Path, size: str, buffer: Path, only: list[str] | None) -> None:
    """Walk through the workout and keep what is on the screen at each moment with a name."""
    from coach.screen.renderer import Renderer, canvas_size
    from coach.screen.window import Window

    width, height = map(int, size.split("x"))
    drawer = Renderer(canvas_size(None, (width, height)))
    pausing = takewhile(lambda moment: moment.progress.stage != "rest", walk.workout(pausing=True))
    taken: set[str] = set()
    with Window() as window:
        for moment in chain(walk.workout(), pausing, walk.hold(), walk.activity()):
            picture = drawer.update(moment.image, moment.progress, moment.demonstration)
            named = {moment.name: picture} if moment.name and moment.name not in taken else {}
            if "cue" in named:
                named["help"] = drawer.update(moment.image, moment.progress, moment.demonstration, help_shown=True)
            taken |= named.keys()
            for name, one in named.items():
                if only is None or name in only:
                    cv2.imwrite(str(folder / f"{name}-{size}.png"), on_screen(window, one, (width, height), buffer),
                                [cv2.IMWRITE_PNG_COMPRESSION, 9])  # fmt: skip


def on_screen(window: object, picture: np.ndarray, size: tuple[int, int], buffer: Path) -> np.ndarray:
    """What the screen shows once the window has filled it with the picture and does not change any more."""
    from coach.screen.window import TITLE

    until_s, last = time.monotonic() + PATIENCE_S, None
    while time.monotonic() < until_s:
        shown_s = time.monotonic()
        while time.monotonic() - shown_s < SETTLE_S:
            window.show(picture)  # type: ignore[attr-defined]
            cv2.resizeWindow(TITLE, *size)
            cv2.moveWindow(TITLE, 0, 0)
        now = pixels(buffer)
        if last is not None and now.any() and np.array_equal(now, last):
            return now
        last = now
    raise RuntimeError("the window did not come to the screen")


def pixels(buffer: Path) -> np.ndarray:
    """What is on the screen, BGR, from the X server's own frame buffer (an XWD file)."""
    raw = buffer.read_bytes()
    header = struct.unpack(">25I", raw[:100])
    start, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
    rows = np.frombuffer(raw, np.uint8, line * height, start + 12 * colours).reshape(height, line)
    return rows[:, : 4 * width].reshape(height, width, 4)[:, :, :3].copy()


if __name__ == "__main__":
    main()
