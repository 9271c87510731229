"""Ways out and back, found on plain numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from bodies import Stick, frame

from coach.body.landmarks import INDEX
from coach.body.visibility import Watcher, body_length
from coach.counting.attempts import LIMB_WAY, Attempts, LimbAttempts


def found(values: list[float], least: float = 0.25, step_s: float = 0.1) -> list[tuple[float, float, float]]:
    attempts = Attempts(least)
    ends = [attempts.update(i * step_s, value) for i, value in enumerate(values)]
    return [(round(a.start_s, 2), round(a.end_s, 2), round(a.size, 2)) for a in ends if a is not None]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.0, 0.5, 1.0, 0.5, 0.0], [(0.0, 0.4, 1.0)]),  # once out and back
        ([0.0, 1.0, 0.0, 1.0, 0.0], [(0.0, 0.2, 1.0), (0.2, 0.4, 1.0)]),  # twice, without a rest
        ([0.0, 0.2, 0.0, 0.2, 0.0], []),  # smaller than an attempt
        ([0.0, 1.0, 0.8, 1.0, 0.9], []),  # out, and stays there
        ([1.0, 0.0, 1.0, 0.3], [(0.1, 0.3, 1.0)]),  # begins out: the way back is no attempt of its own
        ([0.0, math.nan, 1.0, math.nan, 0.0], [(0.0, 0.4, 1.0)]),  # unseen in between
    ],
)
def test_ways_out_and_back(values: list[float], expected: list[tuple[float, float, float]]) -> None:
    assert found(values) == expected


def test_who_walks_to_another_place_made_no_attempt() -> None:
    assert found([0.0, *[1.0] * 420, 0.0]) == []  # 42 s later


def wave(size: float) -> int:
    """How many attempts of a limb are found while one wrist goes up and down three times by `size` body lengths."""
    limbs, watcher, told = LimbAttempts(), Watcher(), 0
    for i in range(120):
        still = frame(i / 20, Stick())
        image = still.image.copy()
        body_px = body_length(image.tolist())
        image[INDEX["left_wrist"], 1] -= size * body_px * (1 - math.cos(2 * math.pi * i / 40)) / 2
        body = watcher.update(replace(still, image=image))
        told += limbs.update(body) is not None
    return told


def test_a_limb_that_goes_up_and_down_is_seen_and_a_trembling_one_is_not() -> None:
    assert wave(2 * LIMB_WAY) >= 2  # the way down may be the way out, and then the last one is still open
    assert wave(0.5 * LIMB_WAY) == 0
