"""The same movement two and a half times as slowly, and from the middle of a repetition on, is counted as before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from recorded import Clip, clips, run

from coach.body.landmarks import PoseFrame
from coach.events import Event, Rep

SLOWLY = 2.5


def clip_of(name: str) -> Clip:
    folder, stem = name.split("/")
    return next(clip for clip in clips(folder) if clip.path.stem == stem)


def counted(clip: Clip, frames: list[PoseFrame]) -> list[Event]:
    return [event for event in run(clip.truth["exercise"], frames, clip.hold_s) if isinstance(event, Rep)]


@pytest.mark.parametrize(
    "name", ["floor-press/mixed", "prone-cobra/mixed", "neck-side-bend/with-partials", "neck-half-roll/with-faults"]
)
def test_who_moves_very_slowly_is_not_taken_to_rest_on_the_way(name: str) -> None:
    clip = clip_of(name)
    slowly = [replace(frame, t_s=SLOWLY * frame.t_s) for frame in clip.frames()]
    assert len(counted(clip, slowly)) == sum(true["completed"] for true in clip.truth["reps"])


@pytest.mark.parametrize("name", ["lat-side-reach/mixed", "seated-twist/with-faults"])
def test_who_is_seen_from_the_middle_of_a_repetition_on_is_counted_from_the_next_one(name: str) -> None:
    clip = clip_of(name)
    first, *rest = clip.truth["reps"]
    middle_s = first["start_s"] + 0.35 * (first["end_s"] - first["start_s"])
    seen = [frame for frame in clip.frames() if frame.t_s >= middle_s]
    assert [event.side for event in counted(clip, seen)] == [true["side"] for true in rest if true["completed"]]
