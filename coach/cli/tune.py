"""`coach tune`: what an exercise counts in a recording and why, what each of its numbers does, and which give the count
that is wanted."""

from __future__ import annotations

import difflib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.console import said_yes, show_line, table_width
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.open_library import names_like, open_library
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.body.landmarks import PoseFrame
    from coach.cli.tune_curves import Hindrances
    from coach.counting.explanation import Explainer
    from coach.counting.replayed import Replayed
    from coach.counting.tuning import Adjustment, Suggestion, Tuning
    from coach.definitions.definition import Exercise
    from coach.definitions.library import Card, Library

COLUMNS = 100  # of the curve, where there is room
MOST_SILENT = 10  # movements that came to nothing are explained; more of them have the same reason


def tune(
    exercise: Annotated[
        str,
        typer.Argument(metavar="EXERCISE", help="An exercise of your own, or a file.", autocompletion=names_like),
    ],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A recording (.npz) or a video file.")],
    reps: Annotated[
        int | None,
        typer.Option(
            parser=options.whole_number(0, 1000), metavar="TIMES", help="How many repetitions it really shows."
        ),
    ] = None,
    model: options.ModelOption = None,
) -> None:
    """Show what each number of an exercise does to the count."""
    from coach.counting.tuning import Tuning
    from coach.definitions.definition import Exercise

    known = open_library()
    card = known.card(exercise)
    if not isinstance(card.exercise, Exercise):
        raise CommandError(USAGE, _("{name} is timed; there is nothing to tune in it.", name=repr(card.exercise.id)))
    frames = _frames(file, model)
    tuning = Tuning(card.exercise, card.poses, frames)
    show_line(_("I count it many times with other numbers. That may take a minute."))
    show_counted(card.exercise, tuning)
    show_effects(tuning)
    if reps is not None:
        _suggest(known, card, tuning, reps)


def _frames(file: str, model: Path | None) -> list[PoseFrame]:
    """All of the file. Raises SourceError, ModelError, CommandError for an empty one."""
    source = opened(file)
    with ExitStack() as stack:
        stack.callback(source.close)
        frames = [frame for _image, frame in tracked(stack, source, bundle_for(source, model), paced=False)]
    if not frames:
        raise CommandError(USAGE, _("{file} is empty.", file=file))
    return frames


# ------------------------------------------------------------ what is counted, and why


def show_counted(exercise: Exercise, tuning: Tuning) -> None:
    """Print the count, the curve of the progress, and why each movement was counted or not."""
    from coach.cli.tune_curves import curve_lines

    replayed, explainer, hindrances = _looked_at(exercise, tuning)
    length = f"{replayed.times[-1]:.1f}"
    counted = plural(
        "{number} repetition counted in {seconds} s.", "{number} repetitions counted in {seconds} s.",
        tuning.counted(), seconds=length,
    )  # fmt: skip
    print(f"{exercise.title}: {counted}\n")
    width = min(COLUMNS, table_width()) - 4  # room for the marks at both ends
    for line in curve_lines(replayed, hindrances, width):
        print(line)
    print()
    for line in _reasons(replayed, explainer):
        print(line)


def _looked_at(exercise: Exercise, tuning: Tuning) -> tuple[Replayed, Explainer, Hindrances]:
    from coach.cli.tune_curves import Hindrances
    from coach.counting.explanation import Explainer
    from coach.counting.replayed import Replayed
    from coach.counting.tuning import session_of

    session = session_of(exercise, tuning.poses)
    replayed, explainer, hindrances = Replayed(exercise), Explainer(exercise, session.hold_s), Hindrances(exercise)
    for frame in tuning.frames:
        progress = session.update(frame)
        replayed.note(frame, session.judgement, progress.events)
        explainer.note(session.judgement, progress.events)
        hindrances.note(session.judgement)
    last = session.finish().events
    replayed.note(None, None, last)
    explainer.note(None, last)
    return replayed, explainer, hindrances


def _reasons(replayed: Replayed, explainer: Explainer) -> Iterator[str]:
    """Each repetition with its reasons, and each movement that came to nothing, in order of time."""
    from coach.counting.replayed import silent_tries
    from coach.events import Partial
    from coach.workout.explained import event_in_words, reasons_of

    told = []
    for done in explainer.repetitions:
        why = [*reasons_of(explainer.explain_repetition(done))] if isinstance(done, Partial) else []
        told.append((done.start_s, event_in_words(done), why))
    for at_s in silent_tries(replayed, explainer.repetitions)[:MOST_SILENT]:
        why = [*reasons_of(explainer.explain(at_s))]
        told.append((at_s, _("at {t_s} s: nothing was counted", t_s=f"{at_s:.2f}"), why))
    for _at_s, what, why in sorted(told):
        yield what
        yield from (f"    {reason}" for reason in why)


