"""Why a repetition that truly turned back early did not count: the true reason is named, in every recording of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from recorded import EXERCISES, SLACK_S, Clip, clips

from coach.counting.explanation import Explanation, Outcome
from coach.events import Partial
from coach.workout.explained import lines_of


def turned_back(clip: Clip) -> list[dict[str, Any]]:
    """The repetitions that turned back early, but for those of which the camera sees too little to tell."""
    return [rep for rep in clip.truth.get("reps", ()) if not rep["completed"] and not rep.get("unflagged")]


TURNED_BACK = [clip for name in EXERCISES for clip in clips(name) if turned_back(clip)]


def falls_short(found: Explanation) -> bool:
    """The signal, or a measure of it, did not go as far as was asked for, or was not held for so long."""
    assert isinstance(found.told, Partial)
    short = [seen for seen in found.measures if seen.share < found.reached]
    return found.told.range < found.reached or bool(short) or found.told.held_s < found.hold_s


@pytest.mark.parametrize("clip", TURNED_BACK, ids=str)
def test_a_partial_of_a_recording_is_explained_by_what_truly_was_wrong(clip: Clip) -> None:
    explainer = clip.explained()
    told = [one for one in explainer.repetitions if isinstance(one, Partial)]
    early = turned_back(clip)
    matched = [
        one for one in told
        if any(rep["start_s"] - SLACK_S <= one.peak_s <= rep["end_s"] + SLACK_S for rep in early)
    ]  # fmt: skip
    assert matched or "shortfall" in clip.truth
    for one in matched:
        found = explainer.explain_repetition(one)
        words = lines_of(found)
        assert found.outcome == Outcome.PARTIAL
        assert falls_short(found), words
        reasons = [line for line in words if line.startswith("What was missing: ")]
        assert reasons
        assert any(
            "of the way" in line or "are asked for" in line or "held for long enough" in line for line in reasons
        ), reasons


def test_a_measure_that_lags_by_the_verdict_alone_is_named_too() -> None:
    explainer = TURNED_BACK[0].explained()
    told = next(one for one in explainer.repetitions if isinstance(one, Partial))
    found = explainer.explain_repetition(told)
    words = lines_of(replace(found, told=replace(told, missing=("head_forward",))))
    assert "What was missing: the way of the head ahead of the trunk was not seen to go far enough." in words
