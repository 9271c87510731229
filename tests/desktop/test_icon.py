"""The icons: each state has a shape of its own, at every size, and a PNG that others can read."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from coach.capture import opencv
from coach.desktop.icon import argb, drawn, launcher, png
from coach.desktop.tray_face import Look


@pytest.mark.parametrize("side_px", [16, 22, 24, 32, 48])
def test_no_two_states_have_one_shape(side_px: int) -> None:
    """Told apart without any colour: what is white differs in a twentieth of the icon at least, so in a dozen of the
    smallest one's pixels."""
    white = {look: (drawn(look, side_px)[..., :3] > 200).all(axis=-1) for look in Look}
    for one, other in combinations(Look, 2):
        assert np.mean(white[one] != white[other]) > 0.05, (one, other)


@pytest.mark.parametrize("look", Look)
def test_corners_are_clear_and_the_rest_is_opaque(look: Look) -> None:
    icon = drawn(look, 32)
    assert icon[[0, 0, -1, -1], [0, -1, 0, -1], 3].tolist() == [0, 0, 0, 0]
    assert icon[16, 2:30, 3].min() == 255


def test_a_png_is_read_back_as_it_was() -> None:
    icon = launcher(64)
    cv2 = opencv.load()
    read = cv2.imdecode(np.frombuffer(png(icon), np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(read[..., [2, 1, 0, 3]], icon)


def test_on_the_bus_the_opacity_comes_first() -> None:
    icon = drawn(Look.PAUSED, 16)
    red, green, blue, opaque = (int(value) for value in icon[8, 8])
    assert list(argb(icon)[4 * (8 * 16 + 8) :][:4]) == [opaque, red, green, blue]
