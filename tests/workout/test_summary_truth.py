"""Every sentence of the summary of every recording, held against the events that it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from recorded import EXERCISES, Clip, clips

from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.definitions.library import Library
from coach.events import Cue, Event, Hold, Partial, Rep, Summary, counted_in
from coach.workout.program import plan
from coach.workout.workout import Workout

Check = Callable[[re.Match[str], Exercise, Sequence[Event]], bool]
HALF = 0.0051  # half a percent, as it is rounded


def number(text: str) -> int:
    return {"once": 1, "twice": 2}.get(text) or int(text.split()[0])


def partials(events: Sequence[Event]) -> list[Partial]:
    told_again = {event.peak_s for event in counted_in(events) if isinstance(event, Rep) and event.recounted}
    return [event for event in events if isinstance(event, Partial) and event.peak_s not in told_again]


def released(event: Partial) -> bool:
    return event.missing == ("hold",)


def corrected(found: re.Match[str], exercise: Exercise, events: Sequence[Event]) -> bool:
    """The sentence is a correction of this exercise, and came as often as it is said."""
    ids = {rule.id for rule in exercise.cues if rule.say == found["say"]}
    return sum(isinstance(event, Cue) and event.id in ids for event in events) == number(found["times"])


def halves(events: Sequence[Event]) -> tuple[Counter[str], Counter[str]]:
    tried = [event for event in events if isinstance(event, Rep | Hold | Partial)]
    first = tried[: len(tried) // 2]
    return Counter(e.kind for e in first), Counter(e.kind for e in tried[len(tried) // 2 :])


def fuller(found: re.Match[str], exercise: Exercise, events: Sequence[Event]) -> bool:
    first, second = halves(events)
    told = [int(found[name]) for name in ("now", "of", "then", "of_then")]
    counted = [second["rep"] + second["hold"], second.total(), first["rep"] + first["hold"], first.total()]
    return told == counted and told[0] / told[1] > told[2] / told[3]


def way(events: Sequence[Event], side: str | None = None) -> float:
    by_side: dict[str, list[float]] = {}
    for event in counted_in(events):
        if isinstance(event, Rep) and side in (None, event.side):
            by_side.setdefault(event.side, []).append(event.range)
    means = [sum(values) / len(values) for values in by_side.values()]
    return sum(means) / len(means)


def further(found: re.Match[str], exercise: Exercise, events: Sequence[Event]) -> bool:
    tried = [event for event in events if isinstance(event, Rep | Hold | Partial)]
    first, second = tried[: len(tried) // 2], tried[len(tried) // 2 :]
    near = abs(way(second) - int(found["now"]) / 100) <= HALF and abs(way(first) - int(found["then"]) / 100) <= HALF
    return near and way(second) > way(first)


def uneven(found: re.Match[str], exercise: Exercise, events: Sequence[Event]) -> bool:
    less, more = (way(events, found[name]) for name in ("less", "more"))
    return less < more and abs(less - int(found["a"]) / 100) <= HALF and abs(more - int(found["b"]) / 100) <= HALF


def rarer(found: re.Match[str], exercise: Exercise, events: Sequence[Event]) -> bool:
    ids = {rule.id for rule in exercise.cues if rule.say == found["say"]}
    tried = [i for i, event in enumerate(events) if isinstance(event, Rep | Hold | Partial)]
    middle = tried[len(tried) // 2 - 1] + 1
    before, after = (
        sum(isinstance(event, Cue) and event.id in ids for event in half) for half in (events[:middle], events[middle:])
    )
    return (after, before) == (number(found["now"]) if found["now"] else 0, number(found["then"]))


SENTENCES: dict[str, Check] = {
    r"(?P<n>\d+) (repetition|hold)s?\.": lambda m, x, e: len(counted_in(e)) == int(m["n"]) > 0,
    r"No complete (?P<noun>repetition|hold)\.": lambda m, x, e: not counted_in(e) and bool(partials(e)),
    r"I counted nothing\.": lambda m, x, e: not counted_in(e) and not partials(e),
    r"(?P<n>\d+) (was|were) let go too soon\.": lambda m, x, e: sum(map(released, partials(e))) == int(m["n"]),
    r"(?P<n>\d+) did not go far enough\.": lambda m, x, e: sum(
        not released(p) and "circle" not in p.missing and p.missing != () for p in partials(e)
    ) == int(m["n"]),
    r"(?P<n>\d+) lost the form on the way\.": lambda m, x, e: int(m["n"]) <= len(partials(e)),
    r"(?P<n>\d+) (was|were) not a? ?round circles?\.": lambda m, x, e: sum(
        "circle" in p.missing for p in partials(e)
    ) == int(m["n"]),
    r"Left (?P<l>\d+), right (?P<r>\d+)\.": lambda m, x, e: Counter(r.side for r in counted_in(e))
    == {"left": int(m["l"]), "right": int(m["r"])},
    r"Held for (?P<s>\d+) seconds? in all\.": lambda m, x, e: abs(
        sum(r.held_s if isinstance(r, Rep) else r.seconds for r in counted_in(e)) - int(m["s"])
    ) <= 0.51,
    r"Better: (?P<now>\d+) of (?P<of>\d+) in full \(at first: (?P<then>\d+) of (?P<of_then>\d+)\)": fuller,
    r"Better: you went further: (?P<now>\d+) % of the full way \(at first: (?P<then>\d+) %\)": further,
    r"Better: you (did not need|needed) “(?P<say>.+)”( (?P<now>.+))? \(at first: (?P<then>.+)\)": rarer,
    r"To work on: “(?P<say>.+)” \((?P<times>.+)\)": corrected,
    r"To work on: your (?P<less>\w+) side goes less far \((?P<a>\d+) %\) "
    r"than the (?P<more>\w+) \((?P<b>\d+) %\)": uneven,
    r"To work on: go all the way": lambda m, x, e: any(not released(p) for p in partials(e)),
    r"To work on: hold until I say “Relax”": lambda m, x, e: any(map(released, partials(e))),
    r"To work on: make your circles round": lambda m, x, e: any("circle" in p.missing for p in partials(e)),
    r"To work on: keep the form until you are back": lambda m, x, e: bool(partials(e)),
    r"I could judge (?P<p>\d+) % of the time(: I did not see .+)?\.": lambda m, x, e: [
        abs(s.seen - int(m["p"]) / 100) <= HALF for s in e if isinstance(s, Summary)
    ] == [True],
}  # fmt: skip


def summed_up(clip: Clip, exercise: str) -> tuple[list[Event], list[str]]:
    workout = Workout(plan(Library().card(exercise), Options(endless=True, hold_s=clip.hold_s)), attended=False)
    events = [event for frame in clip.frames() for event in workout.update(frame).events]
    end = workout.finish()
    return [*events, *end.events], [end.say, *end.lines]


@pytest.mark.parametrize("name", EXERCISES)
def test_every_sentence_of_every_summary_is_true(name: str) -> None:
    exercise = Library().exercise(name)
    for clip in clips(name):
        events, said = summed_up(clip, name)
        for sentence in said:
            found = [(m, check) for pattern, check in SENTENCES.items() if (m := re.fullmatch(pattern, sentence))]
            assert len(found) == 1, f"{clip}: no check knows {sentence!r}"
            (match, check) = found[0]
            assert check(match, exercise, events), f"{clip}: {sentence!r} is not what happened"
