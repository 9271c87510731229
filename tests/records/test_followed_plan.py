"""The plan held against a history: what is due, which dose, and what was kept. 23 November 2026 is a Monday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from lived import at, did
from shipped import LIBRARY

from coach.definitions.definition import Dose
from coach.records import practice
from coach.records.followed_plan import FollowedPlan, due_card, due_lines, followed_plan, kept_this_week
from coach.records.history import History

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
MINE = """\
id: mine
title: Mine
weeks: 2
exercises:
  - {exercise: wall-slides, dose: {reps: 10}, days: [mon, wed, fri]}
  - {program: desk-break, days: [mon, tue]}
  - {exercise: band-row, dose: {reps: 10}, days: [mon]}
stop: {pain: 5}
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db") as history:
        history.begin_plan(at(MONDAY, 7), "mine", str(tmp_path / "mine.yaml"), MINE)
        yield history


def seen(history: History, today: date = MONDAY) -> FollowedPlan:
    found = followed_plan(history, today, LIBRARY)
    assert found is not None
    return found


def due(history: History, today: date) -> list[tuple[str, bool]]:
    return [(one.name, one.done) for one in practice.due(history, today, LIBRARY)]


def test_without_a_plan_there_is_none(tmp_path: Path) -> None:
    with History(tmp_path / "other.db") as history:
        assert followed_plan(history, MONDAY, LIBRARY) is None


def test_what_is_due_and_what_is_done(kept: History) -> None:
    assert due(kept, MONDAY) == [("wall-slides", False), ("desk-break", False), ("band-row", False)]
    did(kept, MONDAY, "band-row", program="desk-break")
    assert due(kept, MONDAY) == [("wall-slides", False), ("desk-break", True), ("band-row", False)]
    did(kept, MONDAY, reps=10)
    assert due(kept, MONDAY) == [("wall-slides", True), ("desk-break", True), ("band-row", False)]
    (moved,) = [one for one in practice.due(kept, MONDAY + 2 * DAY, LIBRARY) if one.name == "band-row"]
    assert (moved.day, moved.title, moved.dose, moved.is_program) == (MONDAY, "Band row", "10 times", False)
    assert due(kept, MONDAY + 14 * DAY) == [], "its two weeks are over"


def test_what_was_done_before_the_plan_began_has_no_part_in_it(kept: History) -> None:
    did(kept, MONDAY - DAY, reps=10, pain=9)
    now = seen(kept)
    assert now.days_kept == frozenset()
    assert now.lines[0].standing.last is None


def test_doses_grow_and_shrink_with_the_answers(kept: History) -> None:
    did(kept, MONDAY, reps=10, pain=0)
    did(kept, MONDAY + 2 * DAY, reps=10, pain=3)
    assert seen(kept, MONDAY + 4 * DAY).lines[0].dose == Dose(reps=11)
    kept.add_day_after(at(MONDAY + 4 * DAY), 4, "neck")
    assert seen(kept, MONDAY + 4 * DAY).lines[0].dose == Dose(reps=9), "the day after counts to the last time"
    did(kept, MONDAY + 4 * DAY, reps=9, goal=9, pain=5)
    assert seen(kept, MONDAY + 7 * DAY).lines[0].dose == Dose(reps=7), "this plan stops at five"
    kept.add_day_after(at(MONDAY + 7 * DAY), 0, None)
    assert seen(kept, MONDAY + 7 * DAY).lines[0].dose == Dose(reps=7)


def test_numbness_is_red(kept: History) -> None:
    number = did(kept, MONDAY, reps=10)
    kept.set_pain([number], 0, "numb")
    now = seen(kept)
    assert now.is_red_today
    assert now.lines[0].dose == Dose(reps=8)
    assert due(kept, MONDAY) == [("wall-slides", True)], "enough for today"


def test_a_program_shrinks_whole_and_comes_back_to_its_own_doses(kept: History) -> None:
    did(kept, MONDAY, "band-row", program="desk-break", reps=10, pain=4)
    now = seen(kept, MONDAY + DAY)
    line = now.lines[1]
    card = due_card(now, [line])
    assert line.dose_in_words == "90 % of its usual dose"
    assert [entry.dose.reps for entry in card.program.items if isinstance(entry.dose, Dose)] == [4, 2, 1, 3, 1]
    assert card.program.items[4].dose.hold_s == pytest.approx(2)  # type: ignore[union-attr]
    for n in (1, 2):
        did(kept, MONDAY + n * DAY, "band-row", program="desk-break", reps=10, pain=0)
    again = seen(kept, MONDAY + 7 * DAY)
    assert due_card(again, [again.lines[1]]) is again.lines[1].card


