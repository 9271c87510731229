"""An exercise and its two poses, drafted from what carries a movement, with the reason for each number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from coach.body.measures import VOCABULARY
from coach.definitions.checks import joint_of
from coach.definitions.definition import (
    Camera,
    CircleWidth,
    Condition,
    Dose,
    Exercise,
    Path,
    Pose,
    Range,
    Relative,
    Requirement,
    Sides,
    SignalTerm,
    Target,
)
from coach.definitions.document import Keys
from coach.definitions.kind import JudgedKind, Kind
from coach.learning.bounds import UNSEEN, Bound, Bounds
from coach.learning.carriers import CameraView, Carried, Carrier
from coach.learning.likeness import SPREAD
from coach.learning.repetitions import Showing
from coach.learning.roundness import Across, across_of
from coach.wording import units
from coach.wording.catalogue import N_, _

# Of the way that was shown. With 0.7 and 0.78 as many strangers of 39 movements are counted exactly, and half a
# repetition goes to 0.45 to 0.6 of a way that is not quite even.
REACHED, RETURNED, ATTEMPTED = 0.75, 0.35, 0.25
PERSONAL = (0.1, 0.25)  # spread of the library's exercises that learn from the person: 0.1 to 0.2
# How far from the rest that was shown the rest of another body may be, by unit: nine of ten are within a third of it.
REST_ROOM = {"deg": 28.0, "sw": 0.5, "m": 0.1, "1": 0.4}
QUICKEST, SLOWEST = 0.35, 4.0  # of the durations shown: strangers are up to three times as quick, and four as slow
AT_LEAST_S, AT_MOST_S = 0.4, 8.0  # no limb goes out and back sooner; anybody may take that long
HELD_S = 1.2  # a stay at the target that is longer than this was meant
# Of the time near the target, the slow ends of the way there and back are no hold; and nobody wants to be late.
HELD_SHARE = 0.85
LARGE = {"deg": 45.0, "sw": 0.6, "m": 0.2, "1": 1.0}  # ways in which the less advanced of two limbs is told for certain
REPS = 10
# No circle is larger, so none of other people has to look round. Where each has to, 75 of 117 recordings of strangers'
# arm circles and shoulder rolls are counted exactly instead of 91: how round it looks differs too much between people.
EDGE_ON = 3.0
NARROWEST = 0.01  # shoulder widths: as fine as a width is written
STRETCH_S, HOLDS = 10.0, 3  # what is held for longer is a stretch, of which people do a few
# In the middle, from one side to the other: two people who roll their heads through it take .3 to .8 s, and in 37
# showings of others who turn or bend to alternating sides and stop in between it is 1.2 s and more.
STOPS_S = 1.0

# Of the start pose: who stands upright does not row bent over, however often they do alike. With all of it firm, two of
# fourteen recordings of strangers' child's poses would be lost; with this none are, in either half of the people.
FIRM = ("trunk_lean_3d",)

_SAY = {
    CameraView.FRONT: N_("Face the camera, so that it sees all that moves."),
    CameraView.OBLIQUE: N_("Stand at an angle to the camera, half-way between facing it and your side."),
    CameraView.SIDE: N_("Turn your side to the camera, so that it sees all that moves."),
}


@dataclass(frozen=True)
class Draft:
    """The exercise with its own two poses, and the reasons: the keys of a value -> what it rests on."""

    exercise: Exercise
    reasons: dict[Keys, str]

    @property
    def poses(self) -> dict[str, Pose]:
        """By id."""
        return {pose.id: pose for pose in self.exercise.poses}


def drafted(name: str, title: str, showing: Showing, carried: Carried, bounds: Bounds) -> Draft:
    """The exercise with the id `name`."""
    carriers, across = carried.carriers, across_of(showing) if carried.sides == Sides.BOTH else ()
    kind = _kind(showing, carried, across)
    absolute = _is_long(carriers[0])
    start, target = _start_pose(name, carriers, absolute), _target_pose(name, carriers, absolute)
    lasts = [one.end_s - one.start_s for one in showing.repetitions]
    held_s = min(one.held_s for one in showing.repetitions)
    in_turn = carried.sides == Sides.EACH and carried.view != CameraView.FRONT
    start_when = tuple(c for bound in bounds.at_rest for c in _inside(bound, carried.sides))
    not_while = tuple(c for bound in bounds.along for c in _outside(bound, Sides.BOTH))
    not_while += tuple(
        c.model_copy(update={"of": "rep"}) for bound in bounds.still for c in _outside(bound, Sides.BOTH)
    )
    required = tuple(
        Requirement(name=bound.measure, when=(c,), until_shown=True)
        for bound in bounds.at_top
        for c in _outside(bound, carried.sides)
    )
    of_form = [condition for rule in required for condition in rule.when]
    needs = _joints([*carriers, *start_when])
    quickest_s = round(max(AT_LEAST_S, QUICKEST * min(lasts)), 1)
    slowest_s = float(math.ceil(max(AT_MOST_S, SLOWEST * max(lasts))))
    exercise = Exercise(
        id=name, title=title, kind=kind, good_for=(_("what you want it for"),), place=_place(showing),
        setup=_("Stand, sit or lie as you did when you showed it."), movement=_("As you showed it."),
        sides=Sides.BOTH if in_turn else carried.sides,
        arms="most" if in_turn else _arms(carried),
        camera=Camera(
            view=carried.view.value, say=_(_SAY[carried.view]), needs=needs,
            may_miss=tuple(joint for joint in _joints([*not_while, *of_form]) if joint not in needs),
        ),
        dose=_dose(kind, held_s if kind != Kind.CIRCLE else 0.0), tempo_s=(quickest_s, slowest_s),
        path=Path(start=start.id, target=target.id), poses=(start, target), progress_signal=tuple(_terms(carriers)),
        range=Range(
            reached=REACHED, returned=RETURNED, attempted=ATTEMPTED, personal=_personal(carriers),
            edge_on=EDGE_ON if across else 0.0,
        ),
        circle_widths=tuple(_widths(across)), start_when=start_when, not_while=not_while, required=required,
    )  # fmt: skip
    of_poses: dict[Keys, str] = {}
    for carrier in carriers:
        of_poses["poses", 0, "measures", carrier.measure] = _rest_reason(carrier, absolute)
        of_poses["poses", 1, "measures", carrier.measure] = _way_reason(carrier)
    return Draft(exercise, {**_reasons(exercise, showing, carried, bounds), **of_poses, **_kind_reasons(exercise)})


# ------------------------------------------------------------ kind and dose


def _kind(showing: Showing, carried: Carried, across: Sequence[Across]) -> JudgedKind:
    if across:
        return Kind.CIRCLE
    if min(one.held_s for one in showing.repetitions) >= STRETCH_S:
        return Kind.HOLD
    return Kind.SWEEP if _passes_through(showing, carried) else Kind.REPS


def as_repetitions(draft: Draft) -> Draft:
    """A circle, a hold or a sweep as plain ways out and back."""
    exercise = draft.exercise
    plain = {"kind": Kind.REPS, "circle_widths": (), "range": exercise.range.model_copy(update={"edge_on": 0.0})}
    of_kind = _kind_reasons(exercise)
    reasons = {keys: why for keys, why in draft.reasons.items() if keys not in of_kind}
    return Draft(exercise.model_copy(update=plain), reasons)


def _passes_through(showing: Showing, carried: Carried) -> bool:
    """From one side straight to the other, each time."""
    if carried.sides != Sides.EACH or any(one == other for one, other in pairwise(carried.worked)):
        return False
    between_s = [after.start_s - before.end_s for before, after in pairwise(showing.repetitions)]
    return float(np.median(between_s)) < STOPS_S


def _dose(kind: Kind, held_s: float) -> Dose:
    if kind == Kind.HOLD:
        return Dose(reps=HOLDS, hold_s=_hold_s(held_s))
    return Dose(reps=REPS, hold_s=_hold_s(held_s))


def _widths(across: Sequence[Across]) -> Iterator[CircleWidth]:
    """The surer a measure tells the ways apart, the more it weighs."""
    for one in across:
        width = max(_rounded(abs(one.width), one.measure), NARROWEST)
        yield CircleWidth(measure=one.measure, width=width, weight=round(one.certain / across[0].certain, 2))


def _kind_reasons(exercise: Exercise) -> dict[Keys, str]:
    match exercise.kind:
        case Kind.CIRCLE:
            widths: dict[Keys, str] = {
                ("circle_widths", i): _("larger by this on one way than on the other, in the mean of a repetition")
                for i in range(len(exercise.circle_widths))
            }
            edge_on = _("circles may look flat; without this a flat one does not count, and the direction is told")
            return {("kind",): _("the way back was another one than the way out"),
                    ("range", "edge_on"): edge_on, **widths}  # fmt: skip
        case Kind.HOLD:
            return {("kind",): _("each was held for {seconds} s and more", seconds=f"{STRETCH_S:.0f}")}
        case Kind.SWEEP:
            return {("kind",): _("from one side to the other without a stop in the middle")}
    return {}


# ------------------------------------------------------------ poses and signal


ABSOLUTE = {"deg": 35.0, "sw": 0.5, "m": 0.2, "1": 1.0}
BOUNDED = 0.45


def _is_long(carrier: Carrier) -> bool:
    """A long way is described by the pose itself, because the rests of two bodies differ little compared with it."""
    return abs(carrier.way) >= ABSOLUTE[carrier.word.unit]


def _is_absolute(carrier: Carrier, absolute: bool) -> bool:
    return absolute and not (carrier.word.anchored or carrier.word.signed)


def _start_pose(name: str, carriers: Sequence[Carrier], absolute: bool) -> Pose:
    return Pose(
        id=f"{name}-start", title=_("Start"), description=_("As you began when you showed it."),
        measures={c.measure: _rest(c, absolute) for c in carriers},
    )  # fmt: skip


def _target_pose(name: str, carriers: Sequence[Carrier], absolute: bool) -> Pose:
    return Pose(
        id=f"{name}-target", title=_("Target"), description=_("As far as you went when you showed it."),
        measures={c.measure: _top(c, absolute) for c in carriers},
    )  # fmt: skip


def _rest(carrier: Carrier, absolute: bool) -> Target:
    """The rest is the person's own, and near the one that was shown if that can be compared between two pictures."""
    if _is_absolute(carrier, absolute):
        return _rounded(carrier.rest, carrier.measure)
    room = REST_ROOM[carrier.word.unit]
    if carrier.word.anchored or carrier.word.signed or abs(carrier.way) < BOUNDED * room:
        return Relative(neutral=0.0)
    low, high = (_rounded(carrier.rest + sign * room, carrier.measure) for sign in (-1, 1))
    return Relative(neutral=0.0, within=(low, high))


