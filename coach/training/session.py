"""A set of one exercise: frames in, progress and events out. The same frames give the same events every time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from coach.body.landmarks import PoseFrame
from coach.body.measures import Measurer, split_side
from coach.body.smoothing import OneEuro
from coach.body.visibility import Body, Watcher
from coach.events import Cue, Event, Hold, Partial, Ready, Rep
from coach.training.conditions import SIDES, Readings, names_of
from coach.training.cues import Cues
from coach.training.definitions import Activity, Exercise, Pose
from coach.training.driver import Driver, larger
from coach.training.ending import Ending
from coach.training.framing import guidance
from coach.training.judge import Judge
from coach.training.movement import HOME, Excursion, Limits, Movement
from coach.training.progress import Progress
from coach.training.sight import Sight
from coach.training.tally import Tally
from coach.training.timer import Timer

NAN = math.nan
LEVELS = {"gentle": 0.8, "standard": 1.0, "strict": 1.1}
SLOPES = {"deg": 60.0, "sw": 0.35, "m": 0.12, "1": 1.0}
GENTLER_AFTER = 4  # partial repetitions in a row
DISTURBED_S = 0.2  # another movement has to be seen for this long to be believed
BASE_S = 0.4  # time constant of the rest that a repetition is compared with


@dataclass(frozen=True)
class Options:
    """What the user asked for; None = as the exercise says. `reps` is for each side and each direction that there is,
    `sets` are done as one; `endless`: on to the end of the source; `timed`: not judged, only timed."""

    reps: int | None = None
    sets: int | None = None
    hold_s: float | None = None
    level: str = "standard"
    endless: bool = False
    timed: bool = False


class Session:
    """Counts, corrects and sums up a set of one exercise. `update()` once a frame, `finish()` at the end.

    `begin()` starts the next set of the same exercise, with all that was learnt about the person.
    """

    def __init__(self, exercise: Exercise, start: Pose, target: Pose, options: Options | None = None) -> None:
        self.exercise, self.options = exercise, options or Options()
        self.hold_s = exercise.dose.hold_s if self.options.hold_s is None else self.options.hold_s
        self._driver = Driver(exercise, start, target, self.hold_s)
        self._conditions = [*exercise.armed, *exercise.not_while]
        self._conditions += exercise.rule_conditions()
        across = {name for a in exercise.across for name in a.names}
        names = self._driver.names | names_of(self._conditions) | across | set(self._driver.neutral.names)
        self._measurer = Measurer(tuple(sorted(names)))
        self._filters = {n: OneEuro(slope_unit=SLOPES[split_side(n)[1].unit]) for n in self._measurer.names}
        self._watcher, self._sight = Watcher(), Sight(exercise.camera.needs)
        self._cues = Cues(exercise.cues)
        self._sides = ("both",) if exercise.sides == "both" else SIDES
        self._movements = {side: Movement(self._limits()) for side in self._sides}
        self._judgement = Judge(exercise, self._driver)
        self._endings: dict[str, Ending] = {}
        self._rep_base: dict[str, float] = {}
        self._disturbed_since = self._scale_px = self._base_s = NAN
        self._short_in_a_row, self._offered = 0, False
        self._ready = self._posed = False
        self._tally = Tally(self._sides)
        self._t_s = 0.0
        self._progress = Progress(t_s=0.0, title=exercise.title)

    # ------------------------------------------------------------ a frame

    def update(self, frame: PoseFrame, counting: bool = True) -> Progress:
        """The state after this frame, with the events that it brought.

        Where `counting` is False the person is looked at (what is missing, whether this is the start pose: phase
        "ready") and nothing happens: what they were in the middle of is dropped.
        """
        t_s = self._t_s = frame.t_s
        body = self._watcher.update(frame)
        raw = self._measurer.update(body, any(m.moving for m in self._movements.values()))
        self._check_distance()
        values = {name: self._filters[name].update(t_s, value) for name, value in raw.items()}
        readings = Readings(values, self._driver.neutral.values, self._rep_base)
        disturbed = self._is_disturbed(t_s, readings)
        levels = self._driver.update(t_s, values, disturbed, self._may_be_posed(readings))
        events: list[Event] = []
        lead = levels["both"] if "both" in self._movements else larger(levels["left"], levels["right"])
        events += self._sight.update(t_s, body, not math.isnan(lead), counting)
        if counting:
            events += self._count(t_s, levels, values, readings, disturbed)
        else:
            events += self._tell(t_s, *self._sides)
        self._keep_base(t_s, lead, values)
        if counting:
            events += self._correct(t_s, self._phase(), readings, disturbed)
        self._posed = not counting and self._is_posed(levels, lead, readings)
        if not counting:
            self._drop()
        elif not self._ready and any(m.armed for m in self._movements.values()):
            self._ready = True
            events.append(Ready(t_s=t_s))
        self._progress = self._show(frame, body, values, levels, lead, tuple(events))
        return self._progress

    def finish(self) -> Progress:
        """The end of the source or of the set: what is still open is closed and summed up."""
        events: list[Event] = [*self._tell(self._t_s, *self._sides), *self._sight.finish(self._t_s)]
        events.append(self._tally.summary(self._t_s, self._sight.share))
        return Progress(
            t_s=self._t_s, title=self.exercise.title, frame=self._progress.frame, phase="done", count=self._done,
            goal=self.goal, outcomes=tuple(self._tally.outcomes), events=tuple(events),
            eyes_away=self.exercise.place == "floor",
        )  # fmt: skip

    def begin(self) -> None:
        """The next set begins: counted from nothing, with the person's rest, range and size as they are known."""
        self._tally = Tally(self._sides)
        self._sight.restart()
        self._short_in_a_row, self._ready = 0, False
        self._endings.clear()
        self._drop()

    def ease(self, options: Options) -> None:
        """From now on as much, and as far, as these options ask for; what was counted stays."""
        self.options = options
        self.hold_s = self.exercise.dose.hold_s if options.hold_s is None else options.hold_s
        for movement in self._movements.values():
            movement.limits = self._limits()

    @property
    def goal(self) -> int | None:
        """Repetitions in all, of all sides, directions and sets; None = to the end of the source."""
        if self.options.endless and self.options.reps is None:
            return None
        return self._per_side * (self.options.sets or self.exercise.dose.sets) * len(self._sides)

    @property
    def other_side(self) -> str | None:
        """The side that is still to be done when the other one has all of its goal."""
        return self._tally.lacking(self.goal)

    @property
    def _per_side(self) -> int:
        dose = self.exercise.dose
        return (self.options.reps or dose.reps or 1) * max(1, len(dose.directions))

    def _drop(self) -> None:
        for movement in self._movements.values():
            movement.drop()

    def _check_distance(self) -> None:
        """Lengths change their meaning with the scale: what refers to the old one is forgotten."""
        scale = self._measurer.scale.px
        if scale != self._scale_px and not math.isnan(scale):
            if not math.isnan(self._scale_px):
                self._driver.neutral.restart()
                self._filters = {n: OneEuro(slope_unit=SLOPES[split_side(n)[1].unit]) for n in self._measurer.names}
            self._scale_px = scale

    # ------------------------------------------------------------ counting

    @property
    def _done(self) -> int:
        return self._tally.towards(self.goal)

    def _limits(self) -> Limits:
        span, scale = self.exercise.range, LEVELS[self.options.level]
        fastest, slowest = self.exercise.tempo_s
        return Limits(
            span.reached * scale, span.returned, span.attempted, fastest, slowest, self.hold_s,
            free=span.free, wandering=span.wandering, sweeping=self.exercise.kind == "sweep", median_s=span.median_s,
        )  # fmt: skip

    def _is_disturbed(self, t_s: float, readings: Readings) -> bool:
        if not any(readings.holds(c, side) for c in self.exercise.not_while for side in ("left", "right")):
            self._disturbed_since = NAN
            return False
        if math.isnan(self._disturbed_since):
            self._disturbed_since = t_s
        return t_s - self._disturbed_since >= DISTURBED_S

    def _may_be_posed(self, readings: Readings) -> bool:
        """False when the start pose is seen not to be taken (by either side, where each works alone)."""
        if self.exercise.sides == "both":
            return readings.all_hold(self.exercise.armed, SIDES) is not False
        return any(readings.all_hold(self.exercise.armed, (side,)) is not False for side in SIDES)

    def _is_posed(self, levels: Mapping[str, float], lead: float, readings: Readings) -> bool:
        """The start pose is seen to be taken (by either side, where each works alone)."""
        near = lead < max(self.exercise.range.returned, self.exercise.range.attempted) or self.exercise.range.free
        taken = any(readings.all_hold(self.exercise.armed, self._seen_sides(side, levels)) for side in self._sides)
        return taken and near

    def _count(
        self, t_s: float, levels: Mapping[str, float], values: Mapping[str, float], readings: Readings, disturbed: bool
    ) -> list[Event]:
        events: list[Event] = []
        self._judgement.follow(t_s, levels["both"], values)
        for side, movement in self._movements.items():
            ready = readings.all_hold(self.exercise.armed, self._seen_sides(side, levels))
            done = movement.update(t_s, levels[side], ready, disturbed)
            self._judgement.watch(side, movement, levels, values, readings)
            ending = self._endings.get(side)
            if ending is not None and (disturbed or done or ending.is_over(t_s, levels[side], movement.moving)):
                events += self._tell(t_s, side)
            if done is not None:
                self._judge(t_s, side, done)
        return events

    @staticmethod
    def _seen_sides(side: str, levels: Mapping[str, float]) -> tuple[str, ...]:
        if side != "both":
            return (side,)
        return tuple(s for s in ("left", "right") if not math.isnan(levels[s]))

    def _judge(self, t_s: float, side: str, done: Excursion) -> None:
        missing, direction = self._judgement.verdict(side, done)
        named = self._judgement.side(side)
        if not missing:
            self._driver.learn(done.range)
        self._endings[side] = Ending(done, missing, direction, named)

    def _tell(self, t_s: float, *sides: str) -> list[Event]:
        """The repetitions of these sides that wait to be told."""
        events: list[Event] = []
        for ending in [self._endings.pop(side) for side in sides if side in self._endings]:
            whole = not ending.missing
            self._cues.repetition(t_s, ending.done.start_s, ending.side, complete=whole)
            events += self._complete(t_s, ending) if whole else self._partial(t_s, ending)
        return events

    def _partial(self, t_s: float, ending: Ending) -> list[Event]:
        done, side, missing = ending.done, ending.side, ending.missing
        self._tally.partial()
        self._short_in_a_row += 1
        partial = Partial(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=t_s, side=side, direction=ending.direction,
            range=done.range, held_s=done.held_s, missing=missing,
        )  # fmt: skip
        return [partial, *self._advise(t_s, side, missing)]

    def _advise(self, t_s: float, side: str, missing: tuple[str, ...]) -> list[Cue]:
        """A word about what a partial repetition lacked, from the second in a row on; once, the offer of less."""
        if self._short_in_a_row == GENTLER_AFTER and self.options.level != "gentle" and not self._offered:
            self._offered = True
            return [self._remark(t_s, "gentler", "You stop short each time. The gentle level asks for less.", side)]
        if self._short_in_a_row < 2:
            return []
        if missing[-1] == "hold":
            return [self._remark(t_s, "released-early", "Hold it until I count it", side)]
        if missing == ("circle",):
            return [self._remark(t_s, "circle-too-flat", "Make it a round circle, back as well as up", side)]
        return [self._remark(t_s, "not-far-enough", "A little further", side)]

    def _turn_round(self, t_s: float, direction: str | None) -> list[Cue]:
        """A circle the other way round than asked for counts, and is said to be so."""
        asked = self._asked_direction()
        if self.goal is None or direction is None or asked in (None, direction):
            return []
        return [self._remark(t_s, "wrong-direction", f"The other way round: {asked}", "both")]

    def _remark(self, t_s: float, name: str, say: str, side: str) -> Cue:
        self._tally.cues[name] += 1
        return self._cues.remark(t_s, name, say, side)

    def _complete(self, t_s: float, ending: Ending) -> list[Event]:
        done, side = ending.done, ending.side
        self._short_in_a_row = 0
        turned = self._turn_round(t_s, ending.direction)
        self._tally.rep(side, done.held_s if self.hold_s > 0 or self.exercise.kind == "hold" else 0.0)
        if self.exercise.kind == "hold":
            return [Hold(t_s=t_s, start_s=done.start_s, end_s=t_s, seconds=done.held_s, side=side)]
        rep = Rep(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=t_s, side=side, direction=ending.direction,
            range=done.range, held_s=done.held_s, count=self._tally.reps,
        )  # fmt: skip
        return [*turned, rep]

    # ------------------------------------------------------------ corrections

    def _phase(self) -> str:
        moving = [m.phase for m in self._movements.values() if m.moving]
        return moving[0] if moving else "start"

    def _keep_base(self, t_s: float, level: float, values: Mapping[str, float]) -> None:
        """What "since this repetition began" refers to: the values at rest, followed slowly."""
        share = 1 - math.exp(-(t_s - self._base_s) / BASE_S) if self._base_s == self._base_s else 1.0
        self._base_s = t_s
        free = self.exercise.range.free
        if self._phase() != "start" or (level > HOME and not free):
            return
        if free and any(m.rested_s == t_s for m in self._movements.values()):
            share = 1.0
        for name, value in values.items():
            if not math.isnan(value):
                old = self._rep_base.get(name, value)
                self._rep_base[name] = old + share * (value - old)

    def _correct(self, t_s: float, phase: str, readings: Readings, disturbed: bool) -> list[Cue]:
        unsettled = self._driver.relative and not self._driver.neutral.settled
        if disturbed or unsettled or not self._ready:
            return []
        moving = tuple(side for side, m in self._movements.items() if m.moving and side != "both")
        cues = self._cues.update(t_s, phase, readings, moving or ("left", "right"))
        self._tally.cues.update(cue.id for cue in cues)
        return cues

    # ------------------------------------------------------------ showing

    def _show(
        self,
        frame: PoseFrame,
        body: Body,
        values: Mapping[str, float],
        levels: Mapping[str, float],
        lead: float,
        events: tuple[Event, ...],
    ) -> Progress:
        missing = self._sight.missing
        cue = self._cues.standing(frame.t_s)
        moving = next((m for m in self._movements.values() if m.moving), None)
        return Progress(
            t_s=frame.t_s,
            title=self.exercise.title,
            frame=frame,
            phase=self._shown_phase(bool(missing)),
            count=self._done,
            goal=self.goal,
            outcomes=tuple(self._tally.outcomes),
            fraction=_fraction(lead),
            fraction_by_side={side: _fraction(levels[side]) for side in ("left", "right")},
            hold_s=moving.hold_s if moving else 0.0,
            hold_goal_s=self.hold_s,
            direction=self._asked_direction(),
            cue=cue,
            guidance=guidance(body, missing, self.exercise.camera.say),
            missing=missing,
            judged=self._sight.judged(body, cue.landmarks if cue else ()),
            measures=values,
            events=events,
            eyes_away=self.exercise.place == "floor",
            praise=self._cues.praise(frame.t_s),
        )

    def _asked_direction(self) -> str | None:
        """Which way round the next circle should go."""
        directions = self.exercise.dose.directions
        if not directions:
            return None
        return directions[self._done // (self._per_side // len(directions)) % len(directions)]

    def _shown_phase(self, hidden: bool) -> str:
        if self.goal is not None and self._done >= self.goal:
            return "done"
        phase = "back" if self._endings and self._phase() == "start" else self._phase()
        if phase == "start":
            if hidden:
                return "framing"
            return "ready" if self._posed or any(m.armed for m in self._movements.values()) else "start"
        return phase


def _fraction(level: float) -> float:
    return min(max(level, 0.0), 1.0) if level == level else NAN


def session_for(
    exercise: Exercise | Activity, poses: Mapping[str, Pose], options: Options | None = None
) -> Session | Timer:
    """A session of an exercise with its poses looked up by name, or a timer for what is not judged.

    KeyError names the pose that is not there.
    """
    options = options or Options()
    if isinstance(exercise, Activity) or options.timed:
        asked = {"reps": options.reps, "sets": options.sets, "hold_s": options.hold_s}
        dose = exercise.dose.model_copy(update={name: value for name, value in asked.items() if value is not None})
        return Timer(exercise, dose, endless=options.endless)
    return Session(exercise, poses[exercise.path.start], poses[exercise.path.target], options)
