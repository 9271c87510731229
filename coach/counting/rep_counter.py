"""The repetitions of each side: counted, judged, and handed on when the limb has come to rest."""

from __future__ import annotations

import math
from collections.abc import Mapping

from coach.body.side import BOTH, LEFT, RIGHT, SIDES, Side
from coach.body.timeseries import Lasting
from coach.counting.conditions import NOTHING_ASKED, Criterion, Judged, Readings
from coach.counting.progress_signal import ProgressSignal, larger
from coach.counting.recount import Recount, widened
from coach.counting.rep_detector import MOMENT_S, Excursion, Limits, RepDetector
from coach.counting.rep_verdict import RepVerdict
from coach.counting.second_look import SecondLook
from coach.counting.settling import Settling
from coach.definitions.definition import Exercise, Sides
from coach.definitions.phase import START

STAYED = 0.5  # a way out that is not held for so much of what was asked is no measure of how far somebody goes
DISTURBED_S = 0.2  # another movement has to be seen for this long to be believed ...
BRIEF, BRIEF_S = 0.2, 0.45  # ... and for this share of the repetition that it interrupts, up to so many seconds: a
# passer-by who is taken for the person's arm for a moment ends no slow one, but a quick swing overhead is no raise


class RepCounter:
    """One movement for each side that has progress of its own. `update()` once a frame.

    Attributes
    ----------
    moving : the sides that are under way.
    armed_sides : the sides whose movement would count if it began now.
    phase : "start", "out", "target" or "back".
    hold_s : seconds held so far.
    reached : what is under way has gone as far as a whole repetition, if only on one side; True when nothing is.
    one_whole : the last movement, or this one, went as far as a whole repetition on one side at least.
    other : this frame shows another movement, for however short a time.
    """

    def __init__(self, exercise: Exercise, signal: ProgressSignal, limits: Limits) -> None:
        self.exercise = exercise
        self.sides = (BOTH,) if exercise.sides == Sides.BOTH else SIDES
        self._detectors = {side: RepDetector(limits) for side in self.sides}
        self._signal, self._verdict = signal, RepVerdict(exercise, signal)
        uncounted = self.sides if exercise.start_when and not exercise.way.held else ()
        self._recounts = {side: Recount(side, exercise, signal, limits) for side in uncounted}
        self._settling: dict[str, Settling] = {}
        self._second_look = SecondLook()
        self._disturbed, self.other = Lasting(), False
        self.one_whole, self._reached = False, exercise.range.reached
        self._start = Criterion(exercise.start_when)
        self._not_while = tuple(Criterion([c]) for c in exercise.not_while)
        self._wide = Criterion(widened(exercise.start_when))
        self._looked: tuple[Mapping[str, float], Judged] = ({}, NOTHING_ASKED)
        self._note()

    def update(
        self, t_s: float, levels: Mapping[str, float], values: Mapping[str, float], readings: Readings, disturbed: bool
    ) -> list[Settling]:
        """The repetitions that came to rest in this frame."""
        told: list[Settling] = []
        under_way = bool(self.moving)
        start = self._start_pose(readings)
        wide = readings.judge(self._wide) if self._recounts else NOTHING_ASKED
        point = self._verdict.follow(t_s, levels[BOTH], values)
        seen, levels = levels, self._one_at_a_time(levels)
        for side, detector in self._detectors.items():
            done = detector.update(t_s, levels[side], _holds(start, side, levels), disturbed)
            self._verdict.watch(side, detector, levels, seen, readings)
            settling = self._settling.get(side)
            if settling is not None and (disturbed or done or settling.is_over(t_s, levels[side], detector.moving)):
                told.append(self._settling.pop(side))
            if done is not None:
                self._settling[side] = self._judged(side, done)
            elif not detector.moving:
                self._verdict.forget(side)
        told = self._with_second_look(told)
        for side, recount in self._recounts.items():
            recount.update(t_s, levels, readings, disturbed, _holds(wide, side, levels), point)
            told += self._recounted(t_s, side, recount)
        self._note()
        self._note_one_whole(seen, begins=bool(self.moving) and not under_way)
        return told

    def _recounted(self, t_s: float, side: Side, recount: Recount) -> list[Settling]:
        """The repetitions of a side that had not been counted and are proven by now."""
        settling = self._settling.get(side)
        if settling is not None and settling.done.end_s == t_s:
            recount.judged(settling)
        return [] if self._detectors[side].moving else recount.released()

    def _note(self) -> None:
        """What there is to see of the repetitions now."""
        detectors = self._detectors
        self.moving = tuple([side for side, detector in detectors.items() if detector.moving])
        self.armed_sides = tuple([side for side, detector in detectors.items() if detector.armed])
        first = detectors[self.moving[0]] if self.moving else None
        self.phase, self.hold_s = (START, 0.0) if first is None else (first.phase, first.hold_s)
        self.reached = first is None or any(detectors[side].reached for side in self.moving)

    def _note_one_whole(self, seen: Mapping[str, float], *, begins: bool) -> None:
        far = bool(self.moving) and (seen[LEFT] >= self._reached or seen[RIGHT] >= self._reached)
        self.one_whole = far or (self.one_whole and not begins)
        self.reached = self.reached or self.one_whole

    def _one_at_a_time(self, levels: Mapping[str, float]) -> Mapping[str, float]:
        """Of two limbs that work in turn and hide each other, what is seen of either belongs to the one under way: a
        landmarker changes their names in the middle of it."""
        if self.exercise.arms != "most" or self.sides == (BOTH,) or not self.moving:
            return levels
        lead = max(self.moving, key=lambda side: (levels[side] == levels[side], levels[side]))
        further = larger(levels[LEFT], levels[RIGHT])
        return {**levels, **dict.fromkeys(SIDES, math.nan), lead: further}

    def _judged(self, side: Side, done: Excursion) -> Settling:
        hidden = self._verdict.is_hidden(side)
        found = self._verdict.take(side, done)
        if not hidden and done.held_s >= STAYED * self._detectors[side].limits.hold_s:
            self._signal.learn(side, done.range * found.whole)
        missing, direction = self._verdict.judge(done, found)
        if not missing:
            self._verdict.count(found)
        sweeping, lag_s = self.exercise.way.sweeping, self.exercise.range.median_s - MOMENT_S
        return Settling(done, missing, direction, found.side, sweeping, lag_s, hidden=hidden, found=found)

    def _with_second_look(self, told: list[Settling]) -> list[Settling]:
        """Before what is told now, the earlier ones that count after all by what these have shown."""
        if not told:
            return told
        freed = self._second_look.release(self._verdict.judge)
        for settling in told:
            if settling.missing and not settling.hidden and settling.found is not None:
                self._second_look.keep(settling, settling.found)
        return freed + told

    def succeed(self, before: RepCounter, done: list[Excursion], turned_back: list[Excursion]) -> None:
        """Take over from the counter before it, which had counted these and told those others as incomplete."""
        for side, detector in self._detectors.items():
            detector.armed = detector.armed or before._detectors[side].armed
        self._second_look.counted(done)
        self._second_look.only_told(turned_back)
        for recount in self._recounts.values():
            recount.counted(done)

    def begin(self) -> None:
        """A new set: nothing is owed from the last one."""
        self.flush()
        self.drop()
        self._second_look.forget()
        self._verdict.begin()
        for recount in self._recounts.values():
            recount.begin()

    def look(self, t_s: float, readings: Readings) -> tuple[bool, bool]:
        """Whether this has been some other movement for a moment, and whether the start pose may be taken: False where
        it is seen not to be (by either side, where each works alone)."""
        start = readings.judge(self._start)
        self._looked = readings.values, start
        self.other = readings.any_holds(self._not_while)
        lasts_s = self._disturbed.update(t_s, self.other)
        return lasts_s >= DISTURBED_S and lasts_s >= self._brief_s(t_s), self._may_be_posed(start)

    def _start_pose(self, readings: Readings) -> Judged:
        """How the start pose stands; what depends on the frame alone has been found out by `look`."""
        values, start = self._looked
        return start if self._start.absolute and values is readings.values else readings.judge(self._start)

    def _brief_s(self, t_s: float) -> float:
        """For how long another movement may be seen now before it is believed."""
        going_s = max([t_s - self._detectors[side].began_s for side in self.moving], default=0.0)
        return min(BRIEF * going_s, BRIEF_S)

    def may_be_posed(self, readings: Readings) -> bool:
        """Whether the start pose may be taken now."""
        return self._may_be_posed(readings.judge(self._start))

    def _may_be_posed(self, start: Judged) -> bool:
        left, right = start[LEFT] is False, start[RIGHT] is False
        return not ((left or right) if self.sides == (BOTH,) else (left and right))

    def is_posed(self, levels: Mapping[str, float], lead: float, readings: Readings) -> bool:
        """The start pose is seen to be taken (by either side, where each works alone)."""
        near = lead < max(self.exercise.range.returned, self.exercise.range.attempted) or self.exercise.range.free
        if not near:
            return False
        start = readings.judge(self._start)
        return any(_holds(start, side, levels) for side in self.sides)

    def flush(self) -> list[Settling]:
        """The repetitions that are back but not at rest, as they are."""
        told, self._settling = list(self._settling.values()), {}
        return self._with_second_look(told)

    def drop(self) -> None:
        """Forget what somebody is in the middle of."""
        for detector in self._detectors.values():
            detector.drop()
        for recount in self._recounts.values():
            recount.drop()
        self._note()

    def limit(self, limits: Limits) -> None:
        """From now on these limits."""
        for detector in self._detectors.values():
            detector.limits = limits
        for recount in self._recounts.values():
            recount.limit(limits)

    @property
    def armed(self) -> bool:
        """A movement that begins now would count."""
        return bool(self.armed_sides)

    @property
    def settling(self) -> bool:
        """A repetition is as good as over and has not been told yet."""
        return bool(self._settling)

    @property
    def whole_s(self) -> float:
        """When the first repetition under way began that has gone as far as a whole one; NaN when there is none."""
        began = [
            detector.began_s for side, detector in self._detectors.items() if side in self.moving and detector.reached
        ]
        return min(began, default=math.nan)

    def arrived(self, t_s: float) -> bool:
        """A limb came to rest in this very frame."""
        return any(detector.rested_s == t_s for detector in self._detectors.values())


def _holds(found: Judged, side: Side, levels: Mapping[str, float]) -> bool | None:
    """True when it holds for this side (for both: for all whose level is seen), False when it is seen not to for one,
    None when too little is seen."""
    if side != BOTH:
        return found[side]
    answers = [found[s] for s in SIDES if levels[s] == levels[s]]
    return False if False in answers else None if None in answers else True