def test_what_is_started_together(kept: History) -> None:
    now = seen(kept)
    assert [line.prescribed.name for line in due_lines(now)] == ["wall-slides"], "then the program, then the row"
    card = due_card(now, due_lines(now))
    assert (card.program.title, [entry.exercise for entry in card.program.items]) == ("Mine", ["wall-slides"])
    did(kept, MONDAY, reps=10)
    assert [line.prescribed.name for line in due_lines(seen(kept))] == ["desk-break"]
    did(kept, MONDAY, "shoulder-rolls", program="desk-break")
    assert [line.prescribed.name for line in due_lines(seen(kept))] == ["band-row"]
    assert [line.prescribed.name for line in due_lines(now, "band-row")] == ["band-row"]
    assert due_lines(now, "face-pull") == ()


def test_the_next_start_asks_about_the_last_time_once(kept: History) -> None:
    assert seen(kept).asks_about is None
    did(kept, MONDAY, reps=10)
    assert seen(kept).asks_about is None, "it is not the day after yet"
    tuesday = MONDAY + DAY
    assert seen(kept, tuesday).asks_about == MONDAY
    kept.add_day_after(at(tuesday), 2, None)
    assert seen(kept, tuesday).asks_about is None
    assert seen(kept, tuesday + DAY).asks_about == MONDAY, "who did nothing since is asked again"
    did(kept, tuesday + DAY, reps=10)
    assert seen(kept, tuesday + DAY).asks_about is None


def test_as_if_it_had_been_answered(kept: History) -> None:
    did(kept, MONDAY, reps=10, pain=0)
    tuesday = seen(kept, MONDAY + DAY)
    assert tuesday.answered(4).lines[0].dose == Dose(reps=9)
    assert tuesday.lines[0].dose == Dose(reps=10)


def test_days_kept(kept: History) -> None:
    for n in (0, 2, 5):
        did(kept, MONDAY + n * DAY, reps=10)
    friday = seen(kept, MONDAY + 4 * DAY)
    assert kept_this_week(friday) == ({MONDAY, MONDAY + 2 * DAY}, 4)
    after = seen(kept, MONDAY + 7 * DAY)
    assert [(week.asked, week.kept) for week in after.weeks()] == [(4, 3), (0, 0)]


def test_another_plan_takes_its_place_and_ends(kept: History, tmp_path: Path) -> None:
    kept.begin_plan(at(MONDAY + DAY), "other", str(tmp_path / "other.yaml"), MINE.replace("id: mine", "id: other"))
    assert seen(kept, MONDAY + DAY).card.prescription.id == "other"
    assert seen(kept, MONDAY + DAY).began == MONDAY + DAY
    kept.end_plan(at(MONDAY + 2 * DAY))
    assert followed_plan(kept, MONDAY + 2 * DAY, LIBRARY) is None


def test_exercises_of_ones_own_stand_beside_the_plan(tmp_path: Path) -> None:
    whole = (LIBRARY.root / "exercises" / "shoulder-rolls.yaml").read_text(encoding="utf-8")
    (tmp_path / "my-rolls.yaml").write_text(whole.replace("id: shoulder-rolls", "id: my-rolls"), encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(MINE.replace("wall-slides, dose: {reps: 10}", "my-rolls"), encoding="utf-8")
    card = LIBRARY.plan(str(path))
    assert card.card_of(card.prescription.exercises[0]).path == tmp_path / "my-rolls.yaml"
    with History(tmp_path / "history.db") as history:
        history.begin_plan(at(MONDAY), "mine", str(path), path.read_text(encoding="utf-8"))
        did(history, MONDAY, "my-rolls")
        assert due(history, MONDAY)[0] == ("my-rolls", True)
        (tmp_path / "my-rolls.yaml").unlink()
        assert practice.due(history, MONDAY, LIBRARY) == [], "`coach plan` says what is missing"


def test_forgetting_takes_plans_that_are_over_and_answers_along(kept: History) -> None:
    kept.begin_plan(at(MONDAY + DAY), "other", "other.yaml", MINE)
    kept.add_day_after(at(MONDAY), 3, None)
    kept.forget(MONDAY + 7 * DAY)
    assert [row["name"] for row in kept.rows("SELECT * FROM plan")] == ["other"]
    assert kept.rows("SELECT * FROM day_after") == []
    kept.forget(None)
    assert kept.rows("SELECT * FROM plan") == []
