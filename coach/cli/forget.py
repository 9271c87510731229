"""`coach forget`: removes the history, or all of it before a day, for good."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.kept import kept
from coach.wording import dates
from coach.wording.catalogue import _, plural
from coach.wording.lists import listed


def forget(
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Remove everything before this day, e.g. 2026-01-31.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Remove everything that is kept about you.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove what is kept about you, for good."""
    if (before is None) == (not everything):
        raise typer.BadParameter(_("name a day or everything: --before 2026-01-31 or --all"), param_hint="--before")
    day = _day(before) if before is not None else None
    if not yes and not _agreed(day):
        print(_("Nothing was removed."))
        return
    removed = forget_now(coach_home(), day)
    print(removed)


def forget_now(folder: Path, day: date | None) -> str:
    """Remove everything before that day, None = everything. Returns what was removed, in words. Raises CommandError."""
    from coach.records.kept_files import HISTORY, kept_files

    with kept(folder / HISTORY) as history:
        gone = history.forget(day)
    files = [] if day is not None else [f for f in kept_files(folder) if f.about_the_person and f.path.name != HISTORY]
    for file in files:
        file.path.unlink(missing_ok=True)
    counted = [
        plural("{number} set", "{number} sets", gone.sets),
        plural("{number} hour at the desk", "{number} hours at the desk", gone.hours),
        plural("{number} reminder", "{number} reminders", gone.reminders),
    ]
    counted += [plural("{number} file", "{number} files", len(files))] if files else []
    return _("Removed for good: {what}.", what=listed(counted))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = _("expected a day such as 2026-01-31, found {found}", found=repr(text))
        raise CommandError(USAGE, told) from None


def _agreed(day: date | None) -> bool:
    """Ask, where somebody can answer."""
    if not sys.stdin or not sys.stdin.isatty():
        return True
    if day is None:
        print(_("Remove everything that is kept about you? This cannot be undone. Type yes: "), end="", flush=True)
    else:
        until = dates.in_full(day.day, day.month, day.year)
        print(_("Remove everything before {day}? This cannot be undone. Type yes: ", day=until), end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("yes", _("yes"))
