"""Counting the counts: what the accuracy table says of known events against a known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from paths import ROOT

from benchmarks.accuracy import Crossing, page
from benchmarks.clips import Clip, Score, clips, scored
from coach.definitions.library import Library
from coach.events import Cue, Event, Partial, Rep

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
    assert scored(CLIP, events) == Score(clips=1, true=2, counted=2, short=1, flagged=1, faults=1, heard=1)


def test_missed_invented_and_groundless() -> None:
    events: list[Event] = [rep(2.1), rep(8.0), rep(20.0), cue(2.0), cue(2.5, "not-one-of-the-card")]
    expected = Score(clips=1, true=2, counted=1, missed=1, invented=2, short=1, faults=1, groundless=1)
    assert scored(CLIP, events) == expected


def test_a_wrong_side_is_told() -> None:
    one_side = {**TRUTH, "reps": [{**TRUTH["reps"][0], "side": "left"}, {**TRUTH["reps"][1], "side": "any"}]}
    assert scored(Clip(CLIP.path, "wall-slides", one_side), [rep(2.0), rep(5.0)]).wrong == 1


def test_the_page_names_the_pairs_and_the_rate() -> None:
    crossings = [Crossing("wall-slides", f"other/{k}", int(k == 3), int(k == 3)) for k in range(40)]
    written = page({"wall-slides": Score(clips=1, true=2, counted=2)}, crossings)
    assert "| wall-slides | 40 | 1 | 0.50 | 1 |" in written
    assert "| wall-slides | other/3 | 1 | 1 |" in written
    assert "other/4" not in written


def test_the_written_page_is_about_the_exercises_and_recordings_of_today() -> None:
    written = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    own = written.split("## Each exercise on the recordings of all others")[0]
    for exercise in Library().exercises():
        shown = sum(clip.exercise == exercise.id for clip in clips())
        assert f"| {exercise.id} | {shown} |" in own
