"""The demonstration's target laid onto the person: where their own joints would be if they were there.

The demonstration's beginning is fitted to the person's shoulders and hips while they rest, by moving, turning and
scaling it; the same change takes its target to the person. While they move, the fit stays as it is, so that the
target stands still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import INDEX, Array, PoseFrame
from coach.body.timeseries import share
from coach.definitions.phase import Phase
from coach.screen.demonstration import Demonstration
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

TAU_S = 0.6  # how fast the fit follows a person at rest
STILL = 0.025  # trunk lengths that the person may sway before the fit follows
MOST_TURN = math.radians(35)  # more, and the person lies or stands another way round
WORST_FIT = 0.18  # trunk lengths between the fitted corners and the person's: another view
CLOSER = 0.8  # the other side's target has to be so much closer to take over
FORGET_S = 2.0  # as long as `workout/presence.py` waits until somebody is gone: they may come back elsewhere
_CORNERS = ("left_shoulder", "right_shoulder", "left_hip", "right_hip")
_RESTING = (Phase.FRAMING, Phase.START, Phase.READY, Phase.REST)
_LIMBS = [INDEX[n] for n in ("left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_knee", "right_knee",
                             "left_ankle", "right_ankle", "nose")]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Fit:
    """z -> turn * z + shift takes the demonstration's pixels to the frame's, both as complex numbers x + iy."""

    turn: complex
    shift: complex

    def at(self, point: complex) -> complex:
        """One point of the demonstration in pixels of the frame."""
        return self.turn * point + self.shift

    def of(self, points: Array) -> Array:
        """(n, 2) points of the demonstration in pixels of the frame."""
        moved = self.turn * _complex(points) + self.shift
        return np.column_stack([moved.real, moved.imag])

    def towards(self, other: Fit, share: float) -> Fit:
        """Part of the way to another fit."""
        turn = self.turn + share * (other.turn - self.turn)
        return Fit(turn, self.shift + share * (other.shift - self.shift))


@dataclass(frozen=True, eq=False)
class _Trunk:
    """The shoulders, and the hips where they are seen, as complex pixels; and how long the trunk is, in pixels."""

    corners: tuple[complex, ...]
    length_px: float

    @classmethod
    def of(cls, frame: PoseFrame) -> _Trunk:
        corners = _corners(frame)
        left, right, left_hip, right_hip = corners
        across, seen = abs(left - right), _hips_seen(frame)
        length_px = max(abs(left + right - left_hip - right_hip) / 2, 1.2 * across) if seen else 1.5 * across
        return cls(corners if seen else corners[:2], length_px)


class PoseAlignment:
    """The target of one demonstration for the person in front of the camera. `update()` once a frame."""

    def __init__(self, demonstration: Demonstration) -> None:
        first, peak = demonstration.at(0.0), demonstration.peak
        self._ways = [(first, peak), (first.mirrored(), peak.mirrored())]
        self._corners = [_corners(first) for first, _ in self._ways]
        self._fits: list[Fit | None] = [None, None]
        self._laid: list[tuple[Fit, Array, Array] | None] = [None, None]  # each fit with what it makes of its way
        self._chosen = 0
        self._t_s = -math.inf

    def update(self, progress: WorkoutProgress) -> tuple[Array, Array] | None:
        """The demonstration's beginning and its target, (33, 2) each in pixels of the frame, or None while no fit is
        to be had."""
        frame = progress.set.frame
        if frame is None or not frame.present:
            if progress.set.t_s - self._t_s > FORGET_S:
                self._fits = [None, None]
            return None
        elapsed, self._t_s = progress.set.t_s - self._t_s, progress.set.t_s
        resting = progress.set.phase in _RESTING or progress.stage in (Stage.FRAMING, Stage.COUNT_IN, Stage.PAUSED)
        if resting or None in self._fits:
            self._fit(_Trunk.of(frame), elapsed, resting)
        self._choose(frame)
        return self._laid_out(self._chosen)

    def _fit(self, trunk: _Trunk, elapsed: float, resting: bool) -> None:
        for k, corners in enumerate(self._corners):
            if resting or self._fits[k] is None:
                found = _fit(corners[: len(trunk.corners)], trunk)
                self._fits[k] = _followed(self._fits[k], found, elapsed, corners, STILL * trunk.length_px)

    def _laid_out(self, k: int) -> tuple[Array, Array] | None:
        """The beginning and the target of one way round on the person; as they were, while their fit stays."""
        fit, laid = self._fits[k], self._laid[k]
        if fit is None:
            return None
        if laid is None or laid[0] is not fit:
            first, peak = self._ways[k]
            laid = self._laid[k] = fit, fit.of(first.image[:, :2]), fit.of(peak.image[:, :2])
        return laid[1:]

    def _choose(self, frame: PoseFrame) -> None:
        """The way round that fits; where both do, the one whose target the person is closer to."""
        laid = [self._laid_out(k) for k in range(len(self._ways))]
        limbs = frame.image[_LIMBS, :2]
        distances = [math.inf if one is None else float(np.nanmean(np.abs(one[1][_LIMBS] - limbs))) for one in laid]
        other = 1 - self._chosen
        if distances[other] < CLOSER * distances[self._chosen]:
            self._chosen = other


def _fit(corners: tuple[complex, ...], trunk: _Trunk) -> Fit | None:
    """What takes these corners of the demonstration as closely as can be to the person's: least squares."""
    number = len(corners)
    middle, there = sum(corners) / number, sum(trunk.corners) / number
    pairs = [(s - middle, g - there) for s, g in zip(corners, trunk.corners, strict=True)]
    size = sum(abs(s) ** 2 for s, _ in pairs)
    if size <= 0:
        return None
    turn = sum(s.conjugate() * g for s, g in pairs) / size
    error = max(abs(turn * s - g) for s, g in pairs) / max(trunk.length_px, 1.0)
    if turn == 0 or abs(math.atan2(turn.imag, turn.real)) > MOST_TURN or error > WORST_FIT:
        return None
    return Fit(turn, there - turn * middle)


def _followed(
    last: Fit | None, now: Fit | None, elapsed: float, corners: tuple[complex, ...], still_px: float
) -> Fit | None:
    """The fit, which follows a person who moves to another place, and not one who sways."""
    if now is None or last is None or not 0 <= elapsed <= FORGET_S:
        return now or last
    if max(abs(now.at(z) - last.at(z)) for z in corners) < still_px:
        return last
    return last.towards(now, share(elapsed, TAU_S))


def _hips_seen(frame: PoseFrame) -> bool:
    width, height = frame.size
    return all(
        frame.visibility[INDEX[n]] > 0.5 and 0 <= frame.point(n)[0] <= width and 0 <= frame.point(n)[1] <= height
        for n in ("left_hip", "right_hip")
    )


def _corners(frame: PoseFrame) -> tuple[complex, ...]:
    return tuple([complex(*frame.point(name).tolist()) for name in _CORNERS])


def _complex(points: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.complex128]]:
    return np.asarray(points[:, 0] + 1j * points[:, 1])
