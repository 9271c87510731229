"""What can be trusted in a frame: outside the picture, hidden, too long a bone, a leap, a stranger, nobody."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import Arm, Stick, arms, film, frame

from coach.body.landmarks import COUNT, INDEX, MIRROR, PoseFrame, empty_frame
from coach.body.visibility import (
    AT_HOME_S,
    HAND_S,
    OTHER_SIZE_S,
    OTHERS_FOR_S,
    OTHERS_S,
    SETTLE_S,
    STRANGER_S,
    Body,
    Watcher,
    body_length,
)  # fmt: skip

REST = Stick()
WRIST = INDEX["left_wrist"]
STEP_S = 1 / 30


def moved(picture: PoseFrame, landmark: str, x: float, y: float) -> PoseFrame:
    """The frame with one landmark elsewhere, in pixels."""
    image = picture.image.copy()
    image[INDEX[landmark], :2] = x, y
    return replace(picture, image=image)


def seen(picture: PoseFrame) -> Body:
    return Watcher().update(picture)


def distrusted(body: Body) -> set[str]:
    return {name for name, i in INDEX.items() if not body.trusted[i]}


def test_a_plain_body_is_trusted_whole() -> None:
    assert distrusted(seen(frame(0.0, REST))) == set()


@pytest.mark.parametrize("landmark", ["left_index", "right_pinky", "left_wrist", "right_elbow", "left_knee"])
def test_a_body_with_one_point_unknown_is_a_body(landmark: str) -> None:
    picture = moved(frame(0.0, REST), landmark, math.nan, math.nan)
    assert picture.present
    assert distrusted(seen(picture)) == {landmark}


@pytest.mark.parametrize("landmark", ["nose", "left_ear", "right_shoulder", "left_hip"])
def test_without_head_shoulders_and_hips_there_is_nobody(landmark: str) -> None:
    picture = moved(frame(0.0, REST), landmark, math.nan, math.nan)
    assert not picture.present
    assert not any(seen(picture).trusted)


@pytest.mark.parametrize(
    ("x", "y", "trusted"),
    [
        (1.0, 100.0, True),
        (639.0, 100.0, True),
        (-6.0, 100.0, True),  # a hundredth of the picture beyond its edge is the landmarker's own error
        (-7.0, 100.0, False),
        (647.0, 100.0, False),
        (300.0, -5.5, False),
        (300.0, 485.5, False),
        (300.0, 484.5, True),
    ],
)
def test_outside_of_the_picture_is_gone_however_visible(x: float, y: float, trusted: bool) -> None:
    # the left eye ends no bone, so that only its place counts
    body = seen(moved(frame(0.0, REST), "left_eye", x, y))
    assert body.trusted[INDEX["left_eye"]] is trusted
    assert distrusted(body) == (set() if trusted else {"left_eye"})


@pytest.mark.parametrize(("x", "trusted"), [(-15.0, True), (-17.0, False)])
def test_the_edge_is_a_share_of_the_picture(x: float, trusted: bool) -> None:
    wide = frame(0.0, Stick(size=(1600, 900)))
    assert seen(moved(wide, "left_eye", x, 100.0)).trusted[INDEX["left_eye"]] is trusted


@pytest.mark.parametrize(("visibility", "trusted"), [(0.29, False), (0.31, True)])
def test_low_visibility_is_not_trusted(visibility: float, trusted: bool) -> None:
    picture = frame(0.0, REST)
    picture.visibility[WRIST] = visibility
    assert distrusted(seen(picture)) == (set() if trusted else {"left_wrist"})


@pytest.mark.parametrize(
    ("landmark", "parent", "fine", "too_long"),
    [
        ("left_elbow", "left_shoulder", 1.0, 1.7),
        ("right_wrist", "right_elbow", 0.9, 1.7),
        ("left_knee", "left_hip", 1.5, 2.8),
    ],
)
def test_a_bone_longer_than_a_body_allows(landmark: str, parent: str, fine: float, too_long: float) -> None:
    picture = frame(0.0, REST)
    x, y = picture.point(parent)
    assert landmark not in distrusted(seen(moved(picture, landmark, x + fine * 80, y)))
    assert landmark in distrusted(seen(moved(picture, landmark, x + too_long * 80, y)))


@pytest.mark.parametrize("stick", [REST, Stick(turn=60.0), Stick(turn=90.0), Stick(width=0.6)])
def test_the_length_survives_turning_and_narrow_shoulders(stick: Stick) -> None:
    assert 0.9 * 80 < body_length(frame(0.0, stick).image.tolist()) <= 80


# ---------------------------------------------------------------- leaps


def after_a_leap(stay_s: float, fps: float) -> Body:
    """The wrist is out to the left, leaps over to the hip in one frame, and stays there."""
    watcher = Watcher()
    for picture in film(lambda t: Stick(**arms(elevation=80.0)), 1.0, fps):
        watcher.update(picture)
    for picture in film(lambda t: REST, stay_s, fps, start_s=1.0 + 1 / fps):
        body = watcher.update(picture)
    return body


@pytest.mark.parametrize("fps", [30, 60])  # at 12 a second an arm may truly have come down between two frames
def test_a_wrist_that_leapt_is_believed_again_after_a_fifth_of_a_second(fps: float) -> None:
    assert {"left_wrist", "right_wrist"} <= distrusted(after_a_leap(SETTLE_S - 2 / fps, fps))
    assert distrusted(after_a_leap(SETTLE_S + 2 / fps, fps)) == set()


def test_a_wrist_that_keeps_leaping_is_never_believed() -> None:
    watcher = Watcher()
    for i in range(30):
        picture = frame(i * STEP_S, REST)
        body = watcher.update(moved(picture, "left_wrist", *((371, 283) if i % 2 else (430, 165))))
        assert ("left_wrist" in distrusted(body)) is (i > 0)


def test_the_fastest_arm_is_no_leap() -> None:
    watcher = Watcher()
    for picture in film(lambda t: Stick(**arms(elevation=min(170.0, 10 + 600 * t))), 0.5, 30):  # 600 degrees a second
        assert distrusted(watcher.update(picture)) == set()


def test_after_half_a_second_unseen_nothing_has_leapt() -> None:
    watcher = Watcher()
    watcher.update(frame(0.0, Stick(**arms(elevation=170.0))))
    assert distrusted(watcher.update(frame(0.6, REST))) == set()


# ---------------------------------------------------------------- one person kept

SELF = Stick(px=50.0, at=(150.0, 150.0))
OTHER = Stick(px=50.0, at=(500.0, 150.0))  # seven shoulder widths away
BESIDE = Stick(px=50.0, at=(275.0, 150.0))  # two and a half shoulder widths away
BEHIND = Stick(px=25.0, at=(160.0, 150.0))  # half as large


@pytest.mark.parametrize(
    ("stranger", "wait_s"),
    [(OTHER, STRANGER_S), (BESIDE, STRANGER_S), (BEHIND, OTHER_SIZE_S), (replace(OTHER, left=Arm(170)), HAND_S)],
)
def test_a_stranger_is_not_measured_until_they_have_stayed_or_raised_a_hand(stranger: Stick, wait_s: float) -> None:
    watcher = Watcher()
    for picture in film(lambda t: SELF, 1.0):
        watcher.update(picture)
    for picture in film(lambda t: stranger, 6.0, start_s=1.0 + STEP_S):
        body = watcher.update(picture)
        stayed_s = picture.t_s - 1.0 - STEP_S
        if abs(stayed_s - wait_s) > STEP_S / 2:
            assert body.trusted[INDEX["nose"]] is (stayed_s > wait_s)
            assert body.stranger is (stayed_s < wait_s)


def test_one_person_is_kept_when_the_landmarker_looks_at_another_for_a_moment() -> None:
    watcher = Watcher()
    for picture in film(lambda t: OTHER if 1.0 <= t < 2.0 else SELF, 4.0):
        body = watcher.update(picture)
        assert any(body.trusted) is not (1.0 <= picture.t_s < 2.0)
    assert body.trusted == [True] * COUNT


@pytest.mark.parametrize(("seen_s", "others"), [(0.1, False), (1.0, True)])
def test_that_there_is_somebody_else_is_known_for_a_while(seen_s: float, others: bool) -> None:
    watcher = Watcher()
    bodies = [watcher.update(p) for p in film(lambda t: OTHER if 1.0 <= t < 1.0 + seen_s else SELF, 15.0)]
    assert not any(body.others for body in bodies if body.t_s < 1.0 + OTHERS_FOR_S - STEP_S)
    after = [body for body in bodies if 1.0 + seen_s <= body.t_s < seen_s + OTHERS_S]
    assert {body.others for body in after} == {others}
    assert not bodies[-1].others


def test_moments_with_a_stranger_do_not_add_up() -> None:
    watcher = Watcher()
    for picture in film(lambda t: OTHER if t % 2 > 1.0 else SELF, 8.0):
        body = watcher.update(picture)
        assert not (any(body.trusted) and body.px[0][0] > 400)


def test_somebody_who_walks_across_the_picture_stays_the_same_person() -> None:
    watcher = Watcher()
    for picture in film(lambda t: Stick(at=(150 + 120 * t, 150.0)), 3.0):
        assert any(watcher.update(picture).trusted)


def followed_away(back: Stick) -> float:
    """Somebody stays for three seconds, the landmarker follows a passer-by for one, then shows `back`. The seconds
    until that is believed."""

    def who(t: float) -> Stick:
        return SELF if t < 3 else Stick(px=50.0, at=(150 + 400 * (t - 3), 150.0)) if t < 4 else back

    watcher = Watcher()
    for picture in film(who, 8.0):
        body = watcher.update(picture)
        if picture.t_s >= 4 and any(body.trusted):
            return picture.t_s - 4
    pytest.fail("never believed again")


def test_whoever_is_where_the_person_was_all_the_time_is_that_person_again() -> None:
    assert followed_away(SELF) == pytest.approx(AT_HOME_S, abs=2 * STEP_S)
    assert followed_away(Stick(px=50.0, at=(230.0, 150.0))) == pytest.approx(STRANGER_S, abs=2 * STEP_S)


# ---------------------------------------------------------------- nobody


def test_nobody_is_trusted_in_an_empty_frame() -> None:
    body = seen(empty_frame(0.0, (640, 480)))
    assert distrusted(body) == set(INDEX)
    assert body.length_px != body.length_px


def test_somebody_comes_back_and_is_seen_at_once() -> None:
    watcher = Watcher()
    watcher.update(frame(0.0, REST))
    for i in range(1, 60):
        assert not any(watcher.update(empty_frame(i * STEP_S, (640, 480))).trusted)
    assert all(watcher.update(frame(60 * STEP_S, REST)).trusted)


def test_sees_asks_for_all() -> None:
    picture = frame(0.0, REST)
    picture.visibility[WRIST] = 0.0
    body = seen(picture)
    assert body.sees("left_elbow", "right_wrist")
    assert not body.sees("left_elbow", "left_wrist")


@pytest.mark.parametrize("turn", [0.0, 20.0])
def test_somebody_whose_front_is_taken_for_their_back_is_measured_as_they_are(turn: float) -> None:
    watcher, plain = Watcher(), frame(0.0, Stick(turn=turn, left=Arm(elevation=70.0)))
    names, depth = list(MIRROR), np.array([1.0, 1.0, -1.0])
    mistaken = replace(plain, image=plain.image[names], world=plain.world[names] * depth)
    expected = watcher.update(plain)
    for t_s in np.arange(1, 40) / 15:
        body = watcher.update(replace(mistaken, t_s=float(t_s)))
        assert body.px == expected.px
        assert np.allclose(body.world, expected.world)
