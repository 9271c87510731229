"""A curve as a line of text: how far the movement had gone, and under it which repetition ended where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
GAP = " "  # not seen
TOP = 1.2  # of the way to the target: what goes farther is drawn as high


def text_curve(times: Sequence[float], values: Sequence[float], columns: int) -> str:
    """One character for each part of the time, as high as the largest value in it; a blank where nothing was seen."""
    highest = [-math.inf] * columns
    for t_s, value in zip(times, values, strict=True):
        if not math.isnan(value):
            column = column_of(t_s, times, columns)
            highest[column] = max(highest[column], value)
    return "".join(_block(value) for value in highest)


def marks(at_s: Mapping[float, str], times: Sequence[float], columns: int) -> str:
    """The line under it: each mark where its moment is."""
    line = [" "] * (columns + 4)
    for t_s, mark in at_s.items():
        column = column_of(t_s, times, columns)
        line[column : column + len(mark)] = mark
    return "".join(line).rstrip()


def column_of(t_s: float, times: Sequence[float], columns: int) -> int:
    """The character that stands for this moment."""
    share = (t_s - times[0]) / max(times[-1] - times[0], 1e-9)
    return min(columns - 1, max(0, int(share * columns)))


def _block(value: float) -> str:
    if value == -math.inf:
        return GAP
    return BLOCKS[min(len(BLOCKS) - 1, max(0, int(value / TOP * len(BLOCKS))))]
