"""The film of noise is what it says it is, and a still body in it does nothing."""

from __future__ import annotations

from itertools import islice

import numpy as np

from benchmarks.noise import DRIFT_PX, JUMP_PX, ROCK, SITTING, counted, film, still
from coach.definitions.library import Library


def test_the_body_rocks_and_jumps_no_further_than_said() -> None:
    body = still(SITTING)
    frames = list(islice(film(body, 1), 200))
    unit_px = body.size[0] / 640
    middle = np.array([*body.size, 0.0]) / 2
    least = np.min([frame.image for frame in frames], axis=0)
    most = np.max([frame.image for frame in frames], axis=0)
    room = unit_px * (JUMP_PX + DRIFT_PX) + ROCK * np.abs(body.image - middle)
    assert (body.image - least <= room + 1e-6).all()
    assert (most - body.image <= room + 1e-6).all()
    assert (most - least).max() > unit_px * JUMP_PX


def test_the_same_seed_is_the_same_noise() -> None:
    body = still(SITTING)
    one, other, third = (next(iter(film(body, seed))).image for seed in (1, 1, 2))
    assert (one == other).all()
    assert not (one == third).all()


def test_two_minutes_of_it_are_no_wall_slide() -> None:
    assert counted(Library().card("wall-slides"), still(SITTING), 0)[0] == 0
