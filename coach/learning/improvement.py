"""What was wrong with a drafted exercise, found from what somebody says they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from coach.body.landmarks import PoseFrame
from coach.body.measured_once import MeasuredOnce
from coach.counting.count_only import count_only
from coach.counting.tuning import middle_of_longest, options_of, session_of
from coach.definitions.definition import Exercise, Requirement, Sides
from coach.definitions.document import Keys
from coach.events import counted_in
from coach.learning.draft import PERSONAL, Draft
from coach.wording.catalogue import _
from coach.wording.lists import capitalised, listed
from coach.wording.measures import measure_in_words

Take = tuple[Sequence[PoseFrame], int]
"""What was done in front of the camera, and how many repetitions there are in it."""

STEP = 0.05  # of the way: smaller ones change no count that two people would agree on
# Shares of the way, .45 to .95: less is half a repetition, and more is hardly ever reached.
TRIED = tuple(round(step * STEP, 2) for step in range(9, 20))
# Of the way, where somebody has to be back: further home, where trembling at the top counts twice, and less far, where
# somebody does not come all the way back in between.
BACK = (0.2, 0.5)
QUICKER, SLOWER = 0.5, 2.0  # of the durations that are allowed
ASKED = ("start_when", "not_while", "required")


@dataclass(frozen=True)
class Improvement:
    """The better draft, and in a sentence what is different in it."""

    draft: Draft
    what: str


def improved(draft: Draft, takes: Sequence[Take], others: Sequence[Draft] = ()) -> Improvement | None:
    """The draft by which all takes are counted right with the least that is changed; None where there is none.

    First another limit is looked for; then one measure of which too much is asked, one number, or one measure that
    carries it wrongly; then the movement may have been understood wrongly: `others` are other ways to understand it.
    At last all of the form at the start and the target may be too much.
    """
    return next(_right_ones(draft, Takes(takes), others), None)


def _right_ones(draft: Draft, done: Takes, others: Sequence[Draft]) -> Iterator[Improvement]:
    yield from _with_limit(Improvement(draft, ""), done)
    yield from (one for one in _changes(draft) if done.is_right(one.draft))
    for other in others:
        yield from _with_limit(Improvement(other, _understood(other)), done)
    yield from _with_limit(_laxer(draft), done)


class Takes:
    """What somebody did, and how many repetitions there are in it: the measures are taken once for each set of them."""

    def __init__(self, takes: Sequence[Take]) -> None:
        self.takes = takes
        self._measured: dict[tuple[int, frozenset[str]], MeasuredOnce] = {}

    @property
    def number(self) -> int:
        """Repetitions in all."""
        return sum(number for _frames, number in self.takes)

    def is_right(self, draft: Draft) -> bool:
        """Whether each take is counted as somebody says."""
        return all(self._counted(draft, place) == number for place, (_frames, number) in enumerate(self.takes))

    def _counted(self, draft: Draft, place: int) -> int:
        names = frozenset(session_of(draft.exercise, draft.poses).measures)
        measured = self._measured.setdefault((place, names), MeasuredOnce(names))
        frames, _number = self.takes[place]
        return len(counted_in(count_only(draft.exercise, draft.poses, frames, measured, options_of(draft.exercise))))


# ------------------------------------------------------------ the limit


def _with_limit(of: Improvement, done: Takes) -> Iterator[Improvement]:
    """With another share of the way that counts: the middle of the longest run of those that are right. As it is where
    that is right and something else has been changed."""
    if of.what and done.is_right(of.draft):
        yield of
        return
    right = [reached for reached in TRIED if done.is_right(_reaching(of.draft, reached, done.number))]
    if right:
        reached = middle_of_longest(right, STEP)
        what = _("A repetition counts from {reached} of the way on.", reached=f"{reached:g}")
        yield Improvement(_reaching(of.draft, reached, done.number), f"{of.what} {what}".strip())


def _reaching(draft: Draft, reached: float, numbers: int) -> Draft:
    why = _("with this, the {numbers} repetitions that were done were counted", numbers=numbers)
    return _with_range(draft, ("range", "reached"), why, reached=reached)


def _with_range(draft: Draft, keys: Keys, why: str, **numbers: float) -> Draft:
    span = draft.exercise.range.model_copy(update=numbers)
    return replace(
        draft, exercise=draft.exercise.model_copy(update={"range": span}), reasons={**draft.reasons, keys: why}
    )


# ------------------------------------------------------------ one change


def _changes(draft: Draft) -> Iterator[Improvement]:
    """The draft with one thing changed, the likelier first."""
    exercise = draft.exercise
    for measure in _measures_asked(exercise):
        what = _("What I asked of {measure} was too much and is gone.", measure=measure_in_words(measure))
        yield Improvement(_unasked(draft, measure), what)
    why = _("found from what was done and counted wrongly")
    for personal in (0.0, PERSONAL[1]):
        what = (
            _("How far each person goes is learned from more of what they do.")
            if personal
            else _("Everybody has to go as far as you did.")
        )
        yield Improvement(_with_range(draft, ("range", "personal"), why, personal=personal), what)
    for returned in BACK:
        what = _("It has to come back to {returned} of the way.", returned=f"{returned:g}")
        yield Improvement(_with_range(draft, ("range", "returned"), why, returned=returned), what)
    yield _any_tempo(draft, why)
    if len(exercise.progress_signal) > 1:
        for i, term in enumerate(exercise.progress_signal):
            what = _("{measure} misled me and no longer counts.", measure=capitalised(measure_in_words(term.measure)))
            others = [place for place in range(len(exercise.progress_signal)) if place != i]
            yield Improvement(_with_only(draft, "progress_signal", others), what)


def _any_tempo(draft: Draft, why: str) -> Improvement:
    quickest_s, slowest_s = draft.exercise.tempo_s
    tempo_s = (round(quickest_s * QUICKER, 1), slowest_s * SLOWER)
    exercise = draft.exercise.model_copy(update={"tempo_s": tempo_s})
    what = _("It may take {least} to {most} s.", least=f"{tempo_s[0]:g}", most=f"{tempo_s[1]:g}")
    return Improvement(replace(draft, exercise=exercise, reasons={**draft.reasons, ("tempo_s",): why}), what)


def _measures_asked(exercise: Exercise) -> Iterator[str]:
    """Every measure that something is asked of, once: at the target first, where people differ most."""
    asked = [
        (rule.name for rule in exercise.required),
        (c.measure for c in (*exercise.not_while, *exercise.start_when)),
    ]
    yield from dict.fromkeys(chain(*asked))


def _unasked(draft: Draft, measure: str) -> Draft:
    """The same with nothing asked of a measure: what is too much on the way is too much at the target as well."""
    for part in ASKED:
        names = [one.name if isinstance(one, Requirement) else one.measure for one in getattr(draft.exercise, part)]
        draft = _with_only(draft, part, [i for i, name in enumerate(names) if name != measure])
    return draft


def _with_only(draft: Draft, part: str, places: Sequence[int]) -> Draft:
    """With only these entries of a list; their reasons move up with them."""
    reasons: dict[Keys, str] = {}
    for keys, why in draft.reasons.items():
        if keys[0] != part or len(keys) == 1:
            reasons[keys] = why
        elif keys[1] in places:
            reasons[(part, places.index(int(keys[1])), *keys[2:])] = why
    update: dict[str, Any] = {part: tuple(getattr(draft.exercise, part)[i] for i in places)}
    return replace(draft, exercise=draft.exercise.model_copy(update=update), reasons=reasons)


def _laxer(draft: Draft) -> Improvement:
    """Without the form asked for at the start and the target."""
    exercise = draft.exercise.model_copy(update={"start_when": (), "required": ()})
    reasons = {keys: why for keys, why in draft.reasons.items() if keys[0] not in ("start_when", "required")}
    what = _("No form is asked for at the start and at the target any more.")
    return Improvement(replace(draft, exercise=exercise, reasons=reasons), what)


# ------------------------------------------------------------ understood otherwise


def _understood(draft: Draft) -> str:
    measures = listed([measure_in_words(term.measure) for term in draft.exercise.progress_signal])
    if draft.exercise.sides == Sides.EACH:
        return _("I now take it for a movement of one side at a time, and follow {measures}.", measures=measures)
    return _("I now take it for a movement of both sides at once, and follow {measures}.", measures=measures)
