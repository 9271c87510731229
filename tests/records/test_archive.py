"""Out and in again: exactly the same, merged without doubles, refused whole."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lived import SATURDAY, at, did, reminded, sat

from benchmarks.made_history import MadeHistory
from coach.records.archive import COLUMNS_FILE, EXPLAINED, JSON, TABLES, ArchiveError, export, import_from
from coach.records.history import History


def contents(history: History) -> dict[str, list[dict[str, Any]]]:
    return {
        name: history.rows(f"SELECT * FROM {name} ORDER BY {', '.join(order)}") for name, order in TABLES.items()
    }  # fmt: skip


def lived(path: Path, days: int = 3) -> History:
    history = History(path)
    MadeHistory(history).live(SATURDAY - timedelta(days=days), SATURDAY)
    did(history, SATURDAY, "neck-rotations", partials=2, pain=3, cues={"leaning": 2}, program="desk-break")
    history.begin_plan(at(SATURDAY), "mine", "mine.yaml", "id: mine")
    history.add_day_after(at(SATURDAY), 3, "neck")
    return history


def test_the_round_trip_is_exact(tmp_path: Path) -> None:
    with lived(tmp_path / "one.db") as one, History(tmp_path / "other.db") as other:
        export(one, tmp_path / "mine.zip")
        found = import_from(other, tmp_path / "mine.zip")
        assert contents(other) == contents(one)
        assert all(contents(one).values())
        assert found.sets == len(one.sets())
        export(other, tmp_path / "again.zip")
    packed = [zipfile.ZipFile(tmp_path / name).read(JSON) for name in ("mine.zip", "again.zip")]
    assert packed[0] == packed[1]


def test_a_second_time_adds_nothing(tmp_path: Path) -> None:
    with lived(tmp_path / "one.db") as one:
        before = contents(one)
        export(one, tmp_path / "mine.zip")
        found = import_from(one, tmp_path / "mine.zip")
        assert (found.sets, found.hours, found.reminders) == (0, 0, 0)
        assert contents(one) == before


def test_an_hour_is_one_hour_however_many_postures_it_has(tmp_path: Path) -> None:
    with History(tmp_path / "one.db") as one, History(tmp_path / "other.db") as other:
        one.add_posture(at(SATURDAY), {"upright": 900.0, "slouch": 600.0, "away": 300.0})
        export(one, tmp_path / "mine.zip")
        assert import_from(other, tmp_path / "mine.zip").hours == 1
        assert other.forget(None).hours == 1


def test_two_histories_become_one(tmp_path: Path) -> None:
    """The numbers of workouts, sets and reminders are the same in both, and mean other ones."""
    with History(tmp_path / "one.db") as one, History(tmp_path / "other.db") as other:
        did(one, SATURDAY - timedelta(days=2), reps=2, pain=1)
        sat(one, SATURDAY, 9, upright=10)
        reminded(one, SATURDAY, "fine")
        did(other, SATURDAY, "band-row", reps=4, cues={"leaning": 1})
        sat(other, SATURDAY, 9, upright=25)
        sat(other, SATURDAY, 10, slouch=5)
        reminded(other, SATURDAY, "skip", reason="break")
        export(one, tmp_path / "mine.zip")
        import_from(other, tmp_path / "mine.zip")
        sets = {row["exercise"]: row for row in other.sets()}
        assert {name: len(other.reps(row["id"])) for name, row in sets.items()} == {"band-row": 4, "wall-slides": 2}
        assert sets["wall-slides"]["workout"] != sets["band-row"]["workout"]
        assert {tuple(row["exercises"]) for row in other.workouts()} == {("band-row",), ("wall-slides",)}
        assert [share.seconds for share in other.postures()] == [1500, 300], "the longer of an hour"
        assert sorted(answer or "" for *_, answer in other.reminders()) == ["fine", "skip"]


def test_people_can_read_it(tmp_path: Path) -> None:
    with lived(tmp_path / "one.db") as one:
        export(one, tmp_path / "mine.zip")
        packed = zipfile.ZipFile(tmp_path / "mine.zip")
        assert set(packed.namelist()) == {JSON, COLUMNS_FILE, *(f"{name}.csv" for name in TABLES)}
        explained = packed.read(COLUMNS_FILE).decode().replace(",", " ").split()
        for name in TABLES:
            rows = list(csv.DictReader(io.StringIO(packed.read(f"{name}.csv").decode())))
            kept = one.rows(f"SELECT * FROM {name}")
            assert len(rows) == len(kept)
            assert set(rows[0]) == set(kept[0])
            assert set(rows[0]) <= set(explained), f"columns of {name} that nobody explains"
    assert (tmp_path / "mine.zip").stat().st_mode & 0o077 == 0
    assert EXPLAINED.isascii()


def changed(**tables: Any) -> bytes:
    return json.dumps({"format": 1, "tables": tables}).encode()


MOMENT = "2026-11-28T09:00:00+01:00"


@pytest.mark.parametrize(
    "content",
    [
        b"[]", b"{", b"[" * 100_000, b'{"format": 2, "tables": {}}', b'{"format": 1, "tables": []}',
        changed(posture=3), changed(posture={"columns": ["began"], "rows": [["a", "b"]]}),
        changed(posture={"columns": ["began", "state", "seconds"], "rows": [["yesterday", "upright", 1.0]]}),
        changed(posture={"columns": ["began", "state", "seconds"], "rows": [["2026-11-28T09:00:00", "upright", 1.0]]}),
        changed(posture={"columns": ["began", "state", "seconds"], "rows": [[MOMENT, None, 1.0]]}),
        changed(posture={"columns": ["began", "state", "seconds"], "rows": [[MOMENT, {}, 1.0]]}),
        changed(posture={"columns": ["began", "state", "of the future"], "rows": [[MOMENT, "upright", 1.0]]}),
        changed(reminder={"columns": ["id", "at"], "rows": [[1, MOMENT]]}),
        changed(training_set={"columns": ["id", "at", "exercise", "workout"], "rows": [[1, MOMENT, "a", 7]]}),
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as packed:
        packed.writestr(JSON, content)
    with lived(tmp_path / "one.db", days=1) as one:
        before = contents(one)
        with pytest.raises(ArchiveError):
            import_from(one, tmp_path / "mine.zip")
        assert contents(one) == before


@pytest.mark.parametrize("content", [None, b"", b"a shopping list", b"PK\x03\x04 and no more"])
def test_a_file_that_is_no_zip_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "mine.zip").write_bytes(content)
    with History(tmp_path / "one.db") as one, pytest.raises(ArchiveError, match=r"mine\.zip"):
        import_from(one, tmp_path / "mine.zip")


def test_an_import_that_is_cut_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with lived(tmp_path / "one.db") as one, History(tmp_path / "other.db") as other:
        export(one, tmp_path / "mine.zip")
        insert, left = other.insert, [100]

        def counted(*words: Any) -> int:
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt
            return insert(*words)

        monkeypatch.setattr(other, "insert", counted)
        with pytest.raises(KeyboardInterrupt):
            import_from(other, tmp_path / "mine.zip")
        assert not any(contents(other).values())
    with sqlite3.connect(tmp_path / "other.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
