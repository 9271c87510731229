"""What the coach has to say right now, in words: the same for window, terminal and voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.definitions.phase import Phase
from coach.wording import body_parts
from coach.wording.catalogue import N_, _, plural
from coach.wording.durations import nearest_minute
from coach.wording.lists import capitalised, listed
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

_OF_A_SET = (Stage.FRAMING, Stage.COUNT_IN, Stage.SET, Stage.PAUSED, Stage.REST)
_HINTS: dict[str, str] = {
    Stage.FRAMING: N_("Let me find you"),
    Phase.START: N_("Take the start position"),
    Phase.READY: N_("Ready when you are"),
}
_STAGES = {
    Stage.FRAMING: N_("Let me find you"),
    Stage.COUNT_IN: N_("Get ready"),
    Stage.PAUSED: N_("Paused"),
    Stage.REST: N_("Rest"),
    Stage.PAIN: N_("Any pain?"),
    Stage.WHERE: N_("Where does it hurt?"),
    Stage.CONFIRM: N_("Did you do it?"),
    Stage.SUMMARY: N_("Done"),
}


@dataclass(frozen=True)
class Caption:
    """One line to read. `kind` is "guidance" (change something), "uncounted" (why nothing counts), "cue" (correct it),
    "praise" or "hint" (calm)."""

    kind: str
    text: str


def caption(progress: WorkoutProgress) -> Caption | None:
    """The most important thing to read now; None when there is nothing to add to the movement."""
    if progress.stage not in (Stage.SET, Stage.FRAMING):
        said = progress.say or stage_name(progress.stage)
        return Caption("hint", said) if said else None
    if progress.set.phase == Phase.DONE:
        return Caption("hint", result(progress))
    if progress.set.guidance is not None:
        return Caption("guidance", progress.set.guidance)
    if progress.set.uncounted is not None:
        return Caption("uncounted", progress.set.uncounted)
    if progress.set.cue is not None:
        return Caption("cue", progress.set.cue.say)
    if progress.set.praise:
        return Caption("praise", progress.set.praise)
    if (hidden := unseen(progress.set.missing)) is not None:
        return Caption("guidance", hidden)
    if progress.set.outcomes and not progress.say:  # between two repetitions nobody needs to be told
        return None
    hint = _HINTS.get(progress.set.phase) or _HINTS.get(progress.stage)
    if progress.say:
        return Caption("hint", progress.say)
    return None if hint is None else Caption("hint", _(hint))


def stage_name(stage: Stage) -> str:
    """ "Get ready": what a stage is called that says nothing itself; "" for a set."""
    return _(_STAGES[stage]) if stage in _STAGES else ""


def next_line(progress: WorkoutProgress) -> str:
    """ "Next: set 2 of 3" while sets remain, then "Next: Open books", or "" when nothing comes."""
    if progress.stage in _OF_A_SET and progress.set_number < progress.sets:
        return _("Next: set {number} of {total}", number=progress.set_number + 1, total=progress.sets)
    return _("Next: {title}", title=progress.next_title) if progress.next_title else ""


def time_line(progress: WorkoutProgress) -> str:
    """ "2 of 5 · 12 min left": which exercise, and about how long everything still takes; "" when neither matters."""
    parts = [_("{number} of {total}", number=progress.item, total=progress.items)] if progress.items > 1 else []
    if progress.time_left_s is not None and progress.time_left_s > 0:
        parts.append(_("{minutes} min left", minutes=nearest_minute(progress.time_left_s)))
    return " · ".join(parts)


def set_line(progress: WorkoutProgress) -> str:
    """ "Set 1 of 3 · backward" or "Set 1 of 3 · timed", as far as there is something to tell."""
    parts = [_("Set {number} of {total}", number=progress.set_number, total=progress.sets)] if progress.sets > 1 else []
    if progress.set.timed:
        parts.append(_("timed"))
    elif progress.set.direction:
        parts.append(body_parts.direction(progress.set.direction))
    return capitalised(" · ".join(parts))


def count_of(progress: WorkoutProgress) -> str:
    """ "8 of 10", or "8" where there is no goal."""
    return number_of(progress.set.count, progress.set.goal)


def number_of(number: int, total: int | None) -> str:
    """ "8 of 10", or "8" where there is no total."""
    return str(number) if total is None else _("{number} of {total}", number=number, total=total)


def unseen(missing: Iterable[str]) -> str | None:
    """ "I can't see your left elbow": what cannot be judged, or None when all is seen."""
    parts = body_parts.parts(missing)
    if not parts:
        return None
    if len(parts) > 3:  # a longer list is not read while one moves
        return _("I can't see enough of you")
    return _("I can't see {parts}", parts=listed(parts))


def result(progress: WorkoutProgress) -> str:
    """ "Done: 8 of 10, 2 partial", or "Done: 8 repetitions" where there is no goal, of a set."""
    count, partials = progress.set.count, progress.set.outcomes.count("partial")
    if not (count or partials or progress.set.timed):
        return _("Done: nothing was counted")
    open_ended = progress.set.goal is None
    done = plural("{number} repetition", "{number} repetitions", count) if open_ended else count_of(progress)
    if not partials:
        return _("Done: {count}", count=done)
    return _("Done: {count}, {partials} partial", count=done, partials=partials)
