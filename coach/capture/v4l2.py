"""What Linux tells of a video device: its name, its port, whether it gives pictures, and how large they can be.

Source: the Linux kernel, Documentation/userspace-api/media/v4l; numbers and layouts are those of `linux/videodev2.h`.
Asking neither starts the camera nor lights its lamp.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

QUERYCAP, CAPABILITY = 0x80685600, 104  # the request, and the bytes of its answer
ENUM_FMT, FORMAT = 0xC0405602, 64
ENUM_FRAMESIZES, FRAME_SIZE = 0xC02C564A, 44
ENUM_FRAMEINTERVALS, FRAME_INTERVAL = 0xC034564B, 52
PICTURES = 0x1 | 0x1000  # V4L2_CAP_VIDEO_CAPTURE, and the same in several planes
OWN_CAPS = 0x80000000  # V4L2_CAP_DEVICE_CAPS: the node says what it alone can do, beside what its whole device can
CAPTURE = 1  # V4L2_BUF_TYPE_VIDEO_CAPTURE
DISCRETE = 1  # a list of sizes or rates, not a range of them
MOST = 40  # a camera lists some ten formats, sizes and rates; a driver that never ends its list is left

Ask = Callable[[int, int, bytearray], object]
"""fcntl.ioctl: an open device, a request, and the buffer that is filled. Raises OSError."""


@dataclass(frozen=True)
class VideoNode:
    """One video device of the system.

    Attributes
    ----------
    name : as the camera calls itself: "Integrated Camera: Integrated C".
    port : where it is plugged in: "usb-0000:00:14.0-8".
    driver : "uvcvideo", or "v4l2 loopback" for a virtual one.
    pictures : False for a node that gives only notes about the pictures of another (metadata).
    size : (width, height) of its largest pictures, None where it does not say.
    fps : how many of these a second it gives at most, None where it does not say.
    """

    name: str
    port: str
    driver: str
    pictures: bool
    size: tuple[int, int] | None = None
    fps: float | None = None


def node(path: Path, ask: Ask | None = None) -> VideoNode | None:
    """What the device at this path says of itself; None where it may not be asked, or is no video device."""
    if ask is None:
        import fcntl

        ask = fcntl.ioctl
    try:
        device = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        return _asked(device, ask)
    except OSError:
        return None
    finally:
        os.close(device)


def _asked(device: int, ask: Ask) -> VideoNode:
    driver, name, port, _version, can, own = struct.unpack_from(
        "16s32s32sIII", _answer(ask, device, QUERYCAP, bytearray(CAPABILITY))
    )
    pictures = bool((own if can & OWN_CAPS else can) & PICTURES)
    size, fps = _best(device, ask) if pictures else (None, None)
    return VideoNode(_text(name), _text(port), _text(driver), pictures, size, fps)


def _best(device: int, ask: Ask) -> tuple[tuple[int, int] | None, float | None]:
    """The largest pictures, and of these the most a second."""
    found: list[tuple[int, int, float]] = []
    for kind in _formats(device, ask):
        for width, height in _sizes(device, ask, kind):
            found.append((width, height, max(_rates(device, ask, kind, width, height), default=0.0)))
    if not found:
        return None, None
    width, height, fps = max(found, key=lambda one: (one[0] * one[1], one[2]))
    return (width, height), fps or None


def _formats(device: int, ask: Ask) -> Iterator[int]:
    for answer in _listed(device, ask, ENUM_FMT, lambda index: struct.pack("II56x", index, CAPTURE)):
        # v4l2_fmtdesc: the format stands after index, type, flags and 32 letters of its name.
        yield struct.unpack_from("I", answer, 44)[0]


def _sizes(device: int, ask: Ask, kind: int) -> Iterator[tuple[int, int]]:
    for answer in _listed(device, ask, ENUM_FRAMESIZES, lambda index: struct.pack("II36x", index, kind)):
        # v4l2_frmsizeenum: after index and format come the kind and the first size.
        how, width, height = struct.unpack_from("III", answer, 8)
        if how == DISCRETE:
            yield width, height
        else:  # a range, of which the largest counts: least, most and step of the width, then of the height
            yield struct.unpack_from("I", answer, 16)[0], struct.unpack_from("I", answer, 28)[0]
            return


def _rates(device: int, ask: Ask, kind: int, width: int, height: int) -> Iterator[float]:
    def question(index: int) -> bytes:
        return struct.pack("IIII36x", index, kind, width, height)

    for answer in _listed(device, ask, ENUM_FRAMEINTERVALS, question):
        how, part, whole = struct.unpack_from(
            "III", answer, 16
        )  # seconds as a fraction; of a range, the shortest first
        if part:
            yield whole / part
        if how != DISCRETE:
            return


def _listed(device: int, ask: Ask, request: int, question: Callable[[int], bytes]) -> Iterator[bytearray]:
    """The answers about the first, the second ... until there are no more, which the system tells by an error."""
    with suppress(OSError):
        for index in count():
            if index == MOST:
                return
            yield _answer(ask, device, request, bytearray(question(index)))


def _answer(ask: Ask, device: int, request: int, buffer: bytearray) -> bytearray:
    ask(device, request, buffer)
    return buffer


def _text(raw: bytes) -> str:
    return raw.split(b"\0")[0].decode("utf-8", "replace").strip()
