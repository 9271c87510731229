"""The stages of a workout."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where in a workout somebody is."""

    INTRO = "intro"  # what comes is shown and said
    FRAMING = "framing"  # the person comes into view
    COUNT_IN = "count-in"
    SET = "set"
    PAUSED = "paused"
    REST = "rest"
    PAIN = "pain"  # any pain, how strong
    WHERE = "where"  # where it hurts
    CONFIRM = "confirm"  # was it done, what nobody saw
    SUMMARY = "summary"
    SHOWN = "shown"  # an exercise is only looked at


BEFORE_SET = (Stage.INTRO, Stage.FRAMING, Stage.COUNT_IN)
