"""Whole processes: how long one takes, on the wall and of the processor, and how much memory at its peak."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.x_server import x_server
from coach.screen.display import display_available

ROOT = Path(__file__).parent.parent
UNIT = 1e6 if sys.platform == "darwin" else 1e3  # what the system counts memory in, against megabytes


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the wall, seconds of the processor, and megabytes at the peak."""

    wall_s: float
    processor_s: float
    peak_mb: float


def run(words: Sequence[str | Path]) -> Cost:
    """Run Python with these arguments to its end. Raises RuntimeError when it fails."""
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed coach is compiled once, not at every start
    start_s = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, words)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    complaints = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - start_s
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words} ended with {process.returncode}: {complaints.decode(errors='replace')}")
    return Cost(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / UNIT)


def peak_mb() -> float:
    """Megabytes that this process has had at its peak so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT


def in_turn(a: Sequence[str | Path], b: Sequence[str | Path], times: int) -> tuple[list[Cost], list[Cost]]:
    """A B A B ..., so that whatever else the machine does falls on both; the first of each is thrown away."""
    run(a)
    run(b)
    pairs = [(run(a), run(b)) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(
        statistics.median(cost.wall_s for cost in costs),
        statistics.median(cost.processor_s for cost in costs),
        statistics.median(cost.peak_mb for cost in costs),
    )


@contextmanager
def display() -> Iterator[bool]:
    """The display there is, or an Xvfb for as long as this lasts; False without either."""
    if display_available() or shutil.which("Xvfb") is None:
        yield display_available()
        return
    with x_server(1920, 1080) as there:
        os.environ["DISPLAY"] = there
        try:
            yield True
        finally:
            os.environ.pop("DISPLAY", None)
