"""Bodies as they are: an arm that is not there is not judged, and what is there counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from paths import FIXTURES

from coach.body.landmarks import INDEX, PoseFrame
from coach.body.limbs import Limb, landmarks_of_limbs, limbs_of, without
from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options, events_over
from coach.definitions.library import Library
from coach.events import Cue, Event, Rep, Summary, Unseen

LEFT = (Limb.LEFT_ARM,)


def without_arm(frame: PoseFrame, random: np.random.Generator) -> PoseFrame:
    """The left arm guessed near the trunk, as a landmarker does where there is none."""
    if not frame.present:
        return frame
    image, visibility = frame.image.copy(), frame.visibility.copy()
    shoulder, hip = image[INDEX["left_shoulder"]], image[INDEX["left_hip"]]
    for k, name in enumerate(("elbow", "wrist", "pinky", "index", "thumb")):
        image[INDEX[f"left_{name}"]] = shoulder + (hip - shoulder) * (0.3 + 0.12 * k) + random.normal(0, 2, 3)
        visibility[INDEX[f"left_{name}"]] = 0.6  # it is surer than it should be
    return replace(frame, image=image, visibility=visibility)


def done(exercise: str, recording: str, limbs: Sequence[Limb]) -> list[Event]:
    """The events of a recording in which the left arm is not there."""
    card, random = Library().card(exercise), np.random.default_rng(1)
    session = session_for(card.exercise, card.poses, Options(endless=True, without=tuple(limbs)))
    return events_over(session, (without_arm(frame, random) for _, frame in Recording(FIXTURES / exercise / recording)))


@pytest.mark.parametrize(
    ("exercise", "recording", "reps"), [("wall-slides", "mixed.npz", 0), ("lateral-raises", "mixed.npz", 0)]
)
def test_one_arm_is_counted_as_two_are(exercise: str, recording: str, reps: int) -> None:
    card = Library().card(exercise)
    session = session_for(card.exercise, card.poses, Options(endless=True))
    whole = events_over(session, (frame for _, frame in Recording(FIXTURES / exercise / recording)))
    reps = sum(isinstance(event, Rep) for event in whole)
    found = done(exercise, recording, LEFT)
    assert sum(isinstance(event, Rep) for event in found) == reps > 0
    assert not any("left_" in name for event in found if isinstance(event, Unseen) for name in event.missing)
    assert not any(event.side == "left" or "uneven" in event.id for event in found if isinstance(event, Cue))
    assert next(event for event in found if isinstance(event, Summary)).seen > 0.9


def test_an_arm_that_is_not_left_out_is_judged() -> None:
    found = done("wall-slides", "mixed.npz", ())
    assert sum(isinstance(event, Rep) for event in found) < sum(
        isinstance(e, Rep) for e in done("wall-slides", "mixed.npz", LEFT)
    )


@pytest.mark.parametrize(("limbs", "goal"), [((), 20), (LEFT, 10), ((Limb.LEFT_LEG,), 20)])
def test_the_side_that_is_not_there_is_not_asked_for(limbs: tuple[Limb, ...], goal: int) -> None:
    card = Library().card("one-arm-row")
    session = session_for(card.exercise, card.poses, Options(reps=10, sets=1, without=limbs))
    assert session.finish().goal == goal


def test_limbs_are_read_as_people_write_them() -> None:
    assert limbs_of("") == ()
    assert limbs_of("Left  arm, right leg,left arm") == (Limb.LEFT_ARM, Limb.RIGHT_LEG)
    with pytest.raises(ValueError, match="found 'tail'"):
        limbs_of("tail")


def test_what_is_left_out_is_not_seen_and_the_shoulder_is() -> None:
    frame = next(frame for _, frame in Recording(FIXTURES / "wall-slides" / "mixed.npz") if frame.present)
    gone = landmarks_of_limbs(LEFT)
    seen = without(frame, gone).visibility
    assert {name for name, i in INDEX.items() if seen[i] == 0.0 and frame.visibility[i] > 0} == gone
    assert "left_shoulder" not in gone
    assert without(frame, frozenset()) is frame
