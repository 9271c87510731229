"""Where the time of a frame goes, and what of MediaPipe's own time can be had back.

python -m benchmarks.frame [--steps] [--write]

Every step of a picture through the live loop, over the pictures of the demo clip. MediaPipe looks for a person in a
picture only where it follows nobody: what that costs is the time of a picture that stands alone (its running mode
IMAGE) beyond that of one that follows another. Each way to run MediaPipe is tried in turn with the usual one, picture
by picture, so that whatever else the machine does falls on both; and only the quickest of each are looked at.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any

import cv2

from benchmarks.measured import DEMO, machine
from benchmarks.page import write_section
from benchmarks.processes import display
from coach.body.measurement import Measurement
from coach.capture import mediapipe
from coach.capture.landmarker import Landmarker
from coach.capture.model.networks import Size
from coach.capture.model.store import obtain
from coach.capture.open_source import open_source
from coach.capture.source import Image
from coach.cli.view import demonstration_of
from coach.counting.session import session_for
from coach.counting.set_session import Options
from coach.definitions.library import Library
from coach.gestures.hands import Hands
from coach.screen.renderer import Renderer
from coach.screen.window import Window
from coach.workout.plan import Item, Plan
from coach.workout.workout import Workout

HEADING = "## Where the time of a frame goes"
CANVAS = (1280, 720)
PICTURES = 300
WARM = 10  # the first ones fill caches
SMALL, LARGE = (320, 240), (1280, 960)


class Steps:
    """Milliseconds of each step, picture by picture."""

    def __init__(self) -> None:
        self.ms: dict[str, list[float]] = {}

    def take(self, step: str, deed: Callable[..., Any], *what: Any) -> Any:
        """Do it, and note how long it took."""
        began_s = time.perf_counter()
        found = deed(*what)
        self.ms.setdefault(step, []).append(1000 * (time.perf_counter() - began_s))
        return found

    def undisturbed(self, step: str) -> float:
        """What a step takes where nothing holds it up: one picture in twenty takes less, the first ones left out."""
        return quantiles(self.ms[step][WARM:], n=20)[0]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frame", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the section of docs/benchmarks.md")
    parser.add_argument("--pictures", type=int, default=PICTURES)
    parser.add_argument("--steps", action="store_true", help="leave out the other ways to run MediaPipe")
    wanted = parser.parse_args()
    lines = section(walked(wanted.pictures), {} if wanted.steps else ways(wanted.pictures // 2))
    print("\n".join(lines))
    if wanted.write:
        write_section(HEADING, lines)
    return 0


def walked(most: int) -> Steps:
    """The pictures of the demo through everything that a live set does."""
    steps, card = Steps(), Library().card("wall-slides")
    measurement = Measurement(_names(card))
    session = session_for(card.exercise, card.poses, Options(endless=True))
    workout, hands = Workout(Plan((Item(card.exercise, card.poses),))), Hands()
    drawer, shown = Renderer(CANVAS), demonstration_of(card)
    capture = cv2.VideoCapture(str(DEMO / "demo.mp4"))
    model = obtain().path
    with Landmarker(model) as landmarker, Alone(model) as alone, _shower() as show:
        for number in range(most):
            there, image = steps.take("read", capture.read)
            if not there:
                break
            steps.take("convert", landmarker._picture, image)
            t_s = number / 30
            frame = steps.take("follow", landmarker.frame, image, t_s)
            steps.take("alone", alone.look, image)
            steps.take("measure", measurement.update, frame, False)
            steps.take("count", session.update, frame)
            progress = steps.take("workout", workout.update, frame, "start" if number < WARM else None)
            progress, _word = steps.take("hands", hands.answer, progress)
            drawn = steps.take("draw", drawer.update, image, progress, shown)
            steps.take("show", show, drawn)
    capture.release()
    return steps


@contextmanager
def _shower() -> Iterator[Callable[[Image], object]]:
    """What shows a picture in a window; without a display, nothing."""
    with display() as there, ExitStack() as stack:
        yield stack.enter_context(Window()).show if there else _not_shown


def _not_shown(_picture: Image) -> None:
    """There is no display."""


def _names(card: Any) -> set[str]:
    """The measures that the exercise reads."""
    session = session_for(card.exercise, card.poses, Options(endless=True))
    first = next(iter(open_source(str(DEMO / "demo.npz"))))[1]
    return set(session.update(first).measures)  # type: ignore[arg-type]


class Alone:
    """MediaPipe on pictures that have nothing to do with each other: it looks for the person in every one of them."""

    def __init__(self, model: Path) -> None:
        self._library = mediapipe.load()
        self._task = _task(model, "IMAGE")

    def look(self, image: Image) -> None:
        """Find the body in one picture."""
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        self._task.detect(self._library.Image(image_format=self._library.ImageFormat.SRGB, data=rgb))

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, *_: object) -> None:
        self._task.close()


class Following:
    """MediaPipe on pictures that follow each other, run in one of the ways that it can be."""

    def __init__(self, model: Path, size: tuple[int, int] | None = None, **options: Any) -> None:
        self._library, self._size = mediapipe.load(), size
        self._task = _task(model, "VIDEO", **options)
        self._ms = 0

    def look(self, image: Image) -> None:
        """Find the body in the next picture. Making it another size is no part of what is measured."""
        self._ms += 33
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        self._task.detect_for_video(
            self._library.Image(image_format=self._library.ImageFormat.SRGB, data=rgb), self._ms
        )

    def sized(self, image: Image) -> Image:
        """The picture in the size of this way."""
        return image if self._size is None else cv2.resize(image, self._size)

    def close(self) -> None:
        """Free the networks."""
        self._task.close()


def _task(model: Path, mode: str, **options: Any) -> Any:
    from mediapipe.tasks.python import BaseOptions, vision

    return vision.PoseLandmarker.create_from_options(
        vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model)), running_mode=vision.RunningMode[mode],
            num_poses=1, **options,
        )
    )  # fmt: skip


def ways(most: int) -> Mapping[str, tuple[float, float]]:
    """Way to run MediaPipe -> its milliseconds a picture, and those of the usual way in the same turns."""
    mediapipe.load()
    full = obtain().path
    tried: dict[str, Callable[[], Following]] = {
        "with the silhouette cut out as well": lambda: Following(full, output_segmentation_masks=True),
        f"pictures of {SMALL[0]}x{SMALL[1]}": lambda: Following(full, SMALL),
        f"pictures of {LARGE[0]}x{LARGE[1]}": lambda: Following(full, LARGE),
        "the lite model": lambda: Following(obtain(Path(Size.lite)).path),
        "the heavy model": lambda: Following(obtain(Path(Size.heavy)).path),
    }
    found = {way: _in_turn(full, made, most) for way, made in tried.items()}
    if hasattr(os, "sched_setaffinity") and len(cores := os.sched_getaffinity(0)) > 1:
        os.sched_setaffinity(0, {min(cores)})
        alone = _in_turn(full, lambda: Following(full), most)[0]
        os.sched_setaffinity(0, cores)
        found["one core instead of all"] = alone, _in_turn(full, lambda: Following(full), most)[0]
    return found


def _in_turn(full: Path, made: Callable[[], Following], most: int) -> tuple[float, float]:
    """What this way and the usual one take, picture by picture in turn."""
    steps = Steps()
    with ExitStack() as stack:
        usual, other = Following(full), made()
        stack.callback(usual.close)
        stack.callback(other.close)
        for image in _pictures(most):
            steps.take("usual", usual.look, image)
            steps.take("other", other.look, other.sized(image))
    return steps.undisturbed("other"), steps.undisturbed("usual")


def _pictures(most: int) -> Iterator[Image]:
    capture = cv2.VideoCapture(str(DEMO / "demo.mp4"))
    for _ in range(most):
        there, image = capture.read()
        if not there:
            break
        yield image
    capture.release()


def section(steps: Steps, tried: Mapping[str, tuple[float, float]]) -> list[str]:
    """The section, as lines of Markdown."""
    m = steps.undisturbed
    after = m("workout") + m("hands") + m("draw") + m("show")
    whole = m("read") + m("follow") + after
    rows = [
        ("read", m("read"), "a picture of the clip decoded; a camera's takes less"),
        ("convert", m("convert"), "into the order of colours that MediaPipe wants"),
        ("detect", 0.0, f"only where nobody is followed: then {m('alone') - m('follow'):.1f} ms more"),
        ("landmarks", m("follow") - m("convert"), "MediaPipe's 33 points in a picture that follows another"),
        ("measures", m("measure"), "trust, smoothing, angles and lengths"),
        ("counting", m("count") - m("measure"), "the rest of a set: progress, repetitions, corrections"),
        ("workout", max(0.0, m("workout") + m("hands") - m("count")), "stages, presence, raised hands"),
        ("drawing", m("draw"), f"the window's picture of {CANVAS[0]}x{CANVAS[1]}, in a set"),
        ("showing", m("show"), "the window on the screen; two milliseconds of it OpenCV with Qt sleeps"),
    ]
    height, width = next(_pictures(1)).shape[:2]
    return [
        HEADING,
        "",
        f"Written by `python -m benchmarks.frame` on {date.today()}: {machine()}.",
        f"The pictures of the demo clip ({width}x{height}) with the full model: {whole:.1f} ms in all. So long a step "
        "takes where nothing else holds it up (one picture in twenty takes less); on a busy machine most take longer.",
        "",
        "| step | a picture | share | what it is |",
        "|---|---|---|---|",
        *(f"| {step} | {ms:.2f} ms | {100 * ms / whole:.0f} % | {what} |" for step, ms, what in rows),
        "",
        f"The {after:.1f} ms from measures to showing go by while MediaPipe is at work on the next picture, "
        "where there is a second core.",
        *(_had_back(tried) if tried else ()),
    ]


def _had_back(tried: Mapping[str, tuple[float, float]]) -> Sequence[str]:
    return [
        "",
        "What of MediaPipe's own time can be had back, each way in turn with the usual one:",
        "",
        "| way | a picture | the usual way | ratio |",
        "|---|---|---|---|",
        *(f"| {way} | {a:.1f} ms | {b:.1f} ms | {a / b:.2f} |" for way, (a, b) in tried.items()),
        "",
        "MediaPipe's interface for Python has no choice of threads and none of the arithmetic: it always computes with "
        "XNNPACK, which is the fast one.",
        "The silhouette is not asked for. A smaller picture is hardly cheaper, because both networks see a square of a "
        "fixed size in any case.",
        "So the smaller model is what gives time back; what it costs in accuracy stands below.",
    ]


if __name__ == "__main__":
    sys.exit(main())
