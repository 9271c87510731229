"""The three questions, and the rows that answer them."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from benchmarks.processes import ROOT, in_turn, median, run
from coach.body.landmarks import PoseFrame
from coach.capture.model.store import find, obtain
from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options
from coach.definitions.library import Library

DEMO = ROOT / "fixtures" / "demo"
EXERCISES = ("wall-slides", "shoulder-rolls", "scapular-squeezes")
FRAMES = 12_000


@dataclass(frozen=True)
class Row:
    """One figure, what it should be ("" = for information), and what it was made of."""

    what: str
    figure: str
    target: str
    met: bool
    made_of: str


def session_rows(pairs: int) -> Iterator[Row]:
    """`coach do` over the demo clip against the bare loop over it, as whole processes in turn."""
    model = (find() or obtain()).path
    clip = DEMO / "demo.mp4"
    coached = ["-m", "coach", "do", "wall-slides", "--source", clip, "--headless", "--json", "--model", model]
    whole, bare = map(median, in_turn(coached, [ROOT / "benchmarks" / "bare.py", clip, model], pairs))
    for what, a, b, unit, digits in (
        ("time on the wall", whole.wall_s, bare.wall_s, "s", 2),
        ("time of the processor", whole.processor_s, bare.processor_s, "s", 2),
        ("memory at the peak", whole.peak_mb, bare.peak_mb, "MB", 0),
    ):
        most = {"s": 1.05, "MB": 1.15}[unit]
        made_of = f"{a:.{digits}f} {unit} against {b:.{digits}f} {unit}, medians of {pairs} in turn"
        yield Row(f"session over a clip / bare MediaPipe loop, {what}", f"{a / b:.3f}", f"at most {most}",
                  a / b <= most, made_of)  # fmt: skip


def replay_rows(times: int) -> Iterator[Row]:
    """Frames a second of a recording: the session alone, and the whole command."""
    frames = list(_looped(FRAMES))
    for exercise in EXERCISES:
        runs = [_replayed(exercise, frames) for _ in range(times)]
        wall_s, processor_s = (statistics.median(run[k] for run in runs) for k in (0, 1))
        rate = FRAMES / processor_s
        made_of = (
            f"{FRAMES} frames in {processor_s:.2f} s of the processor, {wall_s:.2f} s on the wall, medians of {times}"
        )
        yield Row(f"replay, {exercise}, session", f"{rate:,.0f} frames/s", "at least 10,000", rate >= 10_000, made_of)
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.npz"
        _write(long, frames)
        words = ["-m", "coach", "do", "wall-slides", "--source", long, "--headless", "--json"]
        whole = median([run(words) for _ in range(times)])
    made_of = f"with starting and reading {whole.processor_s:.2f} s of the processor, {whole.wall_s:.2f} s on the wall"
    yield Row("replay, wall-slides, whole command", f"{FRAMES / whole.processor_s:,.0f} frames/s", "", True, made_of)


def start_rows(times: int) -> Iterator[Row]:
    """How long `coach --help` takes above Python itself."""
    helped, passed = map(median, in_turn(["-m", "coach", "--help"], ["-c", "pass"], times))
    above_s = helped.wall_s - passed.wall_s
    made_of = f"{helped.wall_s:.3f} s against {passed.wall_s:.3f} s, medians of {times} in turn"
    yield Row("`coach --help` above `python -c pass`", f"{above_s:.3f} s", "at most 0.05 s", above_s <= 0.05, made_of)
    yield _first_frame_row(times)


LANDMARKER = """import sys, mediapipe
from mediapipe.tasks.python import BaseOptions, vision
vision.PoseLandmarker.create_from_options(vision.PoseLandmarkerOptions(
    base_options=BaseOptions(model_asset_path=sys.argv[1]), running_mode=vision.RunningMode.VIDEO))
"""


def _first_frame_row(times: int) -> Row:
    """From the start of `coach do` to the end of a clip of two pictures, against MediaPipe and its landmarker alone.
    One picture would be no video."""
    model = (find() or obtain()).path
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder, "two.avi")
        capture = cv2.VideoCapture(str(DEMO / "demo.mp4"))
        image = capture.read()[1]
        capture.release()
        height, width = image.shape[:2]
        writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"MJPG"), 30, (width, height))
        writer.write(image)
        writer.write(image)
        writer.release()
        words = ["-m", "coach", "do", "wall-slides", "--source", clip, "--headless", "--json", "--model", model]
        whole, bare = map(median, in_turn(words, ["-c", LANDMARKER, model], times))
    ratio = whole.wall_s / bare.wall_s
    made_of = f"{whole.wall_s:.2f} s against {bare.wall_s:.2f} s, medians of {times} in turn"
    return Row("start to the first judged frame / importing MediaPipe and creating its landmarker", f"{ratio:.2f}",
               "at most 1.5", ratio <= 1.5, made_of)  # fmt: skip


def _looped(count: int) -> Iterator[PoseFrame]:
    """The demo's frames again and again, the clock going on."""
    frames = [frame for _, frame in Recording(DEMO / "demo.npz")]
    lap_s = frames[-1].t_s + frames[1].t_s
    for i in range(count):
        lap, k = divmod(i, len(frames))
        yield replace(frames[k], t_s=frames[k].t_s + lap * lap_s)


def _replayed(exercise: str, frames: list[PoseFrame]) -> tuple[float, float]:
    """Seconds on the wall, and of the processor: one thread, so they are the same where nothing else runs."""
    card = Library().card(exercise)
    session = session_for(card.exercise, card.poses, Options(endless=True))
    start_s, start_processor_s = time.perf_counter(), time.process_time()
    for frame in frames:
        session.update(frame)
    return time.perf_counter() - start_s, time.process_time() - start_processor_s


def _write(path: Path, frames: list[PoseFrame]) -> None:
    arrays = {name: np.stack([getattr(f, name) for f in frames]) for name in ("image", "world", "visibility")}
    np.savez(path, t_s=np.array([f.t_s for f in frames]), size=np.array(frames[0].size), **arrays)


def machine() -> str:
    """What this was measured on, as far as it matters."""
    import os
    import platform

    name = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.is_file():
        named = [line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if "model name" in line]
        name = named[0] if named else name
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {version}{load}"