def _top(carrier: Carrier, absolute: bool) -> Target:
    if _is_absolute(carrier, absolute):
        return _rounded(carrier.rest + carrier.way, carrier.measure)
    return Relative(neutral=_rounded(carrier.way, carrier.measure))


def _terms(carriers: Sequence[Carrier]) -> Iterator[SignalTerm]:
    """The more a measure is off in other people, the less it weighs."""
    best = carriers[0].off
    for carrier in carriers:
        yield SignalTerm(measure=carrier.measure, weight=round(best / carrier.off, 2))


def _personal(carriers: Sequence[Carrier]) -> float:
    """How much people differ in how far they go: the spreads of the measures that carry it, by their weights."""
    weights = [1 / carrier.off for carrier in carriers]
    spread = sum(w * SPREAD[c.measure] for w, c in zip(weights, carriers, strict=True)) / sum(weights)
    return round(min(max(spread, PERSONAL[0]), PERSONAL[1]), 2)


def _arms(carried: Carried) -> Literal["least", "mean"]:
    """Of two limbs that move together the less advanced one decides, if the way is so long that its lag is no noise."""
    large = abs(carried.carriers[0].way) >= LARGE[carried.carriers[0].word.unit]
    return "least" if carried.sides == Sides.EACH or (carried.view == CameraView.FRONT and large) else "mean"


