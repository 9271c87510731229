"""The personal baseline: how this person looks to this camera when sitting upright, and how far from it a body is.

A baseline belongs to one camera, one place and one chair. It is plain numbers: lengths in shoulder widths of the person
at calibration, so that it holds whatever the picture's size.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from coach.body.landmarks import INDEX, NAMES
from coach.body.measures import VOCABULARY
from coach.body.measures.head import yaw_deg
from coach.body.side import Side
from coach.body.visibility import Body

MEASURES = (
    "shoulders_height", "head_height", "shoulders_shift", "head_shift", "shoulder_width", "head_width", "eye_width",
    "face_height", "face_size", "nose_drop", "head_turn", "shoulder_tilt",
)  # fmt: skip
FACE = NAMES[: INDEX["mouth_right"] + 1]
_JOINTS = {joint for name in MEASURES if name in VOCABULARY for joint in VOCABULARY[name].joints}
NEEDED = tuple(sorted({*FACE, *_JOINTS}))
FACING = 0.8  # a head turned less than this (nose off the middle, in halves of the ears' distance) faces the camera
FACES = ("head_width", "eye_width", "face_height")
WELL_WITHIN = 0.55  # of its limit: three measures of the head that are there together do not speak
LEAST = 4  # bodies a baseline is made from at least

# How far each deviation may go before it means something: three to five times what it wanders while somebody sits
# upright and types, reaches for the mouse or rests the hands (measured on rendered people, cameras from 0.9 to 1.3 m).
# People before a webcam wander further than rendered ones. Of the seconds that they call upright and that they call
# slouching or head forward, one in twenty is beyond (three people / twelve rendered ones):
#   neck   upright above 0.052, 0.011, 0.012 / 0.024   bad below 0.009, 0.152, 0.037 / 0.049
#   ahead  upright above 0.051, 0.023, 0.015 / 0.034   bad below -0.030, 0.067, -0.018 / -0.036
#   nod    upright above 0.045, 0.010, 0.018 / 0.016   bad below 0.013, 0.068, 0.008 / 0.020
# so a neck or a head beyond all that is upright speaks by itself, and a chin that is down does not. A rendered lean
# takes side, bend and tilt to 0.57, 0.21 and 13; people who only turn, or come nearer from one side, keep side below
# 0.22.
LIMITS: dict[str, float] = {
    "sink": 0.02,  # shoulders lower, in shoulder widths
    "drop": 0.05,  # ears lower
    "neck": 0.06,  # ears nearer to the shoulders, their distance made up for how near somebody is
    "near": 0.075,  # face larger, as a share
    "ahead": 0.075,  # face larger than the shoulders have become, as a share
    "nod": 0.042,  # nose lower against the ears
    "turn": 37.0,  # degrees of the head: upright people turn it by 27 in one second of 20, those who look aside by 40
    "side": 0.25,  # head to the left or right
    "bend": 0.08,  # head further to that side than the shoulders
    "tilt": 5.5,  # degrees of the line of the shoulders
    "far": 0.08,  # face smaller, as a share
    "narrow": 0.08,  # shoulders narrower, as a share
    "broad": 0.16,  # shoulders wider, as a share
    "shift": 0.15,  # shoulders to the left or right
}


@dataclass(frozen=True)
class Baseline:
    """Upright, as this camera sees this person.

    Attributes
    ----------
    width_px : one shoulder width in pixels of a picture of `size`.
    size : (width, height) of the picture in pixels.
    values : measure -> its value in shoulder widths or degrees.
    widened : deviation -> factor on its limit, from the times the person said that it was fine.
    """

    width_px: float
    size: tuple[int, int]
    values: Mapping[str, float]
    widened: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, bodies: Sequence[Body]) -> Self | None:
        """The middle of these bodies, or None when too few of them can be seen, or not from in front."""
        seen = [b for b in bodies if complete(b)]
        if len(seen) < LEAST:
            return None
        width = statistics.median(math.dist(b.px[11][:2], b.px[12][:2]) for b in seen)
        rows = [measure(b, width) for b in seen]
        middle = {n: statistics.median(row[n] for row in rows) for n in MEASURES}
        if not all(middle[n] > 0 for n in (*FACES, "face_size", "shoulder_width")):
            return None  # somebody in profile: what has no width cannot grow
        return cls(width, seen[-1].size, middle)

    def limit(self, name: str) -> float:
        """How far this deviation may go."""
        return LIMITS[name] * self.widened.get(name, 1.0)

    def widen(self, name: str, deviation: float) -> Self:
        """The same baseline, for which this deviation is well within its limit. Nothing else changes."""
        factor = max(self.widened.get(name, 1.0), abs(deviation) / LIMITS[name] / WELL_WITHIN)
        return replace(self, widened={**self.widened, name: factor})

    def deviations(self, values: Mapping[str, float]) -> dict[str, float]:
        """How far these measures are from upright, by the names of `LIMITS`; NaN where a measure is NaN."""
        base = self.values
        change = {n: values[n] - base[n] for n in MEASURES}
        faces = [values[n] / base[n] - 1 for n in FACES]
        # The widths of a head that was turned at calibration change more by turning than by coming nearer.
        turned = abs(base["head_turn"]) > FACING
        near = values["face_size"] / base["face_size"] - 1 if turned else statistics.fmean(faces)
        sink, drop = -change["shoulders_height"], -change["head_height"]
        # Coming nearer makes everything larger, the nose's way below the ears too: that much of it is no nodding.
        nod = values["nose_drop"] / max(0.5, 1 + near) - base["nose_drop"]
        width = values["shoulder_width"] / base["shoulder_width"] - 1
        # Everything grows in the picture when somebody comes nearer, the neck too: what is left of that is its shape.
        larger = statistics.fmean((width, values["face_size"] / base["face_size"] - 1))
        upright, neck = (v["head_height"] - v["shoulders_height"] for v in (base, values))
        return {
            "sink": sink,
            "drop": drop,
            "neck": upright - neck / max(0.5, 1 + larger),
            "near": near,
            "ahead": (1 + near) / (1 + max(0.0, width)) - 1,
            "nod": nod,
            "turn": yaw_deg(values["head_turn"]) - yaw_deg(base["head_turn"]),
            "side": change["head_shift"],
            "bend": change["head_shift"] - change["shoulders_shift"],
            "tilt": change["shoulder_tilt"],
            "far": -near,
            "narrow": -width,
            "broad": width,
            "shift": change["shoulders_shift"],
        }

    def as_plain(self) -> dict[str, object]:
        """As plain data, to be kept."""
        return {
            "width_px": self.width_px, "size": list(self.size), "values": dict(self.values),
            "widened": dict(self.widened),
        }  # fmt: skip

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> Self:
        """From what `as_plain` gave. Raises ValueError when something is missing or no number."""
        try:
            values, widened = _numbers(plain["values"]), _numbers(plain["widened"])
            widened.pop("face", None)  # a limit that is no longer there, in baselines that were kept before
            size: Any = plain["size"]
            width_px: Any = plain["width_px"]
            found = cls(float(width_px), (int(size[0]), int(size[1])), values, widened)
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise ValueError(f"this is no baseline: {error}") from error
        if set(MEASURES) - set(values) or not set(widened) <= set(LIMITS) or not found.width_px > 0:
            raise ValueError("this is no baseline of this version")
        return found


def complete(body: Body) -> bool:
    """True when all of head and shoulders can be judged: a measure that is missing must not read as upright."""
    return body.sees(*NEEDED)


def measure(body: Body, width_px: float) -> dict[str, float]:
    """The measures of one body with that shoulder width as the unit; NaN where a landmark cannot be trusted."""
    found = {"face_size": face_size(body) / width_px if body.sees(*FACE) else math.nan}
    for name in (n for n in MEASURES if n in VOCABULARY):
        word = VOCABULARY[name]
        found[name] = word.fn(body, width_px, Side.LEFT) if body.sees(*word.joints) else math.nan
    return found


def face_size(body: Body) -> float:
    """Pixels from the landmarks of the face to their middle, root mean square: turning changes it little."""
    face = body.px[: len(FACE)]
    x, y = (statistics.fmean(p[k] for p in face) for k in (0, 1))
    return math.sqrt(statistics.fmean((p[0] - x) ** 2 + (p[1] - y) ** 2 for p in face))


def nose_beside_ears(body: Body) -> bool:
    """True for a head that is seen from the side: the nose lies beyond both ears. One ear has to be seen."""
    if not body.sees("nose") or not (body.sees("left_ear") or body.sees("right_ear")):
        return False
    nose, ears = body.px[0][0], (body.px[7][0], body.px[8][0])
    return not min(ears) <= nose <= max(ears)


def _numbers(plain: Any) -> dict[str, float]:
    numbers = {str(k): float(v) for k, v in plain.items()}
    if not all(math.isfinite(v) for v in numbers.values()):
        raise ValueError("not a finite number")
    return numbers
