"""What is only timed: seconds by the frames' own time, told as not judged."""

from __future__ import annotations

import numpy as np
import pytest
from shipped import LIBRARY

from coach.body.landmarks import PoseFrame
from coach.counting.session import session_for
from coach.counting.set_session import Options
from coach.counting.timer import EASE_S, Timer
from coach.events import Event, Ready, Summary, Timed


def nobody(t_s: float) -> PoseFrame:
    nan = np.full((33, 3), np.nan)
    return PoseFrame(t_s, nan, nan, np.full(33, np.nan), (640, 480))


def events_of(timer: Timer, seconds: float, fps: float = 10) -> list[Event]:
    found: list[Event] = []
    for i in range(round(seconds * fps) + 1):
        progress = timer.update(nobody(i / fps))
        assert progress.timed
        found += progress.events
        if progress.phase == "done":
            break
    return found + list(timer.finish().events)


def test_a_walk_is_one_stretch_and_ends_by_itself() -> None:
    card = LIBRARY.card("walking")
    timer = session_for(card.exercise, card.poses)
    assert isinstance(timer, Timer)
    found = events_of(timer, 1300, fps=1)
    assert [type(event) for event in found] == [Ready, Timed, Summary]
    assert (found[1].seconds, found[1].completed, found[1].t_s) == (1200.0, True, 1200.0)


def test_what_is_broken_off_is_told_as_long_as_it_was_and_not_as_done() -> None:
    found = events_of(Timer(LIBRARY.card("foam-roll").exercise, Options(time_s=60)), 25)
    assert [(e.seconds, e.completed) for e in found if isinstance(e, Timed)] == [(25.0, False)]
    assert found[-1].hold_s == 25.0


@pytest.mark.parametrize("fps", [2, 10, 30])
def test_an_exercise_in_the_wrong_view_is_timed_hold_by_hold_with_a_breath_between(fps: float) -> None:
    card = LIBRARY.card("scapular-squeezes")
    timer = session_for(card.exercise, card.poses, Options(reps=3, hold_s=5.0, timed=True))
    found = events_of(timer, 60, fps)
    stretches = [event for event in found if isinstance(event, Timed)]
    assert [event.seconds for event in stretches] == [5.0] * 3
    starts = [event.start_s for event in stretches]
    assert starts == pytest.approx([EASE_S + i * (5 + EASE_S) for i in range(3)], abs=3 / fps)
    assert (found[-1].reps, found[-1].partials, found[-1].hold_s) == (0, 0, 15.0)


def test_to_the_end_of_a_source_whatever_the_dose() -> None:
    card = LIBRARY.card("foam-roll")
    found = events_of(session_for(card.exercise, card.poses, Options(endless=True)), 90)
    assert [(e.seconds, e.completed) for e in found if isinstance(e, Timed)] == [(90.0, True)]


def test_a_timer_that_never_saw_a_frame_sums_up_nothing() -> None:
    assert [type(e) for e in Timer(LIBRARY.card("walking").exercise, Options(time_s=10)).finish().events] == [Summary]
