"""One thing done better and one to work on, from events whose answer is arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cranked import LIBRARY

from coach.events import Cue, Event, Hold, Partial, Rep
from coach.workout.comparison import Result, better, result, to_work_on

SLIDES = LIBRARY.exercise("wall-slides")
SQUEEZES = LIBRARY.exercise("scapular-squeezes")


def rep(range_: float = 1.0, side: str = "both", held_s: float = 0.0) -> Rep:
    return Rep(t_s=1.0, start_s=0.0, peak_s=0.5, end_s=1.0, side=side, direction=None, range=range_, held_s=held_s,
               count=1)  # fmt: skip


def partial(missing: tuple[str, ...] = ("arm_elevation",)) -> Partial:
    return Partial(t_s=1.0, start_s=0.0, peak_s=0.7, end_s=1.0, side="both", direction=None, range=0.5, held_s=0.0,
                   missing=missing)  # fmt: skip


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
    ([rep(0.95)] * 5, Result(5, 0, {"both": 0.85}), "you went further: 95 % of the full way (last time: 85 %)"),
    ([rep()] * 8, Result(6, 0, {"both": 1.0}), "8 repetitions (last time: 6)"),
    # the two sides
    ([rep(0.9, "left"), rep(0.9, "right")], Result(2, 0, {"left": 0.8, "right": 1.0}),
     "left and right are 0 % apart (last time: 20 %)"),
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
    ([rep()] * 6 + [partial()] * 2, "go all the way"),
    ([rep()] * 6 + [partial(missing=("hold",))] * 2, "hold until I say “Relax”"),
    ([rep()] * 6 + [partial(missing=("circle",))] * 2, "make your circles round"),
    ([rep()] * 6 + [partial(missing=("straight",))] * 2, "go straight up and down"),
    ([rep(0.8, "left"), rep(0.95, "right")] * 3, "your left side goes less far (80 %) than the right (95 %)"),
]


@pytest.mark.parametrize(("events", "said"), WORK, ids=[row[1][:30] for row in WORK])
def test_to_work_on(events: list[Event], said: str) -> None:
    found = to_work_on(SLIDES, events)
    assert found is not None
    assert found.text == said


def test_a_remark_about_what_fell_short_is_no_correction_of_the_form() -> None:
    """Its id is in no exercise: nobody may read it."""
    assert to_work_on(SLIDES, [rep()] * 5 + [cue("released-early")] * 2) is None


def test_a_partial_that_was_counted_after_all_is_one_repetition() -> None:
    after_all = replace(rep(), peak_s=partial().peak_s, recounted=True)
    found = result([rep(), partial(), after_all])
    assert (found.reps, found.partials) == (2, 0)
