"""A drafted exercise is tried on what it was learned from and on more repetitions."""

from __future__ import annotations

import math
from collections.abc import Iterable

from coach.body.landmarks import PoseFrame
from coach.counting import tuning
from coach.counting.progress import SetProgress
from coach.counting.session import Session
from coach.counting.set_session import events_over
from coach.events import counted_in
from coach.learning.draft import Draft

PROOF_S = 60.0  # of what is counted as proof
IDLE_S = 6.0  # nothing counted for so long, beyond the time of one repetition, ends it


def counted(draft: Draft, frames: Iterable[PoseFrame]) -> int:
    """How many repetitions the drafted exercise counts in these frames."""
    return len(counted_in(events_over(session_of(draft), frames)))


def session_of(draft: Draft) -> Session:
    """A set without an end, in which a repetition counts however long it is held; a stretch has to be."""
    return tuning.session_of(draft.exercise, draft.poses)


class Proof:
    """Counts a few more with what was learned, while they are done. `update()` once a frame. `usual_s`: what a
    repetition takes, so that one that does not count is no end.

    Attributes
    ----------
    number : repetitions so far.
    frames : what they were counted in.
    """

    def __init__(self, draft: Draft, usual_s: float) -> None:
        self.number = 0
        self.frames: list[PoseFrame] = []
        self._session = session_of(draft)
        self._last_s, self._idle_s = math.nan, IDLE_S + usual_s

    def update(self, frame: PoseFrame) -> SetProgress:
        """What the set shows after this frame."""
        self.frames.append(frame)
        progress = self._session.update(frame)
        if done := counted_in(progress.events):
            self.number, self._last_s = self.number + len(done), frame.t_s
        return progress

    @property
    def is_over(self) -> bool:
        """Nothing came for a while after the last one, or it has lasted too long."""
        if not self.frames:
            return False
        now_s = self.frames[-1].t_s
        return now_s - self.frames[0].t_s > PROOF_S or now_s - self._last_s > self._idle_s
