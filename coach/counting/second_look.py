"""Repetitions that were told as incomplete, kept until the set is over: later ones may show that they were right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from coach.counting.rep_detector import Excursion
from coach.counting.rep_verdict import Found, Judgement
from coach.counting.settling import Settling

Judge = Callable[[Excursion, Found], Judgement]
"""An excursion and what was seen of it -> (what it lacks by all that is known now, its direction)."""


@dataclass
class SecondLook:
    """`keep()` what was not counted and may yet be; `release()` returns what a judge has nothing against any more."""

    _kept: list[tuple[Settling, Found]] = field(default_factory=list)

    def keep(self, settling: Settling, found: Found) -> None:
        """This one was told as incomplete."""
        self._kept.append((replace(settling, told=True), found))

    def release(self, judge: Judge) -> list[Settling]:
        """Those that count after all, in order of time; each is released once."""
        freed, still = [], []
        for settling, found in self._kept:
            missing, direction = judge(settling.done, found)
            if missing:
                still.append((settling, found))
            else:
                freed.append(replace(settling, missing=(), direction=direction, recounted=True))
        self._kept = still
        return freed

    def counted(self, done: Iterable[Excursion]) -> None:
        """These were counted before: what is kept of the same movements is no repetition more."""
        for excursion in done:
            self._kept = [(settling, found) for settling, found in self._kept if not settling.done.overlaps(excursion)]

    def only_told(self, done: Iterable[Excursion]) -> None:
        """Of what is kept, no more than these had been told: the rest was found by counting once more."""
        told = list(done)
        self._kept = [
            (replace(settling, told=any(settling.done.overlaps(one) for one in told)), found)
            for settling, found in self._kept
        ]

    def forget(self) -> None:
        """The set is over."""
        self._kept.clear()