# ------------------------------------------------------------ what each number does


def show_effects(tuning: Tuning) -> None:
    """Print, for each number that changes the count, the count for values around it."""
    from coach.counting.tuning import knobs

    print("\n" + _("What each number does (value: how many are counted with it; [as it is now]):"))
    before, idle = tuning.counted(), []
    for knob in knobs(tuning.exercise):
        tried = {change.value: tuning.counted_with((), change) for change in tuning.effect(knob)}
        if set(tried.values()) <= {before}:
            idle.append(name_of(knob.keys))
            continue
        values = sorted([*tried.items(), (knob.value, before)])
        row = "   ".join(f"[{v:g}: {count}]" if v == knob.value else f"{v:g}: {count}" for v, count in values)
        print(f"  {name_of(knob.keys):34} {row}")
    if idle:
        print("  " + _("These change nothing here: {names}.", names=", ".join(idle)))


def name_of(keys: tuple[str | int, ...]) -> str:
    """ "range.reached"; the target pose as a whole in words."""
    from coach.counting.tuning import TARGET
    from coach.definitions.document import key_path

    return _("way to the target pose") if keys == TARGET else key_path(keys)


# ------------------------------------------------------------ the suggestion


def _suggest(known: Library, card: Card, tuning: Tuning, wanted: int) -> None:
    """Say which numbers give the count, show what would be written, and write it after a yes."""
    found = tuning.suggested(wanted)
    print("\n" + "\n".join(_told(found)))
    if not found.changes:
        return
    if card.path.parent == known.root / "exercises":
        text = _("It comes with the coach and stays as it is. Begin your own from it: coach new my-move --like {name}",
                 name=card.exercise.id)  # fmt: skip
        show_line(text)
        return
    texts = edited_files(known, card, tuning, found.changes)
    for path, (old, new) in texts.items():
        print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path), str(path))))
    if not said_yes(_("Write this? Type y, then Enter.")):
        raise CommandError(1, _("Nothing was written."))
    for path, (_old, new) in texts.items():
        _write(path, new)


def _told(found: Suggestion) -> Iterator[str]:
    right = found.counted == found.asked
    if right and not found.changes:
        yield _("It counts {number} as it is; nothing has to change.", number=found.counted)
    elif not found.changes:
        yield _(
            "No change of one or two numbers comes nearer to {number}. The reasons are listed above.",
            number=found.asked,
        )
    elif right:
        yield _("{number} are counted with this:", number=found.counted)
    else:
        yield _("This comes nearest to {asked}, with {number}:", asked=found.asked, number=found.counted)
    for change in found.changes:
        yield f"  {name_of(change.knob.keys)}: {change.knob.value:g} -> {change.value:g}"


def edited_files(
    known: Library, card: Card, tuning: Tuning, changes: Sequence[Adjustment]
) -> Mapping[Path, tuple[str, str]]:
    """File -> its text before and after. Raises CommandError where it cannot be written so that it counts the same."""
    from coach.counting.tuning import TARGET, moved_target
    from coach.definitions.edited import tuned_texts
    from coach.definitions.library import pose_files

    shares = [change.value for change in changes if change.knob.keys == TARGET]
    target = moved_target(tuning.exercise, tuning.poses, shares[0]) if shares else None
    numbers = {change.knob.keys: change.value for change in changes if change.knob.keys != TARGET}
    texts = tuned_texts(card, numbers, target, pose_files(card.path, known.root))
    if set(texts) == {card.path} and _recounted(known, card, texts[card.path][1], tuning) != tuning.counted(*changes):
        raise CommandError(1, _("I cannot change {file}; change these numbers by hand.", file=card.path))
    return texts


def _recounted(known: Library, card: Card, text: str, tuning: Tuning) -> int:
    """What the changed text counts."""
    from coach.counting.tuning import Tuning
    from coach.definitions.definition import Exercise
    from coach.definitions.document import parsed

    again = known.card_in(parsed(text, str(card.path)), card.path)
    return Tuning(again.exercise, again.poses, tuning.frames).counted() if isinstance(again.exercise, Exercise) else -1


def _write(path: Path, text: str) -> None:
    """Raises OSError."""
    from coach.atomic_file import replacing

    with replacing(path) as file:
        file.write(text.encode())
    print(path)