def _hold_s(held_s: float) -> float:
    return float(math.floor(HELD_SHARE * held_s)) if held_s >= HELD_S else 0.0


def _place(showing: Showing) -> Literal["floor", "standing"]:
    """On the floor if the trunk lies in the picture, which has to be upright for that."""
    names = [name for name in ("trunk_lean",) if np.isfinite(showing.tracks.values[name]).any()]
    lying = any(np.nanmedian(np.abs(showing.tracks.values[name])) > LYING_DEG for name in names)
    return "floor" if lying else "standing"


LYING_DEG = 55.0  # a hinged trunk leans by 50 at most in the picture, one on all fours by 70 and more


def _joints(looked_at: Iterable[Carrier | Condition]) -> tuple[str, ...]:
    """What has to be seen for these: of what moves and of the start pose, to count at all."""
    joints = (joint for one in looked_at for joint in VOCABULARY[one.measure].joints)
    return tuple(dict.fromkeys(joint_of(joint) for joint in joints))


# ------------------------------------------------------------ conditions


def _inside(bound: Bound, sides: Sides) -> Iterator[Condition]:
    """Conditions that hold within a bound. What is the same for both sides of a signed measure is told once."""
    mirrored = VOCABULARY[bound.measure].signed and sides == Sides.BOTH
    firm = bound.measure in FIRM
    if math.isfinite(bound.low) and not mirrored:
        yield Condition(measure=bound.measure, above=_rounded(bound.low, bound.measure), firm=firm)
    if math.isfinite(bound.high):
        yield Condition(measure=bound.measure, below=_rounded(bound.high, bound.measure), firm=firm)


