"""Never silently zero: when somebody moves or holds and nothing counts, why that is, and when it is worth saying."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from coach.body.timeseries import Lasting
from coach.body.visibility import Body
from coach.counting.attempts import Attempt, Attempts, LimbAttempts
from coach.events import Event, Hold, Partial, Rep, Uncounted, Why
from coach.wording.catalogue import N_, _

WAIT_S = 1.5  # a repetition is told at most this long after the limb is back (see `settling`)
NOTHING_S = 8.0  # so long without anything that counts, or ...
LATELY = 9  # repetitions and attempts that are remembered: within `WAIT_S` nobody makes more of them
TRIES = 3  # ... so many attempts, and it is said aloud
STRANGER_S = 0.6  # somebody else has to be there for this long: longer than a landmarker mistakes a chair for a body
HIDDEN_S = 3.0  # what is needed has to be hidden for this long: a hand that passes the face is no obstacle
AGAIN_S = 6.0  # between two answers about the same stretch, and ...
APART_S = 2.5  # ... between any two
UNDER_WAY_S = 16.0  # a repetition that is held for ten seconds, and the way there and back
TWICE = 2.0  # of those who count a hold for themselves, the slowest stay 1.6 times as long
FIRST_S = 0.5  # a level that rises in the first half second is a rest that was guessed wrong and is put right
TRIED_S, SLOW = 16.0, 3.0  # tries of so long ago still count, and those of slow people for thrice what one takes them
UNREAD, UNREAD_S = 0.5, 5.0  # of the last seconds (time constant): who is seen for less of them can't be judged
LIMB_S = 0.5  # no arm goes out and back in less time than this; a joint that is seen badly jumps in less
STANDS_S = 4.0  # how long an answer is to be read
PERSON = N_("Somebody else is in the picture: I wait for you. Whoever raises a hand is the one I look at.")
PICTURE = N_("I see you lying or stretched: set the camera so that you are upright in its picture.")
OTHER = N_("This looks like another movement: I count only the one we are doing.")
COME_BACK = N_("I can't count this: go back to the start position between two repetitions.")
UNFINISHED = N_("The last repetition had not come back to the start, so it does not count.")
LIKE = N_("This looks like {movement}: I count only the exercise we are doing.")


@dataclass(frozen=True)
class Situation:
    """What decides why nothing counts, at the moment in which that is asked.

    Attributes
    ----------
    fix : what would bring the hidden landmarks into view, or None where nothing is hidden.
    turn : how to turn towards the camera, or None where the view is right.
    disturbed : some other movement is seen (the exercise's `not_while`).
    posed : the start pose is not seen to be wrong.
    odd_picture : the picture is turned or stretched.
    stranger : this is somebody else than the one who began.
    resembles : what the movement looks like ("a shrug"), or None.
    """

    fix: str | None
    turn: str | None
    disturbed: bool
    posed: bool
    odd_picture: bool = False
    stranger: bool = False
    resembles: str | None = None


PLAIN = Situation(fix=None, turn=None, disturbed=False, posed=True)  # nothing is known that would explain it


class UncountedWatch:
    """Watches for attempts that come to nothing. `update()` once a frame while counting.

    Parameters
    ----------
    attempted, reached : where on the signal a try begins and where it is a whole one (0 = start, 1 = target).
    fastest_s : the shortest repetition that counts, in seconds.
    holds : the exercise is one posture, which may be held without an attempt before it.
    hold_s : for how long the target of each repetition is to be held.
    """

    def __init__(self, attempted: float, reached: float, fastest_s: float, *, holds: bool, hold_s: float = 0.0) -> None:
        self._reached, self._fastest_s, self._holds = reached, fastest_s, holds
        self._longest_s = math.inf if holds else max(UNDER_WAY_S, TWICE * hold_s)
        self._attempts, self._limbs = Attempts(attempted), LimbAttempts()
        self.begin()

    def begin(self) -> None:
        """A new set."""
        self._waiting: list[Attempt] = []
        self._missed: list[Attempt] = []
        self._counted: list[tuple[float, float]] = []
        self._taken: list[tuple[float, float]] = []
        self._since_s = self._begun_s = math.nan
        self._t_s, self._read_s, self._unread = 0.0, -math.inf, 0.0
        self._hidden, self._high, self._other, self._moving = Lasting(), Lasting(), Lasting(), Lasting()
        self._told_s, self._last = -math.inf, PLAIN
        self._lost = self._stuck = self._aloud = False
        self._said, self._said_s = "", -math.inf

    def standing(self, t_s: float) -> str | None:
        """What is to be read about it now, or None."""
        return self._said if t_s - self._said_s < STANDS_S else None

    def update(self, body: Body, level: float, hidden: bool, moving: bool, events: Iterable[Event]) -> bool:
        """True when it is time to say why nothing counts: then ask for the `answer`.

        `level` is the signal of the side that leads, NaN unseen; `hidden`: a landmark that is needed is not seen, or
        not as it is, because the picture is turned or stretched;
        `moving`: a repetition is under way, or over and not told yet; `events`: what happened in this frame.
        """
        t_s = body.t_s
        if math.isnan(self._since_s):
            self._since_s = self._begun_s = t_s
        self._note(t_s, events)
        self._follow(body, level)
        self._read(t_s, readable=not math.isnan(level))
        hidden_s = self._hidden.update(t_s, hidden)
        high_s = self._high.update(t_s, self._holds and not moving and level >= self._reached)
        moving_s = self._moving.update(t_s, moving)
        other = self._other.update(t_s, body.stranger) >= STRANGER_S
        self._lost = self._is_lost(t_s, hidden_s, judged=not math.isnan(level))
        self._stuck = min(moving_s, t_s - self._since_s) >= self._longest_s
        whole = [a for a in self._new_misses(t_s) if a.size >= self._reached]
        self._aloud = self._has_tried(t_s) or self._lost or self._stuck or high_s >= NOTHING_S or other
        if not (whole or self._aloud):
            return False
        idle_s = t_s - max(self._since_s, self._told_s)
        past = bool(whole) and any(a.end_s <= t_s - moving_s + WAIT_S / 2 for a in whole)  # no part of what goes on
        clear = self._lost or self._stuck or other or past or idle_s >= UNDER_WAY_S
        under_way = moving and not clear  # what may yet count is not spoken against
        rests_s = APART_S if whole else AGAIN_S
        return not under_way and t_s - self._told_s >= rests_s

    def answer(self, t_s: float, now: Situation) -> Uncounted:
        """Why nothing counts, in words that say what to do."""
        lasting = self._hidden if self._lost else self._moving
        start_s = min([a.start_s for a in self._missed] or [lasting.since_s if self._lost or self._stuck else t_s])
        why, say = self._why(now)
        self._last = now
        self._told_s, self._missed = t_s, []
        if self._aloud:
            self._said, self._said_s = say, t_s
        return Uncounted(t_s=t_s, start_s=start_s, why=why, say=say)

    def finish(self, t_s: float, events: Iterable[Event], whole_s: float) -> list[Uncounted]:
        """What is left to answer at the end of a set, when no later repetition can come of it; `events`: the last;
        `whole_s`: when the whole repetition began that is still under way, NaN when there is none."""
        again = self._told_s >= self._since_s and not self._lost  # what has been going on uncounted goes on to the end
        self._note(t_s, events)
        self._missed += [a for a in self._waiting if (again or a.size >= self._reached) and not self._became(a)]
        self._waiting, self._aloud = [], False
        if self._missed:
            return [self.answer(t_s, self._last if again or self._lost else PLAIN)]
        if math.isnan(whole_s):
            return []
        return [Uncounted(t_s=t_s, start_s=whole_s, why=Why.START_POSE, say=_(UNFINISHED))]

    def _note(self, t_s: float, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, Rep | Partial | Hold):
                self._counted = [*self._counted[-LATELY:], (event.start_s, event.end_s)]
                self._since_s, self._said_s = t_s, -math.inf
                self._missed = []

    def _follow(self, body: Body, level: float) -> None:
        own = self._attempts.update(body.t_s, level)
        limb = self._limbs.update(body)
        if own is not None and own.start_s > self._begun_s + FIRST_S:
            self._waiting = [a for a in self._waiting if a.size or not a.overlaps(own.start_s, own.end_s)] + [own]
        elif (
            limb is not None
            and limb.end_s - limb.start_s >= LIMB_S
            and not any(a.overlaps(limb.start_s, limb.end_s) for a in self._waiting)
        ):
            self._waiting.append(limb)

    def _has_tried(self, t_s: float) -> bool:
        """So many attempts one after the other, or for so long, that came to nothing; what nothing can be read from,
        one of them is enough."""
        if not self._missed:
            return False
        tries: list[Attempt] = []
        last = self._missed[-1]
        early_s = t_s - max(TRIED_S, SLOW * (last.end_s - last.start_s))
        for attempt in self._missed:
            if attempt.start_s >= (tries[-1].end_s - LIMB_S if tries else early_s):
                tries.append(attempt)
        if not tries or len(tries) >= TRIES:
            return bool(tries)
        return self._is_blind(t_s) or (len(tries) > 1 and t_s - tries[0].start_s >= NOTHING_S)

    def _is_blind(self, t_s: float) -> bool:
        """Nothing, or hardly anything, could be read from this person for long."""
        return t_s - max(self._read_s, self._begun_s) >= NOTHING_S or self._unread > UNREAD

    def _read(self, t_s: float, *, readable: bool) -> None:
        """Keep when the signal was read last, and for how much of the last while it was not."""
        part = min(1.0, max(0.0, t_s - self._t_s) / UNREAD_S)
        self._unread += part * ((not readable) - self._unread)
        self._t_s, self._read_s = t_s, t_s if readable else self._read_s

    def _is_lost(self, t_s: float, hidden_s: float, *, judged: bool) -> bool:
        """What is needed has been hidden for a while, or one side for longer, and nothing has counted meanwhile."""
        return min(hidden_s, t_s - self._since_s) >= (NOTHING_S if judged else HIDDEN_S)

    def _new_misses(self, t_s: float) -> list[Attempt]:
        """The attempts that have now waited long enough and became no repetition."""
        if not self._waiting or t_s - self._waiting[0].end_s < WAIT_S:  # the first of them ended first
            return []
        ripe = [a for a in self._waiting if t_s - a.end_s >= WAIT_S]
        self._waiting = [a for a in self._waiting if t_s - a.end_s < WAIT_S]
        misses = [a for a in ripe if not self._became(a)]
        self._missed = [*self._missed, *misses][-LATELY:]
        return misses

    def _became(self, attempt: Attempt) -> bool:
        """It was counted, or noted as partial. A repetition is one attempt: two that are too fast may pass for one."""
        counted = [(start_s, end_s) for start_s, end_s in self._counted if attempt.overlaps(start_s, end_s)]
        free = [span for span in counted if span not in self._taken]
        if free and attempt.size:
            self._taken = [*self._taken[-LATELY:], free[0]]
        return bool(free if attempt.size >= self._reached else counted)

    def _why(self, now: Situation) -> tuple[Why, str]:
        """The likeliest reason, in words that say what to do."""
        if now.stranger:
            return Why.PERSON, _(PERSON)
        if now.odd_picture:
            return Why.PICTURE, _(PICTURE)
        blind = self._lost or self._is_blind(self._t_s)
        if blind and now.fix is not None:
            return Why.HIDDEN, now.fix
        if now.turn is not None:
            return Why.VIEW, now.turn
        if self._stuck and not now.disturbed:
            return Why.START_POSE, _(COME_BACK)
        own = [a for a in self._missed if a.size]
        if own and all(a.end_s - a.start_s < self._fastest_s for a in own):
            return Why.SPEED, _("Slower, please: I can't follow a movement that fast.")
        if now.disturbed or (self._missed and not own and not blind):
            like = None if now.resembles is None else _(LIKE, movement=_(now.resembles))
            return Why.OTHER_EXERCISE, like or _(OTHER)
        if all(a.size < self._reached for a in self._missed) and now.posed:
            return Why.RANGE, _("I see you move, but not far enough to count it.")
        return Why.START_POSE, _(COME_BACK)
