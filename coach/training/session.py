"""A set of one exercise: frames in, progress and events out. The same frames give the same events every time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.body.landmarks import PoseFrame
from coach.body.visibility import Body
from coach.events import Cue, Event, Hold, Partial, Ready, Rep
from coach.training.advice import Advice, Remark
from coach.training.conditions import SIDES, Readings, names_of
from coach.training.counting import Counting
from coach.training.cues import Cues
from coach.training.definitions import Activity, Dose, Exercise, Pose
from coach.training.dosage import repetitions
from coach.training.driver import Driver, larger
from coach.training.ending import Ending
from coach.training.framing import guidance, turning
from coach.training.gauge import Gauge
from coach.training.movement import HOME, Limits
from coach.training.progress import Progress
from coach.training.rest import Rest
from coach.training.sight import Sight
from coach.training.tally import Tally
from coach.training.timer import Timer

NAN = math.nan
LEVELS = {"gentle": 0.8, "standard": 1.0, "strict": 1.1}


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

    def applied_to(self, dose: Dose) -> Dose:
        """That dose with what was asked for."""
        asked = {"reps": self.reps, "sets": self.sets, "hold_s": self.hold_s}
        return dose.model_copy(update={name: value for name, value in asked.items() if value is not None})


class Session:
    """Counts, corrects and sums up a set of one exercise. `update()` once a frame, `finish()` at the end.

    `begin()` starts the next set of the same exercise, with all that was learnt about the person.
    """

    def __init__(self, exercise: Exercise, start: Pose, target: Pose, options: Options | None = None) -> None:
        self.exercise, self.options = exercise, options or Options()
        self.hold_s = exercise.dose.hold_s if self.options.hold_s is None else self.options.hold_s
        self._driver = Driver(exercise, start, target, self.hold_s)
        self._gauge = Gauge(_names(exercise, self._driver))
        self._counting = Counting(exercise, self._driver, self._limits())
        self._rest, self._sight = Rest(), Sight(exercise.camera.needs)
        self._cues, self._advice = Cues(exercise.cues), Advice()
        self._tally = Tally(self._counting.sides)
        self._ready = self._posed = False
        self._t_s = 0.0
        self._progress = Progress(t_s=0.0, title=exercise.title)

    # ------------------------------------------------------------ a frame

    def update(self, frame: PoseFrame, counting: bool = True) -> Progress:
        """The state after this frame, with the events that it brought.

        Where `counting` is False the person is looked at (what is missing, whether this is the start pose: phase
        "ready") and nothing happens: what they were in the middle of is dropped.
        """
        t_s = self._t_s = frame.t_s
        body, values, rescaled = self._gauge.update(frame, bool(self._counting.moving))
        if rescaled:
            self._driver.neutral.restart()
        readings = Readings(values, self._driver.neutral.values, self._rest.values)
        disturbed = self._counting.is_disturbed(t_s, readings)
        levels = self._driver.update(t_s, values, disturbed, self._counting.may_be_posed(readings))
        lead = levels["both"] if self.exercise.sides == "both" else larger(levels["left"], levels["right"])
        events: list[Event] = [*self._sight.update(t_s, body, not math.isnan(lead), counting)]
        if counting:
            events += self._tell(t_s, self._counting.update(t_s, levels, values, readings, disturbed))
            self._keep_rest(t_s, lead, values)
            events += self._correct(t_s, readings, disturbed)
            events += self._arm(t_s)
        else:
            events += self._tell(t_s, self._counting.flush())
            self._keep_rest(t_s, lead, values)
            self._counting.drop()
        self._posed = not counting and self._counting.is_posed(levels, lead, readings)
        # a movement may turn the trunk, so which way to turn is only said before it has begun
        turn = None if counting and self._ready else turning(body, self.exercise.camera.view)
        self._progress = self._show(frame, body, values, levels, lead, turn, tuple(events))
        return self._progress

    def finish(self) -> Progress:
        """The end of the source or of the set: what is still open is closed and summed up."""
        events: list[Event] = [*self._tell(self._t_s, self._counting.flush()), *self._sight.finish(self._t_s)]
        events.append(self._tally.summary(self._t_s, self._sight.share))
        return Progress(
            t_s=self._t_s, title=self.exercise.title, frame=self._progress.frame, phase="done", count=self._done,
            goal=self.goal, outcomes=tuple(self._tally.outcomes), events=tuple(events),
            eyes_away=self.exercise.place == "floor",
        )  # fmt: skip

    def begin(self) -> None:
        """The next set begins: counted from nothing, with the person's rest, range and size as they are known."""
        self._tally = Tally(self._counting.sides)
        self._sight.restart()
        self._advice.begin()
        self._ready = False
        self._counting.flush()
        self._counting.drop()

    def ease(self, options: Options) -> None:
        """From now on as much, and as far, as these options ask for; what was counted stays."""
        self.options = options
        self.hold_s = self.exercise.dose.hold_s if options.hold_s is None else options.hold_s
        self._counting.limit(self._limits())

    @property
    def goal(self) -> int | None:
        """Repetitions in all, of all sides, directions and sets; None = to the end of the source."""
        if self.options.endless and self.options.reps is None:
            return None
        return repetitions(self.exercise, self._reps) * (self.options.sets or self.exercise.dose.sets)

    @property
    def other_side(self) -> str | None:
        """The side that is still to be done when the other one has all of its goal."""
        return self._tally.lacking(self.goal)

    @property
    def _reps(self) -> int:
        return self.options.reps or self.exercise.dose.reps or 1

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

    def _keep_rest(self, t_s: float, lead: float, values: Mapping[str, float]) -> None:
        """Whoever is not under way and near the start rests; where a movement may begin anywhere, also elsewhere."""
        free = self.exercise.range.free
        resting = self._counting.phase == "start" and (free or not lead > HOME)
        self._rest.update(t_s, values, resting, arrived=free and self._counting.arrived(t_s))

    # ------------------------------------------------------------ telling

    def _arm(self, t_s: float) -> list[Event]:
        if self._ready or not self._counting.armed:
            return []
        self._ready = True
        return [Ready(t_s=t_s)]

    def _tell(self, t_s: float, endings: Iterable[Ending]) -> list[Event]:
        """Count these repetitions, and say what there is to say about them."""
        events: list[Event] = []
        for ending in endings:
            whole = not ending.missing
            self._cues.repetition(t_s, ending.done.start_s, ending.side, complete=whole)
            turned = self._turned_round(ending.direction) if whole else None
            advice = self._advice.update(ending.missing, gentle=self.options.level == "gentle")
            events += self._remark(t_s, turned, "both")
            events.append(self._complete(t_s, ending) if whole else self._partial(t_s, ending))
            events += self._remark(t_s, advice, ending.side)
        return events

    def _turned_round(self, direction: str | None) -> Remark | None:
        """A circle the other way round than asked for counts, and is said to be so."""
        asked = self._asked_direction()
        if self.goal is None or direction is None or asked in (None, direction):
            return None
        return "wrong-direction", f"The other way round: {asked}"

    def _remark(self, t_s: float, remark: Remark | None, side: str) -> list[Cue]:
        if remark is None:
            return []
        name, say = remark
        self._tally.cues[name] += 1
        return [self._cues.remark(t_s, name, say, side)]

    def _partial(self, t_s: float, ending: Ending) -> Event:
        done = ending.done
        self._tally.partial()
        return Partial(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=t_s, side=ending.side,
            direction=ending.direction, range=done.range, held_s=done.held_s, missing=ending.missing,
        )  # fmt: skip

    def _complete(self, t_s: float, ending: Ending) -> Event:
        done, side = ending.done, ending.side
        self._tally.rep(side, done.held_s if self.hold_s > 0 or self.exercise.kind == "hold" else 0.0)
        if self.exercise.kind == "hold":
            return Hold(t_s=t_s, start_s=done.start_s, end_s=t_s, seconds=done.held_s, side=side)
        return Rep(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=t_s, side=side, direction=ending.direction,
            range=done.range, held_s=done.held_s, count=self._tally.reps,
        )  # fmt: skip

    def _correct(self, t_s: float, readings: Readings, disturbed: bool) -> list[Cue]:
        unsettled = self._driver.relative and not self._driver.neutral.settled
        if disturbed or unsettled or not self._ready:
            return []
        moving = tuple(side for side in self._counting.moving if side != "both")
        cues = self._cues.update(t_s, self._counting.phase, readings, moving or SIDES)
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
        turn: str | None,
        events: tuple[Event, ...],
    ) -> Progress:
        missing = self._sight.missing
        cue = self._cues.standing(frame.t_s)
        return Progress(
            t_s=frame.t_s,
            title=self.exercise.title,
            frame=frame,
            phase=self._shown_phase(bool(missing)),
            count=self._done,
            goal=self.goal,
            outcomes=tuple(self._tally.outcomes),
            fraction=_fraction(lead),
            fraction_by_side={side: _fraction(levels[side]) for side in SIDES},
            hold_s=self._counting.hold_s,
            hold_goal_s=self.hold_s,
            direction=self._asked_direction(),
            cue=cue,
            guidance=guidance(body, missing, self.exercise.camera.say, moving=bool(self._counting.moving)) or turn,
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
        return directions[self._done // self._reps % len(directions)]

    def _shown_phase(self, hidden: bool) -> str:
        if self.goal is not None and self._done >= self.goal:
            return "done"
        phase = self._counting.phase
        if phase != "start" or self._counting.ending:
            return "back" if phase == "start" else phase
        if hidden:
            return "framing"
        return "ready" if self._posed or self._counting.armed else "start"


def _fraction(level: float) -> float:
    return min(max(level, 0.0), 1.0) if level == level else NAN


def _names(exercise: Exercise, driver: Driver) -> set[str]:
    """All measures that are read for an exercise."""
    conditions = [*exercise.armed, *exercise.not_while, *exercise.rule_conditions()]
    across = {name for a in exercise.across for name in a.names}
    return driver.names | names_of(conditions) | across | set(driver.neutral.names)


def session_for(
    exercise: Exercise | Activity, poses: Mapping[str, Pose], options: Options | None = None
) -> Session | Timer:
    """A session of an exercise with its poses looked up by name, or a timer for what is not judged.

    KeyError names the pose that is not there.
    """
    options = options or Options()
    if isinstance(exercise, Activity) or options.timed:
        return Timer(exercise, options.applied_to(exercise.dose), endless=options.endless)
    return Session(exercise, poses[exercise.path.start], poses[exercise.path.target], options)
