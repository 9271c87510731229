"""The name of what was done: another where something else counts, the same where only words or the dose differ."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cranked import LIBRARY

from coach.definitions.content_hash import content_hash, content_of
from coach.definitions.definition import Dose

CARD = LIBRARY.card("wall-slides")


def name_of(**changes: Any) -> str:
    return content_hash(content_of(CARD.exercise.model_copy(update=changes), CARD.poses))


def test_words_language_and_dose_leave_it_as_it_is() -> None:
    other = CARD.exercise.in_language("pseudo")
    assert other.title != CARD.exercise.title
    assert content_hash(content_of(other, CARD.poses)) == name_of()
    assert name_of(dose=Dose(reps=3), setup="Stand anywhere.") == name_of()


@pytest.mark.parametrize("changes", [{"tempo_s": (0.5, 20.0)}, {"cues": ()}, {"start_when": ()}])
def test_what_decides_makes_it_another(changes: dict[str, Any]) -> None:
    assert name_of(**changes) != name_of()


def test_a_pose_decides_too() -> None:
    poses = {name: pose.model_copy(update={"measures": {"head_tilt": 1.0}}) for name, pose in CARD.poses.items()}
    assert content_hash(content_of(CARD.exercise, poses)) != name_of()


def test_every_exercise_has_a_name_of_its_own_and_no_texts_in_it() -> None:
    cards = LIBRARY.cards()
    contents = [content_of(card.exercise, card.poses) for card in cards]
    assert len({content_hash(content) for content in contents}) == len(list(LIBRARY.cards()))
    for card, content in zip(LIBRARY.cards(), contents, strict=True):
        assert card.exercise.title not in content
        assert json.loads(content)["exercise"]["id"] == card.exercise.id
