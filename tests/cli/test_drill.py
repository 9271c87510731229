"""The drill that answers a reminder: as short as it says, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from figure import takes_s
from paths import FIXTURES

from coach.cli import drill
from coach.cli.drill import MINUTE_S, run_break, run_drill, short
from coach.cli.open_library import open_library
from coach.desk.reminders import SUGGESTS
from coach.records.diary import Diary
from coach.records.history import History
from coach.records.settings import Settings


@pytest.mark.parametrize("pace", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("name", sorted(set(SUGGESTS.values())))
def test_a_drill_takes_a_minute_at_any_tempo(name: str, pace: float) -> None:
    drill = short(open_library().card(name), "standard")
    assert drill.seconds == MINUTE_S
    assert [item.options.sets for item in drill.items] == [1]
    assert takes_s(drill, pace, known=False) == pytest.approx(MINUTE_S, abs=6)


def test_its_repetitions_are_counted_and_kept_with_the_level_that_was_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drill, "settings_for", lambda *_, **__: Settings(level="gentle"))
    recording = sorted((FIXTURES / "shoulder-rolls").glob("*.npz"))[0]
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        run_drill("shoulder-rolls", str(recording), None, diary, mute=True, headless=True)
    with History(tmp_path / "history.db") as kept:
        (row,) = kept.sets()
        assert (row["exercise"], row["level"], row["workout"]) == ("shoulder-rolls", "gentle", None)
        assert row["goal"] is None, "no number was asked for"
        assert row["reps"] == len([rep for rep in kept.reps(row["id"]) if rep["kind"] == "rep"]) > 0


def test_a_break_is_kept_as_the_program_that_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drill, "settings_for", lambda *_, **__: Settings())
    recording = sorted((FIXTURES / "shoulder-rolls").glob("*.npz"))[0]
    with Diary(tmp_path / "history.db", pytest.fail) as diary:
        run_break(str(recording), None, diary, mute=True, headless=True)
    with History(tmp_path / "history.db") as kept:
        (workout,) = kept.workouts("desk-break")
        assert "shoulder-rolls" in workout["exercises"]
        assert all(row["workout"] is not None for row in kept.sets())
