"""One thing done better and one to work on: what the events of a session say, beside those of the session before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from coach.body.side import Side
from coach.definitions.definition import Exercise
from coach.events import Cue, Event, Hold, Partial, Rep
from coach.wording.catalogue import N_, _, plural
from coach.workout.tries import Shortfall, shortfall, tries

NAN = math.nan
FURTHER, EVENER, FULLER = 0.03, 0.05, 0.1  # smaller changes are chance
LONGER_S = 0.5  # a hold is told in whole seconds: less than half of one more is not worth a word
RARER = 0.15  # corrections for each try
OFTEN = 0.15  # in one try of seven: less often it was a slip
LAST_TIME, AT_FIRST = N_("last time"), N_("at first")
INSTEAD = {
    Shortfall.RELEASED: N_("hold until I say “Relax”"),
    Shortfall.SHORT: N_("go all the way"),
    Shortfall.FLAT: N_("make your circles round"),
    Shortfall.ROUND: N_("go straight up and down"),
    Shortfall.FORM: N_("keep the form until you are back"),
}
ENOUGH = 6  # fewer tries are too few to compare the first half with the second


@dataclass(frozen=True)
class Result:
    """An exercise in one session, all its sets together.

    `ranges` is the mean way of the complete repetitions of each side (1 = to the target), `held_s` their mean hold,
    `cues` how often each correction began.
    """

    reps: int = 0
    partials: int = 0
    ranges: Mapping[str, float] = field(default_factory=dict)
    held_s: float = NAN
    cues: Mapping[str, int] = field(default_factory=dict)

    @property
    def tries(self) -> int:
        """Complete and partial ones."""
        return self.reps + self.partials

    @property
    def range(self) -> float:
        """The mean way of all sides, NaN when there is none."""
        return fmean(self.ranges.values()) if self.ranges else NAN

    @property
    def uneven(self) -> float:
        """How much further the right side goes than the left, NaN when one of them is not there."""
        return self.ranges.get(Side.RIGHT, NAN) - self.ranges.get(Side.LEFT, NAN)

    @property
    def full(self) -> float:
        """The share of complete ones."""
        return self.reps / self.tries if self.tries else NAN


@dataclass(frozen=True)
class Finding:
    """Something worth a line; `weight` says how much."""

    weight: float
    text: str


def result(events: Iterable[Event]) -> Result:
    """What these events come to."""
    events = list(events)
    tried = tries(events)
    reps = [event for event in tried if isinstance(event, Rep | Hold)]
    ranges: dict[str, list[float]] = {}
    for rep in reps:
        if isinstance(rep, Rep):
            ranges.setdefault(rep.side, []).append(rep.range)
    held = [rep.seconds if isinstance(rep, Hold) else rep.held_s for rep in reps]
    return Result(
        reps=len(reps),
        partials=len(tried) - len(reps),
        ranges={side: fmean(values) for side, values in ranges.items()},
        held_s=fmean(held) if any(held) else NAN,
        cues=Counter(event.id for event in events if isinstance(event, Cue)),
    )


def better(exercise: Exercise, events: Sequence[Event], before: Result | None) -> Finding | None:
    """What went better than last time, or towards the end than at first; None when nothing did."""
    now, then, when = result(events), before, LAST_TIME
    if then is None or not then.tries:
        halves = _halves(events)
        if halves is None:
            return None
        (then, now), when = halves, AT_FIRST
    return max(_improvements(exercise, now, then, when), key=lambda f: f.weight, default=None)


def to_work_on(exercise: Exercise, events: Sequence[Event]) -> Finding | None:
    """What was corrected most, or fell short; None when nothing stood out."""
    now = result(events)
    return max(_weaknesses(exercise, now, events), key=lambda f: f.weight, default=None)


def _halves(events: Sequence[Event]) -> tuple[Result, Result] | None:
    """The first and the second half of the tries."""
    tries = [i for i, event in enumerate(events) if isinstance(event, Rep | Partial | Hold)]
    if len(tries) < ENOUGH:
        return None
    middle = tries[len(tries) // 2 - 1] + 1
    return result(events[:middle]), result(events[middle:])


def _improvements(exercise: Exercise, now: Result, then: Result, when: str) -> Iterable[Finding]:
    if not now.tries or not then.tries:
        return
    for cue, said, times in _corrections(exercise, then):
        again = now.cues.get(cue, 0)
        if (fewer := times / then.tries - again / now.tries) >= RARER:
            yield Finding(fewer, _rarer(said, again, times, _(when)))
    if (fuller := now.full - then.full) >= FULLER:
        yield Finding(
            fuller, _("{now} in full ({when}: {before})", now=_of(now), when=_(when), before=_of(then))
        )  # fmt: skip
    if (further := now.range - then.range) >= FURTHER:
        now_way, before = _percent(now.range), _percent(then.range)
        yield Finding(
            4 * further,  # a quarter of the way further is worth as much as all repetitions in full
            _(
                "you went further: {now} of the full way ({when}: {before})",
                now=now_way,
                when=_(when),
                before=before,
            ),
        )
    if exercise.dose.hold_s and (longer_s := now.held_s - then.held_s) >= LONGER_S:
        now_s, before_s = f"{now.held_s:.0f}", f"{then.held_s:.0f}"
        text = _("you held for {now} s each time ({when}: {before} s)", now=now_s, when=_(when), before=before_s)
        yield Finding(longer_s / 5, text)  # five seconds longer are worth as much
    if (evener := abs(then.uneven) - abs(now.uneven)) >= EVENER:
        now_apart, before = _percent(abs(now.uneven)), _percent(abs(then.uneven))
        text = _("left and right are {now} apart ({when}: {before})", now=now_apart, when=_(when), before=before)
        yield Finding(2 * evener, text)
    if when == LAST_TIME and now.reps > then.reps:
        more = plural(
            "{number} repetition (last time: {before})",
            "{number} repetitions (last time: {before})",
            now.reps,
            before=then.reps,
        )
        yield Finding(0.1, more)  # last of all: how well is worth more than how many


def _corrections(exercise: Exercise, found: Result) -> Iterator[tuple[str, str, int]]:
    """(id, sentence, times) of the exercise's own corrections; a remark about a repetition that fell short is told with
    its reason."""
    for cue, times in found.cues.items():
        if (said := exercise.sentence_of(cue)) is not None:
            yield cue, said, times


def _rarer(correction: str, now: int, before: int, when: str) -> str:
    """A correction that was needed less often than before."""
    then = _times(before)
    if not now:
        return _("you did not need “{correction}” ({when}: {before})", correction=correction, when=when, before=then)
    return _(
        "you needed “{correction}” {now} ({when}: {before})",
        correction=correction, now=_times(now), when=when, before=then,
    )  # fmt: skip


def _weaknesses(exercise: Exercise, now: Result, events: Sequence[Event]) -> Iterable[Finding]:
    if not now.tries:
        return
    for _cue, said, times in _corrections(exercise, now):
        if times / now.tries >= OFTEN:
            yield Finding(times / now.tries, _("“{correction}” ({times})", correction=said, times=_times(times)))
    short = Counter(shortfall(exercise, tried) for tried in tries(events) if isinstance(tried, Partial))
    for reason, times in short.items():
        if times / now.tries >= FULLER:
            yield Finding(times / now.tries, _(INSTEAD[reason]))
    if abs(now.uneven) >= EVENER:
        ways = {str(side): _percent(way) for side, way in now.ranges.items()}
        left_less = now.uneven > 0
        yield Finding(
            2 * abs(now.uneven),
            _("your left side goes less far ({left}) than the right ({right})", **ways)
            if left_less
            else _("your right side goes less far ({right}) than the left ({left})", **ways),
        )


def _times(number: int) -> str:
    return _("twice") if number == 2 else plural("once", "{number} times", number)


def _of(found: Result) -> str:
    return _("{number} of {total}", number=found.reps, total=found.tries)


def _percent(share: float) -> str:
    return _("{percent} %", percent=f"{100 * share:.0f}")
