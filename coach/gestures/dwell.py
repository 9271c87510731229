"""How long a hand has been on a target: seconds towards an answer, through missed frames and shaking."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from coach.body.timeseries import Lasting

HOLD_S = 1.5  # so long a hand stays on a target to choose it
REPEAT_S = 0.8  # and so long again for each further step of what is repeated
GRACE_S = 0.25  # a hand that is unseen or shakes off the target for no longer than this has not left it
LEAVE_S = 0.1  # a hand that was on the target when it appeared has left it after so long outside
FORGET_S = 1.0  # a hand unseen for longer than this is gone


@dataclass
class Dwell:
    """The time of a hand on one target. `update()` once a frame.

    `blocked`: a hand may have been there when the target appeared, and has not been seen outside it yet. `begun`: a
    hand is on the target. `share`: 0 to 1 of the time asked for.
    """

    repeats: bool = False
    blocked: bool = True
    begun: bool = False
    share: float = 0.0
    _held_s: float = 0.0
    _goal_s: float = HOLD_S
    _on_s: float = math.nan
    _away: Lasting = field(default_factory=Lasting)

    def update(self, t_s: float, inside: bool | None, answers: bool | None) -> bool:
        """True in the frame that completes it. `inside`: a hand is on the target; `answers`: it is there to choose it.
        Both are None when that cannot be seen, which neither adds to the time nor takes from it."""
        completed = self._is_completed(t_s, inside, answers)
        self.begun, self.share = not math.isnan(self._on_s), min(self._held_s / self._goal_s, 1.0)
        return completed

    def _is_completed(self, t_s: float, inside: bool | None, answers: bool | None) -> bool:
        if self.blocked:
            self._unblock(t_s, inside)
            return False
        gap_s = t_s - self._on_s
        if answers:
            self._held_s += gap_s if gap_s <= GRACE_S else 0.0
            self._on_s = t_s
        elif gap_s > (FORGET_S if answers is None else GRACE_S):
            self._held_s, self._goal_s, self._on_s = 0.0, HOLD_S, math.nan
        if not answers or self._held_s < self._goal_s:
            return False
        self._held_s, self._goal_s, self.blocked = 0.0, REPEAT_S if self.repeats else HOLD_S, not self.repeats
        return True

    def _unblock(self, t_s: float, inside: bool | None) -> None:
        if inside is None:
            return
        if self._away.update(t_s, not inside) >= LEAVE_S:
            self.blocked, self._on_s = False, math.nan
            self._away.end()
