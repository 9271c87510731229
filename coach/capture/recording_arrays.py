"""The arrays of a recording's file. What the headers say is checked before anything is loaded: kinds, shapes, sizes."""

from __future__ import annotations

import lzma
import struct
import tokenize
import zipfile
import zlib
from math import prod
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import COUNT
from coach.errors import RecordingError, reason
from coach.wording.catalogue import _

SHAPES: dict[str, tuple[int | None, ...]] = {
    "t_s": (None,),
    "image": (None, COUNT, 3),
    "world": (None, COUNT, 3),
    "visibility": (None, COUNT),
    "size": (2,),
}
MOST_FRAMES = 108_000  # an hour at 30 pictures a second, longer than any program takes; 200 MB once it is loaded
MOST_BYTES = 256 << 20  # of the file: what that hour takes as 64-bit numbers that are not packed, and some room
MOST_LISTING = 1 << 16  # bytes of the list of what is in the file: five arrays take 300
WIDEST = 8  # bytes of a number; those of 16 differ from machine to machine
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # as numpy packs; other ways may ask for gigabytes of memory
# The record at the end of a zip, and what stands before it in a very large one. Source: APPNOTE.TXT, 4.3.15, 4.3.16.
END, END_LENGTH, LONGEST_NOTE = b"PK\5\6", 22, 0xFFFF
LOCATOR, LOCATOR_LENGTH = b"PK\6\7", 20
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, tokenize.TokenError, EOFError, NotImplementedError,
    RuntimeError, ValueError, TypeError, LookupError, ArithmeticError, SyntaxError, MemoryError,
)  # fmt: skip


def read_arrays(path: Path) -> dict[str, NDArray[np.float64]]:
    """The arrays named in SHAPES, each of its shape, all with as many frames.

    Raises
    ------
    RecordingError : unreadable, too large, or an array is missing or wrong; the message names it.
    """
    _look(path)
    try:
        with zipfile.ZipFile(path) as file:
            arrays = {key: _array(file, key, path) for key in SHAPES}
    except OSError as error:
        raise RecordingError(_("{path}: {reason}", path=path, reason=reason(error))) from error
    except DAMAGED as error:
        raise RecordingError(
            _("{path} is damaged: {error}", path=path, error=error), _("Copy or record it again.")
        ) from error
    _check_lengths(arrays, path)
    return arrays


def _look(path: Path) -> None:
    """Raise for what is no file, no zip, or too large to be a recording."""
    try:
        if path.is_dir():
            raise RecordingError(_("{path} is a folder, not a recording", path=path), _("Give the .npz file in it."))
        size = path.stat().st_size
        if not path.is_file():
            raise RecordingError(_("{path} is not a regular file", path=path), _("Give the .npz file itself."))
        listing = _listing(path, size)
    except FileNotFoundError:
        raise RecordingError(_("{path}: no such file", path=path), _("Check the name.")) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise RecordingError(_("{path}: {reason}", path=path, reason=why), _("Check the name.")) from error
    if listing is None:
        raise RecordingError(
            _("{path} is not a landmark recording, or is cut short", path=path), _("Make one with: coach record")
        )
    if size > MOST_BYTES or listing > MOST_LISTING:
        raise RecordingError(
            _("{path} is too large for a recording of one hour, which is the longest", path=path),
            _("Make one with: coach record"),
        )


def _listing(path: Path, size: int) -> int | None:
    """How many bytes the list of a zip's files has; None for what is no zip."""
    with path.open("rb") as file:
        file.seek(max(0, size - END_LENGTH - LONGEST_NOTE))
        tail = file.read(END_LENGTH + LONGEST_NOTE)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_LENGTH or not zipfile.is_zipfile(path):
        return None
    if tail[max(0, at - LOCATOR_LENGTH) :].startswith(LOCATOR):  # the list of a very large zip stands elsewhere
        return MOST_LISTING + 1
    return int.from_bytes(tail[at + 12 : at + 16], "little")


def _array(file: zipfile.ZipFile, key: str, path: Path) -> NDArray[np.float64]:
    try:
        entry = file.getinfo(f"{key}.npy")
    except KeyError:
        there = ", ".join(name.removesuffix(".npy") for name in file.namelist()) or "nothing"
        raise RecordingError(
            _("{path}: the array {key} is missing (there is {there})", path=path, key=key, there=there),
            _("It needs {wanted}.", wanted=", ".join(f"{name} {shape_text(shape)}" for name, shape in SHAPES.items())),
        ) from None
    if entry.compress_type not in PACKED:
        raise RecordingError(_("{path}: {key} is packed in a way that is not read here", path=path, key=key))
    with file.open(entry) as stream:
        shape, by_column, kind = _header(stream, key, path)
        _check(shape, kind, key, path)
        wanted = prod(shape) * kind.itemsize
        content = stream.read(wanted + 1)  # one more, so that the end is reached and the checksum compared
    if len(content) != wanted:
        raise ValueError(f"{key}.npy has {len(content)} bytes, expected {wanted}")
    values = np.frombuffer(content, kind).reshape(shape[::-1] if by_column else shape)
    with np.errstate(invalid="ignore"):  # a NaN of an unusual kind is a NaN
        return np.array(values.T if by_column else values, np.float64)


def _header(stream: IO[bytes], key: str, path: Path) -> tuple[tuple[int, ...], bool, np.dtype[np.generic]]:
    """Shape, whether it stands column by column, and the kind of number."""
    try:
        version = np.lib.format.read_magic(stream)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        return read(stream)
    except (OSError, zipfile.BadZipFile, zlib.error):
        raise
    except DAMAGED as error:
        raise RecordingError(
            _("{path}: {key} is not a plain array of numbers ({error})", path=path, key=key, error=error)
        ) from error


def _check(shape: tuple[int, ...], kind: np.dtype[np.generic], key: str, path: Path) -> None:
    if kind.hasobject:
        raise RecordingError(
            _("{path}: {key} is not a plain array of numbers ({error})", path=path, key=key, error=kind)
        )
    if kind.kind not in "fiu" or kind.itemsize > WIDEST:
        raise RecordingError(_("{path}: {key} holds {found}, expected real numbers", path=path, key=key, found=kind))
    wanted = SHAPES[key]
    if len(shape) != len(wanted) or any(w not in (None, s) for w, s in zip(wanted, shape, strict=True)):
        raise RecordingError(
            _(
                "{name}: {key} has the shape {shape}, expected {expected}",
                name=path, key=key, shape=shape, expected=shape_text(wanted),
            )
        )  # fmt: skip
    if not 0 <= shape[0] <= MOST_FRAMES:
        raise RecordingError(
            _(
                "{path}: {key} has {frames} frames; the most that a recording holds is {most}",
                path=path,
                key=key,
                frames=shape[0],
                most=MOST_FRAMES,
            )
        )


def _check_lengths(arrays: dict[str, NDArray[np.float64]], path: Path) -> None:
    """Raise when the arrays have different numbers of frames."""
    expected = len(arrays["t_s"])
    for key in ("image", "world", "visibility"):
        if len(arrays[key]) != expected:
            raise RecordingError(
                _(
                    "{name}: {key} has {frames} frames, t_s has {expected}",
                    name=path, key=key, frames=len(arrays[key]), expected=expected,
                )
            )  # fmt: skip


def shape_text(shape: tuple[int | None, ...]) -> str:
    """ "(n, 33)": a shape as people write it."""
    return "(" + ", ".join("n" if n is None else str(n) for n in shape) + ("," if len(shape) == 1 else "") + ")"
