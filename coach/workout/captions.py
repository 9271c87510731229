"""What the coach has to say right now, in words: the same for window, terminal and voice."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from coach.body.side import Side
from coach.definitions.phase import Phase
from coach.events import Summary
from coach.wording import body_parts, durations
from coach.wording.catalogue import _
from coach.wording.lists import listed
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

_HINTS: dict[str, str] = {
    Phase.FRAMING: "Let me find you",
    Phase.START: "Take the start position",
    Phase.READY: "Ready when you are",
}
_STAGES = {
    Stage.FRAMING: "Let me find you",
    Stage.COUNT_IN: "Get ready",
    Stage.PAUSED: "Paused",
    Stage.REST: "Rest",
    Stage.PAIN: "Any pain?",
    Stage.WHERE: "Where does it hurt?",
    Stage.CONFIRM: "Did you do it?",
    Stage.SUMMARY: "Done",
}


@dataclass(frozen=True)
class Caption:
    """One line to read. `kind` is "guidance" (change something), "cue" (a correction), "praise" or "hint" (calm)."""

    kind: str
    text: str


def caption(progress: WorkoutProgress) -> Caption | None:
    """The one thing to read now, most important first; None while the movement speaks for itself."""
    if progress.stage not in (Stage.SET, Stage.FRAMING):
        said = progress.say or _STAGES.get(progress.stage, "")
        return Caption("hint", said) if said else None
    if progress.set.phase == Phase.DONE:
        return Caption("hint", result(progress))
    if progress.set.guidance is not None:
        return Caption("guidance", progress.set.guidance)
    if progress.set.cue is not None:
        return Caption("cue", progress.set.cue.say)
    if progress.set.praise:
        return Caption("praise", progress.set.praise)
    if (hidden := unseen(progress.set.missing)) is not None:
        return Caption("guidance", hidden)
    if progress.set.outcomes and not progress.say:  # between two repetitions nobody needs to be told
        return None
    hint = progress.say or _HINTS.get(progress.set.phase) or _HINTS.get(progress.stage)
    return None if hint is None else Caption("hint", hint)


def next_line(progress: WorkoutProgress) -> str:
    """ "Next: Open books", or "" when nothing comes."""
    return f"Next: {progress.next_title}" if progress.next_title else ""


def time_line(progress: WorkoutProgress) -> str:
    """ "2 of 5 · 12 min left": which exercise, and about how long everything still takes; "" when neither matters."""
    parts = [f"{progress.item} of {progress.items}"] if progress.items > 1 else []
    if progress.time_left_s is not None and progress.time_left_s > 0:
        parts.append(f"{math.ceil(progress.time_left_s / 60)} min left")
    return " · ".join(parts)


def set_line(progress: WorkoutProgress) -> str:
    """ "Set 1 of 3 · backward" or "Set 1 of 3 · timed", as far as there is something to tell."""
    parts = [f"Set {progress.set_number} of {progress.sets}"] if progress.sets > 1 else []
    parts += ["timed"] if progress.set.timed else [progress.set.direction] if progress.set.direction else []
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]


def unseen(missing: Iterable[str]) -> str | None:
    """ "I can't see your left elbow": what cannot be judged, or None when all is seen."""
    parts = body_parts.parts(missing)
    if not parts:
        return None
    if len(parts) > 3:
        return _("I can't see enough of you")
    return _("I can't see {parts}", parts=listed(parts))


def result(progress: WorkoutProgress) -> str:
    """ "Done: 8 of 10, 2 partial", of a set."""
    partials = progress.set.outcomes.count("partial")
    goal = "" if progress.set.goal is None else f" of {progress.set.goal}"
    return f"Done: {progress.set.count}{goal}" + (f", {partials} partial" if partials else "")


def summary_lines(summary: Summary) -> list[str]:
    """The end of a session, a line a fact."""
    if summary.seen == 0 and summary.hold_s > 0:
        return [f"{durations.in_words(summary.hold_s)}, timed and not judged"]
    if summary.seen == 0:
        return ["Nobody was seen. Is the camera on you, and is there light?"]
    lines = [f"{_count(summary.reps, 'rep')}, {_count(summary.partials, 'partial rep')}"]
    if summary.hold_s > 0:
        lines.append(f"Held for {summary.hold_s:.0f} seconds")
    if {Side.LEFT, Side.RIGHT} <= summary.by_side.keys():
        lines.append(f"Left {summary.by_side[Side.LEFT]}, right {summary.by_side[Side.RIGHT]}")
    for cue, times in sorted(summary.cues.items(), key=lambda item: -item[1]):
        lines.append(f"To work on: {cue.replace('-', ' ')} ({_count(times, 'time')})")
    lines.append(f"Seen {100 * summary.seen:.0f} % of the time")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
