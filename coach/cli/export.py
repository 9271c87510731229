"""`coach export` and `coach import`: the whole history as one zip, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.kept import kept
from coach.wording.catalogue import _, plural
from coach.wording.lists import listed


def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The zip to write, e.g. mine.zip.")],
) -> None:
    """Write your whole history into one zip of JSON and CSV."""
    from coach.records.archive import export as write

    with kept(coach_home() / "history.db") as history:
        write(history, out.absolute())
    print(_("Your history is in {file}. It tells of your pain and your days: keep it to yourself.", file=out))


def import_history(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A zip that `coach export` wrote.")],
) -> None:
    """Add an exported history to the one that is here."""
    from coach.records.archive import ArchiveError, import_from

    try:
        with kept(coach_home() / "history.db") as history:
            found = import_from(history, file)
    except ArchiveError as error:
        raise CommandError(USAGE, str(error)) from error
    new = [
        plural("{number} set", "{number} sets", found.sets),
        plural("{number} hour at the desk", "{number} hours at the desk", found.hours),
        plural("{number} reminder", "{number} reminders", found.reminders),
    ]
    print(_("Added: {what}. What was here already was left as it is.", what=listed(new)))
