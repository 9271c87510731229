"""How much: a dose in words, and how long a repetition takes."""

from __future__ import annotations

import math
from typing import Literal

from coach.body.measures import VOCABULARY
from coach.body.side import SIDES, Side
from coach.definitions.definition import Described, Dose, Exercise, Sides
from coach.wording import doses

REP_S = 3.0  # nobody who does it well is quicker than this


def amount(exercise: Described, dose: Dose) -> doses.Amount:
    """What the wording of a dose needs to know."""
    return doses.Amount(
        reps=dose.reps or 1, sets=dose.sets, hold_s=dose.hold_s, time_s=dose.time_s, directions=dose.directions,
        each_side=sides(exercise) == 2,
    )  # fmt: skip


def in_words(exercise: Described, dose: Dose) -> str:
    """ "10 times on each side, held for 5 seconds, 3 sets (twice a day)"."""
    words = doses.in_words(amount(exercise, dose))
    return f"{words} ({dose.note})" if dose.note else words


def in_short(exercise: Described, dose: Dose) -> str:
    """ "10 x 5 s a side", for a table."""
    return doses.in_short(amount(exercise, dose))


def growing_key(dose: Dose) -> Literal["time_s", "reps", "hold_s"]:
    """What of a dose grows and shrinks: the time by the clock, the repetitions, or of a single one the hold."""
    if dose.time_s > 0:
        return "time_s"
    return "hold_s" if (dose.reps or 1) == 1 and dose.hold_s > 0 else "reps"


def growing(dose: Dose) -> float:
    """How many repetitions, or seconds, that is."""
    return float(getattr(dose, growing_key(dose)) or 1)


def sides(exercise: Described) -> int:
    """2 where the sides have progress of their own."""
    return 2 if isinstance(exercise, Exercise) and exercise.sides == Sides.EACH else 1


def working_sides(exercise: Described, gone: frozenset[str] = frozenset()) -> tuple[Side, ...]:
    """The sides that have progress of their own, or ("both",). A side is left out where every measure of the progress
    signal needs one of the landmarks that are `gone`."""
    if not isinstance(exercise, Exercise) or sides(exercise) == 1:
        return (Side.BOTH,)
    measures = [VOCABULARY[term.measure] for term in exercise.progress_signal]
    there = [
        side
        for side in SIDES
        if not all(gone & {f"{side}_{joint}" if m.sided else joint for joint in m.joints} for m in measures)
    ]
    return tuple(there) or SIDES


def repetitions(exercise: Described, reps: int, gone: frozenset[str] = frozenset()) -> int:
    """Those of a set, all sides and directions, when each has so many."""
    return reps * max(1, len(exercise.dose.directions)) * len(working_sides(exercise, gone))


def rep_s(exercise: Exercise) -> float:
    """Seconds from one repetition to the next, the hold left out: in the middle of what is allowed, on a scale on which
    twice as fast and half as fast are equally far away. On eighty rendered and filmed sets the median of the error is
    0.75 s."""
    fastest, slowest = exercise.tempo_s
    return max(REP_S, math.sqrt(fastest * slowest))
