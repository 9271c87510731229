"""Small histories with known contents: sets on chosen days, hours at the desk, reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone

from coach.events import Event, Moved, Partial, Rep, Summary
from coach.records.history import History, SetBegun

BERLIN = timezone(timedelta(hours=1))
SATURDAY = date(2026, 11, 28)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN)


def one_rep(number: int, way: float = 90.0, side: str = "both", t_s: float = 0.0) -> Rep:
    return Rep(
        t_s=t_s + 4, start_s=t_s, peak_s=t_s + 2, end_s=t_s + 4, side=side, direction=None, range=way / 100, held_s=1.0,
        count=number, moved=Moved("arm_elevation", "deg", way, way + 4, way - 4),
    )  # fmt: skip


def did(
    history: History,
    day: date,
    exercise: str = "wall-slides",
    *,
    reps: int = 3,
    partials: int = 0,
    way: float = 90.0,
    sides: Sequence[str] = ("both",),
    pain: int | None = None,
    cues: dict[str, int] | None = None,
    program: str | None = None,
    goal: int = 10,
) -> int:
    """A set in a workout of its own, at nine in the morning. Returns its number."""
    workout = history.begin_workout(at(day), program, [exercise])
    found: list[Event] = [one_rep(n + 1, way, sides[n % len(sides)], 5.0 * n) for n in range(reps)]
    found += [
        Partial(
            t_s=90.0 + n, start_s=88.0, peak_s=89.0 + n, end_s=90.0 + n, side="both", direction=None, range=0.5,
            held_s=0.0, missing=("arm_elevation",),
        )
        for n in range(partials)
    ]  # fmt: skip
    total = Summary(
        t_s=99.0, reps=reps, partials=partials, hold_s=float(reps), by_side={"both": reps}, cues=cues or {}, seen=1.0
    )
    name = "abc123" if exercise == "wall-slides" else f"hash of {exercise}"
    begun = SetBegun(exercise=exercise, workout=workout, goal=goal, hold_goal_s=0.0, definition=(name, "{}"))
    number = history.add_set(at(day), begun, [*found, total])
    if pain is not None:
        history.set_pain([number], pain, "neck" if pain else None)
    return number


def sat(history: History, day: date, hour: int, **minutes: float) -> None:
    """An hour at the desk, in minutes by state."""
    history.add_posture(at(day, hour, 30), {state: 60 * number for state, number in minutes.items()})


def reminded(history: History, day: date, *words: str | None, reason: str = "slouch") -> None:
    """One reminder for each answer."""
    for minute, word in enumerate(words):
        number = history.add_reminder(at(day, 10, minute), reason, 30.0)
        if word is not None:
            history.answer(number, word)
