"""A damaged history is set aside, untouched, and a new one is begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from coach.private_file import BESIDE
from coach.records import clock
from coach.records.history import PATIENCE_S, DamagedHistoryError, History, HistoryError
from coach.wording.catalogue import N_, _

SET_ASIDE = N_("{path} was damaged. I have set it aside, untouched, as {aside}, and begun a new one.")


def open_history(path: Path, say: Callable[[str], None], patience_s: float = PATIENCE_S) -> History:
    """The history; where it is damaged, a new one in its place. Raises HistoryError."""
    try:
        return History(path, patience_s)
    except DamagedHistoryError as error:
        begin_anew(path, say, error)
        return History(path, patience_s)


def begin_anew(path: Path, say: Callable[[str], None], why: HistoryError) -> None:
    """Set the damaged history aside and tell the person. Raises `why` where that cannot be done."""
    try:
        aside = set_aside(path, clock.now())
    except (OSError, Timeout):
        raise why from None
    if aside is not None:
        say(_(SET_ASIDE, path=path, aside=aside.name))


def set_aside(path: Path, at: datetime) -> Path | None:
    """Rename a damaged history and what belongs to it. Returns its new name; None where another process was quicker,
    and what is there now is whole."""
    with FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE_S, mode=0o600):
        if not path.exists() or is_whole(path):
            return None
        aside = _free_name(path, at)
        for ending in ("", *BESIDE):
            if (found := path.with_name(path.name + ending)).exists():
                found.rename(aside.with_name(aside.name + ending))
        return aside


def is_whole(path: Path) -> bool:
    """Whether SQLite can read every page of it; nothing is written."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except UnicodeDecodeError:
        return False
    except sqlite3.DatabaseError as error:
        return not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


def _free_name(path: Path, at: datetime) -> Path:
    name = f"{path.stem}-damaged-{at:%Y-%m-%d-%H%M%S}"
    names = [name, *(f"{name}-{n}" for n in range(2, 100))]
    return next(found for one in names if not (found := path.with_name(one + path.suffix)).exists())
