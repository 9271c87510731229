"""A curve as a line of text."""

from __future__ import annotations

import math

from coach.terminal.text_curve import marks, text_curve

TIMES = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]


def test_each_character_is_as_high_as_the_largest_value_in_its_time() -> None:
    assert text_curve(TIMES, [0, 0, 0.6, 0, 1.2, 0, 5, -3], 8) == "▁▁▅▁█▁█▁"
    assert text_curve(TIMES, [0, 0, 0.6, 0, 1.2, 0, 5, -3], 4) == "▁▅██"


def test_what_was_not_seen_is_a_gap() -> None:
    assert text_curve(TIMES, [0, math.nan, math.nan, 0, 0, 0, 0, 0], 8) == "▁  ▁▁▁▁▁"


def test_a_mark_stands_under_its_moment() -> None:
    assert marks({3.0: "1", 7.0: "10", 5.0: "-"}, TIMES, 8) == "   1 - 10"
