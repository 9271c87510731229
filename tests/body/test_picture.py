"""A turned picture is told from the body in it, and turned back."""

from __future__ import annotations

import numpy as np
import pytest
from bodies import Stick, arms, frame

from coach.body.picture import SURE_S, PictureTurn, turned

STANDING = Stick(**arms(elevation=30))


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_turning_by_a_quarter_and_on_to_a_whole_turn_is_where_it_began(quarter: int) -> None:
    before = frame(0.0, STANDING)
    after = turned(turned(before, quarter), 360 - quarter)
    np.testing.assert_allclose(after.image, before.image)
    np.testing.assert_allclose(after.world, before.world)
    assert after.size == before.size


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_who_stands_is_upright_after_a_second(quarter: int) -> None:
    picture = PictureTurn(facing=True)
    for i in range(round(30 * (SURE_S + 0.2))):
        upright = frame(i / 30, STANDING)
        seen = picture.update(turned(upright, quarter))
    assert picture.deg == (360 - quarter) % 360
    np.testing.assert_allclose(seen.image, upright.image)


def test_a_deep_bend_to_the_side_that_is_held_turns_no_picture() -> None:
    picture = PictureTurn(facing=True)
    for i in range(150):
        picture.update(frame(i / 30, Stick(lean=50)))
    assert picture.deg == 0


def test_nobody_turns_nothing() -> None:
    picture = PictureTurn(facing=True)
    empty = frame(0.0, STANDING)
    empty.image[:] = np.nan
    assert picture.update(empty) is empty
