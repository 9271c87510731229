"""The template that a translation begins from has every text of the code, and nothing else."""

from __future__ import annotations

import sys

from paths import ROOT

from coach.wording.catalogue import FOLDER
from coach.wording.po_file import entries

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


def test_every_translation_names_the_places_of_its_text() -> None:
    import re

    for path in FOLDER.glob("*.po"):
        for entry in entries(path.read_text(encoding="utf-8")):
            for key, text in entry.items():
                if key.startswith("msgstr") and entry["msgid"] and text:
                    assert set(re.findall(r"{\w+}", text)) <= set(re.findall(r"{\w+}", str(entry))), (path.name, text)
