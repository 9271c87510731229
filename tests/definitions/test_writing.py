"""Definitions as text: what is written reads as the same definition, with a comment where there is a reason."""

from __future__ import annotations

import pytest
from shipped import LIBRARY

from coach.definitions.definition import Exercise, Pose, Relative
from coach.definitions.document import parsed
from coach.definitions.reading import check
from coach.definitions.writing import WIDEST, written

LOW = Pose(id="low", title="Low", description="Arms down.", measures={"arm_elevation": 10.0})
EXERCISES = LIBRARY.exercises()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_each_exercise_of_the_library_reads_as_it_was_written(exercise: Exercise) -> None:
    text = written(exercise, {})
    assert check(parsed(text, "x.yaml"), Exercise) == exercise
    assert all(len(line) <= WIDEST for line in text.splitlines())


def test_the_reason_of_a_number_stands_beside_it() -> None:
    pose = LOW.model_copy(update={"measures": {"arm_elevation": 10.0, "neck_height": Relative(neutral=0.2)}})
    text = written(pose, {("measures", "arm_elevation"): "three times, 8 to 12"}, ["What this is."])
    assert text.splitlines() == [
        "# What this is.",
        "id: low",
        "title: Low",
        "description: Arms down.",
        "measures:",
        "  arm_elevation: 10.0  # three times, 8 to 12",
        "  neck_height: {neutral: 0.2}",
    ]


def test_a_reason_too_long_for_the_line_stands_above_it() -> None:
    lines = written(LOW, {("measures", "arm_elevation"): "so it was shown " * 12}).splitlines()
    assert lines[-1] == "  arm_elevation: 10.0"
    assert len(lines) == 7
    assert all(line.startswith("  # so it was") or "# " in line for line in lines[4:6])


@pytest.mark.parametrize(
    "title",
    ["a: b # c", "'quoted' \"twice\"", "yes", "12", "- item", "{x}", "two\nlines", " blank ", "\u2028", "é" * 200],
)
def test_no_text_breaks_out_of_its_place(title: str) -> None:
    text = written(LOW.model_copy(update={"title": title}), {("title",): "a reason\nid: other"}, ["x\nid: evil"])
    assert check(parsed(text, "x.yaml"), Pose).model_dump() == {**LOW.model_dump(), "title": title}


def test_what_has_a_reason_is_written_even_if_it_is_as_usual() -> None:
    exercise = next(exercise for exercise in EXERCISES if exercise.id == "wall-slides")
    assert "returned: 0.3  # because" in written(exercise, {("range", "returned"): "because"})
    assert "sides: both  # because" in written(exercise, {("sides",): "because"})
