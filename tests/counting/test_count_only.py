"""A set that only counts, on measures that are remembered, counts as a set that does everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest
from recorded import clips, run
from shipped import LIBRARY

from benchmarks.clips import FIXTURES
from coach.body.landmarks import PoseFrame
from coach.body.measured_once import MeasuredOnce
from coach.capture.recording import Recording
from coach.counting.count_only import count_only
from coach.counting.set_session import events_over
from coach.counting.tuning import options_of, session_of
from coach.definitions.definition import Exercise, Pose
from coach.events import Event, Hold, Partial, Rep


def told(exercise: Exercise, poses: Mapping[str, Pose], frames: Sequence[PoseFrame]) -> list[Event]:
    return done(events_over(session_of(exercise, poses), frames))


def counted(
    exercise: Exercise, poses: Mapping[str, Pose], frames: Sequence[PoseFrame], measured: MeasuredOnce
) -> list[Event]:
    return done(count_only(exercise, poses, frames, measured, options_of(exercise)))


def done(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, Rep | Hold | Partial)]


# One in which the size of the body is found anew, one that turns away, a circle, and one that lies.
@pytest.mark.parametrize(
    "place", ["reverse-fly/mixed", "seated-twist/with-faults", "shoulder-rolls/*", "open-books/mixed"]
)
def test_what_is_remembered_counts_the_same(place: str) -> None:
    path = sorted(FIXTURES.glob(f"{place}.npz"))[0]
    card = LIBRARY.card(path.parent.name)
    exercise, poses = card.exercise, card.poses
    assert isinstance(exercise, Exercise)
    frames = [frame for _none, frame in Recording(path)]
    wanted = told(exercise, poses, frames)
    assert len(wanted) > 1
    measured = MeasuredOnce(session_of(exercise, poses).measures)
    laxer = exercise.model_copy(update={"range": exercise.range.model_copy(update={"reached": 0.5})})
    assert counted(exercise, poses, frames, measured) == wanted
    assert counted(laxer, poses, frames, measured) == told(laxer, poses, frames)
    assert counted(exercise, poses, frames, measured) == wanted


def test_what_others_measure_besides_changes_nothing() -> None:
    """A stretch overhead, in somebody who only stands about, is counted as a reach."""
    (clip,) = (clip for clip in clips("other") if clip.path.stem == "standing-about")
    card = LIBRARY.card("reach-skyward")
    counted = count_only(card.exercise, card.poses, clip.frames(), clip.measured())
    assert done(counted) == done(run("reach-skyward", clip.frames())) != []


def test_the_measures_are_taken_anew_where_the_size_is_another() -> None:
    """Somebody comes nearer while one set sees a repetition and the other does not."""
    card = LIBRARY.card("wall-slides")
    exercise, poses = card.exercise, card.poses
    assert isinstance(exercise, Exercise)
    path = FIXTURES / "wall-slides" / "mixed.npz"
    frames = [grown(frame) for _none, frame in Recording(path)]
    measured = MeasuredOnce(session_of(exercise, poses).measures)
    for attempted in (0.25, 0.6):
        span = exercise.range.model_copy(update={"attempted": attempted})
        one = exercise.model_copy(update={"range": span})
        assert counted(one, poses, frames, measured) == told(one, poses, frames)


def grown(frame: PoseFrame) -> PoseFrame:
    """Half as large again after 20 s, about the middle of the picture."""
    if frame.t_s < 20.0:
        return frame
    image = frame.image.copy()
    middle = (frame.size[0] / 2, frame.size[1] / 2)
    image[:, :2] = (image[:, :2] - middle) * 1.5 + middle
    return PoseFrame(frame.t_s, image, frame.world, frame.visibility, frame.size)
