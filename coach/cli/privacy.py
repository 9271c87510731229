"""`coach privacy`: what is kept, where, how large, and how to remove it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.console import show_table
from coach.cli.folders import coach_home
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from rich.console import RenderableType

    from coach.records.kept_files import KeptFile

KB = 1000.0
WIDTH = 110  # columns, where the terminal is wider: a path and what it holds fit, and the eye keeps to the line


def privacy(
    prove: Annotated[
        bool,
        typer.Option("--prove", help="Run a session without a network, and show what it does and what it writes."),
    ] = False,
    as_json: options.JsonOption = False,
    model: options.ModelOption = None,
) -> None:
    """Show what is kept about you, where, how large it is, and how to remove it."""
    if prove:
        from coach.cli import privacy_proof

        privacy_proof.prove(model)
        return
    from coach.private_file import cache_folder
    from coach.records.kept_files import kept_files

    files = list(kept_files(coach_home()))
    if as_json:
        print(json.dumps({"folder": str(coach_home()), "files": [_plain(file) for file in files]}))
        return
    print(_("No picture and no sound is ever kept, and nothing is sent anywhere."))
    print(_("What the coach keeps is in {folder}:", folder=coach_home()))
    if files:
        show_table(_table(files), WIDTH, WIDTH)
    else:
        print("  " + _("nothing yet"))
    for line in _how_to_remove(str(cache_folder())):
        print(line)


def _table(files: list[KeptFile]) -> RenderableType:
    from rich.markup import escape
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for file in files:
        name = file.path.relative_to(coach_home()).as_posix()
        table.add_row(f"  {escape(name)}", _("{size} KB", size=f"{file.size / KB:.0f}"), file.what)
    return table


def _how_to_remove(cache: str) -> list[str]:
    return [
        _("Remove all of it that is about you: coach forget --all"),
        _("Remove what is older:               coach forget --before 2026-01-31"),
        _("Take it with you:                   coach export mine.zip"),
        _("The pose model and the report's list of fonts know nothing about you. They are in {folder}.", folder=cache),
    ]


def _plain(file: KeptFile) -> dict[str, Any]:
    return {
        "path": str(file.path), "bytes": file.size, "what": file.what, "about_you": file.about_the_person,
    }  # fmt: skip
