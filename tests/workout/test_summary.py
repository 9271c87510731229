"""What a workout came to, in sentences: each from events whose answer is arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cranked import LIBRARY, item, plan

from coach.counting.progress import SetProgress
from coach.counting.set_session import Options
from coach.events import Cue, Event, Hold, Partial, Rep, Summary, Timed, Uncounted, Unseen, Why
from coach.workout.comparison import Result
from coach.workout.done import done_in
from coach.workout.log import WorkoutLog
from coach.workout.plan import Item, Plan
from coach.workout.summary import headline, lines

REP = Rep(t_s=1.0, start_s=0.0, peak_s=0.5, end_s=1.0, side="both", direction=None, range=1.0, held_s=0.0, count=1)
PARTIAL = Partial(
    t_s=1.0, start_s=0.0, peak_s=0.7, end_s=1.0, side="both", direction=None, range=0.5, held_s=0.0,
    missing=("arm_elevation",),
)  # fmt: skip
CUE = Cue(t_s=1.0, id="shrugging", say="", side="both", spoken=False)
END = Summary(t_s=9.0, reps=0, partials=0, hold_s=0.0, by_side={}, cues={}, seen=1.0)


def told(
    whole: Plan,
    *sets: tuple[int, list[Event], int, int | None],
    before: dict[str, Result] | None = None,
    met: bool = False,
) -> list[str]:
    """The summary of these sets: (place in the plan, events, count, goal) each."""
    log = WorkoutLog()
    for at, events, count, goal in sets:
        log.begin()
        log.add([*events, END] if not any(isinstance(e, Summary) for e in events) else events)
        log.close(whole.items[at], at, 1, SetProgress(t_s=9.0, title="", count=count, goal=goal))
    done = done_in(whole, log.done, in_sets=True)
    return [headline(done, met=met), *lines(done, before or {}, met=met)]


def slides(reps: int = 5, sets: int = 1) -> Item:
    return item("wall-slides", reps=reps, sets=sets)


def test_all_that_was_asked_for() -> None:
    assert told(plan(slides()), (0, [REP] * 5, 5, 5)) == [
        "Well done: all 5 repetitions.", "I saw nothing to correct.",
    ]  # fmt: skip


def test_a_set_that_was_never_begun_is_part_of_what_was_asked_for() -> None:
    assert told(plan(slides(sets=3)), (0, [REP] * 5, 5, 5))[0] == "5 of 15 repetitions."


def test_what_fell_short_is_told_by_its_reason() -> None:
    released, flat = replace(PARTIAL, missing=("hold",)), replace(PARTIAL, missing=("circle",))
    events = [REP, *[released] * 6, *[PARTIAL] * 2, flat]
    assert told(plan(slides()), (0, events, 1, 5)) == [
        "1 of 5 repetitions.", "Not counted: 6 let go too soon, 2 not far enough and 1 not a round circle.",
        "To work on: hold until I say “Relax”",
    ]  # fmt: skip


def test_circles_where_none_are_asked_for() -> None:
    in_circles = replace(PARTIAL, missing=("straight",))
    assert "Not counted: 2 in circles." in told(plan(slides()), (0, [REP, in_circles, in_circles], 1, 5))


def test_a_form_that_an_exercise_requires() -> None:
    circles = item("arm-circles", reps=5)
    broken = replace(PARTIAL, missing=("straight-arms",))
    assert "Not counted: 1 that lost the form." in told(plan(circles), (0, [REP, broken], 1, 5))


def test_the_parts_of_a_program() -> None:
    whole = plan(slides(), item("scapular-squeezes", reps=3), slides())
    found = told(whole, (0, [REP] * 5, 5, 5), (1, [REP] * 2 + [CUE], 2, 3))
    assert found == [
        "1 of 3 exercises done to the end.", "Scapular squeezes: 2 of 3.",
        "To work on: “Shoulders down, away from your ears” (once) (Scapular squeezes)",
    ]  # fmt: skip
    assert told(whole, *[(at, [REP] * n, n, n) for at, n in enumerate((5, 3, 5))])[0] == ("Well done: all 3 exercises.")


def test_no_praise_for_nothing() -> None:
    nobody = replace(END, seen=0.0)
    assert told(plan(slides()), (0, [nobody], 0, 5)) == [
        "I saw nobody. Is the camera on you, and is there enough light?", "Asked for: 5 times.",
        "`coach doctor` looks whether the camera works.",
    ]  # fmt: skip
    assert told(plan(slides()), (0, [nobody], 0, 5), met=True) == [
        "I counted nothing.", "Asked for: 5 times.", "No set was begun.", "Begin again whenever you like.",
    ]  # fmt: skip
    assert told(plan(slides()), (0, [], 0, 5)) == [
        "I counted nothing.", "Asked for: 5 times.", "I saw you, but no movement of this kind.",
        "Next time, watch the movement that is shown first. Then do it slowly and all the way.",
    ]  # fmt: skip
    why = Uncounted(t_s=9.0, start_s=1.0, why=Why.SPEED, say="Go slower.")
    assert told(plan(slides()), (0, [why], 0, 5)) == ["I counted nothing.", "Asked for: 5 times.", "Go slower."]
    assert told(plan(slides(), slides()), (0, [why], 0, 5)) == [
        "I counted nothing.", "Asked for: 2 exercises.", "Go slower.",
    ]  # fmt: skip
    hidden = [Unseen(t_s=9.0, start_s=0.0, end_s=9.0, missing=("left_elbow",)), replace(END, seen=0.1)]
    assert told(plan(slides()), (0, hidden, 0, 5), met=True) == [
        "I counted nothing.", "Asked for: 5 times.", "I could judge 10 % of the time: I did not see your left elbow.",
        "Next time, take the place that the first screen shows.",
    ]  # fmt: skip
    recording = plan(item("wall-slides", Options(endless=True)))
    assert told(recording, (0, [nobody], 0, None))[1:] == [], "nothing was asked for, and there is no camera"


def test_a_file_has_no_goal() -> None:
    whole = plan(item("wall-slides", Options(endless=True)))
    assert told(whole, (0, [REP] * 4, 4, None))[0] == "4 repetitions."
    assert told(whole, (0, [PARTIAL], 0, None))[:2] == ["No complete repetition.", "Not counted: 1 not far enough."]


def test_what_was_timed_is_said_to_be_timed() -> None:
    timed = Timed(t_s=600.0, start_s=0.0, end_s=600.0, seconds=600.0, completed=True)
    walk = replace(END, seen=0.0, hold_s=600.0)
    whole = plan(item("walking", Options(time_s=600)))
    assert told(whole, (0, [timed, walk], 1, 1)) == ["Well done: 10 minutes, timed and not judged."]
    broken_off = replace(timed, seconds=60.0, completed=False)
    assert told(whole, (0, [broken_off, walk], 0, 1)) == ["1 minute, timed and not judged."]
    by_the_clock = plan(item("wall-slides", Options(time_s=600, timed=True)))
    assert told(by_the_clock, (0, [timed, walk], 1, 1)) == ["10 minutes, timed and not judged."]


def test_what_was_not_seen_is_told() -> None:
    hidden = Unseen(t_s=9.0, start_s=1.0, end_s=5.0, missing=("left_elbow",))
    assert told(plan(slides()), (0, [*[REP] * 5, hidden, replace(END, seen=0.62)], 5, 5)) == [
        "Well done: all 5 repetitions.", "I could judge 62 % of the time: I did not see your left elbow.",
    ]  # fmt: skip


def test_holds_and_sides() -> None:
    hold = Hold(t_s=9.0, start_s=0.0, end_s=9.0, seconds=8.0, side="left")
    stretch = plan(item("childs-pose", reps=2, hold_s=8))
    assert told(stretch, (0, [hold, replace(END, hold_s=8.0)], 1, 2))[:2] == [
        "1 of 2 holds.",
        "Held for 8 seconds in all.",
    ]
    both = [replace(REP, side="left"), replace(REP, side="left"), replace(REP, side="right")]
    assert "Left 2, right 1." in told(plan(item("neck-rotations", reps=2)), (0, both, 3, 4))


@pytest.mark.parametrize(
    ("before", "line"), [(0.85, "Better: you went further: 100 % of the full way (last time: 85 %)")]
)
def test_better_than_last_time_has_its_two_figures(before: float, line: str) -> None:
    then = {"wall-slides": Result(5, 0, {"both": before})}
    assert line in told(plan(slides()), (0, [REP] * 5, 5, 5), before=then)


def test_a_set_is_worth_keeping_when_something_was_done() -> None:
    log = WorkoutLog()
    for events in ([END], [PARTIAL, END]):
        log.begin()
        log.add(events)
        log.close(slides(), 0, 1, SetProgress(t_s=9.0, title=""))
    assert [done.worth_keeping for done in log.done] == [False, True]
    assert LIBRARY.exercise("wall-slides").id == log.done[0].item.exercise.id
