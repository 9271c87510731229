"""One good repetition to show: a small looped landmark recording, cut to the part of the body that matters, and the
rendered person who does it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from coach.body.landmarks import COUNT, INDEX, Array, PoseFrame
from coach.body.written_points import read_points
from coach.screen.film import Film, load_film

_LEGS = [i for name, i in INDEX.items() if any(part in name for part in ("knee", "ankle", "heel", "foot"))]
_HIPS = [INDEX["left_hip"], INDEX["right_hip"]]
_SHOULDERS = [INDEX["left_shoulder"], INDEX["right_shoulder"]]
_HEAD = list(range(11))
_BODY = list(range(11, COUNT))
_MARGIN = 0.22  # around the body, in trunk lengths: the head is taller than its landmarks, the hands longer
_ABOVE = 0.3  # the same above the head, whose top is no landmark
_STILL = 0.15  # legs that move less than this, in trunk lengths, are left out of the picture of an upright body ...
_UPRIGHT = 0.94  # ... which leans by less than 20 degrees
_RESTING = 0.05  # where all but the head moves less than this, only head and shoulders are shown ...
_BUST = 0.45  # ... and so much below them
LONGEST_HOLD_S = 5.0  # of the loop: a longer hold is counted faster, so that the movement comes round again


@dataclass(frozen=True)
class LoopMoment:
    """A moment of the loop: the frame shown, and the seconds held so far, or None while the body moves."""

    frame: int
    held_s: float | None = None


@dataclass(frozen=True, eq=False)
class Demonstration:
    """A loop of frames.

    Attributes
    ----------
    t_s : (n,) seconds from the loop's beginning, rising evenly.
    image, world : (n, 33, 3) pixels and metres, as in a recording.
    visibility : (n, 33).
    size : (width, height) of the cut-out in pixels; the figure fills it.
    peak_s : when the loop is at the target, or None where the file does not say.
    film : the rendered person, or None where there are landmarks alone.
    """

    t_s: Array
    image: Array
    world: Array
    visibility: Array
    size: tuple[int, int]
    peak_s: float | None = None
    film: Film | None = None

    @property
    def length_s(self) -> float:
        """Seconds of one round."""
        return float(self.t_s[-1] + (self.t_s[-1] - self.t_s[0]) / (len(self.t_s) - 1))

    @cached_property
    def peak(self) -> PoseFrame:
        """The frame at the target: as the file says, or the one that is farthest from the first."""
        if self.peak_s is not None:
            return self.at(self.peak_s)
        away = np.nan_to_num(np.linalg.norm(self.image[:, :, :2] - self.image[0, :, :2], axis=2)).sum(axis=1)
        return self.at(float(self.t_s[int(away.argmax())]))

    def at(self, t_s: float) -> PoseFrame:
        """The frame of the loop at any time, blended between its neighbours so that it runs smoothly."""
        place = (t_s % self.length_s) / self.length_s * len(self.t_s)
        i = int(place) % len(self.t_s)
        j, part = (i + 1) % len(self.t_s), place - int(place)
        image = self.image[i] * (1 - part) + self.image[j] * part
        world = self.world[i] * (1 - part) + self.world[j] * part
        return PoseFrame(t_s, image, world, self.visibility[i], self.size)

    def moment(self, t_s: float, hold_s: float) -> LoopMoment:
        """What is shown at a time when the target is held for so many seconds in each round."""
        stays_s = min(hold_s, LONGEST_HOLD_S) if self.peak_s is not None else 0.0
        place_s = t_s % (self.length_s + stays_s)
        peak_s = math.inf if self.peak_s is None else self.peak_s
        if peak_s <= place_s < peak_s + stays_s:
            return LoopMoment(self._frame(peak_s), (place_s - peak_s) / stays_s * hold_s)
        return LoopMoment(self._frame(place_s if place_s < peak_s else place_s - stays_s))

    def _frame(self, t_s: float) -> int:
        return min(int(t_s / self.length_s * len(self.t_s) + 1e-6), len(self.t_s) - 1)


def load_demonstration(path: Path) -> Demonstration:
    """Read a recording and cut it to the body.

    Raises
    ------
    ValueError : the file is no landmark recording of one moving body; the message names what is wrong.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            t_s, image, world, visibility = (
                np.asarray(arrays[name], np.float64) for name in ("t_s", "image", "world", "visibility")
            )
            peak_s = float(arrays["peak_s"]) if "peak_s" in arrays else None
            others = {name: arrays[name] for name in arrays}
    except KeyError as error:
        raise ValueError(f"{path}: not a demonstration: {error.args[0]}") from error
    except (OSError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: cannot be read as a landmark recording") from error
    if image.shape != (len(t_s), COUNT, 3) or world.shape != image.shape or len(t_s) < 2:
        raise ValueError(f"{path}: image and world must be (n, {COUNT}, 3) with n >= 2, found {image.shape}")
    seen = np.isfinite(image[:, :, :2]).all(axis=(1, 2))
    if seen.sum() < 2:
        raise ValueError(f"{path}: shows nobody")
    image, size = _cut(image[seen])
    start_s = float(t_s[seen][0])
    peak_s = None if peak_s is None or not np.isfinite(peak_s) else peak_s - start_s
    film = load_film(others, path.with_suffix(".webp"), seen)
    return Demonstration(t_s[seen] - start_s, image, world[seen], visibility[seen], size, peak_s, film)


def demonstration_in(text: str) -> Demonstration | None:
    """The one that stands in an exercise's own file, as text; None where nobody is to be seen in it."""
    frames = [frame for frame in read_points(text) if np.isfinite(frame.image).all()]
    if len(frames) < 2:
        return None
    image, size = _cut(np.stack([frame.image for frame in frames]))
    times = np.array([frame.t_s - frames[0].t_s for frame in frames])
    world, visibility = np.stack([frame.world for frame in frames]), np.stack([frame.visibility for frame in frames])
    return Demonstration(times, image, world, visibility, size)


def find_demonstration(folder: Path, exercise: str) -> Demonstration | None:
    """The demonstration of an exercise in the library folder, or None where it has none."""
    path = folder / f"{exercise}.npz"
    return load_demonstration(path) if path.is_file() else None


def _cut(image: Array) -> tuple[Array, tuple[int, int]]:
    """Moved into a cut-out of the part of the body that shows the movement, and its (width, height)."""
    along = image[:, _SHOULDERS, :2].mean(axis=1) - image[:, _HIPS, :2].mean(axis=1)
    trunk = float(np.linalg.norm(along, axis=1).max())
    upright = bool((-along[:, 1] > _UPRIGHT * np.linalg.norm(along, axis=1)).all())
    bust = upright and _moved(image, _BODY) < _RESTING * trunk
    kept = list(range(COUNT))
    if bust:
        kept = [*_HEAD, *_SHOULDERS]
    elif upright and _moved(image, _LEGS) < _STILL * trunk:
        kept = [i for i in kept if i not in _LEGS]
    points = image[:, kept, :2]
    low = points.min(axis=(0, 1)) - trunk * np.array((_MARGIN, _ABOVE))
    high = points.max(axis=(0, 1)) + trunk * np.array((_MARGIN, _BUST if bust else _MARGIN))
    moved = image.copy()
    moved[:, :, :2] -= low
    return moved, (int(np.ceil(high[0] - low[0])), int(np.ceil(high[1] - low[1])))


def _moved(image: Array, landmarks: list[int]) -> float:
    return float(np.ptp(image[:, landmarks, :2], axis=0).max())
