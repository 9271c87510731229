"""How soon `coach demo` has something on the screen, on an idle machine and beside a job that keeps one core busy.

python -m benchmarks.first_picture [TIMES] writes its section of docs/benchmarks.md.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.measured import machine
from benchmarks.page import write_section
from benchmarks.processes import ROOT
from benchmarks.x_server import x_server

HEADING = "## How soon the demo shows something"
SCREEN = (1280, 720)
LOOK_S, LONGEST_S = 0.02, 30.0
EVERY = 16  # pixels: enough to see that something is there, and little work beside what is measured


def main() -> int:
    """Measure both, and write the section."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rows = []
    for beside, busy in (("nothing else", 0), ("a job that keeps one core busy", 1)):
        with burning(busy):
            taken = sorted(first_picture_s() for _ in range(times))
        rows.append(f"| {beside} | {statistics.median(taken):.2f} s | {taken[0]:.2f} to {taken[-1]:.2f} s |")
    write_section(HEADING, [
        HEADING, "",
        f"Written by `python -m benchmarks.first_picture` on {date.today()}: {machine()}.",
        f"From the start of the process to the first pixel of its window on a screen of its own, {times} times each.",
        "",
        "| beside | median | from, to |", "|---|---|---|", *rows,
    ])  # fmt: skip
    return 0


@contextmanager
def burning(number: int) -> Iterator[None]:
    """So many processes that do nothing but compute."""
    jobs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(number)]
    try:
        yield
    finally:
        for job in jobs:
            job.kill()
            job.wait()


def first_picture_s() -> float:
    """Seconds until the demo has something on the screen, for somebody new."""
    with tempfile.TemporaryDirectory() as folder, x_server(*SCREEN, "-fbdir", folder) as display:
        home = Path(folder) / "home"
        before = _pixels(Path(folder))
        began_s = time.monotonic()
        demo = subprocess.Popen(
            [sys.executable, "-m", "coach", "demo", "--mute"], cwd=ROOT,
            env=os.environ | {"DISPLAY": display, "COACH_HOME": str(home)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            while np.array_equal(_pixels(Path(folder)), before):
                assert time.monotonic() - began_s < LONGEST_S, "nothing came to the screen"
                time.sleep(LOOK_S)
            return time.monotonic() - began_s
        finally:
            demo.kill()
            demo.wait()


def _pixels(folder: Path) -> np.ndarray:
    """Some of the screen, from the server's own frame buffer, whose pixels stand at its end."""
    width, height = SCREEN
    whole = np.memmap(folder / "Xvfb_screen0", np.uint8, "r")[-4 * width * height :]
    return np.array(whole.reshape(height, width, 4)[::EVERY, ::EVERY, :3])


if __name__ == "__main__":
    sys.exit(main())
