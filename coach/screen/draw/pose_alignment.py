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
from coach.body.side import SIDES
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
_SHOULDERS = ("left_shoulder", "right_shoulder")
_CORNERS = (*_SHOULDERS, "left_hip", "right_hip")
_RESTING = (Phase.FRAMING, Phase.START, Phase.READY, Phase.REST)
_LIMBS = [INDEX[n] for n in ("left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_knee", "right_knee",
                             "left_ankle", "right_ankle", "nose")]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Fit:
    """z -> turn * z + shift takes the demonstration's pixels to the frame's, both as complex numbers x + iy."""

    turn: complex
    shift: complex

    def of(self, points: Array) -> Array:
        """(n, 2) points of the demonstration in pixels of the frame."""
        moved = self.turn * _complex(points) + self.shift
        return np.column_stack([moved.real, moved.imag])

    def towards(self, other: Fit, share: float) -> Fit:
        """Part of the way to another fit."""
        turn = self.turn + share * (other.turn - self.turn)
        return Fit(turn, self.shift + share * (other.shift - self.shift))


class PoseAlignment:
    """The target of one demonstration for the person in front of the camera. `update()` once a frame."""

    def __init__(self, demonstration: Demonstration) -> None:
        first, peak = demonstration.at(0.0), demonstration.peak
        self._ways = [(first, peak), (first.mirrored(), peak.mirrored())]
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
        for k, (first, _) in enumerate(self._ways):
            if resting or self._fits[k] is None:
                corners, still_px = np.array([first.point(n) for n in _CORNERS]), STILL * _trunk(frame)
                self._fits[k] = _followed(self._fits[k], _fit(first, frame), elapsed, corners, still_px)
        self._choose(frame)
        return self._laid_out(self._chosen)

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


def _fit(first: PoseFrame, frame: PoseFrame) -> Fit | None:
    names = _CORNERS if _hips_seen(frame) else _SHOULDERS
    source = _complex(np.array([first.point(n) for n in names]))
    goal = _complex(np.array([frame.point(n) for n in names]))
    s, g = source - source.mean(), goal - goal.mean()
    size = float((np.abs(s) ** 2).sum())
    if size <= 0:
        return None
    turn = complex((np.conj(s) * g).sum() / size)
    error = float(np.abs(turn * s - g).max()) / max(_trunk(frame), 1.0)
    if turn == 0 or abs(math.atan2(turn.imag, turn.real)) > MOST_TURN or error > WORST_FIT:
        return None
    return Fit(turn, complex(goal.mean() - turn * source.mean()))


def _followed(last: Fit | None, now: Fit | None, elapsed: float, corners: Array, still_px: float) -> Fit | None:
    """The fit, which follows a person who moves to another place, and not one who sways."""
    if now is None or last is None or not 0 <= elapsed <= FORGET_S:
        return now or last
    if np.abs(now.of(corners) - last.of(corners)).max() < still_px:
        return last
    return last.towards(now, share(elapsed, TAU_S))


def _hips_seen(frame: PoseFrame) -> bool:
    width, height = frame.size
    return all(
        frame.visibility[INDEX[n]] > 0.5 and 0 <= frame.point(n)[0] <= width and 0 <= frame.point(n)[1] <= height
        for n in ("left_hip", "right_hip")
    )


def _trunk(frame: PoseFrame) -> float:
    shoulders, hips = (np.mean([frame.point(f"{s}_{j}") for s in SIDES], axis=0) for j in ("shoulder", "hip"))
    across = float(np.linalg.norm(frame.point("left_shoulder") - frame.point("right_shoulder")))
    return max(float(np.linalg.norm(shoulders - hips)), 1.2 * across) if _hips_seen(frame) else 1.5 * across


def _complex(points: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.complex128]]:
    return np.asarray(points[:, 0] + 1j * points[:, 1])
