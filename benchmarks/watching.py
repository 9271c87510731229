"""What a day of `coach watch` costs the processor, against the model on every picture: one run, a clock turned by hand.

python -m benchmarks.watching [--clip CLIP | --memory]

The pictures are cut out of the demo clip so that a head and shoulders fill them as at a desk, with a camera's noise and
a body that is never quite still; leaning and coming nearer are made by turning and enlarging them. They reach the whole
of `coach watch` (the model, status, reminders, history) as JPEGs, four a second, as a camera sends them; decoding them
counts for watching, and not for the model, to which it is compared. Starting and calibrating are not counted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.measured import DEMO, Row, machine
from benchmarks.processes import peak_mb
from coach.capture.all_day_camera import AllDayCamera
from coach.capture.landmarker import Landmarker
from coach.capture.model.store import find, obtain
from coach.capture.source import Image
from coach.cli.environment import Environment
from coach.cli.folders import watch_folder
from coach.cli.wanted import WatchWanted
from coach.cli.working_day import WorkingDay
from coach.desktop import single_instance
from coach.desktop.notifications import Nowhere

FPS = 4.0
EVERY_PICTURE = 30 * 3600
WARM_S = 40.0  # calibrating and the first look around: not counted, it happens once
STEADY_S, DAY_S, AWAY_S = 200.0, 480.0, 400.0
SLICE = 60  # pictures of the model alone, before, between and after the days
LEAN_S, NEAR_S = (150.0, 210.0), (360.0, 420.0)  # four changes in eight minutes
MOVE_S = 1.5
MEMORY_S, LEVEL_MB = 3600.0, 8.0  # an hour in which every picture is of another moment, so that nearly all are judged
T0 = 1_772_442_000.0

Scene = Callable[[float], Image]


def demo_pictures() -> list[Image]:
    """Head and shoulders of the demo's figure, standing still."""
    capture = cv2.VideoCapture(str(DEMO / "demo.mp4"))
    found: list[Image] = []
    while len(found) < 60:
        there, image = capture.read()
        if not there:
            break
        found.append(np.ascontiguousarray(image))
    capture.release()
    return found


