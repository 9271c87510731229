"""Whether a movement goes round or only up and down: what differs between its way out and its way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Array
from coach.body.measures import VOCABULARY, sided_names
from coach.counting.circle import Loop
from coach.definitions.definition import CircleWidth
from coach.learning.cycle import noise
from coach.learning.likeness import FLOOR
from coach.learning.repetitions import Showing, Shown

# Lengths and gaps look larger while they are nearer to the camera: on the way up of a circle backward, and on the way
# down of one forward.
ACROSS = (
    "shoulder_width", "upper_arm_length", "forearm_length", "elbow_gap", "wrist_gap", "elbow_out", "wrist_out",
)  # fmt: skip
# Of 26 plain showings of circles by 17 people and 190 of other movements: no circle stays at its end for more than .24
# of its time, and shrugs for .23 and more; of what stays no longer, two measures that together differ by 2.5 times what
# they would by chance tell 21 of the 26, and none of the others.
STAYED = 0.25
FEWEST, CERTAIN = 2, 2.5
MOST = 3  # measures: as many as were looked at together
LARGE = 0.3  # of what it moves in a repetition at all: less, and something else moves it


@dataclass(frozen=True)
class Across:
    """A measure that differs between the ways: by how much in the mean, + when it is larger on the way out, and how
    many times as much as by chance."""

    measure: str
    width: float
    certain: float


def across_of(showing: Showing) -> tuple[Across, ...]:
    """What shows that it is a circle, the surest first; empty where nothing does."""
    stayed = [one.held_s / (one.end_s - one.start_s) for one in showing.repetitions]
    if float(np.median(stayed)) > STAYED:
        return ()
    found = sorted((one for name in ACROSS for one in _differing(showing, name)), key=lambda one: -one.certain)[:MOST]
    alike = tuple(one for one in found if one.width * found[0].width > 0)
    if len(alike) < FEWEST or float(np.linalg.norm([one.certain for one in alike])) < CERTAIN:
        return ()
    return alike


def _differing(showing: Showing, name: str) -> Iterator[Across]:
    values = np.array([showing.tracks.values[sided] for sided in sided_names(name)])
    seen = np.isfinite(values).any(axis=0)
    track = np.full(values.shape[1], np.nan)
    track[seen] = np.nanmean(values[:, seen], axis=0)
    widths = np.array([_width(showing, one, name, track) for one in showing.repetitions])
    moved = np.array([np.ptp(track[showing.tracks.within(one.start_s, one.end_s)]) for one in showing.repetitions])
    if not np.isfinite(widths).all() or not np.isfinite(moved).all():
        return
    width = float(np.median(widths))
    if np.any(widths * width <= 0) or abs(width) < LARGE * float(np.median(moved)):
        return
    by_chance = float(np.std(widths)) + noise(track) + FLOOR[VOCABULARY[name].unit]
    yield Across(name, width, abs(width) / by_chance)


def _width(showing: Showing, one: Shown, name: str, track: Array) -> float:
    """By how much it is larger on the way out than on the way back of a repetition."""
    place = showing.tracks.within(one.start_s, one.end_s)
    loop = Loop((CircleWidth(measure=name, width=1.0),))
    rows = zip(showing.tracks.t_s[place], showing.curve[place], track[place], strict=True)
    for t_s, height, value in rows:
        loop.add(float(t_s), float(height), dict.fromkeys(sided_names(name), float(value)))
    return loop.roundness(one.start_s, one.end_s)
