"""What was done of each exercise of a plan, and how much of it could be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from coach.definitions.definition import Activity, Exercise
from coach.events import Event, Summary, Timed, Unseen
from coach.wording import body_parts, doses
from coach.wording.catalogue import _
from coach.wording.lists import listed
from coach.workout.log import SetDone
from coach.workout.plan import Plan
from coach.workout.tries import tries

WELL_SEEN = 0.9  # of the time: below it, what was not seen is a part of the truth


@dataclass(frozen=True)
class Done:
    """An exercise of the plan, all its sets together. `goal` is what was asked for, None where there was no end, and
    `dose` the same in words, "" where there was none; `vouched`: where no camera is, somebody said that it was done."""

    exercise: Exercise | None
    title: str
    count: int
    goal: int | None
    dose: str
    timed_s: float
    vouched: bool
    events: tuple[Event, ...]

    @property
    def complete(self) -> bool:
        """All that was asked for was done."""
        return self.goal is not None and self.count >= self.goal

    @property
    def begun(self) -> bool:
        """Something of it was done."""
        return self.count > 0 or self.timed_s > 0 or bool(tries(self.events))

    @property
    def seen(self) -> float | None:
        """The share of the time in which it could be judged, None where nothing was to be judged."""
        shares = [event.seen for event in self.events if isinstance(event, Summary)]
        return fmean(shares) if shares and self.exercise is not None else None


def done_in(plan: Plan, sets: Sequence[SetDone], *, in_sets: bool) -> list[Done]:
    """What was done of each exercise of the plan. `in_sets`: its sets were done one by one, otherwise all as one."""
    return [_done(plan, at, [one for one in sets if one.at == at], in_sets) for at in range(len(plan.items))]


def _done(plan: Plan, at: int, sets: Sequence[SetDone], in_sets: bool) -> Done:
    item = plan.items[at]
    judged = item.judged and isinstance(item.exercise, Exercise)
    events = tuple(event for one in sets for event in one.events)
    goals = [one.goal for one in sets]
    to_come = max(0, (item.sets if in_sets else 1) - len(sets)) * (item.goal if judged or not item.dose.time_s else 1)
    endless = None in goals or (item.options.endless and item.options.reps is None)
    return Done(
        exercise=item.exercise if judged and isinstance(item.exercise, Exercise) else None,
        title=item.exercise.title,
        count=sum(one.count if one.goal is None else min(one.count, one.goal) for one in sets),
        goal=None if endless else sum(goal or 0 for goal in goals) + to_come,
        dose="" if endless else doses.in_words(item.amount),
        timed_s=sum(event.seconds for event in events if isinstance(event, Timed)),
        vouched=isinstance(item.exercise, Activity),
        events=events,
    )


def told_of_unseen(judged: Sequence[Done]) -> Sequence[str]:
    """How much of the time could be judged, where that is too little to leave it unsaid, and what was hidden."""
    seen = lowest_seen(judged)
    if seen is None or seen >= WELL_SEEN:
        return ()
    hidden = Counter(part for one in judged for e in one.events if isinstance(e, Unseen) for part in set(e.missing))
    parts = body_parts.parts([name for name, _times in hidden.most_common(2)])
    percent = f"{100 * seen:.0f}"
    if not parts:
        return [_("I could judge {percent} % of the time.", percent=percent)]
    return [_("I could judge {percent} % of the time: I did not see {parts}.", percent=percent, parts=listed(parts))]


def lowest_seen(done: Sequence[Done]) -> float | None:
    """The share of the time in which the exercise that was seen least could be judged."""
    return min((one.seen for one in done if one.seen is not None), default=None)
