"""Every exercise that the camera judges has a demonstration: a seamless loop which the coach itself counts as done."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from shipped import LIBRARY

from coach.body.landmarks import COUNT, INDEX
from coach.capture.recording import Recording
from coach.counting.trial import rounds_of, tried
from coach.definitions.definition import Exercise
from coach.definitions.library import Library
from coach.events import Cue, Event, Partial, counted_in
from coach.screen.demonstration import load_demonstration
from coach.screen.figures import draw_mannequin

FOLDER = LIBRARY.root / "exercises" / "demonstrations"
JUDGED = LIBRARY.exercises()
FILES = sorted(FOLDER.glob("*.npz"))
SEEN = sorted((LIBRARY.root / "fixtures" / "demonstrations").glob("*.npz"))


def path_of(exercise: Exercise) -> Path:
    return FOLDER / f"{exercise.demonstration or exercise.id}.npz"


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda e: e.id)
def test_every_judged_exercise_has_one(exercise: Exercise) -> None:
    assert path_of(exercise).is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_it_loops_without_a_jump(path: Path) -> None:
    shown = load_demonstration(path)
    ring = np.concatenate([shown.image, shown.image[:1]])[:, :, :2]
    steps = np.abs(np.diff(ring, axis=0)).max(axis=(1, 2))
    assert shown.image.shape == (len(shown.t_s), COUNT, 3)
    assert np.isfinite(shown.image).all()
    assert steps[-1] <= max(1.05 * steps[:-1].max(), 0.5)
    assert steps.max() < 0.15 * max(shown.size)
    assert np.ptp(shown.image[:, :, :2], axis=0).max() > 0.02 * max(shown.size), "nothing moves"
    assert 1.0 < shown.length_s < 10.0


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_it_says_when_the_target_is_reached_and_is_small(path: Path) -> None:
    with np.load(path) as arrays:
        peak_s = float(arrays["peak_s"])
        far = np.abs(arrays["image"][:, :, :2] - arrays["image"][0, :, :2]).max(axis=(1, 2))
        assert arrays["peak_s"].shape == ()
        assert 0.0 < peak_s < arrays["t_s"][-1]
        assert far[np.abs(arrays["t_s"] - peak_s).argmin()] > 0.5 * far.max()
    assert path.stat().st_size < 14_000


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("neck-rotations", "left_shoulder", "left_hip"),  # only the head moves: head and shoulders
        ("wall-slides", "left_hip", "left_ankle"),  # legs that stand still are no part of it
        ("raise-a-knee", "left_ankle", None),
        ("bent-over-rows", "left_ankle", None),  # how one stands belongs to a hinged trunk
        ("bird-dog-arm", "left_ankle", None),
    ],
)
def test_it_is_cut_to_the_part_of_the_body_that_matters(name: str, inside: str, outside: str | None) -> None:
    shown = load_demonstration(FOLDER / f"{name}.npz")
    assert (shown.image[:, INDEX[inside], 1] < shown.size[1]).all()
    if outside is not None:
        assert (shown.image[:, INDEX[outside], 1] > shown.size[1]).all()


def test_the_figure_has_a_face_that_turns() -> None:
    shown = load_demonstration(FOLDER / "neck-rotations.npz")
    dark = (10, 20, 30)
    eyes = []
    for frame in (shown.at(0.0), shown.at(2.2)):
        picture = np.full((shown.size[1], shown.size[0], 3), 255, np.uint8)
        draw_mannequin(picture, frame.image[:, :2], (200, 200, 200), dark)
        head = np.hypot(*(frame.image[[7, 8], :2].mean(axis=0)[:, None, None] - np.indices(picture.shape[:2])[::-1]))
        eyes.append(np.argwhere((picture == dark).all(axis=2) & (head < 20)))
    assert len(eyes[0]) > 10
    assert abs(eyes[0][:, 1].mean() - eyes[1][:, 1].mean()) > 4


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda e: e.id)
def test_the_coach_counts_what_it_shows(exercise: Exercise) -> None:
    events = judged(exercise, path_of(exercise))
    counted = counted_in(events)
    assert len(counted) == rounds_of(exercise)
    assert not any(isinstance(event, Partial | Cue) for event in events), "what is shown is nothing to correct"
    if exercise.sides == "each" and exercise.kind != "sweep":
        assert {event.side for event in counted} == {"left"}


@pytest.mark.parametrize("path", SEEN, ids=lambda p: p.stem)
def test_the_coach_counts_what_mediapipe_sees_in_the_pictures(path: Path) -> None:
    """Where the loop is seen from about where the camera stands: `coach record` of the very pictures that are shown."""
    exercise = Library().exercise(path.stem)
    events = judged(exercise, path)
    assert len(counted_in(events)) == rounds_of(exercise)
    assert not any(isinstance(event, Partial) for event in events)


def test_most_pictures_were_looked_at_by_mediapipe() -> None:
    assert len(SEEN) > len(JUDGED) / 2


def judged(exercise: Exercise, path: Path) -> list[Event]:
    """Everything that the coach makes of a loop shown several times."""
    return tried(Library().card(exercise.id), [frame for _none, frame in Recording(path)])
