"""What is kept, in one small SQLite file: posture by the hour, reminders and their answers, workouts and their sets.

Numbers and times only; no picture and no landmark ever gets here. Every moment is written as the clock on the wall
showed it, with its offset from UTC, so the day of a moment is the day where the person was. The schema is an ordered
list of named migrations, each applied in a transaction of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Self

from coach.body.side import Side
from coach.events import Hold, Partial, Rep, Summary, Timed
from coach.records import clock

PATIENCE_S = 5.0  # other programs write for milliseconds; a slow, busy disk takes seconds
MOST_SETS = 20  # no dose asks for more

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
    (
        "0004-moments-with-their-offset",
        """
        ALTER TABLE posture RENAME TO posture_without_offset;
        CREATE TABLE posture (
            began TEXT NOT NULL, state TEXT NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (began, state)
        ) WITHOUT ROWID;
        INSERT INTO posture
            SELECT with_offset(day || printf('T%02d:00:00', hour)), state, sum(seconds)
            FROM posture_without_offset GROUP BY 1, 2;
        DROP TABLE posture_without_offset;
        UPDATE reminder SET at = with_offset(at);
        UPDATE training_set SET at = with_offset(at);
        UPDATE workout SET at = with_offset(at);
        """,
    ),
)


NO_ENTRY = "{path} cannot be written: {error}.\nCheck who may write there."
CAUSES = {  # how SQLite's name of an error begins, and what it means to a person
    "SQLITE_FULL": "{path} cannot be written: the disk is full.\nMake room on the disk.",
    "SQLITE_IOERR": "{path} cannot be written: {error}.\nCheck the disk and the room on it.",
    "SQLITE_BUSY": "{path} cannot be used now: another program has locked it.\nEnd that program.",
    "SQLITE_LOCKED": "{path} cannot be used now: another program has locked it.\nEnd that program.",
    "SQLITE_READONLY": NO_ENTRY,
    "SQLITE_CANTOPEN": NO_ENTRY,
    "SQLITE_PERM": NO_ENTRY,
}


class HistoryError(Exception):
    """The history cannot be read or written; the message says what to do."""


@dataclass(frozen=True)
class Share:
    """Seconds of one state in the hour of the local clock that began at `began`, which carries its offset from UTC."""

    began: datetime
    state: str
    seconds: float


class History:
    """The user's history. A context manager; every call is a transaction of its own, unless it is part of a larger one.

    Parameters
    ----------
    path : the SQLite file; made when it is not there, with its folder.
    patience_s : how long to wait for another program that is writing.

    Raises
    ------
    HistoryError : it cannot be opened, or was written by a later version; from every call: it cannot be read or
        written. What the call was to write is then not in the file, in no part.
    ValueError : a moment has no offset from UTC.
    """

    def __init__(self, path: Path, patience_s: float = PATIENCE_S) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=patience_s)
        except (OSError, sqlite3.Error) as error:
            raise HistoryError(f"{path} cannot be opened: {error}.\nCheck who may write there.") from error
        try:
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.create_function("with_offset", 1, clock.with_offset)
            with self._told():
                self._migrate()
        except BaseException:
            self._db.close()
            raise

    def wait_at_most(self, patience_s: float) -> None:
        """From now on, wait at most this many seconds while another program writes."""
        self._db.execute(f"PRAGMA busy_timeout = {round(1000 * patience_s)}")

    # ------------------------------------------------------------ the working day

    def add_posture(self, at: datetime, seconds: Mapping[str, float]) -> None:
        """Add seconds by state to the hour of the local clock in which `at` lies."""
        began = _written(hour_of(at))
        rows = [(began, state, s) for state, s in seconds.items() if s > 0]
        with self.transaction():
            self._db.executemany(
                "INSERT INTO posture VALUES (?, ?, ?)"
                " ON CONFLICT (began, state) DO UPDATE SET seconds = seconds + excluded.seconds",
                rows,
            )

    def postures(self, since: str = "") -> list[Share]:
        """Seconds by hour and state from the local day `since` (YYYY-MM-DD) on, oldest first."""
        found = self._rows("SELECT * FROM posture WHERE began >= ? ORDER BY julianday(began), state", since)
        return [Share(datetime.fromisoformat(row["began"]), row["state"], row["seconds"]) for row in found]

    def postures_by_day(self, since: str = "") -> dict[str, dict[str, float]]:
        """Seconds by state of every day from `since` on: the day on the calendar where the person was."""
        days: dict[str, dict[str, float]] = {}
        for row in self._rows(
            "SELECT substr(began, 1, 10) AS day, state, sum(seconds) AS seconds FROM posture WHERE began >= ?"
            " GROUP BY 1, 2 ORDER BY 1, 2",
            since,
        ):
            days.setdefault(row["day"], {})[row["state"]] = row["seconds"]
        return days

    def add_reminder(self, at: datetime, reason: str, after_s: float) -> int:
        """Keep a reminder that was given. Returns its number, for `answer`."""
        with self.transaction():
            done = self._db.execute(
                "INSERT INTO reminder (at, reason, after_s) VALUES (?, ?, ?)", (_written(at), reason, after_s)
            )
        return int(done.lastrowid or 0)

    def answer(self, reminder: int, answer: str) -> None:
        """What the person did about a reminder: "drill", "fine", "snooze", "skip"."""
        with self.transaction():
            self._db.execute("UPDATE reminder SET answer = ? WHERE id = ?", (answer, reminder))

    def reminders(self, since: str = "") -> list[tuple[str, str, float, str | None]]:
        """(when, reason, seconds, answer) from the day `since` on, oldest first."""
        query = "SELECT at, reason, after_s, answer FROM reminder WHERE at >= ? ORDER BY julianday(at), id"
        return [(row["at"], row["reason"], row["after_s"], row["answer"]) for row in self._rows(query, since)]

    # ------------------------------------------------------------ workouts and sets

    def begin_workout(self, at: datetime, program: str | None, exercises: Iterable[str]) -> int:
        """A workout begins; `program` is None for a single exercise. Returns its number."""
        with self.transaction():
            done = self._db.execute(
                "INSERT INTO workout (at, program, exercises) VALUES (?, ?, ?)",
                (_written(at), program, " ".join(exercises)),
            )
        return int(done.lastrowid or 0)

    def has_workout(self, number: int) -> bool:
        """Whether a workout of this number is in the file; after a failure the file may be another one."""
        return bool(self._rows("SELECT id FROM workout WHERE id = ?", number))

    def workouts(self, program: str | None = None, since: str = "") -> list[dict[str, Any]]:
        """Workouts from the day `since` on, oldest first; of that program, or all. `exercises` is a list of ids."""
        query = "SELECT * FROM workout WHERE at >= ? AND program IS coalesce(?, program) ORDER BY julianday(at), id"
        return [row | {"exercises": row["exercises"].split()} for row in self._rows(query, since, program)]

    def add_set(
        self,
        at: datetime,
        exercise: str,
        events: Iterable[object],
        *,
        workout: int | None = None,
        number: int = 1,
        level: str = "standard",
        judged: bool = True,
    ) -> int:
        """Keep a set from its events. Returns its number, for `set_pain`, `reps` and `cues`.

        Parameters
        ----------
        events : `Rep`, `Partial`, `Hold`, `Timed`, and at the end the `Summary`; others are left out.
        workout : the workout it belongs to; None = a drill between work.
        number : which of the sets of this exercise it was, from 1.
        level : how far a repetition had to go.
        judged : whether the camera judged it; else it was only timed.
        """
        events = list(events)
        summary = next((e for e in reversed(events) if isinstance(e, Summary)), None)
        if summary is None:
            raise ValueError("a set ends with its summary")
        row = {
            "at": _written(at), "exercise": exercise, "reps": summary.reps, "partials": summary.partials,
            "hold_s": summary.hold_s, "seen": summary.seen, "workout": workout, "number": number,
            "level": level, "judged": int(judged),
        }  # fmt: skip
        with self.transaction():
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            done = self._db.execute(f"INSERT INTO training_set ({names}) VALUES ({values})", row)
            added = int(done.lastrowid or 0)
            reps = [(added, *rep) for rep in map(_rep, events) if rep is not None]
            self._db.executemany("INSERT INTO rep VALUES (?, ?, ?, ?, ?, ?, ?)", reps)
            cues = [(added, cue, times) for cue, times in summary.cues.items()]
            self._db.executemany("INSERT INTO cue VALUES (?, ?, ?)", cues)
        return added

    def set_pain(self, sets: Iterable[int], level: int, where: str | None) -> None:
        """What was answered about pain, 0 to 10, after these sets."""
        with self.transaction():
            self._db.executemany(
                "UPDATE training_set SET pain = ?, pain_where = ? WHERE id = ?", [(level, where, n) for n in sets]
            )

    def sets(self, since: str = "") -> list[dict[str, Any]]:
        """Sets from the day `since` on, oldest first, by the names of the columns."""
        return self._rows("SELECT * FROM training_set WHERE at >= ? ORDER BY julianday(at), id", since)

    def last_sets(self, exercise: str) -> list[dict[str, Any]]:
        """The judged sets of the last time that this exercise was done, in their order; [] when it never was."""
        latest_first = self._rows(
            "SELECT * FROM training_set WHERE exercise = ? AND judged ORDER BY julianday(at) DESC, id DESC LIMIT ?",
            exercise,
            MOST_SETS,
        )
        if not latest_first:
            return []
        workout = latest_first[0]["workout"]
        if workout is None:
            return latest_first[:1]
        return [row for row in reversed(latest_first) if row["workout"] == workout]

    def reps(self, number: int) -> list[dict[str, Any]]:
        """The repetitions, partials, holds and stretches by the clock of one set, in their order."""
        return self._rows("SELECT * FROM rep WHERE set_id = ? ORDER BY t_s", number)

    def cues(self, number: int) -> dict[str, int]:
        """How often each correction began in one set."""
        rows = self._rows("SELECT id, times FROM cue WHERE set_id = ? ORDER BY id", number)
        return {row["id"]: row["times"] for row in rows}

    # ------------------------------------------------------------ the file

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        with self._told():
            found = self._db.execute(query, values)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

    def _migrate(self) -> None:
        self._db.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
        done = {name for (name,) in self._db.execute("SELECT name FROM migration")}
        later = done - {name for name, _ in MIGRATIONS}
        if later:
            raise HistoryError(f"{self.path} was written by a later version ({min(later)}).\nUpdate the coach.")
        for name, script in MIGRATIONS:
            if name not in done:
                self._apply(name, script)

    def _apply(self, name: str, script: str) -> None:
        with self.transaction():
            # another process may have done it while this one waited for its turn
            if self._db.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone():
                return
            for statement in script.split(";"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute("INSERT INTO migration VALUES (?)", (name,))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside this block is written together, or not at all."""
        if self._db.in_transaction:  # part of a larger one
            yield
            return
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        """Undo the transaction. Where the disk is full SQLite has done so already and refuses; that is no news beside
        the failure that led here."""
        with suppress(sqlite3.Error):
            self._db.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Runs the block and turns SQLite's errors into a HistoryError with a message for people."""
        try:
            yield
        except sqlite3.Error as error:
            raise HistoryError(_why(self.path, error)) from error


def hour_of(at: datetime) -> datetime:
    """When the hour of the local clock began in which `at` lies.

    The offset is fixed, because hours that differ in nothing else (the one that comes twice) are not the same.
    """
    return at.replace(minute=0, second=0, microsecond=0, tzinfo=timezone(_offset(at)))


def _rep(event: object) -> tuple[object, ...] | None:
    if isinstance(event, Rep | Partial):
        return event.kind, event.t_s, event.side, event.direction, event.range, event.held_s
    if isinstance(event, Hold | Timed):
        return event.kind, event.t_s, getattr(event, "side", Side.BOTH), None, None, event.seconds
    return None


def _written(at: datetime) -> str:
    _offset(at)
    return at.isoformat(timespec="seconds")


def _offset(at: datetime) -> timedelta:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a moment in the history has an offset from UTC")
    return offset


def _why(path: Path, error: sqlite3.Error) -> str:
    """Why a history is of no use now, and what to do."""
    name = getattr(error, "sqlite_errorname", "")  # SQLITE_IOERR_WRITE and the like
    for start, what in CAUSES.items():
        if name.startswith(start):
            return what.format(path=path, error=error)
    return f"{path} is no history: {error}.\nMove it away and the coach makes a new one."
