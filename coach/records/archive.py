"""The whole history as one zip, and back again: JSON that is read back exactly, and CSV beside it for people.

`history.json` has every table as its columns and its rows; `TABLE.csv` has the same rows for a spreadsheet, and
`columns.txt` explains the columns. Only the JSON is read back.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.atomic_file import replacing
from coach.records.history import History, HistoryError
from coach.wording.catalogue import N_, _

FORMAT = 1
JSON, COLUMNS_FILE = "history.json", "columns.txt"
LARGEST = 1 << 30  # bytes of JSON: some hundred years of daily use
TABLES: Mapping[str, tuple[str, ...]] = {  # in the order in which they refer to each other, each with its own order
    "definition": ("hash",),
    "workout": ("id",),
    "training_set": ("id",),
    "rep": ("set_id", "t_s", "rowid"),
    "cue": ("set_id", "id"),
    "posture": ("began", "state"),
    "reminder": ("id",),
    "plan": ("id",),
    "day_after": ("id",),
}
EXPLAINED = """\
The history of the posture coach. Times carry their offset from UTC; an empty field is unknown.

definition.csv    what was done, exactly
  hash            name of the content
  exercise        id of the exercise
  content         the exercise and its poses as JSON, without texts and doses
workout.csv       a session
  id, at          its number, when it began
  program         id of the program; empty for single exercises
  exercises       ids of its exercises
training_set.csv  a set of one exercise
  id, at          its number, when its first repetition was told
  ended           when it was over; empty where the coach was killed in the middle of it
  workout         number of the workout; empty for a drill between work
  exercise, number, level            id; which of its sets; gentle, standard or strict
  judged          1 = by the camera, 0 = by the clock
  goal, hold_goal_s                  repetitions, and seconds of a hold, that were asked for
  reps, partials, hold_s             complete ones, incomplete ones, seconds held
  seen            share of the set that could be judged, 0 to 1
  pain, pain_where                   0 to 10 as answered after it, and where
  definition      hash of what was done
  measure, unit   what the range of its repetitions is measured in: deg, sw (shoulder widths), m, 1 (a ratio)
rep.csv           a repetition (rep), partial, hold, or stretch by the clock (timed)
  set_id, kind, side, direction
  start_s, peak_s, end_s, t_s        seconds of the source: begun, furthest, back, told
  range           share of the way to the target, 1 = there
  held_s          seconds held
  moved, moved_left, moved_right     how far in the unit of the set; of each limb where both work
  missing         what a partial lacked
cue.csv           a correction in a set
  set_id, id, times                  the set, the correction, how often it began
posture.csv       the posture at the desk
  began, state, seconds              the hour of the clock, and how long this posture was seen in it
reminder.csv      a reminder
  id, at, reason, after_s            its number, when, why, after how many seconds of it
  answer          sat-up, drill, snooze, fine, skip; empty for none
plan.csv          a plan that was followed
  id, began, ended                   its number, from when, until when; empty while it is followed
  name, file, content                its id, the file it came from, what stood in it
day_after.csv     an answer to the question about the day after
  id, at, pain, pain_where           its number, when, 0 to 10, and where
