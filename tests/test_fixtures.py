"""Recordings of the three exercises give exactly the events that their truth tells, and other movements give none."""

from __future__ import annotations

import pytest
from recorded import EXERCISES, ROOT, SLACK_S, Clip, clips, cues, partials, reps, run

from coach.events import Partial, Ready, Rep, Summary
from coach.training.library import Library

DONE = [clip for exercise in EXERCISES for clip in clips(exercise)]
OTHER = clips("other")
CUE_TAIL_S = 1.5  # a fault is told at the latest so long after it has ended


def within(event: Rep | Partial, truth: dict[str, float]) -> bool:
    return truth["start_s"] - SLACK_S <= event.peak_s <= truth["end_s"] + SLACK_S


@pytest.mark.parametrize("clip", DONE, ids=str)
def test_a_recording_gives_the_events_of_its_truth(clip: Clip) -> None:
    exercise, truth = clip.truth["exercise"], clip.truth
    events = run(exercise, clip.frames(), clip.hold_s)
    whole = [t for t in truth["reps"] if t["completed"]]
    short = [t for t in truth["reps"] if not t["completed"]]

    assert len(reps(events)) == len(whole)
    for event, true in zip(reps(events), whole, strict=True):
        assert within(event, true)
        assert event.side == "both"
        assert event.direction == truth.get("direction")
        assert -1.0 < event.t_s - true["end_s"] < 1.0
        assert event.t_s == event.end_s
        if "held_s" in true:
            assert event.held_s == pytest.approx(true["held_s"], abs=truth.get("held_within_s", 0.5))
    assert [event.count for event in reps(events)] == list(range(1, len(whole) + 1))

    assert len(partials(events)) == len(short)
    for event, true in zip(partials(events), short, strict=True):
        assert within(event, true)
        assert event.missing

    readiness = [e for e in events if isinstance(e, Ready)]
    assert len(readiness) == 1
    assert readiness[0].t_s < whole[0]["peak_s"]
    (summary,) = (e for e in events if isinstance(e, Summary))
    assert (summary.reps, summary.partials) == (len(whole), len(short))
    assert summary.seen > 0.9


@pytest.mark.parametrize("clip", DONE, ids=str)
def test_cues_come_for_faults_and_for_nothing_else(clip: Clip) -> None:
    exercise, truth = clip.truth["exercise"], clip.truth
    judged = {rule.id for rule in Library().exercise(exercise).cues}
    told = [cue for cue in cues(run(exercise, clip.frames(), clip.hold_s)) if cue.id in judged]
    faults = [fault for fault in truth["faults"] if "cue" in fault]
    for fault in faults:
        assert [cue for cue in told if cue.id == fault["cue"] and _during(cue.t_s, fault)], fault
    groundless = [cue for cue in told if not any(cue.id == f["cue"] and _during(cue.t_s, f) for f in faults)]
    assert groundless == []


def _during(t_s: float, fault: dict[str, float]) -> bool:
    return fault["start_s"] - 0.3 <= t_s <= fault["end_s"] + CUE_TAIL_S


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("clip", OTHER, ids=str)
def test_other_movements_are_no_repetitions(clip: Clip, exercise: str) -> None:
    assert reps(run(exercise, clip.frames())) == []


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("done", EXERCISES)
def test_one_exercise_is_not_taken_for_another(done: str, exercise: str) -> None:
    clip = clips(done)[-1]
    assert bool(reps(run(exercise, clip.frames(), 0.0))) is (done == exercise)


def test_the_same_recording_always_gives_the_same_events() -> None:
    clip = DONE[0]
    assert run(clip.truth["exercise"], clip.frames()) == run(clip.truth["exercise"], clip.frames())


def test_there_are_enough_of_each_and_all_are_small() -> None:
    for exercise in EXERCISES:
        assert len(clips(exercise)) >= 3
    directions = {clip.truth["direction"] for clip in clips("shoulder-rolls")}
    assert directions == {"backward", "forward"}
    assert len(OTHER) >= 3
    sizes = [path.stat().st_size for path in ROOT.glob("*/*.npz") if path.parent.name != "demo"]
    assert max(sizes) < 250_000
    assert sum(sizes) < 3_000_000


@pytest.mark.parametrize("clip", DONE, ids=str)
def test_the_truth_names_cues_that_the_exercise_has(clip: Clip) -> None:
    known = {cue.id for cue in Library().exercise(clip.truth["exercise"]).cues}
    assert {f["cue"] for f in clip.truth["faults"] if "cue" in f} <= known
