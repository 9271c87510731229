"""A whole workout with the demo's person in it, moment by moment: what the pictures in here are taken of.

The landmarks are the demo's own recording, so that no model is needed and every run is the same. What a person would
answer with a hand or a key is said here at set times.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from coach.body.landmarks import PoseFrame  # noqa: E402
from coach.capture.recording import Recording  # noqa: E402
from coach.capture.source import Image  # noqa: E402
from coach.counting.session import session_for  # noqa: E402
from coach.counting.set_session import Options  # noqa: E402
from coach.definitions.library import Card, Library  # noqa: E402
from coach.gestures.hands import Hands  # noqa: E402
from coach.screen.demonstration import Demonstration, load_demonstration  # noqa: E402
from coach.workout.plan import Item, Plan  # noqa: E402
from coach.workout.workout import Workout  # noqa: E402
from coach.workout.workout_progress import WorkoutProgress  # noqa: E402

FPS = 15  # of the walk; every second picture of the clip
STANDING_S, POSED_S, MOVING_S = 0.4, (2.0, 2.8), 2.9  # in the clip: arms hanging, start pose, first repetition
TOO_CLOSE = 2.1  # how much larger somebody looks who has to step back
STEPPING_S = 3.0

# stage, seconds in it, what is said then
SCRIPT = (
    ("intro", 4.0, "start"), ("set", 3.0, "pause"), ("paused", 2.0, "resume"), ("rest", 3.0, "skip"),
    ("pain", 1.0, "up"), ("pain", 1.5, "up"), ("pain", 2.0, "up"), ("pain", 4.0, "ok"),
    ("where", 2.5, "where-shoulder"), ("intro", 1.0, "skip"), ("summary", 4.0, "quit"),
)  # fmt: skip
# the screens to keep: stage, seconds in it
KEPT = {"intro": 2.0, "framing": 1.0, "count-in": 1.4, "paused": 1.5, "rest": 2.0, "pain": 3.5, "where": 1.5,
        "summary": 2.0}  # fmt: skip


@dataclass(frozen=True)
class WorkoutState:
    """One picture (None for a recording), what was made of it, and the name of the screen if it is one to keep."""

    image: Image | None
    progress: WorkoutProgress
    demonstration: Demonstration | None
    name: str = ""


def workout(pausing: bool = False) -> Iterator[WorkoutState]:
    """Wall slides in two sets, of which the second is skipped, with all that comes before, between and after."""
    script = [line for line in SCRIPT if pausing or line[2] not in ("pause", "resume")]
    cards = [Library().card(name) for name in ("wall-slides", "shoulder-rolls")]
    items = tuple(Item(card.exercise, card.poses, Options(reps=5, sets=2)) for card in cards)
    coach, hands, clip, shown = Workout(Plan(items)), Hands(), _Clip(), [_demonstration(card) for card in cards]
    said, kept, before, since_s = 0, set[str](), "intro", 0.0
    for k in range(100 * FPS):
        t_s = k / FPS
        stage, in_it_s = script[min(said, len(script) - 1)][:2]
        word = script[said][2] if said < len(script) and before == stage and t_s - since_s >= in_it_s else None
        said += word is not None
        image, frame = clip.at(before, t_s - since_s, t_s)
        progress = coach.update(frame, word)
        progress, _ = hands.answer(progress)
        if progress.stage != before:
            before, since_s = progress.stage, t_s
        name = _name(progress, t_s - since_s, kept)
        kept.add(name)
        yield WorkoutState(image, progress, shown[progress.item - 1], name)
        if coach.over:
            return


def hold() -> Iterator[WorkoutState]:
    """Squeezes from a recording that has no pictures, up to the middle of a hold."""
    card = Library().card("scapular-squeezes")
    session, shown = session_for(card.exercise, card.poses, Options(reps=10, hold_s=3)), _demonstration(card)
    for _, frame in Recording(ROOT / "fixtures" / "scapular-squeezes" / "standing.npz"):
        progress = WorkoutProgress(set=session.update(frame), title=card.exercise.title, exercise=card.exercise.id)
        done = progress.set.count >= 2 and progress.set.hold_s > 1.2
        yield WorkoutState(None, progress, shown, "hold" if done else "")
        if done:
            return


def activity() -> Iterator[WorkoutState]:
    """A walk by the clock, up to the question whether it was done; a second passes from picture to picture."""
    card = Library().card("walking")
    coach, hands, clip = Workout(Plan((Item(card.exercise),))), Hands(), _Clip()
    kept = set[str]()
    for k in range(3600):
        image, frame = clip.at("intro", k / FPS, float(k))
        progress = coach.update(frame, "start" if k == 1 else None)
        progress, _ = hands.answer(progress)
        name = {"set": "timed", "confirm": "confirm"}.get(progress.stage, "")
        if progress.stage == "set" and progress.set.hold_s < 90:
            name = ""
        yield WorkoutState(image, progress, None, "" if name in kept else name)
        kept.add(name)
        if progress.stage == "confirm":
            return


def _name(progress: WorkoutProgress, in_it_s: float, kept: set[str]) -> str:
    """The name of the screen, the first time that it is as it should be."""
    if progress.stage == "set":
        name = (
            "cue"
            if progress.set.cue
            else "praise"
            if progress.set.praise
            else "reached"
            if progress.set.phase == "target"
            else ""
        )
    else:
        name = progress.stage if in_it_s >= KEPT.get(progress.stage, 0.5) else ""
    return "" if name in kept else name


def _demonstration(card: Card) -> Demonstration:
    shown = load_demonstration(Library().root / "exercises" / "demonstrations" / f"{card.exercise.id}.npz")
    if shown.film is not None:
        shown.film.wait()
    return shown


class _Clip:
    """The demo's clip: what the person does in each stage."""

    def __init__(self) -> None:
        folder = ROOT / "fixtures" / "demo"
        self._frames = [frame for _, frame in Recording(folder / "demo.npz")]
        self._in_sets = 0
        capture, self._images = cv2.VideoCapture(str(folder / "demo.mp4")), list[Image]()
        while (read := capture.read())[0]:
            self._images.append(np.asarray(read[1], np.uint8))
        capture.release()

    def at(self, stage: str, in_it_s: float, t_s: float) -> tuple[Image, PoseFrame]:
        """The picture and the landmarks, so long into a stage."""
        low, high = POSED_S
        if stage == "set":
            self._in_sets += 1
            place_s = MOVING_S + self._in_sets / FPS
        elif stage == "count-in":
            place_s = low + _to_and_fro(in_it_s, high - low)
        elif stage == "framing":
            place_s = min(max(0.0, in_it_s - STEPPING_S), low)
        else:
            place_s = _to_and_fro(in_it_s, STANDING_S)
        k = min(round(place_s * 30), len(self._images) - 1)
        image, frame = self._images[k], replace(self._frames[k], t_s=t_s)
        if stage == "framing" and in_it_s < STEPPING_S:
            return _closer(image, frame, TOO_CLOSE + (1 - TOO_CLOSE) * max(0.0, in_it_s - 1.5) / (STEPPING_S - 1.5))
        return image, frame


def _to_and_fro(seconds: float, length_s: float) -> float:
    return length_s - abs(seconds % (2 * length_s) - length_s)


def _closer(image: Image, frame: PoseFrame, scale: float) -> tuple[Image, PoseFrame]:
    """The same from nearer by: cut to a part around the head and enlarged, the landmarks with it."""
    width, height = frame.size
    part = (width / scale, height / scale)
    left, top = width / 2 - part[0] / 2, max(0.0, float(frame.point("nose")[1]) - 0.3 * part[1])
    cut = image[round(top) : round(top + part[1]), round(left) : round(left + part[0])]
    points = frame.image.copy()
    points[:, :2] = (points[:, :2] - (left, top)) * scale
    return np.asarray(cv2.resize(cut, (width, height)), np.uint8), replace(frame, image=points)
