"""A recording to look at: its frames by time and by event, and its curves with their thresholds."""

from __future__ import annotations

import math

import pytest
from bodies import film, reps, wall_slide
from cranked import LIBRARY

from coach.body.side import Side
from coach.counting.replayed import Replayed
from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.events import Partial, Ready, Rep


@pytest.fixture(scope="module")
def replayed() -> Replayed:
    """Two wall slides and one that stops half way."""
    card = LIBRARY.card("wall-slides")
    assert isinstance(card.exercise, Exercise)
    path = card.exercise.path
    session = Session(card.exercise, card.poses[path.start], card.poses[path.target], Options(endless=True))
    found = Replayed(card.exercise)
    level, seconds = reps([1.0, 1.0, 0.5])
    for frame in film(lambda t: wall_slide(level(t)), seconds):
        progress = session.update(frame)
        found.note(frame, session.judgement, progress.events)
    found.note(None, None, session.finish().events)
    return found


def test_it_holds_every_frame_and_what_happened(replayed: Replayed) -> None:
    assert len(replayed.frames) == len(replayed.judgements) == len(replayed.times)
    kinds = [type(event) for event in replayed.events if isinstance(event, Ready | Rep | Partial)]
    assert kinds == [Ready, Rep, Rep, Partial]


def test_a_moment_is_the_frame_that_does_not_come_after_it(replayed: Replayed) -> None:
    assert replayed.at(-5.0) == 0
    assert replayed.at(0.05) == 1
    assert replayed.at(1e9) == len(replayed.frames) - 1
    assert replayed.at(replayed.times[40]) == 40


def test_from_event_to_event_and_no_further(replayed: Replayed) -> None:
    at, seen = 0, []
    while (later := replayed.next_event(at, 1)) != at:
        at = later
        seen.append(at)
    assert seen == sorted(seen)
    assert len(seen) >= 3
    assert replayed.next_event(0, -1) == 0
    assert replayed.next_event(seen[1], -1) == seen[0]


def test_an_event_stands_for_a_while(replayed: Replayed) -> None:
    rep = next(event for event in replayed.events if isinstance(event, Rep))
    assert replayed.standing(rep.t_s + 0.5) == rep
    assert replayed.standing(rep.t_s - 0.01) != rep


def test_the_curves_are_the_signal_and_what_it_is_made_from(replayed: Replayed) -> None:
    signal, elevation, flexion = replayed.curves()
    limits = replayed.judgements[-1].limits
    assert [(one.name, one.value) for one in signal.thresholds] == [
        ("reached", limits.reached), ("returned", limits.returned),
    ]  # fmt: skip
    (both,) = signal.lines
    peak = max(value for value in both.values if not math.isnan(value))
    assert peak > limits.reached
    assert (elevation.measure, elevation.unit, flexion.measure) == ("arm_elevation", "deg", "elbow_flexion")
    assert [line.side for line in elevation.lines] == [Side.LEFT, Side.RIGHT]
    highest = max(value for value in elevation.lines[0].values if not math.isnan(value))
    assert highest == pytest.approx(154, abs=3)
    assert [one.name for one in elevation.thresholds] == ["start", "target"]
