"""What "compared with your earlier repetitions" refers to: how this person looks at the target, one after the other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from statistics import median

from coach.body.side import Side
from coach.definitions.phase import TARGET, Phase

KEPT = 8  # so many whole repetitions of a side are looked at: a habit that changes over a long set is followed


class UsualForm:
    """Keeps the named measures of the whole repetitions of each side. `update()` once a frame, `repetition()` when one
    was whole. `values`: measure with its side -> what is usual for the side under way; empty before its first."""

    def __init__(self, names: Iterable[str]) -> None:
        self.values: dict[str, float] = {}
        self._names = tuple(sorted(names))
        self._tops: dict[Side, deque[dict[str, float]]] = defaultdict(lambda: deque(maxlen=KEPT))
        self._ended: dict[Side, dict[str, float]] = {}
        self._now: dict[str, list[float]] = defaultdict(list)
        self._side: Side | None = None

    def update(self, side: Side | None, phase: Phase, values: Mapping[str, float]) -> None:
        """Take one frame; `side` is the one under way, None when there is none."""
        if side != self._side:
            self._end()
            self._side = side
            self._compare()
        if side is not None and phase == TARGET:
            for name in self._names:
                if (value := values[name]) == value:
                    self._now[name].append(value)

    def repetition(self, side: Side) -> None:
        """The last movement of this side was a whole repetition."""
        self._end()
        if (top := self._ended.pop(side, None)) is not None:
            self._tops[side].append(top)
            self._compare()

    def forget(self) -> None:
        """Lengths have changed their meaning."""
        for known in (self._tops, self._ended, self._now, self.values):
            known.clear()

    def _end(self) -> None:
        """What was seen of the movement that is over."""
        if self._side is not None and self._now:
            self._ended[self._side] = {name: median(seen) for name, seen in self._now.items()}
        self._now.clear()

    def _compare(self) -> None:
        """What is usual for the side under way."""
        self.values.clear()
        tops = self._tops[self._side] if self._side is not None else ()
        for name in self._names:
            if known := [top[name] for top in tops if name in top]:
                self.values[name] = median(known)
