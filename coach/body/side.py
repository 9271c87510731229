"""The sides of a body."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """A side as the person means it, or both at once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


LEFT, RIGHT, BOTH = Side  # for what is asked many times a frame: through its class, a member is found slowly
SIDES = (LEFT, RIGHT)
