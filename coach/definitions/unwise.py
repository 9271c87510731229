"""What is valid in an exercise and will disappoint whoever does it: told with its place and a way out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from coach.body.measures import VOCABULARY
from coach.body.measures.views import shows
from coach.definitions.checks import joint_of
from coach.definitions.definition import Condition, CueRule, Exercise, Pose, Relative, SignalTerm
from coach.definitions.document import LINE_BREAK, Document, Keys, Problem, SourcePlace
from coach.definitions.library import Card
from coach.definitions.phase import Phase
from coach.wording import units
from coach.wording.catalogue import _
from coach.wording.hidden_characters import TURNING

# What moves at rest, by unit: the spread of a smoothed measure within a still second, the 90th percentile of 14
# recordings in fixtures, in the median over the measures. Three times of it is no chance.
NOISE = {"deg": 1.5, "sw": 0.008, "m": 0.004, "1": 0.06}
CERTAIN = 3.0
NARROWEST = 0.12  # of the way, between arrived and back again: a limb that trembles at the top goes a tenth
LONGEST_CUE = 55  # characters, three seconds of speech: longer, and the repetition that it is about is over
LONGEST_BRIEF = 15  # words, that one reads from two metres away
LONGEST_TEXT = 260  # characters, fifteen seconds of speech, or four lines of the first screen
# What an angle between two limbs can be; all others are between -270 and 270, where they are unwrapped.
FROM_ZERO = frozenset({
    "arm_elevation", "other_arm_elevation", "near_arm_elevation", "shoulder_abduction", "arm_raise", "elbow_flexion",
    "near_elbow_flexion", "elbow_flexion_3d", "forearm_elevation", "knee_flexion", "near_knee_flexion", "trunk_lean_3d",
})  # fmt: skip
LARGEST = {"deg": 270.0, "sw": 8.0, "m": 2.5, "1": math.inf}  # a body is five shoulder widths tall, two metres long


def doubts(document: Document, found_in_it: object) -> list[Problem]:
    """What a colleague would say about a file without mistakes, in its order. `found_in_it` is the card of an exercise,
    or the pose or program that stands there, of which only the texts are looked at."""
    found = [*_texts(document)]
    if isinstance(found_in_it, Card) and isinstance(found_in_it.exercise, Exercise):
        card, exercise = found_in_it, found_in_it.exercise
        start, target = card.poses[exercise.path.start], card.poses[exercise.path.target]
        found += [*_signal(exercise, start, target), *_range(exercise, start, target), *_views(exercise)]
        found += [*_form(exercise, start, target), *_cues(exercise, start, target), *_unasked(exercise)]
    told = [Problem(document.file, document.place(keys), keys, message) for keys, message in found]
    return sorted([*told, *turned_text(document)], key=lambda problem: problem.place)


Doubt = tuple[Keys, str]
"""Where it is, and what to say about it."""


# ------------------------------------------------------------ the way


def _signal(exercise: Exercise, start: Pose, target: Pose) -> Iterator[Doubt]:
    """Poses so near to each other that standing still goes a good part of the way."""
    for i, term in enumerate(exercise.progress_signal):
        way, noise = _way(term, start, target), NOISE[VOCABULARY[term.measure].unit]
        if way < CERTAIN * noise:
            unit = VOCABULARY[term.measure].unit
            yield (
                ("progress_signal", i, "measure"),
                _(
                    "from {start} to {target} it changes by {way}, and somebody who keeps still seems to move by "
                    "{noise}: use poses that are farther apart, or another measure",
                    start=repr(start.id), target=repr(target.id), way=units.in_words(way, unit),
                    noise=units.in_words(CERTAIN * noise, unit),
                ),
            )  # fmt: skip


def _way(term: SignalTerm, start: Pose, target: Pose) -> float:
    return abs(_number(target.measures[term.measure]) - _number(start.measures[term.measure]))


def _number(value: float | Relative) -> float:
    return value.neutral if isinstance(value, Relative) else value


def _range(exercise: Exercise, start: Pose, target: Pose) -> Iterator[Doubt]:
    """So little between arrived and back that one repetition may count twice, or so little for a try that sway is one.

    Not where the range says how it deals with a small movement, nor in a circle, which has to be round as well.
    """
    given = exercise.range.model_fields_set & {"personal", "free", "wandering", "median_s"}
    if given or exercise.way.directed:
        return
    reached, returned = exercise.range.reached, exercise.range.returned
    apart, needed = reached - returned, max(NARROWEST, CERTAIN * _unrest(exercise, start, target))
    if apart < needed:
        yield (
            ("range", "returned"),
            _(
                "between 'reached' ({reached}) and 'returned' ({returned}) there is only {apart} of the way, so "
                "trembling at the top may count twice: leave at least {needed}",
                reached=f"{reached:g}", returned=f"{returned:g}", apart=f"{apart:.2f}", needed=f"{needed:.2f}",
            ),
        )  # fmt: skip
    if exercise.range.attempted < CERTAIN * _unrest(exercise, start, target):
        yield (
            ("range", "attempted"),
            _("keeping still looks like an attempt: make it larger than {unrest}",
              unrest=f"{CERTAIN * _unrest(exercise, start, target):.2f}"),
        )  # fmt: skip


def _unrest(exercise: Exercise, start: Pose, target: Pose) -> float:
    """How far the signal of somebody who keeps still strays, as a share of the way; each measure on its own account."""
    terms = exercise.progress_signal
    parts = [t.weight * NOISE[VOCABULARY[t.measure].unit] / max(_way(t, start, target), 1e-9) for t in terms]
    return math.hypot(*parts) / sum(t.weight for t in terms)


# ------------------------------------------------------------ the view


def _views(exercise: Exercise) -> Iterator[Doubt]:
    """Measures that the camera cannot see from where it is put. `not_while` may look for a body that stands wrongly."""
    view = exercise.camera.view
    terms = enumerate(exercise.progress_signal)
    looked: list[tuple[Keys, str]] = [(("progress_signal", i, "measure"), term.measure) for i, term in terms]
    looked += [((*keys, "measure"), c.measure) for keys, c in _conditions(exercise)]
    for keys, measure in looked:
        if not shows(measure, view):
            other = _("side") if view == "front" else _("front")
            yield (
                keys,
                _(
                    "{measure} cannot be seen from the {view}: put the camera to the {other}, or use another measure",
                    measure=repr(measure), view=_(view), other=other,
                ),
            )  # fmt: skip


def _unasked(exercise: Exercise) -> Iterator[Doubt]:
    """Corrections and form that fall silent because nobody is told to bring into view what they look at."""
    listed = {joint_of(landmark) for landmark in (*exercise.camera.needs, *exercise.camera.may_miss)}
    # What the movement itself is followed by is asked for while it is out of view.
    listed |= {joint_of(joint) for term in exercise.progress_signal for joint in VOCABULARY[term.measure].joints}
    for keys, condition in _conditions(exercise):
        unlisted = dict.fromkeys(joint_of(joint) for joint in VOCABULARY[condition.measure].joints)
        missing = ", ".join(joint for joint in unlisted if joint not in listed)
        if missing:
            yield (
                (*keys, "measure"),
                _(
                    "{measure} cannot be judged while this is out of view, and nobody is told so: {joints}. List it "
                    "under 'needs', or under 'may_miss' if it should count without it",
                    measure=repr(condition.measure), joints=missing,
                ),
            )  # fmt: skip


def _conditions(exercise: Exercise) -> Iterator[tuple[Keys, Condition]]:
    """Each condition of the start pose, of the required form and of the corrections, with its keys."""
    yield from ((("start_when", i), c) for i, c in enumerate(exercise.start_when))
    for r, rule in enumerate(exercise.required):
        yield from ((("required", r, "when", i), c) for i, c in enumerate(rule.when))
    for k, cue in enumerate(exercise.cues):
        yield from ((("cues", k, "when", i), c) for i, c in enumerate(cue.when))
        yield from ((("cues", k, "unusual", i), c) for i, c in enumerate(cue.unusual))


# ------------------------------------------------------------ start pose and form


def _form(exercise: Exercise, start: Pose, target: Pose) -> Iterator[Doubt]:
    """Conditions that contradict the exercise's own poses."""
    for i, condition in enumerate(exercise.start_when):
        value = _value(condition, start, start)
        if not math.isnan(value) and not condition.holds(value):
            yield (
                ("start_when", i),
                _(
                    "in the pose {pose} itself, {measure} is {value}: somebody who does what it says could never begin",
                    pose=repr(start.id), measure=repr(condition.measure), value=_amount(condition, value),
                ),
            )  # fmt: skip
    for i, condition in enumerate(exercise.not_while):
        for pose in (start, target):
            if condition.holds(_value(condition, pose, start)):
                yield (
                    ("not_while", i),
                    _("this is true in the pose {pose}, where the repetitions ought to count", pose=repr(pose.id)),
                )
    for r, rule in enumerate(exercise.required):
        if _all_hold(rule.when, target, start):
            yield (
                ("required", r),
                _(
                    "in the pose {pose} itself this form is broken, so a perfect repetition would not count",
                    pose=repr(target.id),
                ),
            )
        elif why := _impossible(rule.when):
            yield (("required", r), _("this is never true, so it asks for nothing: {why}", why=why))


