"""Where the numbers of the library lie between what they tell apart, measured on recordings with their truth.

A set is what `benchmarks.strangers` reads. For each number that decides a correction, every passage (a true
repetition, or the time before, between and after them) is asked for its reach: the strictest limit with which the
correction would still have been given in it, all other numbers of the rule being as they are. It is taken from what a
session judges by, frame by frame, in the rule's own phases and for as long as it has to hold. So a correction is given
exactly where the reach is beyond the limit. For `range.reached` the reach is the top of the progress signal.

A limit is proposed in the middle of the widest gap between two passages where the fewest are on the wrong side, a false
correction weighing twice. Cross-validated: each person judged by a limit that was placed on all others. A change from
rest keeps its direction and a bend stays between straight and folded, however a few people fall.
"""

from __future__ import annotations

import argparse
import math
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.clips import CUE_TAIL_S, Clip, Truth, frames
from benchmarks.strangers import Kind, find, kind_of, share
from coach.body.measures import VOCABULARY
from coach.body.side import Side
from coach.counting.cues import FLICKER_S
from coach.counting.judgement import Judgement
from coach.counting.progress_signal import larger
from coach.counting.session import Session, session_for
from coach.counting.set_session import Options
from coach.definitions.definition import Condition, CueRule
from coach.definitions.library import Library

FALSE_WEIGHS = 2.0  # a false correction costs more trust than one that is missing
EARLY_S = 0.3  # a correction may come so much before the fault, as in benchmarks.clips
FOLDED_DEG = 180.0  # no joint bends further
FEW = 3  # faulty repetitions below which no limit is proposed


@dataclass(frozen=True)
class Number:
    """A number of the library: which exercise and rule it is of, what it is compared with, and its present value.
    `sign`: +1 where more than the limit is a fault (or reached), -1 where less is."""

    exercise: str
    rule: str
    measure: str
    of: str
    limit: float
    sign: float

    def __str__(self) -> str:
        what = self.measure if self.of == "value" else f"{self.measure} of {self.of}"
        return f"{self.exercise} {self.rule}: {what} {'above' if self.sign > 0 else 'below'} {self.limit:g}"

    def bounded(self, limit: float) -> float:
        """The nearest limit that a body can have."""
        word = VOCABULARY.get(self.measure)
        if self.of != "value":
            return self.sign * max(0.0, self.sign * limit)
        if word is not None and word.unit == "deg" and "flexion" in self.measure:
            return min(max(limit, 0.0), FOLDED_DEG)
        return limit


@dataclass(frozen=True)
class Passage:
    """A stretch of one person's set, whether it shows what the number stands for, and its reach (NaN: none at all)."""

    person: str
    kind: Kind
    view: str
    shows: bool
    reach: float


@dataclass(frozen=True)
class Look:
    """One frame: its time, whether the rule is judged in it, and for each side judged what its conditions look at, and
    whether they hold."""

    t_s: float
    level: float
    sides: tuple[Side, ...]
    values: dict[tuple[int, Side], tuple[float, bool]]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET", help="a folder of clips")
    parser.add_argument("--exercise", help="this one alone")
    wanted = parser.parse_args(argv)
    clips = [clip for clip in find(wanted.sets).clips if wanted.exercise in (None, clip.exercise)]
    if not clips:
        print("no clips: each is a folder with recording.npz and truth.json", file=sys.stderr)
        return 2
    for number, passages in measured(clips).items():
        print("\n".join(lines(number, passages)))
    return 0


# ------------------------------------------------------------ measuring


def measured(clips: Iterable[Clip]) -> dict[Number, list[Passage]]:
    """All numbers of the clips' exercises, with the reach of every passage."""
    found: dict[Number, list[Passage]] = defaultdict(list)
    for clip in clips:
        session, looks, view = watched(clip)
        for number, rule, place in _numbers(session):
            for shows, start_s, end_s in passages(clip.truth, rule):
                within = [look for look in looks if start_s <= look.t_s <= end_s]
                furthest = reach(within, rule, place) if rule else _top(within)
                person = clip.path.parent
                found[number].append(Passage(str(person), kind_of(person.name), view, shows, furthest))
    return dict(found)


