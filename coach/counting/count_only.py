"""A recording counted again and again, where only the count is wanted: on measures that are taken once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coach.body.landmarks import PoseFrame
from coach.body.measured_once import MeasuredOnce, RepeatedMeasurement
from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise, Pose
from coach.events import Event

ENDLESS = Options(endless=True)


def count_only(
    exercise: Exercise,
    poses: Mapping[str, Pose],
    frames: Iterable[PoseFrame],
    measured: MeasuredOnce,
    options: Options = ENDLESS,
) -> list[Event]:
    """The events of a set from the first of these frames to the last, which are those that `measured` measures, with
    nothing corrected, explained or shown."""
    bare = exercise.model_copy(update={"cues": ()})
    start, target = poses[exercise.path.start], poses[exercise.path.target]
    session = Session(bare, start, target, options, measuring=RepeatedMeasurement(measured))
    return [*(event for frame in frames for event in session.count(frame)), *session.finish().events]
