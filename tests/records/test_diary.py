"""What a workout, a drill and a day at the desk write into a real history."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cranked import item, plan

from coach.counting.set_session import Options
from coach.events import Cue, Event, Pain, Reminder, Rep, Summary, Timed
from coach.records.diary import Diary
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
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
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
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        diary.begin(None, plan(squeezes))
        diary.note([SetDone(squeezes, 1, (timed, summary(hold_s=9.0)))], [])
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        assert diary.begin(None, plan(squeezes)) == {}
    with History(tmp_path / "history.db") as kept:
        assert [(row["judged"], row["hold_s"]) for row in kept.sets()] == [(0, 9.0)]


def test_a_workout_in_which_nothing_was_done_leaves_nothing(tmp_path: Path) -> None:
    slides = item("wall-slides")
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        diary.begin("mine", plan(slides))
        diary.note([SetDone(slides, 1, (summary(),))], [pain(5)])
        assert diary.done_in("mine") == []
    with History(tmp_path / "history.db") as kept:
        assert (kept.sets(), kept.workouts()) == ([], [])


def test_the_next_workout_knows_what_was_done_in_this_one(tmp_path: Path) -> None:
    slides, rolls = item("wall-slides"), item("shoulder-rolls")
    for exercise in (slides, rolls):
        with Diary(tmp_path / "history.db", pytest.fail) as diary:
            diary.begin("mine", plan(exercise))
            diary.note([SetDone(exercise, 1, reps(4))], [])
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        assert diary.done_in("mine") == ["wall-slides", "shoulder-rolls"]
        assert diary.done_in("another") == []
        assert {name: found.reps for name, found in diary.begin(None, plan(slides, rolls)).items()} == {
            "wall-slides": 4, "shoulder-rolls": 4,
        }  # fmt: skip


def test_the_same_exercise_is_compared_with_the_workout_that_was_last_whenever_it_was_written(tmp_path: Path) -> None:
    slides = item("wall-slides")
    nine = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for at, number in ((nine + timedelta(hours=1), 7), (nine, 3)):
        with Diary(tmp_path / "history.db", pytest.fail, now=lambda at=at: at) as diary:  # type: ignore[misc]
            diary.begin(None, plan(slides))
            diary.note([SetDone(slides, 1, reps(number))], [])
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        assert diary.begin(None, plan(slides))["wall-slides"].reps == 7


def test_every_set_of_a_drill_is_kept_on_its_own_with_its_level(tmp_path: Path) -> None:
    slides = item("wall-slides", Options(level="strict"))
    easier = replace(slides, options=Options(level="gentle"))
    with Diary(tmp_path / "history.db", pytest.fail) as watch:
        watch.posture("slouch", 30.0)
        watch.remind(Reminder(t_s=30.0, reason="slouch", after_s=30.0, suggests="wall-slides"))
        watch.answer("drill")
        for _ in range(2):
            done = [SetDone(slides, 1, reps(3)), SetDone(easier, 2, reps(2))]
            watch.begin_drill()
            watch.note(done[:1], [])
            watch.note(done, [])
            watch.note(done, [pain(2)])
        watch.posture("upright", 20.0)
    with History(tmp_path / "history.db") as kept:
        rows = [(r["workout"], r["number"], r["reps"], r["level"], r["pain"]) for r in kept.sets()]
        assert rows == 2 * [(None, 1, 3, "strict", 2), (None, 2, 2, "gentle", 2)]
        assert kept.workouts() == []
        assert [share.seconds for share in kept.postures()] == [30.0, 20.0]
        assert [answer for *_, answer in kept.reminders()] == ["drill"]


def test_only_the_first_answer_to_a_reminder_counts(tmp_path: Path) -> None:
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        diary.answer("skip")
        diary.remind(Reminder(t_s=30.0, reason="slouch", after_s=30.0, suggests=None))
        diary.answer("fine")
        diary.answer("skip")
    with History(tmp_path / "history.db") as kept:
        assert [answer for *_, answer in kept.reminders()] == ["fine"]


def test_a_crash_costs_a_minute_of_posture_at_most(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "history.db", pytest.fail)
    for _ in range(119):
        diary.posture("upright", 1.0)
    with History(tmp_path / "history.db") as kept:  # what somebody finds who pulled the plug now
        assert [share.seconds for share in kept.postures()] == [60.0]
    diary.close()


def test_a_watch_and_a_workout_beside_it_lose_nothing_and_do_not_wait_for_each_other(tmp_path: Path) -> None:
    slides, said = item("wall-slides"), list[str]()

    def watching() -> None:
        with Diary(tmp_path / "history.db", said.append) as watch:
            for _ in range(40):
                watch.posture("upright", 60.0)

    with Diary(tmp_path / "history.db", said.append) as workout:
        thread = threading.Thread(target=watching)
        thread.start()
        workout.begin(None, plan(slides))
        done = [SetDone(slides, 1 + n, reps(1)) for n in range(40)]
        for n in range(40):
            workout.note(done[: n + 1], [])
        thread.join()
    with History(tmp_path / "history.db") as kept:
        assert sum(share.seconds for share in kept.postures()) == 2400.0
        assert [row["number"] for row in kept.sets()] == list(range(1, 41))


def test_each_repetition_is_written_as_it_happens(tmp_path: Path) -> None:
    """What somebody finds who kills the coach in the middle of a set."""
    slides = item("wall-slides")
    events: list[Event] = []
    under_way = SetDone(slides, 1, events)
    diary = Diary(tmp_path / "history.db", pytest.fail)
    diary.begin("mine", plan(slides))
    with History(tmp_path / "history.db") as kept:
        events.append(Cue(t_s=0.5, id="uneven-arms", say="Even out your arms", side="left", spoken=True))
        diary.note([under_way], [])
        assert kept.sets() == []
        for number in (1, 2, 3):
            events.append(reps(1)[0])
            diary.note([under_way], [])
            diary.note([under_way], [])
            (row,) = kept.sets()
            assert (row["reps"], row["ended"], len(kept.reps(row["id"]))) == (number, None, number)
        assert kept.cues(row["id"]) == {"uneven-arms": 1}
        assert (row["goal"], row["workout"], len(row["definition"])) == (slides.goal, 1, 12)
        events.append(summary(reps=3))
        diary.note([under_way], [])
        diary.note([under_way, SetDone(slides, 2, [])], [pain(2)])
        (row,) = kept.sets()
        assert (row["reps"], row["ended"] is not None, row["pain"]) == (3, True, 2)
    diary.close()


@pytest.mark.parametrize(
    ("reason", "then", "answer"),
    [
        ("slouch", [("slouch", 30.0), ("upright", 25.0)], "sat-up"),
        ("slouch", [("upright", 15.0), ("slouch", 5.0), ("upright", 15.0)], None),
        ("slouch", [("slouch", 130.0), ("upright", 60.0)], None),
        ("break", [("upright", 60.0)], None),
    ],
)
def test_sitting_up_is_an_answer(
    tmp_path: Path, reason: str, then: list[tuple[str, float]], answer: str | None
) -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with Diary(tmp_path / "history.db", pytest.fail, now=lambda: at) as diary:
        diary.remind(Reminder(t_s=30.0, reason=reason, after_s=30.0, suggests=None))
        for state, seconds in then:
            for _ in range(round(seconds)):
                at += timedelta(seconds=1)
                diary.posture(state, 1.0)
    with History(tmp_path / "history.db") as kept:
        assert [found for *_, found in kept.reminders()] == [answer]


def test_a_word_says_more_than_sitting_up(tmp_path: Path) -> None:
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        diary.remind(Reminder(t_s=30.0, reason="slouch", after_s=30.0, suggests=None))
        diary.posture("upright", 30.0)
        diary.answer("drill")
    with History(tmp_path / "history.db") as kept:
        assert [found for *_, found in kept.reminders()] == ["drill"]


def test_two_coaches_at_once_keep_both(tmp_path: Path) -> None:
    one, two = (Diary(tmp_path / "history.db", pytest.fail) for _ in range(2))
    slides, rolls = item("wall-slides"), item("shoulder-rolls")
    one.begin("mine", plan(slides))
    two.begin(None, plan(rolls))
    one.note([SetDone(slides, 1, reps(3))], [])
    two.note([SetDone(rolls, 1, reps(5))], [])
    one.note([SetDone(slides, 1, reps(3)), SetDone(slides, 2, reps(2))], [pain(2)])
    two.posture("upright", 30.0)
    one.posture("upright", 30.0)
    two.close()
    one.close()
    with History(tmp_path / "history.db") as kept:
        assert sorted((row["exercise"], row["reps"], row["pain"]) for row in kept.sets()) == [
            ("shoulder-rolls", 5, None), ("wall-slides", 2, 2), ("wall-slides", 3, 2),
        ]  # fmt: skip
        assert sum(share.seconds for share in kept.postures()) == 60.0
        assert len({row["workout"] for row in kept.sets()}) == 2
