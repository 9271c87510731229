"""Every word of the vocabulary on a body whose answer is arithmetic; what is unseen is NaN; mirrors, scales, shifts."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import FOREARM, SHANK, SHOULDER_M, THIGH, TRUNK, UPPER_ARM, Arm, Leg, Stick, arms, frame, side_view
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.body.landmarks import BONES, INDEX, MIRROR, NAMES, PoseFrame, empty_frame, mirror_name
from coach.body.measures import VOCABULARY, Measurer, Scale, landmarks_of, sided_names, split_side
from coach.body.visibility import Body, Watcher

ALL = tuple(name for word in VOCABULARY for name in sided_names(word))
REST = Stick()  # one shoulder width is 80 px, the middle of the shoulders at (320, 150) of 640 x 480


def measured(stick: Stick, names: tuple[str, ...] = ALL) -> dict[str, float]:
    """The measures of a pose, in shoulder widths of the same person at rest, seen a second before."""
    watcher, measurer = Watcher(), Measurer(names)
    rest = Stick(at=stick.at, px=stick.px, size=stick.size)
    measurer.update(watcher.update(frame(0.0, rest)))
    return measurer.update(watcher.update(frame(1.0, stick)))


def sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))


def cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def turned(turn: float) -> Stick:
    """Everybody at an angle to the camera, both arms out level and straight."""
    return replace(Stick(**arms(elevation=90.0, flexion=0.0)), turn=turn)


UNEVEN = Stick(left=Arm(50.0, 70.0), right=Arm(20.0, 40.0))
TIPPED = Stick(left=Arm(0.0, 0.0, tip=60.0), right=Arm(0.0, 0.0, reach=60.0))
KICK = Stick(left_leg=Leg(80.0, 60.0), right_leg=Leg(10.0, 5.0))
SIDEWAYS = side_view(  # bowed by 20 degrees: hanging arms would point 20 degrees backward of their shoulders
    Stick(
        left=Arm(0, 0, 10, 10), right=Arm(0, 0, 40, 70), left_leg=Leg(10, 5), right_leg=Leg(80, 60), bow=20.0
    )
)  # fmt: skip
# on the back, head to the left of the picture, thighs at 60 degrees let down to the right, towards the camera, by 30
SUPINE = replace(side_view(Stick(left_leg=Leg(60, 90, -30), right_leg=Leg(60, 90, -30))), roll=-90.0)
NOSE_DOWNWARD = math.degrees(math.atan2(0.1, 0.25))
HEAD = Stick(head_turn=30.0)
NODDING = Stick(nod=20.0)

FACE_FORWARD = (0.25 + 6 * 0.2 + 2 * 0.2) / 11  # nose, eyes, mouth; the ears are where the head turns

# measure -> (body, answer) for a measure of the whole body, (body, left answer, right answer) for one of a limb;
# None where no arithmetic knows it
KNOWN: dict[str, tuple[Stick, float] | tuple[Stick, float | None, float | None]] = {
    # arms
    "arm_elevation": (UNEVEN, 50.0, 20.0),
    "shoulder_abduction": (replace(UNEVEN, lean=12.0), 50.0, 20.0),  # against the trunk, which leans with them
    "elbow_flexion": (UNEVEN, 70.0, 40.0),
    "elbow_flexion_3d": (TIPPED, 60.0, 60.0),  # the forearm bent forward; the upper arm lifted forward
    "forearm_elevation": (UNEVEN, 120.0, 60.0),
    "forearm_length": (TIPPED, FOREARM * cos(60), FOREARM),
    "upper_arm_length": (TIPPED, UPPER_ARM, UPPER_ARM * cos(60)),
    "wrist_height": (
        UNEVEN,
        -UPPER_ARM * cos(50) - FOREARM * cos(120),
        -UPPER_ARM * cos(20) - FOREARM * cos(60),
    ),
    "elbow_height": (UNEVEN, -UPPER_ARM * cos(50), -UPPER_ARM * cos(20)),
    "wrist_out": (UNEVEN, UPPER_ARM * sin(50) + FOREARM * sin(120), UPPER_ARM * sin(20) + FOREARM * sin(60)),
    "elbow_out": (UNEVEN, UPPER_ARM * sin(50), UPPER_ARM * sin(20)),
    "wrist_rise": (  # the shoulders are 150 px below the upper edge, so at -150 / 80
        UNEVEN,
        -150 / 80 - UPPER_ARM * cos(50) - FOREARM * cos(120),
        -150 / 80 - UPPER_ARM * cos(20) - FOREARM * cos(60),
    ),
    "elbow_rise": (UNEVEN, -150 / 80 - UPPER_ARM * cos(50), -150 / 80 - UPPER_ARM * cos(20)),
    "forearm_rise_3d": (UNEVEN, -FOREARM * SHOULDER_M * cos(120), -FOREARM * SHOULDER_M * cos(60)),
    "near_elbow_out": (turned(40.0), UPPER_ARM * cos(40)),
    "near_wrist_out": (turned(-40.0), (UPPER_ARM + FOREARM) * cos(40)),
    "elbow_gap": (Stick(left=Arm(30.0), right=Arm(30.0)), 1 + 2 * UPPER_ARM * sin(30)),
    "wrist_gap": (Stick(**arms(elevation=30.0, flexion=60.0)), 1 + 2 * (UPPER_ARM * sin(30) + FOREARM)),
    "arm_asymmetry": (UNEVEN, 30.0),
    # shoulders
    "shoulder_width": (Stick(width=0.9, lean=12.0), 0.9),
    "shoulder_rise": (Stick(rise_left=0.1, rise_right=-0.05), -150 / 80 + 0.1, -150 / 80 - 0.05),
    "shoulder_line_rise": (Stick(rise_left=0.1, rise_right=-0.05), -150 / 80 + 0.025),
    "ear_shoulder": (Stick(rise_left=0.1, neck=0.6), 0.5, 0.6),
    "neck_height": (Stick(rise_left=0.1, neck=0.6), 0.55),
    "shoulder_tilt": (Stick(lean=12.0), 12.0),
    "trunk_turn_3d": (Stick(turn=25.0), 25.0),
    "shoulder_depth": (Stick(depth=0.2), 0.2),
    # head: the ears 0.2 to each side, the nose 0.25 ahead of them and 0.1 below
    "neck_side_bend": (Stick(head_tilt=15.0, lean=7.0), 15.0),
    "head_turn": (HEAD, 0.25 * sin(30) / (0.2 * cos(30))),
    "nose_drop": (NODDING, 0.1 * cos(20) + 0.25 * sin(20)),
    "head_width": (HEAD, 0.4 * cos(30)),
    "nose_rise": (NODDING, -150 / 80 + 0.65 - 0.1 * cos(20) - 0.25 * sin(20)),
    "ear_line_rise": (Stick(neck=0.6, rise_left=0.1), -150 / 80 + 0.6),
    "eye_width": (HEAD, 0.3 * cos(30)),
    "face_height": (NODDING, 0.3 * cos(20)),
    "head_tilt": (Stick(head_tilt=15.0), 15.0),
    "head_yaw": (HEAD, math.degrees(math.atan(0.25 * sin(30) / (0.2 * cos(30)) / 1.35))),
    "nose_aside": (HEAD, 0.25 * sin(30)),
    "nose_height": (NODDING, 0.65 - 0.1 * cos(20) - 0.25 * sin(20)),
    "head_turn_3d": (Stick(head_turn=150.0), 45.0),  # taken for the back of a head, which leaves two thirds
    "chin_turn_3d": (HEAD, 30.0),
    "hand_to_face": (Stick(left=Arm(180, 0), right=Arm(90, 0)), math.hypot(0.5, 0.95), math.hypot(2.0, 0.55)),
    # arms, one against the other, and in space
    "elbow_lead": (UNEVEN, 30.0, -30.0),
    "other_arm_elevation": (UNEVEN, 20.0, 50.0),
    "other_elbow_height": (UNEVEN, -UPPER_ARM * cos(20), -UPPER_ARM * cos(50)),
    "other_wrist_height": (
        UNEVEN,
        -UPPER_ARM * cos(20) - FOREARM * cos(60),
        -UPPER_ARM * cos(50) - FOREARM * cos(120),
    ),
    "arm_raise": (  # an arm of 1.5 where 1.65 is usual
        Stick(left=Arm(40, 0), right=Arm(0, 0, 70, 70)),
        math.degrees(math.acos(1.5 * cos(40) / 1.65)),
        math.degrees(math.acos(1.5 * cos(70) / 1.65)),
    ),
    "arm_open_3d": (Stick(left=Arm(180, 0, 30, 30), right=Arm(0, 0, 90, 90)), 60.0, 0.0),
    "trunk_turn": (Stick(turn=25.0), 100 * (1 - math.exp(-25 / 45))),
    "shoulder_back_3d": (Stick(turn=25.0), SHOULDER_M * sin(25), -SHOULDER_M * sin(25)),
    # legs
    "knee_height": (KICK, -THIGH * cos(80), -THIGH * cos(10)),
    "ankle_height": (KICK, -THIGH * cos(80) - SHANK * cos(20), -THIGH * cos(10) - SHANK * cos(5)),
    "knee_lift": (KICK, THIGH * (cos(10) - cos(80)), THIGH * (cos(80) - cos(10))),
    "foot_lift": (
        KICK,
        THIGH * (cos(10) - cos(80)) + SHANK * (cos(5) - cos(20)),
        THIGH * (cos(80) - cos(10)) + SHANK * (cos(20) - cos(5)),
    ),
    "knee_gap": (Stick(left_leg=Leg(90, 90, 20), right_leg=Leg(90, 90, -20)), 0.6 + 2 * THIGH * sin(20)),
    "knees_aside": (SUPINE, None, 30.0),  # what is away from the camera is a guess that was fitted
    "thigh_forward": (SIDEWAYS, 10.0, 80.0),
    "near_thigh_forward": (SIDEWAYS, 80.0),
    "wrist_forward": (
        SIDEWAYS,
        UPPER_ARM * sin(10 - 20) + FOREARM * sin(10 - 20),
        UPPER_ARM * sin(40 - 20) + FOREARM * sin(70 - 20),
    ),
    "head_forward": (SIDEWAYS, FACE_FORWARD),  # off the line of the trunk, which is bowed too
    "chin_aside": (Stick(head_turn=120.0), 0.25 * sin(120) + 2 * 0.2 * cos(60)),  # the ears have gone past each other
    "shoulder_open_3d": (Stick(turn=20.0, roll=-90.0), 20.0, -20.0),  # on the right side, opened by 20 degrees
    # from the side
    "trunk_forward": (SIDEWAYS, 20.0),
    "face_up": (SIDEWAYS, -NOSE_DOWNWARD - 20.0),
    "head_pitch": (SIDEWAYS, -NOSE_DOWNWARD / 2 - 20.0),  # from the mouth to the eyes it is upright
    "ear_forward": (SIDEWAYS, 0.65 * sin(20)),
    "nose_forward": (SIDEWAYS, 0.25 * cos(20) + 0.55 * sin(20)),
    "shoulder_flexion": (SIDEWAYS, 10.0, 40.0),
    "reach_flexion": (
        SIDEWAYS,
        10.0,
        math.degrees(math.atan2(0.8 * sin(40) + 0.7 * sin(70), 0.8 * cos(40) + 0.7 * cos(70))),
    ),
    "hip_flexion": (SIDEWAYS, 30.0, 100.0),
    "other_hip_flexion": (SIDEWAYS, 100.0, 30.0),
    "hip_lead": (SIDEWAYS, -70.0, 70.0),
    "knee_flexion": (SIDEWAYS, 5.0, 60.0),
    "knee_shoulder": (
        SIDEWAYS,
        math.hypot(TRUNK * sin(20) - THIGH * sin(10), TRUNK * cos(20) + THIGH * cos(10)),
        math.hypot(TRUNK * sin(20) - THIGH * sin(80), TRUNK * cos(20) + THIGH * cos(80)),
    ),
    "neck_extension": (replace(SIDEWAYS, nod=10.0), -NOSE_DOWNWARD - 10.0),  # against the trunk, which is bowed too
    "trunk_lean_3d": (replace(SIDEWAYS, turn=40.0), 20.0),
    "trunk_length": (Stick(bow=30.0), TRUNK * cos(30)),
    # of the nearer side, which is the right one of a person turned to the left
    "near_shoulder_flexion": (SIDEWAYS, 40.0),
    "near_hip_flexion": (SIDEWAYS, 100.0),
    "near_knee_flexion": (SIDEWAYS, 60.0),
    "near_elbow_flexion": (SIDEWAYS, 30.0),
    "near_arm_elevation": (SIDEWAYS, 20.0),
    "near_elbow_height": (SIDEWAYS, -UPPER_ARM * cos(20)),
    "near_wrist_height": (SIDEWAYS, -UPPER_ARM * cos(20) - FOREARM * cos(50)),
    "near_knee_height": (SIDEWAYS, -THIGH * cos(80)),
    "near_ankle_height": (SIDEWAYS, -THIGH * cos(80) - SHANK * cos(20)),
    "near_ear_shoulder": (SIDEWAYS, 0.65 * cos(20)),
    "near_knee_shoulder": (
        SIDEWAYS,
        math.hypot(TRUNK * sin(20) - THIGH * sin(80), TRUNK * cos(20) + THIGH * cos(80)),
    ),
    # trunk, and places in the picture, whose middle is at (320, 240)
    "trunk_lean": (Stick(lean=-9.0), -9.0),
    "shoulders_height": (Stick(rise_left=0.1, rise_right=0.1), 90 / 80 + 0.1),
    "head_height": (Stick(neck=0.6), 90 / 80 + 0.6),
    "shoulders_shift": (Stick(at=(360.0, 150.0)), 0.5),
    "head_shift": (Stick(at=(300.0, 150.0)), -0.25),
}  # fmt: skip


def test_every_measure_has_a_known_answer() -> None:
    assert set(KNOWN) == set(VOCABULARY)


@pytest.mark.parametrize("word", sorted(KNOWN))
def test_a_measure_gives_the_known_answer(word: str) -> None:
    stick, *answers = KNOWN[word]
    found = measured(stick, sided_names(word))
    assert len(found) == len(answers)
    for value, answer in zip(found.values(), answers, strict=True):
        assert math.isfinite(value)
        assert answer is None or value == pytest.approx(answer, abs=1e-6)


def test_the_fused_side_is_the_nearer_one() -> None:
    one_arm = replace(turned(40.0), right=Arm(0.0, 0.0))  # turned to the left: the right shoulder is the nearer one
    assert measured(one_arm)["near_elbow_out"] == pytest.approx(0.0)
    assert measured(replace(one_arm, turn=-40.0))["near_elbow_out"] == pytest.approx(UPPER_ARM * cos(40))


def test_with_the_other_hip_hidden_the_trunk_is_taken_as_upright() -> None:
    stick = replace(UNEVEN, lean=12.0)
    found = Measurer(("left_shoulder_abduction",)).update(without(body_of(stick), "right_hip"))
    assert found["left_shoulder_abduction"] == pytest.approx(50.0 - 12.0)


def test_a_hidden_ear_keeps_the_turn_of_the_head_within_reason() -> None:
    far = measured(Stick(head_turn=89.9))["head_turn"]
    assert far == pytest.approx(0.25 / 0.05, rel=0.01)


# ---------------------------------------------------------------- unseen


def body_of(stick: Stick) -> Body:
    return Watcher().update(frame(0.0, stick))


def without(body: Body, *names: str) -> Body:
    return replace(body, trusted=[t and name not in names for t, name in zip(body.trusted, NAMES, strict=True)])


@pytest.mark.parametrize("name", ALL)
def test_a_measure_is_nan_when_any_of_its_landmarks_is_not_trusted(name: str) -> None:
    scale, body = Scale(), body_of(REST)
    scale.update(body)
    measurer = Measurer((name,), scale)
    assert math.isfinite(measurer.update(body)[name])
    for landmark in landmarks_of(name):
        assert math.isnan(measurer.update(without(body, landmark))[name]), landmark


# the thighs of somebody who lies are read from both legs, the middle of the face from all of it, the other leg's bend
# from the other leg, seen or guessed
GUESSED_TOO = ("knees_aside", "head_forward", "other_hip_flexion", "hip_lead")
TORSO = ("left_shoulder", "right_shoulder", "left_hip", "right_hip")  # their order in depth says how the body faces


@pytest.mark.parametrize("name", [n for n in ALL if not n.endswith(GUESSED_TOO)])
def test_a_measure_reads_no_landmark_that_is_not_trusted(name: str) -> None:
    body = body_of(replace(UNEVEN, lean=5.0, turn=10.0))
    scale = Scale()
    measurer = Measurer((name,), scale)
    scale.update(body)
    named = set(landmarks_of(name))
    hidden = without(body, *(set(NAMES) - named))
    found = []
    for far in (-1e3, 1e3):
        px = [p if n in named else [far, 2 * far, far] for n, p in zip(NAMES, body.px, strict=True)]
        world = [p if n in named | set(TORSO) else [far] * 3 for n, p in zip(NAMES, body.world, strict=True)]
        found.append(measurer.update(replace(hidden, px=px, metres=np.array(world)))[name])
    assert found[0] == pytest.approx(found[1], nan_ok=True)


def test_nobody_measures_nothing() -> None:
    measurer = Measurer(ALL)
    found = measurer.update(Watcher().update(empty_frame(0.0, (640, 480))))
    assert set(found) == set(ALL)
    assert all(math.isnan(v) for v in found.values())


# ---------------------------------------------------------------- mirror, scale, shift

angle = st.floats(0, 120, allow_nan=False)
small = st.floats(-0.1, 0.1, allow_nan=False)
arm = st.builds(Arm, elevation=angle, flexion=angle, reach=st.floats(0, 50), tip=st.floats(0, 50))
sticks = st.builds(
    Stick, left=arm, right=arm, width=st.floats(0.8, 1.0), rise_left=small, rise_right=small, depth=small,
    neck=st.floats(0.4, 0.7), lean=st.one_of(st.floats(-15, -1), st.floats(1, 15)),
    turn=st.one_of(st.floats(-35, -2), st.floats(2, 35)), head_turn=st.floats(-30, 30), head_tilt=st.floats(-20, 20),
    nod=st.floats(-15, 25), at=st.tuples(st.floats(250, 400), st.floats(140, 170)),
)  # fmt: skip
steady = settings(max_examples=20, deadline=None, derandomize=True)


def readings(picture: PoseFrame) -> dict[str, float]:
    return Measurer(ALL).update(Watcher().update(picture))


def mirror_of(name: str) -> tuple[str, float]:
    """The measure's name in the mirror, and the sign that it has there."""
    return mirror_name(name), -1.0 if split_side(name)[1].signed else 1.0


