"""What a span of days came to, on histories whose sums are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from lived import SATURDAY, did, reminded, sat

from coach.records import practice
from coach.records.history import History
from coach.records.practice import AnswerCount, CueDay, Due, ExerciseDay, Span

DAY = timedelta(days=1)
WHOLE = Span(date(2020, 1, 1), SATURDAY)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db") as history:
        yield history


def test_nothing_comes_to_nothing(kept: History) -> None:
    assert practice.first_day(kept) is None
    assert practice.exercise_days(kept, WHOLE) == practice.range_days(kept, WHOLE) == []
    assert practice.posture_hours(kept, WHOLE) == practice.answers(kept, WHOLE) == practice.due(kept, SATURDAY) == []
    assert practice.usual_days({}, practice.week_of(SATURDAY)) is None


def test_the_sets_of_a_day_add_up_and_the_worst_pain_counts(kept: History) -> None:
    did(kept, SATURDAY, reps=3, partials=1, pain=1)
    did(kept, SATURDAY, reps=4, pain=3)
    did(kept, SATURDAY - DAY, "band-row", reps=5)
    friday, saturday = practice.exercise_days(kept, WHOLE)
    assert friday == ExerciseDay(SATURDAY - DAY, "band-row", 1, 5, 0, 5.0, 10, None, True)
    assert saturday == ExerciseDay(SATURDAY, "wall-slides", 2, 7, 1, 7.0, 20, 3, True)
    assert practice.exercise_days(kept, Span(SATURDAY - DAY, SATURDAY - DAY)) == [friday]
    assert practice.first_day(kept) == SATURDAY - DAY


def test_the_range_is_the_mean_of_what_counted_in_its_unit(kept: History) -> None:
    did(kept, SATURDAY, reps=2, partials=3, way=80.0)
    did(kept, SATURDAY, reps=2, way=100.0)
    (found,) = practice.range_days(kept, WHOLE)
    assert (found.number, found.measure, found.unit, found.moved) == (4, "arm_elevation", "deg", 90.0)
    assert (found.left, found.right, found.share) == (94.0, 86.0, pytest.approx(0.9))
    assert (found.out_s, found.held_s) == (3.0, 1.0)


def test_each_side_has_a_range_of_its_own(kept: History) -> None:
    did(kept, SATURDAY, "neck-rotations", reps=4, sides=("left", "right"))
    assert [(found.side, found.number) for found in practice.range_days(kept, WHOLE)] == [("left", 2), ("right", 2)]


def test_corrections_by_day(kept: History) -> None:
    did(kept, SATURDAY, cues={"uneven-arms": 2})
    did(kept, SATURDAY, cues={"uneven-arms": 1})
    assert practice.cue_days(kept, WHOLE) == [CueDay(SATURDAY, "wall-slides", "uneven-arms", 3)]


def test_posture_by_weekday_and_hour_and_the_hours_of_a_day(kept: History) -> None:
    for day in (SATURDAY, SATURDAY - 7 * DAY):
        sat(kept, day, 9, upright=40, slouch=10, away=10)
    sat(kept, SATURDAY, 10, upright=30)
    found = {(one.weekday, one.hour, one.state): one.seconds for one in practice.posture_hours(kept, WHOLE)}
    assert found[5, 9, "upright"] == 4800
    assert found[5, 10, "upright"] == 1800
    nine, ten = practice.desk_hours(kept, SATURDAY)
    assert (nine.there_s, nine.upright_s, ten.began.hour) == (3000, 2400, 10)


def test_what_became_of_reminders(kept: History) -> None:
    reminded(kept, SATURDAY, "sat-up", None, "sat-up")
    reminded(kept, SATURDAY, "skip", reason="break")
    assert practice.answers(kept, WHOLE) == [
        AnswerCount("break", "skip", 1), AnswerCount("slouch", None, 1), AnswerCount("slouch", "sat-up", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days_ago", "every", "is_due"),
    [((9, 6, 3), 3, True), ((8, 5, 2), 3, False), ((3, 2, 1), 1, True), ((3, 2, 1, 0), 1, False), ((9, 3), 6, False)],
)
def test_what_is_done_regularly_is_due_when_its_day_has_come(
    kept: History, days_ago: tuple[int, ...], every: int, is_due: bool
) -> None:
    for ago in days_ago:
        did(kept, SATURDAY - ago * DAY, program="desk-break")
    last = SATURDAY - min(days_ago) * DAY
    assert practice.due(kept, SATURDAY) == ([Due("desk-break", True, every, last)] if is_due else [])


def test_what_was_given_up_long_ago_is_not_due(kept: History) -> None:
    for ago in (40, 39, 38):
        did(kept, SATURDAY - ago * DAY)
    assert practice.due(kept, SATURDAY) == []


def test_the_usual_days_of_a_week_are_the_median_of_those_gone_by(kept: History) -> None:
    monday = practice.week_of(SATURDAY)
    for weeks, days in ((1, 4), (2, 3), (3, 5)):
        for n in range(days):
            did(kept, monday - weeks * practice.WEEK + n * DAY)
    did(kept, SATURDAY)
    found = practice.days_kept(practice.exercise_days(kept, WHOLE))
    assert found[monday] == {SATURDAY}
    assert practice.usual_days(found, monday) == 4
