"""The person: the camera's picture, mirrored, with the joints that are judged and the one at fault."""

from __future__ import annotations

import cv2

from coach.body.landmarks import Array, PoseFrame
from coach.capture.source import Image
from coach.screen.draw.colours import BODY, BODY_EDGE
from coach.screen.draw.steady import Settled, Steady
from coach.screen.figures import draw_fault_rings, draw_followed_mark, draw_mannequin, draw_skeleton
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

DIMMED = 0.45  # of the light, while paused
_SKELETON = (Stage.FRAMING, Stage.COUNT_IN, Stage.SET)


class Person:
    """Draws the picture and the skeleton. What it remembers serves the eye alone. `update()` once a frame."""

    def __init__(self, mirror: bool) -> None:
        self._mirror = mirror
        self._steady, self._settled = Steady(), Settled()
        self._followed: Array | None = None  # the points of the person, before somebody else came up

    def show(self, window: Image, picture: Image, dim: bool) -> None:
        """The camera's picture, in the window that it has on the canvas."""
        self._scaled(picture, window)
        if dim:
            cv2.convertScaleAbs(window, dst=window, alpha=DIMMED)

    def update(self, window: Image, progress: WorkoutProgress, u: float, bare: bool) -> None:
        """The skeleton; with `bare` (there is no picture) on a figure."""
        frame = progress.set.frame
        if frame is None or not frame.present:
            self._steady.forget()
            return
        points = self._steady.update(progress.set.t_s, on_canvas(frame, window, self._mirror), u)
        judged = not progress.set.timed and progress.stage in _SKELETON
        shown = self._settled.update(progress.set.t_s, progress.set.judged) if judged else {}
        self._mark(window, points, progress, u)
        if bare:
            draw_mannequin(window, points, BODY, BODY_EDGE)
        if not judged or (progress.set.body is not None and progress.set.body.stranger):
            return
        draw_skeleton(window, points, shown, u)
        if progress.set.cue is not None and progress.stage == Stage.SET:
            draw_fault_rings(window, points, progress.set.cue.landmarks, u)

    def _mark(self, window: Image, points: Array, progress: WorkoutProgress, u: float) -> None:
        """Who is followed, where more than one was seen. While another body is found, where the person was last."""
        body = progress.set.body
        if body is None or not body.stranger:
            self._followed = points
        if body is not None and body.others and self._followed is not None and progress.stage in _SKELETON:
            draw_followed_mark(window, self._followed, u)

    def _scaled(self, picture: Image, window: Image) -> None:
        height, width = window.shape[:2]
        while picture.shape[1] >= 2 * width:  # halving averages, and is quick
            half = (picture.shape[1] // 2, picture.shape[0] // 2)
            picture = cv2.resize(picture, half, interpolation=cv2.INTER_AREA)
        scaled = cv2.resize(picture, (width, height), interpolation=cv2.INTER_LINEAR)
        if self._mirror:
            cv2.flip(scaled, 1, dst=window)
        else:
            window[:] = scaled


def on_canvas(frame: PoseFrame, window: Image, mirror: bool) -> Array:
    """(33, 2) pixels from the corner of the window in which the frame's picture is shown."""
    width, height = frame.size
    points = frame.image[:, :2].copy()
    if mirror:
        points[:, 0] = width - points[:, 0]
    points[:, 0] *= window.shape[1] / width
    points[:, 1] *= window.shape[0] / height
    return points
