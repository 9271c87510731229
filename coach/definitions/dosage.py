"""How much: a dose in words, and how long a repetition takes."""

from __future__ import annotations

import math

from coach.definitions.definition import Described, Dose, Exercise, Sides

REP_S = 3.0  # nobody who does it well is quicker, whatever else is allowed


def in_words(exercise: Described, dose: Dose) -> str:
    """ "3 x 10 times a side, hold 5 s"."""
    parts = [_times(dose, " a side" if sides(exercise) == 2 else "")]
    if dose.hold_s:
        parts.append(f"hold {dose.hold_s:g} s")
    if dose.time_s:
        parts.append(lasting(dose.time_s))
    note = f" ({dose.note})" if dose.note else ""
    return ", ".join(part for part in parts if part) + note


def in_short(exercise: Described, dose: Dose) -> str:
    """ "10 x 5 s a side", for a table; what is done in one set when there are several is in brackets."""
    if dose.time_s:
        return lasting(dose.time_s)
    held = f"{dose.hold_s:g} s" if dose.hold_s else ""
    times = held if held and dose.reps == 1 else f"{dose.reps} x {held}" if held else f"{dose.reps or 1}"
    if dose.sets > 1:
        times = f"{dose.sets} x ({times})" if held else f"{dose.sets} x {times}"
    elif times == "1":
        times = "once"
    ways = " each way" if len(dose.directions) > 1 else f" {dose.directions[0]}" if dose.directions else ""
    return f"{times}{ways}{' a side' if sides(exercise) == 2 else ''}"


def lasting(seconds: float) -> str:
    """ "20 min", "45 s"."""
    return f"{seconds / 60:g} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds:g} s"


def _times(dose: Dose, side: str) -> str:
    times = "" if dose.reps is None else "once" if dose.reps == 1 else f"{dose.reps} times"
    times = f"{times}{side}" if times else ""
    if dose.sets > 1:
        times = f"{dose.sets} x {times or 'once'}"
    if dose.directions:
        times = ", ".join(f"{times} {direction}" for direction in dose.directions)
    return times


def sides(exercise: Described) -> int:
    """2 where the sides have progress of their own."""
    return 2 if isinstance(exercise, Exercise) and exercise.sides == Sides.EACH else 1


def repetitions(exercise: Described, reps: int) -> int:
    """Those of a set, all sides and directions, when each has so many."""
    return reps * max(1, len(exercise.dose.directions)) * sides(exercise)


def rep_s(exercise: Exercise) -> float:
    """Seconds from one repetition to the next, the hold left out: in the middle of what is allowed, on a scale on which
    twice as fast and half as fast are equally far away. On eighty rendered and filmed sets the median of the error is
    0.75 s."""
    fastest, slowest = exercise.tempo_s
    return max(REP_S, math.sqrt(fastest * slowest))
