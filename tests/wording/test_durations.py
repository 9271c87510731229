"""Durations in words."""

from __future__ import annotations

import pytest

from coach.wording.durations import in_minutes, in_short, in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (30.4, "30 seconds"),
        (59.7, "1 minute"),
        (90, "1 minute 30 seconds"),
        (599, "9 minutes 59 seconds"),
        (620, "10 minutes"),  # nobody needs the seconds of what takes longer
        (3600, "1 hour"),
        (3725, "1 hour 2 minutes"),
        (7200, "2 hours"),
    ],
)
def test_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2.5, "2.5 s"), (5, "5 s"), (12.4, "12 s"), (60, "1 min"), (90, "90 s"), (3599, "59 min"), (11100, "3 h 05 min")],
)
def test_in_short(seconds: float, words: str) -> None:
    assert in_short(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(5, "1 min"), (89, "1 min"), (90, "2 min"), (1200, "20 min")])
def test_in_minutes(seconds: float, words: str) -> None:
    assert in_minutes(seconds) == words