@steady
@given(sticks)
@example(SIDEWAYS)
@example(SUPINE)
def test_a_mirror_swaps_sides_turns_signs_and_changes_nothing_else(stick: Stick) -> None:
    plain, mirrored = readings(frame(0.0, stick)), readings(frame(0.0, stick).mirrored())
    for name, value in plain.items():
        if name.endswith("knees_aside") and stick.roll == 0.0:
            continue  # means nothing of somebody who stands
        other, sign = mirror_of(name)
        if split_side(name)[1].unit == "deg":  # half a turn to the left is half a turn to the right
            value, sign = (sign * value - mirrored[other] + 180) % 360 - 180 + mirrored[other], 1.0
        assert mirrored[other] == pytest.approx(sign * value, abs=1e-6, nan_ok=True), name


@steady
@given(sticks)
def test_the_mirror_of_the_mirror_is_the_frame(stick: Stick) -> None:
    picture = frame(0.0, stick)
    twice = picture.mirrored().mirrored()
    assert np.allclose(twice.image, picture.image)
    assert np.allclose(twice.world, picture.world)


def test_the_mirror_keeps_what_faces_up_forward_and_in_view() -> None:
    picture = frame(0.0, replace(UNEVEN, at=(250.0, 150.0)))
    seen = np.linspace(0.4, 0.9, 33)
    there = replace(picture, visibility=seen).mirrored()
    left, right = INDEX["left_wrist"], INDEX["right_wrist"]
    assert there.image[left].tolist() == pytest.approx([640 - picture.image[right, 0], *picture.image[right, 1:]])
    assert there.world[left].tolist() == pytest.approx([-picture.world[right, 0], *picture.world[right, 1:]])
    assert there.visibility[left] == seen[right]


