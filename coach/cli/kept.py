"""The history as the commands that read it open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.console import show_line
from coach.cli.error_lines import CommandError

if TYPE_CHECKING:
    from pathlib import Path

    from coach.records.history import History

FAILED = 1


@contextmanager
def kept(path: Path) -> Iterator[History]:
    """The history, closed at the end. Raises CommandError where it cannot be read or written."""
    from coach.records.damaged import open_history
    from coach.records.history import HistoryError

    try:
        with open_history(path, show_line) as history:
            yield history
    except HistoryError as error:
        raise CommandError(FAILED, str(error)) from error
