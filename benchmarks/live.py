"""The whole live loop, from a picture to the window, against the time that a camera of 30 pictures a second leaves."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from itertools import islice

import cv2

from benchmarks.measured import DEMO, Row
from benchmarks.processes import display
from coach.capture.landmarker import Landmarker
from coach.capture.look_ahead import one_ahead
from coach.capture.model.store import find, obtain
from coach.capture.open_source import open_source
from coach.capture.source import Image
from coach.cli.view import demonstration_of
from coach.definitions.library import Library
from coach.gestures.hands import Hands
from coach.screen.renderer import Renderer
from coach.screen.window import Window
from coach.workout.plan import Item, Plan
from coach.workout.workout import Workout

SIZE = (1280, 720)
TURN = 40  # pictures: enough that the first of them, which nothing goes on beside, does not weigh
ALLOWED_MS = 1000 / 30


def live_rows(frames: int) -> Iterator[Row]:
    """Milliseconds of a picture through the loop; met where it keeps up, or where MediaPipe alone does not either."""
    with display() as there:
        if not there:
            yield Row("live loop", "not measured", "", True, "no display and no Xvfb here")
            return
        bare, whole = _measured(frames)
    spent = sum(whole.processor_s) / sum(bare.processor_s)
    bare_ms, whole_ms = bare.wall_ms, whole.wall_ms
    kept, alone = (statistics.mean(ms <= ALLOWED_MS for ms in times) for times in (whole_ms, bare_ms))
    middle, inference = statistics.median(whole_ms), statistics.median(bare_ms)
    made_of = (
        f"MediaPipe alone {inference:.1f} ms; within 1/30 s {100 * kept:.0f} % of {frames} pictures of "
        f"{SIZE[0]}x{SIZE[1]}, MediaPipe alone {100 * alone:.0f} %"
    )
    met = middle <= ALLOWED_MS or inference > ALLOWED_MS
    yield Row("live loop, a picture", f"{middle:.1f} ms", f"at most {ALLOWED_MS:.1f} ms", met, made_of)
    ratio = middle / inference
    yield Row("live loop with its window / MediaPipe alone", f"{ratio:.2f}", "at most 1.25", ratio <= 1.25, made_of)
    yield Row("live loop with its window / MediaPipe alone, time of the processor", f"{spent:.2f}", "", True,
              "without the two milliseconds that OpenCV with Qt sleeps whenever it looks for a key")  # fmt: skip


class _Times:
    """What each picture took: milliseconds on the wall, seconds of the processor."""

    def __init__(self) -> None:
        self.wall_ms: list[float] = []
        self.processor_s: list[float] = []

    def begin(self) -> None:
        """The first picture of a few begins now."""
        self._last = time.perf_counter(), time.process_time()

    def add(self) -> None:
        """One picture is done, and the next one begins."""
        now = time.perf_counter(), time.process_time()
        self.wall_ms.append(1e3 * (now[0] - self._last[0]))
        self.processor_s.append(now[1] - self._last[1])
        self._last = now


def _measured(frames: int) -> tuple[_Times, _Times]:
    """What MediaPipe alone takes for each picture, and what everything takes: a few pictures in turn, the same ones."""
    card = Library().card("wall-slides")
    workout, hands = Workout(Plan((Item(card.exercise, card.poses),))), Hands()
    drawer, shown = Renderer(SIZE), demonstration_of(card)
    bare, whole = _Times(), _Times()
    model = (find() or obtain()).path
    with Landmarker(model) as alone, Landmarker(model) as landmarker, Window() as window:
        for pictures in _pictures(frames):
            bare.begin()
            for picture, t_s in pictures:
                alone.frame(picture, t_s)
                bare.add()
            whole.begin()
            for picture, frame in one_ahead((picture, landmarker.frame(picture, t_s)) for picture, t_s in pictures):
                progress = workout.update(frame, "start" if not whole.wall_ms else None)
                progress, _ = hands.answer(progress)
                window.show(drawer.update(picture, progress, shown))
                whole.add()
    return bare, whole


def _pictures(most: int) -> Iterator[list[tuple[Image, float]]]:
    """The first pictures of the demo in the size of a camera's, a few at a time."""
    with open_source(str(DEMO / "demo.mp4")) as source:
        pictures = ((cv2.resize(image, SIZE), t_s) for image, t_s in islice(source, most) if image is not None)
        while few := list(islice(pictures, TURN)):
            yield few
