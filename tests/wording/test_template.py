"""The template that a translation begins from has every text of the code, and nothing else."""

from __future__ import annotations

import re
import sys

import pytest
from paths import ROOT

from coach.wording.catalogue import FOLDER
from coach.wording.po_file import Entry, entries

sys.path.insert(0, str(ROOT / "docs"))

import catalogue as docs_catalogue


def test_the_template_is_current() -> None:
    assert docs_catalogue.TEMPLATE.read_text(encoding="utf-8") == docs_catalogue.template(), "python docs/catalogue.py"


def test_the_template_is_read_as_a_translation_is() -> None:
    found = [entry["msgid"] for entry in entries(docs_catalogue.TEMPLATE.read_text(encoding="utf-8"))]
    assert len(found) == len(set(found)) > 400
    assert {
        "",
        "Take the start position",
        "{number} set",
        "Find the mistakes in exercise, pose and program files.",
    } <= set(found)


def unknown_places(entry: Entry) -> set[str]:
    """Places to fill that a translation names and its text does not have."""
    return _places(entry, "msgstr") - _places(entry, "msgid")


def _places(entry: Entry, kind: str) -> set[str]:
    return {place for key, text in entry.items() if key.startswith(kind) for place in re.findall(r"{\w+}", text)}


@pytest.mark.parametrize(
    ("entry", "unknown"),
    [
        ({"msgid": "{file} is empty", "msgstr": "{file} ist leer"}, set()),
        ({"msgid": "{file} is empty", "msgstr": "{datei} ist leer"}, {"{datei}"}),
        (
            {"msgid": "one set", "msgid_plural": "{number} sets", "msgstr[0]": "ein Satz", "msgstr[1]": "{number}"},
            set(),
        ),
        ({"msgid": "one set", "msgid_plural": "{number} sets", "msgstr[0]": "", "msgstr[1]": "{zahl}"}, {"{zahl}"}),
    ],
)
def test_a_place_that_the_text_does_not_have_is_noticed(entry: Entry, unknown: set[str]) -> None:
    assert unknown_places(entry) == unknown


def test_every_translation_is_of_a_text_of_today_and_names_its_places() -> None:
    known = {entry["msgid"] for entry in entries(docs_catalogue.TEMPLATE.read_text(encoding="utf-8"))}
    for path in FOLDER.glob("*.po"):
        found = list(entries(path.read_text(encoding="utf-8")))
        assert {entry["msgid"] for entry in found} - known == set(), f"{path.name}: no text of today"
        assert [entry for entry in found if entry["msgid"] and unknown_places(entry)] == [], path.name
