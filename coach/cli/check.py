"""The library as the commands use it, and `coach check`: whether a file of your own is right."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.error_lines import USAGE, CommandError, say
from coach.cli.signals import interrupts

if TYPE_CHECKING:
    from rich.console import RenderableType

    from coach.definitions.library import Library

ROW = 160  # columns of a table in a pipe, which has no width of its own


def library() -> Library:
    """The library; what it needs is imported here and not before."""
    with interrupts.deferred():
        from coach.definitions.library import Library
    return Library()


def check_files(files: Sequence[Path]) -> None:
    """Print `ok` or every mistake of each file. Raises CommandError(2) when there was a mistake."""
    from coach.definitions.document import DefinitionError

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
    from coach.definitions.json_schema import as_text, schemas

    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        path = folder / f"{kind}.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        print(path)


def print_plainly(what: RenderableType, piped: int = ROW, most: int = ROW) -> None:
    """To standard output, no line ending in blanks. In a terminal as wide as it is, but for `most` columns at most; in
    a pipe `piped` columns, or as many as COLUMNS says."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = piped
    console.width = min(console.width, most)
    with console.capture() as text:
        console.print(what)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in text.get().splitlines()))
    sys.stdout.flush()
