"""The drill that answers a reminder: as short as it says, and counted."""

from __future__ import annotations

import pytest
from paths import FIXTURES

from coach.cli.check import library
from coach.cli.drill import FEWEST, MINUTE_S, run_drill, short
from coach.desk.reminders import SUGGESTS
from coach.events import Rep, Summary


@pytest.mark.parametrize("name", sorted(set(SUGGESTS.values())))
def test_a_drill_takes_about_a_minute(name: str) -> None:
    card = library().card(name)
    (item,) = short(card, "standard").items
    assert short(card, "standard").seconds <= MINUTE_S
    assert item.options.sets == 1
    assert item.options.reps is not None
    assert FEWEST <= item.options.reps <= (card.exercise.dose.reps or 0)


def test_its_repetitions_are_counted() -> None:
    recording = sorted((FIXTURES / "shoulder-rolls").glob("*.npz"))[0]
    events = run_drill("shoulder-rolls", str(recording), None, mute=True, headless=True)
    reps = [event for event in events if isinstance(event, Rep)]
    assert reps
    assert isinstance(events[-1], Summary)
    assert events[-1].reps == len(reps)
