"""An exercise with everything that belongs to it in one plain text: its own poses, and the repetition that shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coach.body.landmarks import PoseFrame
from coach.body.written_points import written
from coach.definitions.definition import Exercise
from coach.definitions.document import LARGEST
from coach.definitions.json_schema import MEANING
from coach.definitions.library import Card
from coach.definitions.template import pose_lines

A_FRAME = 1300  # bytes: 232 numbers of up to five figures


def shared_text(card: Card, text: str, frames: Sequence[PoseFrame], known_poses: Collection[str]) -> str:
    """The exercise's file with what it lacks added at its end. `known_poses` come with the coach; `frames` is the
    demonstration, or nothing where the file has one already or needs none."""
    parts = [text.rstrip("\n") + "\n"]
    missing = _missing_poses(card, known_poses)
    if missing:
        lines = [line for name in missing for line in pose_lines(card.poses[name], name)]
        parts.append("\n".join([f"# {MEANING['Exercise']['poses']}", "poses:", *lines]) + "\n")
    if frames:
        room = (LARGEST - sum(len(part.encode()) for part in parts)) // A_FRAME
        lines = [f"  {line}" for line in written(thinned(frames, room)).splitlines()]
        parts.append("\n".join([f"# {MEANING['Exercise']['recording']}", "recording: |", *lines]) + "\n")
    return "\n".join(parts)


def _missing_poses(card: Card, known: Collection[str]) -> list[str]:
    """Those of the path that stand in files beside the exercise's."""
    inside = {pose.id for pose in card.exercise.poses} if isinstance(card.exercise, Exercise) else set()
    return [name for name in card.poses if name not in inside and name not in known]


def thinned(frames: Sequence[PoseFrame], most: int) -> Sequence[PoseFrame]:
    """At most so many of the frames, evenly in time, the last one with them."""
    step = -(-len(frames) // max(1, most - 1))
    return frames if len(frames) <= most else [*frames[::step], frames[-1]]