def watched(clip: Clip) -> tuple[Session, list[Look], str]:
    """A session that has seen the whole clip, what it judged by, and how the person stood to the camera."""
    card = Library().card(str(clip.exercise))
    session = session_for(card.exercise, card.poses, Options(hold_s=clip.truth["hold_asked_s"], endless=True))
    assert isinstance(session, Session)
    looks, view = [], "front"
    for frame in frames(clip):
        session.update(frame)
        judged = session.judgement
        assert judged is not None
        looks.append(_look(session, judged))
        view = judged.view
    return session, looks, view


def _look(session: Session, judged: Judgement) -> Look:
    level = larger(judged.levels[Side.LEFT], judged.levels[Side.RIGHT])
    if not judged.corrected:
        return Look(judged.t_s, level, (), {})
    values = {
        (id(condition), side): judged.readings.read(condition, side)
        for rule in session.exercise.cues
        for conditions, phases in rule.ways
        if judged.phase in phases
        for condition in conditions
        for side in judged.corrected
    }
    return Look(judged.t_s, level, judged.corrected, values)


def _numbers(session: Session) -> Iterator[tuple[Number, CueRule | None, int]]:
    """Every number, with its rule and its place in it; first the one that decides a count."""
    exercise = session.exercise
    if exercise.kind == "reps":
        yield Number(exercise.id, "counted", "progress", "value", exercise.range.reached, 1.0), None, 0
    for rule in (way for cue in exercise.cues for way in _each_way(cue)):
        for place, condition in enumerate(rule.when):
            limit, sign = _limit(condition)
            yield Number(exercise.id, rule.id, condition.measure, condition.of, limit, sign), rule, place


def _each_way(cue: CueRule) -> Iterator[CueRule]:
    """A correction that can be true in more than one way, as so many of one way."""
    for conditions, phases in cue.ways:
        yield cue.model_copy(update={"when": conditions, "phases": phases, "unusual": ()})


def _limit(condition: Condition) -> tuple[float, float]:
    """The number of a condition and its sign; `beyond` is `above` for the amount."""
    if condition.below is not None:
        return condition.below, -1.0
    return (condition.above, 1.0) if condition.above is not None else (condition.beyond or 0.0, 1.0)


def passages(truth: Truth, rule: CueRule | None) -> Iterator[tuple[bool, float, float]]:
    """(shows it, start, end) in seconds. For a correction: its faults, and all the rest cut at the repetitions' ends,
    each piece with so much before its cut that what is held across it is not lost. For the count (no rule): complete
    repetitions, and those that turned back."""
    if rule is None:
        for rep in truth["reps"]:
            if not rep.get("optional"):
                yield bool(rep["completed"]), rep["start_s"], rep["end_s"]
        return
    faulty = [(f["start_s"] - EARLY_S, f["end_s"] + CUE_TAIL_S) for f in truth["faults"] if f.get("cue") == rule.id]
    yield from ((True, start_s, end_s) for start_s, end_s in faulty)
    cuts = sorted({0.0, math.inf, *(t for span in faulty for t in span), *(rep["end_s"] for rep in truth["reps"])})
    for start_s, end_s in pairwise(cuts):
        if not any(a <= start_s and end_s <= b for a, b in faulty):
            yield False, start_s - rule.for_s, end_s


def _top(looks: Sequence[Look]) -> float:
    return max((look.level for look in looks if not math.isnan(look.level)), default=math.nan)


def reach(looks: Sequence[Look], rule: CueRule, place: int) -> float:
    """The strictest limit of the condition at this place with which the rule would have been true for long enough."""
    sign = _limit(rule.when[place])[1]
    towards = [
        (look.t_s, max((_towards(look, rule, place, side) for side in look.sides), default=-math.inf)) for look in looks
    ]
    steps = sorted({value for _, value in towards if value > -math.inf})
    enough = bisect_left(steps, True, key=lambda step: longest(towards, step) < rule.for_s)  # so many are held
    return sign * steps[enough - 1] if enough else math.nan


def _towards(look: Look, rule: CueRule, place: int, side: Side) -> float:
    """How far the value is towards the fault, -inf where it is unseen or another condition is not true."""
    condition = rule.when[place]
    value, _met = look.values.get((id(condition), side), (math.nan, False))
    others = (c for i, c in enumerate(rule.when) if i != place)
    if math.isnan(value) or not all(look.values[id(c), side][1] for c in others):
        return -math.inf
    return abs(value) if condition.beyond is not None else _limit(condition)[1] * value


