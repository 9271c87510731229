"""Every program from the first instruction to the summary, in full, done by the figure that shows the exercises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from cranked import LIBRARY
from figure import Figure, takes_s, until_next_s

from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Exercise
from coach.events import Timed, counted_in
from coach.workout.program import plan
from coach.workout.workout import Workout

PROGRAMS = [program.id for program in LIBRARY.programs()]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_done_from_the_first_instruction_to_the_summary(name: str) -> None:
    one = plan(LIBRARY.program(name), Options(), [])
    workout, last, t_s = Workout(one), None, 0.0
    figures = {i.exercise.id: Figure(i.exercise) for i in one.items if isinstance(i.exercise, Exercise)}
    nobody = next(iter(figures.values()))
    while not workout.over:
        figure = nobody if last is None else figures.get(last.exercise, nobody)
        word = {"intro": "start", "confirm": "start", "pain": "none", "summary": "quit"}.get(last.stage if last else "")
        last = workout.update(figure.next(t_s, last), word)
        t_s += until_next_s(last)
        assert t_s < 3000, (last.exercise, last.stage, last.set.phase, last.set.count, last.set.guidance)
    done = [(d.item.exercise.id, d.number) for d in workout.done]
    assert done == [(i.exercise.id, number) for i in one.items for number in range(1, i.sets + 1)]
    for kept in workout.done:
        counted = counted_in(kept.events)
        if isinstance(kept.item.exercise, Activity):
            assert [event.completed for event in kept.events if isinstance(event, Timed)] == [True]
        else:
            sides = Counter(event.side for event in counted)
            if kept.item.exercise.sides == "each":
                assert sides == {"left": kept.item.reps, "right": kept.item.reps}, kept.item.exercise.id
            assert len(counted) == kept.item.goal, kept.item.exercise.id


@pytest.mark.parametrize("known", [False, True], ids=["the first time", "known"])
@pytest.mark.parametrize("pace", [0.7, 1.0, 1.4])
def test_a_break_at_the_desk_takes_three_minutes_at_any_tempo(pace: float, known: bool) -> None:
    assert takes_s(plan(LIBRARY.program("desk-break"), Options(), []), pace, known=known) == pytest.approx(180, abs=30)


def changes(asked: Sequence[object]) -> int:
    """How often what is asked is another than before."""
    return sum(before != after for before, after in pairwise(asked))


def views(name: str, before: Sequence[str] = ()) -> list[tuple[str, float | None]]:
    """The view and the distance that each exercise of a program asks for."""
    items = [item.exercise for item in plan(LIBRARY.program(name), Options(), before).items]
    return [(one.camera.view, one.camera.distance_m) for one in items if isinstance(one, Exercise)]


@pytest.mark.parametrize(("name", "most"), [("desk-break", 0), ("gentle-stretch", 1), ("morning-and-night", 1)])
def test_where_to_stand_changes_at_most_once(name: str, most: int) -> None:
    assert changes(views(name)) == most


def test_three_for_strength_change_their_place_at_most_once_whatever_day_it_is() -> None:
    before: list[str] = []
    for _day in range(6):
        assert changes(views("strength-three", before)) <= 1
        before += [item.exercise.id for item in plan(LIBRARY.program("strength-three"), Options(), before).items]


@pytest.mark.parametrize(("name", "fewest"), [("upper-back-five", 3), ("neck-and-shoulders", 2)])
def test_where_the_movements_ask_for_more_places_no_order_has_fewer(name: str, fewest: int) -> None:
    """Each of these movements is judged from one view, and the catalogue has all of them in the program."""
    asked = views(name)
    assert min(map(changes, permutations(asked))) == changes(asked) == fewest


def test_a_break_at_the_desk_stays_at_the_desk() -> None:
    for item in plan(LIBRARY.program("desk-break"), Options(), []).items:
        exercise = item.exercise
        assert isinstance(exercise, Exercise)
        assert (exercise.place, exercise.camera.view, exercise.camera.distance_m) == ("desk", "front", 1.0), exercise.id
        below = {"elbow", "wrist", "hip", "knee", "ankle"}  # what the desk hides
        assert not [need for need in exercise.camera.needs if need.rpartition("_")[2] in below], exercise.id
        assert exercise.position in ("sitting", "either"), exercise.id
