"""A turned picture is told from the body in it, and turned back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bodies import Stick, arms, frame
from paths import FIXTURES

from coach.body.landmarks import INDEX, PoseFrame
from coach.body.picture import FACE, SURE_S, TRUNK, PictureTurn, turned
from coach.capture.recording import Recording

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


def off_after(film: Callable[[int], PoseFrame], *, facing: bool = True) -> bool:
    picture = PictureTurn(facing=facing)
    for i in range(round(30 * (SURE_S + 0.5))):
        picture.update(film(i))
    return picture.off


def stretched(one: PoseFrame, by: float) -> PoseFrame:
    image = one.image.copy()
    image[:, 0] *= by
    return replace(one, image=image)


@pytest.mark.parametrize(("by", "off"), [(1.0, False), (4 / 3, True), (0.75, True), (1.1, False), (0.9, False)])
def test_a_stretched_picture_is_told_from_the_proportions(by: float, off: bool) -> None:
    assert off_after(lambda i: stretched(person(i / 30), by)) is off


def test_somebody_who_turns_away_is_no_narrow_picture() -> None:
    assert not off_after(lambda i: person(i / 30, turn=50.0))


def test_shanks_that_lie_are_a_turned_picture_seen_from_the_side() -> None:
    assert off_after(lambda i: turned(frame(i / 30, Stick(turn=90)), 90), facing=False)
    assert not off_after(lambda i: frame(i / 30, Stick(turn=90)), facing=False)


def after(recording: str, quarter: int = 0) -> PictureTurn:
    """What is thought of the picture of a recording from the side, turned by a quarter, at its end."""
    picture = PictureTurn(facing=False)
    for _, one in Recording(FIXTURES / recording):
        picture.update(turned(one, quarter))
    return picture


@pytest.mark.parametrize("recording", ["cat-cow/mixed.npz", "childs-pose/mixed.npz"])
def test_who_kneels_beside_the_camera_turns_no_picture(recording: str) -> None:
    assert after(recording).deg == 0


def test_from_the_side_a_turned_picture_is_told_and_not_turned_back() -> None:
    picture = after("thoracic-extension/mixed.npz", 90)
    assert (picture.deg, picture.off) == (0, True)


def test_who_lies_across_the_picture_turns_none() -> None:
    picture = PictureTurn(facing=True)
    for _, one in Recording(FIXTURES / "single-knee-to-chest" / "mixed.npz"):
        picture.update(one)
    assert picture.deg == 0


def person(t_s: float, turn: float = 0.0) -> PoseFrame:
    """A stick with the face and the trunk of the people who were measured."""
    made = frame(t_s, Stick(turn=turn))
    image = made.image.copy()
    middle = image[[INDEX["left_shoulder"], INDEX["right_shoulder"]], :2].mean(axis=0)
    eyes = image[[INDEX["left_eye"], INDEX["right_eye"]], :2].mean(axis=0)
    wide = float(np.linalg.norm(image[INDEX["left_eye_outer"], :2] - image[INDEX["right_eye_outer"], :2]))
    for name in ("mouth_left", "mouth_right"):
        image[INDEX[name], 1] = eyes[1] + wide / FACE if turn == 0 else image[INDEX[name], 1]
    shoulders = float(np.linalg.norm(image[INDEX["left_shoulder"], :2] - image[INDEX["right_shoulder"], :2]))
    for name in ("left_hip", "right_hip"):
        image[INDEX[name], 1] = middle[1] + shoulders / TRUNK if turn == 0 else image[INDEX[name], 1]
    return replace(made, image=image)
