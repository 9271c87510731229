"""Keeps account of what an exercise needs to see and does not."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from coach.body.landmarks import INDEX
from coach.body.visibility import Body
from coach.events import Unseen

NOTICE_S = 0.5  # a landmark hidden for less than this is not worth a word


class Coverage:
    """Which needed landmarks are missing, and for how long. A need without a side ("elbow") stands for both.

    `reads` are the landmarks that the signal is made from: `unread` while hidden, and missing only where nothing can
    be judged without them. `gone`: landmarks that this person has not got, which nobody looks for.
    """

    def __init__(self, needs: Iterable[str], reads: Iterable[str] = (), gone: Collection[str] = ()) -> None:
        named: list[str] = []
        for need in needs:
            named += [need] if need in INDEX else [f"left_{need}", f"right_{need}"]
        self.needs = tuple(name for name in named if name not in gone)
        self._reads = tuple(dict.fromkeys([*self.needs, *(name for name in sorted(reads) if name not in gone)]))
        self._good = dict.fromkeys(self.needs, "good")
        self.missing: tuple[str, ...] = ()
        self.unread: tuple[str, ...] = ()
        self._since: dict[str, float] = {}
        self._gap: tuple[float, set[str]] | None = None
        self._seconds = self._seen_s = 0.0
        self._last_s = math.nan

    @property
    def share(self) -> float:
        """Share of the time in which the movement could be judged, 0..1."""
        return self._seen_s / self._seconds if self._seconds else 0.0

    def update(self, t_s: float, body: Body, judged: bool, counting: bool = True) -> list[Unseen]:
        """`judged`: the signal could be read from this frame. Returns the stretch that ended in it, if one did.

        While nothing is counted, nothing is put to account either."""
        step_s = 0.0 if math.isnan(self._last_s) else t_s - self._last_s
        self._last_s = t_s
        if self._since or not body.hidden.isdisjoint(self._reads):
            self._note_hidden(t_s, body.hidden)
        self.missing = tuple([n for n in self.unread if n in self.needs or not judged])
        if counting:
            self._seconds += step_s
            self._seen_s += step_s * judged
        if not counting:
            return []
        if self.missing:
            begin = min(self._since[n] for n in self.missing)
            self._gap = (self._gap[0], self._gap[1] | set(self.missing)) if self._gap else (begin, set(self.missing))
            return []
        return self.finish(t_s)

    def _note_hidden(self, t_s: float, hidden: Collection[str]) -> None:
        for name in self._reads:
            if name in hidden:
                self._since.setdefault(name, t_s)
            else:
                self._since.pop(name, None)
        self.unread = tuple([n for n in self._reads if t_s - self._since.get(n, math.inf) >= NOTICE_S])

    def restart(self) -> None:
        """A new set: a new account."""
        self._seconds = self._seen_s = 0.0
        self._gap = None

    def finish(self, t_s: float) -> list[Unseen]:
        """Close the stretch that is still open."""
        if self._gap is None:
            return []
        (begin, names), self._gap = self._gap, None
        return [Unseen(t_s=t_s, start_s=begin, end_s=t_s, missing=tuple(n for n in self._reads if n in names))]

    def judged(self, body: Body, at_fault: Iterable[str]) -> dict[str, str]:
        """Landmark -> "good", "fault" or "unseen" for what this exercise looks at."""
        marks = self._good.copy()
        for name in body.hidden.intersection(marks):
            marks[name] = "unseen"
        for name in at_fault:
            if marks.get(name) != "unseen":
                marks[name] = "fault"
        return marks
