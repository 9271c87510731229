"""How much: a dose in words, and how long it takes."""

from __future__ import annotations

import math

from coach.training.definitions import Described, Dose, Exercise

REP_S = 3.0  # nobody who does it well is quicker, whatever else is allowed
AROUND_S = 15.0  # to read what to do, get into place and be counted in


def in_words(exercise: Described, dose: Dose) -> str:
    """ "3 x 10 times a side, hold 5 s"."""
    parts = [_times(dose, " a side" if _sides(exercise) == 2 else "")]
    if dose.hold_s:
        parts.append(f"hold {dose.hold_s:g} s")
    if dose.time_s:
        parts.append(f"{dose.time_s / 60:g} minutes" if dose.time_s >= 120 else f"{dose.time_s:g} s")
    note = f" ({dose.note})" if dose.note else ""
    return ", ".join(part for part in parts if part) + note


def _times(dose: Dose, side: str) -> str:
    times = "" if dose.reps is None else "once" if dose.reps == 1 else f"{dose.reps} times"
    times = f"{times}{side}" if times else ""
    if dose.sets > 1:
        times = f"{dose.sets} x {times or 'once'}"
    if dose.directions:
        times = ", ".join(f"{times} {direction}" for direction in dose.directions)
    return times


def _sides(exercise: Described) -> int:
    return 2 if isinstance(exercise, Exercise) and exercise.sides == "each" else 1


def rep_s(exercise: Exercise) -> float:
    """Seconds from one repetition to the next, the hold left out: in the middle of what is allowed, on a scale on which
    twice as fast and half as fast are equally far away. On sixty rendered and filmed sets the median of the error is
    a second."""
    fastest, slowest = exercise.tempo_s
    return max(REP_S, math.sqrt(fastest * slowest))


def seconds_of(exercise: Described, dose: Dose) -> float:
    """Seconds that an exercise takes from hearing of it to its end: all sides, directions, sets, holds and rests."""
    once = dose.time_s
    if isinstance(exercise, Exercise):
        reps = (dose.reps or 1) * max(1, len(dose.directions)) * _sides(exercise)
        once = reps * (rep_s(exercise) + dose.hold_s)
    return AROUND_S + dose.sets * once + (dose.sets - 1) * dose.rest_s
