"""From a frame to the smoothed measures that an exercise reads."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

from coach.body.landmarks import PoseFrame
from coach.body.measures import Measurer, split_side
from coach.body.one_euro import OneEuro
from coach.body.visibility import Body, Watcher

SLOPES = {"deg": 60.0, "sw": 0.35, "m": 0.12, "1": 1.0}  # what counts as fast, by unit, in a second


class Measuring(Protocol):
    """What a set asks for its measures."""

    def begin_anew(self) -> None: ...

    def update(self, frame: PoseFrame, moving: bool) -> tuple[Body, dict[str, float], bool]: ...


class Measurement:
    """Measures one person. `update()` once a frame."""

    def __init__(self, names: Iterable[str]) -> None:
        self._measurer, self._watcher = Measurer(tuple(sorted(names))), Watcher()
        self._scale_px = math.nan
        self._smooth_anew()

    def begin_anew(self) -> None:
        """The picture was turned: where the body was in it says nothing any more."""
        self._watcher = Watcher()

    def update(self, frame: PoseFrame, moving: bool) -> tuple[Body, dict[str, float], bool]:
        """The body, its measures, and whether lengths have changed their meaning because the person came nearer or
        went away, so that what refers to the old ones is worth nothing. That is never so while `moving`."""
        body = self._watcher.update(frame)
        raw = self._measurer.update(body, moving)
        scale, before = self._measurer.scale.px, self._scale_px
        known = not math.isnan(scale)
        rescaled = known and not math.isnan(before) and scale != before
        if known:
            self._scale_px = scale
        if rescaled:
            self._smooth_anew()
        t_s, smooth = frame.t_s, self._smooth
        return body, {name: smooth[name](t_s, value) for name, value in raw.items()}, rescaled

    def _smooth_anew(self) -> None:
        self._smooth = {name: one.update for name, one in smoothers_of(self._measurer.names).items()}


def smoothers_of(names: Iterable[str]) -> dict[str, OneEuro]:
    """Measure with its side -> what smooths it, from nothing."""
    return {name: OneEuro(slope_unit=SLOPES[split_side(name)[1].unit]) for name in names}
