"""`coach show` and `coach check`: how an exercise is done, and whether a file of your own is right."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.failures import USAGE, CommandError, say
from coach.cli.interrupts import interrupts

if TYPE_CHECKING:
    from rich.console import RenderableType

    from coach.training.definitions import Described
    from coach.training.library import Card, Library


def library() -> Library:
    """The library; what it needs is imported here and not before."""
    with interrupts.deferred():
        from coach.training.library import Library
    return Library()


def show_card(name: str, *, as_json: bool) -> None:
    """Print all there is to know about an exercise."""
    card = library().card(name)
    if as_json:
        print(json.dumps(card.exercise.model_dump(mode="json", exclude_none=True)))
        return
    from rich.console import Group
    from rich.markup import escape
    from rich.table import Table

    exercise = card.exercise
    rows = Table(box=None, show_header=False, pad_edge=False)
    rows.add_column(style="bold", no_wrap=True)
    rows.add_column(overflow="fold")
    for label, text in _rows(card):
        rows.add_row(label, escape(text))
    print_plainly(Group(f"[bold]{escape(exercise.title)}[/bold]  ({exercise.id})", "", rows))


def check_files(files: Sequence[Path]) -> None:
    """Print `ok` or every mistake of each file. Raises CommandError(2) when there was a mistake."""
    from coach.training.document import DefinitionError

    known, wrong = library(), False
    for path in files:
        try:
            known.check(path)
        except DefinitionError as error:
            wrong = True
            say(str(error))
        else:
            print(f"{path}: ok")
    if wrong:
        raise CommandError(USAGE)


def write_schemas(folder: Path) -> None:
    """Write the JSON Schema of each kind of file into a folder. Raises OSError."""
    from coach.training.schema import as_text, schemas

    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        path = folder / f"{kind}.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        print(path)


def _rows(card: Card) -> list[tuple[str, str]]:
    from coach.training.definitions import Exercise

    exercise = card.exercise
    judged = exercise if isinstance(exercise, Exercise) else None
    rows = [
        ("Also called", ", ".join(exercise.also)),
        ("Good for", ", ".join(exercise.good_for)),
        ("You need", ", ".join(exercise.equipment)),
        ("Camera", judged.camera.say if judged else "Not needed: this is timed, not judged."),
        ("Set-up", exercise.setup),
        ("Start", card.poses[judged.path.start].description if judged else ""),
        ("Movement", exercise.movement),
        ("Target", card.poses[judged.path.target].description if judged else ""),
        ("How much", _doses(exercise)),
        *(
            ("Corrects" if i == 0 else "", f"{cue.say} ({cue.id})")
            for i, cue in enumerate(judged.cues if judged else ())
        ),
        ("Unseen", exercise.cannot_see),
        ("Not if", "; ".join(exercise.contraindications)),
        ("Asked for in", _documents(exercise.source)),
    ]
    return [(label, " ".join(text.split())) for label, text in rows if text]


def _documents(source: str) -> str:
    """ "002 004" -> "source documents 002 and 004"; other words stay as they are."""
    numbers = source.split()
    if not all(number.isdigit() for number in numbers):
        return source
    return f"source document{'s' * (len(numbers) > 1)} " + " and ".join(numbers)


def _doses(exercise: Described) -> str:
    from coach.training.dosage import in_words

    others = [f"{name}: {in_words(exercise, dose)}" for name, dose in exercise.doses.items()]
    return "; ".join([in_words(exercise, exercise.dose), *others])


def print_plainly(what: RenderableType) -> None:
    """To standard output: as wide as the terminal, or unbroken into a pipe; no line ends in blanks."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, 160)  # a pipe has no width; do not cut its rows
    with console.capture() as text:
        console.print(what)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in text.get().splitlines()))
