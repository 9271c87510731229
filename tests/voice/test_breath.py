"""What is said aloud is one breath long: all that the exercises and the coach have to say, sentence by sentence."""

from __future__ import annotations

import re

import pytest
from shipped import LIBRARY

from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.definitions.library import Card
from coach.voice.engines import WORDS_PER_MINUTE
from coach.wording.catalogue import FOLDER
from coach.workout import prompts
from coach.workout.program import plan

BREATH_S = 9.0  # about as long as people talk without breathing in
MOST = int(BREATH_S * WORDS_PER_MINUTE / 60)
CARDS = LIBRARY.cards()
SPOKEN = ("coach/workout/", "coach/counting/", "coach/voice/", "coach/gestures/", "coach/body/", "coach/capture/")
NOT_SPOKEN = ("coach/counting/explanation.py", "coach/counting/tuning.py", "coach/capture/model/")


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", " ".join(text.split()))


def too_long(*texts: str) -> list[str]:
    return [sentence for text in texts for sentence in sentences(text) if len(sentence.split()) > MOST]


def test_a_breath() -> None:
    assert MOST == 25
    assert too_long("word " * 25 + "end. One.") == ["word " * 25 + "end."]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.exercise.id)
def test_an_exercise_is_told_in_breaths(card: Card) -> None:
    exercise = card.exercise
    (item,) = plan(card, Options()).items
    assert len(f"{prompts.how_much(item)} {prompts.brief(exercise)}".split()) <= MOST, (
        "name, dose and movement together"
    )
    texts = [exercise.setup, exercise.movement]
    if isinstance(exercise, Exercise):
        texts += [
            exercise.unsure,
            exercise.camera.say,
            *(cue.say for cue in exercise.cues),
            *(cue.praise for cue in exercise.cues),
        ]
    assert too_long(*filter(None, texts)) == []


def test_what_the_coach_itself_says_is_told_in_breaths() -> None:
    rows = re.findall(r"((?:#: .+\n)+)msgid ((?:\".*\"\n)+)", (FOLDER / "coach.pot").read_text(encoding="utf-8"))
    said = [
        "".join(re.findall(r'"(.*)"', text))
        for places, text in rows
        if any(place.startswith(SPOKEN) and not place.startswith(NOT_SPOKEN) for place in places.split())
    ]
    assert len(said) > 100
    assert too_long(*said) == []
