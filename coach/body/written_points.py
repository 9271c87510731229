"""A short recording as plain text, so that an exercise and the movement that shows it fit in one file.

One line a frame, all of it whole numbers: the time in milliseconds, then for each landmark x, y and z in tenths of a
pixel, x, y and z in millimetres, and how well it was seen in hundredths. The first line has the picture's width and
height. A frame without a body is its time alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from coach.body.landmarks import COUNT, Array, PoseFrame, empty_frame
from coach.wording.catalogue import _

NUMBERS = 7 * COUNT  # of a frame with a body, its time not counted
PIXEL, METRE, SEEN = 10.0, 1000.0, 100.0  # how many of our units each of them has
LARGEST = 1_000_000  # no coordinate of a body in a picture is larger, in any of the units


def written(frames: Sequence[PoseFrame]) -> str:
    """The lines. The frames are of one picture size; their times count from the first."""
    width, height = frames[0].size
    lines = [f"{width} {height}"]
    lines += [_line(frame, frame.t_s - frames[0].t_s) for frame in frames]
    return "\n".join(lines) + "\n"


def read_points(text: str) -> list[PoseFrame]:
    """The frames that were written so. Raises ValueError, with the number of the line, for anything else."""
    lines = text.splitlines()
    rows = [_numbers(line, number) for number, line in enumerate(lines, 1)]
    if len(rows) < 2 or len(rows[0]) != 2 or not all(0 < side <= LARGEST for side in rows[0]):
        raise ValueError(_("line 1: expected the width and height of the picture, and a line for each frame"))
    size = int(rows[0][0]), int(rows[0][1])
    frames = [_frame(row, number, size) for number, row in enumerate(rows[1:], 2)]
    late = next((i for i in range(1, len(frames)) if frames[i].t_s <= frames[i - 1].t_s), None)
    if late is not None:
        raise ValueError(_("line {number}: its time does not come after the one before", number=late + 2))
    return frames


def _line(frame: PoseFrame, t_s: float) -> str:
    time = str(round(1000 * t_s))
    if not frame.present:
        return time
    points = np.concatenate([PIXEL * frame.image, METRE * frame.world, SEEN * frame.visibility[:, None]], axis=1)
    return " ".join([time, *(_whole(value) for value in points.ravel().tolist())])


def _whole(value: float) -> str:
    """ "-" for a coordinate that is not known."""
    return str(round(value)) if math.isfinite(value) else "-"


def _numbers(line: str, number: int) -> list[float]:
    try:
        return [_number(word) for word in line.split()]
    except ValueError:
        raise ValueError(_("line {number}: expected whole numbers with blanks between them", number=number)) from None


def _number(word: str) -> float:
    if word == "-":
        return math.nan
    if len(word) > 8 or not word.removeprefix("-").isdecimal() or not word.isascii():
        raise ValueError(word)
    return float(word)


def _frame(row: Sequence[float], number: int, size: tuple[int, int]) -> PoseFrame:
    if len(row) not in (1, 1 + NUMBERS) or not 0 <= row[0] <= LARGEST:
        raise ValueError(_("line {number}: expected the time and {numbers} numbers", number=number, numbers=NUMBERS))
    t_s = row[0] / 1000
    if len(row) == 1:
        return empty_frame(t_s, size)
    grid: Array = np.array(row[1:], np.float64).reshape(COUNT, 7)
    seen = np.nan_to_num(np.clip(grid[:, 6] / SEEN, 0, 1))
    return PoseFrame(t_s, grid[:, :3] / PIXEL, grid[:, 3:6] / METRE, seen, size)
