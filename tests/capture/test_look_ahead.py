"""One frame ahead: in order, never two, with what goes wrong in its place, and at an end when it is closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest

from coach.capture.look_ahead import one_ahead

PATIENCE_S = 10.0


class Counted:
    """Gives 1, 2, 3 ... and tells which was asked for last."""

    def __init__(self, fails_at: int = 0) -> None:
        self.fails_at, self.given, self.closed = fails_at, 0, False
        self.news = threading.Condition()

    def __iter__(self) -> Iterator[int]:
        try:
            for number in count(1):
                with self.news:
                    self.given = number
                    self.news.notify_all()
                if number == self.fails_at:
                    raise OSError(number)
                yield number
        finally:
            self.closed = True

    def has_given(self, number: int) -> bool:
        with self.news:
            return self.news.wait_for(lambda: self.given >= number, PATIENCE_S)


def test_all_frames_come_in_their_order() -> None:
    assert list(one_ahead(iter(range(1, 100)))) == list(range(1, 100))


def test_the_next_frame_is_taken_while_one_is_dealt_with_and_no_further_one() -> None:
    counted = Counted()
    frames = one_ahead(iter(counted))
    for number in range(1, 6):
        assert next(frames) == number
        assert counted.has_given(number + 1)
        assert counted.given == number + 1
    frames.close()


def test_what_goes_wrong_is_raised_after_all_that_came_before_it() -> None:
    frames = one_ahead(iter(Counted(fails_at=3)))
    assert [next(frames), next(frames)] == [1, 2]
    with pytest.raises(OSError, match="3"):
        next(frames)


def test_closing_waits_for_the_frame_that_is_on_its_way() -> None:
    begun, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def slow() -> Iterator[int]:
        yield 1
        begun.set()
        go_on.wait(PATIENCE_S)
        over.set()
        yield 2

    frames = one_ahead(slow())
    assert next(frames) == 1
    assert begun.wait(PATIENCE_S)
    threading.Timer(0.05, go_on.set).start()
    frames.close()
    assert over.is_set()