def _value(condition: Condition, pose: Pose, start: Pose) -> float:
    """What a condition looks at in a pose, as far as the pose says; NaN where it does not."""
    here, rest = pose.measures.get(condition.measure), start.measures.get(condition.measure)
    if here is None:
        return math.nan
    if condition.of == "rep":
        return _number(here) - _number(rest) if rest is not None and type(rest) is type(here) else math.nan
    relative = isinstance(here, Relative)
    return _number(here) if relative == (condition.of == "neutral") else math.nan


def _all_hold(conditions: Iterable[Condition], pose: Pose, start: Pose) -> bool:
    """Whether the pose says of each of them that it is true."""
    return all(condition.holds(_value(condition, pose, start)) for condition in conditions)


# ------------------------------------------------------------ corrections


def _cues(exercise: Exercise, start: Pose, target: Pose) -> Iterator[Doubt]:
    for k, cue in enumerate(exercise.cues):
        if why := _impossible(cue.when) or _too_slow(cue, exercise):
            yield (("cues", k, "when"), _("this correction can never be given: {why}", why=why))
        elif why := _impossible(cue.unusual):
            yield (("cues", k, "unusual"), _("this is never true, so it asks for nothing: {why}", why=why))
        elif all(_certain(condition) for condition in cue.when):
            yield (("cues", k, "when"), _("this is always true, so the correction never stops"))
        else:
            yield from _blames(cue, k, start, target)


