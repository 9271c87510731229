"""Landmarks as a person calls them."""

from __future__ import annotations

import pytest

from coach.body.landmarks import INDEX
from coach.wording.body_parts import listed_parts


@pytest.mark.parametrize(
    ("landmarks", "words"),
    [
        ((), ""),
        (("nose", "left_eye", "mouth_right", "right_eye_outer"), "your face"),
        (("left_elbow",), "your left elbow"),
        (("left_elbow", "right_elbow"), "both elbows"),
        (("right_elbow", "left_wrist"), "your right elbow and your left wrist"),
        (("left_ear", "left_elbow", "right_elbow", "right_wrist"), "your left ear, both elbows and your right wrist"),
        (("left_foot_index", "left_heel"), "your left foot"),
        (("left_pinky", "right_thumb"), "both hands"),
    ],
)
def test_landmarks_in_words(landmarks: tuple[str, ...], words: str) -> None:
    assert listed_parts(landmarks) == words


def test_every_landmark_has_a_name_for_people() -> None:
    for name in INDEX:
        assert "_" not in listed_parts([name])
        assert listed_parts([name]) != ""
