"""How wrong a measure may be: what is within it is not called a change.

Measured on rendered people with known joints: angles in the plane of the picture are right within 2 to 6 degrees,
angles that need the third dimension within 7 to 18, and landmarks within 0.03 to 0.06 shoulder widths once a constant
offset is taken off, as a change does. Of each the middle is used: these are renders, so trust the order of magnitude.
"""

from __future__ import annotations

FLAT_DEG, DEEP_DEG = 4.0, 12.0
LENGTHS = {"sw": 0.05, "m": 0.02, "1": 0.05}  # 0.02 m are 0.05 shoulder widths of 0.36 m
SECONDS = 0.2  # a turning point is told within a frame or two of a slow camera, at either end
PAIN = 2.0  # of 10: less is not felt as a change (Farrar et al., Pain 2001;94:149-158)
SHARE = 0.05  # upright: an hour has at least 60 glances, which makes one of twenty
CUES = 0.5  # in ten repetitions: one of twenty is a slip


def error_of(measure: str, unit: str) -> float:
    """In the unit itself."""
    if unit == "deg":
        return DEEP_DEG if measure.endswith("_3d") else FLAT_DEG
    return LENGTHS[unit]
