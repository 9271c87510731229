"""`coach list`: what there is, by place; what fits the minutes one has, and the spot that hurts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.cli.catalogue import library, print_plainly
from coach.cli.failures import USAGE, CommandError

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

    from coach.training.definitions import Described

PLACES = {
    "desk": "At a desk",
    "standing": "Standing",
    "floor": "On the floor",
    "equipment": "With dumbbells or a band",
    "away": "Away from the camera",
}


@dataclass(frozen=True)
class Wish:
    """What is looked for; None = anything."""

    at: str | None = None
    minutes: float | None = None
    good_for: str | None = None


@dataclass(frozen=True)
class Entry:
    """A row of the list."""

    exercise: Described
    seconds: float

    def fits(self, wish: Wish) -> bool:
        """True when it is done there, in that time, for that."""
        right_place = wish.at in (None, self.exercise.place)
        short_enough = wish.minutes is None or self.seconds <= 60 * wish.minutes
        helps = wish.good_for is None or any(_means(wish.good_for, word) for word in self.exercise.good_for)
        return right_place and short_enough and helps


def list_entries(wish: Wish, *, as_json: bool) -> None:
    """Print one row, or one JSON object, for each thing that fits. Raises CommandError(2) for an unknown `good_for`."""
    entries = _entries()
    if wish.good_for is not None:
        _check_purpose(wish.good_for, entries)
    fitting = [entry for entry in entries if entry.fits(wish)]
    if as_json:
        for entry in fitting:
            print(json.dumps(_as_json(entry)))
    elif fitting:
        print_plainly(_table(fitting))
    else:
        print("Nothing fits all of that. `coach list` alone shows everything.")


def _entries() -> list[Entry]:
    from coach.training.dosage import seconds_of

    found = [card.exercise for card in library().cards()]
    return [Entry(exercise, seconds_of(exercise, exercise.dose)) for exercise in found]


def _means(asked: str, word: str) -> bool:
    """ "back" means "upper back", "shoulder" means "shoulders"."""
    parts = asked.lower().replace("-", " ").split()
    return all(any(whole.startswith(part) for whole in word.split()) for part in parts)


def _check_purpose(asked: str, entries: Iterable[Entry]) -> None:
    from coach.training.document import near

    known = sorted({word for entry in entries for word in entry.exercise.good_for})
    if not asked.strip() or not any(_means(asked, word) for word in known):
        offer = near(asked, known) or f"; there is {', '.join(known)}"
        raise CommandError(USAGE, f"nothing here is said to be good for {asked!r}{offer}")


def _as_json(entry: Entry) -> dict[str, object]:
    from coach.training.dosage import in_words

    exercise = entry.exercise
    kind = getattr(exercise, "kind")  # noqa: B009
    return {
        "id": exercise.id, "title": exercise.title, "place": exercise.place, "kind": kind,
        "dose": in_words(exercise, exercise.dose), "seconds": round(entry.seconds), "good_for": list(exercise.good_for),
    }  # fmt: skip


def _table(entries: list[Entry]) -> Group:
    """The groups under each other, all with the same columns."""
    from rich.console import Group
    from rich.markup import escape
    from rich.table import Table

    from coach.training.dosage import in_short

    rows = {e.exercise.id: in_short(e.exercise, e.exercise.dose) for e in entries}
    widths = max(len(name) for name in rows) + 2, max(map(len, rows.values()))
    parts: list[RenderableType] = []
    for title, group in _groups(entries):
        table = Table.grid(padding=(0, 2, 0, 0), expand=False)
        table.add_column(style="bold", no_wrap=True, min_width=widths[0])
        table.add_column(min_width=max(len(e.exercise.title) for e in entries))
        table.add_column(no_wrap=True, min_width=widths[1])
        table.add_column(style="dim", no_wrap=True, min_width=7, justify="right")
        for entry in group:
            name = entry.exercise.id
            table.add_row(f"  {name}", escape(entry.exercise.title), rows[name], whole_minutes(entry.seconds))
        parts += [f"[cyan]{title}[/cyan]", table, ""]
    return Group(*parts[:-1])


def _groups(entries: list[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    for place, title in PLACES.items():
        if group := [entry for entry in entries if entry.exercise.place == place]:
            yield title, group


def whole_minutes(seconds: float) -> str:
    """Never fewer than it takes."""
    return f"{math.ceil(seconds / 60)} min"
