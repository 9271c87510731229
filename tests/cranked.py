"""A workout cranked by hand: a person made of sticks who does what they are told, or something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bodies import Arm, Stick, frame, wall_slide
from shipped import LIBRARY

from coach.body.landmarks import PoseFrame, empty_frame
from coach.counting.set_session import Options
from coach.definitions.definition import Dose, Exercise
from coach.events import Event
from coach.workout.plan import Item, Plan
from coach.workout.workout import Workout
from coach.workout.workout_progress import WorkoutProgress

FPS = 15.0
PERIOD_S = 4.0  # one repetition with its rest


def item(name: str = "wall-slides", options: Options | None = None, **dose: object) -> Item:
    card = LIBRARY.card(name)
    one = Item(card.exercise, card.poses, options or Options())
    if not dose:
        return one
    return replace(one, exercise=one.exercise.model_copy(update={"dose": Dose.model_validate(dose)}))


def plan(*items: Item) -> Plan:
    return Plan(items, items[0].exercise.title if len(items) == 1 else "Several")


def slides(since_s: float, reach: float = 1.0) -> Stick:
    """Wall slides, one after the other, from the start pose on."""
    u = since_s % PERIOD_S
    level = 0.0 if u < 0.8 or u > 3.4 else min(1.0, (u - 0.8) / 1.0, (3.4 - u) / 1.0)
    return wall_slide(reach * level * level * (3 - 2 * level))


def hanging(since_s: float) -> Stick:
    return Stick(left=Arm(8, 8), right=Arm(8, 8))


Does = Callable[[float], Stick | None]
"""What the person does since a stage began, None = is not there."""


class Crank:
    """Turns the workout frame by frame. `does` maps a stage to what the person does in it; otherwise they wait in the
    start pose."""

    def __init__(self, workout: Workout, does: dict[str, Does] | None = None) -> None:
        self.workout, self.does = workout, {"set": slides} | (does or {})
        self.t_s = 0.0
        self.shown: list[WorkoutProgress] = []
        self._stage, self._since_s = "", 0.0

    @property
    def last(self) -> WorkoutProgress:
        return self.shown[-1]

    @property
    def events(self) -> list[Event]:
        return [event for progress in self.shown for event in progress.events]

    @property
    def stages(self) -> list[str]:
        """The stages in their order, each once."""
        found: list[str] = []
        for progress in self.shown:
            if not found or found[-1] != progress.stage:
                found.append(progress.stage)
        return found

    def kinds(self, *but: str) -> list[str]:
        return [event.kind for event in self.events if event.kind not in ("cue", *but)]

    def say(self, word: str | None) -> WorkoutProgress:
        """One frame with this word."""
        if self.shown and self.last.stage != self._stage:
            self._stage, self._since_s = self.last.stage, self.t_s
        stick = self.does.get(self._stage, lambda t: wall_slide(0.0))(self.t_s - self._since_s)
        self.shown.append(self.workout.update(self._frame(stick), word))
        self.t_s += 1 / FPS
        return self.last

    def _frame(self, stick: Stick | None) -> PoseFrame:
        if stick is None:
            return empty_frame(self.t_s, (640, 480))
        return frame(self.t_s, stick)

    def run(self, seconds: float) -> WorkoutProgress:
        for _ in range(round(seconds * FPS)):
            self.say(None)
        return self.last

    def until(self, when: Callable[[WorkoutProgress], bool] | str, seconds: float = 200.0) -> WorkoutProgress:
        """On to a stage, or to what a progress shows."""
        for _ in range(round(seconds * FPS)):
            self.say(None)
            if self.last.stage == when if isinstance(when, str) else when(self.last):
                return self.last
        raise AssertionError(f"not within {seconds} s: {self.stages}, {self.last.say!r} {self.last.set.guidance!r}")

    def to_the_end(self, answers: Sequence[str] = ("none",), seconds: float = 600.0) -> WorkoutProgress:
        """On until it is over; every question about pain gets the next answer, the last one again and again."""
        left = list(answers)
        for _ in range(round(seconds * FPS)):
            asks = bool(self.shown) and self.last.stage == "pain"
            self.say((left.pop(0) if len(left) > 1 else left[0]) if asks else None)
            if self.workout.over:
                self.shown.append(self.workout.finish())
                return self.last
        raise AssertionError(f"not over within {seconds} s: {self.stages}")


def crank(*items: Item, does: dict[str, Does] | None = None, **more: object) -> Crank:
    return Crank(Workout(plan(*items), **more), does)  # type: ignore[arg-type]


def judged(exercise: object) -> Exercise:
    assert isinstance(exercise, Exercise)
    return exercise
