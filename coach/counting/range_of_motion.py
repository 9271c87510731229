"""How far a repetition went in the movement's own unit: degrees, shoulder widths or metres."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import takewhile
from statistics import fmean

from coach.body.measures import VOCABULARY, split_side
from coach.body.side import SIDES, Side
from coach.body.timeseries import Recent
from coach.counting.progress_signal import MeasureWay, ProgressSignal
from coach.events import Moved

BEFORE_S = 1.0  # a repetition is noticed an eighth of its way late (`NEAR_REST`): its rest lies before that
WINDOW_S = 150.0  # the longest hold of the library lasts two minutes, and its beginning is still needed at its end


class RangeOfMotion:
    """Follows the measures of the progress signal. `update()` once a frame, `between()` for a repetition.

    The range is that of the measure that carries most of the signal in this view; of equals, of one in degrees, the
    unit that people know. It is the change between two moments, so neither the neutral nor a camera that leans has a
    part in it.
    """

    def __init__(self, signal: ProgressSignal) -> None:
        self._signal = signal
        self._names = tuple(sorted(signal.names))
        self._seen: Recent[tuple[float, ...]] = Recent(WINDOW_S)

    def update(self, t_s: float, values: Mapping[str, float]) -> None:
        """Take the measures of one frame."""
        self._seen.add(t_s, tuple([values[name] for name in self._names]))

    def between(self, start_s: float, peak_s: float, side: Side) -> Moved | None:
        """How far it went from its start to its peak; None where that was not seen."""
        ways = {limb: self._main(limb) for limb in SIDES}
        lately = takewhile(lambda seen: seen[0] >= start_s - BEFORE_S, reversed(self._seen))
        rows = [(t_s, row) for t_s, row in lately if t_s <= peak_s][::-1]
        rest, out = ([row for t_s, row in rows if (t_s > start_s) is later] for later in (False, True))
        changes = {limb: self._change(rest, out, ways[limb].name) for limb in SIDES}
        name = ways[Side.LEFT].name
        _side, word = split_side(name)
        if not word.sided or side != Side.BOTH:
            amount = changes[Side.LEFT if side == Side.BOTH else side]
            return None if math.isnan(amount) else Moved(word.name, word.unit, amount)
        seen = [change for change in changes.values() if not math.isnan(change)]
        if not seen:
            return None
        left, right = (None if math.isnan(changes[limb]) else changes[limb] for limb in SIDES)
        return Moved(word.name, word.unit, fmean(seen), left, right)

    def _main(self, side: Side) -> MeasureWay:
        """The measure that carries most of the signal of this side."""
        ways = [way for way in self._signal.ways[side] if way.view in ("any", self._signal.view)]
        return max(ways, key=lambda way: (way.weight, VOCABULARY[split_side(way.name)[1].name].unit == "deg"))

    def _change(self, rest: Sequence[tuple[float, ...]], out: Sequence[tuple[float, ...]], name: str) -> float:
        """From where it rested, furthest from the peak, to the peak; NaN where either was not seen."""
        at = self._names.index(name)
        peak = next((row[at] for row in reversed(out) if not math.isnan(row[at])), math.nan)
        return max((abs(peak - row[at]) for row in rest if not math.isnan(row[at] - peak)), default=math.nan)
