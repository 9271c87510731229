"""How long the person has been in view, in the start pose, gone, or there without anything to count; and how often
they are looked at."""

from __future__ import annotations

from coach.counting.progress import SetProgress
from coach.definitions.phase import Phase

GONE_S = 2.0  # out of the picture for so long is gone
IN_VIEW_S, POSED_S = 1.0, 0.5  # all in view, and the start pose taken, for so long is ready ...
UNPOSED_S = 10.0  # ... and so is being in view for so long, if the start pose is not recognised
WAITS_S = 8.0  # nothing begun for so long: the person may not know what to do
STUCK_S = 60.0  # nothing begun for so long: nothing will be
# The recordings in `fixtures/` are counted the same down to 5 pictures a second (50 of 53; 46 at 4, 43 at 3).
TOO_FEW, OVER_S = 5.0, 4.0  # pictures a second, on average over so long


class Presence:
    """`update()` once a frame; `restart()` when what was seen does not matter any more.

    Attributes
    ----------
    seen : some of what is needed is seen now.
    gone : nothing of what is needed has been seen for a while.
    posed : in the start pose.
    in_view : all that is needed is seen.
    ready : in view and in the start pose, or in view for long enough.
    waits : no repetition has been begun for a while.
    stuck : no repetition has been begun for long: nobody is doing it, or it cannot be seen.
    too_few : how many pictures a second there are, where that is too few to judge by; otherwise None.
    """

    def __init__(self) -> None:
        self._step_s, self._watched_s = 0.0, 0.0
        self.seen = False
        self.restart()

    def restart(self) -> None:
        """From now on."""
        self._seen_s = self._posed_s = self._gone_s = self._idle_s = 0.0
        self._judge()

    def update(self, seen: SetProgress, step_s: float) -> None:
        """What a session shows, and the seconds since the frame before."""
        in_view = seen.guidance is None and not seen.missing
        self.seen = any(mark != "unseen" for mark in seen.judged.values())
        gone = bool(seen.judged) and not self.seen
        self._seen_s = self._seen_s + step_s if in_view else 0.0
        self._posed_s = self._posed_s + step_s if in_view and seen.phase == Phase.READY else 0.0
        self._gone_s = self._gone_s + step_s if gone else 0.0
        self._watched_s += step_s
        self._step_s += (step_s - self._step_s) * min(1.0, step_s / OVER_S)
        self._idle_s = self._idle_s + step_s if seen.phase in (Phase.FRAMING, Phase.START, Phase.READY) else 0.0
        self._judge()

    def _judge(self) -> None:
        self.gone, self.posed = self._gone_s >= GONE_S, self._posed_s >= POSED_S
        self.in_view = self._seen_s >= IN_VIEW_S
        self.ready = self._seen_s >= UNPOSED_S or (self.in_view and self.posed)
        self.waits, self.stuck = self._idle_s >= WAITS_S, self._idle_s >= STUCK_S
        slow = self._watched_s >= OVER_S and self._step_s * TOO_FEW > 1
        self.too_few = 1 / self._step_s if slow else None
