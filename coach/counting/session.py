"""A set of one exercise: frames in, progress and events out. The same frames give the same events every time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coach.body.landmarks import PoseFrame
from coach.body.limbs import landmarks_of_limbs, without
from coach.body.measurement import Measurement, Measuring
from coach.body.measures import landmarks_of
from coach.body.picture import PictureTurn
from coach.body.side import BOTH, LEFT, RIGHT, SIDES, Side
from coach.body.visibility import Body
from coach.counting.advice import Advice, Remark
from coach.counting.conditions import Readings, names_compared, names_of
from coach.counting.coverage import Coverage
from coach.counting.cues import Cues
from coach.counting.framing import guidance, turning
from coach.counting.judgement import Judgement
from coach.counting.progress import SetProgress
from coach.counting.progress_signal import ProgressSignal
from coach.counting.range_of_motion import RangeOfMotion
from coach.counting.rep_baseline import RepBaseline
from coach.counting.rep_counter import RepCounter
from coach.counting.rep_detector import Limits
from coach.counting.resemblance import Resemblance
from coach.counting.review import Review
from coach.counting.set_session import Options, SetSession
from coach.counting.set_totals import SetTotals
from coach.counting.settling import Settling
from coach.counting.time_box import TimeBox
from coach.counting.timer import Timer
from coach.counting.uncounted import Situation, UncountedWatch
from coach.counting.usual_form import UsualForm
from coach.definitions.definition import Activity, Exercise, Pose
from coach.definitions.dosage import repetitions, working_sides
from coach.definitions.phase import BACK, DONE, FRAMING, READY, START, Phase
from coach.events import Cue, Event, Hold, Partial, Ready, Rep, Uncounted
from coach.wording import body_parts
from coach.wording.catalogue import _

NAN = math.nan
PROOF_S = 2.0  # who holds the target for so long is at it; a sneeze or a stretch while settling down takes less
SHORT = 0.8  # what is held for less than this share of what was asked counts, and is asked to be held longer
# Of the way that an exercise asks for. Chosen, not measured: a fifth less is felt at once, a tenth more is still
# reached by whoever reaches the target with ease.
LEVELS = {"gentle": 0.8, "standard": 1.0, "strict": 1.1}


class _Seen(NamedTuple):
    """What was made of the last frame. `levels`, and the one that leads, are of the progress signal; `first` are those
    from before the rest was revised. `disturbed`: another movement was seen; `still`: none of the set had begun."""

    frame: PoseFrame
    body: Body
    first: Mapping[str, float]
    levels: Mapping[str, float]
    lead: float
    disturbed: bool
    still: bool


class Session:
    """Counts, corrects and sums up a set of one exercise. `update()` once a frame, `finish()` at the end.

    `begin()` starts the next set of the same exercise, with all that was learnt about the person.
    """

    def __init__(
        self,
        exercise: Exercise,
        start: Pose,
        target: Pose,
        options: Options | None = None,
        *,
        measuring: Measuring | None = None,
    ) -> None:
        self.exercise, self.options = exercise, options or Options()
        self._way = exercise.way
        self.hold_s = exercise.dose.hold_s if self.options.hold_s is None else self.options.hold_s
        self._signal = ProgressSignal(exercise, start, target, self.hold_s, self.options.aim)
        self._gone = landmarks_of_limbs(self.options.without)
        self.measures = _names(exercise, self._signal)
        self._measurement = measuring or Measurement(self.measures)
        self._counter = RepCounter(exercise, self._signal, self._limits())
        self._review = Review(exercise, self._signal)
        reads = {joint for name in self._signal.names for joint in landmarks_of(name)}
        self._sides = working_sides(exercise, self._gone)
        self.goal, self._time_box = self._goal(), TimeBox(self.options.time_s)
        self._range_of_motion = RangeOfMotion(self._signal)
        self._rep_baseline = RepBaseline(names_compared(exercise, "rep"))
        self._coverage = Coverage(exercise.camera.needs, reads, self._gone)
        self._picture = PictureTurn(facing=exercise.camera.view == "front") if exercise.is_upright else None
        self._uncounted = UncountedWatch(
            exercise.range.attempted,
            exercise.range.reached,
            exercise.tempo_s[0],
            holds=self._way.held,
            hold_s=self.hold_s,
        )
        self._resemblance = Resemblance(term.measure for term in exercise.progress_signal)
        self._cues, self._advice = Cues(exercise.cues), Advice()
        self._totals = SetTotals(self._sides, self.goal)
        self._ready = self._posed = self._proven = False
        self._fix: str | None = None
        self._t_s = 0.0
        self._usual = UsualForm(names_compared(exercise, "usual"))
        self._readings = self._read_against({})
        self._seen: _Seen | None = None

    # ------------------------------------------------------------ a frame

    def update(self, frame: PoseFrame, counting: bool = True) -> SetProgress:
        """The state after this frame, with the events that it brought.

        Where `counting` is False the person is looked at (what is missing, whether this is the start pose: phase
        "ready") and nothing happens: what they were in the middle of is dropped.
        """
        events = self.judge(frame, counting)
        assert self._seen is not None
        return self._show(self._seen, tuple(events))

    def judge(self, frame: PoseFrame, counting: bool = True) -> list[Event]:
        """`update()` for who looks at the events alone: nothing is made to be shown."""
        events = self.count(frame, counting)
        if counting and self._seen is not None:
            events += self._explain(self._seen, events)
        return events

    def count(self, frame: PoseFrame, counting: bool = True) -> list[Event]:
        """`update()` for who only counts: what happened in this frame, with nothing explained or shown."""
        step_s, t_s = frame.t_s - self._t_s, frame.t_s
        self._t_s = t_s
        seen = self._upright(without(frame, self._gone) if self._gone else frame)
        body, values, rescaled = self._measurement.update(seen, bool(self._counter.moving))
        if rescaled:
            self._signal.neutral.restart()
            self._review.forget()
            self._usual.forget()
        readings = self._readings
        readings.values = values
        disturbed, posed = self._counter.look(t_s, readings)
        levels = first = self._signal.update(t_s, values, disturbed, posed)
        lead = self._signal.lead
        self._range_of_motion.update(t_s, values)
        events: list[Event] = [*self._coverage.update(t_s, body, not math.isnan(lead), counting)]
        if self._counter.moving and self._coverage.missing:
            self._fix = guidance(body, self._coverage.missing, self.exercise.camera.say, moving=True)
        if counting:
            if self._signal.revised:
                self._counter, self._rep_baseline, told = self._review.again(self._counter, self._limits())
                readings = self._readings = self._read_against(values)
                levels = self._signal.levels(values)
                events += self._tell(t_s, told)
            self._review.add(t_s, values, disturbed)
            events += self._tell(t_s, self._counter.update(t_s, levels, values, readings, disturbed))
            self._rep_baseline.follow(t_s, self._counter, levels, lead, values)
            self._usual.update(next(iter(self._counter.moving), None), self._counter.phase, values)
            events += self._correct(t_s, readings)
            events += self._arm(t_s)
            if self.options.time_s is not None:
                self._time_box.update(step_s, under_way=self._is_under_way(events))
        else:
            events += self._tell(t_s, self._counter.flush())
            self._rep_baseline.follow(t_s, self._counter, levels, lead, values)
            self._counter.drop()
            self._review.forget()
        self._posed = not counting and self._counter.is_posed(levels, lead, readings)
        self._seen = _Seen(frame, body, first, levels, lead, disturbed, still=not (counting and self._ready))
        return events

    def _read_against(self, values: Mapping[str, float]) -> Readings:
        return Readings(values, self._signal.neutral.values, self._rep_baseline.values, self._usual.values)

    def _upright(self, frame: PoseFrame) -> PoseFrame:
        """The frame as an upright camera would give it."""
        if self._picture is None:
            return frame
        before, seen = self._picture.deg, self._picture.update(frame)
        if self._picture.deg != before:
            self._measurement.begin_anew()
            self._signal.neutral.restart()
        return seen

    def finish(self) -> SetProgress:
        """The end of the source or of the set: what is still open is closed and summed up."""
        events: list[Event] = [*self._tell(self._t_s, self._counter.flush()), *self._coverage.finish(self._t_s)]
        events += self._uncounted.finish(self._t_s, events, self._counter.whole_s)
        events.append(self._totals.summary(self._t_s, self._coverage.share))
        return SetProgress(
            t_s=self._t_s, title=self.exercise.title, frame=self._seen.frame if self._seen else None, phase=DONE,
            count=self._done, goal=self.goal, outcomes=tuple(self._totals.outcomes), events=tuple(events),
            eyes_away=self.exercise.place == "floor",
        )  # fmt: skip

    def begin(self) -> None:
        """The next set begins: counted from nothing, with the person's rest, range and size as they are known."""
        self._totals = SetTotals(self._sides, self.goal)
        self._coverage.restart()
        self._uncounted.begin()
        self._advice.begin()
        self._ready = self._proven = False
        self._time_box.begin()
        self._counter.begin()
        self._review.forget()

    def ease(self, options: Options) -> None:
        """From now on as much, and as far, as these options ask for; what was counted stays."""
        self.options = options
        self.hold_s = self.exercise.dose.hold_s if options.hold_s is None else options.hold_s
        self.goal = self._goal()
        self._time_box.last(options.time_s)
        self._totals.aim(self.goal)
        self._counter.limit(self._limits())

    @property
    def judgement(self) -> Judgement | None:
        """What the last frame was judged by; None before the first."""
        seen = self._seen
        if seen is None:
            return None
        signal, counter, values, rest = self._signal, self._counter, self._readings.values, self._signal.neutral.values
        ways = {side: tuple(w for w in signal.ways[side] if w.view in ("any", signal.view)) for side in SIDES}
        return Judgement(
            t_s=self._t_s, levels={side: seen.first[side] for side in (BOTH, *SIDES)}, ways=ways,
            amounts={side: {way.name: way.amount(values, rest) for way in ways[side]} for side in SIDES},
            shares={s: {way.name: way.share(values, rest) / signal.gain(s) for way in ways[s]} for s in SIDES},
            readings=self._readings, limits=self._limits(), phase=counter.phase, armed=counter.armed,
            moving=counter.moving, disturbed=seen.disturbed, hidden=self._coverage.unread,
            view=signal.view, corrected=self._corrected_sides(),
        )  # fmt: skip

    @property
    def other_side(self) -> Side | None:
        """The side that is still to be done when the other one has all of its goal."""
        return self._totals.lacking

    def _goal(self) -> int | None:
        """Repetitions in all, of all sides, directions and sets; None = to the end of the source, or of the time."""
        if self.options.reps is None and (self.options.endless or self.options.time_s is not None):
            return None
        return repetitions(self.exercise, self._reps, self._gone) * (self.options.sets or self.exercise.dose.sets)

    @property
    def _reps(self) -> int:
        return self.options.reps or self.exercise.dose.reps or 1

    @property
    def _done(self) -> int:
        return self._totals.done

    def _is_under_way(self, events: Iterable[Event]) -> bool:
        """A repetition was begun and did not end in this frame. Circles follow each other without a rest."""
        ended = any(isinstance(event, Rep | Hold | Partial) for event in events)
        return not ended and (self._counter.phase != START or bool(self._counter.settling))

    def _limits(self) -> Limits:
        span, scale = self.exercise.range, LEVELS[self.options.level]
        fastest, slowest = self.exercise.tempo_s
        return Limits(
            span.reached * scale, span.returned, span.attempted, fastest, slowest, self.hold_s,
            free=span.free, wandering=span.wandering, small=span.small, sweeping=self._way.sweeping,
            median_s=span.median_s, settled_s=span.settled_s,
        )  # fmt: skip

    # ------------------------------------------------------------ telling

    def _arm(self, t_s: float) -> list[Event]:
        if self._ready or not self._counter.armed:
            return []
        self._ready = True
        return [Ready(t_s=t_s)]

    def _tell(self, t_s: float, settled: Iterable[Settling]) -> list[Event]:
        """Count these repetitions, and say what there is to say about them."""
        events: list[Event] = []
        for settling in settled:
            self._proven |= settling.missing != ("circle",)  # up and down without a circle may be any movement
            self._review.tell(settling)
            if settling.told:
                events.append(self._complete(t_s, settling))
                continue
            whole = not settling.missing
            if whole:
                self._usual.repetition(settling.found.limb if settling.found else settling.side)
            self._cues.repetition(t_s, settling.done.start_s, settling.side, complete=whole)
            turned = self._turned_round(settling.direction) if whole else None
            if not (whole or settling.done.reached or self._counter.one_whole):
                self._cues.drop()  # of somebody who scratches their head, or does half of it, no more is said than that
            advice = self._advised(settling)
            events += self._remark(t_s, turned, BOTH)
            events.append(self._complete(t_s, settling) if whole else self._partial(t_s, settling))
            events += self._remark(t_s, advice, settling.side)
        return events

    def _advised(self, settling: Settling) -> Remark | None:
        """What is worth saying about what it lacked; of what could not be seen, only how to bring it into view."""
        hidden, self._fix = self._fix, None
        if settling.missing and settling.hidden:
            return ("out-of-view", hidden) if hidden else None
        lacks = settling.missing or (() if settling.done.held_s >= SHORT * self.hold_s else ("hold",))
        return self._advice.update(lacks, gentle=self.options.level == "gentle")

    def _turned_round(self, direction: str | None) -> Remark | None:
        """A circle the other way round than asked for counts, and is said to be so."""
        asked = self._asked_direction()
        if self.goal is None or direction is None or asked in (None, direction):
            return None
        return "wrong-direction", _("The other way round: {direction}", direction=body_parts.direction(asked))

    def _remark(self, t_s: float, remark: Remark | None, side: Side) -> list[Cue]:
        if remark is None:
            return []
        name, say = remark
        self._totals.cues[name] += 1
        return [self._cues.remark(t_s, name, say, side)]

    def _partial(self, t_s: float, settling: Settling) -> Event:
        done = settling.done
        self._totals.partial()
        return Partial(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=t_s, side=settling.side,
            direction=settling.direction, range=done.range, held_s=done.held_s, missing=settling.missing,
            moved=self._range_of_motion.between(done.start_s, done.peak_s, settling.side),
        )  # fmt: skip

    def _complete(self, t_s: float, settling: Settling) -> Event:
        done, side = settling.done, settling.side
        count = self._totals.recount if settling.told else self._totals.rep
        count(side, done.held_s if self.hold_s > 0 or self._way.held else 0.0)
        moved = self._range_of_motion.between(done.start_s, done.peak_s, side)
        if self._way.held:
            return Hold(t_s=t_s, start_s=done.start_s, end_s=t_s, seconds=done.held_s, side=side, moved=moved)
        end_s = done.end_s if settling.recounted else t_s
        return Rep(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=end_s, side=side, direction=settling.direction,
            range=done.range, held_s=done.held_s, count=self._totals.reps, recounted=settling.recounted, moved=moved,
        )  # fmt: skip

    def _correct(self, t_s: float, readings: Readings) -> list[Cue]:
        judged, counter = self._corrected_sides(), self._counter
        if not judged:
            return []
        holding = self.hold_s > 0 and counter.hold_s >= PROOF_S
        whole = self._proven and counter.reached and not counter.settling
        proven = whole or holding or self._way.held  # a stretch is too long to wait for
        if not (proven or counter.moving or counter.settling):
            self._cues.drop()
        cues = self._cues.update(t_s, counter.phase, readings, judged, proven=proven)
        for cue in cues:
            self._totals.cues[cue.id] += 1
        return cues

    def _corrected_sides(self) -> tuple[Side, ...]:
        """The sides whose form is judged now: none before the rest is known, or during another movement."""
        unsettled = self._signal.relative and not self._signal.neutral.settled
        if self._counter.other or unsettled or not self._ready:
            return ()
        return tuple([side for side in self._counter.moving if side != BOTH]) or SIDES

    def _explain(self, seen: _Seen, events: Iterable[Event]) -> list[Uncounted]:
        """Why what the person does counts for nothing, where that is so."""
        counter, camera, body = self._counter, self.exercise.camera, seen.body
        level = self._signal.further
        self._resemblance.update(body)
        one_side = math.isnan(seen.levels[LEFT]) or math.isnan(seen.levels[RIGHT])
        hidden = self._coverage.unread if one_side else self._coverage.missing
        odd_picture = self._picture is not None and self._picture.off
        under_way = bool(counter.moving) or counter.settling
        if not self._uncounted.update(body, level, bool(hidden) or odd_picture, under_way, events):
            return []
        now = Situation(
            fix=guidance(body, hidden, camera.say, moving=True), turn=turning(body, camera.view),
            disturbed=seen.disturbed, posed=counter.may_be_posed(self._readings),
            odd_picture=odd_picture,
            stranger=body.stranger, resembles=self._resemblance.found,
        )  # fmt: skip
        return [self._uncounted.answer(body.t_s, now)]

    # ------------------------------------------------------------ showing

    def _show(self, seen: _Seen, events: tuple[Event, ...]) -> SetProgress:
        t_s, body, missing = seen.frame.t_s, seen.body, self._coverage.missing
        cue, praise = self._cues.shown(t_s)
        # a movement may turn the trunk, so which way to turn is only said before it has begun
        turn = turning(body, self.exercise.camera.view) if seen.still else None
        return SetProgress(
            t_s=t_s,
            title=self.exercise.title,
            frame=seen.frame,
            body=body,
            phase=self._shown_phase(bool(missing)),
            count=self._done,
            goal=self.goal,
            outcomes=tuple(self._totals.outcomes),
            fraction=_fraction(seen.lead),
            fraction_by_side={LEFT: _fraction(seen.levels[LEFT]), RIGHT: _fraction(seen.levels[RIGHT])},
            hold_s=self._counter.hold_s,
            hold_goal_s=self.hold_s,
            direction=self._asked_direction(),
            cue=cue,
            guidance=guidance(body, missing, self.exercise.camera.say, moving=bool(self._counter.moving)) or turn,
            uncounted=self._uncounted.standing(t_s),
            missing=missing,
            judged=self._coverage.judged(body, cue.landmarks if cue else ()),
            measures=self._readings.values,
            events=events,
            eyes_away=self.exercise.place == "floor",
            praise=praise,
        )

    def _asked_direction(self) -> str | None:
        """Which way round the next circle should go."""
        directions = self.exercise.dose.directions
        if not directions:
            return None
        return directions[self._done // self._reps % len(directions)]

    def _shown_phase(self, hidden: bool) -> Phase:
        if self._time_box.over or (self.goal is not None and self._done >= self.goal):
            return DONE
        phase = self._counter.phase
        if phase != START or self._counter.settling:
            return BACK if phase == START else phase
        if hidden:
            return FRAMING
        return READY if self._posed or self._counter.armed else START


def _fraction(level: float) -> float:
    if 0.0 <= level <= 1.0 or level != level:
        return level
    return 1.0 if level > 1.0 else 0.0


def _names(exercise: Exercise, signal: ProgressSignal) -> set[str]:
    """All measures that are read for an exercise."""
    conditions = [*exercise.start_when, *exercise.not_while, *exercise.rule_conditions()]
    across = {name for a in exercise.circle_widths for name in a.names}
    return signal.names | names_of(conditions) | across | set(signal.neutral.names)


def session_for(exercise: Exercise | Activity, poses: Mapping[str, Pose], options: Options | None = None) -> SetSession:
    """A session of an exercise with its poses looked up by name, or a timer for what is not judged.

    KeyError names the pose that is not there.
    """
    options = options or Options()
    if isinstance(exercise, Activity) or options.timed:
        return Timer(exercise, options)
    return Session(exercise, poses[exercise.path.start], poses[exercise.path.target], options)
