"""The commands that print, in the language of accents: no text, not even a single word, is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from coach.cli.app import app
from coach.cli.doctor import Examined, examine
from coach.cli.list import ListFilter, list_entries
from coach.cli.settings import show_settings
from coach.cli.show import show_card
from coach.cli.usage_lines import in_words
from coach.wording import catalogue

# A word of plain letters with a vowel; in pseudo every vowel has an accent.
ENGLISH = re.compile(r"(?<![\w/-])[A-Za-z]*[aeiou][A-Za-z]*(?![\w/-])")
# What stays as it is in every language: ids, options, paths, what is typed, and a source's own name.
NOT_TEXT = re.compile(r"`[^`]*`|\([a-z0-9-]+\)|--\S+ [a-z]+|\S*/\S*|\S*\.yaml")
# In a help: how a command is called, the names before the purposes, and what an option may be.
TYPED = re.compile(
    r"(?m)(?<=: )coach( \w+)*|^  \S+(?: / \S+|, \S+)?(?: [A-Z]+| \S*\|\S*)?(?=  |$)|\b\w+(?:\|\w+)+|:\s+[\w-]+(?=\])"
)
VALUES = {"true", "false", "normal", "en", "standard", "full"}


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


def helps(command: Any, name: str) -> Iterator[tuple[str, str]]:
    """The help of a command, and of all that are below it."""
    context = command.make_context(name, [], resilient_parsing=True)
    yield name, context.get_help()
    for below, one in getattr(command, "commands", {}).items():
        yield from helps(one, f"{name} {below}")


def test_help() -> None:
    """Also the words around it, which are the library's own in English."""
    found = {name: english(TYPED.sub(" ", text)) for name, text in helps(typer.main.get_command(app), "coach")}
    assert "coach settings set" in found
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "words",
    ["dance", "show", "do x --souce", "do x --reps z", "do x --level brutal", "do x y", "do x --reps", "do x --json=3"],
)
def test_what_is_wrong_with_a_command(words: str) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  (typer's own class has no public name)
        app(words.split(), prog_name="coach", standalone_mode=False)
    said = in_words(caught.value.format_message())  # type: ignore[attr-defined]
    assert english(re.sub(r"'[^']*'|--\w+|: [xyz ]+$", " ", said)) == []
