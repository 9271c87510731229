"""The last half minute counted once more, when it has turned out that the rest was somewhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach.body.timeseries import Recent
from coach.counting.conditions import Readings, names_compared
from coach.counting.progress_signal import ProgressSignal
from coach.counting.rep_baseline import RepBaseline
from coach.counting.rep_counter import RepCounter
from coach.counting.rep_detector import Limits
from coach.counting.settling import Settling
from coach.definitions.definition import Exercise

REVIEW_S = 30.0  # three slow held repetitions: the movement has to show its lower end twice before it is believed

Frame = tuple[Mapping[str, float], bool]


class Review:
    """Keeps what was measured and what was told. `again()` counts it once more by the neutral that is known now."""

    def __init__(self, exercise: Exercise, signal: ProgressSignal) -> None:
        self._exercise, self._signal = exercise, signal
        self._since_rest = names_compared(exercise, "rep")
        self._frames: Recent[Frame] = Recent(REVIEW_S)
        self._told: list[Settling] = []

    def add(self, t_s: float, values: Mapping[str, float], disturbed: bool) -> None:
        """Keep one frame."""
        self._frames.add(t_s, (values, disturbed))

    def tell(self, settling: Settling) -> None:
        """Keep what was told, whole or not."""
        self._told = [s for s in self._told if s.done.end_s >= settling.done.end_s - REVIEW_S]
        self._told.append(settling)

    def forget(self) -> None:
        """What was measured has nothing to do with what comes."""
        self._frames.clear()
        self._told.clear()

    def again(self, before: RepCounter, limits: Limits) -> tuple[RepCounter, RepBaseline, list[Settling]]:
        """(A counter as it would stand now instead of the one `before`, the measures at rest, the repetitions that
        count after all)."""
        counter, baseline = RepCounter(self._exercise, self._signal, limits), RepBaseline(self._since_rest)
        self._signal.forget_range()
        found: list[Settling] = []
        for t_s, (values, disturbed) in self._frames:
            levels = self._signal.levels(values)
            readings = Readings(values, self._signal.neutral.values, baseline.values)
            found += counter.update(t_s, levels, values, readings, disturbed)
            baseline.follow(t_s, counter, levels, self._signal.lead, values)
        counted = [told.done for told in self._told if not told.missing]
        after_all = [after for s in found if (after := self._after_all(s)) is not None]
        counter.succeed(before, counted, [told.done for told in self._told if told.missing])
        return counter, baseline, after_all

    def _after_all(self, settling: Settling) -> Settling | None:
        """A whole repetition as one that counts after all; None for one that was counted, or does not count."""
        same = [told for told in self._told if told.done.overlaps(settling.done)]
        if settling.missing or any(not told.missing for told in same):
            return None
        for told in same:
            self._told.remove(told)  # each partial repetition can turn out to be a whole one only once
        return replace(settling, recounted=True, told=bool(same))
