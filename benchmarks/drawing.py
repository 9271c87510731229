"""How long the window's picture takes to draw, beside one MediaPipe inference on the same frame."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from benchmarks.measured import DEMO, Row
from coach.body.side import Side
from coach.capture.landmarker import Landmarker
from coach.capture.model.store import find, obtain
from coach.capture.open_source import open_source
from coach.counting.progress import ActiveCue, Choice, SetProgress
from coach.counting.session import session_for
from coach.counting.set_session import Options
from coach.definitions.library import Library
from coach.definitions.phase import Phase
from coach.screen.demonstration import load_demonstration
from coach.screen.renderer import Renderer
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

SIZE = (1280, 720)  # of the pictures as of the canvas
EXERCISE = "wall-slides"
LIMIT = 0.35
_AT = ((0.2, 0.25), (0.8, 0.25), (0.2, 0.6), (0.8, 0.6))


def drawing_rows(frames: int) -> Iterator[Row]:
    """The heaviest screens, each drawn after every inference."""
    inferences, drawn = _measured(frames)
    inference_ms = statistics.median(inferences)
    for screen, times in drawn.items():
        middle, late = statistics.median(times), float(np.quantile(times, 0.95))
        made_of = (
            f"{middle:.1f} ms (one in twenty above {late:.1f}) against {inference_ms:.1f} ms, "
            f"medians of {frames} frames of {SIZE[0]}x{SIZE[1]} in turn"
        )
        share = middle / inference_ms
        yield Row(f"drawing / inference, {screen}", f"{share:.3f}", f"at most {LIMIT}", share <= LIMIT, made_of)


def _measured(frames: int) -> tuple[list[float], dict[str, list[float]]]:
    """Milliseconds of each inference, and of each drawing of each screen."""
    library = Library()
    card = library.card(EXERCISE)
    session = session_for(card.exercise, card.poses, Options(endless=True))
    shown = load_demonstration(library.root / "exercises" / "demonstrations" / f"{EXERCISE}.npz")
    drawers: dict[str, Renderer] = {}
    inferences: list[float] = []
    drawn: dict[str, list[float]] = {}
    source = open_source(str(DEMO / "demo.mp4"))
    try:
        with Landmarker((find() or obtain()).path) as landmarker:
            for image, t_s in source:
                if image is None or len(inferences) == frames:
                    break
                picture = cv2.resize(image, SIZE)
                start_s = time.perf_counter()
                frame = landmarker.frame(picture, t_s)
                inferences.append(1e3 * (time.perf_counter() - start_s))
                screens = list(_screens(session.update(frame)).items())
                first = len(inferences) % len(screens)  # each is the one right after the inference in its turn
                for screen, progress in (*screens[first:], *screens[:first]):
                    drawer = drawers.setdefault(screen, Renderer(SIZE))
                    start_s = time.perf_counter()
                    drawer.update(picture, progress, shown)
                    drawn.setdefault(screen, []).append(1e3 * (time.perf_counter() - start_s))
    finally:
        source.close()
    return inferences, drawn


def _screens(seen: SetProgress) -> dict[str, WorkoutProgress]:
    """The same moment on the screens that have most on them."""
    in_set = replace(
        seen, goal=10, judged={name: "fault" if "left" in name else "good" for name in seen.judged},
        cue=ActiveCue(
            "shrugging", "Shoulders down, away from your ears", Side.BOTH, 0.0, ("left_shoulder", "left_wrist")
        ),
    )  # fmt: skip
    full = WorkoutProgress(set=in_set, title=seen.title, items=5, sets=3, next_title="Open books", time_left_s=700.0)
    offered = tuple(
        Choice(name, name.title(), name[0], (x * SIZE[0], y * SIZE[1]), 60.0, seen.t_s % 1.5 / 1.5)
        for name, (x, y) in zip(("resume", "again", "less", "skip"), _AT, strict=True)
    )
    held_s = seen.t_s % 5.0
    hold = replace(in_set, phase=Phase.TARGET, hold_s=held_s, hold_goal_s=5.0)
    said = in_set.cue.say if in_set.cue else ""
    return {
        "a set with a correction": replace(full, choices=offered[:1]),
        "a hold": replace(full, set=hold, choices=offered[:1]),
        "a rest": replace(full, stage=Stage.REST, countdown_s=30.0 - held_s, choices=offered),
        "paused": replace(full, stage=Stage.PAUSED, choices=offered),
        "instruction": replace(full, stage=Stage.INTRO, say=said, choices=offered[:2]),
        "the scale of pain": replace(full, stage=Stage.PAIN, pain=int(held_s), choices=offered[:3]),
    }
