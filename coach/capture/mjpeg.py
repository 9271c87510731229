"""A stream of JPEG pictures over HTTP, part by part: a part that is empty or broken is left out, and counted.

OpenCV's own reader takes such a part for the end of the stream. This one has the methods of `cv2.VideoCapture` that
are used. Source of the format: RFC 2046, 5.1 (multipart), as network cameras speak it, who are careless about it.
"""

from __future__ import annotations

import re
import urllib.request
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from typing import Any

from coach.capture import address, opencv
from coach.capture.source import Image

LONGEST_LINE = 4096  # bytes; a header has some fifty
MOST_LINES = 100  # of one part's header, or between two parts
LARGEST = 32 << 20  # bytes of one picture; 8K at the best quality has some 20 million
AT_ONCE = 1 << 16


class Mjpeg:
    """The pictures of an open answer.

    Attributes
    ----------
    skipped : parts that were no picture, so far.
    ended : the stream was ended in good order, and did not break off.
    """

    def __init__(self, answer: HTTPResponse, boundary: str) -> None:
        self._answer, self._boundary = answer, boundary.encode()
        self._waiting = b""  # what was read beyond the last part
        self._part = b""
        self.skipped, self.ended, self._broken = 0, False, False

    def grab(self) -> bool:
        """Read the next part. False when the stream has ended or broken off."""
        if self.ended or self._broken:
            return False
        try:
            if not self._to_boundary():
                return False
            length = self._length()
            self._part = self._read(length) if length is not None else self._read_to_boundary()
        except (OSError, HTTPException, ValueError):
            self._broken = True
        return not self._broken

    def retrieve(self) -> tuple[bool, Image | None]:
        """The picture in the part that was read last; False for a part that is none."""
        cv2 = opencv.load()
        image = None
        if self._part:
            import numpy as np

            with suppress(cv2.error):
                image = cv2.imdecode(np.frombuffer(self._part, np.uint8), cv2.IMREAD_COLOR)
        self.skipped += image is None
        return image is not None, image

    def release(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._answer.close()

    def _to_boundary(self) -> bool:
        """Go on to behind the next boundary. False at the last one, which ends in two dashes."""
        for _ in range(MOST_LINES):
            line = self._line().strip()
            if line.startswith(b"--") and self._boundary in line:
                self.ended = line.endswith(self._boundary + b"--")
                return not self.ended
        raise ValueError("no boundary")

    def _length(self) -> int | None:
        """What the header of a part says about its length; None where it says nothing."""
        length = None
        for _ in range(MOST_LINES):
            line = self._line().strip()
            if not line:
                return length
            if found := re.fullmatch(rb"(?i)content-length:\s*(\d{1,9})", line):
                length = min(int(found[1]), LARGEST)
        raise ValueError("no end of the header")

    def _line(self) -> bytes:
        while b"\n" not in self._waiting:
            if len(self._waiting) > LONGEST_LINE:
                line, self._waiting = self._waiting, b""
                return line
            self._more()
        line, _, self._waiting = self._waiting.partition(b"\n")
        return line

    def _read(self, length: int) -> bytes:
        while len(self._waiting) < length:
            self._more()
        part, self._waiting = self._waiting[:length], self._waiting[length:]
        return part

    def _read_to_boundary(self) -> bytes:
        """The part up to the next boundary, which stays unread."""
        seen, mark = 0, b"--" + self._boundary
        while (at := self._waiting.find(mark, max(0, seen - len(mark)))) < 0:
            seen = len(self._waiting)
            if seen > LARGEST:
                raise ValueError("no boundary")
            self._more()
        part, self._waiting = self._waiting[:at], self._waiting[at:]
        return part

    def _more(self) -> None:
        new = self._answer.read1(AT_ONCE)
        if not new:
            raise ConnectionResetError  # it broke off
        self._waiting += new


def opened(url: str, seconds: float) -> Mjpeg | None:
    """The stream at an address; None for what is there but is no such stream, or does not answer."""
    try:
        answer = _opener(url).open(_plain(url), timeout=seconds)
    except (OSError, HTTPException, ValueError):
        return None
    kind = answer.headers.get_content_type()
    boundary = answer.headers.get_param("boundary")
    if kind != "multipart/x-mixed-replace" or not isinstance(boundary, str) or not boundary.strip("-"):
        answer.close()
        return None
    return Mjpeg(answer, boundary.strip("-"))


def _opener(url: str) -> Any:
    """Gives user and password when it is asked for them, in either of the two ways that HTTP knows."""
    where = address.parsed(url)
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if where.user:
        passwords.add_password(None, _plain(url), where.user, where.password)
    return urllib.request.build_opener(
        urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPDigestAuthHandler(passwords)
    )


def _plain(url: str) -> str:
    """The address without user and password."""
    where = address.parsed(url)
    return f"{where.scheme}://{where.host}{where.tail}" if where.clear else url