@steady
@given(sticks, st.floats(0.3, 3.0))
def test_a_larger_picture_of_the_same_changes_nothing(stick: Stick, factor: float) -> None:
    picture = frame(0.0, stick)
    larger = replace(picture, image=picture.image * factor, size=(640 * factor, 480 * factor))
    found = readings(larger)
    for name, value in readings(picture).items():
        assert found[name] == pytest.approx(value, abs=1e-6, nan_ok=True), name


@steady
@given(sticks, st.floats(-40, 40), st.floats(-15, 15))
def test_a_shift_in_the_picture_changes_only_places_in_the_picture(stick: Stick, x: float, y: float) -> None:
    picture = frame(0.0, stick)
    moved = replace(picture, image=picture.image + np.array([x, y, 0.0]))
    plain, there = readings(picture), readings(moved)
    length = Watcher().update(picture).length_px
    for name, value in plain.items():
        shift = 0.0
        if name.endswith("_shift"):
            shift = x / length
        elif split_side(name)[1].anchored and name != "shoulder_depth":
            shift = -y / length
        assert there[name] == pytest.approx(value + shift, abs=1e-6, nan_ok=True), name


# ---------------------------------------------------------------- the scale


def scaled(seconds: list[float], widths: list[float]) -> list[float]:
    scale, watcher = Scale(), Watcher()
    return [scale.update(watcher.update(frame(t, Stick(px=w)))) for t, w in zip(seconds, widths, strict=True)]


