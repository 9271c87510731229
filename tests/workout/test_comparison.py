"""One thing done better and one to work on, from events whose answer is arithmetic."""

from __future__ import annotations

import pytest
from cranked import LIBRARY, item

from coach.events import Cue, Event, Hold, Partial, Rep, Summary, Timed
from coach.workout.comparison import Result, better, result, to_work_on
from coach.workout.log import WorkoutLog

SLIDES = LIBRARY.exercise("wall-slides")
SQUEEZES = LIBRARY.exercise("scapular-squeezes")


def rep(range_: float = 1.0, side: str = "both", held_s: float = 0.0) -> Rep:
    return Rep(t_s=1.0, start_s=0.0, peak_s=0.5, end_s=1.0, side=side, direction=None, range=range_, held_s=held_s,
               count=1)  # fmt: skip


def partial() -> Partial:
    return Partial(t_s=1.0, start_s=0.0, peak_s=0.5, end_s=1.0, side="both", direction=None, range=0.5, held_s=0.0,
                   missing=("arm_elevation",))  # fmt: skip


def cue(name: str = "shrugging") -> Cue:
    return Cue(t_s=1.0, id=name, say="", side="both", spoken=False)


def test_what_events_come_to() -> None:
    found = result([rep(0.8, "left"), rep(1.0, "left"), rep(0.7, "right", held_s=3.0), partial(), cue(), cue()])
    assert (found.reps, found.partials, found.tries, found.cues) == (3, 1, 4, {"shrugging": 2})
    assert found.ranges == {"left": pytest.approx(0.9), "right": pytest.approx(0.7)}
    assert (found.range, found.uneven, found.full) == (pytest.approx(0.8), pytest.approx(-0.2), 0.75)
    assert found.held_s == pytest.approx(1.0)
    assert result([Hold(t_s=9.0, start_s=0.0, end_s=9.0, seconds=8.0, side="both")]).held_s == 8.0


BETTER: list[tuple[list[Event], Result, str]] = [
    # a correction that is needed less often for each try
    ([rep()] * 10 + [cue()], Result(10, 0, {"both": 1.0}, cues={"shrugging": 5}),
     "you needed “Shoulders down, away from your ears” once (last time: 5 times)"),
    ([rep()] * 10, Result(5, 0, {"both": 1.0}, cues={"shrugging": 1}),
     "you did not need “Shoulders down, away from your ears” (last time: once)"),
    # more in full, further, more
    ([rep()] * 9 + [partial()], Result(7, 3, {"both": 1.0}), "9 of 10 in full (last time: 7 of 10)"),
    ([rep(0.95)] * 5, Result(5, 0, {"both": 0.85}), "you went 95 % of the way (last time: 85 %)"),
    ([rep()] * 8, Result(6, 0, {"both": 1.0}), "8 repetitions (last time: 6)"),
    # the two sides
    ([rep(0.9, "left"), rep(0.9, "right")], Result(2, 0, {"left": 0.8, "right": 1.0}),
     "left and right are more alike than last time"),
]  # fmt: skip


@pytest.mark.parametrize(("events", "before", "said"), BETTER, ids=[row[2][:30] for row in BETTER])
def test_better_than_last_time(events: list[Event], before: Result, said: str) -> None:
    found = better(SLIDES, events, before)
    assert found is not None
    assert found.text == said


def test_longer_is_only_better_where_holding_is_asked_for() -> None:
    events: list[Event] = [rep(held_s=5.0)] * 5
    found = better(SQUEEZES, events, Result(5, 0, {"both": 1.0}, held_s=4.0))
    assert found is not None
    assert found.text == "you held for 5 s each time (last time: 4 s)"
    assert better(SLIDES, events, Result(5, 0, {"both": 1.0}, held_s=4.0)) is None


