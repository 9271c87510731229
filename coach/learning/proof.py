"""A drafted exercise is tried on what it was learned from and on more repetitions."""

from __future__ import annotations

from collections.abc import Iterable

from coach.body.landmarks import PoseFrame
from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.events import Hold, Rep
from coach.learning.draft import Draft


def counted(draft: Draft, frames: Iterable[PoseFrame]) -> int:
    """How many repetitions the drafted exercise counts in these frames."""
    session = session_of(draft)
    events = [event for frame in frames for event in session.update(frame).events]
    return sum(isinstance(event, Rep | Hold) for event in [*events, *session.finish().events])


def session_of(draft: Draft) -> Session:
    """A set without an end, in which a repetition counts however long it is held; a stretch has to be."""
    start, target = draft.exercise.poses
    held_s = None if draft.exercise.way.held else 0.0
    return Session(draft.exercise, start, target, Options(hold_s=held_s, endless=True))
