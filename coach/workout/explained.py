"""An explanation in words: first what became of the movement and why, then the numbers that decided."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from coach.body.measures import VOCABULARY
from coach.body.side import Side
from coach.counting.explanation import ConditionSeen, CueSeen, Explanation, MeasureSeen, Outcome, SignalSeen
from coach.definitions.definition import Condition
from coach.definitions.phase import Phase
from coach.events import Cue, Event, Hold, Partial, Rep, Uncounted, Unseen
from coach.wording import body_parts, units
from coach.wording.catalogue import N_, _
from coach.wording.lists import listed

OFTEN_HIDDEN = 0.1  # a landmark hidden for less of the time is not worth a word
SIDE_NAMES = {Side.LEFT: N_("left"), Side.RIGHT: N_("right"), Side.BOTH: N_("both sides")}
PHASES: dict[str, str] = {
    Phase.START: N_("at rest"), Phase.OUT: N_("on the way out"), Phase.TARGET: N_("at the target"),
    Phase.BACK: N_("on the way back"),
}  # fmt: skip
MISSING = {
    "hold": N_("it was not held for long enough"),
    "circle": N_("it was not a round circle"),
}


def lines_of(found: Explanation) -> list[str]:
    """The whole explanation, line by line; a line that begins with two spaces belongs to the one before."""
    return [*reasons_of(found), "", *_numbers(found)]


# ------------------------------------------------------------ words


def reasons_of(found: Explanation) -> Iterator[str]:
    """What became of the movement, and why."""
    yield _what(found)
    if found.outcome in (Outcome.PARTIAL, Outcome.OPEN):
        yield from _lacking(found)
    often = [name for name, share in found.hidden.items() if share >= OFTEN_HIDDEN]
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
            return _("This was not counted, because too little of you was seen to judge the movement.")
        case Outcome.OTHER_MOVEMENT:
            return _(
                "This was not counted, because it was taken for another movement: {conditions}.",
                conditions=_true(found),
            )
        case Outcome.STILL:
            return _("Nothing was counted here, because hardly anything moved.")
        case Outcome.START_POSE:
            return _not_started(found)
        case Outcome.SPEED:
            return _("This was not counted, because it was too quick.")
        case Outcome.OPEN:
            return _("This was not counted: the movement did not come to its end here.")


def _not_started(found: Explanation) -> str:
    if not found.broken_start:
        return _("This was not counted, because the movement did not begin from rest in the start pose.")
    broken = listed([_measure(seen.condition.measure, seen.side) for seen in found.broken_start])
    return _("This was not counted, because it did not begin in the start pose: {measures}.", measures=broken)


def _true(found: Explanation) -> str:
    return listed([_measure(s.condition.measure, s.side) for s in found.not_while if s.held > 0])


def _lacking(found: Explanation) -> Iterator[str]:
    named = found.told.missing if isinstance(found.told, Partial) else ()
    for name in named:
        shares = [seen.share for seen in found.measures if seen.measure == name and not math.isnan(seen.share)]
        if name in MISSING:
            yield _("What was missing: {what}.", what=_(MISSING[name]))
        elif shares and min(shares) < found.reached:
            went = {"measure": _measure(name), "share": _percent(min(shares)), "reached": _percent(found.reached)}
            yield _("What was missing: {measure} went {share} of the way, and {reached} is asked for.", **went)
        elif name not in found.required:  # it lags by the verdict's own, longer look at the top
            yield _("What was missing: {measure} was not seen to go far enough.", measure=_measure(name))
        else:
            form = dict.fromkeys(_measure(seen.condition.measure, seen.side) for seen in found.required.get(name, ()))
            yield _("What was missing: the form at the top, by {measures}.", measures=listed([*form]))


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
        "{side}: {start} at the beginning, {peak} at the most (at {peak_s} s), {end} at the end",
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
    }[condition.of]
    if condition.above is not None:
        limit = _("more than {amount}", amount=_amount(condition.measure, condition.above))
    elif condition.below is not None:
        limit = _("less than {amount}", amount=_amount(condition.measure, condition.below))
    else:
        limit = _("more than {amount} either way", amount=_amount(condition.measure, condition.beyond or 0.0))
    return _(of, limit=limit)


def _cue(cue: CueSeen) -> Iterator[str]:
    given = _("given") if cue.given else _("not given")
    yield _(
        'Correction "{say}": {given}; {most} of {of} conditions held at once, all for {held} s ({asked} s are needed)',
        say=cue.say, given=given, most=cue.most, of=cue.of, held=f"{cue.held_s:.1f}", asked=f"{cue.asked_s:.1f}",
    )  # fmt: skip
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
    words = _words(name)
    return words if side == Side.BOTH else _("{measure} ({side})", measure=words, side=_(SIDE_NAMES[side]))


def _words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _amount(measure: str, value: float) -> str:
    return units.in_words(value, VOCABULARY[measure].unit)


def _percent(share: float) -> str:
    return _("not seen") if math.isnan(share) else _("{number} %", number=f"{100 * share:.0f}")
