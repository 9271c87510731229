"""What is kept, in one small SQLite file: posture by the hour, reminders and their answers, workouts and their sets.

Numbers and times only; no picture and no landmark ever gets here. Every moment is written as the clock on the wall
showed it, with its offset from UTC, so the day of a moment is the day where the person was. A set is begun with its
first repetition, and each repetition is written as it happens; `migrations.py` has the schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Self

from coach.body.side import Side
from coach.events import Cue, Event, Hold, Moved, Partial, Rep, Summary, Timed
from coach.private_file import make_private
from coach.records import clock
from coach.records.migrations import later_than_known, migrate
from coach.wording.catalogue import N_, _

PATIENCE_S = 5.0  # other programs write for milliseconds; a slow, busy disk takes seconds
MOST_SETS = 20  # no dose asks for more

NO_ENTRY = N_("{path} cannot be written: {error}.\nCheck who may write there.")
DAMAGED = N_("{path} is damaged: {error}.\nIt is set aside, untouched, when the coach next writes.")
CAUSES = {  # how SQLite's name of an error begins, and what it means to a person
    "SQLITE_FULL": N_("{path} cannot be written: the disk is full.\nMake room on the disk."),
    "SQLITE_IOERR": N_("{path} cannot be written: {error}.\nCheck the disk and the room on it."),
    "SQLITE_BUSY": N_("{path} cannot be used now: another program has locked it.\nEnd that program."),
    "SQLITE_LOCKED": N_("{path} cannot be used now: another program has locked it.\nEnd that program."),
    "SQLITE_READONLY": NO_ENTRY,
    "SQLITE_CANTOPEN": NO_ENTRY,
    "SQLITE_PERM": NO_ENTRY,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
}
TRIES = (Rep, Partial, Hold, Timed)


class HistoryError(Exception):
    """The history cannot be read or written; the message says what to do."""


class DamagedHistoryError(HistoryError):
    """The file is no history, or its pages are damaged: `damaged.py` sets it aside."""


@dataclass(frozen=True)
class Forgotten:
    """How many rows were removed."""

    sets: int
    hours: int
    reminders: int


@dataclass(frozen=True, kw_only=True)
class SetBegun:
    """What a set is, from its first repetition on.

    Attributes
    ----------
    workout : the workout it belongs to; None = a drill between work.
    number : which of the sets of this exercise it is, from 1.
    level : how far a repetition has to go.
    judged : whether the camera judges it; else it is only timed.
    goal, hold_goal_s : repetitions and seconds that were asked for; None where nobody noted it.
    definition : (content hash, content) of the exercise with its poses.
    """

    exercise: str
    workout: int | None = None
    number: int = 1
    level: str = "standard"
    judged: bool = True
    goal: int | None = None
    hold_goal_s: float | None = None
    definition: tuple[str, str] | None = None


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
            make_private(path)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=patience_s)
        except (OSError, sqlite3.Error) as error:
            text = _("{path} cannot be opened: {error}.\nCheck who may write there.", path=path, error=error)
            raise HistoryError(text) from error
        try:
            self._db.create_function("with_offset", 1, clock.with_offset)
            with self._told():
                self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        """Readers and a writer do not wait for each other (WAL). Killed at any moment, nothing that was written is
        lost; only a power failure may cost the last moments, which spares the disk a wait at every repetition."""
        later = later_than_known(self._db)
        if later is not None:
            text = _("{path} was written by a later version ({name}).\nUpdate the coach.", path=self.path, name=later)
            raise HistoryError(text)
        with suppress(sqlite3.OperationalError):  # somebody is writing: this time without
            self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA foreign_keys = ON")
        migrate(self._db, self.transaction)

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
        found = self.rows("SELECT * FROM posture WHERE began >= ? ORDER BY julianday(began), state", since)
        return [Share(datetime.fromisoformat(row["began"]), row["state"], row["seconds"]) for row in found]

    def postures_by_day(self, since: str = "") -> dict[str, dict[str, float]]:
        """Seconds by state of every day from `since` on: the day on the calendar where the person was."""
        days: dict[str, dict[str, float]] = {}
        for row in self.rows(
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
        return [(row["at"], row["reason"], row["after_s"], row["answer"]) for row in self.rows(query, since)]

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
        return bool(self.rows("SELECT id FROM workout WHERE id = ?", number))

    def workouts(self, program: str | None = None, since: str = "") -> list[dict[str, Any]]:
        """Workouts from the day `since` on, oldest first; of that program, or all. `exercises` is a list of ids."""
        query = "SELECT * FROM workout WHERE at >= ? AND program IS coalesce(?, program) ORDER BY julianday(at), id"
        return [row | {"exercises": row["exercises"].split()} for row in self.rows(query, since, program)]

    def begin_set(self, at: datetime, begun: SetBegun) -> int:
        """A set is under way. Returns its number, for everything that happens in it."""
        row = {
            "at": _written(at), "exercise": begun.exercise, "reps": 0, "partials": 0, "hold_s": 0.0, "seen": 1.0,
            "workout": begun.workout, "number": begun.number, "level": begun.level, "judged": int(begun.judged),
            "goal": begun.goal, "hold_goal_s": begun.hold_goal_s, "definition": None,
        }  # fmt: skip
        with self.transaction():
            if begun.definition is not None:
                row["definition"], content = begun.definition
                known = "INSERT OR IGNORE INTO definition VALUES (?, ?, ?)"
                self._db.execute(known, (row["definition"], begun.exercise, content))
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            done = self._db.execute(f"INSERT INTO training_set ({names}) VALUES ({values})", row)
        return int(done.lastrowid or 0)

    def has_set(self, number: int) -> bool:
        """Whether a set of this number is in the file; after a failure the file may be another one."""
        return bool(self.rows("SELECT id FROM training_set WHERE id = ?", number))

    def add_events(self, number: int, events: Iterable[Event]) -> None:
        """What happened in a set: `Rep`, `Partial`, `Hold`, `Timed` and `Cue`; others are left out."""
        with self.transaction():
            for event in events:
                if isinstance(event, TRIES):
                    self._add_try(number, event)
                elif isinstance(event, Cue):
                    self._db.execute(
                        "INSERT INTO cue VALUES (?, ?, 1) ON CONFLICT (set_id, id) DO UPDATE SET times = times + 1",
                        (number, event.id),
                    )

    def _add_try(self, number: int, event: Rep | Partial | Hold | Timed) -> None:
        """A try, and what the set has come to with it. One that counts after all takes the place of its partial."""
        partials = int(isinstance(event, Partial))
        if isinstance(event, Rep) and event.recounted:
            told = "DELETE FROM rep WHERE set_id = ? AND kind = ? AND peak_s = ?"
            partials = -self._db.execute(told, (number, Partial.kind, event.peak_s)).rowcount
        moved = self._moved(number, getattr(event, "moved", None))
        row = {"set_id": number, "kind": event.kind, "t_s": event.t_s, **_try(event), **moved}
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT INTO rep ({names}) VALUES ({values})", row)
        self._db.execute(
            "UPDATE training_set SET reps = reps + ?, partials = partials + ?, hold_s = hold_s + ? WHERE id = ?",
            (int(isinstance(event, Rep | Hold)), partials, row["held_s"], number),
        )

    def _moved(self, number: int, moved: Moved | None) -> dict[str, float | None]:
        """How far it went, where the set is measured in that way; the first repetition says in which."""
        if moved is None:
            return {}
        self._db.execute(
            "UPDATE training_set SET measure = ?, unit = ? WHERE id = ? AND measure IS NULL",
            (moved.measure, moved.unit, number),
        )
        ((measure,),) = self._db.execute("SELECT measure FROM training_set WHERE id = ?", (number,))
        if measure != moved.measure:
            return {}
        return {"moved": moved.amount, "moved_left": moved.left, "moved_right": moved.right}

    def end_set(self, number: int, at: datetime, summary: Summary, begun: SetBegun) -> None:
        """The set is over; `begun` as it was in the end, for somebody may have asked for less in the middle of it."""
        with self.transaction():
            self._db.execute(
                "UPDATE training_set SET ended = ?, reps = ?, partials = ?, hold_s = ?, seen = ?, level = ?,"
                " judged = ?, goal = ?, hold_goal_s = ? WHERE id = ?",
                (
                    _written(at), summary.reps, summary.partials, summary.hold_s, summary.seen, begun.level,
                    int(begun.judged), begun.goal, begun.hold_goal_s, number,
                ),
            )  # fmt: skip
            self._db.execute("DELETE FROM cue WHERE set_id = ?", (number,))
            cues = [(number, cue, times) for cue, times in summary.cues.items()]
            self._db.executemany("INSERT INTO cue VALUES (?, ?, ?)", cues)

    def add_set(self, at: datetime, begun: SetBegun, events: Iterable[Event]) -> int:
        """Keep a whole set from its events, the `Summary` last. Returns its number."""
        events = list(events)
        summary = events[-1] if events else None
        if not isinstance(summary, Summary):
            raise ValueError("a set ends with its summary")
        with self.transaction():
            number = self.begin_set(at, begun)
            self.add_events(number, events)
            self.end_set(number, at, summary, begun)
        return number

    def set_pain(self, sets: Iterable[int], level: int, where: str | None) -> None:
        """What was answered about pain, 0 to 10, after these sets."""
        with self.transaction():
            self._db.executemany(
                "UPDATE training_set SET pain = ?, pain_where = ? WHERE id = ?", [(level, where, n) for n in sets]
            )

    def sets(self, since: str = "") -> list[dict[str, Any]]:
        """Sets from the day `since` on, oldest first, by the names of the columns."""
        return self.rows("SELECT * FROM training_set WHERE at >= ? ORDER BY julianday(at), id", since)

    def sets_with_program(self, since: str) -> list[dict[str, Any]]:
        """The same, each with the `program` that its workout was; None for single exercises and drills."""
        return self.rows(
            "SELECT s.*, w.program FROM training_set s LEFT JOIN workout w ON w.id = s.workout"
            " WHERE s.at >= ? ORDER BY julianday(s.at), s.id",
            since,
        )

    def last_sets(self, exercise: str) -> list[dict[str, Any]]:
        """The judged sets of the last time that this exercise was done, in their order; [] when it never was."""
        latest_first = self.rows(
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
        return self.rows("SELECT * FROM rep WHERE set_id = ? ORDER BY t_s", number)

    def cues(self, number: int) -> dict[str, int]:
        """How often each correction began in one set."""
        rows = self.rows("SELECT id, times FROM cue WHERE set_id = ? ORDER BY id", number)
        return {row["id"]: row["times"] for row in rows}

    # ------------------------------------------------------------ the plan

    def begin_plan(self, at: datetime, name: str, file: str, content: str) -> None:
        """From now on this plan is followed, and no other. `content` is what stands in its file."""
        with self.transaction():
            self.end_plan(at)
            self._db.execute(
                "INSERT INTO plan (began, name, file, content) VALUES (?, ?, ?, ?)", (_written(at), name, file, content)
            )

    def end_plan(self, at: datetime) -> None:
        """The plan is no longer followed."""
        with self.transaction():
            self._db.execute("UPDATE plan SET ended = ? WHERE ended IS NULL", (_written(at),))

    def plan(self) -> dict[str, Any] | None:
        """The plan that is followed: `began`, `name`, `file` and `content`; None where there is none."""
        query = "SELECT * FROM plan WHERE ended IS NULL ORDER BY julianday(began) DESC, id DESC LIMIT 1"
        return next(iter(self.rows(query)), None)

    def add_day_after(self, at: datetime, level: int, where: str | None) -> None:
        """What was answered later about the last time."""
        with self.transaction():
            self._db.execute(
                "INSERT INTO day_after (at, pain, pain_where) VALUES (?, ?, ?)", (_written(at), level, where)
            )

    def days_after(self, since: str) -> list[dict[str, Any]]:
        """Those answers from the day `since` on, oldest first: `at`, `pain`, `pain_where`."""
        return self.rows("SELECT * FROM day_after WHERE at >= ? ORDER BY julianday(at), id", since)

    # ------------------------------------------------------------ taken along, and forgotten

    def insert(self, table: str, row: Mapping[str, Any], how: str = "", then: str = "") -> int:
        """Add a row of an archive. Returns its number. Raises ValueError for a column that is not there."""
        known = [column["name"] for column in self.rows(f"PRAGMA table_info({table})")]
        if unknown := set(row) - set(known):
            raise ValueError(min(unknown))
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        with self.transaction():
            done = self._db.execute(f"INSERT {how} INTO {table} ({names}) VALUES ({values}) {then}", row)
        return int(done.lastrowid or 0)

    def forget(self, before: date | None) -> Forgotten:
        """Remove everything before that day (None: everything), and every byte of it from the file.

        What is deleted is overwritten, the file is written anew without it, and the journal beside it is emptied.
        """
        until = "9999" if before is None else before.isoformat()
        with self._told():
            self._db.execute("PRAGMA secure_delete = ON")
        with self.transaction():
            # an hour has a row for every state
            ((hours,),) = self._db.execute("SELECT count(DISTINCT began) FROM posture WHERE began < ?", (until,))
            sets, _rows, reminders = (
                self._db.execute(f"DELETE FROM {table} WHERE {at} < ?", (until,)).rowcount
                for table, at in (("training_set", "at"), ("posture", "began"), ("reminder", "at"))
            )
            self._db.execute("DELETE FROM day_after WHERE at < ?", (until,))
            self._db.execute("DELETE FROM plan WHERE began < ? AND (ended IS NOT NULL OR ?)", (until, before is None))
            self._db.execute(
                "DELETE FROM workout WHERE at < ? AND id NOT IN"
                " (SELECT workout FROM training_set WHERE workout IS NOT NULL)",
                (until,),
            )
            self._db.execute(
                "DELETE FROM definition WHERE hash NOT IN"
                " (SELECT definition FROM training_set WHERE definition IS NOT NULL)"
            )
        with self._told():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.execute("VACUUM")
            ((busy, _pages, _done),) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            text = _(
                "{path} is in use, so its journal was not emptied.\nEnd the other coach and try again.", path=self.path
            )
            raise HistoryError(text)
        return Forgotten(sets, hours, reminders)

    # ------------------------------------------------------------ the file

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What a query finds, by the names of the columns."""
        with self._told():
            found = self._db.execute(query, values)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

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
            raise _failure(self.path, error) from error
        except UnicodeDecodeError as error:  # of a name in it, where SQLite's own message has it
            raise DamagedHistoryError(_(DAMAGED, path=self.path, error=_("its text is not UTF-8"))) from error


