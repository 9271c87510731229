"""The rest between the two ends of a movement to either side."""

from __future__ import annotations

import pytest
from bodies import eased

from coach.body.middle import Middle

FPS = 15


def found(*keys: tuple[float, float], tempo: float = 1.0) -> float | None:
    """When the rest turns out to be elsewhere, for somebody who goes through these (seconds, place). At half the
    `tempo` each moment looks as still as two."""
    middle, height = Middle(), eased(*keys)
    before = height(0.0)
    for i in range(round(keys[-1][0] / tempo * FPS)):
        place = height(i / FPS * tempo)
        if middle.update(i / FPS, place, still=abs(place - before) < 0.01):
            return i / FPS * tempo
        before = place
    return None


def turns(rest: float, left: float, right: float) -> list[tuple[float, float]]:
    """Two turns to each side, with a stop at `rest` before, between and after."""
    keys, t_s = [(0.0, rest), (1.0, rest)], 1.0
    for end in (left, right, left, right):
        keys += [(t_s + 1.5, end), (t_s + 2.5, end), (t_s + 4.0, rest), (t_s + 5.0, rest)]
        t_s += 5.0
    return keys


def test_who_turns_from_the_neutral_to_either_side_rests_there() -> None:
    assert found(*turns(0.0, 1.0, -1.0)) is None


def test_a_neutral_that_was_taken_on_the_way_is_found_out_at_the_second_rest_between_both_ends() -> None:
    assert found(*turns(0.5, 1.4, -0.5)) == pytest.approx(10.0, abs=0.2)


@pytest.mark.parametrize("tempo", [0.4, 0.3])
def test_who_turns_so_slowly_that_they_look_still_rests_where_they_stay(tempo: float) -> None:
    assert found(*turns(0.0, 1.0, -1.0), tempo=tempo) is None
    assert found(*turns(0.5, 1.4, -0.5), tempo=tempo) == pytest.approx(10.0, abs=0.2)


def test_two_half_turns_with_a_rest_between_stop_at_no_rest() -> None:
    assert found(*turns(0.0, 0.5, -1.0)) is None


def test_turns_to_one_side_alone_say_nothing_about_the_middle() -> None:
    assert found(*turns(0.5, 1.4, 1.4)) is None


def test_an_end_that_flickers_is_no_middle() -> None:
    left = [(0.0, 0.9), (0.5, 0.7), (1.0, 0.7), (1.2, 1.3), (1.4, 0.7), (2.2, 0.7)]  # the face is hidden for a moment
    keys = [(0.0, 0.0), (1.0, 0.0)]
    for start_s in (2.0, 10.0, 18.0):
        keys += [(start_s + t_s, place) for t_s, place in left]
        keys += [(start_s + 3.5, -1.0), (start_s + 5.5, -1.0)]
    assert found(*keys) is None


def test_what_was_before_may_be_forgotten() -> None:
    middle, height = Middle(), eased(*turns(0.5, 1.4, -0.5))
    for i in range(20 * FPS):
        if i % (4 * FPS) == 0:
            middle.forget()
        assert not middle.update(i / FPS, height(i / FPS), still=abs(height(i / FPS) - height((i - 1) / FPS)) < 0.01)
