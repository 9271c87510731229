"""A drafted exercise is tried on what it was learned from and on more repetitions."""

from __future__ import annotations

from collections.abc import Iterable

from coach.body.landmarks import PoseFrame
from coach.counting import tuning
from coach.counting.session import Session
from coach.counting.set_session import events_over
from coach.events import counted_in
from coach.learning.draft import Draft


def counted(draft: Draft, frames: Iterable[PoseFrame]) -> int:
    """How many repetitions the drafted exercise counts in these frames."""
    return len(counted_in(events_over(session_of(draft), frames)))


def session_of(draft: Draft) -> Session:
    """A set without an end, in which a repetition counts however long it is held; a stretch has to be."""
    return tuning.session_of(draft.exercise, draft.poses)
