"""The sides of a body."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """A side as the person means it, or both at once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


SIDES = (Side.LEFT, Side.RIGHT)
