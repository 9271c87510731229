"""Takes the README's picture: `coach demo` in its real window on a virtual X server (Xvfb).

python docs/picture.py docs/window.png --at 14.6
"""

from __future__ import annotations

import argparse
import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).parent.parent
SCREEN = (1280, 720)  # as large as the window opens


def screen(folder: Path) -> np.ndarray:
    """What is on the screen, BGR, from the X server's own frame buffer (an XWD file)."""
    raw = (folder / "Xvfb_screen0").read_bytes()
    header = struct.unpack(">25I", raw[:100])
    size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
    rows = np.frombuffer(raw, np.uint8, line * height, size + 12 * colours).reshape(height, line)
    return rows[:, : 4 * width].reshape(height, width, 4)[:, :, :3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the PNG; with several moments, -1, -2, ... is added to its name")
    parser.add_argument("--at", type=float, nargs="+", default=[14.6], help="seconds into the workout")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24", "-fbdir", place,
             "-nolisten", "tcp", "-nocursor", "-noreset"],
            pass_fds=[writing], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                display = f":{answer.readline().strip()}"
            pictures = taken(display, Path(place), sorted(wanted.at))
        finally:
            server.terminate()
            server.wait()
    for number, picture in enumerate(pictures, 1):
        name = f"{wanted.out.stem}-{number}.png" if len(pictures) > 1 else wanted.out.name
        cv2.imwrite(str(wanted.out.with_name(name)), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])


def taken(display: str, place: Path, moments_s: list[float]) -> list[np.ndarray]:
    """The screen at each moment of the workout, whose first event on standard output sets the clock."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "coach", "demo", "--mute", "--json"],
        cwd=ROOT, env=os.environ | {"DISPLAY": display}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert demo.stdout is not None
        demo.stdout.readline()
        while not screen(place).any():
            time.sleep(0.01)
        start_s, pictures = time.monotonic(), []
        for moment_s in moments_s:
            time.sleep(max(0.0, start_s + moment_s - time.monotonic()))
            pictures.append(screen(place).copy())
        return pictures
    finally:
        demo.terminate()
        demo.wait()


if __name__ == "__main__":
    main()
