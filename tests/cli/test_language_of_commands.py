"""The commands that print, in the language of accents: no text, not even a single word, is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.cli.doctor import Examined, examine
from coach.cli.list import ListFilter, list_entries
from coach.cli.settings import show_settings
from coach.cli.show import show_card
from coach.wording import catalogue

# A word of plain letters with a vowel; in pseudo every vowel has an accent.
ENGLISH = re.compile(r"(?<![\w/-])[A-Za-z]*[aeiou][A-Za-z]*(?![\w/-])")
# What stays as it is in every language: ids, options, paths, what is typed, and a source's own name.
NOT_TEXT = re.compile(r"`[^`]*`|\([a-z0-9-]+\)|--\S+ [a-z]+|\S*/\S*|\S*\.yaml")
VALUES = {"true", "false", "normal", "en", "standard"}


@pytest.fixture(autouse=True)
def _pseudo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    catalogue.use("pseudo")
    yield
    catalogue.use("en")


def english(text: str) -> list[str]:
    """The English words in a printed text."""
    return [word for word in ENGLISH.findall(NOT_TEXT.sub(" ", text)) if word not in VALUES]


def test_an_english_word_would_be_found() -> None:
    assert english("wórks  missing (wall-slides) `coach do` --voice off") == ["missing"]


def test_settings(capsys: pytest.CaptureFixture[str]) -> None:
    show_settings(as_json=False)
    lines = capsys.readouterr().out.splitlines()
    names = [line.split()[0] for line in lines if line.startswith("  ")]
    assert "language" in names  # the names stay: they are what is typed
    assert english(" ".join(line.removeprefix(f"  {name}") for line, name in zip(lines, names, strict=False))) == []
    assert english(" ".join(lines[len(names) :])) == []


def test_doctor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Examined(name, works=name != "voice", found="") for name in ("settings", "camera", "model", "voice")]
    monkeypatch.setattr(
        "coach.cli.doctor._findings", lambda _source, _model: iter([*found, Examined("display", True, "")])
    )
    examine(None, None, as_json=False)
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 5
    assert english(printed) == []


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    list_entries(ListFilter(), as_json=False)
    lines = [re.sub(r"^  [a-z0-9-]+ ", "", line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) > 40
    assert english(" ".join(lines)) == []


@pytest.mark.parametrize("name", ["wall-slides", "walking", "desk-break"])
def test_show(capsys: pytest.CaptureFixture[str], name: str) -> None:
    show_card(name, as_json=False, window=False)
    printed = capsys.readouterr().out
    rows = [line for line in printed.splitlines() if line]
    assert len(rows) > 5
    assert english(printed) == []
