"""The personal baseline: the first guess, the first stillness, following rest, never a hold, interruptions."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from bodies import eased

from coach.body.neutral import LOW, Neutral

FPS = (12, 30, 60)
WAY = 0.08  # the measure changes by this much from rest to the target


def played(
    neutral: Neutral, height: Callable[[float], float], seconds: float, fps: float, start_s: float = 0.0
) -> None:
    """Feed a height in units of the way; the level is the height from the neutral believed in, as the signal has it."""
    for i in range(round(seconds * fps)):
        t = i / fps
        values = {"rise": WAY * height(t)}
        neutral.guess(start_s + t, values)
        neutral.update(start_s + t, values, (values["rise"] - neutral.values.get("rise", math.nan)) / WAY)


def height_of(neutral: Neutral) -> float:
    return neutral.values["rise"] / WAY


@pytest.mark.parametrize("fps", FPS)
def test_the_first_third_of_a_second_is_a_guess_and_the_first_stillness_settles_it(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 1.0, 0.3, fps)
    assert height_of(neutral) == pytest.approx(1.0)
    assert not neutral.settled
    played(neutral, lambda t: 1.0, 0.4, fps, start_s=0.3)
    assert neutral.settled


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize("hold_s", [1.0, 5.0, 10.0])
def test_it_never_follows_a_hold(fps: float, hold_s: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    hold = eased((0.0, 0.0), (1.0, 1.0), (1.0 + hold_s, 1.0), (2.0 + hold_s, 0.0))
    played(neutral, hold, 2.5 + hold_s, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("fps", FPS)
def test_it_does_not_follow_a_low_hold_either(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    played(neutral, eased((0.0, 0.0), (1.0, 0.3), (6.0, 0.3), (7.0, 0.0)), 7.0, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.0, abs=0.06)


@pytest.mark.parametrize("fps", FPS)
def test_it_follows_sway_at_rest(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    played(neutral, eased((0.0, 0.0), (2.0, 0.1)), 8.0, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.1, abs=0.01)


def test_it_goes_down_sooner_than_up() -> None:
    ways = {}
    for goal in (0.12, -0.12):
        neutral = Neutral(("rise",))
        played(neutral, lambda t: 0.0, 1.0, 30)
        played(neutral, lambda t, goal=goal: goal, 1.5, 30, start_s=1.0)
        ways[goal] = height_of(neutral) / goal
    assert ways[-0.12] > 0.95
    assert 0.3 < ways[0.12] < 0.7


@pytest.mark.parametrize("fps", FPS)
def test_a_rest_that_stays_high_for_longer_than_patience_is_a_new_rest(fps: float) -> None:
    neutral = Neutral(("rise",), patience_s=12.0)
    played(neutral, lambda t: 0.0, 1.0, fps)
    played(neutral, lambda t: 0.6, 12.0, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.0, abs=0.02)
    played(neutral, lambda t: 0.6, 1.5, fps, start_s=13.0)
    assert height_of(neutral) == pytest.approx(0.6, abs=0.02)


@pytest.mark.parametrize("fps", FPS)
def test_a_second_slow_repetition_is_no_new_rest(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    slow = eased((0.0, 0.0), (6.0, 1.0), (12.0, 0.0))  # so slow that every half second of it looks still
    played(neutral, slow, 16.0, fps, start_s=1.0)
    played(neutral, slow, 6.0, fps, start_s=17.0)
    assert height_of(neutral) < 0.2


@pytest.mark.parametrize("fps", FPS)
def test_a_way_so_slow_that_each_moment_looks_still_is_no_new_rest(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    played(neutral, eased((0.0, 0.0), (9.0, 1.0), (10.0, 1.0), (19.0, 0.0)), 17.0, fps, start_s=1.0)
    assert height_of(neutral) < LOW


@pytest.mark.parametrize("fps", FPS)
def test_a_wrong_first_guess_gives_way_after_a_second_and_a_half(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: -1.0 if t < 0.35 else 0.0, 1.5, fps)  # the landmarker had not found its feet
    assert height_of(neutral) == pytest.approx(-1.0, abs=0.02)
    played(neutral, lambda t: 0.0, 1.5, fps, start_s=1.5)
    assert height_of(neutral) == pytest.approx(0.0, abs=0.02)
    assert neutral.settled


@pytest.mark.parametrize("fps", FPS)
def test_after_an_interruption_the_next_stillness_settles_it_anew(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    neutral.interrupt()
    assert not neutral.settled
    assert height_of(neutral) == pytest.approx(0.0)  # what was believed is kept until then
    played(neutral, lambda t: 0.3, 0.8, fps, start_s=3.0)
    assert neutral.settled
    assert height_of(neutral) == pytest.approx(0.3, abs=0.01)


@pytest.mark.parametrize("fps", FPS)
def test_an_interruption_asks_for_a_stillness_of_its_own(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    neutral.interrupt()
    played(neutral, lambda t: 0.0, 0.3, fps, start_s=1.0)
    assert not neutral.settled
    played(neutral, lambda t: 0.0, 0.4, fps, start_s=1.3)
    assert neutral.settled


@pytest.mark.parametrize("fps", FPS)
def test_an_interruption_does_not_let_a_hold_in(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    neutral.interrupt()
    played(neutral, lambda t: 1.0, 8.0, fps, start_s=3.0)
    assert height_of(neutral) == pytest.approx(0.0)


def test_a_restart_forgets_everything() -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, 30)
    neutral.restart()
    assert neutral.values == {}
    played(neutral, lambda t: 0.9 if t < 0.1 else 0.7, 0.2, 30, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.7)  # a guess again, which follows everything


def test_movement_is_no_stillness() -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, 30)
    neutral.interrupt()
    played(neutral, lambda t: 0.8 * t - 0.5, 3.0, 30, start_s=3.0)
    assert not neutral.settled
    assert height_of(neutral) == pytest.approx(0.0)


def test_unseen_changes_nothing() -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, 30)
    for i in range(30):
        neutral.guess(1.0 + i / 30, {"rise": math.nan})
        neutral.update(1.0 + i / 30, {"rise": math.nan}, math.nan)
    assert neutral.settled
    assert neutral.values == {"rise": 0.0}


def test_a_measure_that_comes_into_view_later_is_guessed_then() -> None:
    neutral = Neutral(("rise", "wrist"))
    neutral.guess(0.0, {"rise": 1.0, "wrist": math.nan})
    assert neutral.values == {"rise": 1.0}
    neutral.guess(5.0, {"rise": 2.0, "wrist": 3.0})
    assert neutral.values == {"rise": 1.0, "wrist": 3.0}


def test_what_anatomy_knows_starts_in_its_middle_and_never_leaves_its_bounds() -> None:
    neutral = Neutral(("rise", "lift"), bounds={"lift": (-0.25, 0.25)})
    assert neutral.values == {"lift": 0.0}
    neutral.guess(0.0, {"rise": 3.0, "lift": 3.0})
    assert neutral.values == {"rise": 3.0, "lift": 0.25}
    neutral.restart()
    assert neutral.values == {"lift": 0.0}


@pytest.mark.parametrize("fps", FPS)
def test_a_movement_that_turns_twice_at_another_place_has_its_rest_there(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    moved = eased((0.0, 0.0), (1.0, 1.6), (2.0, 0.6), (3.0, 1.6), (4.0, 0.6), (5.0, 1.6))
    played(neutral, moved, 5.0, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.6, abs=0.06)


@pytest.mark.parametrize("fps", FPS)
def test_lower_ends_near_the_rest_are_sway(fps: float) -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, fps)
    moved = eased((0.0, 0.0), (1.0, 1.0), (2.0, 0.13), (3.0, 1.0), (4.0, 0.13), (5.0, 1.0))
    played(neutral, moved, 5.0, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.0, abs=0.06)


@pytest.mark.parametrize("fps", FPS)
def test_a_movement_from_the_middle_to_either_side_has_no_lower_end(fps: float) -> None:
    neutral = Neutral(("rise",), two_ended=False)
    played(neutral, lambda t: 0.0, 1.0, fps)
    moved = eased((0.0, 0.0), (1.0, 1.6), (2.0, 0.6), (3.0, 1.6), (4.0, 0.6), (5.0, 1.6))
    played(neutral, moved, 5.0, fps, start_s=1.0)
    assert height_of(neutral) == pytest.approx(0.0, abs=0.06)


def test_at_six_pictures_a_second_stillness_is_found_too() -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.5, 6)
    assert neutral.settled


def test_a_rest_that_was_taken_wrongly_is_found_although_something_interrupts() -> None:
    neutral = Neutral(("rise",))
    played(neutral, lambda t: 0.0, 1.0, 15)  # bent over, say: the rest turns out to be higher
    moves = eased((0.0, 0.8), (1.0, 1.3), (3.0, 1.3), (4.0, 0.8), (5.0, 0.8))
    played(neutral, moves, 5.0, 15, start_s=1.0)
    neutral.interrupt()
    played(neutral, lambda t: 0.8, 2.0, 15, start_s=6.0)
    played(neutral, moves, 5.0, 15, start_s=8.0)
    played(neutral, lambda t: 0.8, 2.0, 15, start_s=13.0)
    assert height_of(neutral) == pytest.approx(0.8, abs=0.05)


def test_a_neutral_taken_half_way_to_one_side_is_put_in_the_middle() -> None:
    neutral, t_s = Neutral(("rise",), two_ended=False), 0.0
    turn = eased((0.0, 0.0), (1.0, 1.0), (2.0, 1.0), (3.0, 0.0), (4.0, 0.0))
    for height in (lambda t: -0.5, turn, lambda t: -turn(t), turn, lambda t: -turn(t)):
        for i in range(4 * 15):
            values = {"rise": WAY * height(i / 15)}
            neutral.guess(t_s, values)
            place = (values["rise"] - neutral.values["rise"]) / WAY
            neutral.update(t_s, values, abs(place), place)
            t_s += 1 / 15
    assert height_of(neutral) == pytest.approx(0.0, abs=0.05)
