"""What is said around a set, and which answers are offered: the same for window, voice and terminal."""

from __future__ import annotations

from dataclasses import replace

from coach.body import limbs
from coach.counting.progress import Choice, Reply
from coach.definitions.definition import Activity, Exercise
from coach.wording import doses
from coach.wording.catalogue import N_, _
from coach.wording.lists import capitalised
from coach.workout import range_goal
from coach.workout.pain import ADVICE, MILD, STOP
from coach.workout.plan import Item
from coach.workout.stage import Stage

WORDS_A_S = 2.8  # as fast as a voice reads
START = Choice(Reply.START, N_("Start"), "space")
GO_ON = Choice(Reply.START, N_("Go on"), "space")
PAUSE = Choice(Reply.PAUSE, N_("Pause"), "space")
RESUME = Choice(Reply.RESUME, N_("Go on"), "space")
SKIP = Choice(Reply.SKIP, N_("Skip"), "n")
AGAIN = Choice(Reply.AGAIN, N_("Again"), "r")
LESS = Choice(Reply.LESS, N_("Less"), "l")
TIMED = Choice(Reply.TIMED, N_("By the clock"), "t")
ENOUGH = Choice(Reply.QUIT, N_("Done"), "q")
DID = Choice(Reply.START, N_("I did it"), "space")
DID_NOT = Choice(Reply.SKIP, N_("I did not"), "n")


def instruction(item: Item) -> str:
    """Where to be and what to do, as it is said before an exercise."""
    exercise = item.exercise
    where = exercise.camera.say if isinstance(exercise, Exercise) else ""
    return " ".join(text.strip() for text in (where, exercise.setup, exercise.movement) if text)


def brief(exercise: Exercise | Activity) -> str:
    """The movement in a few words: its own, or its first sentence."""
    whole = " ".join(exercise.movement.split())
    return exercise.brief or whole.split(". ")[0].removesuffix(".") + "."


def intro(item: Item, *, known: bool, in_full: bool, hurt: bool) -> tuple[str, ...]:
    """What is said, in one breath, and the lines under it. Of something known only the name and how much, and what
    cannot be judged from anywhere; the rest is there to read.

    `in_full`: the whole instruction was asked for; `hurt`: there was some pain just now.
    """
    whole = instruction(item)
    how = whole if in_full else "" if known else brief(item.exercise)
    doubt = item.exercise.unsure.strip() if item.judged and isinstance(item.exercise, Exercise) else ""
    lines = [_(MILD)] if hurt else []
    if not in_full:
        lines.append(whole)
    if item.exercise.place in ("equipment", "away") and item.exercise.equipment:
        lines.append(_("You need: {things}.", things=", ".join(item.exercise.equipment)))
    if item.judged and item.exercise.cannot_see:
        lines.append(item.exercise.cannot_see.strip())
    lines += body_lines(item)
    if not item.judged:
        lines.append(_("I keep the time and judge nothing."))
    return " ".join(filter(None, (how_much(item), range_goal.in_words(item), how, doubt))), *lines


def how_much(item: Item) -> str:
    """The name and the dose."""
    amount = _("{title}: {dose}.", title=item.exercise.title, dose=doses.in_words(item.amount))
    return f"{amount} {capitalised(item.dose.note)}." if item.dose.note else amount


def body_lines(item: Item) -> list[str]:
    """What this person's body changes about it: limbs that are left out, and who sits."""
    lines = []
    if item.judged and item.options.without:
        lines.append(_("I leave out {limbs}, and judge what there is.", limbs=limbs.said(item.options.without)))
    if item.options.seated and item.exercise.place == "standing":
        lines.append(_("Do it sitting if you can; if it needs your legs, skip it."))
    return lines


def paused(*, away: bool) -> tuple[str, ...]:
    """Why it stands still."""
    if away:
        return _("Paused, I can't see you."), _("I go on when you are back in the start position.")
    return (_("Paused."),)


def stopped() -> tuple[str, ...]:
    """What is said when the pain is more than mild."""
    return tuple(_(text) for text in (STOP, *ADVICE))


def reading_s(text: str) -> float:
    """Seconds to say or read this, and a breath."""
    return 2.0 + len(text.split()) / WORDS_A_S


def choices(stage: Stage, *, judged: bool, doubtful: bool, waited: bool) -> tuple[Choice, ...]:
    """The answers offered in a stage. `judged`: the exercise is; `doubtful`: something in it cannot be seen; `waited`:
    it goes on for longer than usual."""
    clock = (TIMED,) if judged and (waited or doubtful) else ()
    offered = {
        Stage.INTRO: (START, SKIP, *clock),
        Stage.FRAMING: (
            Choice(Reply.START, N_("Begin anyway"), "space"),
            SKIP,
            *((TIMED,) if judged and waited else ()),
        ),
        Stage.COUNT_IN: (PAUSE, SKIP),
        Stage.SET: (PAUSE,) if judged else (Choice(Reply.SKIP, N_("Done"), "n"), PAUSE),
        Stage.PAUSED: (RESUME, AGAIN, LESS, SKIP),
        Stage.REST: (GO_ON, AGAIN, LESS, SKIP),
        Stage.CONFIRM: (DID, DID_NOT),
        Stage.SUMMARY: (ENOUGH, AGAIN),
    }.get(stage, ())
    return tuple(in_this_language(choice) for choice in offered)


def in_this_language(choice: Choice) -> Choice:
    """With its label looked up in the catalogue."""
    return replace(choice, label=_(choice.label))
