"""What a workout writes down, set by set, into a real history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cranked import item, plan

from coach.cli.diary import Diary
from coach.counting.session import Options
from coach.events import Event, Pain, Rep, Summary, Timed
from coach.records.history import History
from coach.workout.log import SetDone


def reps(number: int) -> tuple[Event, ...]:
    whole = Rep(
        t_s=1.0, start_s=0.0, peak_s=0.5, end_s=1.0, side="both", direction=None, range=1.0, held_s=0.0, count=1
    )
    return (*[whole] * number, summary(reps=number))


def summary(reps: int = 0, hold_s: float = 0.0) -> Summary:
    return Summary(t_s=9.0, reps=reps, partials=0, hold_s=hold_s, by_side={}, cues={}, seen=1.0)


def pain(level: int, exercise: str = "wall-slides") -> Pain:
    return Pain(t_s=10.0, exercise=exercise, level=level, where="neck")


def test_sets_are_kept_once_and_pain_goes_with_those_of_its_exercise(tmp_path: Path) -> None:
    slides, rolls = item("wall-slides", Options(level="gentle")), item("shoulder-rolls")
    done = [SetDone(slides, 1, reps(3))]
    with Diary(tmp_path / "history.db") as diary:
        assert diary.begin("mine", plan(slides, rolls)) == {}
        diary.note(done, [])
        done.append(SetDone(slides, 2, reps(2)))
        diary.note(done, [])
        diary.note(done, [pain(3)])
        done.append(SetDone(rolls, 1, reps(5)))
        diary.note(done, [pain(0, "shoulder-rolls")])
    with History(tmp_path / "history.db") as kept:
        rows = [(r["exercise"], r["number"], r["reps"], r["level"], r["pain"]) for r in kept.sets()]
        assert rows == [
            ("wall-slides", 1, 3, "gentle", 3), ("wall-slides", 2, 2, "gentle", 3),
            ("shoulder-rolls", 1, 5, "standard", 0),
        ]  # fmt: skip
        (workout,) = kept.workouts("mine")
        assert workout["exercises"] == ["wall-slides", "shoulder-rolls"]


def test_what_was_timed_is_kept_as_not_judged_and_is_nothing_to_compare_with(tmp_path: Path) -> None:
    squeezes = item("scapular-squeezes").timed()
    timed = Timed(t_s=9.0, start_s=0.0, end_s=9.0, seconds=9.0, completed=True)
    with Diary(tmp_path / "history.db") as diary:
        diary.begin(None, plan(squeezes))
        diary.note([SetDone(squeezes, 1, (timed, summary(hold_s=9.0)))], [])
    with Diary(tmp_path / "history.db") as diary:
        assert diary.begin(None, plan(squeezes)) == {}
    with History(tmp_path / "history.db") as kept:
        assert [(row["judged"], row["hold_s"]) for row in kept.sets()] == [(0, 9.0)]


def test_a_workout_in_which_nothing_was_done_leaves_nothing(tmp_path: Path) -> None:
    slides = item("wall-slides")
    with Diary(tmp_path / "history.db") as diary:
        diary.begin("mine", plan(slides))
        diary.note([SetDone(slides, 1, (summary(),))], [pain(5)])
        assert diary.done_in("mine") == []
    with History(tmp_path / "history.db") as kept:
        assert (kept.sets(), kept.workouts()) == ([], [])


def test_the_next_workout_knows_what_was_done_in_this_one(tmp_path: Path) -> None:
    slides, rolls = item("wall-slides"), item("shoulder-rolls")
    for exercise in (slides, rolls):
        with Diary(tmp_path / "history.db") as diary:
            diary.begin("mine", plan(exercise))
            diary.note([SetDone(exercise, 1, reps(4))], [])
    with Diary(tmp_path / "history.db") as diary:
        assert diary.done_in("mine") == ["wall-slides", "shoulder-rolls"]
        assert diary.done_in("another") == []
        assert {name: found.reps for name, found in diary.begin(None, plan(slides, rolls)).items()} == {
            "wall-slides": 4, "shoulder-rolls": 4,
        }  # fmt: skip


def test_a_history_that_breaks_in_the_middle_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slides = item("wall-slides")
    done = [SetDone(slides, 1, reps(3))]
    with Diary(tmp_path / "history.db") as diary:
        diary.begin(None, plan(slides))
        with History(tmp_path / "history.db") as other:
            other._db.execute("DROP TABLE rep")
        diary.note(done, [])
        diary.note([*done, replace(done[0], number=2)], [])
    said = capsys.readouterr().err
    assert said.count("This workout is not written down.") == 1
    assert "cannot be written" in said
