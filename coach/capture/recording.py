"""Landmark recordings: PoseFrame sequences on disk, from which no face can be recovered.

An `.npz` with `t_s` (n,), `image` (n, 33, 3) pixels, `world` (n, 33, 3) metres, `visibility` (n, 33), and `size` (2,)
width and height; NaN where there was no body. Other arrays are ignored.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from coach.atomic_file import replacing
from coach.body.landmarks import COUNT, PoseFrame
from coach.errors import RecordingError, reason
from coach.wording.catalogue import _

SHAPES: dict[str, tuple[int | None, ...]] = {
    "t_s": (None,),
    "image": (None, COUNT, 3),
    "world": (None, COUNT, 3),
    "visibility": (None, COUNT),
    "size": (2,),
}


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

    def __init__(self, path: Path | str) -> None:
        self.name = str(path)
        arrays = _read(Path(path))
        self._t_s, self.size = _times(arrays["t_s"], self.name), _size(arrays["size"], self.name)
        self._image, self._world, self._visibility = (
            _points(arrays[key], key, len(self._t_s), self.name) for key in ("image", "world", "visibility")
        )
        steps = np.diff(self._t_s)
        self.fps = float(1 / np.median(steps)) if len(steps) else None

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

    def add(self, frame: PoseFrame) -> None:
        """Keep one frame; frames come in the order of their times."""
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
                _("{path} was not written: not one picture came", path=self.path), _("Check the source.")
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


def _read(path: Path) -> dict[str, NDArray[Any]]:
    if not path.exists():
        raise RecordingError(_("{path}: no such file", path=path), _("Check the name."))
    if path.is_dir():
        raise RecordingError(_("{path} is a folder, not a recording", path=path), _("Give the .npz file in it."))
    try:
        if not zipfile.is_zipfile(path):
            raise RecordingError(
                _("{path} is not a landmark recording, or is cut short", path=path), _("Make one with: coach record")
            )
        with np.load(path, allow_pickle=False) as arrays:
            return {key: _array(arrays, key, path) for key in SHAPES}
    except OSError as error:
        raise RecordingError(_("{path}: {reason}", path=path, reason=reason(error))) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RecordingError(
            _("{path} is damaged: {error}", path=path, error=error), _("Copy or record it again.")
        ) from error


def _array(arrays: Any, key: str, path: Path) -> NDArray[Any]:
    if key not in arrays.files:
        there = ", ".join(arrays.files) or "nothing"
        raise RecordingError(
            _("{path}: the array {key} is missing (there is {there})", path=path, key=key, there=there),
            _("It needs {wanted}.", wanted=_wanted()),
        )
    try:
        array = arrays[key]
    except (ValueError, MemoryError, SyntaxError) as error:
        raise RecordingError(
            _("{path}: {key} is not a plain array of numbers ({error})", path=path, key=key, error=error)
        ) from error
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu":
        raise RecordingError(
            _(
                "{path}: {key} holds {found}, expected real numbers",
                path=path,
                key=key,
                found=getattr(array, "dtype", _("no array")),
            )
        )
    return array


def _wanted() -> str:
    return ", ".join(f"{key} {_shape(shape)}" for key, shape in SHAPES.items())


def _shape(shape: tuple[int | None, ...]) -> str:
    return "(" + ", ".join("n" if n is None else str(n) for n in shape) + ("," if len(shape) == 1 else "") + ")"


def _fitting(array: NDArray[Any], key: str, name: str, n: int | None = None) -> NDArray[np.float64]:
    shape = SHAPES[key]
    if len(array.shape) != len(shape) or any(w not in (None, s) for w, s in zip(shape, array.shape, strict=True)):
        raise RecordingError(
            _(
                "{name}: {key} has the shape {shape}, expected {expected}",
                name=name,
                key=key,
                shape=array.shape,
                expected=_shape(shape),
            )
        )
    if n is not None and len(array) != n:
        raise RecordingError(
            _(
                "{name}: {key} has {frames} frames, t_s has {expected}",
                name=name,
                key=key,
                frames=len(array),
                expected=n,
            )
        )
    values: NDArray[np.float64] = array.astype(np.float64)
    return values


def _times(array: NDArray[Any], name: str) -> NDArray[np.float64]:
    times = _fitting(array, "t_s", name)
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


def _points(array: NDArray[Any], key: str, n: int, name: str) -> NDArray[np.float64]:
    points = _fitting(array, key, name, n)
    points.flags.writeable = False  # frames are views into it
    return points


def _size(array: NDArray[Any], name: str) -> tuple[int, int]:
    width, height = _fitting(array, "size", name).tolist()
    if not (1 <= width < 1e6 and 1 <= height < 1e6):
        raise RecordingError(
            _(
                "{name}: size is {width} x {height}, expected width and height in pixels",
                name=name,
                width=f"{width:g}",
                height=f"{height:g}",
            )
        )
    return int(width), int(height)
