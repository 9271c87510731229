"""How a dose goes on from one session to the next: by the pain that was answered, and whether all of it was done.

Green is a pain of 0 to 3, amber 4 and 5, red 6 and more or numbness. That is the traffic light that physiotherapists
use for exercise with a painful shoulder or tendon; where the plan stops sooner, red begins there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from coach.definitions.definition import Dose
from coach.definitions.dosage import growing, growing_key
from coach.definitions.prescription import STOP_AT

MODERATE = 4  # of 10: from here on it is more than the mild discomfort that is normal
IN_A_ROW = 2  # sessions: what strength training calls two for two, all repetitions and more on two days before more
TENTHS = 10  # a step is a tenth of the first dose, the most that is added to a load at once in strength training
LEAST = -5  # half of the first dose; below it the exercise is the wrong one, not its dose
USUAL_MOST = 5  # half as much again, where the plan says nothing: beyond it a heavier weight does more
AMBER_STEPS, RED_STEPS = 1, 2  # how many steps less


class Light(StrEnum):
    """What a pain means for what comes next."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


def light(level: int, stop_at: int = STOP_AT) -> Light:
    """Of an answer from 0 to 10. `stop_at`: where it is red, 6 at most."""
    if level >= min(stop_at, STOP_AT):
        return Light.RED
    return Light.AMBER if level >= MODERATE else Light.GREEN


@dataclass(frozen=True)
class KeptSet:
    """A set of a session as the history has it; `goal` None where nobody noted it, `judged` by a camera."""

    reps: int
    goal: int | None
    held_s: float
    hold_goal_s: float | None
    judged: bool = True


@dataclass(frozen=True)
class LineSession:
    """One line of the plan on one day: its sets, the worst pain answered after them, and the worst answered later,
    before the next one. None: no answer. `numb`: something felt numb."""

    day: date
    sets: tuple[KeptSet, ...]
    pain: int | None = None
    day_after: int | None = None
    numb: bool = False

    def light(self, stop_at: int) -> Light | None:
        """Of the worse of its two answers; None where the first was not given and the second gives no reason."""
        if self.numb:
            return Light.RED
        known = [level for level in (self.pain, self.day_after) if level is not None]
        worst = light(max(known), stop_at) if known else None
        return None if worst == Light.GREEN and self.pain is None else worst


@dataclass(frozen=True)
class Ladder:
    """The doses that a line of a plan can have, by step: 0 is the first one.

    `sides` is how many sides and directions each have their repetitions; `grows_to` the most repetitions or seconds,
    None = half as much again. `whole`: a program in the place of an exercise, which never grows beyond its own doses.
    """

    dose: Dose
    sides: int = 1
    grows_to: float | None = None
    whole: bool = False

    @property
    def most(self) -> int:
        """The highest step."""
        if self.whole:
            return 0
        if self.grows_to is None:
            return USUAL_MOST
        first = growing(self.dose)
        return max(0, ceil(TENTHS * (self.grows_to - first) / first))

    def at(self, step: int) -> Dose:
        """The dose of a step, never beyond `grows_to`."""
        scaled = scaled_dose(self.dose, step)
        if step > 0 and self.grows_to is not None and growing(scaled) > self.grows_to:
            return with_amount(self.dose, max(self.grows_to, growing(self.dose)))
        return scaled

    def is_full(self, session: LineSession, step: int) -> bool:
        """All that was asked for at this step was done, and nobody had asked for less."""
        asked, sets = self.at(step), session.sets
        if self.whole:
            return bool(sets) and all(one.goal is not None and one.reps >= one.goal for one in sets if one.judged)
        if asked.time_s > 0:
            return sum(one.held_s for one in sets) >= asked.time_s * asked.sets
        return len(sets) >= asked.sets and all(self._is_full(one, asked) for one in sets)

    def _is_full(self, one: KeptSet, asked: Dose) -> bool:
        """One set. Who has one arm has half of the repetitions of an exercise for both."""
        reps = asked.reps or 1
        held = asked.hold_s == 0 or (one.hold_goal_s or 0.0) >= asked.hold_s
        enough = one.goal is not None and (one.goal >= reps * self.sides or one.goal == reps)
        return one.judged and held and enough and one.reps >= (one.goal or 0)


def scaled_dose(dose: Dose, step: int) -> Dose:
    """So many tenths more or less of it, rounded down, 1 at least."""
    return with_amount(dose, max(1.0, growing(dose) * (TENTHS + step) // TENTHS)) if step else dose


def with_amount(dose: Dose, amount: float) -> Dose:
    """With so many repetitions or seconds."""
    key = growing_key(dose)
    return dose.model_copy(update={key: round(amount) if key == "reps" else float(amount)})


@dataclass(frozen=True)
class Standing:
    """Where a line of a plan stands: its step, how many good sessions in a row led here since the last change, and what
    the last session that changed something, or kept it from changing, was."""

    step: int = 0
    in_a_row: int = 0
    last: LineSession | None = None
    light: Light | None = None
    full: bool = False


def standing(sessions: Sequence[LineSession], ladder: Ladder, stop_at: int = STOP_AT) -> Standing:
    """After these sessions, the oldest first.

    Green with everything done twice in a row is a step more, amber one less, red two less; without an answer, or with
    something left out, it stays.
    """
    now = Standing()
    for session in sessions:
        now = _after(now, session, ladder, stop_at)
    return now


def _after(now: Standing, session: LineSession, ladder: Ladder, stop_at: int) -> Standing:
    seen, full = session.light(stop_at), ladder.is_full(session, now.step)
    step, in_a_row = now.step, 0
    if seen == Light.RED:
        step -= RED_STEPS
    elif seen == Light.AMBER:
        step -= AMBER_STEPS
    elif seen == Light.GREEN and full:
        in_a_row = now.in_a_row + 1
        if in_a_row >= IN_A_ROW and step < ladder.most:
            step, in_a_row = step + 1, 0
    return Standing(max(LEAST, step), in_a_row, session, seen, full)
