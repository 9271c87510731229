"""How much of an exercise, in words: one form for sentences, one for tables."""

from __future__ import annotations

from dataclasses import dataclass

from coach.wording import durations
from coach.wording.catalogue import N_, _, plural

_WAYS = {"backward": N_("{times} backward"), "forward": N_("{times} forward")}


@dataclass(frozen=True)
class Amount:
    """How much: repetitions in a set (of each side, of each direction), sets, seconds to hold, seconds by the clock."""

    reps: int = 1
    sets: int = 1
    hold_s: float = 0.0
    time_s: float = 0.0
    directions: tuple[str, ...] = ()
    each_side: bool = False


def in_words(amount: Amount) -> str:
    """ "10 times on each side, held for 5 seconds, 3 sets"; by the clock "40 seconds, each held for 5 seconds"."""
    parts = [durations.in_words(amount.time_s) if amount.time_s > 0 else _times(amount)]
    if amount.hold_s > 0:
        held = durations.in_words(amount.hold_s)
        by_the_clock = amount.time_s > 0
        parts.append(
            _("each held for {duration}", duration=held) if by_the_clock else _("held for {duration}", duration=held)
        )
    if amount.sets > 1:
        parts.append(plural("{number} set", "{number} sets", amount.sets))
    return ", ".join(parts)


def _times(amount: Amount) -> str:
    if amount.each_side:
        times = plural("once on each side", "{number} times on each side", amount.reps)
    else:
        times = plural("once", "{number} times", amount.reps)
    return _with_directions(times, amount, _("{times} backward and forward", times=times))


def figures(amount: Amount) -> tuple[tuple[str, str], ...]:
    """The numbers of a dose, each with what it counts: ("10", "times"), ("5 s", "hold"), ("3", "sets")."""
    if amount.time_s > 0:
        held = ((durations.in_short(amount.hold_s), _("hold")),) if amount.hold_s > 0 else ()
        return (durations.in_short(amount.time_s), ""), *held
    counted = plural("time", "times", amount.reps)
    if amount.each_side:
        counted = _("a side")
    elif len(amount.directions) > 1:
        counted = _("each way")
    parts = [(str(amount.reps), counted)]
    if amount.hold_s > 0:
        parts.append((durations.in_short(amount.hold_s), _("hold")))
    if amount.sets > 1:
        parts.append((str(amount.sets), plural("set", "sets", amount.sets)))
    return tuple(parts)


def in_short(amount: Amount) -> str:
    """ "10 x 5 s a side", for a table; what is done in one set when there are several is in brackets."""
    if amount.time_s > 0:
        return durations.in_short(amount.time_s)
    held = durations.in_short(amount.hold_s) if amount.hold_s > 0 else ""
    times = held if held and amount.reps == 1 else f"{amount.reps} x {held}" if held else str(amount.reps)
    if amount.sets > 1:
        times = f"{amount.sets} x ({times})" if held else f"{amount.sets} x {times}"
    elif times == "1":
        times = plural("once", "{number} times", 1)
    times = _with_directions(times, amount, _("{times} each way", times=times))
    return _("{times} a side", times=times) if amount.each_side else times


def _with_directions(times: str, amount: Amount, both: str) -> str:
    if len(amount.directions) > 1:
        return both
    return _(_WAYS[amount.directions[0]], times=times) if amount.directions else times