def _blames(cue: CueRule, number: int, start: Pose, target: Pose) -> Iterator[Doubt]:
    """A correction that is true of the very pose that is asked for."""
    looked = {Phase.START: start, Phase.TARGET: target}
    for phase, pose in looked.items():
        if phase in cue.phases and _all_hold(cue.when, pose, start):
            yield (
                ("cues", number, "when"),
                _(
                    "this is true in the pose {pose} itself, so somebody who does it right is corrected and cannot "
                    "help it",
                    pose=repr(pose.id),
                ),
            )


def _impossible(conditions: Sequence[Condition]) -> str:
    """Why these are never true together, or ""."""
    for condition in conditions:
        low, high = _possible(condition)
        if _never(condition, low, high):
            return _("{measure} lies between {low} and {high}", measure=repr(condition.measure),
                     low=_amount(condition, low), high=_amount(condition, high))  # fmt: skip
    for one in conditions:
        for other in conditions:
            alike = (one.measure, one.of) == (other.measure, other.of)
            if alike and _limit(one.above) >= _limit(other.below):
                return _("{measure} cannot be above {above} and below {below} at once", measure=repr(one.measure),
                         above=f"{one.above:g}", below=f"{other.below:g}")  # fmt: skip
    return ""


def _limit(limit: float | None) -> float:
    """NaN, which is never more or less than anything, where there is none."""
    return math.nan if limit is None else limit


def _never(condition: Condition, low: float, high: float) -> bool:
    beyond = _limit(condition.beyond) >= max(abs(low), abs(high))
    return beyond or _limit(condition.above) >= high or _limit(condition.below) <= low


def _certain(condition: Condition) -> bool:
    """True whatever somebody does."""
    low, high = _possible(condition)
    return _limit(condition.above) < low or _limit(condition.below) > high


def _possible(condition: Condition) -> tuple[float, float]:
    """The least and the largest that a body can give a condition to look at."""
    word = VOCABULARY[condition.measure]
    largest = LARGEST[word.unit]
    low, high = -largest, largest
    if word.name in FROM_ZERO:
        low, high = 0.0, 180.0  # the angle of a joint
    elif word.name.endswith(("_gap", "_width", "_length")):
        low = 0.0
    return (low, high) if condition.of == "value" else (low - high, high - low)


def _too_slow(cue: CueRule, exercise: Exercise) -> str:
    longest_s = exercise.tempo_s[1] + max(dose.hold_s for dose in (exercise.dose, *exercise.doses.values()))
    if cue.for_s <= longest_s:
        return ""
    return _("it has to be true for {for_s} s, and no repetition takes so long", for_s=f"{cue.for_s:g}")


def _amount(condition: Condition, value: float) -> str:
    return units.in_words(value, VOCABULARY[condition.measure].unit)


# ------------------------------------------------------------ texts


def _texts(document: Document) -> Iterator[Doubt]:
    """Sentences that take longer to say, or to read, than there is time."""
    for keys, text in document.walk():
        if not isinstance(text, str):
            continue
        key, length = keys[-1], len(" ".join(text.split()))
        if key in ("say", "praise") and keys[0] == "cues" and length > LONGEST_CUE:
            yield (
                keys,
                _("{length} characters take too long to say while somebody moves: {most} at most", length=length,
                  most=LONGEST_CUE),
            )  # fmt: skip
        elif key == "brief" and len(text.split()) > LONGEST_BRIEF:
            yield (
                keys,
                _("{words} words cannot be read from two metres away: {most} at most", words=len(text.split()),
                  most=LONGEST_BRIEF),
            )  # fmt: skip
        elif keys in (("setup",), ("movement",), ("unsure",), ("camera", "say")) and length > LONGEST_TEXT:
            yield (
                keys,
                _("{length} characters are more than anybody listens to: {most} at most", length=length,
                  most=LONGEST_TEXT),
            )  # fmt: skip


def turned_text(document: Document) -> Iterator[Problem]:
    """Characters, in comments too, that make a line read otherwise than it is."""
    for number, line in enumerate(LINE_BREAK.split(document.text), 1):
        if found := TURNING.search(line):
            message = _(
                "the character {character} reverses the text after it, so that it reads differently from what it "
                "says; leave it out",
                character=found[0].encode("unicode_escape").decode(),
            )
            yield Problem(document.file, SourcePlace(number, found.start() + 1), (), message)
