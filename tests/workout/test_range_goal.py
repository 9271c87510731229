"""A plan's range: what counts where it wants less than usual, and what is said where it wants more."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bodies import frame
from cranked import Crank, crank, slides
from raises import POSES, RAISE, raised

from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.definitions.prescription import RangeTarget
from coach.events import Moved, Partial, Rep
from coach.workout.plan import Item, Plan
from coach.workout.range_goal import RangeGoal, in_words, summed_up

BOTH = Exercise.model_validate_json(json.dumps(RAISE))


def item_with(exercise: Exercise = BOTH, **sides: float) -> Item:
    return Item(exercise, POSES, Options(aim=RangeTarget(**sides)))


def counted(exercise: Exercise, aim: RangeTarget | None, tops: list[tuple[float, float]]) -> tuple[int, int]:
    """Repetitions and partials of both arms raised to these levels (of 100 degrees), one after the other."""
    session = Session(exercise, POSES["low"], POSES["high"], Options(aim=aim, endless=True))
    events, t = [], 0.0
    for left, right in tops:
        for step in range(60):
            u = step / 60
            way = 0.0 if u < 0.25 or u > 0.9 else min(1.0, (u - 0.25) / 0.25, (0.9 - u) / 0.25)
            events += session.update(frame(t, raised(left * way, right * way))).events
            t += 1 / 15
    events += session.finish().events
    return (sum(isinstance(one, Rep) for one in events), sum(isinstance(one, Partial) for one in events))


def test_less_than_usual_counts_where_the_plan_wants_less() -> None:
    half = [(0.5, 0.5)] * 4
    assert counted(BOTH, None, half) == (0, 4)
    assert counted(BOTH, RangeTarget(both=55), half) == (4, 0)
    assert counted(BOTH, RangeTarget(both=55), [(0.3, 0.3)] * 4) == (0, 4), "no less than that"


def test_each_side_has_its_own() -> None:
    stiff_left = [(0.5, 1.0)] * 4
    assert counted(BOTH, None, stiff_left)[0] == 0
    assert counted(BOTH, RangeTarget(left=55, right=100), stiff_left) == (4, 0)
    assert counted(BOTH, RangeTarget(left=100, right=55), stiff_left)[0] == 0


def test_more_than_usual_changes_no_count() -> None:
    usual = [(1.0, 1.0)] * 3
    assert counted(BOTH, RangeTarget(both=160), usual) == counted(BOTH, None, usual) == (3, 0)


def rep(left: float, right: float | None = None, side: str = "both") -> Rep:
    both = right is not None
    moved = Moved("arm_elevation", "deg", left, left if both else None, right)
    return Rep(
        t_s=1, start_s=0, peak_s=0.5, end_s=1, side=side, direction=None, range=1.0, held_s=0, count=1, moved=moved
    )


def said(goal: RangeGoal, item: Item, *reps: Rep, number: tuple[int, int] = (0, 1)) -> list[str]:
    return [goal.update(item, number, [one]) for one in reps]


def test_a_little_further_never_more_than_a_step_and_not_at_every_repetition() -> None:
    item, goal = item_with(both=140), RangeGoal()
    first = said(goal, item, *[rep(118, 121)] * 4)
    assert first[0] == "Left 118 degrees. A little further, if it does not hurt: 132 degrees."
    assert first[1:] == ["", "", first[0]]
    far = said(RangeGoal(), item, rep(130, 131))
    assert far == ["Left 130 degrees. A little further, if it does not hurt: 140 degrees."]


def test_who_gets_there_hears_it_once_a_set() -> None:
    item, goal = item_with(left=90, right=120), RangeGoal()
    there = "That is the range your plan wants."
    assert said(goal, item, rep(88, 118), rep(92, 125)) == [there, ""]
    assert said(goal, item, rep(88, 118), number=(0, 2)) == [there]
    assert said(RangeGoal(), item, rep(95, side="left"), rep(100, side="right")) == [
        there, "Right 100 degrees. A little further, if it does not hurt: 112 degrees.",
    ]  # fmt: skip


def test_nobody_is_urged_once_less_was_asked_for_or_without_a_plan() -> None:
    assert said(RangeGoal(), item_with(both=140).eased(), rep(100, 100)) == [""]
    assert Plan((item_with(both=140),)).unurged().items[0].urged is False
    assert said(RangeGoal(), Item(BOTH, POSES), rep(10, 10)) == [""]
    assert in_words(Item(BOTH, POSES)) == summed_up(Item(BOTH, POSES), [rep(10)]) == ""


def test_it_is_told_before_and_summed_up_afterwards() -> None:
    item = item_with(left=90, right=120)
    assert in_words(item) == "Your plan wants left 90 degrees and right 120 degrees, as far as it does not hurt."
    assert in_words(item_with(both=140)) == "Your plan wants 140 degrees, as far as it does not hurt."
    reached = summed_up(item, [rep(80, 100), rep(84, 95)])
    assert reached == "Furthest, of what your plan wants: left 84 of 90 degrees and right 100 of 120 degrees."
    assert summed_up(item, []) == ""


@pytest.fixture
def workout() -> Crank:
    from cranked import item as shipped

    one = shipped(reps=3)
    return crank(replace(one, options=replace(one.options, aim=RangeTarget(both=170))), does={"set": slides})


def test_a_workout_says_it_in_its_place(workout: Crank) -> None:
    intro = workout.run(1)
    assert "Your plan wants 170 degrees" in intro.say
    workout.to_the_end()
    praised = {shown.set.praise for shown in workout.shown if shown.stage == "set"} - {None}
    assert any("A little further" in (text or "") for text in praised), praised
    assert any(line.startswith("Furthest, of what your plan wants") for line in workout.last.lines)
    assert [e.count for e in workout.events if isinstance(e, Rep)] == [1, 2, 3]
