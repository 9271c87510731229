"""An explanation in words: first what became of the movement and why, then the numbers that decided."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from coach.body.measures import VOCABULARY
from coach.body.side import Side
from coach.counting.explanation import (
    JUMPS,
    MUCH,
    ConditionSeen,
    CueSeen,
    Explanation,
    MeasureSeen,
    Outcome,
    SignalSeen,
)
from coach.definitions.definition import Condition
from coach.definitions.phase import Phase
from coach.events import Cue, Event, Hold, Partial, Rep, Uncounted, Unseen
from coach.wording import body_parts, units
from coach.wording.catalogue import N_, _
from coach.wording.lists import listed
from coach.wording.measures import measure_in_words

OFTEN_HIDDEN = 0.1  # a landmark hidden for less of the time is not worth a word
HARDLY = 0.08  # of the way: sway and breath move as much as that
JUMPED = N_(
    "What was seen of you jumped to and fro faster than anybody moves: parts of the body were taken for others. "
    "More light, another angle or more of you in the picture helps."
)
SIDE_NAMES = {Side.LEFT: N_("left"), Side.RIGHT: N_("right"), Side.BOTH: N_("both sides")}
PHASES: dict[str, str] = {
    Phase.START: N_("at rest"), Phase.OUT: N_("on the way out"), Phase.TARGET: N_("at the target"),
    Phase.BACK: N_("on the way back"),
}  # fmt: skip


def lines_of(found: Explanation) -> list[str]:
    """The whole explanation, line by line; a line that begins with two spaces belongs to the one before."""
    return [*reasons_of(found), "", *_numbers(found)]


# ------------------------------------------------------------ words


def reasons_of(found: Explanation) -> Iterator[str]:
    """What became of the movement, and why."""
    yield _what(found)
    if found.outcome == Outcome.PARTIAL:
        yield from _lacking(found)
        if found.jumps >= JUMPS:
            yield _(JUMPED)
    if found.outcome == Outcome.START_POSE:
        yield from (_start_pose(seen) for seen in found.broken_start)
    most = MUCH if found.outcome == Outcome.HIDDEN else math.inf  # what was hidden for longer has been named by then
    often = [name for name, share in found.hidden.items() if OFTEN_HIDDEN <= share < most]
    if often:
        yield _("Not seen for some of the time: {parts}.", parts=body_parts.listed_parts(often))


def _what(found: Explanation) -> str:
    match found.outcome:
        case Outcome.COUNTED:
            if isinstance(found.told, Rep):
                return _(
                    "This was counted as repetition {count}: the movement reached the target and came back.",
                    count=found.told.count,
                )
            return _("This was counted: the movement reached the target and came back.")
        case Outcome.PARTIAL:
            return _("This was noted as a partial repetition and not counted.")
        case Outcome.HIDDEN:
            return _unseen(found)
        case Outcome.OTHER_MOVEMENT:
            return _(
                "This was not counted, because it was taken for another movement: {conditions}.",
                conditions=_true(found),
            )
        case Outcome.JUMPED:
            return _("This was not counted, because it could not be followed.") + " " + _(JUMPED)
        case Outcome.STILL:
            return _still(found)
        case Outcome.START_POSE:
            return _not_started(found)
        case Outcome.SPEED:
            return _("This was not counted, because it was too quick.")
        case Outcome.OPEN:
            return _("This was not counted: the movement did not come to its end here.")


def _unseen(found: Explanation) -> str:
    hidden = [name for name, share in found.hidden.items() if share >= MUCH]
    if not hidden:
        return _("This was not counted, because too little of you was seen to judge the movement.")
    return _("This was not counted, because {parts} could not be seen.", parts=body_parts.listed_parts(hidden))


def _still(found: Explanation) -> str:
    if found.went < HARDLY:
        return _("Nothing was counted here, because hardly anything was seen to move.")
    return _(
        "Nothing was counted here, because what moved was seen to go {share} of the way; "
        "from {attempted} on it is taken for a try.",
        share=_percent(found.went), attempted=_percent(found.attempted),
    )  # fmt: skip


def _not_started(found: Explanation) -> str:
    if not found.broken_start:
        return _("This was not counted, because the movement did not begin from rest in the start pose.")
    return _("This was not counted, because it did not begin in the start pose.")


def _start_pose(seen: ConditionSeen) -> str:
    return _(
        "In the start pose, {measure} has to be {limit}; it was {value}.",
        measure=_measure(seen.condition.measure, seen.side), limit=_limit(seen.condition),
        value=_amount(seen.condition.measure, seen.value),
    )  # fmt: skip


def _true(found: Explanation) -> str:
    return listed([_measure(s.condition.measure, s.side) for s in found.not_while if s.held > 0])


def _lacking(found: Explanation) -> Iterator[str]:
    """A required form may have the name of a measure: it is about the form only where the measure went far enough."""
    named = found.told.missing if isinstance(found.told, Partial) else ()
    for name in named:
        lagging = [seen for seen in found.measures if seen.measure == name and seen.share < found.reached]
        if name == "hold":
            yield _hold(found)
        elif name == "circle":
            yield _circle(found)
        elif name == "straight":
            yield _round(found)
        elif lagging:
            yield _range(found, lagging)
        elif name in found.required:
            yield from (_form(seen) for seen in found.required[name] if seen.held > 0)
        else:  # it lags by the verdict's own, longer look at the top
            yield _("What was missing: {measure} was not seen to go far enough.", measure=_measure(name))


def _hold(found: Explanation) -> str:
    held_s = found.told.held_s if isinstance(found.told, Partial) else 0.0
    if held_s >= found.hold_s:  # but not in one piece, or not steadily enough
        return _("What was missing: it was not held for long enough.")
    return _(
        "What was missing: it was held for {held} s, and {asked} s are asked for.",
        held=f"{held_s:.1f}", asked=f"{found.hold_s:.1f}",
    )  # fmt: skip


def _circle(found: Explanation) -> str:
    if math.isnan(found.roundness):
        return _("What was missing: a circle; no way round could be seen.")
    return _(
        "What was missing: a round circle; to the front and back it went {share} of what is usual for one.",
        share=_percent(found.roundness),
    )  # fmt: skip


def _round(found: Explanation) -> str:
    return _(
        "What was too much: to the front and back it went {share} of what is usual for a circle.",
        share=_percent(found.roundness),
    )  # fmt: skip


def _form(seen: ConditionSeen) -> str:
    return _(
        "What was missing: the form at the top, where {measure} was {limit} for {share} of the time.",
        measure=_measure(seen.condition.measure, seen.side), limit=_limit(seen.condition), share=_percent(seen.held),
    )  # fmt: skip


def _range(found: Explanation, lagging: Sequence[MeasureSeen]) -> str:
    """What went least far, with its side where the other one went far enough."""
    least = min(lagging, key=lambda seen: seen.share)
    side = least.side if len(lagging) == 1 else Side.BOTH
    return _(
        "What was missing: {measure} went {share} of the way, and {reached} is asked for.",
        measure=_measure(least.measure, side), share=_percent(max(0.0, least.share)), reached=_percent(found.reached),
    )  # fmt: skip


# ------------------------------------------------------------ numbers


def _numbers(found: Explanation) -> Iterator[str]:
    yield _("From {start} s to {end} s:", start=f"{found.start_s:.2f}", end=f"{found.end_s:.2f}")
    yield "  " + ", ".join(_(PHASES[phase]) for phase in found.phases)
    yield _(
        "Progress, 100 % is the target; it counts from {reached} on and is back below {returned}:",
        reached=_percent(found.reached), returned=_percent(found.returned),
    )  # fmt: skip
    yield from (_signal(seen) for seen in found.signals if not math.isnan(seen.peak))
    yield _("What the progress is made from:")
    yield from (_progress(seen) for seen in found.measures)
    if found.hidden:
        yield _("Not seen:")
        yield from (
            "  " + f"{body_parts.listed_parts([name])}: {_percent(share)}" for name, share in found.hidden.items()
        )
    yield from _conditions(_("The start pose, before the movement:"), found.start_when)
    yield from _conditions(_("What would be another movement:"), found.not_while)
    for seen in found.required.values():
        yield from _conditions(_("Form that does not count, at the top:"), seen)
    for cue in found.cues:
        yield from _cue(cue)
    if found.events:
        yield _("What happened around it:")
        yield from ("  " + event_in_words(event) for event in found.events)


def _signal(seen: SignalSeen) -> str:
    return "  " + _(
        "{side}: {start} at the beginning, {peak} at most (at {peak_s} s), {end} at the end",
        side=_(SIDE_NAMES[seen.side]), start=_percent(seen.start), peak=_percent(seen.peak),
        peak_s=f"{seen.peak_s:.2f}", end=_percent(seen.end),
    )  # fmt: skip


def _progress(seen: MeasureSeen) -> str:
    pose, target = _amount(seen.measure, seen.pose), _amount(seen.measure, seen.target)
    asked = (
        _("a whole repetition changes from {pose} to {target}", pose=pose, target=target)
        if seen.relative
        else _("a whole repetition goes from {pose} to {target}", pose=pose, target=target)
    )
    return "  " + _(
        "{measure}: from {start} to {top}, {share} of the way; {asked}",
        measure=_measure(seen.measure, seen.side), start=_amount(seen.measure, seen.start),
        top=_amount(seen.measure, seen.top), asked=asked, share=_percent(seen.share),
    )  # fmt: skip


def _conditions(title: str, conditions: Iterable[ConditionSeen]) -> Iterator[str]:
    rows = ["  " + _condition(seen) for seen in conditions]
    if rows:
        yield title
        yield from rows


def _condition(seen: ConditionSeen) -> str:
    return _(
        "{measure}: {value}; asked for {limit}; true for {share} of the time",
        measure=_measure(seen.condition.measure, seen.side), value=_amount(seen.condition.measure, seen.value),
        limit=_limit(seen.condition), share=_percent(seen.held),
    )  # fmt: skip


def _limit(condition: Condition) -> str:
    of = {
        "value": N_("{limit}"),
        "neutral": N_("{limit}, as a change from rest"),
        "rep": N_("{limit}, as a change since the repetition began"),
        "usual": N_("{limit}, compared with your earlier repetitions"),
    }[condition.of]
    if condition.above is not None:
        limit = _("more than {amount}", amount=_amount(condition.measure, condition.above))
    elif condition.below is not None:
        limit = _("less than {amount}", amount=_amount(condition.measure, condition.below))
    else:
        limit = _("more than {amount} either way", amount=_amount(condition.measure, condition.beyond or 0.0))
    return _(of, limit=limit)


def _cue(cue: CueSeen) -> Iterator[str]:
    if not cue.comparable:
        yield _('Correction "{say}", compared with your earlier repetitions: there was nothing to compare', say=cue.say)
        return
    given = _("given") if cue.given else _("not given")
    head = (
        N_('Correction "{say}", compared with your earlier repetitions: {given}; {held}')
        if cue.compared
        else N_('Correction "{say}": {given}; {held}')
    )
    held = _(
        "{most} of {of} conditions held at once, all for {held} s ({asked} s are needed)",
        most=cue.most, of=cue.of, held=f"{cue.held_s:.1f}", asked=f"{cue.asked_s:.1f}",
    )  # fmt: skip
    yield _(head, say=cue.say, given=given, held=held)
    yield from ("  " + _condition(seen) for seen in cue.conditions)


def event_in_words(event: Event) -> str:
    """ "at 12.50 s: repetition 3"."""
    match event:
        case Rep():
            what = _("repetition {count}", count=event.count)
        case Hold():
            what = _("held for {seconds} s", seconds=f"{event.seconds:.1f}")
        case Partial():
            what = _("partial repetition, {share} of the way", share=_percent(event.range))
        case Cue():
            what = _('correction "{say}"', say=event.say)
        case Uncounted():
            what = _('nothing counts: "{say}"', say=event.say)
        case Unseen():
            what = _("not seen: {parts}", parts=body_parts.listed_parts(event.missing))
        case _:
            what = event.kind
    return _("at {t_s} s: {what}", t_s=f"{event.t_s:.2f}", what=what)


def _measure(name: str, side: Side = Side.BOTH) -> str:
    words = measure_in_words(name)
    return words if side == Side.BOTH else _("{measure} ({side})", measure=words, side=_(SIDE_NAMES[side]))


def _amount(measure: str, value: float) -> str:
    return units.in_words(value, VOCABULARY[measure].unit)


def _percent(share: float) -> str:
    return _("not seen") if math.isnan(share) else _("{number} %", number=f"{100 * share:.0f}")
