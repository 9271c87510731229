"""Why nothing counts, and when that is said: scripted levels in front of a still body."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from bodies import Stick, frame
from paths import FIXTURES
from shipped import LIBRARY

from coach.body.picture import turned
from coach.body.visibility import Watcher
from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options, events_over
from coach.counting.uncounted import AGAIN_S, HIDDEN_S, NOTHING_S, UNDER_WAY_S, Situation, UncountedWatch
from coach.events import Rep, Uncounted, Why

FPS = 20


def told(
    level: Callable[[float], float], seconds: float, *, counted: bool = False, holds: bool = False,
    hidden: bool = False, moving: bool = False, hold_s: float = 0.0, **changes: object,
) -> list[Uncounted]:  # fmt: skip
    """What is answered to this level over so many seconds; `counted`: each way back is a repetition."""
    watch, watcher = UncountedWatch(0.25, 0.75, 0.6, holds=holds, hold_s=hold_s), Watcher()
    usual: dict[str, object] = {"fix": "I can't see your ears", "turn": None, "disturbed": False, "posed": True}
    answers: list[Uncounted] = []
    for i in range(round(seconds * FPS)):
        t_s = i / FPS
        body = watcher.update(frame(t_s, Stick()))
        events = [rep(t_s)] if counted and i > FPS and i % (4 * FPS) == FPS else []
        if watch.update(body, level(t_s), hidden, moving, events):
            answers.append(watch.answer(t_s, Situation(**(usual | changes))))  # type: ignore[arg-type]
    return answers


def rep(end_s: float) -> Rep:
    return Rep(
        t_s=end_s, start_s=end_s - 4, peak_s=end_s - 2, end_s=end_s, side="both", direction=None, range=1.0, held_s=0.0,
        count=1,
    )  # fmt: skip


def swing(size: float, period_s: float = 4.0) -> Callable[[float], float]:
    """Out and back again and again, after a second at rest."""
    return lambda t_s: size * (1 - math.cos(2 * math.pi * max(0.0, t_s - 1.0) / period_s)) / 2


def test_what_counts_is_not_talked_about() -> None:
    assert told(swing(1.0), 30, counted=True) == []


def test_who_never_comes_back_to_the_start_is_told_to() -> None:
    answers = told(lambda t_s: 1.0 + 0.3 * math.sin(t_s), 40, moving=True)
    assert [a.why for a in answers] == [Why.START_POSE] * len(answers)
    assert answers[0].t_s == pytest.approx(UNDER_WAY_S, abs=0.2)
    assert answers[0].start_s < NOTHING_S
    assert answers[1].t_s - answers[0].t_s >= AGAIN_S


def test_who_holds_for_as_long_as_was_asked_is_not_disturbed() -> None:
    assert told(lambda t_s: 1.0, 35, moving=True, hold_s=20) == []
    assert told(lambda t_s: 1.0, 60, moving=True, holds=True) == []


def test_standing_still_is_not_talked_about() -> None:
    assert told(lambda t_s: 0.05 * math.sin(t_s), 60) == []


def test_a_whole_repetition_that_does_not_count_is_answered_at_once() -> None:
    first = told(swing(1.0), 8)[0]
    assert first.why is Why.START_POSE
    assert first.t_s < 5 + 2  # it ended at 5 s
    assert first.start_s == pytest.approx(1, abs=0.5)


def test_three_small_ones_are_answered_and_called_small() -> None:
    answers = told(swing(0.4, 2.0), 12)
    assert answers[0].why is Why.RANGE
    assert answers[0].t_s < 9


def test_one_small_one_is_left_alone() -> None:
    assert told(lambda t_s: swing(0.4, 2.0)(t_s) if t_s < 3 else 0.0, 30) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"turn": "Face the camera"}, Why.VIEW),
        ({"disturbed": True}, Why.OTHER_EXERCISE),
        ({"posed": False}, Why.START_POSE),
    ],
)
def test_the_reason_is_the_one_that_stands(changes: dict[str, object], why: Why) -> None:
    assert told(swing(1.0), 8, **changes)[0].why is why


def test_what_is_too_fast_is_called_fast() -> None:
    assert told(swing(1.0, 0.5), 8)[0].why is Why.SPEED


def test_what_is_hidden_is_named_within_seconds_and_again() -> None:
    answers = told(lambda t_s: math.nan, 20, hidden=True)
    assert [a.why for a in answers] == [Why.HIDDEN] * len(answers)
    assert answers[0].t_s == pytest.approx(HIDDEN_S, abs=0.2)
    assert answers[0].say == "I can't see your ears"
    assert answers[1].t_s - answers[0].t_s == pytest.approx(AGAIN_S, abs=0.2)


def test_one_hidden_side_is_named_later_for_the_other_may_speak_for_it() -> None:
    answers = told(lambda t_s: 0.0, 20, hidden=True)
    assert answers[0].t_s == pytest.approx(NOTHING_S, abs=0.2)
    assert told(swing(1.0), 20, counted=True, hidden=True) == []


def test_a_hold_that_is_not_taken_for_one_is_answered() -> None:
    assert told(lambda t_s: 1.0, 12, holds=True)[0].t_s == pytest.approx(NOTHING_S, abs=0.2)
    assert told(lambda t_s: 1.0, 12, holds=True, moving=True) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"stranger": True, "odd_picture": True}, Why.PERSON),
        ({"odd_picture": True, "turn": "Face the camera"}, Why.PICTURE),
        ({"disturbed": True, "resembles": "a shrug"}, Why.OTHER_EXERCISE),
    ],
)
def test_what_is_wrong_before_the_movement_is_named_first(changes: dict[str, object], why: Why) -> None:
    assert told(swing(1.0), 8, **changes)[0].why is why


def test_the_movement_is_called_what_it_looks_like() -> None:
    assert "looks like a shrug" in told(swing(1.0), 8, disturbed=True, resembles="a shrug")[0].say


def test_who_is_hardly_seen_is_told_what_hides_them() -> None:
    wave = swing(1.0, 3.0)
    seen = told(lambda t_s: wave(t_s) if t_s % 1 < 0.9 else math.nan, 30)
    hardly = told(lambda t_s: wave(t_s) if t_s % 1 < 0.3 else math.nan, 30)
    assert Why.HIDDEN not in [a.why for a in seen]
    assert [a.why for a in hardly][-1] == Why.HIDDEN


def test_two_slow_ones_are_answered_within_eight_seconds_of_the_first() -> None:
    answers = told(swing(0.4, 3.4), 12)
    assert answers[0].t_s == pytest.approx(1.0 + NOTHING_S, abs=0.8)


def test_who_takes_twelve_seconds_each_is_told_after_the_second() -> None:
    answers = told(swing(0.5, period_s=12.0), 40)
    assert answers[0].why == Why.RANGE
    assert answers[0].t_s < 26


def test_what_is_too_fast_to_tell_apart_is_answered_though_one_of_two_counted() -> None:
    """Two whole ways out and back within one that counted."""
    watch, watcher = UncountedWatch(0.25, 0.75, 0.6, holds=False), Watcher()
    answers: list[Uncounted] = []
    for i in range(8 * FPS):
        t_s = i / FPS
        done = [replace(rep(3.0), start_s=1.0)] if i == 3 * FPS else []
        level = swing(1.0, 1.0)(t_s) if t_s < 3 else 0.0
        if watch.update(watcher.update(frame(t_s, Stick())), level, False, False, done):
            answers.append(watch.answer(t_s, Situation(fix=None, turn=None, disturbed=False, posed=True)))
    assert len(answers) == 1


def test_a_picture_that_stays_turned_is_told_again_and_again() -> None:
    card = LIBRARY.card("thoracic-extension")
    frames = [turned(one, 90) for _, one in Recording(FIXTURES / "thoracic-extension" / "mixed.npz")]
    events = events_over(session_for(card.exercise, card.poses, Options(endless=True)), frames)
    told_s = [event.t_s for event in events if isinstance(event, Uncounted) and event.why == Why.PICTURE]
    assert max(after - before for before, after in pairwise([0.0, *told_s, frames[-1].t_s])) < AGAIN_S + 1
