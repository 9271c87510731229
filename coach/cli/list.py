"""`coach list`: what there is, by place; what fits the minutes one has, and the spot that hurts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.camera_table import list_cameras
from coach.cli.console import show_table, table_width
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.open_library import open_library
from coach.wording.catalogue import N_, _, plural
from coach.wording.durations import in_minutes, nearest_minute

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

    from coach.definitions.library import Card, ProgramCard

PLACES = {
    "desk": N_("At a desk"),
    "standing": N_("Standing"),
    "floor": N_("On the floor"),
    "equipment": N_("With dumbbells or a band"),
    "away": N_("Away from the camera"),
}
TITLE, MINUTES = 1, 3  # columns of the list
GROUPS = {**PLACES, "program": N_("Programs")}


class AtPlace(StrEnum):
    """Where an exercise is done."""

    desk = "desk"
    standing = "standing"
    floor = "floor"
    equipment = "equipment"
    away = "away"


def list_exercises(
    at: Annotated[
        AtPlace | None, typer.Option(metavar=options.one_of(AtPlace), help="Only what you can do there.")
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            parser=options.number(0, options.DAY_MIN),
            metavar="MINUTES",
            help="Only what you can do in this many minutes.",
        ),
    ] = None,
    good_for: Annotated[
        str | None, typer.Option("--for", metavar="WHAT", help="Only what helps here: neck, posture ...")
    ] = None,
    cameras: Annotated[
        bool, typer.Option("--cameras", help="List the cameras instead, with what each delivers.")
    ] = False,
    as_json: options.JsonOption = False,
) -> None:
    """List the exercises, by place, and the programs."""
    if cameras:
        list_cameras(as_json=as_json)
        return
    wish = ListFilter(at=at.value if at else None, minutes=minutes, good_for=good_for)
    list_entries(wish, as_json=as_json)


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """What is looked for; None = anything."""

    at: str | None = None
    minutes: float | None = None
    good_for: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """An exercise or a program in the list. `place` is None where a program goes from one to another."""

    id: str
    title: str
    group: str
    kind: str
    place: str | None
    dose: str
    short_dose: str
    seconds: float
    good_for: tuple[str, ...]
    exercises: tuple[str, ...] = ()

    def fits(self, wish: ListFilter) -> bool:
        """True when it is done there, in that time, for that."""
        right_place = wish.at in (None, self.place)
        short_enough = wish.minutes is None or nearest_minute(self.seconds) <= wish.minutes
        helps = wish.good_for is None or any(_means(wish.good_for, word) for word in self.good_for)
        return right_place and short_enough and helps

    def as_json(self) -> dict[str, object]:
        """The line for scripts."""
        row: dict[str, object] = {
            "id": self.id, "title": self.title, "place": self.place, "kind": self.kind, "dose": self.dose,
            "seconds": round(self.seconds), "good_for": list(self.good_for),
        }  # fmt: skip
        return row | ({"exercises": list(self.exercises)} if self.exercises else {})


def list_entries(wish: ListFilter, *, as_json: bool) -> None:
    """Print one row, or one JSON object, for each thing that fits. Raises CommandError(2) for an unknown `good_for`."""
    known = open_library()
    entries = [row_of(card) for card in known.cards()]
    entries += [_of_program(known.program(program.id)) for program in known.programs()]
    if wish.good_for is not None:
        _check_purpose(wish.good_for, entries)
    fitting = [entry for entry in entries if entry.fits(wish)]
    if as_json:
        for entry in fitting:
            print(json.dumps(entry.as_json()))
    elif fitting:
        show_table(_table(fitting, table_width()))
    else:
        print(_("Nothing fits all of that. `coach list` alone shows everything."))


def row_of(card: Card) -> ListRow:
    """The row of an exercise."""
    from coach.definitions.dosage import in_short, in_words
    from coach.workout.program import seconds_of

    one = card.exercise
    return ListRow(
        id=one.id, title=one.title, group=one.place, kind=one.kind, place=one.place, dose=in_words(one, one.dose),
        short_dose=in_short(one, one.dose), seconds=seconds_of(card), good_for=one.good_for,
    )  # fmt: skip


def _of_program(card: ProgramCard) -> ListRow:
    from coach.counting.set_session import Options
    from coach.workout.program import plan, seconds_of

    program = card.program
    places = {one.exercise.place for one in card.cards.values()}
    count, among = len(program.warm_up) + len(program.items) + (program.choose or 0), len(program.entries)
    all_of_it = plural("{number} exercise", "{number} exercises", count)
    dose = all_of_it if count == among else _("{number} of {total} exercises", number=count, total=among)
    number = 0 if program.among else len(plan(card, Options()).places)  # of a choice the workout itself tells
    in_places = _("{exercises} in {number} places", exercises=dose, number=number) if number > 1 else dose
    return ListRow(
        id=program.id, title=program.title, group="program", kind="program",
        place=places.pop() if len(places) == 1 else None, dose=dose, short_dose=in_places, seconds=seconds_of(card),
        good_for=program.good_for, exercises=tuple(entry.exercise for entry in program.entries),
    )  # fmt: skip


def _means(asked: str, word: str) -> bool:
    """ "back" means "upper back", "shoulder" means "shoulders"."""
    parts = asked.lower().replace("-", " ").split()
    return all(any(whole.startswith(part) for whole in word.split()) for part in parts)


def _check_purpose(asked: str, entries: Iterable[ListRow]) -> None:
    from coach.definitions.document import near

    known = sorted({word for entry in entries for word in entry.good_for})
    if not asked.strip() or not any(_means(asked, word) for word in known):
        offer = near(asked, known) or _("; there is {purposes}", purposes=", ".join(known))
        raise CommandError(
            USAGE, _("nothing here is said to be good for {asked}{offer}", asked=repr(asked), offer=offer)
        )


def _table(entries: list[ListRow], width: int) -> Group:
    """The groups under each other, all with the same columns. In a narrow terminal the title is left out, because the
    name says the same; what still does not fit goes on in the next line. Nothing is cut: 15 x 1 is not 15 x 10 s."""
    from rich.console import Group
    from rich.markup import escape
    from rich.table import Table

    wide = [max(len(text) for text in column) + 2 for column in zip(*map(_cells, entries), strict=True)]
    titled = sum(wide) <= width
    parts: list[RenderableType] = []
    for title, group in _groups(entries):
        table = Table.grid(padding=(0, 2, 0, 0), expand=False)
        for number, style in enumerate(("bold", "", "", "dim")):
            if number != TITLE or titled:
                table.add_column(
                    style=style,
                    overflow="fold",
                    min_width=min(wide[number] - 2, width // 2),
                    justify="right" if number == MINUTES else "left",
                )
        for entry in group:
            table.add_row(*(escape(cell) for n, cell in enumerate(_cells(entry)) if n != TITLE or titled))
        parts += [f"[cyan]{title}[/cyan]", table, ""]
    return Group(*parts[:-1])


def _cells(entry: ListRow) -> tuple[str, str, str, str]:
    return f"  {entry.id}", entry.title, entry.short_dose, in_minutes(entry.seconds)


def _groups(entries: list[ListRow]) -> Iterator[tuple[str, list[ListRow]]]:
    for name, title in GROUPS.items():
        if group := [entry for entry in entries if entry.group == name]:
            yield _(title), group
