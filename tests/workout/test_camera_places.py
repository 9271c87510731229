"""Where one has to be before the camera in a program: told before it begins, in a line."""

from __future__ import annotations

from itertools import combinations

import pytest
from cranked import LIBRARY, crank, item, plan

from coach.counting.set_session import Options
from coach.workout import program
from coach.workout.camera_places import camera_places, most_moves_in_words, moves_in_short, moves_in_words


def told(*names: str) -> str:
    return moves_in_words(camera_places(LIBRARY.card(name).exercise for name in names))


def test_who_stays_in_one_place_is_told_nothing() -> None:
    assert told("shoulder-rolls", "scapular-squeezes", "walking", "neck-side-bend") == ""
    assert told("walking") == ""
    assert moves_in_short(()) == ""


def test_how_often_and_where_to() -> None:
    assert told("shoulder-rolls", "scapular-squeezes", "childs-pose") == (
        "You change your place once: upright, facing the camera, 1 m away; "
        "then on the floor, your side to the camera, 2.5 m away."
    )
    assert told("wall-slides", "walking", "childs-pose", "wall-slides").startswith("You change your place 2 times: ")
    assert told("floor-press", "pelvic-push").endswith("; then upright, your side to the camera, 2.5 m away.")


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_of_what_is_chosen_anew_the_most_is_told(number: int) -> None:
    among = [LIBRARY.exercise(entry.exercise) for entry in LIBRARY.program("strength-three").program.among]
    most = max(len(camera_places(some)) for some in combinations(among, number)) - 1
    said = most_moves_in_words(among, number)
    assert (str(most) in said or (most == 1 and "once" in said)) if most else said == ""


def test_it_stands_on_the_first_screen_of_a_program_and_on_no_other() -> None:
    one = crank(item("shoulder-rolls", reps=1), item("childs-pose", reps=1))
    one.run(0.2)
    first = one.last
    assert first.first_screen is not None
    assert first.first_screen.note == "You change your place once."
    assert first.lines[-1] == first.first_screen.details[-1] == told("shoulder-rolls", "childs-pose")
    one.say("skip")
    assert (one.last.exercise, one.last.stage) == ("childs-pose", "intro")
    assert not any("your place" in line for line in one.last.lines)


def test_what_goes_by_the_clock_asks_for_no_place() -> None:
    whole = program.plan(LIBRARY.program("neck-and-shoulders"), Options())
    assert len(whole.places) == 3
    assert plan(item("walking")).places == ()
