"""`coach today`: due, done, posture by hour, reminders; in words and as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from lived import SATURDAY, did, reminded, sat
from shipped import LIBRARY

from coach.cli.today import TodaySeen, today, today_of
from coach.records.history import History
from coach.records.titles import Titles

TITLES = Titles(LIBRARY)


def seen(tmp_path: Path) -> TodaySeen:
    with History(tmp_path / "history.db") as kept:
        for ago in (3, 2, 1):
            did(kept, SATURDAY - timedelta(days=ago), "band-row", program="desk-break")
        did(kept, SATURDAY, reps=3, partials=1, pain=2)
        did(kept, SATURDAY, "of-mine", reps=1, pain=0)
        sat(kept, SATURDAY, 9, upright=45, slouch=15)
        sat(kept, SATURDAY, 10, away=60)
        reminded(kept, SATURDAY, "sat-up", "drill", None, None)
        return today_of(kept, SATURDAY)


def test_a_day_in_words(tmp_path: Path) -> None:
    assert seen(tmp_path).lines(TITLES) == [
        "Saturday, 28 Nov 2026",
        "",
        "Due:",
        "  A break at the desk: you do it every day, the last time yesterday",
        "",
        "Done:",
        "  Wall slides: 1 set, 3 repetitions (1 partial), 3 s held, pain 2 of 10",
        "  Of mine: 1 set, 1 repetition, 1 s held, no pain",
        "",
        "Posture so far: 75 % upright in 1 h 00 min at the desk.",
        "  09:00  " + 15 * "█" + 5 * "░" + "  75 % of 1 h 00 min",
        "",
        "4 reminders: 2 no answer, 1 did the drill and 1 sat up.",
    ]


def test_a_day_for_scripts(tmp_path: Path) -> None:
    found = seen(tmp_path).as_json(TITLES)
    assert found["due"] == [{"program": "desk-break", "every_days": 1, "last": "2026-11-27"}]
    assert found["done"][0] == {
        "day": "2026-11-28", "exercise": "wall-slides", "title": "Wall slides", "sets": 1, "reps": 3, "partials": 1,
        "hold_s": 3.0, "goal": 10, "pain": 2,
    }  # fmt: skip
    assert found["posture"][0] == {
        "began": "2026-11-28T09:00:00+01:00", "seconds": {"slouch": 900.0, "upright": 2700.0},
    }  # fmt: skip
    assert {(one["answer"], one["number"]) for one in found["reminders"]} == {("sat-up", 1), ("drill", 1), (None, 2)}


def test_the_first_day_has_no_reproach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    today()
    assert capsys.readouterr().out.splitlines()[1:] == ["", "No exercise yet today."]
    today(as_json=True)
    assert json.loads(capsys.readouterr().out)["done"] == []


def test_once_the_watch_has_ended_the_day_closes_with_two_sentences(tmp_path: Path) -> None:
    seen(tmp_path)
    with History(tmp_path / "history.db") as kept:
        found = today_of(kept, SATURDAY, goes_on=False)
    lines = found.lines(TITLES)
    assert lines[-2:] == [
        "I saw you at the desk for 1 h 00 min, and 45 min of that you sat upright.",
        "I reminded you 4 times, and after 2 of them you moved.",
    ]
    assert "Posture: 75 % upright in 1 h 00 min at the desk." in lines
    assert found.as_json(TITLES)["closing"] == lines[-2:]


def test_a_day_without_the_watch_closes_with_nothing(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as kept:
        did(kept, SATURDAY)
        assert today_of(kept, SATURDAY, goes_on=False).closing == []
        sat(kept, SATURDAY, 9, upright=10)
        assert today_of(kept, SATURDAY, goes_on=False).closing == [
            "I saw you at the desk for 10 min, and 10 min of that you sat upright.", "I gave no reminder.",
        ]  # fmt: skip
