"""What is said of a workout in which nothing was begun: what was asked for, what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from coach.events import Uncounted, Unseen, Why
from coach.wording.catalogue import _, plural
from coach.workout.done import Done, lowest_seen, told_of_unseen


def saw_nobody(done: Sequence[Done], *, met: bool) -> bool:
    """Nobody was there. `met`: some of the person was seen, if not in a set."""
    moved = any(event.why is not Why.HIDDEN for event in _uncounted(done))
    judged = any(one.exercise is not None for one in done)
    return judged and not (lowest_seen(done) or moved or met)


def lines(done: Sequence[Done], *, met: bool, cut_off: bool) -> tuple[str, ...]:
    """The lines under the first one; the last one that was said about movements that do not count is what to do.
    `cut_off`: the source went away, which is told by others and says all."""
    asked = _asked(done)
    if cut_off:
        return tuple(asked)
    if said := [event.say for event in _uncounted(done)][-1:]:
        return *asked, *said
    if saw_nobody(done, met=met):
        return *asked, *([_("`coach doctor` looks whether the camera works.")] if asked else [])
    return *asked, *_happened(done)


def _uncounted(done: Sequence[Done]) -> list[Uncounted]:
    return [event for one in done for event in one.events if isinstance(event, Uncounted)]


def _asked(done: Sequence[Done]) -> Sequence[str]:
    if len(done) > 1:
        return [plural("Asked for: {number} exercise.", "Asked for: {number} exercises.", len(done))]
    return [_("Asked for: {dose}.", dose=one.dose) for one in done if one.dose]


def _happened(done: Sequence[Done]) -> Sequence[str]:
    """Of somebody who was there."""
    judged = [one for one in done if one.exercise is not None]
    hidden = any(isinstance(event, Unseen) for one in judged for event in one.events)
    if not (lowest_seen(judged) or hidden):
        return _("No set was begun."), _("Begin again whenever you like.")
    if hidden and (unseen := told_of_unseen(judged)):
        return *unseen, _("Next time, take the place that the first screen shows.")
    return (
        _("I saw you, but no movement of this kind."),
        _("Next time, watch the movement that is shown first. Then do it slowly and all the way."),
    )
