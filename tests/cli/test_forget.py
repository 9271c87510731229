"""`coach forget`, `coach privacy`, `coach export` and `coach import`: what is gone is gone to the last byte."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from lived import SATURDAY, did, reminded, sat

from coach.cli.error_lines import CommandError
from coach.cli.export import export, import_history
from coach.cli.forget import forget, forget_now
from coach.cli.privacy import privacy
from coach.records.history import History, HistoryError

SECRET, KEPT = "exercise-that-nobody-may-know", "exercise-that-stays"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    with History(folder / "history.db") as kept:
        for days in range(200):
            did(kept, SATURDAY - timedelta(days=300 + days), SECRET, pain=7, cues={f"{SECRET}-cue": 1})
        did(kept, SATURDAY, KEPT)
        sat(kept, SATURDAY - timedelta(days=300), 9, upright=60)
        sat(kept, SATURDAY, 9, slouch=60)
        reminded(kept, SATURDAY - timedelta(days=300), "drill")
    return folder


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_before_a_day_is_gone_to_the_last_byte(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bytes_of(home).count(SECRET.encode()) >= 200
    forget(before="2026-06-01", everything=False, yes=True)
    assert capsys.readouterr().out == "Removed for good: 200 sets, 1 hour at the desk and 1 reminder.\n"
    assert SECRET.encode() not in bytes_of(home)
    assert KEPT.encode() in bytes_of(home)
    with History(home / "history.db") as kept:
        assert [row["exercise"] for row in kept.sets()] == [KEPT]
        assert len(kept.workouts()) == 1
        assert len(kept.rows("SELECT * FROM rep")) == 3
        assert [share.state for share in kept.postures()] == ["slouch"]


def test_all_of_it_goes_also_what_lies_beside_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "history-damaged-2026-01-01-120000.db").write_text(SECRET)
    (home / "report.html").write_text(SECRET)
    (home / "desk-profiles.json").write_text("[]")
    (home / "settings.yaml").write_text("voice: quiet\n")
    forget(before=None, everything=True, yes=True)
    assert "3 files" in capsys.readouterr().out
    assert SECRET.encode() not in bytes_of(home)
    assert KEPT.encode() not in bytes_of(home)
    assert (home / "settings.yaml").exists()
    with History(home / "history.db") as kept:
        assert kept.sets() == kept.workouts() == kept.postures() == kept.reminders() == []


def test_while_another_coach_reads_it_is_not_said_to_be_gone(home: Path) -> None:
    with History(home / "history.db") as reader, History(home / "history.db", patience_s=0.1) as kept:
        reader._db.execute("BEGIN")
        assert len(reader.sets()) == 201
        with pytest.raises(HistoryError):
            kept.forget(None)


def test_a_day_or_everything_has_to_be_named(home: Path) -> None:
    for before, everything in ((None, False), ("2026-01-01", True)):
        with pytest.raises(typer.BadParameter):
            forget(before=before, everything=everything, yes=True)
    with pytest.raises(CommandError, match="expected a day"):
        forget(before="yesterday", everything=False, yes=True)


class Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "left"), [("no\n", 201), ("\n", 201), ("yes\n", 0)])
def test_somebody_who_can_answer_is_asked(home: Path, monkeypatch: pytest.MonkeyPatch, typed: str, left: int) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    forget(before=None, everything=True, yes=False)
    with History(home / "history.db") as kept:
        assert len(kept.sets()) == left


def test_what_is_kept_where_and_how_large(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    privacy()
    told = capsys.readouterr().out
    assert "No picture and no sound is ever kept" in told
    assert str(home) in told
    assert "history.db" in told
    assert "coach forget --all" in told
    privacy(as_json=True)
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["bytes"] == (home / "history.db").stat().st_size
    assert file["about_you"] is True


def test_a_history_moves_to_another_machine(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path / "mine.zip")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    import_history(tmp_path / "mine.zip")
    assert "Added: 201 sets, 2 hours at the desk and 1 reminder." in capsys.readouterr().out
    with pytest.raises(CommandError, match="no export"):
        import_history(home / "history.db")


def test_forgetting_before_the_first_day_removes_nothing(home: Path) -> None:
    assert forget_now(home, date(2001, 1, 1)) == "Removed for good: 0 sets, 0 hours at the desk and 0 reminders."