def longest(towards: Iterable[tuple[float, float]], step: float) -> float:
    """Seconds of the longest stretch at or above this step, as a correction sees it: a flicker does not end it. -1 for
    none."""
    best, began_s, last_s = -1.0, math.nan, math.nan
    for t_s, value in towards:
        if value >= step:
            last_s = t_s
            began_s = t_s if math.isnan(began_s) else began_s
            best = max(best, t_s - began_s)
        elif t_s - last_s > FLICKER_S:
            began_s = math.nan
    return best


# ------------------------------------------------------------ placing


@dataclass(frozen=True)
class Told:
    """What a limit tells: of the passages that show it how many it finds, and how many others it takes for such."""

    found: int
    shown: int
    wrong: int

    @property
    def cost(self) -> float:
        return self.shown - self.found + FALSE_WEIGHS * self.wrong

    def __add__(self, other: Told) -> Told:
        return Told(self.found + other.found, self.shown + other.shown, self.wrong + other.wrong)

    def __str__(self) -> str:
        recall, precision = share(self.found, self.shown), share(self.found, self.found + self.wrong)
        return f"recall {recall or '-'}, precision {precision or '-'}"


def told(number: Number, limit: float, passages: Iterable[Passage]) -> Told:
    """What this limit would tell in these passages."""
    found = shown = wrong = 0
    for passage in passages:
        given = number.sign * passage.reach > number.sign * limit  # never so where the reach is NaN
        shown += passage.shows
        found += passage.shows and given
        wrong += given and not passage.shows
    return Told(found, shown, wrong)


def proposed(number: Number, passages: Sequence[Passage]) -> float | None:
    """The limit in the middle of the widest gap among those of the least cost, as far as a body allows; None where too
    few show the fault."""
    if sum(p.shows for p in passages) < FEW:
        return None
    steps = sorted({p.reach for p in passages if not math.isnan(p.reach)})
    gaps = [(number.bounded((a + b) / 2), b - a) for a, b in pairwise(steps)]
    if not gaps:
        return None
    return min(gaps, key=lambda gap: (told(number, gap[0], passages).cost, -gap[1]))[0]


def cross_validated(number: Number, passages: Sequence[Passage]) -> Told:
    """Each person judged by the limit that all the others propose."""
    total = Told(0, 0, 0)
    for person in {p.person for p in passages}:
        others = [p for p in passages if p.person != person]
        limit = proposed(number, others)
        total += told(number, number.limit if limit is None else limit, [p for p in passages if p.person == person])
    return total


# ------------------------------------------------------------ printing


HEAD = "| clips | without it | middle | 95 % | last | with it | first | 5 % | middle |"


def lines(number: Number, passages: Sequence[Passage]) -> Iterator[str]:
    """The two distributions that a number separates, in Markdown, and what it tells now and would tell."""
    yield from (
        f"## {number}",
        "",
        HEAD,
        "|" + "---|" * 9,
    )
    groups: dict[str, list[Passage]] = {"all": list(passages)}
    for passage in passages:
        groups.setdefault(passage.kind, []).append(passage)
        groups.setdefault(f"seen {passage.view}", []).append(passage)
    yield from (_row(name, number, group) for name, group in groups.items())
    limit = proposed(number, passages)
    yield from ("", f"- present {number.limit:g}: {told(number, number.limit, passages)}")
    if limit is None:
        yield f"- no proposal: fewer than {FEW} show it, or none can be measured"
    else:
        yield f"- proposed {limit:.3g}: {told(number, limit, passages)}"
        yield f"- placed without the person who is judged: {cross_validated(number, passages)}"
    yield ""


def _row(name: str, number: Number, passages: Sequence[Passage]) -> str:
    without, shown = ([p for p in passages if p.shows == shows] for shows in (False, True))
    cells = [name, _who(without), *(_at(number, without, part) for part in (0.5, 0.95, 1))]
    cells += [_who(shown), *(_at(number, shown, part) for part in (0, 0.05, 0.5))]
    return f"| {' | '.join(cells)} |"


def _who(passages: Sequence[Passage]) -> str:
    return f"{len({p.person for p in passages})} people, {len(passages)}" if passages else ""


def _at(number: Number, passages: Iterable[Passage], part: float) -> str:
    """The reach that this part of the passages stays below, in the direction of the fault; those without any are below
    all others."""
    reaches = sorted((number.sign * p.reach if not math.isnan(p.reach) else -math.inf) for p in passages)
    if not reaches:
        return ""
    value = reaches[round(part * (len(reaches) - 1))]
    return "none" if value == -math.inf else f"{number.sign * value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