def test_nothing_is_made_up() -> None:
    same = Result(5, 0, {"both": 1.0}, cues={"shrugging": 1})
    assert better(SLIDES, [rep()] * 5 + [cue()], same) is None
    assert better(SLIDES, [rep(0.9)] * 4 + [partial(), cue(), cue()], same) is None  # worse in every way
    assert better(SLIDES, [], same) is None
    assert to_work_on(SLIDES, [rep()] * 10 + [cue()]) is None  # once in ten is no habit
    assert to_work_on(SLIDES, []) is None


def test_within_the_session_when_there_was_none_before() -> None:
    at_first: list[Event] = [cue(), rep(), cue(), rep(), cue(), rep()]
    found = better(SLIDES, [*at_first, *[rep()] * 3], None)
    assert found is not None
    assert found.text.endswith("(at first: 3 times)")
    assert better(SLIDES, [rep(), partial(), rep()], None) is None  # too few to tell


WORK: list[tuple[list[Event], str]] = [
    ([rep()] * 5 + [cue()] * 3 + [cue("uneven-arms")] * 2, "“Shoulders down, away from your ears” (3 times)"),
    ([rep()] * 5 + [cue("released-early")] * 2, "“Released early” (twice)"),
    ([rep()] * 6 + [partial()] * 2, "go all the way (2 of 8 stopped short)"),
    ([rep(0.8, "left"), rep(0.95, "right")] * 3, "your left side goes less far (80 %) than the right (95 %)"),
]


@pytest.mark.parametrize(("events", "said"), WORK, ids=[row[1][:30] for row in WORK])
def test_to_work_on(events: list[Event], said: str) -> None:
    found = to_work_on(SLIDES, events)
    assert found is not None
    assert found.text == said


# ---------------------------------------------------------------- at the end of a workout


def account(*sets: tuple[str, list[Event]]) -> WorkoutLog:
    kept = WorkoutLog()
    for name, events in sets:
        kept.begin()
        kept.add(events)
        kept.close(item(name), 1)
    return kept


def test_the_end_of_one_exercise() -> None:
    kept = account(("wall-slides", [rep(0.95)] * 5), ("wall-slides", [rep(0.95)] * 4 + [partial()] * 2))
    assert kept.say() == "Well done: 9 repetitions."
    assert kept.lines({"wall-slides": Result(9, 0, {"both": 0.85})}) == (
        "Better: you went 95 % of the way (last time: 85 %)",
        "To work on: go all the way (2 of 11 stopped short)",
    )


def test_the_end_of_several_names_the_one_that_matters_most() -> None:
    kept = account(("wall-slides", [rep()] * 5 + [partial()]), ("scapular-squeezes", [rep()] * 3 + [cue()] * 3))
    assert kept.lines({}) == (
        "8 of 9 in full.",
        "To work on: “Shoulders down, away from your ears” (3 times) (Scapular squeezes)",
    )


def test_an_end_without_anything_to_say() -> None:
    assert account(("wall-slides", [rep()] * 3)).lines({}) == ("All 3 in full.", "I saw nothing to correct.")
    assert account(("wall-slides", [])).lines({}) == ()
    assert account(("wall-slides", [])).say() == "That was all. I counted nothing."


def test_what_was_timed_is_said_to_be_timed() -> None:
    timed = Timed(t_s=600.0, start_s=0.0, end_s=600.0, seconds=600.0, completed=True)
    assert account(("walking", [timed])).say() == "Well done: 10 minutes by the clock."
    both = account(("wall-slides", [rep()]), ("walking", [timed]))
    assert both.say() == "Well done: 1 repetition and 10 minutes by the clock."


def test_a_set_is_worth_keeping_when_something_was_done() -> None:
    empty = Summary(t_s=1.0, reps=0, partials=0, hold_s=0.0, by_side={}, cues={}, seen=1.0)
    assert [done.worth_keeping for done in account(("wall-slides", [empty])).done] == [False]
    assert [done.worth_keeping for done in account(("wall-slides", [partial(), empty])).done] == [True]