def test_the_scale_settles_and_then_stays_while_the_person_moves() -> None:
    times = [i / 10 for i in range(40)]
    widths = [80.0] * 10 + [90.0, 72.0] * 15  # a tenth more and less than at rest
    assert set(scaled(times, widths)) == {80.0}


def test_the_scale_follows_a_person_who_has_come_nearer_after_two_seconds() -> None:
    times = [i / 10 for i in range(60)]
    found = scaled(times, [60.0] * 20 + [80.0] * 40)
    assert found[20:38] == pytest.approx([60.0] * 18)
    assert found[42:] == pytest.approx([80.0] * 18)


def test_the_scale_is_the_same_at_any_frame_rate() -> None:
    when = {}
    for fps in (12, 30, 60):
        times = [i / fps for i in range(6 * fps)]
        found = scaled(times, [60.0 if t < 2 else 80.0 for t in times])
        when[fps] = next(t for t, v in zip(times, found, strict=True) if v == pytest.approx(80.0))
    assert max(when.values()) - min(when.values()) < 2 / 12


def test_a_person_seen_from_the_side_keeps_a_length() -> None:
    length = Watcher().update(frame(0.0, side_view(REST))).length_px
    assert length == pytest.approx(0.62 * 1.5 * 80)  # of the trunk, where the shoulders hide each other


