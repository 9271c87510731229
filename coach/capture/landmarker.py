"""MediaPipe's PoseLandmarker: pictures in, PoseFrames out. The one place that knows MediaPipe's result types."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import numpy as np

from coach.body.landmarks import PoseFrame, empty_frame
from coach.capture import mediapipe, opencv
from coach.capture.recording import Recording
from coach.capture.source import Image, Source
from coach.errors import INSTALL, ModelError, missing_library
from coach.wording.catalogue import _


class Landmarker:
    """Finds one body in each picture of a sequence and follows it.

    One pose only: MediaPipe then follows the person it found from picture to picture and looks for a new one only when
    that one is lost, so a passer-by does not take over. Asked for two, it looks in every picture in which it has not
    found two: 32 instead of 19 ms of processor time a picture with one person there, 38 with two side by side (60
    pictures of 640 x 480, full model, four runs in turn). It then finds both, but who of them began has to be told by
    place and size just the same, and one pose stays with the first (he stays in all of 120 pictures in which a second
    comes beside him); so a jump is noticed instead, in `body/visibility.py`, and two thirds of the time are saved.

    Parameters
    ----------
    model : a pose landmarker bundle.

    Raises
    ------
    ModelError : MediaPipe does not accept the bundle.
    """

    def __init__(self, model: Path) -> None:
        self._cv2 = opencv.load()
        self._rgb: Image | None = None
        self._last_ms = -1
        self._noisy = True
        with _quiet(True):
            self._image, self._format, self._task = _create(model)

    def frame(self, image: Image, t_s: float) -> PoseFrame:
        """The body in a picture, in pixels and metres as MediaPipe said; NaN where it saw none.

        Parameters
        ----------
        image : (height, width, 3) uint8, blue, green, red.
        t_s : seconds from the first picture, increasing.

        Notes
        -----
        MediaPipe's coordinates are fractions of the width and of the height, z of the width: all become pixels here.
        Values are rounded to float32, as a recording keeps them, so that live and replay are the same to the last bit.
        """
        height, width = image.shape[:2]
        with _quiet(self._noisy):
            result = self._task.detect_for_video(self._picture(image), self._stamp_ms(t_s))
        if not result.pose_landmarks:
            return empty_frame(t_s, (width, height))
        self._noisy = False  # each of MediaPipe's warnings comes once, the last with the first body
        seen, world = result.pose_landmarks[0], result.pose_world_landmarks[0]
        points = np.array([(p.x, p.y, p.z) for p in seen], np.float32) * np.array((width, height, width), np.float32)
        return PoseFrame(
            t_s,
            points.astype(np.float64),
            np.array([(p.x, p.y, p.z) for p in world], np.float32).astype(np.float64),
            np.array([p.visibility for p in seen], np.float32).astype(np.float64),
            (width, height),
        )

    def _picture(self, image: Image) -> Any:
        # cvtColor into the same memory each time: a sixth of the time of image[..., ::-1].copy().
        self._rgb = self._cv2.cvtColor(image, self._cv2.COLOR_BGR2RGB, dst=self._rgb)
        return self._image(image_format=self._format, data=self._rgb)

    def _stamp_ms(self, t_s: float) -> int:
        # MediaPipe wants strictly increasing whole milliseconds.
        self._last_ms = max(self._last_ms + 1, round(t_s * 1000))
        return self._last_ms

    def close(self) -> None:
        """Free the networks; may be called twice."""
        with _quiet(True):
            self._task.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def track(source: Source | Recording, landmarker: Landmarker | None) -> Iterator[tuple[Image | None, PoseFrame]]:
    """Each picture of a source with the body in it; a recording's bodies come without pictures, and need no landmarker.

    A stalled camera gives no picture, and a frame without a body.
    """
    if isinstance(source, Recording):
        yield from source
        return
    for image, t_s in source:
        if image is None:
            yield None, empty_frame(t_s, source.size)
        elif landmarker is not None:
            yield image, landmarker.frame(image, t_s)
        else:
            raise ValueError(f"{source.name} gives pictures, which need a landmarker")


def _create(model: Path) -> tuple[Any, Any, Any]:
    """MediaPipe's Image and picture format, and the task itself."""
    library = mediapipe.load()
    from mediapipe.tasks.python import BaseOptions, vision

    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model)),
        running_mode=vision.RunningMode.VIDEO,
        num_poses=1,
    )
    try:
        task = vision.PoseLandmarker.create_from_options(options)
    except (RuntimeError, ValueError, OSError) as error:
        if library := missing_library(error):
            raise ModelError(
                _("MediaPipe cannot be loaded: {library} is missing", library=library), _(INSTALL)
            ) from error
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            _("{model} is not a model that MediaPipe takes: {why}", model=model, why=why),
            _("Leave out --model and COACH_MODEL to use the default model."),
        ) from error
    return library.Image, library.ImageFormat.SRGB, task


@contextmanager
def _quiet(needed: bool) -> Iterator[None]:
    """Standard error silenced below Python: MediaPipe writes warnings there that no setting of it turns off."""
    if not needed:
        yield
        return
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        with suppress(OSError):
            os.dup2(kept, 2)
        os.close(nothing)
        os.close(kept)
