"""What a workout came to, in sentences: worded once, for the window, the terminal and the voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from coach.body.side import Side
from coach.events import Hold, Rep, Summary
from coach.wording import durations
from coach.wording.catalogue import N_, _, plural
from coach.wording.lists import listed
from coach.workout import nothing_done, range_goal
from coach.workout.comparison import Finding, Result, better, result, to_work_on
from coach.workout.done import Done, told_of_unseen
from coach.workout.log import SetDone
from coach.workout.plan import Plan
from coach.workout.tries import Shortfall, shortfall, tries

BETTER, TO_WORK_ON = N_("Better: {finding}"), N_("To work on: {finding}")
UNFINISHED = 3  # exercises that were broken off, named one by one; more of them nobody reads


def ranges(plan: Plan, sets: Sequence[SetDone]) -> tuple[str, ...]:
    """How far each exercise went whose range a plan asks for."""
    told = [
        range_goal.summed_up(item, [event for one in sets if one.at == at for event in one.events])
        for at, item in enumerate(plan.items)
    ]
    return tuple(line for line in told if line)


# ---------------------------------------------------------------- the first line


def headline(done: Sequence[Done], *, met: bool) -> str:
    """What was done of what was asked for, in one sentence. `met`: some of the person was seen, if not in a set."""
    if len(done) == 1:
        return _of_one(done[0], met=met)
    complete = sum(one.complete for one in done)
    if complete == len(done):
        return plural("Well done: the whole exercise.", "Well done: all {number} exercises.", complete)
    if not any(one.begun for one in done):
        return _nothing(done, met=met)
    return _("{done} of {total} exercises done to the end.", done=complete, total=len(done))


def _of_one(done: Done, *, met: bool) -> str:
    if done.timed_s > 0:
        return _by_the_clock(done)
    if not done.begun:
        return _nothing([done], met=met)
    holds = done.exercise is not None and done.exercise.way.held
    if done.goal is None and done.count == 0:
        return _("No complete hold.") if holds else _("No complete repetition.")
    if done.goal is None:
        return (
            plural("{number} hold.", "{number} holds.", done.count)
            if holds
            else plural("{number} repetition.", "{number} repetitions.", done.count)
        )
    if done.complete:
        return (
            plural("Well done: one hold.", "Well done: all {number} holds.", done.goal)
            if holds
            else plural("Well done: one repetition.", "Well done: all {number} repetitions.", done.goal)
        )
    return (
        plural("{done} of {number} hold.", "{done} of {number} holds.", done.goal, done=done.count)
        if holds
        else plural("{done} of {number} repetition.", "{done} of {number} repetitions.", done.goal, done=done.count)
    )


def _by_the_clock(done: Done) -> str:
    """Praise is for who says that they did it: an exercise by the clock goes on whatever the person does."""
    duration = durations.in_words(done.timed_s)
    if done.complete and done.vouched:
        return _("Well done: {duration}, timed and not judged.", duration=duration)
    return _("{duration}, timed and not judged.", duration=duration)


def _nothing(done: Sequence[Done], *, met: bool) -> str:
    if nothing_done.saw_nobody(done, met=met):
        return _("I saw nobody. Is the camera on you, and is there enough light?")
    return _("I counted nothing.")


# ---------------------------------------------------------------- the lines under it


def lines(
    done: Sequence[Done], before: Mapping[str, Result], *, met: bool, cut_off: bool = False
) -> tuple[str, ...]:  # fmt: skip
    """What fell short and why, how long was held, one thing done better and one to work on, and what was not seen."""
    if not any(one.begun for one in done):
        return nothing_done.lines(done, met=met, cut_off=cut_off)
    judged = [one for one in done if one.exercise is not None and one.begun]
    found = (*_unfinished(done), *_fell_short(judged), *_sides(judged), *_held(judged), *_findings(judged, before))
    unseen = tuple(told_of_unseen(judged))
    perfect = judged and all(one.complete for one in judged) and not (unseen or _anything_wrong(judged))
    return (*found, *unseen, *((_("I saw nothing to correct."),) if perfect else ()))


def _unfinished(done: Sequence[Done]) -> Sequence[str]:
    """Those of several that were begun and not done to the end."""
    if len(done) < 2:
        return ()
    rows = [one for one in done if one.begun and not one.complete and one.goal is not None and not one.timed_s]
    return [
        _("{title}: {count} of {goal}.", title=one.title, count=one.count, goal=one.goal) for one in rows[:UNFINISHED]
    ]


def _fell_short(judged: Sequence[Done]) -> Sequence[str]:
    """How many tries did not count, by reason."""
    why: Counter[Shortfall] = Counter()
    for one in judged:
        for tried in tries(one.events):
            if not isinstance(tried, Rep | Hold) and one.exercise is not None:
                why[shortfall(one.exercise, tried)] += 1
    reasons = [_fell_short_by(reason, number) for reason, number in why.most_common()]
    return [_("Not counted: {reasons}.", reasons=listed(reasons))] if reasons else []


def _fell_short_by(reason: Shortfall, number: int) -> str:
    match reason:
        case Shortfall.RELEASED:
            return plural("{number} let go too soon", "{number} let go too soon", number)
        case Shortfall.FLAT:
            return plural("{number} not a round circle", "{number} not round circles", number)
        case Shortfall.ROUND:
            return plural("{number} in a circle", "{number} in circles", number)
        case Shortfall.FORM:
            return plural("{number} that lost the form", "{number} that lost the form", number)
        case Shortfall.SHORT:
            return plural("{number} not far enough", "{number} not far enough", number)


def _sides(judged: Sequence[Done]) -> Sequence[str]:
    """How many on either side, where both were done."""
    if len(judged) != 1:
        return ()
    sides = Counter(tried.side for tried in tries(judged[0].events) if isinstance(tried, Rep | Hold))
    if not {Side.LEFT, Side.RIGHT} <= sides.keys():
        return ()
    return [_("Left {left}, right {right}.", left=sides[Side.LEFT], right=sides[Side.RIGHT])]


def _held(judged: Sequence[Done]) -> Sequence[str]:
    held_s = sum(event.hold_s for one in judged for event in one.events if isinstance(event, Summary))
    return [_("Held for {duration} in all.", duration=durations.in_words(held_s))] if held_s >= 1 else []


def _findings(judged: Sequence[Done], before: Mapping[str, Result]) -> Sequence[str]:
    """One thing done better and one to work on, where the data show one."""
    rows: list[list[tuple[Finding, str]]] = [[], []]
    for one in judged:
        if one.exercise is None:
            continue
        then = before.get(one.exercise.id)
        for kind, finding in enumerate((better(one.exercise, one.events, then), to_work_on(one.exercise, one.events))):
            if finding is not None:
                rows[kind].append((finding, one.title))
    several = len(judged) > 1
    return [line for line in (_line(BETTER, rows[0], several), _line(TO_WORK_ON, rows[1], several)) if line]


def _line(head: str, rows: Sequence[tuple[Finding, str]], several: bool) -> str:
    if not rows:
        return ""
    finding, title = max(rows, key=lambda row: row[0].weight)
    said = _(head, finding=finding.text)
    return f"{said} ({title})" if several else said


def _anything_wrong(judged: Sequence[Done]) -> bool:
    found = [result(one.events) for one in judged]
    return any(one.partials or one.cues for one in found)