def test_the_scale_is_unknown_until_the_shoulders_have_been_seen() -> None:
    scale, body = Scale(), body_of(REST)
    assert math.isnan(scale.update(without(body, "left_shoulder")))
    assert scale.update(body) == pytest.approx(80.0)
    assert scale.update(without(body, "left_shoulder")) == pytest.approx(80.0)


# ---------------------------------------------------------------- names


def test_names_of_sides() -> None:
    assert sided_names("elbow_flexion") == ("left_elbow_flexion", "right_elbow_flexion")
    assert sided_names("neck_height") == ("neck_height",)
    assert split_side("left_elbow_flexion") == ("left", VOCABULARY["elbow_flexion"])
    assert split_side("neck_height") == ("", VOCABULARY["neck_height"])
    assert landmarks_of("right_elbow_flexion") == ("right_shoulder", "right_elbow", "right_wrist")


@pytest.mark.parametrize("name", ["elbow_flexion_4d", "left_neck_height", "middle_elbow_flexion", "left_"])
def test_what_is_no_measure_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        split_side(name)


@pytest.mark.parametrize("word", sorted(VOCABULARY))
def test_every_measure_says_what_it_is_from_landmarks_that_exist(word: str) -> None:
    measure = VOCABULARY[word]
    assert measure.says.endswith(".")
    assert measure.unit in ("deg", "sw", "m", "1")
    for name in sided_names(word):
        assert set(landmarks_of(name)) <= set(NAMES)


def test_landmarks_have_mirrors_and_bones_ends() -> None:
    assert [MIRROR[MIRROR[i]] for i in range(33)] == list(range(33))
    assert sum(MIRROR[i] == i for i in range(33)) == 1  # the nose alone
    assert mirror_name("mouth_left") == "mouth_right"
    assert {name for bone in BONES for name in bone} <= set(NAMES)
