"""`coach check`: whether an exercise, pose or program file of your own is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.open_library import open_library
from coach.wording.catalogue import _


def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="The files to check (YAML).")] = None,
    schema: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write JSON Schemas into this folder, so that your editor can help you write such files.",
        ),
    ] = None,
) -> None:
    """Find the mistakes in exercise, pose and program files."""
    if schema is None and not files:
        raise typer.BadParameter(_("name a YAML file, or a folder with --schema"), param_hint="FILES")
    if schema is not None:
        write_schemas(schema)
    check_files(files or ())


def check_files(files: Sequence[Path]) -> None:
    """Print `ok` or every mistake of each file. Raises CommandError(2) when there was a mistake."""
    from coach.definitions.document import DefinitionError

    known, wrong = open_library(), False
    for path in files:
        try:
            known.check(path)
        except DefinitionError as error:
            wrong = True
            show_line(str(error))
        else:
            print(f"{path}: ok")
    if wrong:
        raise CommandError(USAGE)


def write_schemas(folder: Path) -> None:
    """Write the JSON Schema of each kind of file into a folder. Raises OSError."""
    from coach.definitions.json_schema import as_text, schemas

    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        path = folder / f"{kind}.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        print(path)
