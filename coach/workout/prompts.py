"""What is said around a set, and which answers are offered: the same for window, voice and terminal."""

from __future__ import annotations

from coach.counting.progress import Choice, Reply
from coach.definitions.definition import Exercise
from coach.wording import doses
from coach.workout.pain import ADVICE, MILD, STOP
from coach.workout.plan import Item
from coach.workout.stage import Stage

WORDS_A_S = 2.8  # as fast as a voice reads
STOPPED = (STOP, *ADVICE)
START = Choice(Reply.START, "Start", "space")
GO_ON = Choice(Reply.START, "Go on", "space")
PAUSE = Choice(Reply.PAUSE, "Pause", "space")
RESUME = Choice(Reply.RESUME, "Go on", "space")
SKIP = Choice(Reply.SKIP, "Skip", "n")
AGAIN = Choice(Reply.AGAIN, "Again", "r")
LESS = Choice(Reply.LESS, "Less", "l")
TIMED = Choice(Reply.TIMED, "By the clock", "t")
ENOUGH = Choice(Reply.QUIT, "Done", "q")
DID = Choice(Reply.START, "I did it", "space")
DID_NOT = Choice(Reply.SKIP, "I did not", "n")


def instruction(item: Item) -> str:
    """Where to be and what to do, as it is said before an exercise."""
    exercise = item.exercise
    where = exercise.camera.say if isinstance(exercise, Exercise) else ""
    return " ".join(text.strip() for text in (where, exercise.setup, exercise.movement) if text)


def intro(item: Item, *, known: bool, hurt: bool) -> tuple[str, ...]:
    """What is said, and the lines under it. Of something known only the name and how much, and what cannot be judged
    from anywhere; the rest is there to read.

    `hurt`: there was some pain just now.
    """
    note = f" {item.dose.note[:1].upper()}{item.dose.note[1:]}." if item.dose.note else ""
    head, how = f"{item.exercise.title}: {doses.in_words(item.amount)}.{note}", instruction(item)
    doubt = item.exercise.unsure.strip() if item.judged and isinstance(item.exercise, Exercise) else ""
    lines = [MILD] if hurt else []
    if known:
        lines.append(how)
    if item.exercise.place in ("equipment", "away") and item.exercise.equipment:
        lines.append(f"You need: {', '.join(item.exercise.equipment)}.")
    if item.judged and item.exercise.cannot_see:
        lines.append(item.exercise.cannot_see.strip())
    if not item.judged:
        lines.append("I keep the time and judge nothing.")
    return " ".join(filter(None, (head, "" if known else how, doubt))), *lines


def paused(*, away: bool) -> tuple[str, ...]:
    """Why it stands still."""
    if away:
        return "Paused, I can't see you.", "It goes on when you are back in the start position."
    return ("Paused.",)


def reading_s(text: str) -> float:
    """Seconds to say or read this, and a breath."""
    return 2.0 + len(text.split()) / WORDS_A_S


def choices(stage: Stage, item: Item, *, waited: bool) -> tuple[Choice, ...]:
    """The answers offered in a stage; `waited`: it goes on for longer than usual."""
    clock = (TIMED,) if item.judged and (waited or item.exercise.cannot_see) else ()
    return {
        Stage.INTRO: (START, SKIP, *clock),
        Stage.FRAMING: (
            Choice(Reply.START, "Begin anyway", "space"),
            SKIP,
            *((TIMED,) if item.judged and waited else ()),
        ),
        Stage.COUNT_IN: (PAUSE, SKIP),
        Stage.SET: (PAUSE,) if item.judged else (Choice(Reply.SKIP, "Done", "n"), PAUSE),
        Stage.PAUSED: (RESUME, AGAIN, LESS, SKIP),
        Stage.REST: (GO_ON, AGAIN, LESS, SKIP),
        Stage.CONFIRM: (DID, DID_NOT),
        Stage.SUMMARY: (ENOUGH, AGAIN),
    }.get(stage, ())
