"""Circles in the light of their neighbours, and repetitions counted after all."""

from __future__ import annotations

import math

from coach.body.side import Side
from coach.counting.circle import Circles
from coach.counting.rep_detector import Excursion
from coach.counting.rep_verdict import Found, Judgement
from coach.counting.second_look import SecondLook
from coach.counting.settling import Settling


def directions(*roundness: float) -> list[str | None]:
    circles = Circles()
    for i, width in enumerate(roundness):
        circles.see(float(i), width)
    return [circles.direction(float(i)) for i in range(len(roundness))]


def test_one_flat_circle_among_round_ones_is_one_of_them() -> None:
    assert directions(-0.9, -0.2, -0.8) == ["forward"] * 3


def test_who_was_asked_for_circles_is_believed_one_flat_one_and_no_second() -> None:
    assert directions(-0.2) == ["forward"]
    assert directions(-0.1, 0.1, 0.0) == [None] * 3


def test_shrugs_are_no_circles_however_many() -> None:
    assert directions(0.26, 0.53, 0.12, 0.4, -0.29) == [None] * 5


def test_the_direction_may_change_within_a_set() -> None:
    assert directions(0.9, 0.8, -0.9, -0.8) == ["backward", "backward", "forward", "forward"]


def test_a_swing_of_the_arms_counts_only_between_circles() -> None:
    assert directions(math.nan) == [None]
    assert directions(-0.9, math.nan, -0.9) == ["forward"] * 3


def test_an_excursion_nobody_looked_at_has_no_direction() -> None:
    assert Circles().direction(1.0) is None


def settling(end_s: float) -> Settling:
    done = Excursion(end_s - 2, end_s - 1, end_s, range=0.8, held_s=0.3, reached=True, held=True)
    return Settling(done, ("circle",), None, Side.BOTH, found=Found(Side.BOTH, (), (), Side.BOTH, 1.0))


def test_what_is_right_after_all_is_released_once_in_order_of_time() -> None:
    second_look = SecondLook()
    for end_s in (2.0, 5.0, 8.0):
        kept = settling(end_s)
        assert kept.found is not None
        second_look.keep(kept, kept.found)

    def judge(done: Excursion, found: Found) -> Judgement:
        return ((), "backward") if done.end_s < 6.0 else (("circle",), None)

    freed = second_look.release(judge)
    assert [s.done.end_s for s in freed] == [2.0, 5.0]
    assert all(s.recounted and s.told and s.direction == "backward" and not s.missing for s in freed)
    assert second_look.release(judge) == []


def test_what_was_only_found_by_counting_once_more_was_never_told() -> None:
    second_look = SecondLook()
    for end_s in (2.0, 8.0):
        kept = settling(end_s)
        assert kept.found is not None
        second_look.keep(kept, kept.found)
    second_look.only_told([settling(8.5).done])
    freed = second_look.release(lambda done, found: ((), "backward"))
    assert [(s.done.end_s, s.told) for s in freed] == [(2.0, False), (8.0, True)]
