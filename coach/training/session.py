"""One exercise: frames in, progress and events out. Replaying the same frames gives the same events every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from coach.body.landmarks import PoseFrame
from coach.body.measures import Measurer, split_side
from coach.body.smoothing import OneEuro
from coach.body.visibility import Body, Watcher
from coach.events import Cue, Event, Hold, Partial, Ready, Rep, Summary
from coach.training.circle import Loop
from coach.training.conditions import Readings, names_of
from coach.training.cues import Cues
from coach.training.definitions import Exercise, Pose
from coach.training.driver import Driver
from coach.training.framing import guidance
from coach.training.movement import HOME, Excursion, Limits, Movement
from coach.training.progress import Progress
from coach.training.sight import Sight

NAN = math.nan
LEVELS = {"gentle": 0.8, "standard": 1.0, "strict": 1.1}
SLOPES = {"deg": 60.0, "sw": 0.35, "m": 0.12, "1": 1.0}
STAYS = 0.58  # a circle goes on: what stays at the top for more than this share of its time is none
DISTURBED_S = 0.2  # another movement has to be seen for this long to be believed
ROUND = 0.2  # a loop narrower than this share of the usual one is no circle, as far as the view can tell
BASE_S = 0.4  # time constant of the rest that a repetition is compared with
MEMORY, MEMORY_S = 0.5, 6.0  # how much the circle before says about this one, and how soon that fades


@dataclass(frozen=True)
class Options:
    """What the user asked for; None = as the exercise says. `endless`: on to the end of the source, without rests."""

    reps: int | None = None
    sets: int | None = None
    hold_s: float | None = None
    level: str = "standard"
    endless: bool = False


class Session:
    """Counts, corrects and sums up one exercise. `update()` once a frame, `finish()` at the end."""

    def __init__(self, exercise: Exercise, start: Pose, target: Pose, options: Options | None = None) -> None:
        self.exercise, self.options = exercise, options or Options()
        dose, asked = exercise.dose, self.options
        self.hold_s = dose.hold_s if asked.hold_s is None else asked.hold_s
        per_set = asked.reps or dose.reps or 1
        self._per_set = per_set * max(1, len(dose.directions))
        self._sets = asked.sets or dose.sets
        self.goal = None if asked.endless and asked.reps is None else self._per_set * self._sets
        self._driver = Driver(exercise, start, target, self.hold_s)
        self._conditions = [*exercise.armed, *exercise.not_while]
        self._conditions += exercise.rule_conditions()
        across = {name for a in exercise.across for name in a.names}
        names = self._driver.names | names_of(self._conditions) | across | set(self._driver.neutral.names)
        self._measurer = Measurer(tuple(sorted(names)))
        self._filters = {n: OneEuro(slope_unit=SLOPES[split_side(n)[1].unit]) for n in self._measurer.names}
        self._watcher, self._sight = Watcher(), Sight(exercise.camera.needs)
        self._cues = Cues(exercise.cues)
        sides = ("both",) if exercise.sides == "both" else ("left", "right")
        self._movements = {side: Movement(self._limits()) for side in sides}
        self._loop = Loop(exercise.across)
        self._rep_base: dict[str, float] = {}
        self._at_peak: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._broken: dict[str, Counter[str]] = {side: Counter() for side in sides}
        self._disturbed_since = self._scale_px = self._base_s = NAN
        self._round_memory = (0.0, 0.0)
        self._ready = False
        self._rest_until = -math.inf
        self._outcomes: list[str] = []
        self._counts: Counter[str] = Counter()
        self._cue_counts: Counter[str] = Counter()
        self._held_total = 0.0
        self._t_s = 0.0
        self._progress = Progress(t_s=0.0, title=exercise.title)

    # ------------------------------------------------------------ a frame

    def update(self, frame: PoseFrame) -> Progress:
        """The state after this frame, with the events that it brought."""
        t_s = self._t_s = frame.t_s
        body = self._watcher.update(frame)
        raw = self._measurer.update(body)
        self._check_distance()
        values = {name: self._filters[name].update(t_s, value) for name, value in raw.items()}
        readings = Readings(values, self._driver.neutral.values, self._rep_base)
        disturbed = self._is_disturbed(t_s, readings)
        levels = self._driver.update(t_s, values, disturbed)
        events: list[Event] = []
        lead = levels["both"] if "both" in self._movements else max(levels.values(), key=lambda v: -9 if v != v else v)
        events += self._sight.update(t_s, body, not math.isnan(lead))
        if t_s >= self._rest_until:
            events += self._count(t_s, levels, values, readings, disturbed)
        phase = self._phase()
        self._keep_base(t_s, lead, values)
        events += self._correct(t_s, phase, readings, disturbed)
        if not self._ready and any(m.armed for m in self._movements.values()):
            self._ready = True
            events.append(Ready(t_s=t_s))
        self._progress = self._show(frame, body, values, levels, tuple(events))
        return self._progress

    def finish(self) -> Progress:
        """The end of the source or of the set: what is still open is closed and summed up."""
        events: list[Event] = [*self._sight.finish(self._t_s)]
        events.append(
            Summary(
                t_s=self._t_s,
                reps=self._outcomes.count("rep"),
                partials=self._outcomes.count("partial"),
                hold_s=self._held_total,
                by_side=dict(self._counts),
                cues=dict(self._cue_counts),
                seen=self._sight.share,
            )
        )
        return Progress(
            t_s=self._t_s, title=self.exercise.title, frame=self._progress.frame, phase="done", count=self._done,
            goal=self.goal, outcomes=tuple(self._outcomes), events=tuple(events),
        )  # fmt: skip

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
        return self._outcomes.count("rep")

    def _limits(self) -> Limits:
        span, scale = self.exercise.range, LEVELS[self.options.level]
        fastest, slowest = self.exercise.tempo_s
        return Limits(span.reached * scale, span.returned, span.attempted, fastest, slowest, self.hold_s)

    def _is_disturbed(self, t_s: float, readings: Readings) -> bool:
        if not any(readings.holds(c, side) for c in self.exercise.not_while for side in ("left", "right")):
            self._disturbed_since = NAN
            return False
        if math.isnan(self._disturbed_since):
            self._disturbed_since = t_s
        return t_s - self._disturbed_since >= DISTURBED_S

    def _count(
        self, t_s: float, levels: Mapping[str, float], values: Mapping[str, float], readings: Readings, disturbed:
        bool
    ) -> list[Event]:
        events: list[Event] = []
        self._loop.add(t_s, levels["both"], values)
        for side, movement in self._movements.items():
            ready = readings.all_hold(self.exercise.armed, self._seen_sides(side, levels))
            done = movement.update(t_s, levels[side], ready, disturbed)
            self._watch_peak(side, movement, levels[side], values, readings)
            if done is not None:
                events.append(self._judge(t_s, side, done))
                self._at_peak.pop(side, None)
                self._broken[side].clear()
        return events

    @staticmethod
    def _seen_sides(side: str, levels: Mapping[str, float]) -> tuple[str, ...]:
        if side != "both":
            return (side,)
        return tuple(s for s in ("left", "right") if not math.isnan(levels[s]))

    def _watch_peak(
        self, side: str, movement: Movement, level: float, values: Mapping[str, float], readings: Readings
    ) -> None:
        """Keep what is worth knowing about the top of a repetition: what lags there, and which form was broken."""
        if not movement.moving or math.isnan(level):
            return
        if level > self._at_peak.get(side, (-math.inf, ()))[0]:
            lagging = self._driver.lagging(side, values, movement.limits.reached)
            self._at_peak[side] = (level, lagging)
        if movement.phase == "target":
            broken = self._broken[side]
            broken["all"] += 1
            for rule in self.exercise.required:
                broken[rule.name] += readings.sides(rule.when, self._judged_sides(side)) is not None

    @staticmethod
    def _judged_sides(side: str) -> tuple[str, ...]:
        return ("left", "right") if side == "both" else (side,)

    def _judge(self, t_s: float, side: str, done: Excursion) -> Event:
        missing, direction = self._missing(side, done), None
        if self.exercise.kind == "circle":
            direction = self._direction(done)
            if direction is None and done.reached:
                missing = (*missing, "circle")
            self._loop.forget_before(done.end_s)
        if missing:
            self._outcomes.append("partial")
            return Partial(
                t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=done.end_s, side=side, direction=direction,
                range=done.range, held_s=done.held_s, missing=missing,
            )  # fmt: skip
        return self._complete(t_s, side, done, direction)

    def _complete(self, t_s: float, side: str, done: Excursion, direction: str | None) -> Event:
        self._outcomes.append("rep")
        self._counts[side] += 1
        self._driver.learn(done.range)
        if self.hold_s > 0 or self.exercise.kind == "hold":
            self._held_total += done.held_s
        if self.goal is not None and self._done < self.goal and self._done % self._per_set == 0:
            self._rest_until = t_s + self.exercise.dose.rest_s
        if self.exercise.kind == "hold":
            return Hold(t_s=t_s, start_s=done.start_s, end_s=done.end_s, seconds=done.held_s, side=side)
        return Rep(
            t_s=t_s, start_s=done.start_s, peak_s=done.peak_s, end_s=done.end_s, side=side, direction=direction,
            range=done.range, held_s=done.held_s, count=self._done,
        )  # fmt: skip

    def _missing(self, side: str, done: Excursion) -> tuple[str, ...]:
        if not done.reached:
            return self._at_peak.get(side, (0.0, ()))[1] or tuple(t.measure for t in self.exercise.driver[:1])
        broken = self._broken[side]
        bad = tuple(r.name for r in self.exercise.required if broken[r.name] > 0.5 * max(1, broken["all"]))
        return bad if done.held else (*bad, "hold")

    def _direction(self, done: Excursion) -> str | None:
        """ "backward" or "forward", or None when the path was no circle as far as the view can tell."""
        width = self._loop.roundness(done.start_s, done.end_s)
        if math.isnan(width) or done.held_s > STAYS * (done.end_s - done.start_s):
            return None
        since_s, before = self._round_memory
        before *= math.exp(-max(0.0, done.start_s - since_s) / MEMORY_S)
        said = width + MEMORY * before
        self._round_memory = done.end_s, max(-1.0, min(1.0, 0.5 * before + 0.7 * width))
        if abs(said) < ROUND:
            return None
        return "backward" if said > 0 else "forward"

    # ------------------------------------------------------------ corrections

    def _phase(self) -> str:
        moving = [m.phase for m in self._movements.values() if m.moving]
        return moving[0] if moving else "start"

    def _keep_base(self, t_s: float, level: float, values: Mapping[str, float]) -> None:
        """What "since this repetition began" refers to: the values at rest, followed slowly."""
        share = 1 - math.exp(-(t_s - self._base_s) / BASE_S) if self._base_s == self._base_s else 1.0
        self._base_s = t_s
        if self._phase() != "start" or level > HOME:
            return
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
        self._cue_counts.update(cue.id for cue in cues)
        return cues

    # ------------------------------------------------------------ showing

    def _show(
        self,
        frame: PoseFrame,
        body: Body,
        values: Mapping[str, float],
        levels: Mapping[str, float],
        events: tuple[Event, ...],
    ) -> Progress:
        missing = self._sight.missing
        cue = self._cues.standing()
        moving = next((m for m in self._movements.values() if m.moving), None)
        directions = self.exercise.dose.directions
        asked = None
        if directions:
            per = max(1, self._per_set // len(directions))
            asked = directions[(self._done // per) % len(directions)]
        return Progress(
            t_s=frame.t_s,
            title=self.exercise.title,
            frame=frame,
            phase=self._shown_phase(bool(missing)),
            count=self._done,
            goal=self.goal,
            outcomes=tuple(self._outcomes),
            fraction=_fraction(levels["both"] if "both" in self._movements else max(levels["left"], levels["right"])),
            fraction_by_side={side: _fraction(levels[side]) for side in ("left", "right")},
            hold_s=moving.hold_s if moving else 0.0,
            hold_goal_s=self.hold_s,
            direction=asked,
            cue=cue,
            guidance=guidance(body, missing, self.exercise.camera.say),
            missing=missing,
            judged=self._sight.judged(body, cue.landmarks if cue else ()),
            measures=values,
            events=events,
        )

    def _shown_phase(self, hidden: bool) -> str:
        if self.goal is not None and self._done >= self.goal:
            return "done"
        if self._t_s < self._rest_until:
            return "rest"
        phase = self._phase()
        if phase == "start":
            if hidden:
                return "framing"
            return "ready" if any(m.armed for m in self._movements.values()) else "start"
        return phase


def _fraction(level: float) -> float:
    return min(max(level, 0.0), 1.0) if level == level else NAN


def session_for(exercise: Exercise, poses: Mapping[str, Pose], options: Options | None = None) -> Session:
    """A session of an exercise with its poses looked up by name; KeyError names the pose that is not there."""
    return Session(exercise, poses[exercise.path.start], poses[exercise.path.target], options)



