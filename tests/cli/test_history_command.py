"""`coach history`: in words, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from lived import SATURDAY, at, did
from shipped import LIBRARY

from coach.cli.error_lines import CommandError
from coach.cli.history import PastSeen, _write_csv, history, past_of
from coach.records.history import History
from coach.records.titles import Titles

TITLES = Titles(LIBRARY)


@pytest.fixture(autouse=True)
def _no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


def past(tmp_path: Path) -> PastSeen:
    with History(tmp_path / "history.db") as kept:
        did(kept, SATURDAY - timedelta(days=40), "band-row", reps=8)
        for ago, way in ((12, 60.0), (11, 70.0), (8, 80.0)):
            did(kept, SATURDAY - timedelta(days=ago), reps=2, way=way)
        did(kept, SATURDAY, reps=3, way=80.0, pain=1)
        return past_of(kept, SATURDAY)


def test_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    past(tmp_path).show(TITLES)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Today:", "  Wall slides: 1 set, 3 repetitions, 3 s held, pain 1 of 10"]
    assert "This week: 1 day (usually 0)." in lines
    assert "  23 Nov  · · · · · ■    3 repetitions" in lines
    assert "  16 Nov  ■ ■ · · ■ · ·  6 repetitions" in lines
    assert lines[-2].split() == ["Wall", "slides", "4", "4", "9", "73°", "today"]
    assert lines[-1].split() == ["Band", "row", "1", "1", "8", "40", "days", "ago"]
    assert not any(line.endswith(" ") for line in lines)


def test_for_scripts(tmp_path: Path) -> None:
    found = past(tmp_path).as_json(TITLES)
    assert found["week"] == {"monday": "2026-11-23", "days": ["2026-11-28"], "usual_days": 0}
    assert [(one["exercise"], one["reps"], one["range"], one["unit"]) for one in found["exercises"]] == [
        ("wall-slides", 9, pytest.approx(73.333), "deg"), ("band-row", 8, None, None),
    ]  # fmt: skip
    assert [one["day"] for one in found["days"]][-1] == "2026-11-28"
    assert len(found["days"]) == 5


def test_as_a_table_for_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = past(tmp_path).days
    _write_csv(tmp_path / "mine.csv", days, TITLES)
    _write_csv(Path("-"), days, TITLES)
    written = (tmp_path / "mine.csv").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written
    rows = list(csv.DictReader(io.StringIO(written)))
    assert (rows[-1]["exercise"], rows[-1]["reps"], rows[-1]["pain"], rows[0]["pain"]) == ("wall-slides", "3", "1", "")


def test_an_empty_history_says_where_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    history(as_json=False, as_csv=None)
    assert "`coach list`" in capsys.readouterr().out
    history(as_json=True, as_csv=None)
    assert json.loads(capsys.readouterr().out)["exercises"] == []


def test_a_history_of_a_later_version_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    with History(tmp_path / "history.db") as kept:
        kept._db.execute("INSERT INTO migration VALUES ('9999-in-ten-years')")
    with pytest.raises(CommandError, match="later version"):
        history(as_json=False, as_csv=None)


def test_the_days_kept_of_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = "id: mine\ntitle: Mine\nweeks: 4\nexercises: [{exercise: wall-slides, days: [mon, wed, fri]}]\n"
    with History(tmp_path / "history.db") as kept:
        kept.begin_plan(at(SATURDAY - timedelta(days=12)), "mine", "mine.yaml", plan)
        for ago in (12, 8, 5):
            did(kept, SATURDAY - timedelta(days=ago))
        found = past_of(kept, SATURDAY)
    found.show(TITLES)
    lines = capsys.readouterr().out.splitlines()
    begins = lines.index("Your plan: Mine")
    assert lines[begins + 1 : begins + 3] == ["  This week: 1 of 3 days.", "  Since it began: 3 of 6 days."]
    assert found.as_json(TITLES)["plan"]["kept_days"] == 3
