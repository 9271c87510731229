"""`coach check`: whether an exercise, pose or program file of your own is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.open_library import opened_quietly
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.definitions.library import Library


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="The files to check (YAML), or names of exercises of your own."),
    ] = None,
    schema: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write JSON Schemas into this folder, so that your editor can help you write such files.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Treat warnings as mistakes: exit with 2 if there is one.")
    ] = False,
) -> None:
    """Find the mistakes in exercise, pose and program files."""
    if schema is None and not files:
        raise typer.BadParameter(_("name a YAML file, or a folder with --schema"), param_hint="FILES")
    if schema is not None:
        write_schemas(schema)
    check_files(files or (), strict=strict)


def check_files(files: Sequence[Path], *, strict: bool = False) -> None:
    """Print `ok` or every mistake of each file, and what is valid but unwise. Raises CommandError(2) when there was a
    mistake; with `strict`, also when there was a warning."""
    from coach.definitions.document import DefinitionError

    known, wrong = opened_quietly(), False
    for path in (_file_of(name) for name in files):
        try:
            warnings = warn_of(known, path)
        except DefinitionError as error:
            wrong = True
            show_line(str(error))
        else:
            wrong = wrong or (strict and warnings > 0)
            print(_ok(path, warnings))
    if wrong:
        raise CommandError(USAGE)


def _file_of(name: Path) -> Path:
    """The file of an exercise of one's own where that is what is named, otherwise the file itself."""
    own = coach_home() / "exercises" / f"{name}.yaml"
    return own if name.suffix == "" and not name.exists() and own.is_file() else name


def warn_of(known: Library, path: Path) -> int:
    """Tell what is unwise in a file; how much that is. Raises DefinitionError for one with mistakes."""
    from coach.definitions.document import load
    from coach.definitions.unwise import doubts

    found = doubts(load(path), known.check(path))
    for doubt in found:
        show_line(_("warning: {doubt}", doubt=doubt))
    return len(found)


def _ok(path: Path, warnings: int) -> str:
    if not warnings:
        return f"{path}: ok"
    return plural("{path}: ok, with {number} warning", "{path}: ok, with {number} warnings", warnings, path=path)


def write_schemas(folder: Path) -> None:
    """Write the JSON Schema of each kind of file into a folder. Raises OSError."""
    from coach.definitions.json_schema import as_text, schemas

    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        path = folder / f"{kind}.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        print(path)
