"""The coach's icons, drawn here: somebody who sits, as seen from the side, in the state that the watch is in.

They are drawn from arithmetic and not from files, so that every size is sharp and nothing has to be installed.
All places are shares of the icon's side, x to the right and y downwards.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.desktop.tray_face import Look

Picture = NDArray[np.uint8]
"""(side, side, 4) red, green, blue and how opaque."""
Cover = NDArray[np.float64]
Point = tuple[float, float]

FINER = 4  # the drawing is this much finer than the icon, and then averaged, so that its edges are smooth
WHITE = (255, 255, 255)
COLOURS = {  # each stands out from a dark and from a light panel, and from the others for the colour-blind
    Look.UPRIGHT: (46, 158, 91), Look.BAD: (224, 112, 16), Look.UNSEEN: (128, 134, 142), Look.QUIET: (120, 94, 200),
    Look.PAUSED: (58, 122, 190),
}  # fmt: skip
BACK = 0.15  # the width of a back: at 16 pixels still more than two of them
HEAD = 0.135
EDGE = 0.49  # a hair within the edge of the picture, where a shape would look cut off


def drawn(look: Look, side_px: int) -> Picture:
    """The icon of the tray: a coloured disc, and on it in white the shape that stands for the state."""
    at = _places(side_px)
    return _averaged(_laid((_disc(at, (0.5, 0.5), EDGE), COLOURS[look]), (_shape(look, at), WHITE)))


def launcher(side_px: int) -> Picture:
    """The icon of the application: somebody upright on a tile with round corners."""
    at = _places(side_px)
    corner = 0.22  # of its side: as round as the icons of other programs are today
    x, y = (np.maximum(np.abs(axis - 0.5) - (EDGE - corner), 0) for axis in at)
    return _averaged(_laid((np.hypot(x, y) <= corner, COLOURS[Look.UPRIGHT]), (_shape(Look.UPRIGHT, at), WHITE)))


def png(picture: Picture) -> bytes:
    """The icon as a PNG file. Source: W3C, Portable Network Graphics, chunks IHDR, IDAT and IEND."""
    height, width = picture.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in picture)  # 0: the row is as it is, without a filter
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)  # 8 bits each of red, green, blue and opacity
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def argb(picture: Picture) -> bytes:
    """The icon as StatusNotifierItem wants it: opacity, red, green, blue of each pixel in this order."""
    return picture[..., [3, 0, 1, 2]].tobytes()


def _places(side_px: int) -> tuple[Cover, Cover]:
    """x and y of every point of the fine drawing."""
    along = (np.arange(side_px * FINER) + 0.5) / (side_px * FINER)
    x, y = np.meshgrid(along, along)
    return x, y


def _shape(look: Look, at: tuple[Cover, Cover]) -> NDArray[np.bool_]:
    if look == Look.PAUSED:  # two bars
        return _stroke(at, (0.37, 0.3), (0.37, 0.7), 0.075) | _stroke(at, (0.63, 0.3), (0.63, 0.7), 0.075)
    if look == Look.UNSEEN:  # an empty ring
        return _disc(at, (0.5, 0.5), 0.27) & ~_disc(at, (0.5, 0.5), 0.15)
    if look == Look.BAD:
        return _sitting(at, ((0.38, 0.66), (0.34, 0.54), (0.44, 0.43)), (0.62, 0.34))
    upright = _sitting(at, ((0.4, 0.66), (0.4, 0.46)), (0.4, 0.23))
    if look == Look.QUIET:  # with a line through it
        gap = _stroke(at, (0.24, 0.8), (0.78, 0.26), 0.1)
        return (upright & ~gap) | _stroke(at, (0.24, 0.8), (0.78, 0.26), 0.045)
    return upright


def _sitting(at: tuple[Cover, Cover], back: Sequence[Point], head: Point) -> NDArray[np.bool_]:
    """Somebody on a chair, from the side: the back from the seat upwards, the head, and a leg."""
    leg = (back[0], (0.66, 0.66), (0.66, 0.84))
    lines = [*pairwise(back), *pairwise(leg)]
    body = np.any([_stroke(at, begin, end, BACK / 2) for begin, end in lines], axis=0)
    return np.asarray(body | _disc(at, head, HEAD))


def _disc(at: tuple[Cover, Cover], middle: Point, radius: float) -> NDArray[np.bool_]:
    return np.hypot(at[0] - middle[0], at[1] - middle[1]) <= radius


def _stroke(at: tuple[Cover, Cover], begin: Point, end: Point, radius: float) -> NDArray[np.bool_]:
    """A thick line with round ends: all that is no further from it than `radius`."""
    (bx, by), (ex, ey) = begin, end
    dx, dy = ex - bx, ey - by
    along = np.clip(((at[0] - bx) * dx + (at[1] - by) * dy) / (dx * dx + dy * dy), 0, 1)
    return np.hypot(at[0] - bx - along * dx, at[1] - by - along * dy) <= radius


def _laid(*layers: tuple[NDArray[np.bool_], tuple[int, int, int]]) -> NDArray[np.float64]:
    """Each layer over those before it; nothing where there is none."""
    picture = np.zeros((*layers[0][0].shape, 4))
    for where, colour in layers:
        picture[where] = (*colour, 255)
    return picture


def _averaged(fine: NDArray[np.float64]) -> Picture:
    side = fine.shape[0] // FINER
    blocks = fine.reshape(side, FINER, side, FINER, 4)
    opaque = blocks[..., 3:].sum(axis=(1, 3))
    colour = (blocks[..., :3] * blocks[..., 3:]).sum(axis=(1, 3)) / np.maximum(opaque, 1)
    return np.concatenate([colour, opaque / FINER**2], axis=-1).round().astype(np.uint8)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
