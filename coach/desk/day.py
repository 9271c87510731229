"""What a working day has come to, and what the person asked of it: a pause, silence, no reminders for a while.

No clock is read here: `now_s` is the time of day in seconds, as whoever asks has it.
"""

from __future__ import annotations

import math
from collections import Counter

from coach.desk.posture import PostureState


class Day:
    """One day of the watch. Everything in it changes only when it is told.

    Attributes
    ----------
    seconds : posture state -> seconds spent in it.
    reminders : how many were given.
    paused : the camera is off because the person said so.
    desktop_quiet : the desktop is not to be disturbed, or there is a call.
    snoozed_until_s, paused_until_s : times of day; -inf where there is no such end.
    """

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.reminders = 0
        self.paused = self.desktop_quiet = False
        self.snoozed_until_s = self.paused_until_s = -math.inf
        self._quiet = False
        self._quiet_until_s = -math.inf

    # ------------------------------------------------------------ how it went

    def spend(self, state: str, seconds: float) -> None:
        """So many more seconds of this state."""
        self.seconds[state] += seconds  # type: ignore[assignment]

    @property
    def total_s(self) -> float:
        """Seconds in all."""
        return sum(self.seconds.values())

    @property
    def watched_s(self) -> float:
        """Seconds in which somebody's posture was seen."""
        return sum(s for state, s in self.seconds.items() if state not in (PostureState.AWAY, PostureState.UNKNOWN))

    @property
    def upright_s(self) -> float:
        """Seconds of them upright."""
        return self.seconds[PostureState.UPRIGHT]

    # ------------------------------------------------------------ what was asked for

    def snooze(self, now_s: float, for_s: float) -> None:
        """No reminders for so many seconds."""
        self.snoozed_until_s = now_s + for_s

    def be_quiet(self, now_s: float, for_s: float) -> float:
        """No reminders for so many seconds, while watching goes on. Returns when that ends."""
        self._quiet_until_s = now_s + for_s
        return self._quiet_until_s

    def toggle_quiet(self, now_s: float) -> bool:
        """Quiet until this is asked for again; or, where it is quiet now, no longer. Returns which of the two."""
        self._quiet = not self.is_silenced(now_s)
        self._quiet_until_s = -math.inf
        return self._quiet

    def is_quiet(self, now_s: float) -> bool:
        """Whether reminders are held back, because the person or the desktop wants it so."""
        return self.desktop_quiet or self.is_silenced(now_s)

    def is_silenced(self, now_s: float) -> bool:
        """Whether the person said so, whatever the desktop wants."""
        return self._quiet or now_s < self._quiet_until_s

    def pause(self, now_s: float, for_s: float | None) -> None:
        """Look away for so many seconds; None = until `resume()`."""
        self.paused = True
        self.paused_until_s = -math.inf if for_s is None else now_s + for_s

    def resume(self) -> None:
        """Look again."""
        self.paused = False

    def pause_is_over(self, now_s: float) -> bool:
        """Whether a pause had an end that has come."""
        return self.paused and -math.inf < self.paused_until_s <= now_s
