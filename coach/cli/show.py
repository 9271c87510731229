"""`coach show`: all there is to know about an exercise or a program, on a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.console import show_table
from coach.cli.list import PLACES
from coach.cli.open_library import names_like, open_library
from coach.wording.catalogue import _
from coach.wording.durations import in_minutes

if TYPE_CHECKING:
    from rich.console import RenderableType

    from coach.definitions.definition import Entry
    from coach.definitions.library import Card, ProgramCard

WIDEST, PIPED = 100, 80  # longer lines are hard to read
Row = tuple[str, str]


def show(
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An exercise or a program (see `coach list`), or a YAML file.",
            autocompletion=names_like,
        ),
    ],
    window: Annotated[
        bool, typer.Option("--window/--no-window", help="Also show the movement in a window, if there is a display.")
    ] = True,
    as_json: options.JsonOption = False,
    headless: Annotated[bool, typer.Option("--headless", help="The same as --no-window.")] = False,
) -> None:
    """Show how an exercise or a program is done."""
    show_card(exercise, as_json=as_json, window=window and not headless)


def show_card(name: str, *, as_json: bool, window: bool) -> None:
    """Print the card of an exercise or a program; then show how it goes, where a window is wanted and can be opened."""
    from coach.definitions.library import Card
    from coach.workout.program import dosed

    card = open_library().find(name)
    exercises = [card] if isinstance(card, Card) else [dosed(entry, card.cards) for entry in card.program.entries]
    shown = card.exercise if isinstance(card, Card) else card.program
    if as_json:
        print(json.dumps(shown.model_dump(mode="json", exclude_none=True)))
        return
    rows = _rows(card) if isinstance(card, Card) else _program_rows(card)
    show_table(_page(shown.title, shown.id, rows), PIPED, WIDEST)
    if window:
        from coach.cli.preview import show_preview

        show_preview(exercises)


def _page(title: str, name: str, rows: Iterable[Row]) -> RenderableType:
    from rich.console import Group
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in rows:
        table.add_row(escape(label), escape(text))
    return Group(f"[bold]{escape(title)}[/bold]  ({name})", "", table)


def _rows(card: Card) -> list[Row]:
    from coach.definitions.definition import Exercise

    exercise = card.exercise
    judged = exercise if isinstance(exercise, Exercise) else None
    rows = [
        (_("Also called"), ", ".join(exercise.also)),
        (_("Good for"), ", ".join(exercise.good_for)),
        (_("Where"), _(PLACES[exercise.place]).lower()),
        (_("You need"), ", ".join(exercise.equipment)),
        (_("Camera"), judged.camera.say if judged else _("Not needed: this is timed, not judged.")),
        (_("Set-up"), exercise.setup),
        (_("Start"), card.poses[judged.path.start].description if judged else ""),
        (_("Movement"), exercise.movement),
        (_("Target"), card.poses[judged.path.target].description if judged else ""),
        (_("How much"), _dose(card)),
        *((f"--dose {name}", _dose(card.dosed(name))) for name in exercise.doses),
        (_("Tempo"), _("at least {seconds} s for each repetition", seconds=f"{judged.tempo_s[0]:g}") if judged else ""),
        *_numbered(_("Corrects"), (f"{cue.say} ({cue.id})" for cue in (judged.cues if judged else ()))),
        (_("Not sure"), judged.unsure if judged else ""),
        (_("Not seen"), exercise.cannot_see),
        (_("Not if"), "; ".join(exercise.contraindications)),
        (_("Source"), exercise.source or ""),
    ]
    return _tidy(rows)


def _program_rows(card: ProgramCard) -> list[Row]:
    from coach.counting.set_session import Options
    from coach.workout.camera_places import most_moves_in_words, moves_in_words
    from coach.workout.program import plan, seconds_of

    program = card.program
    among = [card.cards[entry.exercise].exercise for entry in program.among]
    chosen = most_moves_in_words(among, program.choose or 0)
    rows = [
        (_("Also called"), ", ".join(program.also)),
        (_("Good for"), ", ".join(program.good_for)),
        (_("What it is"), program.description),
        (
            _("You need"),
            ", ".join(dict.fromkeys(thing for one in card.cards.values() for thing in one.exercise.equipment)),
        ),
        (_("Takes"), _("about {minutes}", minutes=in_minutes(seconds_of(card)))),
        (_("Where"), chosen if program.among else moves_in_words(plan(card, Options()).places)),
        *_numbered(_("Warm-up"), (_entry(card, entry) for entry in program.warm_up)),
        *_numbered(_("Exercises"), (_entry(card, entry) for entry in program.items)),
        *_numbered(_("{number} of these", number=program.choose), (_entry(card, entry) for entry in program.among)),
        (_("Not if"), "; ".join(program.contraindications)),
        (_("Source"), program.source or ""),
    ]
    return _tidy(rows)


def _entry(card: ProgramCard, entry: Entry) -> str:
    """ "Neck side bend (neck-side-bend): once a side, hold 10 s"."""
    from coach.definitions.dosage import in_words
    from coach.workout.program import dosed

    exercise = dosed(entry, card.cards).exercise
    return f"{exercise.title} ({exercise.id}): {in_words(exercise, exercise.dose)}"


def _tidy(rows: Iterable[Row]) -> list[Row]:
    return [(label, " ".join(text.split())) for label, text in rows if text]


def _numbered(label: str, texts: Iterable[str]) -> list[Row]:
    """One row for each, the label before the first."""
    return [(label if i == 0 else "", text) for i, text in enumerate(texts)]


def _dose(card: Card) -> str:
    from coach.definitions.dosage import in_words
    from coach.workout.program import seconds_of

    words = in_words(card.exercise, card.exercise.dose)
    return (
        words
        if card.exercise.dose.time_s
        else _("{dose}; about {minutes}", dose=words, minutes=in_minutes(seconds_of(card)))
    )
