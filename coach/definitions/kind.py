"""The kinds of exercise: what a dose of each says, and what is particular in how it is counted.

A new kind is a word and a row here, and what counts it in `coach/counting`, chosen in `session_for`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """How an exercise is counted."""

    REPS = "reps"  # one way out and back after the other
    CIRCLE = "circle"  # round and round, forward or backward
    HOLD = "hold"  # one posture, as long as the dose says
    SWEEP = "sweep"  # from side to side, through the middle without a rest
    CLOCK = "clock"  # nothing is judged: it is timed


JudgedKind = Literal[Kind.REPS, Kind.CIRCLE, Kind.HOLD, Kind.SWEEP]


@dataclass(frozen=True)
class Way:
    """What is particular in a kind.

    Attributes
    ----------
    amount : the key of a dose that says how much of it is done.
    directed : a dose may say which way round.
    held : what counts is the posture and its seconds, not the way there.
    sweeping : the middle is passed without a rest.
    """

    amount: Literal["reps", "hold_s", "time_s"] = "reps"
    directed: bool = False
    held: bool = False
    sweeping: bool = False


WAYS: dict[str, Way] = {
    Kind.REPS: Way(),
    Kind.CIRCLE: Way(directed=True),
    Kind.HOLD: Way(amount="hold_s", held=True),
    Kind.SWEEP: Way(sweeping=True),
    Kind.CLOCK: Way(amount="time_s"),
}
