"""Landmark recordings: PoseFrame sequences on disk, from which no face can be recovered.

An `.npz` with `t_s` (n,), `image` (n, 33, 3) pixels, `world` (n, 33, 3) metres, `visibility` (n, 33), and `size` (2,)
width and height; NaN where there was no body. Other arrays are ignored.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from coach.atomic_file import replacing
from coach.body.landmarks import PoseFrame
from coach.capture.recording_arrays import MOST_FRAMES, read_arrays
from coach.errors import RecordingError, reason
from coach.wording.catalogue import _

WIDEST = 1e6  # pixels; no camera's picture is a tenth as wide
LEAST_STEP_S = 1e-3  # no camera gives more than a thousand pictures a second, whatever a file claims


class Recording:
    """A landmark recording as a source: pairs of no picture and a PoseFrame.

    Parameters
    ----------
    path : the `.npz` file; read and checked at once.

    Attributes
    ----------
    name : the path as given.
    live : False; frames come as fast as they are asked for.
    size : (width, height) in pixels of the pictures that were recorded.
    fps : frames a second in the median, None when there is one frame only.

    Raises
    ------
    RecordingError : unreadable, or an array is missing or wrong; the message names it.
    """

    live = False
    trouble, skipped = "", 0

    def __init__(self, path: Path | str) -> None:
        self.name = str(path)
        arrays = read_arrays(Path(path))
        self._t_s, self.size = _times(arrays["t_s"], self.name), _size(arrays["size"], self.name)
        self._image, self._world, self._visibility = (arrays[key] for key in ("image", "world", "visibility"))
        for points in (self._image, self._world, self._visibility):
            points[~np.isfinite(points)] = np.nan  # what is nowhere is not known
            points.flags.writeable = False  # frames are views into it
        steps = np.diff(self._t_s)
        self.fps = float(1 / max(np.median(steps), LEAST_STEP_S)) if len(steps) else None

    def __len__(self) -> int:
        return len(self._t_s)

    def __iter__(self) -> Iterator[tuple[None, PoseFrame]]:
        rows = zip(self._t_s.tolist(), self._image, self._world, self._visibility, strict=True)
        for t_s, image, world, visibility in rows:
            yield None, PoseFrame(t_s, image, world, visibility, self.size)

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Recorder:
    """Collects frames and saves them as a recording, also when the block ends by Ctrl-C or an error.

    Values are kept as float32, which is what MediaPipe gives.

    Parameters
    ----------
    path : the `.npz` to write; its folder must be there.

    Raises
    ------
    RecordingError : the place cannot be written, known before the first frame as far as possible.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._frames: list[tuple[float, NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]] = []
        self._size = (0, 0)
        _writable(self.path)

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def full(self) -> bool:
        """Whether it is as long as a recording can be."""
        return len(self._frames) >= MOST_FRAMES

    def add(self, frame: PoseFrame) -> None:
        """Keep one frame; frames come in the order of their times. A full recording takes no more."""
        if self.full:
            return
        image, world, visibility = (a.astype(np.float32) for a in (frame.image, frame.world, frame.visibility))
        self._frames.append((frame.t_s, image, world, visibility))
        self._size = frame.size

    def save(self) -> None:
        """Write all frames so far, completely or not at all.

        Raises
        ------
        RecordingError : there are no frames, or they cannot be written.
        """
        if not self._frames:
            raise RecordingError(
                _("{path} was not written: no picture arrived", path=self.path), _("Check the source.")
            )
        times, image, world, visibility = zip(*self._frames, strict=True)
        try:
            with replacing(self.path) as file:
                np.savez_compressed(
                    file, t_s=np.array(times), image=np.stack(image), world=np.stack(world),
                    visibility=np.stack(visibility), size=np.array(self._size),
                )  # fmt: skip
        except OSError as error:
            raise RecordingError(
                _("{path} was not written: {reason}", path=self.path, reason=reason(error)), _("Give another place.")
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._frames or kind is None:
            self.save()


def _writable(path: Path) -> None:
    if path.is_dir():
        raise RecordingError(_("{path} is a folder", path=path), _("Give the name of a file, e.g. mine.npz."))
    if not path.parent.is_dir():
        raise RecordingError(
            _("{path} cannot be written: there is no folder {parent}", path=path, parent=path.parent),
            _("Make it first."),
        )
    if not os.access(path.parent, os.W_OK):
        raise RecordingError(
            _("{path} cannot be written: {parent} is read-only", path=path, parent=path.parent),
            _("Give another place."),
        )


def _times(times: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    if not len(times):
        raise RecordingError(_("{name} is empty: t_s has no frames", name=name), _("Record it again."))
    if len(bad := np.flatnonzero(~np.isfinite(times))):
        raise RecordingError(
            _("{name}: t_s[{index}] is {found}, expected seconds", name=name, index=bad[0], found=times[bad[0]])
        )
    if len(bad := np.flatnonzero(np.diff(times) <= 0) + 1):
        i = int(bad[0])
        raise RecordingError(
            _(
                "{name}: t_s[{index}] = {time} does not come after t_s[{index_before}] = {time_before}",
                name=name,
                index=i,
                time=f"{times[i]:.6g}",
                index_before=i - 1,
                time_before=f"{times[i - 1]:.6g}",
            )
        )
    rebased: NDArray[np.float64] = times - times[0]
    return rebased


def _size(array: NDArray[np.float64], name: str) -> tuple[int, int]:
    width, height = array.tolist()
    if not (1 <= width < WIDEST and 1 <= height < WIDEST):
        raise RecordingError(
            _(
                "{name}: size is {width} x {height}, expected width and height in pixels",
                name=name,
                width=f"{width:g}",
                height=f"{height:g}",
            )
        )
    return int(width), int(height)