def _outside(bound: Bound, sides: Sides) -> Iterator[Condition]:
    """Conditions of which one holds beyond a bound."""
    if VOCABULARY[bound.measure].signed and sides == Sides.BOTH:
        if math.isfinite(bound.high):
            yield Condition(measure=bound.measure, beyond=_rounded(bound.high, bound.measure))
        return
    if math.isfinite(bound.low):
        yield Condition(measure=bound.measure, below=_rounded(bound.low, bound.measure))
    if math.isfinite(bound.high):
        yield Condition(measure=bound.measure, above=_rounded(bound.high, bound.measure))


def _rounded(value: float, measure: str) -> float:
    # To whole degrees, hundredths of a shoulder width and of a share, and millimetres: finer than anybody repeats.
    return round(value, {"deg": 0, "sw": 2, "m": 3, "1": 2}[VOCABULARY[measure].unit] or None) + 0.0


# ------------------------------------------------------------ reasons


def _reasons(exercise: Exercise, showing: Showing, carried: Carried, bounds: Bounds) -> dict[Keys, str]:
    number = len(showing.repetitions)
    lasts = [one.end_s - one.start_s for one in showing.repetitions]
    found: dict[Keys, str] = {
        ("tempo_s",): _(
            "the {number} repetitions took {least} to {most} s; other people may be quicker or slower",
            number=number, least=f"{min(lasts):.1f}", most=f"{max(lasts):.1f}",
        ),
        ("sides",): _("from the side that moved in each repetition"),
        ("range", "reached"): _("shares of the way shown: three quarters count, half a repetition does not"),
        ("range", "returned"): _("as in most exercises of the library: back by two thirds of the way"),
        ("range", "attempted"): _("as in most exercises of the library: anything smaller is no attempt"),
        ("dose",): _("a usual number; change it to yours"),
        ("range", "personal"): _("people differ in how far they go; each one's own repetitions show it"),
    }  # fmt: skip
    if exercise.dose.hold_s:
        held = [one.held_s for one in showing.repetitions]
        found["dose",] = _("held for {least} to {most} s", least=f"{min(held):.1f}", most=f"{max(held):.1f}")
    for i, carrier in enumerate(carried.carriers):
        found["progress_signal", i] = _carrier_reason(carrier)
    found |= _bound_reasons("start_when", exercise.start_when, bounds.at_rest)
    found |= _bound_reasons("not_while", exercise.not_while, (*bounds.along, *bounds.still))
    for i, rule in enumerate(exercise.required):
        found["required", i] = _shown(_bound_of(rule.name, bounds.at_top))
    return found


def _bound_reasons(key: str, conditions: Sequence[Condition], bounds: Sequence[Bound]) -> dict[Keys, str]:
    return {(key, i): _shown(_bound_of(one.measure, bounds)) for i, one in enumerate(conditions)}


def _bound_of(measure: str, bounds: Sequence[Bound]) -> Bound:
    return next(bound for bound in bounds if bound.measure == measure)


def _shown(bound: Bound) -> str:
    if bound.shown == UNSEEN:
        return _("not seen, so taken to keep still")
    unit = VOCABULARY[bound.measure].unit
    low, high = (units.in_short(value, unit) for value in bound.shown)
    return _("shown {low} to {high}", low=low, high=high)


def _carrier_reason(carrier: Carrier) -> str:
    unit = carrier.word.unit
    return _(
        "goes {way} from rest, give or take {uneven}; at rest it wavers by {noise}",
        way=units.in_short(carrier.way, unit), uneven=units.in_short(carrier.uneven, unit),
        noise=units.in_short(carrier.noise, unit),
    )  # fmt: skip


def _rest_reason(carrier: Carrier, absolute: bool) -> str:
    if _is_absolute(carrier, absolute):
        return _("the median of the repetitions shown")
    if carrier.word.anchored or carrier.word.signed:
        return _("a change from wherever the person rests")
    return _("a change from the person's own rest, near the {rest} shown", rest=_short(carrier.rest, carrier))


def _way_reason(carrier: Carrier) -> str:
    return _(
        "the median of the repetitions shown, spread {uneven}", uneven=units.in_short(carrier.uneven, carrier.word.unit)
    )


def _short(value: float, carrier: Carrier) -> str:
    return units.in_short(value, carrier.word.unit)
