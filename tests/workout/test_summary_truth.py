"""Every sentence of the summary of every recording, held against the events that it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from recorded import EXERCISES, Clip, clips

from coach.body.landmarks import PoseFrame
from coach.body.side import Side
from coach.counting.progress import SetProgress
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.definitions.library import Library
from coach.events import Cue, Event, Hold, Partial, Rep, Summary, Uncounted, Unseen, counted_in
from coach.voice.script import Script
from coach.voice.sentence import Sentence
from coach.workout import set_runner, summary
from coach.workout.comparison import result
from coach.workout.done import WELL_SEEN, done_in
from coach.workout.log import SetDone
from coach.workout.program import plan
from coach.workout.workout import Workout

Check = Callable[[re.Match[str], "Told"], bool]
HALF = 0.0051  # half a percent, as it is rounded
HALF_S = 0.51  # half a second, as it is rounded
MORE = 2  # repetitions that were asked for beyond what was done
BREATH = 25  # words


@dataclass(frozen=True)
class Told:
    """What a summary is made from: a set's events, what was asked for (None = no end), the time before (() = none)."""

    exercise: Exercise
    events: Sequence[Event]
    goal: int | None = None
    before: Sequence[Event] = ()

    def halves(self) -> tuple[Sequence[Event], Sequence[Event]]:
        """What is compared: the time before with this one, or the first half of this one with the second."""
        if self.before:
            return self.before, self.events
        tried = [i for i, event in enumerate(self.events) if isinstance(event, Rep | Hold | Partial)]
        middle = tried[len(tried) // 2 - 1] + 1
        return self.events[:middle], self.events[middle:]


def number(text: str) -> int:
    return {"once": 1, "twice": 2}.get(text) or int(text.split()[0])


def partials(events: Sequence[Event]) -> list[Partial]:
    told_again = {event.peak_s for event in counted_in(events) if isinstance(event, Rep) and event.recounted}
    return [event for event in events if isinstance(event, Partial) and event.peak_s not in told_again]


def released(event: Partial) -> bool:
    return event.missing == ("hold",)


def times(said: str, told: Told, events: Sequence[Event]) -> int:
    """How often that correction of the exercise came."""
    ids = {rule.id for rule in told.exercise.cues if rule.say == said}
    assert ids, said
    return sum(isinstance(event, Cue) and event.id in ids for event in events)


def corrected(found: re.Match[str], told: Told) -> bool:
    return times(found["say"], told, told.events) == number(found["times"])


def fuller(found: re.Match[str], told: Told) -> bool:
    first, second = told.halves()
    figures = [int(found[name]) for name in ("now", "of", "then", "of_then")]
    counted = [len(counted_in(e)) + k * len(partials(e)) for e in (second, first) for k in (0, 1)]
    return figures == counted and figures[0] / figures[1] > figures[2] / figures[3]


def way(events: Sequence[Event], side: str | None = None) -> float:
    by_side: dict[str, list[float]] = {}
    for event in counted_in(events):
        if isinstance(event, Rep) and side in (None, event.side):
            by_side.setdefault(event.side, []).append(event.range)
    means = [sum(values) / len(values) for values in by_side.values()]
    return sum(means) / len(means)


def further(found: re.Match[str], told: Told) -> bool:
    first, second = told.halves()
    near = abs(way(second) - int(found["now"]) / 100) <= HALF and abs(way(first) - int(found["then"]) / 100) <= HALF
    return near and way(second) > way(first)


def apart(events: Sequence[Event]) -> float:
    return abs(way(events, "right") - way(events, "left"))


def evener(found: re.Match[str], told: Told) -> bool:
    first, second = told.halves()
    near = abs(apart(second) - int(found["now"]) / 100) <= HALF and abs(apart(first) - int(found["then"]) / 100) <= HALF
    return near and apart(second) < apart(first)


def held(events: Sequence[Event]) -> list[float]:
    return [rep.held_s if isinstance(rep, Rep) else rep.seconds for rep in counted_in(events)]


def longer(found: re.Match[str], told: Told) -> bool:
    then_s, now_s = (sum(held(events)) / len(held(events)) for events in told.halves())
    return abs(now_s - int(found["now"])) <= HALF_S and abs(then_s - int(found["then"])) <= HALF_S and now_s > then_s


def more(found: re.Match[str], told: Told) -> bool:
    then, now = map(len, map(counted_in, (told.before, told.events)))
    return bool(told.before) and (now, then) == (int(found["now"]), int(found["then"])) and now > then


def uneven(found: re.Match[str], told: Told) -> bool:
    less, most = (way(told.events, found[name]) for name in ("less", "more"))
    return less < most and abs(less - int(found["a"]) / 100) <= HALF and abs(most - int(found["b"]) / 100) <= HALF


def rarer(found: re.Match[str], told: Told) -> bool:
    then, now = (times(found["say"], told, events) for events in told.halves())
    return (now, then) == (number(found["now"]) if found["now"] else 0, number(found["then"]))


def flawless(found: re.Match[str], told: Told) -> bool:
    complete = told.goal is not None and len(counted_in(told.events)) >= told.goal
    seen = [s.seen for s in told.events if isinstance(s, Summary)]
    return complete and min(seen) >= WELL_SEEN and not any(isinstance(e, Cue | Partial) for e in told.events)


REASONS: dict[str, Callable[[Partial], bool]] = {
    r"let go too soon": released,
    r"not far enough": lambda p: not released(p) and not {"circle", "straight"} & {*p.missing} and p.missing != (),
    r"that lost the form": lambda p: p.missing != (),
    r"not a? ?round circles?": lambda p: "circle" in p.missing,
    r"in a circle|in circles": lambda p: "straight" in p.missing,
}


def fell_short(found: re.Match[str], told: Told) -> bool:
    """Each try that did not count is told once, by a reason that it has."""
    tried, named = partials(told.events), re.split(r", | and ", found["reasons"])
    for reason in named:
        count, why = reason.split(" ", 1)
        (holds,) = (check for pattern, check in REASONS.items() if re.fullmatch(pattern, why))
        having = sum(map(holds, tried))
        if having != int(count) and not (why == "that lost the form" and having > int(count)):
            return False
    return sum(int(reason.split()[0]) for reason in named) == len(tried)


WHEN = r"(at first|last time)"
SENTENCES: dict[str, Check] = {
    r"(?P<n>\d+) (repetition|hold)s?\.": lambda m, t: t.goal is None and len(counted_in(t.events)) == int(m["n"]) > 0,
    r"(?P<n>\d+) of (?P<goal>\d+) (repetition|hold)s?\.": lambda m, t: (int(m["n"]), int(m["goal"]))
    == (len(counted_in(t.events)), t.goal),
    r"Well done: (all (?P<n>\d+)|one) (repetition|hold)s?\.": lambda m, t: t.goal == int(m["n"] or 1)
    <= len(counted_in(t.events)),
    r"No complete (?P<noun>repetition|hold)\.": lambda m, t: t.goal is None
    and not counted_in(t.events) and bool(partials(t.events)),
    r"I counted nothing\.": lambda m, t: not counted_in(t.events) and not partials(t.events),
    r"Not counted: (?P<reasons>.+)\.": fell_short,
    r"Left (?P<l>\d+), right (?P<r>\d+)\.": lambda m, t: Counter(r.side for r in counted_in(t.events))
    == {"left": int(m["l"]), "right": int(m["r"])},
    r"Held for (?P<s>\d+) seconds? in all\.": lambda m, t: abs(sum(held(t.events)) - int(m["s"])) <= HALF_S,
    rf"Better: (?P<now>\d+) of (?P<of>\d+) in full \({WHEN}: (?P<then>\d+) of (?P<of_then>\d+)\)": fuller,
    rf"Better: you went further: (?P<now>\d+) % of the full way \({WHEN}: (?P<then>\d+) %\)": further,
    rf"Better: you (did not need|needed) “(?P<say>.+)”( (?P<now>.+))? \({WHEN}: (?P<then>.+)\)": rarer,
    rf"Better: you held for (?P<now>\d+) s each time \({WHEN}: (?P<then>\d+) s\)": longer,
    rf"Better: left and right are (?P<now>\d+) % apart \({WHEN}: (?P<then>\d+) %\)": evener,
    r"Better: (?P<now>\d+) repetitions? \(last time: (?P<then>\d+)\)": more,
    r"To work on: “(?P<say>.+)” \((?P<times>.+)\)": corrected,
    r"To work on: your (?P<less>\w+) side goes less far \((?P<a>\d+) %\) "
    r"than the (?P<more>\w+) \((?P<b>\d+) %\)": uneven,
    r"To work on: go all the way": lambda m, t: any(not released(p) for p in partials(t.events)),
    r"To work on: hold until I say “Relax”": lambda m, t: any(map(released, partials(t.events))),
    r"To work on: make your circles round": lambda m, t: any("circle" in p.missing for p in partials(t.events)),
    r"To work on: go straight up and down": lambda m, t: any("straight" in p.missing for p in partials(t.events)),
    r"To work on: keep the form until you are back": lambda m, t: bool(partials(t.events)),
    r"I saw nothing to correct\.": flawless,
    r"I could judge (?P<p>\d+) % of the time(: I did not see .+)?\.": lambda m, t: [
        abs(s.seen - int(m["p"]) / 100) <= HALF for s in t.events if isinstance(s, Summary)
    ] == [True],
}  # fmt: skip


class Judged:
    """The set that was made of a recording, frame by frame as when it was judged."""

    other_side: Side | None = None

    def __init__(self, clip: Clip) -> None:
        self._progress = clip.progress()

    def begin(self) -> None:
        """There is one set."""

    def update(self, frame: PoseFrame, counting: bool = True) -> SetProgress:
        progress = next(self._progress)
        assert counting
        assert progress.frame is frame
        return progress

    def finish(self) -> SetProgress:
        (last,) = self._progress
        return last


def worked_through_again(clip: Clip, exercise: str) -> tuple[list[Event], list[str], list[Sentence]]:
    """The same where the set of a recording's own exercise was judged already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(set_runner, "session_for", lambda *_asked: Judged(clip))
        return worked_through(clip, exercise)


def worked_through(clip: Clip, exercise: str) -> tuple[list[Event], list[str], list[Sentence]]:
    """The events of a whole recording, its summary, and what is said aloud meanwhile."""
    workout, script = (
        Workout(plan(Library().card(exercise), Options(endless=True, hold_s=clip.hold_s)), attended=False),
        Script("talkative"),
    )
    events: list[Event] = []
    aloud: list[Sentence] = []
    for frame in clip.frames():
        progress = workout.update(frame)
        events += progress.events
        aloud += script.update(progress)
    end = workout.finish()
    return [*events, *end.events], [end.say, *end.lines], [*aloud, *script.update(end)]


def summed_up(told: Told, hold_s: float | None) -> list[str]:
    """The summary of a set that ended there, where so many were asked for."""
    whole = plan(Library().card(told.exercise.id), Options(hold_s=hold_s, sets=1))
    count = len(counted_in(told.events))
    done = done_in(whole, [SetDone(whole.items[0], 1, told.events, 0, count, told.goal)], in_sets=True)
    before = {told.exercise.id: result(told.before)} if told.before else {}
    return [summary.headline(done, met=True), *summary.lines(done, before, met=True)]


def check(clip: Clip, said: Sequence[str], told: Told) -> None:
    for sentence in said:
        found = [(m, check) for pattern, check in SENTENCES.items() if (m := re.fullmatch(pattern, sentence))]
        assert len(found) == 1, f"{clip}: no check knows {sentence!r}"
        (match, true) = found[0]
        assert true(match, told), f"{clip}: {sentence!r} is not what happened"


@pytest.mark.parametrize("name", EXERCISES)
def test_every_sentence_of_every_summary_is_true(name: str) -> None:
    exercise, before = Library().exercise(name), list[Event]()
    for clip in clips(name):
        events, said, aloud = worked_through_again(clip, name)
        check(clip, said, Told(exercise, events))
        for goal in {max(1, len(counted_in(events))), len(counted_in(events)) + MORE}:
            told = Told(exercise, events, goal, before)
            check(clip, summed_up(told, clip.hold_s), told)
        before = events
        assert [one.text for one in aloud if len(one.text.split()) > BREATH] == [], clip
        texts = Counter(one.text for one in aloud if one.about in ("stage", "guidance", "praise"))
        assert [text for text, number in texts.items() if number > 1] == [], f"{clip}: read twice in a set"


def test_a_set_that_was_judged_already_is_worked_through_as_any_other() -> None:
    for name in ("wall-slides", "shoulder-rolls"):
        clip = clips(name)[0]
        assert worked_through_again(clip, name) == worked_through(clip, name)


# ---------------------------------------------------------------- where nothing was done


def stood(said: str, told: Told) -> bool:
    """Somebody was there, nothing was tried, and no reason was given on the way."""
    seen = [event.seen for event in told.events if isinstance(event, Summary)]
    return min(seen) > 0 and not any(isinstance(event, Rep | Hold | Partial | Uncounted) for event in told.events)


def asked(said: str, told: Told) -> bool:
    return said == f"Asked for: {told.goal} times." and not told.exercise.dose.sets > 1


def uncounted(said: str, told: Told) -> bool:
    return [event.say for event in told.events if isinstance(event, Uncounted)][-1:] == [said]


NOTHING: dict[str, Callable[[str, Told], bool]] = {
    "Asked for: ": asked,
    "I saw you, but no movement of this kind.": stood,
    "Next time, watch the movement that is shown first. ": stood,
    "I could judge ": lambda said, told: any(isinstance(event, Unseen) for event in told.events),
    "Next time, take the place that the first screen shows.": lambda said, told: any(
        isinstance(event, Unseen) for event in told.events
    ),
    "": uncounted,
}


@pytest.mark.parametrize("name", ["wall-slides", "shoulder-shrugs", "lateral-raises", "front-raises", "chin-tucks"])
def test_what_is_said_where_nothing_was_done_is_true(name: str) -> None:
    exercise, empty = Library().exercise(name), list[Clip]()
    for clip in [*clips("other"), *clips("desk-break"), *clips("raise-a-knee")[:1]]:
        events, said, _aloud = worked_through(clip, name)
        if any(isinstance(event, Rep | Hold | Partial) for event in events):
            continue
        empty.append(clip)
        told = Told(exercise, events, exercise.dose.reps)
        assert said[0] == "I counted nothing.", clip
        for lines in (said[1:], summed_up(told, 0.0)[1:]):
            for sentence in lines:
                true = next(check for start, check in NOTHING.items() if sentence.startswith(start))
                assert true(sentence, told), f"{clip}: {sentence!r} is not what happened"
    assert empty
