"""`coach list`: groups, filters, and how it looks in a terminal of 80 columns, in a pipe, and as JSON."""

from __future__ import annotations

import json

import pytest
from paths import ROOT
from shipped import LIBRARY

from coach.cli.error_lines import CommandError
from coach.cli.list import GROUPS, PLACES, ListFilter, list_entries
from coach.definitions import dosage

CARDS = {card.exercise.id: card.exercise for card in LIBRARY.cards()}
PROGRAMS = {program.id: program for program in LIBRARY.programs()}


@pytest.fixture(autouse=True)
def _no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # test workers set it


def rows(capsys: pytest.CaptureFixture[str], wish: ListFilter | None = None) -> dict[str, dict[str, object]]:
    """What the list prints as JSON, by id."""
    list_entries(wish or ListFilter(), as_json=True)
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {row["id"]: row for row in found}


def text(capsys: pytest.CaptureFixture[str], wish: ListFilter | None = None) -> str:
    list_entries(wish or ListFilter(), as_json=False)
    return capsys.readouterr().out


def test_everything_is_listed_in_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    place, found = "", {}
    titles = {title: key for key, title in GROUPS.items()}
    for line in filter(None, text(capsys).splitlines()):
        place = titles.get(line, place)
        if line.startswith("  "):
            found[line.split()[0]] = place
    assert found == {name: exercise.place for name, exercise in CARDS.items()} | dict.fromkeys(PROGRAMS, "program")


def test_a_row_says_how_much_and_how_long(capsys: pytest.CaptureFixture[str]) -> None:
    line = next(line for line in text(capsys).splitlines() if "scapular-squeezes" in line)
    assert line.split() == ["scapular-squeezes", "Scapular", "squeezes", "10", "x", "5", "s", "2", "min"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_the_terminal_and_no_line_ends_in_blanks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    plain = text(capsys).replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    lines = plain.splitlines()
    assert max(map(len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []
    assert sum(line.startswith("  ") for line in lines) == len(CARDS) + len(PROGRAMS)  # no row is broken in two


def test_a_narrow_terminal_cuts_no_dose(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    told = text(capsys)
    for row in rows(capsys).values():
        name = str(row["id"])
        line = next(line for line in told.splitlines() if line.split()[:1] == [name])
        assert " ".join(line.split()[1:]).startswith(short_dose(name)), name


def short_dose(name: str) -> str:
    if name in CARDS:
        return dosage.in_short(CARDS[name], CARDS[name].dose)
    return str(len(PROGRAMS[name].warm_up) + len(PROGRAMS[name].items) + (PROGRAMS[name].choose or 0))


def test_only_what_is_done_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert {row["place"] for row in rows(capsys, ListFilter(at="floor")).values()} == {"floor"}


def test_only_what_fits_the_minutes(capsys: pytest.CaptureFixture[str]) -> None:
    every, short = rows(capsys), rows(capsys, ListFilter(minutes=2))
    assert set(short) == {name for name, row in every.items() if row["seconds"] < 150}  # type: ignore[operator]
    assert {"scapular-squeezes", "isometric-neck", "upper-back-five"} & set(short) == {"scapular-squeezes"}


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("neck", "neck"),
        ("Neck", "neck"),
        ("shoulder", "shoulders"),
        ("upper-back", "upper back"),
        ("back", "lower back"),
    ],
)
def test_what_it_is_good_for_is_found_by_its_words(capsys: pytest.CaptureFixture[str], asked: str, word: str) -> None:
    helping = {name for name, one in {**CARDS, **PROGRAMS}.items() if word in one.good_for}
    assert helping
    assert helping <= set(rows(capsys, ListFilter(good_for=asked)))


def test_a_program_is_where_all_of_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys, ListFilter(at="desk", minutes=3))["desk-break"]["exercises"] == [
        entry.exercise for entry in PROGRAMS["desk-break"].entries
    ]
    assert rows(capsys)["upper-back-five"]["place"] is None
    assert not set(rows(capsys, ListFilter(at="floor"))) & {"upper-back-five", "gentle-stretch"}


def test_a_choice_of_many_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    program = PROGRAMS["strength-three"]
    assert rows(capsys)["strength-three"]["dose"] == f"4 of {len(program.entries)} exercises"


def test_a_program_that_sends_people_about_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    told = {line.split()[0]: line for line in filter(None, text(capsys).splitlines())}
    assert "5 exercises in 4 places" in told["upper-back-five"]
    assert " in " not in told["strength-three"].partition("4 of 10")[2], "another choice each time"
    assert "places" not in told["desk-break"]
    assert rows(capsys)["upper-back-five"]["dose"] == "5 exercises"


def test_filters_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, ListFilter(at="desk", good_for="neck", minutes=3))
    assert "neck-side-bend" in found
    assert set(found) <= CARDS.keys() | PROGRAMS.keys()
    assert all(row["place"] == "desk" and "neck" in row["good_for"] for row in found.values())  # type: ignore[operator]


def test_a_purpose_that_nothing_has_is_wrong_usage() -> None:
    with pytest.raises(CommandError, match="did you mean 'posture'") as caught:
        list_entries(ListFilter(good_for="postur-e"), as_json=True)
    assert caught.value.code == 2


def test_nothing_that_fits_is_said_and_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert text(capsys, ListFilter(at="away", good_for="neck")).startswith("Nothing fits all of that.")
    assert rows(capsys, ListFilter(at="away", good_for="neck")) == {}


def test_json_has_the_dose_in_words_and_the_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys)["walking"] == {
        "id": "walking", "title": "Walking", "place": "away", "kind": "clock", "dose": "20 minutes (5 days a week)",
        "seconds": 1200, "good_for": ["whole body", "circulation"],
    }  # fmt: skip


def test_the_places_are_those_that_the_files_know() -> None:
    schema = json.loads((ROOT / "exercises" / "schema" / "exercise.json").read_text())
    assert set(PLACES) == set(schema["properties"]["place"]["enum"])
