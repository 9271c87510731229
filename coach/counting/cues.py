"""Which correction, when, how often: onsets of rules, and which of them is spoken."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice

from coach.body.side import BOTH, SIDES, Side
from coach.body.timeseries import Lasting
from coach.counting.conditions import Criterion, Judged, Readings
from coach.counting.progress import ActiveCue
from coach.definitions.definition import CueRule
from coach.definitions.phase import START, Phase
from coach.events import Cue

FLICKER_S = 0.15  # a rule that is false for two or three frames has not stopped being true
RELEASE_S = 0.6  # a rule has to be false this long before it can start again
COOLDOWN_S = 6.0  # the same correction is not spoken again sooner
READ_S = 2.0  # a correction stays on screen for this long at least
QUIET_S = 2.5  # between any two spoken corrections
UNSEEN = 0.2  # share of a repetition that may be hidden if the form in it is to be called right


@dataclass(eq=False)
class _Watch:
    rule: CueRule
    ways: tuple[tuple[Criterion, tuple[Phase, ...]], ...]
    true: Lasting = field(default_factory=Lasting)
    last_true: float = math.nan
    standing: Side | None = None
    side: Side = BOTH
    since_s: float = math.nan
    spoken_s: float = -math.inf
    unanswered: bool = False  # spoken, and no repetition has been right since
    wrong: int = 0  # frames since the last repetition in which the rule was true,
    right: int = 0  # seen not to be true,
    unseen: int = 0  # or could not be judged

    @property
    def plain(self) -> bool:
        """It says nothing about one side alone."""
        return all(criterion.plain for criterion, _ in self.ways)

    def concerns(self, side: Side) -> bool:
        """Whether a repetition of this side says anything about the side at fault."""
        return BOTH in (side, self.side) or side == self.side

    def put_right(self) -> bool:
        """The repetition that ends now was seen well enough and was free of the fault."""
        return self.wrong == 0 and self.right > 0 and self.unseen <= UNSEEN * (self.right + self.unseen)


class Cues:
    """Watches all rules of an exercise; `update()` once a frame returns the onsets, `repetition()` takes the end of
    each, and `shown()` says what to show."""

    def __init__(self, rules: Iterable[CueRule]) -> None:
        by_weight = sorted(rules, key=lambda rule: rule.priority)
        self._watches = [_Watch(rule, tuple((Criterion(c), phases) for c, phases in rule.ways)) for rule in by_weight]
        self._asked_in = {phase: tuple(self._asked(phase)) for phase in Phase}
        self._criteria_in = {
            phase: tuple(criterion for _, criteria in asked for criterion in criteria)
            for phase, asked in self._asked_in.items()
        }
        self._last_spoken_s = -math.inf
        self._remark: ActiveCue | None = None
        self._praise: tuple[str, float] | None = None
        self._waiting: list[_Watch] = []

    def update(
        self, t_s: float, phase: Phase, readings: Readings, judged: tuple[Side, ...] = SIDES, *, proven: bool = True
    ) -> list[Cue]:
        """The corrections that begin in this frame; a rule is only judged in its phases, and on the `judged` sides.
        What begins before the movement is `proven` to be the exercise is kept, and said as soon as it is; what is
        judged at rest, too, is no part of a movement and need not wait."""
        onsets = [self._say(watch, t_s) for watch in self._waiting] if proven else []
        self._waiting = [] if proven else self._waiting
        answers = iter(readings.judged(self._criteria_in[phase]))
        for watch, criteria in self._asked_in[phase]:
            side = None
            if criteria:
                found = reduce(_either, islice(answers, len(criteria)))
                side = _at_fault(watch, found, judged)
                _totals(watch, side, found, judged)
            if not self._begins(watch, t_s, side):
                continue
            if proven or START in watch.rule.phases:
                onsets.append(self._say(watch, t_s))
            else:
                self._waiting.append(watch)
        return onsets

    def _asked(self, phase: Phase) -> Iterator[tuple[_Watch, tuple[Criterion, ...]]]:
        """Every correction, with what is looked at for it in a phase."""
        for watch in self._watches:
            yield watch, tuple(criterion for criterion, phases in watch.ways if phase in phases)

    def drop(self) -> None:
        """The movement came to nothing: what began in it is not said."""
        self._waiting.clear()

    def repetition(self, t_s: float, start_s: float, side: Side, *, complete: bool) -> None:
        """A repetition of `side` that began at `start_s` is over. The first complete one without the fault that was
        spoken of before it is worth a word of praise, once; of several faults put right, the gravest."""
        for watch in self._watches:
            if not watch.concerns(side):
                continue
            if complete and watch.unanswered and watch.spoken_s <= start_s and watch.put_right():
                watch.unanswered = False
                if watch.rule.praise and (self._praise is None or self._praise[1] < t_s):
                    self._praise = (watch.rule.praise, t_s)
            watch.wrong = watch.right = watch.unseen = 0

    def remark(self, t_s: float, name: str, say: str, side: Side) -> Cue:
        """A correction that no rule stands behind, said of a repetition that is over."""
        spoken = t_s - self._last_spoken_s >= QUIET_S
        if spoken:
            self._last_spoken_s = t_s
        self._remark = ActiveCue(name, say, side, t_s)
        return Cue(t_s=t_s, id=name, say=say, side=side, spoken=spoken)

    def shown(self, t_s: float) -> tuple[ActiveCue | None, str | None]:
        """The correction to show, and the praise for what was put right: each stands long enough to be read."""
        praise = self._praise[0] if self._praise is not None and t_s - self._praise[1] < READ_S else None
        return self._standing(t_s), praise

    def _standing(self, t_s: float) -> ActiveCue | None:
        """The most important correction that stands now, or began a moment ago."""
        if self._remark is not None and t_s - self._remark.since_s < READ_S:
            return self._remark
        for watch in self._watches:
            if watch in self._waiting:
                continue
            if watch.standing is not None or t_s - watch.since_s < READ_S:
                return ActiveCue(
                    watch.rule.id, watch.rule.say, watch.side, watch.since_s, _marks(watch), watch.standing is None
                )
        return None

    @staticmethod
    def _begins(watch: _Watch, t_s: float, side: Side | None) -> bool:
        if side is None:
            if t_s - watch.last_true > RELEASE_S:
                watch.standing = None
            if t_s - watch.last_true > FLICKER_S:
                watch.true.end()
            return False
        watch.last_true = t_s
        true_s = watch.true.update(t_s, True)
        if watch.standing is not None or true_s < watch.rule.for_s:
            return False
        watch.standing = watch.side = side
        watch.since_s = t_s
        return True

    def _say(self, watch: _Watch, t_s: float) -> Cue:
        spoken = t_s - watch.spoken_s >= COOLDOWN_S and t_s - self._last_spoken_s >= QUIET_S
        if spoken:
            watch.spoken_s = self._last_spoken_s = t_s
            watch.unanswered = True
        return Cue(t_s=t_s, id=watch.rule.id, say=watch.rule.say, side=watch.side, spoken=spoken)


def _at_fault(watch: _Watch, found: Judged, judged: tuple[Side, ...]) -> Side | None:
    """The side of the judged ones for which a rule is true, or None."""
    true = [side for side in judged if found[side]]
    if not true:
        return None
    return BOTH if watch.plain or len(true) == 2 else true[0]


def _either(one: Judged, other: Judged) -> Judged:
    """Side -> True where either of them is, None where neither is seen."""
    return {side: one[side] if other[side] is None else one[side] or other[side] for side in SIDES}


def _totals(watch: _Watch, side: Side | None, found: Judged, judged: tuple[Side, ...]) -> None:
    """Keep how often the side at fault was wrong, right and hidden; unseen is neither."""
    mine = judged if watch.side == BOTH else tuple(s for s in judged if s == watch.side)
    if side is not None and watch.concerns(side):
        watch.wrong += 1
    elif mine:
        seen = False in [found[s] for s in mine]
        watch.right, watch.unseen = watch.right + seen, watch.unseen + (not seen)


def _marks(watch: _Watch) -> tuple[str, ...]:
    """The landmarks at fault, on the side at fault: a mark without a side stands for the side's own."""
    named = []
    for mark in watch.rule.marks:
        if mark.startswith(("left_", "right_")) or mark == "nose":
            named.append(mark)
        else:
            sides = SIDES if watch.side == BOTH else (watch.side,)
            named += [f"{side}_{mark}" for side in sides]
    return tuple(dict.fromkeys(named))
