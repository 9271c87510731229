"""The bare pose networks in a file that somebody published, each with the checksum it must have.

Two files hold them: the wheel of an old mediapipe (the full model), and the npm package @mediapipe/pose (all three,
with the same full landmark network). A file is read within bounds, and nothing of it is used but what is known.
"""

from __future__ import annotations

import errno
import hashlib
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import IO

from coach.errors import ModelError, reason
from coach.wording.catalogue import _

WHEEL_VERSION = "0.10.21"  # of the mediapipe release that carries the full model
PACKAGE = "@mediapipe/pose@0.5.1675469404"
LARGEST = 64 << 20  # bytes of one network; the heavy one has 28 million
DETECTORS = {
    "mediapipe/modules/pose_detection/pose_detection.tflite":
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    "package/pose_solution_packed_assets.data": "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
}  # fmt: skip
LANDMARKS = {
    "lite": "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    "full": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "heavy": "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
}
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    ArithmeticError,
)  # fmt: skip


class Size(StrEnum):
    """Which of the three landmark networks: a larger one is slower and sees a little better."""

    lite = "lite"
    full = "full"
    heavy = "heavy"


def networks(archive: Path, size: Size = Size.full) -> tuple[bytes, bytes]:
    """The detector and the landmark network of that size, out of a wheel or an npm package.

    Raises
    ------
    ModelError : the file is missing, truncated, altered, or another one.
    """
    try:
        if not stat.S_ISREG(archive.stat().st_mode):
            raise OSError(errno.EINVAL, _("not a regular file"))
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as wheel:
                return _both(lambda name: _in_wheel(wheel, name), "mediapipe/modules/pose_landmark", size, archive)
        with tarfile.open(archive, "r:gz") as package:
            return _both(lambda name: _in_package(package, name), "package", size, archive)
    except OSError as error:
        raise ModelError(_("{wheel}: {reason}", wheel=archive, reason=reason(error)), _again(size)) from error
    except KeyError as error:
        raise ModelError(_("{wheel} holds no {size} pose model", wheel=archive, size=size), _again(size)) from error
    except DAMAGED as error:
        raise ModelError(
            _("{wheel} is no whole wheel or package: it is truncated or damaged", wheel=archive), _again(size)
        ) from error


def _both(read: Callable[[str], bytes], folder: str, size: Size, archive: Path) -> tuple[bytes, bytes]:
    detector = next(name for name in DETECTORS if name.startswith(folder.partition("/")[0]))
    landmarks = f"{folder}/pose_landmark_{size}.tflite"
    return (
        _verified(detector, read(detector), DETECTORS[detector], archive, size),
        _verified(landmarks, read(landmarks), LANDMARKS[size], archive, size),
    )


def _in_wheel(wheel: zipfile.ZipFile, name: str) -> bytes:
    with wheel.open(name) as file:
        return _bounded(file)


def _in_package(package: tarfile.TarFile, name: str) -> bytes:
    file = package.extractfile(name)
    if file is None:  # a folder of that name
        raise KeyError(name)
    return _bounded(file)


def _bounded(file: IO[bytes]) -> bytes:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("larger than a network is")
    return content


def _verified(name: str, content: bytes, checksum: str, archive: Path, size: Size) -> bytes:
    if hashlib.sha256(content).hexdigest() != checksum:
        raise ModelError(
            _("{name} in {wheel} has the wrong checksum: it was altered", name=Path(name).name, wheel=archive),
            _again(size),
        )
    return content


def _again(size: Size) -> str:
    if size == Size.full:
        return _("Fetch it again: pip download mediapipe=={version} --no-deps, or npm pack {package}",
                 version=WHEEL_VERSION, package=PACKAGE)  # fmt: skip
    return _("Fetch it again: npm pack {package}", package=PACKAGE)
