"""What a movement looks like, told from where it shows most."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from bodies import Leg, Stick, arms, frame

from coach.body.visibility import Watcher
from coach.counting.resemblance import Resemblance


def looks_like(pose: Callable[[float], Stick], *measures: str) -> str | None:
    """Four seconds, out and back twice."""
    seen, watcher = Resemblance(measures), Watcher()
    for i in range(120):
        seen.update(watcher.update(frame(i / 30, pose((1 - math.cos(math.pi * i / 30)) / 2))))
    return seen.found


SHRUG, RAISE = (lambda u: Stick(neck=0.65 - 0.2 * u)), (lambda u: Stick(**arms(elevation=10 + 110 * u)))


@pytest.mark.parametrize(
    ("pose", "called"),
    [
        (SHRUG, "a shrug"),
        (RAISE, "lifting the arms"),
        (lambda u: Stick(left_leg=Leg(hip=90 * u, knee=90 * u), right_leg=Leg(hip=90 * u, knee=90 * u)), "a squat"),
        (lambda u: Stick(head_turn=50 * u), "turning the head"),
        (lambda u: Stick(), None),
    ],
)
def test_what_is_plain_is_named(pose: Callable[[float], Stick], called: str | None) -> None:
    assert looks_like(pose, "trunk_turn") == called


def test_nothing_is_called_what_the_exercise_itself_is() -> None:
    assert looks_like(RAISE, "arm_elevation") is None
    assert looks_like(SHRUG, "shoulder_rise") is None
