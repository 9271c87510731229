"""Recordings of every exercise give exactly the events that their truth tells, and other movements give none."""

from __future__ import annotations

from typing import Any

import pytest
from recorded import EXERCISES, ROOT, SLACK_S, Clip, clips, cues, partials, run
from shipped import LIBRARY

from coach.counting.count_only import count_only
from coach.counting.set_session import Options
from coach.events import Event, Hold, Partial, Ready, Rep, Summary, Uncounted, counted_in

DONE = [clip for exercise in EXERCISES for clip in clips(exercise)]
OTHER = clips("other")
CUE_TAIL_S = 1.5  # a fault is told at the latest so long after it has ended
EARLY_S, LATE_S = 1.25, 1.0  # the last of a slow return cannot be seen, so an event may come before its true end

Truth = dict[str, Any]


def middle_s(event: Rep | Hold | Partial) -> float:
    return (event.start_s + event.end_s) / 2 if isinstance(event, Hold) else event.peak_s


def within(event: Rep | Hold | Partial, true: Truth) -> bool:
    return bool(true["start_s"] - SLACK_S <= middle_s(event) <= true["end_s"] + SLACK_S)


def during(t_s: float, fault: Truth) -> bool:
    return bool(fault["start_s"] - 0.3 <= t_s <= fault["end_s"] + CUE_TAIL_S)


def kept_apart(events: list[Event], truth: list[Truth]) -> list[Event]:
    """The events without those of repetitions whose fault takes the movement itself away, which may count or not, and
    without partial ones of the limb that is told `also` while the other one works."""
    free = [true for true in truth if true.get("optional")]
    firm = [true for true in truth if not true.get("optional")]

    def is_free(event: Event) -> bool:
        if not isinstance(event, Rep | Hold | Partial):
            return False
        if isinstance(event, Partial) and any(within(event, t) and event.side == t.get("also") for t in firm):
            return True
        return any(within(event, t) for t in free) and not any(within(event, t) for t in firm)

    return [event for event in events if not is_free(event)]


@pytest.mark.parametrize("clip", DONE, ids=str, scope="module")  # tests of one clip stand together: it is judged once
def test_a_recording_gives_the_events_of_its_truth(clip: Clip) -> None:
    truth = clip.truth["reps"]
    events = clip.events()
    judged = kept_apart(events, truth)
    whole = [t for t in truth if t["completed"] and not t.get("optional")]
    short = [t for t in truth if not t["completed"] and not t.get("unflagged")]

    assert len(counted_in(judged)) == len(whole)
    for event, true in zip(counted_in(judged), whole, strict=True):
        assert within(event, true)
        assert event.side == true.get("side", "both") or true.get("side") == "any"
        late_s = event.t_s - true["end_s"]
        assert -clip.truth.get("early_s", EARLY_S) < late_s < clip.truth.get("late_s", LATE_S)
        assert event.t_s == event.end_s
        if isinstance(event, Rep):
            assert event.direction == clip.truth.get("direction")
        if "held_s" in true:
            held_s = event.seconds if isinstance(event, Hold) else event.held_s
            assert held_s == pytest.approx(true["held_s"], abs=clip.truth.get("held_within_s", 0.5))
    counts = [event.count for event in counted_in(events) if isinstance(event, Rep)]
    assert counts == list(range(1, len(counts) + 1))

    assert len(partials(judged)) == len(short)
    for partial, true in zip(partials(judged), short, strict=True):
        assert within(partial, true)
        assert partial.missing

    readiness = [e for e in events if isinstance(e, Ready)]
    assert len(readiness) == 1
    assert readiness[0].t_s < whole[0]["peak_s"]
    (summary,) = (e for e in events if isinstance(e, Summary))
    assert summary.reps == len(counted_in(events))
    assert summary.seen > clip.truth.get("seen", 0.9)


@pytest.mark.parametrize("clip", DONE, ids=str, scope="module")  # tests of one clip stand together: it is judged once
def test_cues_come_for_faults_and_for_nothing_else(clip: Clip) -> None:
    exercise, truth = clip.truth["exercise"], clip.truth
    judged = {rule.id for rule in LIBRARY.exercise(exercise).cues}
    told = [cue for cue in cues(clip.events()) if cue.id in judged]
    faults = [fault for fault in truth["faults"] if "cue" in fault]
    for fault in faults:
        if not fault.get("unheard"):
            assert [cue for cue in told if cue.id == fault["cue"] and during(cue.t_s, fault)], fault
    groundless = [c.id for c in told if not any(c.id == f["cue"] and during(c.t_s, f) for f in faults)]
    assert groundless == truth.get("groundless", [])


@pytest.mark.parametrize("clip", DONE, ids=str, scope="module")  # tests of one clip stand together: it is judged once
def test_what_counts_is_not_spoken_against_while_it_goes_on(clip: Clip) -> None:
    counted = counted_in(clip.events())
    spoken_s = [e.t_s for e in clip.events() if isinstance(e, Uncounted)]
    against = [t_s for t_s in spoken_s if any(e.start_s < t_s < e.end_s for e in counted)]
    assert bool(against) == ("spoken_against" in clip.truth), against


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("clip", OTHER, ids=str)
def test_other_movements_are_no_repetitions(clip: Clip, exercise: str) -> None:
    card = LIBRARY.card(exercise)
    counted = counted_in(count_only(card.exercise, card.poses, clip.frames(), clip.measured()))
    assert [e for e in counted if not is_the_same(exercise, e, clip.truth["happens"])] == []


ALIKE = {("reach-skyward", "stretch")}  # who stretches both arms overhead has reached skyward


def is_the_same(exercise: str, event: Rep | Hold, happens: list[Truth]) -> bool:
    meanwhile = [h["kind"] for h in happens if h["start_s"] <= middle_s(event) <= h["end_s"]]
    return any((exercise, kind) in ALIKE for kind in meanwhile)


FRONT = ("wall-slides", "shoulder-rolls", "scapular-squeezes")


@pytest.mark.parametrize("exercise", FRONT)
@pytest.mark.parametrize("shown", FRONT)
def test_one_exercise_is_not_taken_for_another(shown: str, exercise: str) -> None:
    clip, card = clips(shown)[-1], LIBRARY.card(exercise)
    counted = count_only(card.exercise, card.poses, clip.frames(), clip.measured(), Options(hold_s=0.0, endless=True))
    assert bool(counted_in(counted)) is (shown == exercise)


def test_the_same_recording_always_gives_the_same_events() -> None:
    clip = DONE[0]
    assert run(clip.truth["exercise"], clip.frames(), clip.hold_s) == clip.events()


def test_there_is_one_of_every_judged_exercise_and_all_are_small() -> None:
    assert set(EXERCISES) == {e.id for e in LIBRARY.exercises()}
    directions = {clip.truth["direction"] for clip in clips("shoulder-rolls")}
    assert directions == {"backward", "forward"}
    assert len(OTHER) >= 3
    sizes = [path.stat().st_size for path in ROOT.glob("*/*.npz") if path.parent.name != "demo"]
    assert max(sizes) < 250_000
    assert sum(sizes) < 8_000_000


@pytest.mark.parametrize("clip", DONE, ids=str, scope="module")  # tests of one clip stand together: it is judged once
def test_the_truth_names_cues_that_the_exercise_has(clip: Clip) -> None:
    known = {cue.id for cue in LIBRARY.exercise(clip.truth["exercise"]).cues}
    assert {f["cue"] for f in clip.truth["faults"] if "cue" in f} <= known
