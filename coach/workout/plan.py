"""What is to be done in a workout: exercises with their doses, how long they take, and less of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from coach.body.limbs import landmarks_of_limbs
from coach.counting.progress import SetProgress
from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Dose, Exercise, Pose
from coach.definitions.dosage import amount, rep_s, repetitions
from coach.definitions.prescription import STOP_AT, RangeTarget
from coach.wording.doses import Amount
from coach.workout.camera_places import CameraPlace, camera_places

FEWER = 0.6  # what is left of a dose when less is asked for
BETWEEN_S = 10.0  # at least so long from one exercise to the next
AROUND_S, COUNTED_IN_S = 6.0, 3.0  # the start position found and counted in, or only counted in
INTRO_S = 10.0  # an instruction
ASKED_S = 4.0  # an answer given


@dataclass(frozen=True)
class Item:
    """One exercise of a workout. `rest_s` passes before it at least, when another went before. What follows from it is
    worked out once. `urged`: where a plan wants more range, it is said; not once less was asked for."""

    exercise: Exercise | Activity
    poses: Mapping[str, Pose] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    rest_s: float = BETWEEN_S
    urged: bool = True

    @cached_property
    def judged(self) -> bool:
        """A camera can tell how it goes; otherwise it is timed."""
        return isinstance(self.exercise, Exercise) and not self.options.timed

    @cached_property
    def reps(self) -> int:
        """Repetitions of each side and direction in a set."""
        return self.options.reps or self.exercise.dose.reps or 1

    @cached_property
    def sets(self) -> int:
        """How many sets."""
        return self.options.sets or self.exercise.dose.sets

    @cached_property
    def hold_s(self) -> float:
        """Seconds to hold."""
        return self.exercise.dose.hold_s if self.options.hold_s is None else self.options.hold_s

    @cached_property
    def goal(self) -> int:
        """Repetitions of a set, all sides and directions."""
        return repetitions(self.exercise, self.reps, landmarks_of_limbs(self.options.without))

    @cached_property
    def set_s(self) -> float:
        """Seconds that a set takes, about."""
        return self.dose.time_s or self.goal * self._rep_s

    @cached_property
    def _rep_s(self) -> float:
        """Seconds from one repetition to the next, about."""
        return self.hold_s + (rep_s(self.exercise) if isinstance(self.exercise, Exercise) else 0.0)

    @cached_property
    def around_s(self) -> float:
        """Seconds before a set, about."""
        return AROUND_S if self.judged else COUNTED_IN_S

    @cached_property
    def seconds(self) -> float:
        """Seconds of all sets with the rests between them, about; without the instruction."""
        return self.sets_s(self.sets) - self.exercise.dose.rest_s

    def sets_s(self, number: int) -> float:
        """Seconds of so many further sets, about, with the rest before each."""
        return number * (self.exercise.dose.rest_s + self.around_s + self.set_s)

    def rest_of_set_s(self, shown: SetProgress, gone_s: float) -> float:
        """Seconds that a set goes on after so many of it, about, at the pace that it has."""
        if not self.judged or self.dose.time_s > 0:
            return max(0.0, self.set_s - gone_s)
        goal, usual_s = shown.goal or self.goal, self._rep_s
        under_way = min(1.0, max(0.0, gone_s / usual_s - shown.count))
        a_rep_s = (2 * usual_s + gone_s) / (2 + shown.count + under_way)
        return max(0.0, goal * a_rep_s - gone_s) if shown.count < goal else 0.0

    @cached_property
    def dose(self) -> Dose:
        """How much of it, with what was asked for."""
        return self.options.applied_to(self.exercise.dose)

    @cached_property
    def amount(self) -> Amount:
        """How much of it, to be put into words."""
        return amount(self.exercise, self.dose)

    def timed(self) -> Item:
        """The same by the clock, without a judgement."""
        return replace(self, options=replace(self.options, timed=True))

    def aiming(self, aim: RangeTarget | None) -> Item:
        """With the range that a plan asks for."""
        return replace(self, options=replace(self.options, aim=aim))

    def eased(self) -> Item:
        """Fewer repetitions, or where there is one a shorter hold, or less time; at the gentle level."""
        options, time_s = replace(self.options, level="gentle"), self.dose.time_s
        if time_s > 0:
            return replace(self, options=replace(options, time_s=time_s * FEWER), urged=False)
        if self.reps > 1:
            return replace(self, options=replace(options, reps=max(1, round(self.reps * FEWER))), urged=False)
        return replace(self, options=replace(options, hold_s=math.ceil(self.hold_s * FEWER)), urged=False)


@dataclass(frozen=True)
class Plan:
    """The whole workout. `afterwards` is what the summary ends with, `stop_at` the pain that ends it, 0 to 10."""

    items: tuple[Item, ...]
    title: str = ""
    afterwards: str = ""
    stop_at: int = STOP_AT

    @cached_property
    def places(self) -> tuple[CameraPlace, ...]:
        """Where one has to be before the camera, one place after the other."""
        return camera_places(item.exercise for item in self.items if item.judged)

    def replaced(self, at: int, item: Item) -> Plan:
        """With another item at that place."""
        return replace(self, items=(*self.items[:at], item, *self.items[at + 1 :]))

    def eased(self, at: int) -> Plan:
        """Less of everything from that item on."""
        return replace(self, items=(*self.items[:at], *(item.eased() for item in self.items[at:])))

    def aiming(self, aims: Mapping[str, RangeTarget]) -> Plan:
        """With the ranges that a plan asks for, by exercise."""
        if not aims:
            return self
        return replace(self, items=tuple(item.aiming(aims.get(item.exercise.id)) for item in self.items))

    def unurged(self) -> Plan:
        """Nobody is asked to go further."""
        return replace(self, items=tuple(replace(item, urged=False) for item in self.items))

    @property
    def seconds(self) -> float:
        """Seconds of all of it, about."""
        return self.seconds_after(-1)

    def seconds_after(self, at: int) -> float:
        """Seconds that the items after that one take, about."""
        return sum(max(INTRO_S, item.rest_s) + item.seconds + ASKED_S for item in self.items[at + 1 :])
