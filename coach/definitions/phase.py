"""Where in a set somebody is: the words of a cue's `phases`, and of what is shown."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """One moment of a set; START to BACK are the phases of a repetition."""

    FRAMING = "framing"  # not everything needed is in view
    START = "start"  # take the start pose
    READY = "ready"  # at the start pose, waiting
    OUT = "out"  # on the way to the target
    TARGET = "target"  # at the target or holding
    BACK = "back"  # on the way back
    REST = "rest"  # between two sets
    DONE = "done"


FRAMING, START, READY, OUT, TARGET, BACK, REST, DONE = Phase  # as `LEFT` and `RIGHT` in `body/side.py`
