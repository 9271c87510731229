"""What the person is asked to change, in exact sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import Stick, frame

from coach.body.landmarks import INDEX, empty_frame
from coach.body.visibility import Body, Watcher
from coach.counting.framing import guidance

CAMERA = "Face the camera."


def body(places: dict[str, tuple[float, float]] | None = None, px: float = 80.0) -> Body:
    """Somebody in the picture, with some landmarks elsewhere."""
    picture = frame(0.0, Stick(px=px))
    image = picture.image.copy()
    for name, place in (places or {}).items():
        image[INDEX[name], :2] = place
    return Watcher().update(replace(picture, image=image))


@pytest.mark.parametrize(
    ("places", "missing", "sentence"),
    [
        pytest.param({}, (), None, id="all is well"),
        pytest.param(
            {"left_elbow": (380, 500), "right_elbow": (260, 500)},
            ("left_elbow", "right_elbow"),
            "Step back a little: I need to see both elbows.",
            id="below the picture",
        ),
        pytest.param(
            {"left_wrist": (380, -20)},
            ("left_wrist",),
            "Step back or tilt the camera up: I need to see your left wrist.",
            id="above",
        ),
        pytest.param(
            {"left_elbow": (660, 200), "left_wrist": (700, 200)},
            ("left_elbow", "left_wrist"),
            "Move to your right: I need to see your left elbow and your left wrist.",
            id="the person's left is the right of the picture",
        ),
        pytest.param(
            {"right_elbow": (-30, 200)},
            ("right_elbow",),
            "Move to your left: I need to see your right elbow.",
            id="right",
        ),
        pytest.param(
            {"left_wrist": (660, 200), "right_wrist": (-30, 200)},
            ("left_wrist", "right_wrist"),
            "Step back a little: I need to see both wrists.",
            id="both sides",
        ),
        pytest.param(
            {},
            ("left_wrist",),
            "I can't see your left wrist. More light, or turn so that nothing is in the way.",
            id="in the picture, but hidden",
        ),
    ],
)
def test_one_instruction(places: dict[str, tuple[float, float]], missing: tuple[str, ...], sentence: str) -> None:
    assert guidance(body(places), missing, CAMERA) == sentence


def test_nobody() -> None:
    nobody = Watcher().update(empty_frame(0.0, (640, 480)))
    assert guidance(nobody, (), CAMERA) == "I can't see you. Face the camera."
    assert guidance(nobody, ("left_ear",), CAMERA) == "I can't see you. Face the camera."


@pytest.mark.parametrize(("px", "near"), [(44.0, False), (46.0, True)])
def test_too_far_away(px: float, near: bool) -> None:
    told = guidance(body(px=px), (), CAMERA)  # 45 of 640 pixels are seven hundredths
    assert told == (None if near else "Come closer: you are too far away for me to judge.")


def test_who_is_in_the_middle_of_a_movement_looks_small() -> None:
    assert guidance(body(px=44.0), (), CAMERA, moving=True) is None
