"""The measures of a recording that is looked at many times: taken the first time, and remembered."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.body.landmarks import PoseFrame
from coach.body.measurement import smoothers_of
from coach.body.measures import Measurer
from coach.body.measures.measurer import Scale
from coach.body.one_euro import OneEuro
from coach.body.visibility import Body, Watcher

Values = dict[str, float]


@dataclass
class Stretch:
    """The measures from one frame on for as long as a shoulder width stays the same number of pixels."""

    measurer: Measurer
    smoothers: dict[str, OneEuro]
    first: int
    values: list[Values] = field(default_factory=list)


class MeasuredOnce:
    """All that looking at the same frames again need not do again. The measures depend on who looks only through the
    size of the body, which is not followed while they see a repetition; with another size they are taken anew."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(names))
        self.bodies: list[Body] = []
        self._watcher = Watcher()
        self._stretches: dict[tuple[int, float], Stretch] = {}

    def begin_anew(self) -> None:
        """The picture was turned: where the body was in it says nothing any more."""
        self._watcher = Watcher()

    def body(self, place: int, frame: PoseFrame) -> Body:
        """The body in this frame; places come in order the first time."""
        if place == len(self.bodies):
            self.bodies.append(self._watcher.update(frame))
        return self.bodies[place]

    def values(self, place: int, first: int, px: float) -> Values:
        """The smoothed measures in a frame, where a shoulder width has had `px` pixels since the frame `first`."""
        stretch = self._stretches.get((first, px))
        if stretch is None:
            measurer = Measurer(self.names, Scale(px=px))
            stretch = self._stretches[first, px] = Stretch(measurer, smoothers_of(self.names), first)
        for k in range(first + len(stretch.values), place + 1):
            body = self.bodies[k]
            raw = stretch.measurer.update(body, moving=True)
            stretch.values.append({name: stretch.smoothers[name].update(body.t_s, x) for name, x in raw.items()})
        return stretch.values[place - first]


class RepeatedMeasurement:
    """Looks at the frames of a `MeasuredOnce` from the first to the last, as a `Measurement` does. `update()` once a
    frame."""

    def __init__(self, once: MeasuredOnce) -> None:
        self._once, self._scale = once, Scale()
        self._place = self._first = 0
        self._px = math.nan

    def begin_anew(self) -> None:
        """The picture was turned, in the same frame each time."""
        if self._place == len(self._once.bodies):
            self._once.begin_anew()

    def update(self, frame: PoseFrame, moving: bool) -> tuple[Body, Values, bool]:
        """The body, its measures, and whether lengths have changed their meaning; see `Measurement`."""
        place = self._place
        body = self._once.body(place, frame)
        self._place += 1
        px = self._scale.update(body, moving)
        if math.isnan(px):
            return body, dict.fromkeys(self._once.names, math.nan), False
        rescaled = not math.isnan(self._px) and px != self._px
        if px != self._px:
            self._px, self._first = px, place
        return body, self._once.values(place, self._first, px), rescaled
