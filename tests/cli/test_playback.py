"""A clip on a machine that is too slow for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

import pytest

from coach.capture.source import Image, Source
from coach.cli import playback
from coach.cli.playback import AtFilmedSpeed


class _Clip:
    """Three seconds at 30 pictures a second."""

    name, live, size, fps = "clip", False, (640, 480), 30.0

    def __iter__(self) -> Iterator[tuple[Image | None, float]]:
        return iter([(None, number / 30) for number in range(90)])


class _Clock:
    """Goes on only while somebody sleeps or works."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def shown(monkeypatch: pytest.MonkeyPatch, work_s: float) -> tuple[list[float], float]:
    """The times of the pictures that came through when each takes `work_s`, and how long the whole took."""
    clock = _Clock()
    monkeypatch.setattr(playback, "time", clock)
    times = []
    for _image, t_s in AtFilmedSpeed(cast("Source", _Clip())):
        times.append(t_s)
        clock.sleep(work_s)
    return times, clock.now_s


def test_a_machine_that_keeps_up_sees_every_picture_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    times, took_s = shown(monkeypatch, 0.01)
    assert len(times) == 90
    assert took_s == pytest.approx(3.0, abs=0.05)


def test_a_machine_that_is_too_slow_still_sees_a_tenth_of_a_second_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    times, took_s = shown(monkeypatch, 0.2)
    assert max(b - a for a, b in pairwise(times)) < 0.1
    assert took_s > 3.0
