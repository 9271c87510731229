"""A drafted exercise is tried on what it was learned from and on more repetitions; a wrong count improves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coach.body.landmarks import PoseFrame
from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.counting.tuning import middle_of_longest
from coach.definitions.document import Keys
from coach.events import Hold, Rep
from coach.learning.draft import Draft
from coach.wording.catalogue import _

Take = tuple[Sequence[PoseFrame], int]
"""What was done in front of the camera, and how many repetitions there are in it."""

STEP = 0.05  # of the way: smaller ones change no count that two people would agree on
# Shares of the way, .45 to .95: less is half a repetition, and more is hardly ever reached.
TRIED = tuple(round(step * STEP, 2) for step in range(9, 20))


def counted(draft: Draft, frames: Iterable[PoseFrame]) -> int:
    """How many repetitions the drafted exercise counts in these frames."""
    session = session_of(draft)
    events = [event for frame in frames for event in session.update(frame).events]
    return sum(isinstance(event, Rep | Hold) for event in [*events, *session.finish().events])


def session_of(draft: Draft) -> Session:
    """A set without an end, in which a repetition counts however long it is held."""
    start, target = draft.exercise.poses
    return Session(draft.exercise, start, target, Options(hold_s=0.0, endless=True))


def improved(draft: Draft, takes: Sequence[Take]) -> Draft | None:
    """The draft with another limit, by which all takes are counted right; None where no such limit is found.

    Of the limits that do, the middle of the longest run is taken. Where too few are counted by all of them, it is the
    form asked for at the start or the target that was too strict, and goes.
    """
    for candidate in (draft, _laxer(draft)):
        right = [reached for reached in TRIED if _is_right(_reaching(candidate, reached, takes), takes)]
        if right:
            return _reaching(candidate, middle_of_longest(right, STEP), takes)
    return None


def _is_right(draft: Draft, takes: Sequence[Take]) -> bool:
    return all(counted(draft, frames) == number for frames, number in takes)


def _reaching(draft: Draft, reached: float, takes: Sequence[Take]) -> Draft:
    span = draft.exercise.range.model_copy(update={"reached": reached})
    why = _(
        "with this, the {numbers} repetitions that were done were counted",
        numbers=sum(number for _frames, number in takes),
    )
    reasons: dict[Keys, str] = {**draft.reasons, ("range", "reached"): why}
    return replace(draft, exercise=draft.exercise.model_copy(update={"range": span}), reasons=reasons)


def _laxer(draft: Draft) -> Draft:
    """Without the form asked for at the start and the target."""
    exercise = draft.exercise.model_copy(update={"start_when": (), "required": ()})
    reasons = {keys: why for keys, why in draft.reasons.items() if keys[0] not in ("start_when", "required")}
    return replace(draft, exercise=exercise, reasons=reasons)
