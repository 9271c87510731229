"""Texts of the library in other languages, beside the English ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from paths import ROOT

from coach.definitions.definition import Exercise
from coach.definitions.library import DefinitionError, Library
from coach.wording import catalogue

SLIDES = (ROOT / "exercises" / "wall-slides.yaml").read_text(encoding="utf-8")
GERMAN = """
translations:
  de: {title: Engel an der Wand, also: [Wandengel]}
"""


@pytest.fixture
def german() -> Iterator[None]:
    catalogue._Chosen.name = "de"
    yield
    catalogue.use("en")


def exercise(tmp_path: Path, added: str) -> Exercise:
    file = tmp_path / "wall-slides.yaml"
    file.write_text(SLIDES + added, encoding="utf-8")
    found = Library().card(str(file)).exercise
    assert isinstance(found, Exercise)
    return found


def test_in_english_nothing_changes(tmp_path: Path) -> None:
    assert exercise(tmp_path, GERMAN).title == "Wall slides"


@pytest.mark.usefixtures("german")
def test_what_is_translated_is_taken_and_the_rest_stays_english(tmp_path: Path) -> None:
    found = exercise(tmp_path, GERMAN)
    assert (found.title, found.also) == ("Engel an der Wand", ("Wandengel",))
    assert found.setup == Library().exercise("wall-slides").setup


@pytest.mark.usefixtures("german")
def test_a_correction_has_its_own_translations(tmp_path: Path) -> None:
    said = exercise(tmp_path, GERMAN).cues[0].model_copy(update={"translations": {"de": {"say": "Arme gleich hoch"}}})
    assert said.in_language("de").say == "Arme gleich hoch"
    assert said.in_language("fr").say == said.say


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ("translations: {de: {titel: x}}", "unknown text 'titel'"),
        ("translations: {de: {title: [x]}}", "unknown shape of 'title'"),
        ("translations: {de: {also: x}}", "unknown shape of 'also'"),
        ("translations: {german: {title: x}}", "translations"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, added: str, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        exercise(tmp_path, added + "\n")
