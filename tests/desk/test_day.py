"""One working day: seconds add up, and pauses, silence and snoozing end when they should."""

from __future__ import annotations

import math

import pytest

from coach.desk.day import Day


def test_only_what_was_seen_counts_as_watched() -> None:
    day = Day()
    for state, seconds in (("upright", 60.0), ("slouch", 30.0), ("upright", 15.0), ("away", 300.0), ("unknown", 5.0)):
        day.spend(state, seconds)
    assert day.seconds == {"upright": 75.0, "slouch": 30.0, "away": 300.0, "unknown": 5.0}
    assert (day.total_s, day.watched_s, day.upright_s) == (410.0, 105.0, 75.0)


def test_a_day_of_which_nothing_was_seen() -> None:
    assert (Day().total_s, Day().watched_s, Day().upright_s) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(("now_s", "quiet"), [(1000.0, True), (1599.9, True), (1600.0, False)])
def test_silence_for_a_while_ends_by_itself(now_s: float, quiet: bool) -> None:
    day = Day()
    assert day.be_quiet(1000.0, 600.0) == 1600.0
    assert day.is_quiet(now_s) is quiet


def test_silence_without_an_end_lasts_until_it_is_asked_for_again() -> None:
    day = Day()
    assert day.toggle_quiet(0.0) is True
    assert day.is_quiet(1e9)
    assert day.toggle_quiet(1e9) is False
    assert not day.is_quiet(1e9)


def test_asking_again_ends_a_silence_that_had_an_end() -> None:
    day = Day()
    day.be_quiet(0.0, 600.0)
    assert day.toggle_quiet(10.0) is False
    assert not day.is_quiet(11.0)


def test_the_desktop_may_want_silence_too() -> None:
    day = Day()
    day.desktop_quiet = True
    assert day.is_quiet(0.0)


def test_a_pause_ends_at_its_time() -> None:
    day = Day()
    day.pause(1000.0, 60.0)
    assert [day.pause_is_over(now_s) for now_s in (1000.0, 1059.9, 1060.0)] == [False, False, True]
    day.resume()
    assert not day.paused
    assert not day.pause_is_over(2000.0), "what was ended earlier does not end again"


def test_a_pause_without_an_end_does_not_end_by_itself() -> None:
    day = Day()
    day.pause(1000.0, 60.0)
    day.pause(1010.0, None)
    assert day.paused
    assert not day.pause_is_over(1e9)


def test_a_snooze_has_an_end() -> None:
    day = Day()
    assert day.snoozed_until_s == -math.inf
    day.snooze(1000.0, 900.0)
    assert day.snoozed_until_s == 1900.0
