"""The first screen: few words, the dose in figures, how to stand; all else is behind `h`."""

from __future__ import annotations

import pytest
from shipped import LIBRARY

from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Exercise, Position
from coach.definitions.library import Library
from coach.workout.first_screen import first_screen
from coach.workout.pain import MILD
from coach.workout.plan import Item

ALL: list[Exercise | Activity] = [card.exercise for card in LIBRARY.cards()]
MOST_WORDS = 15  # read in five seconds from two metres away


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_the_movement_is_told_in_fifteen_words(exercise: Exercise | Activity) -> None:
    assert 0 < len(exercise.brief.split()) <= MOST_WORDS
    assert exercise.brief.endswith(".")
    assert exercise.position is not None


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_what_cannot_be_seen_is_behind_the_help_alone(exercise: Exercise | Activity) -> None:
    shown = first_screen(Item(exercise), hurt=False)
    hidden = " ".join(exercise.cannot_see.split())
    if isinstance(exercise, Exercise):
        assert not hidden or hidden in shown.details
        assert (shown.view, shown.distance_m) == (exercise.camera.view, exercise.camera.distance_m)
        assert shown.distance_m is not None
    assert not hidden or hidden not in f"{shown.brief} {shown.note}"
    assert len(shown.note.split()) < 10


def test_the_dose_stands_in_figures() -> None:
    squeezes = first_screen(_item("scapular-squeezes"), hurt=False)
    assert squeezes.figures == (("10", "times"), ("5 s", "hold"))
    assert squeezes.position == Position.EITHER
    assert first_screen(_item("one-arm-row"), hurt=False).figures == (("10", "a side"), ("3", "sets"))
    assert first_screen(_item("walking"), hurt=False).figures == (("20 min", ""),)
    assert first_screen(_item("arm-circles"), hurt=False).figures == (("10", "each way"),)


def test_by_the_clock_no_camera_is_drawn() -> None:
    card = Library().card("scapular-squeezes")
    timed = first_screen(Item(card.exercise, card.poses, Options(timed=True)), hurt=False)
    assert (timed.view, timed.distance_m) == ("", None)


def test_after_some_pain_the_advice_is_the_one_line_that_matters() -> None:
    assert first_screen(_item("wall-slides"), hurt=True).note == MILD


def test_a_file_without_a_brief_shows_the_first_sentence() -> None:
    card = Library().card("shoulder-shrugs")
    exercise = card.exercise.model_copy(update={"brief": "", "movement": "Lift  your\nshoulders. Then let them sink."})
    assert first_screen(Item(exercise, card.poses), hurt=False).brief == "Lift your shoulders."


def _item(name: str) -> Item:
    card = Library().card(name)
    return Item(card.exercise, card.poses)
