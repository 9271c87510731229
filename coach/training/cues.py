"""Which correction, when, how often: onsets of rules, and which of them is spoken."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from coach.events import Cue
from coach.training.conditions import SIDES, Readings
from coach.training.definitions import CueRule
from coach.training.progress import ActiveCue

RELEASE_S = 0.6  # a rule has to be false this long before it can start again
COOLDOWN_S = 6.0  # the same correction is not spoken again sooner
READ_S = 2.0  # a correction stays on screen for this long at least
QUIET_S = 2.5  # between any two spoken corrections


@dataclass
class _Watch:
    rule: CueRule
    true_since: float = math.nan
    last_true: float = math.nan
    standing: str | None = None
    side: str = "both"
    since_s: float = math.nan
    spoken_s: float = -math.inf


class Cues:
    """Watches all rules of an exercise; `update()` once a frame returns the onsets."""

    def __init__(self, rules: Iterable[CueRule]) -> None:
        self._watches = [_Watch(rule) for rule in sorted(rules, key=lambda r: r.priority)]
        self._last_spoken_s = -math.inf
        self._remark: ActiveCue | None = None

    def update(self, t_s: float, phase: str, readings: Readings, judged: tuple[str, ...] = SIDES) -> list[Cue]:
        """The corrections that begin in this frame; a rule is only judged in its phases, and on the `judged` sides."""
        onsets = []
        for watch in self._watches:
            side = readings.sides(watch.rule.when, judged) if phase in watch.rule.phases else None
            if self._begins(watch, t_s, side):
                onsets.append(self._say(watch, t_s))
        return onsets

    def remark(self, t_s: float, name: str, say: str, side: str) -> Cue:
        """A correction that no rule stands behind, said of a repetition that is over."""
        spoken = t_s - self._last_spoken_s >= QUIET_S
        if spoken:
            self._last_spoken_s = t_s
        self._remark = ActiveCue(name, say, side, t_s)
        return Cue(t_s=t_s, id=name, say=say, side=side, spoken=spoken)

    def standing(self, t_s: float) -> ActiveCue | None:
        """The most important correction that stands now, or began a moment ago: long enough to be read."""
        if self._remark is not None and t_s - self._remark.since_s < READ_S:
            return self._remark
        for watch in self._watches:
            if watch.standing is not None or t_s - watch.since_s < READ_S:
                return ActiveCue(watch.rule.id, watch.rule.say, watch.side, watch.since_s, _marks(watch))
        return None

    @staticmethod
    def _begins(watch: _Watch, t_s: float, side: str | None) -> bool:
        if side is None:
            if not math.isnan(watch.last_true) and t_s - watch.last_true > RELEASE_S:
                watch.standing = None
            if math.isnan(watch.last_true) or t_s - watch.last_true > 0.15:
                watch.true_since = math.nan
            return False
        watch.last_true = t_s
        if math.isnan(watch.true_since):
            watch.true_since = t_s
        if watch.standing is not None or t_s - watch.true_since < watch.rule.for_s:
            return False
        watch.standing = watch.side = side
        watch.since_s = t_s
        return True

    def _say(self, watch: _Watch, t_s: float) -> Cue:
        spoken = t_s - watch.spoken_s >= COOLDOWN_S and t_s - self._last_spoken_s >= QUIET_S
        if spoken:
            watch.spoken_s = self._last_spoken_s = t_s
        return Cue(t_s=t_s, id=watch.rule.id, say=watch.rule.say, side=watch.side, spoken=spoken)


def _marks(watch: _Watch) -> tuple[str, ...]:
    """The landmarks at fault, on the side at fault: a mark without a side stands for the side's own."""
    named = []
    for mark in watch.rule.marks:
        if mark.startswith(("left_", "right_")) or mark == "nose":
            named.append(mark)
        else:
            sides = SIDES if watch.side == "both" else (watch.side,)
            named += [f"{side}_{mark}" for side in sides]
    return tuple(dict.fromkeys(named))
