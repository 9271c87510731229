"""An exercise tried on its own demonstration: one repetition shown several times, with rests between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.body.landmarks import PoseFrame
from coach.counting.session import session_for
from coach.counting.set_session import Options, events_over
from coach.definitions.definition import Exercise
from coach.definitions.kind import Kind
from coach.definitions.library import Card
from coach.events import Event

ROUNDS = 4  # the first may teach the coach the person's own range; three more show that it counts
BEFORE_S, BETWEEN_S = 2.0, 1.0  # of rest, in which the start pose is seen
HELD_S = 0.5  # a demonstration shows the top for a moment, whatever the dose asks for


def tried(card: Card, frames: Sequence[PoseFrame]) -> list[Event]:
    """Everything that the coach makes of it."""
    held_s = HELD_S if card.exercise.dose.hold_s else 0.0
    session = session_for(card.exercise, card.poses, Options(hold_s=held_s, endless=True))
    circle = card.exercise.kind == Kind.CIRCLE
    return events_over(session, repeated(frames, rests=not circle))


def rounds_of(exercise: Exercise) -> int:
    """Repetitions that ought to be counted: a sweep goes to both sides."""
    return ROUNDS * (2 if exercise.kind == Kind.SWEEP else 1)


def repeated(frames: Sequence[PoseFrame], *, rests: bool = True) -> Iterator[PoseFrame]:
    """The frames several times, with rests between them; a circle goes round without."""
    step_s = (frames[-1].t_s - frames[0].t_s) / (len(frames) - 1)
    rest = [frames[0]] * round((BETWEEN_S if rests else 0.0) / step_s)
    rounds = [frame for _ in range(ROUNDS) for frame in (*frames, *rest)]
    shown = [*[frames[0]] * round(BEFORE_S / step_s), *rounds, *[frames[0]] * round(BETWEEN_S / step_s)]
    for k, frame in enumerate(shown):
        yield PoseFrame(k * step_s, frame.image, frame.world, frame.visibility, frame.size)