"""


LONGER = "ON CONFLICT (began, state) DO UPDATE SET seconds = max(seconds, excluded.seconds)"
UNREADABLE = (
    zipfile.BadZipFile, KeyError, ValueError, RecursionError, NotImplementedError, RuntimeError, EOFError, zlib.error,
)  # fmt: skip


class ArchiveError(Exception):
    """The file is no archive of a history; the message says why."""


@dataclass(frozen=True)
class Imported:
    """How many of each kind were new."""

    sets: int
    hours: int
    reminders: int


# ---------------------------------------------------------------- out


def export(history: History, path: Path) -> None:
    """Write everything into one zip, completely or not at all, for its owner alone. Raises HistoryError, OSError."""
    with history.transaction():  # one moment of it, whatever another process writes meanwhile
        tables = {name: _table(history, name) for name in TABLES}
    with replacing(path, private=True) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(JSON, json.dumps({"format": FORMAT, "tables": tables}, separators=(",", ":")))
        packed.writestr(COLUMNS_FILE, EXPLAINED)
        for name, table in tables.items():
            packed.writestr(f"{name}.csv", _csv(table))


def _table(history: History, name: str) -> dict[str, Any]:
    columns = columns_of(history, name)
    rows = history.rows(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {', '.join(TABLES[name])}")
    return {"columns": columns, "rows": [list(row.values()) for row in rows]}


def columns_of(history: History, name: str) -> list[str]:
    """The columns of a table in their order."""
    return [row["name"] for row in history.rows(f"PRAGMA table_info({name})")]


def _csv(table: Mapping[str, Any]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(table["columns"])
    rows.writerows(table["rows"])
    return text.getvalue()


# ---------------------------------------------------------------- in

NOT_ONE = N_("{path} is no export of a history: {reason}")


def import_from(history: History, path: Path) -> Imported:
    """Add what is in the zip and not in the history yet: all of it, or nothing. What is there stays as it is.

    Raises
    ------
    ArchiveError : it is no such zip, or from a later version.
    HistoryError : the history cannot be written.
    """
    tables = _read(path)
    try:
        with history.transaction():
            return _Import(history, tables).run()
    except HistoryError as error:
        if "constraint" in str(error).lower() or "datatype" in str(error).lower():
            raise _refused(path, _("a row does not fit ({error})", error=error.__cause__)) from error
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise _refused(path, _("a row does not fit ({error})", error=error)) from error


class _Import:
    """Rows of a file on their way into a history, where other rows may have their numbers."""

    def __init__(self, history: History, tables: Mapping[str, list[dict[str, Any]]]) -> None:
        self._history, self._tables = history, tables
        self._workouts: dict[int | None, int | None] = {None: None}
        self._sets: dict[int, int] = {}

    def run(self) -> Imported:
        for row in self._tables["definition"]:
            self._insert("definition", row, "OR IGNORE")
        self._add_workouts()
        self._add_sets()
        for name in ("rep", "cue"):
            for row in self._tables[name]:
                if row["set_id"] in self._sets:
                    self._insert(name, row | {"set_id": self._sets[row["set_id"]]})
        for name, keys in (("plan", ("began", "name")), ("day_after", ("at", "pain"))):
            self._add_new(name, keys)
        return Imported(len(self._sets), self._add_posture(), self._add_new("reminder", ("at", "reason")))

    def _add_workouts(self) -> None:
        there = {(row["at"], row["program"], row["exercises"]): row["id"] for row in self._all("workout")}
        for row in self._tables["workout"]:
            key = _moment(row["at"]), row["program"], row["exercises"]
            self._workouts[row["id"]] = there[key] if key in there else self._insert_numbered("workout", row)

    def _add_sets(self) -> None:
        there = {(row["at"], row["exercise"], row["number"], row["workout"]) for row in self._all("training_set")}
        for old in self._tables["training_set"]:
            row = old | {"workout": self._workouts[old["workout"]]}
            if (_moment(row["at"]), row["exercise"], row["number"], row["workout"]) not in there:
                self._sets[old["id"]] = self._insert_numbered("training_set", row)

    def _add_posture(self) -> int:
        """Of an hour that is in both, the longer one is kept: the shorter was written earlier."""
        before = self._hours()
        for row in self._tables["posture"]:
            _moment(row["began"])
            self._insert("posture", row, then=LONGER)
        return self._hours() - before

    def _hours(self) -> int:
        """How many hours there are: each has a row for every state."""
        return len({row["began"] for row in self._all("posture")})

    def _add_new(self, name: str, keys: tuple[str, str]) -> int:
        """Rows that are not there yet by their moment and one thing more. Returns how many."""
        at, what = keys
        there, added = {(row[at], row[what]) for row in self._all(name)}, 0
        for row in self._tables[name]:
            if (_moment(row[at]), row[what]) not in there:
                self._insert_numbered(name, row)
                added += 1
        return added

    def _all(self, name: str) -> list[dict[str, Any]]:
        return self._history.rows(f"SELECT * FROM {name}")

    def _insert_numbered(self, name: str, row: dict[str, Any]) -> int:
        """With the number that it has, where that is free; else with another."""
        taken = self._history.rows(f"SELECT 1 FROM {name} WHERE id = ?", row["id"])
        return self._insert(name, row | {"id": None} if taken else row)

    def _insert(self, name: str, row: dict[str, Any], how: str = "", then: str = "") -> int:
        return self._history.insert(name, row, how, then)


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        with zipfile.ZipFile(path) as packed:
            if packed.getinfo(JSON).file_size > LARGEST:
                raise _refused(path, _("it is too large"))
            found = json.loads(packed.read(JSON))
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror or error}") from error
    except UNREADABLE as error:
        raise _refused(path, str(error) or type(error).__name__) from error
    if not isinstance(found, dict) or not isinstance(found.get("tables"), dict):
        raise _refused(path, _("it has no tables"))
    if found.get("format") != FORMAT:
        raise _refused(path, _("it was written by a later version; update the coach"))
    return {name: list(_rows(path, name, found["tables"].get(name))) for name in TABLES}


def _rows(path: Path, name: str, table: Any) -> Iterator[dict[str, Any]]:
    if table is None:  # of a version that did not have it
        return
    columns = table.get("columns") if isinstance(table, dict) else None
    rows = table.get("rows") if isinstance(table, dict) else None
    if not _all_are(columns, lambda one: isinstance(one, str)) or not isinstance(rows, list):
        raise _refused(path, _("the table {name} is broken", name=name))
    for row in rows:
        plain = _all_are(row, lambda one: one is None or isinstance(one, str | int | float))
        if not plain or len(row) != len(columns):  # type: ignore[arg-type]
            raise _refused(path, _("the table {name} is broken", name=name))
        yield dict(zip(columns, row, strict=True))  # type: ignore[arg-type]


def _all_are(found: Any, wanted: Callable[[Any], bool]) -> bool:
    return isinstance(found, list) and all(wanted(one) for one in found)


def _moment(text: str) -> str:
    """The moment itself. Raises ValueError where it is none, or has no offset from UTC."""
    if datetime.fromisoformat(text).utcoffset() is None:
        raise ValueError(text)
    return text


def _refused(path: Path, reason: str) -> ArchiveError:
    return ArchiveError(_(NOT_ONE, path=path, reason=reason))
