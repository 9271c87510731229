"""What is kept, in one small SQLite file: minutes by state, reminders and what was answered, workouts and their sets.

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

from coach.events import Hold, Pain, Partial, Rep, Summary, Timed

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
    (
        "0003-workouts-corrections-and-pain",
        """
        CREATE TABLE workout (id INTEGER PRIMARY KEY, at TEXT NOT NULL, program TEXT, exercises TEXT NOT NULL);
        ALTER TABLE training_set ADD COLUMN workout INTEGER REFERENCES workout (id);
        ALTER TABLE training_set ADD COLUMN number INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE training_set ADD COLUMN judged INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE training_set ADD COLUMN level TEXT NOT NULL DEFAULT 'standard';
        ALTER TABLE training_set ADD COLUMN pain_where TEXT;
        CREATE TABLE cue (
            set_id INTEGER NOT NULL REFERENCES training_set (id) ON DELETE CASCADE, id TEXT NOT NULL,
            times INTEGER NOT NULL, PRIMARY KEY (set_id, id)
        ) WITHOUT ROWID;
        CREATE INDEX set_by_exercise ON training_set (exercise, id);
        CREATE INDEX set_by_workout ON training_set (workout);
        """,
    ),
)


class HistoryError(Exception):
    """The history cannot be read or written; the message says what to do."""


@dataclass(frozen=True)
class SetOf:
    """Where a set belongs: the workout (None = a drill between work), which one of its exercise it was, at what level,
    and whether it was judged or only timed."""

    workout: int | None = None
    number: int = 1
    level: str = "standard"
    judged: bool = True


@dataclass(frozen=True)
class Share:
    """Seconds of one state in one hour of one day."""

    day: str
    hour: int
    state: str
    seconds: float


def _why(path: Path, error: sqlite3.Error) -> str:
    """Why a file that opened is of no use, and what to do."""
    if error.sqlite_errorname == "SQLITE_FULL":
        return f"{path} cannot be written: {error}\nMake room on the disk."
    if error.sqlite_errorname in ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_PERM"):
        return f"{path} cannot be written: {error}\nCheck who may write there."
    return f"{path} is no history: {error}\nMove it away and the coach makes a new one."


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
            raise HistoryError(_why(path, error)) from error
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

    # ------------------------------------------------------------ workouts and sets

    def begin_workout(self, at: datetime, program: str | None, exercises: Iterable[str]) -> int:
        """A workout begins; `program` is None for a single exercise. Returns its number."""
        with self._transaction():
            done = self._db.execute(
                "INSERT INTO workout (at, program, exercises) VALUES (?, ?, ?)",
                (_stamp(at), program, " ".join(exercises)),
            )
        return int(done.lastrowid or 0)

    def workouts(self, program: str | None = None, since: str = "") -> list[dict[str, object]]:
        """Workouts from the day `since` on, oldest first; of that program, or all. `exercises` is a list of ids."""
        rows = self._rows(
            "SELECT * FROM workout WHERE at >= ? AND program IS coalesce(?, program) ORDER BY id", (since, program)
        )
        return [row | {"exercises": str(row["exercises"]).split()} for row in rows]

    def add_set(self, at: datetime, exercise: str, events: Iterable[object], of: SetOf | None = None) -> int:
        """Keep a set from its events (`Rep`, `Partial`, `Hold`, `Timed`, `Pain`, and the `Summary`). Returns its
        number."""
        of, events = of or SetOf(), list(events)
        summary = next((e for e in reversed(events) if isinstance(e, Summary)), None)
        if summary is None:
            raise ValueError("a set ends with its summary")
        pain = next((e for e in events if isinstance(e, Pain)), None)
        row = {
            "at": _stamp(at), "exercise": exercise, "reps": summary.reps, "partials": summary.partials,
            "hold_s": summary.hold_s, "seen": summary.seen, "workout": of.workout, "number": of.number,
            "level": of.level, "judged": int(of.judged), "pain": pain.level if pain else None,
            "pain_where": pain.where if pain else None,
        }  # fmt: skip
        with self._transaction():
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            done = self._db.execute(f"INSERT INTO training_set ({names}) VALUES ({values})", row)
            number = int(done.lastrowid or 0)
            reps = [(number, *rep) for rep in map(_rep, events) if rep is not None]
            self._db.executemany("INSERT INTO rep VALUES (?, ?, ?, ?, ?, ?, ?)", reps)
            cues = [(number, cue, times) for cue, times in summary.cues.items()]
            self._db.executemany("INSERT INTO cue VALUES (?, ?, ?)", cues)
        return number

    def set_pain(self, workout: int, exercise: str, level: int, where: str | None) -> None:
        """What was answered about pain, 0 to 10, after the sets of an exercise."""
        with self._transaction():
            self._db.execute(
                "UPDATE training_set SET pain = ?, pain_where = ? WHERE workout = ? AND exercise = ?",
                (level, where, workout, exercise),
            )

    def sets(self, since: str = "") -> list[dict[str, object]]:
        """Sets from the day `since` on, oldest first, by the names of the columns."""
        return self._rows("SELECT * FROM training_set WHERE at >= ? ORDER BY at, id", (since,))

    def last_sets(self, exercise: str) -> list[dict[str, object]]:
        """The judged sets of the last time that this exercise was done, in their order; [] when it never was."""
        judged = self._rows(
            "SELECT * FROM training_set WHERE exercise = ? AND judged ORDER BY id DESC LIMIT 20", (exercise,)
        )
        same = [row for row in judged if row["workout"] == judged[0]["workout"]]
        return judged[:1] if judged and judged[0]["workout"] is None else same[::-1]

    def reps(self, number: int) -> list[dict[str, object]]:
        """The repetitions, partials, holds and stretches by the clock of one set, in their order."""
        return self._rows("SELECT * FROM rep WHERE set_id = ? ORDER BY t_s", (number,))

    def cues(self, number: int) -> dict[str, int]:
        """How often each correction began in one set."""
        return dict(self._db.execute("SELECT id, times FROM cue WHERE set_id = ? ORDER BY id", (number,)))

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
    if isinstance(event, Hold | Timed):
        return event.kind, event.t_s, getattr(event, "side", "both"), None, None, event.seconds
    return None


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
