"""A video file as timed pictures, on the timestamps that its container carries."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from coach.capture import opencv
from coach.capture.source import EARLY, Image
from coach.errors import SourceError, SourceLostError, reason
from coach.wording.catalogue import N_, _

GUESSED_FPS = 30.0  # of a file that does not say: what most webcams and telephones film at
FIRST = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}
# How the files of single pictures begin: JPEG, PNG, BMP, TIFF (either byte order); and what WebP, AVIF and HEIC have
# after eight bytes that say how long they are. A GIF may move, so its pictures are counted.
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"BM", b"II*\0", b"MM\0*")
FAMILIES = (b"WEBP", b"avif", b"heic", b"heix", b"mif1")
SEVERAL = (".mjpeg", ".mjpg")  # JPEG pictures one after the other
TICK_S = 0.001  # the landmarker tells pictures apart by whole milliseconds
HINT = N_("Give another file, or play this one in a video player to see whether it is whole.")


class VideoFile:
    """A video file, read as fast as it is asked for; see `Source`.

    Rotated videos come out upright. Timestamps are the container's, variable frame rate included.

    Parameters
    ----------
    path : anything OpenCV reads.
    fps : give at most this many pictures a second; None gives all.

    Raises
    ------
    SourceError : missing, not a video, or without pictures. Names the file.
    SourceLostError : while iterating, after the last picture of a file that was cut short.
    """

    live = False
    trouble, skipped = "", 0

    def __init__(self, path: Path, fps: float | None = None) -> None:
        self.name = str(path)
        self._short = _checked(path)
        self._least_s = EARLY / fps if fps else 0.0
        self._capture = _opened(path, self._short)
        self._check_that_it_moves(path)
        # The first picture is read at once: only then is it known that there are any, and which way up.
        self._first = self._picture() if self._capture.grab() else None
        if self._first is None:
            self.close()
            raise SourceError(_("{path} holds no picture that can be read", path=path), _(HINT))
        self.size = (self._first.shape[1], self._first.shape[0])
        self.fps = _fps(self._capture)

    def __iter__(self) -> Iterator[tuple[Image | None, float]]:
        clock = _Clock(self._stamp(), self.fps or GUESSED_FPS)
        if self._first is not None:
            yield self._first, 0.0
        self._first, given_s = None, 0.0
        while self._capture is not None and self._capture.grab():
            t_s = clock.read(self._stamp())
            if t_s - given_s >= self._least_s and (image := self._picture()) is not None:
                given_s = t_s
                yield image, t_s
        if self._short:
            raise SourceLostError(
                _(
                    "{name} is cut short: it stops at {seconds} s; what came until then counts",
                    name=self.name,
                    seconds=f"{clock.t_s:.1f}",
                ),
                _(HINT),
            )

    def _check_that_it_moves(self, path: Path) -> None:
        import cv2

        if self._capture.get(cv2.CAP_PROP_FRAME_COUNT) == 1:
            self.close()
            raise _picture_error(path)

    def _stamp(self) -> float:
        import cv2

        return float(self._capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000

    def _picture(self) -> Image | None:
        ok, image = self._capture.retrieve()
        return image if ok else None

    def close(self) -> None:
        """Release the file; may be called twice."""
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Clock:
    """Container stamps to seconds from the first, strictly increasing; a container without any runs at its rate."""

    def __init__(self, stamp: float, fps: float) -> None:
        self._start = self._last = stamp
        self._step_s = 1 / fps
        self._moves = False
        self.t_s = 0.0

    def read(self, stamp: float) -> float:
        self._moves = self._moves or stamp != self._start
        least = self.t_s + (TICK_S if self._moves else self._step_s)
        self.t_s = stamp - self._start if stamp - self._start > self.t_s else least
        return self.t_s


def _checked(path: Path) -> bool:
    """Raise for what is no file or empty; True when it is an mp4 whose end is missing."""
    try:
        if path.is_dir():
            raise SourceError(
                _("{path} is a folder, not a video", path=path), _("Give a file in it, or a camera number like 0.")
            )
        if not path.exists():
            raise SourceError(
                _("{path}: no such file", path=path), _("Check the name, or give a camera number like 0.")
            )
        if not path.is_file():
            raise SourceError(
                _("{path} is not a regular file", path=path), _("Give a video file, a camera number or a URL.")
            )
        if path.stat().st_size == 0:
            raise SourceError(_("{path} is empty", path=path), _("Copy or record it again."))
        if _is_picture(path):
            raise _picture_error(path)
        return _cut_short(path)
    except OSError as error:
        raise SourceError(
            _("{path}: {reason}", path=path, reason=reason(error)), _("Check the name and who may read it.")
        ) from error


def _is_picture(path: Path) -> bool:
    """Whether it is one picture, whatever its name says."""
    with path.open("rb") as file:
        first = file.read(12)
    return (first.startswith(PICTURES) or first[8:] in FAMILIES) and path.suffix.lower() not in SEVERAL


def _picture_error(path: Path) -> SourceError:
    return SourceError(
        _("{path} is a picture; movement takes a video", path=path), _("Give a video, a camera number or a recording.")
    )


def _cut_short(path: Path) -> bool:
    """Whether a box of an mp4 or mov goes on beyond the end of the file. Source: ISO/IEC 14496-12, 4.2."""
    end, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at + 8 <= end:
            file.seek(at)
            length, kind = struct.unpack(">I4s", file.read(8))
            if (at == 0 and kind not in FIRST) or not kind.isalnum():
                return False
            if length == 1:
                (length,) = struct.unpack(">Q", file.read(8).rjust(8, b"\0"))
            if length < 8:  # 0: up to the end of the file
                return False
            at += length
    return at > end


def _opened(path: Path, short: bool) -> Any:
    cv2 = opencv.load()
    # The full path: a name like "a:b.mp4" would be taken for a protocol.
    capture = cv2.VideoCapture(str(path.absolute()))
    if capture.isOpened():
        return capture
    capture.release()
    why = _("it is cut short") if short else _("it is no video, damaged, or of an unknown kind")
    raise SourceError(_("{path} cannot be read as a video: {why}", path=path, why=why), _(HINT))


def _fps(capture: Any) -> float | None:
    import cv2

    fps = float(capture.get(cv2.CAP_PROP_FPS))
    return fps if 0 < fps <= 1000 else None
