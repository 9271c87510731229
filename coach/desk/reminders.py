"""When to speak, and above all when not to. Everything is in seconds of the frames' time; no clock is read here.

Bad posture adds up while it lasts; a sip or a glance only interrupts it, sitting up ends it. The first reminder of a
spell comes after `after_s`; spells that follow each other closely have to last longer, and within one spell the next
reminder comes later each time. Snoozing holds everything back and forgets nothing; skipping ends this spell's. A
reminder that is due waits for a pause in the typing, a minute at most, and is dropped where it has become needless.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from dataclasses import dataclass, replace
from enum import StrEnum

from coach.desk.posture import BAD, PostureState
from coach.events import Reminder

UP_S = 5.0  # upright for so long ends a spell
INTERRUPTED_S = 45.0  # so does anything else for so long
RECENT_S = 600.0  # a reminder given within this time makes the next spell wait longer: 1.3 times for each, at most 1.5
REPEAT_S = 120.0  # within a spell, the next reminder after this, then twice this ...
RETURN_S = 10.0  # nothing in the first seconds after coming back
APART_S = 20.0  # no two reminders of any kind closer than this
STEADY_S = 2.5  # nothing so soon after the person moved: they may be sitting up this moment
REST_S = 120.0  # an absence of this length is a break, and so is a machine that slept for so long
PAUSE_WAIT_S = 60.0  # whoever types for longer without a pause is told all the same: the back does not wait
MOVED = frozenset(
    {PostureState.LEAN_LEFT, PostureState.LEAN_RIGHT, PostureState.LEAN_BACK, PostureState.LEAN_IN, PostureState.TURNED}
)
SHIFTS = MOVED | {PostureState.SLOUCH}  # into one of these or out of it the trunk moves: nobody is still who does so
STEP_S = 5.0  # somebody who is there is looked at about every second; a longer gap is a camera that stood still


class ReminderReason(StrEnum):
    """Why somebody is reminded: a posture that lasts, or too little movement."""

    SLOUCH = "slouch"
    FORWARD_HEAD = "forward_head"
    LEAN_LEFT = "lean_left"
    LEAN_RIGHT = "lean_right"
    LEAN_IN = "lean_in"
    STILL = "still"
    BREAK = "break"


SUGGESTS: dict[ReminderReason, str] = {
    ReminderReason.FORWARD_HEAD: "chin-tucks",
    ReminderReason.LEAN_IN: "chin-tucks",
    ReminderReason.SLOUCH: "scapular-squeezes",
    ReminderReason.LEAN_LEFT: "scapular-squeezes",
    ReminderReason.LEAN_RIGHT: "scapular-squeezes",
    ReminderReason.STILL: "shoulder-rolls",
}


@dataclass(frozen=True)
class Habits:
    """What the person chose: seconds of bad posture, minutes of sitting still and of sitting; None = never."""

    after_s: float = 30.0
    still_min: float | None = None
    break_min: float | None = None


class Reminders:
    """Decides when a reminder is due. `update()` once a picture; at most one comes back at a time."""

    def __init__(self, habits: Habits | None = None) -> None:
        self.habits = habits or Habits()
        self.quiet = False  # do not disturb, a call, a drill that is running
        self.typing = False  # keys or the mouse are being used this moment
        self.at_pauses = False  # somebody tells when that is so
        self.gap_s = STEP_S  # pictures further apart than this leave a hole that counts for nothing
        self._last_s = math.nan
        self._back_s = -math.inf
        self._given: deque[float] = deque()
        self._snoozed_until = -math.inf
        self._bad_s, self._good_s, self._other_s = 0.0, 0.0, 0.0
        self._kinds: Counter[PostureState] = Counter()
        self._in_spell, self._spell_last_s = 0, -math.inf
        self._skipped = False
        self._sat_s = self._still_s = self._away_s = 0.0
        self._state: PostureState | None = None
        self._posture: PostureState | None = None  # the last one that was seen
        self._gone = False
        self._changing_s = -math.inf
        self._waiting: Reminder | None = None

    @property
    def waits(self) -> bool:
        """A reminder is due and waits for a pause."""
        return self._waiting is not None

    @property
    def bad_s(self) -> float:
        """Seconds of bad posture in this spell."""
        return self._bad_s

    def update(self, t_s: float, state: PostureState, changing: bool = False, up: bool = True) -> Reminder | None:
        """The reminder that is due now in this state, or None.

        `changing`: the last look was of another state; `up`: when upright, clearly so, not only just.
        """
        step = t_s - self._last_s if t_s - self._last_s <= self.gap_s else 0.0
        self._last_s = t_s
        self._count(t_s, state, step, up)
        self._state = state
        self._changing_s = t_s if changing else self._changing_s
        if self._waiting is not None:
            return self._at_a_pause(t_s, state, self._waiting)
        if self._held_back(t_s, state):
            return None
        reason = self._posture_due(t_s, state) or self._still_due() or self._break_due()
        if reason is None:
            return None
        due = self._give(t_s, *reason)
        if not self.at_pauses:
            return due
        self._waiting = due
        return None

    def rested(self) -> None:
        """The machine slept: nobody sat before it."""
        self._sat_s = self._still_s = 0.0
        self._waiting = None
        self._end_spell()

    def snooze(self, t_s: float, seconds: float) -> None:
        """Hold back until then; what is due then comes then."""
        self._snoozed_until = t_s + seconds

    def skip(self) -> None:
        """Not this time: nothing more until the person has sat up and slumped again."""
        self._skipped = True

    def answered(self) -> None:
        """The drill was done: this spell is over."""
        self._end_spell()
        self._still_s = 0.0

    def _at_a_pause(self, t_s: float, state: PostureState, waiting: Reminder) -> Reminder | None:
        """The reminder that waits, as soon as nobody types; none where they sat up, or went away, meanwhile."""
        of_posture = waiting.reason in BAD
        if state == PostureState.AWAY or (of_posture and not self._in_spell):
            self._waiting = None
            return None
        held = self.quiet or t_s < self._snoozed_until or state == PostureState.UNKNOWN
        held = held or (of_posture and state not in BAD)
        if held or (self.typing and t_s - waiting.t_s < PAUSE_WAIT_S):
            return None
        self._waiting = None
        self._given[-1] = t_s
        if of_posture:
            self._spell_last_s = t_s
        return replace(waiting, t_s=t_s)

    def _count(self, t_s: float, state: PostureState, step: float, up: bool) -> None:
        if state == PostureState.AWAY:
            self._away_s += step
            self._gone = True
        elif self._gone and state != PostureState.UNKNOWN:
            self._back_s = t_s
            if self._away_s >= REST_S:
                self._sat_s = 0.0
            self._away_s = self._still_s = 0.0
            self._gone = False
        if state in BAD:
            self._bad_s += step
            self._kinds[state] += step  # type: ignore[assignment]
            self._good_s = self._other_s = 0.0
        else:
            good = (state == PostureState.UPRIGHT and up) or state == PostureState.LEAN_BACK
            self._good_s = self._good_s + step if good else 0.0
            self._other_s += step
            if self._good_s >= UP_S or self._other_s >= INTERRUPTED_S:
                self._end_spell()
        if state not in (PostureState.AWAY, PostureState.UNKNOWN):
            self._sat_s += step
            shifted = state != self._posture and bool({state, self._posture} & SHIFTS)
            self._still_s = 0.0 if shifted else self._still_s + step
            self._posture = state

    def _end_spell(self) -> None:
        self._bad_s, self._in_spell, self._skipped = 0.0, 0, False
        self._spell_last_s = -math.inf
        self._kinds.clear()

    def _held_back(self, t_s: float, state: PostureState) -> bool:
        if self.quiet or state in (PostureState.AWAY, PostureState.UNKNOWN) or t_s < self._snoozed_until:
            return True
        if t_s - self._changing_s < STEADY_S:
            return True
        return t_s - self._back_s < RETURN_S or bool(self._given and t_s - self._given[-1] < APART_S)

    def _posture_due(self, t_s: float, state: PostureState) -> tuple[ReminderReason, float] | None:
        if state not in BAD or self._skipped:
            return None
        while self._given and t_s - self._given[0] > RECENT_S:
            self._given.popleft()
        if self._in_spell:
            due = t_s - self._spell_last_s >= REPEAT_S * 2 ** (self._in_spell - 1)
        else:
            # Who was reminded lately is given longer, by three tenths a time and half as long again at most: a coach
            # that repeats itself is switched off. The last term forgives the rounding of sums of seconds.
            due = self._bad_s >= self.habits.after_s * min(1.5, 1 + 0.3 * len(self._given)) - 1e-6
        if not due:
            return None
        self._in_spell += 1
        self._spell_last_s = t_s
        longest = max(self._kinds, key=lambda state: self._kinds[state])
        return ReminderReason(longest), self._bad_s

    def _still_due(self) -> tuple[ReminderReason, float] | None:
        if self.habits.still_min is None or self._still_s < 60 * self.habits.still_min:
            return None
        after, self._still_s = self._still_s, 0.0
        return ReminderReason.STILL, after

    def _break_due(self) -> tuple[ReminderReason, float] | None:
        if self.habits.break_min is None or self._sat_s < 60 * self.habits.break_min:
            return None
        after, self._sat_s = self._sat_s, 0.0
        return ReminderReason.BREAK, after

    def _give(self, t_s: float, reason: ReminderReason, after_s: float) -> Reminder:
        self._given.append(t_s)
        return Reminder(t_s=t_s, reason=reason, after_s=after_s, suggests=SUGGESTS.get(reason))
