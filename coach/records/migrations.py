"""The schema of the history, as the steps by which it came to be: each has a name and is applied once, on its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

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
    (
        "0005-repetitions-as-they-happen",
        """
        CREATE TABLE definition (
            hash TEXT PRIMARY KEY, exercise TEXT NOT NULL, content TEXT NOT NULL
        ) WITHOUT ROWID;
        ALTER TABLE training_set ADD COLUMN ended TEXT;
        UPDATE training_set SET ended = at;
        ALTER TABLE training_set ADD COLUMN definition TEXT REFERENCES definition (hash);
        ALTER TABLE training_set ADD COLUMN goal INTEGER;
        ALTER TABLE training_set ADD COLUMN hold_goal_s REAL;
        ALTER TABLE training_set ADD COLUMN measure TEXT;
        ALTER TABLE training_set ADD COLUMN unit TEXT;
        ALTER TABLE rep ADD COLUMN start_s REAL;
        ALTER TABLE rep ADD COLUMN peak_s REAL;
        ALTER TABLE rep ADD COLUMN end_s REAL;
        ALTER TABLE rep ADD COLUMN moved REAL;
        ALTER TABLE rep ADD COLUMN moved_left REAL;
        ALTER TABLE rep ADD COLUMN moved_right REAL;
        ALTER TABLE rep ADD COLUMN missing TEXT;
        CREATE INDEX set_by_time ON training_set (at);
        CREATE INDEX workout_by_program ON workout (program, at);
        CREATE INDEX reminder_by_time ON reminder (at);
        """,
    ),
    (
        "0006-plans-and-the-day-after",
        """
        CREATE TABLE plan (
            id INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT, name TEXT NOT NULL, file TEXT NOT NULL,
            content TEXT NOT NULL
        );
        CREATE TABLE day_after (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, pain INTEGER NOT NULL, pain_where TEXT
        );
        """,
    ),
)


def later_than_known(db: sqlite3.Connection) -> str | None:
    """The first step that this version of the coach does not know, None where it knows them all."""
    later = _applied(db) - {name for name, _script in MIGRATIONS}
    return min(later, default=None)


def migrate(db: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[None]]) -> None:
    """Bring the file up to date. Each step happens whole or not at all."""
    done = _applied(db)
    for name, script in MIGRATIONS:
        if name not in done:
            with transaction():
                _apply(db, name, script)


def _apply(db: sqlite3.Connection, name: str, script: str) -> None:
    if name in _applied(db):  # another process has done it while this one waited for its turn
        return
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute("INSERT INTO migration VALUES (?)", (name,))


def _applied(db: sqlite3.Connection) -> set[str]:
    db.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
    return {name for (name,) in db.execute("SELECT name FROM migration")}