def hour_of(at: datetime) -> datetime:
    """When the hour of the local clock began in which `at` lies.

    The offset is fixed, because hours that differ in nothing else (the one that comes twice) are not the same.
    """
    return at.replace(minute=0, second=0, microsecond=0, tzinfo=timezone(_offset(at)))


def _try(event: Rep | Partial | Hold | Timed) -> dict[str, object]:
    row: dict[str, object] = {"start_s": event.start_s, "end_s": event.end_s}
    if isinstance(event, Hold | Timed):
        return row | {"side": getattr(event, "side", Side.BOTH), "held_s": event.seconds}
    missing = " ".join(event.missing) if isinstance(event, Partial) else None
    return row | {
        "peak_s": event.peak_s, "side": event.side, "direction": event.direction, "range": event.range,
        "held_s": event.held_s, "missing": missing,
    }  # fmt: skip


def _written(at: datetime) -> str:
    _offset(at)
    return at.isoformat(timespec="seconds")


def _offset(at: datetime) -> timedelta:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a moment in the history has an offset from UTC")
    return offset


def _failure(path: Path, error: sqlite3.Error) -> HistoryError:
    """Why a history is of no use now, and what to do."""
    name = getattr(error, "sqlite_errorname", "")  # SQLITE_IOERR_WRITE and the like
    found = next((what for start, what in CAUSES.items() if name.startswith(start)), None)
    if found == DAMAGED:
        return DamagedHistoryError(_(found, path=path, error=error))
    if found is not None:
        return HistoryError(_(found, path=path, error=error))
    return HistoryError(
        _("{path} is no history: {error}.\nMove it away and the coach makes a new one.", path=path, error=error)
    )