class Room:
    """Somebody at a desk, whom `posed(angle, size)` leans and brings nearer; and the same wall with nobody."""

    def __init__(self) -> None:
        self._pictures = demo_pictures()
        self._random = np.random.default_rng(1)
        strip = self._pictures[0][100:280, 20:260]
        self._wall = cv2.resize(strip, (640, 480), interpolation=cv2.INTER_CUBIC)
        self._noise = [self._random.normal(0, 3, (480, 640, 3)) for _ in range(8)]

    def steady(self, t_s: float) -> Image:
        """Sits and types."""
        return self._posed(t_s, 0.0, 1.0)

    def day(self, t_s: float) -> Image:
        """Sits, leans for a minute, sits, comes near for a minute, sits."""
        lean, near = (_share(t_s - WARM_S, *when) for when in (LEAN_S, NEAR_S))
        return self._posed(t_s, 17.0 * lean, 1.0 + 0.3 * near)

    def empty(self, t_s: float) -> Image:
        """Nobody, after having sat there for the calibration."""
        return self._noisy(self._wall) if t_s > WARM_S / 2 else self.steady(t_s)

    def _posed(self, t_s: float, angle: float, size: float) -> Image:
        image = self._pictures[int(t_s * FPS) % len(self._pictures)]
        sway = 6.0 * np.array([np.sin(1.3 * t_s), 0.4 * np.sin(2.1 * t_s)]) + self._random.normal(0, 1.0, 2)
        turn = cv2.getRotationMatrix2D((427.0, 330.0), angle, size * 640 / 250)
        turn[:, 2] += np.array([320.0 - 427.0, 560.0 - 330.0 + 330.0 * (size - 1.0)]) + sway
        posed = cv2.warpAffine(image, turn, (640, 480), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return self._noisy(posed)

    def _noisy(self, image: Any) -> Image:
        noise = self._noise[int(self._random.integers(len(self._noise)))]
        noisy: Image = np.clip(image + noise, 0, 255).astype(np.uint8)
        return noisy


def _put_back(before: str | None) -> None:
    """The home of whoever started this, for what is measured next."""
    if before is None:
        del os.environ["COACH_HOME"]
    else:
        os.environ["COACH_HOME"] = before


def _share(t_s: float, from_s: float, to_s: float) -> float:
    """0 outside, 1 within, and moving in between."""
    return float(np.clip(min(t_s - from_s, to_s - t_s) / MOVE_S, 0, 1))


class Cranked:
    """One day of the real wiring with its clock turned by hand; `cost()` runs it."""

    name, live, size, fps = "camera 0", True, (640, 480), FPS

    def __init__(self, scene: Scene, lasts_s: float, model: Path) -> None:
        self._scene, self._ends_s, self._model = scene, WARM_S + lasts_s, model
        self._lasts_s = lasts_s
        self._t_s = self._from_s = self._spent_s = 0.0
        self._open = False
        self.judged = 0
        self.states: dict[str, float] = {}

    def cost(self) -> float:
        """Seconds of the processor for an hour."""
        with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
            before = os.environ.get("COACH_HOME")
            os.environ["COACH_HOME"] = home
            stack.callback(_put_back, before)
            nowhere = Nowhere("none")
            world = Environment(
                source=self._eye,
                landmarker=self._made,
                notifier=lambda: nowhere,
                disturbed=lambda: False,
                wall=lambda: T0 + self._t_s,
            )
            stack.enter_context(redirect_stdout(StringIO()))
            stack.enter_context(redirect_stderr(StringIO()))
            WorkingDay(WatchWanted(source="0"), stack, world).run()
        return self._spent_s / self._lasts_s * 3600

    def _eye(self, text: str, peek_s: float | None) -> AllDayCamera:
        return AllDayCamera(self._opened, peek_s, clock=lambda: self._t_s, wall=lambda: T0 + self._t_s, wait=self._turn)

    def _opened(self) -> Any:
        self._open = True
        return self

    def _turn(self, s: float) -> None:
        self._t_s += s

    def __iter__(self) -> Iterator[tuple[Image, float]]:
        while self._open:
            self._turn(1 / FPS)
            if self._t_s >= self._ends_s:
                single_instance.send(watch_folder(), "stop")
            sent = cv2.imencode(".jpg", self._scene(self._t_s), [cv2.IMWRITE_JPEG_QUALITY, 85])[1]
            start_s = time.process_time()
            image: Any = cv2.imdecode(sent, cv2.IMREAD_COLOR)
            yield image, self._t_s
            if WARM_S <= self._t_s < self._ends_s:
                self._spent_s += time.process_time() - start_s
                facts = single_instance.status(watch_folder()) or {}
                state = str(facts.get("state"))
                self.states[state] = self.states.get(state, 0.0) + 1 / FPS

    def close(self) -> None:
        """The camera is closed."""
        self._open = False

    def _made(self, model: Path | None) -> Any:
        return RepCounter(self, self._model)


class RepCounter(Landmarker):
    """The landmarker, that counts."""

    def __init__(self, day: Cranked, model: Path) -> None:
        super().__init__(model)
        self._day = day

    def frame(self, image: Image, t_s: float) -> Any:
        self._day.judged += t_s >= WARM_S
        return super().frame(image, t_s)


class Every:
    """The model alone, on every picture at 30 a second."""

    def __init__(self, scene: Scene, model: Path) -> None:
        self._landmarker, self._scene = Landmarker(model), scene
        self._k, self._spent_s, self._counted = 0, 0.0, 0
        self.slice(count=False)

    def close(self) -> None:
        """The end."""
        self._landmarker.close()

    def slice(self, *, count: bool = True) -> None:
        """Some pictures in a row."""
        images = [self._scene((self._k + k) / 30) for k in range(SLICE)]
        start_s = time.process_time()
        for image in images:
            self._landmarker.frame(image, self._k / 30)
            self._k += 1
        if count:
            self._spent_s += time.process_time() - start_s
            self._counted += SLICE

    @property
    def picture_s(self) -> float:
        """Seconds of the processor for one picture."""
        return self._spent_s / self._counted


def watching_rows(clip: Path | None = None) -> Iterator[Row]:
    """Steady, a day with changes, nobody; and a clip as it is, if one is given."""
    model, room = (find() or obtain()).path, Room()
    every = Every(room.steady, model)
    every.slice()
    days: list[tuple[str, Scene, float, int]] = [
        ("somebody who sits", room.steady, STEADY_S, 25),
        ("a posture that changes every two minutes", room.day, DAY_S, 20),
        ("nobody there", room.empty, AWAY_S, 40),
    ]
    if clip is not None:
        scene, lasts_s = _whole(clip)
        days.append((clip.name, scene, lasts_s - WARM_S, 0))
    done = []
    for what, scene, lasts_s, least in days:
        day = Cranked(scene, lasts_s, model)
        done.append((what, day.cost(), day, lasts_s, least))
        every.slice()
    every.close()
    hour_s = every.picture_s * EVERY_PICTURE
    each = f"{every.picture_s * 1e3:.1f} ms each"
    yield Row("the model on every picture", f"{hour_s:,.0f} s an hour", "", True, each)
    for what, cost_s, day, lasts_s, least in done:
        states = ", ".join(f"{state} {100 * s / lasts_s:.0f} %" for state, s in day.states.items())
        made_of = f"{cost_s:.0f} s an hour; {day.judged / lasts_s:.2f} judged a second; {states}"
        target = f"at most 1/{least}" if least else ""
        yield Row(f"watching, {what}", f"1/{hour_s / cost_s:.1f}", target, cost_s * least <= hour_s, made_of)


def memory_rows() -> Iterator[Row]:
    """The memory of a long watch with the real model: at its peak after a quarter of the time, and at the end."""
    model, room = (find() or obtain()).path, Room()
    moments = [room.day(WARM_S + k * 2.0) for k in range(240)]
    steady = [room.steady(k / FPS) for k in range(20)]
    peaks: list[float] = []

    def scene(t_s: float) -> Image:
        if t_s < WARM_S:
            return steady[int(t_s * FPS) % len(steady)]
        if len(peaks) < 4 and t_s - WARM_S >= (len(peaks) + 1) * MEMORY_S / 4 - 1:
            peaks.append(peak_mb())
        return moments[int(t_s * FPS) % len(moments)]

    day = Cranked(scene, MEMORY_S, model)
    day.cost()
    grown = peaks[-1] - peaks[0]
    figures = ", ".join(f"{peak:.0f}" for peak in peaks)
    made_of = f"{day.judged:,} judged pictures in a simulated hour; megabytes after each quarter: {figures}"
    yield Row("watching, memory grown since the first quarter", f"{grown:.1f} MB", f"at most {LEVEL_MB:.0f}",
              grown <= LEVEL_MB, made_of)  # fmt: skip


def _whole(clip: Path) -> tuple[Scene, float]:
    """A clip as a scene, and its length in seconds; kept as JPEGs, since there may be much of it."""
    capture = cv2.VideoCapture(str(clip))
    fps, kept = capture.get(cv2.CAP_PROP_FPS), []
    while True:
        there, image = capture.read()
        if not there:
            break
        kept.append(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 95])[1])
    capture.release()

    def scene(t_s: float) -> Image:
        return np.asarray(cv2.imdecode(kept[min(int(t_s * fps), len(kept) - 1)], cv2.IMREAD_COLOR), np.uint8)

    return scene, len(kept) / fps


def main() -> int:
    """Measures and prints; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watching")
    parser.add_argument("--clip", type=Path, help="also over this clip, as it is")
    parser.add_argument("--memory", action="store_true", help="the memory of a long watch instead")
    wanted = parser.parse_args()
    print(machine(), flush=True)
    missed = False
    for row in memory_rows() if wanted.memory else watching_rows(wanted.clip):
        missed |= not row.met
        verdict = "" if not row.target else "met" if row.met else "MISSED"
        print(f"{verdict:6} {row.what}: {row.figure} ({row.target or 'for information'}; {row.made_of})", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
