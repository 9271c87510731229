"""Counting the counts: what the accuracy table says of known events against a known truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from paths import ROOT
from shipped import LIBRARY

from benchmarks.accuracy import Crossing, page
from benchmarks.clips import Clip, Score, clips, scored
from coach.events import Cue, Event, Partial, Rep, Uncounted, Why

TRUTH: dict[str, Any] = {
    "reps": [
        {"start_s": 1.0, "peak_s": 2.0, "end_s": 3.0, "completed": True},
        {"start_s": 4.0, "peak_s": 5.0, "end_s": 6.0, "completed": True},
        {"start_s": 7.0, "peak_s": 8.0, "end_s": 9.0, "completed": False},
        {"start_s": 10.0, "peak_s": 11.0, "end_s": 12.0, "completed": True, "optional": True},
    ],
    "faults": [
        {"cue": "uneven-arms", "start_s": 4.2, "end_s": 5.5},
        {"what": "arch back", "start_s": 1.0, "end_s": 2.0},
    ],
}
UNEVEN = Counter({"uneven-arms": 1})
ONE_FAULT: dict[str, Any] = {"faults": 1, "heard": 1, "told": 1, "shown_cues": UNEVEN, "heard_cues": UNEVEN}
CLIP = Clip(Path("wall-slides/made-up.npz"), "wall-slides", TRUTH)


def rep(peak_s: float, count: int = 1) -> Rep:
    times = {"t_s": peak_s + 1, "start_s": peak_s - 1, "peak_s": peak_s, "end_s": peak_s + 1}
    return Rep(**times, side="both", direction=None, range=1.0, held_s=0.0, count=count)


def partial(peak_s: float) -> Partial:
    times = {"t_s": peak_s + 1, "start_s": peak_s - 1, "peak_s": peak_s, "end_s": peak_s + 1}
    return Partial(**times, side="both", direction=None, range=0.5, held_s=0.0, missing=("arm_elevation",))


def cue(t_s: float, name: str = "uneven-arms") -> Cue:
    return Cue(t_s=t_s, id=name, say="Even out your arms", side="left", spoken=True)


def test_a_clip_that_was_judged_rightly() -> None:
    events: list[Event] = [rep(2.1), cue(5.0), rep(5.0), partial(8.2), rep(11.0)]
    assert scored(CLIP, events) == Score(clips=1, true=2, counted=2, short=1, flagged=1, **ONE_FAULT)


def test_missed_invented_and_groundless() -> None:
    events: list[Event] = [rep(2.1), rep(8.0), rep(20.0), cue(2.0), cue(2.5, "not-one-of-the-card")]
    expected = Score(clips=1, true=2, counted=1, missed=1, invented=2, short=1, short_counted=1)
    expected += Score(faults=1, told=1, groundless=1, silent=1, shown_cues=UNEVEN)
    assert scored(CLIP, events) == expected


def test_a_wrong_side_is_told() -> None:
    one_side = {**TRUTH, "reps": [{**TRUTH["reps"][0], "side": "left"}, {**TRUTH["reps"][1], "side": "any"}]}
    assert scored(Clip(CLIP.path, "wall-slides", one_side), [rep(2.0), rep(5.0)]).wrong == 1


def test_a_missed_repetition_is_silent_unless_something_was_said_of_it() -> None:
    word = Uncounted(t_s=10.9, start_s=4.0, why=Why.VIEW, say="Face the camera")
    late = replace(word, t_s=11.1)  # the repetition that is missed ends at 6 s
    assert scored(CLIP, [rep(2.0), partial(8.0), word]).silent == 0
    assert scored(CLIP, [rep(2.0), partial(8.0)]).silent == 0  # the partial is told at 9 s
    assert scored(CLIP, [rep(2.0), late]).silent == 1


def test_of_two_sides_that_work_at_once_each_is_matched_with_its_own() -> None:
    both = [{**TRUTH["reps"][0], "side": side} for side in ("left", "right")]
    events: list[Event] = [replace(rep(2.1), side="right"), replace(rep(1.9), side="left")]
    score = scored(Clip(CLIP.path, "wall-slides", {**TRUTH, "reps": both}), events)
    assert (score.counted, score.wrong) == (2, 0)


def test_only_the_corrections_that_the_truth_judges_are_counted() -> None:
    clip = Clip(CLIP.path, "wall-slides", {**TRUTH, "judged_cues": []})
    assert scored(clip, [cue(2.0)]).told == 0


def test_the_page_names_the_pairs_and_the_rate() -> None:
    crossings = [Crossing("wall-slides", f"other/{k}", int(k == 3), int(k == 3)) for k in range(40)]
    written = page({"wall-slides": Score(clips=1, true=2, counted=2)}, crossings)
    assert "| wall-slides | 40 | 1 | 0.50 | 1 |" in written
    assert "| wall-slides | other/3 | 1 | 1 |" in written
    assert "other/4" not in written


def test_the_written_page_is_about_the_exercises_and_recordings_of_today() -> None:
    written = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    own = written.split("## Each exercise on the recordings of all others")[0]
    recorded = Counter(clip.exercise for clip in clips())
    for exercise in LIBRARY.exercises():
        shown = recorded[exercise.id]
        assert f"| {exercise.id} | {shown} |" in own
