"""What is kept, in one small SQLite file: minutes by state, reminders and what was answered, sets and repetitions.

Numbers and times only; no picture and no landmark ever gets here. The schema is an ordered list of named migrations,
each applied in a transaction of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from coach.events import Hold, Partial, Rep, Summary

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "0001-minutes-by-state",
        """
        CREATE TABLE posture (
            day TEXT NOT NULL, hour INTEGER NOT NULL, state TEXT NOT NULL, seconds REAL NOT NULL,
            PRIMARY KEY (day, hour, state)
        ) WITHOUT ROWID;
        CREATE TABLE reminder (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, reason TEXT NOT NULL, after_s REAL NOT NULL, answer TEXT
        );
        """,
    ),
    (
        "0002-sets-and-reps",
        """
        CREATE TABLE training_set (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, exercise TEXT NOT NULL, reps INTEGER NOT NULL,
            partials INTEGER NOT NULL, hold_s REAL NOT NULL, seen REAL NOT NULL, pain INTEGER
        );
        CREATE TABLE rep (
            set_id INTEGER NOT NULL REFERENCES training_set (id) ON DELETE CASCADE,
            kind TEXT NOT NULL, t_s REAL NOT NULL, side TEXT NOT NULL, direction TEXT, range REAL, held_s REAL NOT NULL
        );
        CREATE INDEX rep_by_set ON rep (set_id);
        """,
    ),
)


class HistoryError(Exception):
    """The history cannot be read or written; the message says what to do."""


@dataclass(frozen=True)
class Share:
    """Seconds of one state in one hour of one day."""

    day: str
    hour: int
    state: str
    seconds: float


class History:
    """The user's history. A context manager; every call is a transaction of its own.

    Parameters
    ----------
    path : the SQLite file; made when it is not there, with its folder.

    Raises
    ------
    HistoryError : it cannot be opened, or was written by a later version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=5.0)
        except (OSError, sqlite3.Error) as error:
            raise HistoryError(f"{path} cannot be opened: {error}\nCheck who may write there.") from error
        try:
            self._db.execute("PRAGMA foreign_keys = ON")
            self._migrate()
        except sqlite3.Error as error:
            self._db.close()
            raise HistoryError(f"{path} is no history: {error}\nMove it away and the coach makes a new one.") from error
        except HistoryError:
            self._db.close()
            raise

    # ------------------------------------------------------------ the working day

    def add_posture(self, at: datetime, seconds: Mapping[str, float]) -> None:
        """Add seconds by state to the hour of `at` (local time)."""
        rows = [(at.date().isoformat(), at.hour, state, s) for state, s in seconds.items() if s > 0]
        with self._transaction():
            self._db.executemany(
                "INSERT INTO posture VALUES (?, ?, ?, ?)"
                " ON CONFLICT (day, hour, state) DO UPDATE SET seconds = seconds + excluded.seconds",
                rows,
            )

    def postures(self, since: str = "") -> list[Share]:
        """Seconds by day, hour and state from the day `since` (YYYY-MM-DD) on, oldest first."""
        found = self._db.execute("SELECT * FROM posture WHERE day >= ? ORDER BY day, hour, state", (since,))
        return [Share(*row) for row in found]

    def add_reminder(self, at: datetime, reason: str, after_s: float) -> int:
        """Keep a reminder that was given. Returns its number, for `answer`."""
        with self._transaction():
            done = self._db.execute(
                "INSERT INTO reminder (at, reason, after_s) VALUES (?, ?, ?)", (_stamp(at), reason, after_s)
            )
        return int(done.lastrowid or 0)

    def answer(self, reminder: int, answer: str) -> None:
        """What the person did about a reminder: "drill", "fine", "snooze", "skip"."""
        with self._transaction():
            self._db.execute("UPDATE reminder SET answer = ? WHERE id = ?", (answer, reminder))

    def reminders(self, since: str = "") -> list[tuple[str, str, float, str | None]]:
        """(when, reason, seconds, answer) from the day `since` on, oldest first."""
        found = self._db.execute("SELECT at, reason, after_s, answer FROM reminder WHERE at >= ? ORDER BY at", (since,))
        return list(found)

    # ------------------------------------------------------------ sets

    def add_set(self, at: datetime, exercise: str, events: Iterable[object], pain: bool | None = None) -> int:
        """Keep a set from its events (`Rep`, `Partial`, `Hold`, and the `Summary`). Returns its number."""
        events = list(events)
        summary = next((e for e in reversed(events) if isinstance(e, Summary)), None)
        if summary is None:
            raise ValueError("a set ends with its summary")
        totals = (summary.reps, summary.partials, summary.hold_s, summary.seen, None if pain is None else int(pain))
        with self._transaction():
            done = self._db.execute(
                "INSERT INTO training_set (at, exercise, reps, partials, hold_s, seen, pain)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_stamp(at), exercise, *totals),
            )
            number = int(done.lastrowid or 0)
            rows = [(number, *row) for row in map(_rep, events) if row is not None]
            self._db.executemany("INSERT INTO rep VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return number

    def sets(self, since: str = "") -> list[dict[str, object]]:
        """Sets from the day `since` on, oldest first, by the names of the columns."""
        return self._rows("SELECT * FROM training_set WHERE at >= ? ORDER BY at, id", (since,))

    def reps(self, number: int) -> list[dict[str, object]]:
        """The repetitions, partials and holds of one set, in their order."""
        return self._rows("SELECT * FROM rep WHERE set_id = ? ORDER BY t_s", (number,))

    # ------------------------------------------------------------ the file

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, values: tuple[object, ...]) -> list[dict[str, object]]:
        found = self._db.execute(query, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _migrate(self) -> None:
        self._db.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
        done = {name for (name,) in self._db.execute("SELECT name FROM migration")}
        later = done - {name for name, _ in MIGRATIONS}
        if later:
            raise HistoryError(f"{self.path} was written by a later version ({min(later)})\nUpdate the coach.")
        for name, script in MIGRATIONS:
            if name not in done:
                self._apply(name, script)

    def _apply(self, name: str, script: str) -> None:
        with self._transaction():
            # another process may have done it while this one waited for its turn
            if self._db.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone():
                return
            for statement in script.split(";"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute("INSERT INTO migration VALUES (?)", (name,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _rep(event: object) -> tuple[object, ...] | None:
    if isinstance(event, (Rep, Partial)):
        return event.kind, event.t_s, event.side, event.direction, event.range, event.held_s
    if isinstance(event, Hold):
        return event.kind, event.t_s, event.side, None, None, event.seconds
    return None


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
