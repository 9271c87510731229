"""Followers, windows and timers over times and values whose answer is arithmetic."""

from __future__ import annotations

import math

import pytest

from coach.body.timeseries import Lasting, Recent, Staying, follow, share

NAN = math.nan


def test_a_window_keeps_its_seconds_and_no_more() -> None:
    recent: Recent[str] = Recent(1.0)
    for t_s, value in [(0.0, "a"), (0.5, "b"), (1.0, "c"), (1.25, "d")]:
        recent.add(t_s, value)
    assert list(recent) == [(0.5, "b"), (1.0, "c"), (1.25, "d")]
    assert recent.span_s == 0.75


def test_a_value_at_the_very_edge_of_the_window_is_kept() -> None:
    recent: Recent[int] = Recent(0.5)
    recent.add(0.0, 1)
    recent.add(0.5, 2)
    assert [value for _, value in recent] == [1, 2]


def test_after_a_gap_only_the_newest_value_is_left() -> None:
    recent: Recent[int] = Recent(0.5)
    recent.add(0.0, 1)
    recent.add(9.0, 2)
    assert list(recent) == [(9.0, 2)]
    assert recent.span_s == 0.0


def test_an_empty_window_spans_nothing() -> None:
    assert Recent[float](1.0).span_s == 0.0


def test_after_one_time_constant_all_but_a_part_in_e_of_a_step_is_gone() -> None:
    assert share(2.0, 2.0) == pytest.approx(1 - 1 / math.e)
    assert follow(0.0, 10.0, 2.0, 2.0) == pytest.approx(10 * (1 - 1 / math.e))


@pytest.mark.parametrize("frames", [1, 12, 60])
def test_the_frame_rate_does_not_change_how_fast_it_follows(frames: int) -> None:
    value = 0.0
    for _ in range(frames):
        value = follow(value, 1.0, 1.0 / frames, 0.5)
    assert value == pytest.approx(1 - math.exp(-2))


def test_what_is_unseen_is_not_followed_and_the_first_value_is_taken_whole() -> None:
    assert follow(3.0, NAN, 1.0, 1.0) == 3.0
    assert follow(NAN, 3.0, NAN, 1.0) == 3.0
    assert math.isnan(follow(NAN, NAN, 1.0, 1.0))


def test_lasting_counts_from_the_moment_it_became_true() -> None:
    lasting = Lasting()
    assert [lasting.update(t_s, True) for t_s in (2.0, 2.5, 4.0)] == [0.0, 0.5, 2.0]
    assert lasting.since_s == 2.0


def test_a_break_starts_it_anew() -> None:
    lasting = Lasting()
    lasting.update(0.0, True)
    assert math.isnan(lasting.update(5.0, False))
    assert lasting.update(6.0, True) == 0.0
    lasting.end()
    assert lasting.update(7.0, True) == 0.0


def test_what_is_not_true_has_not_lasted_for_no_time_at_all() -> None:
    assert not Lasting().update(1.0, False) >= 0.0


def test_what_stays_within_its_sway_stays_where_it_was_first() -> None:
    staying = Staying(0.1)
    assert [staying.update(t_s, value) for t_s, value in [(1.0, 0.5), (2.0, 0.58), (3.0, 0.42), (4.0, 0.5)]] == [
        0.0, 1.0, 2.0, 3.0,
    ]  # fmt: skip
    assert staying.update(5.0, 0.62) == 0.0
    assert staying.update(6.0, 0.7) == 1.0


def test_after_its_end_a_stay_begins_anew() -> None:
    staying = Staying(0.1)
    staying.update(1.0, 0.5)
    staying.end()
    assert math.isnan(staying.since_s)
    assert staying.update(3.0, 0.5) == 0.0
