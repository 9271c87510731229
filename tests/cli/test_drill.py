"""The drill that answers a reminder: as short as it says, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from figure import takes_s
from paths import FIXTURES

from coach.cli import drill
from coach.cli.drill import FEWEST, MINUTE_S, MOST, run_break, run_drill, short
from coach.cli.open_library import open_library
from coach.desk.reminders import SUGGESTS
from coach.records.diary import Diary
from coach.records.history import History
from coach.records.settings import Settings


@pytest.mark.parametrize("name", sorted(set(SUGGESTS.values())))
def test_a_drill_takes_about_a_minute(name: str) -> None:
    card = open_library().card(name)
    (item,) = short(card, "standard").items
    assert short(card, "standard").seconds <= MINUTE_S
    assert item.options.sets == 1
    assert item.options.reps is not None
    assert FEWEST <= item.options.reps <= MOST * (card.exercise.dose.reps or 0)
    assert [round(takes_s(short(card, "standard"), pace, known=False)) for pace in (0.7, 1.0)] == pytest.approx(
        [60, 60], abs=15
    )


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
