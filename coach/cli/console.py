"""Lines and tables in the terminal: results go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

ROW = 160  # width of a table in a pipe, which has no width of its own


def show_line(text: str) -> None:
    """Print a line for people on stderr; a closed stderr is ignored."""
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def said_yes(question: str) -> bool:
    """Ask, and read a line of standard input; its end is a no."""
    show_line(question)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def show_table(what: RenderableType, piped: int = ROW, most: int = ROW) -> None:
    """Print to standard output, no line ending in blanks. In a terminal as wide as it is, but for `most` columns at
    most; in a pipe `piped` columns, or as many as COLUMNS says."""
    console = _console(piped, most)
    with console.capture() as text:
        console.print(what)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in text.get().splitlines()))
    sys.stdout.flush()


def table_width() -> int:
    """How many columns a table has room for."""
    return _console(ROW, ROW).width


def _console(piped: int, most: int) -> Console:
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = piped
    console.width = min(console.width, most)
    return console
