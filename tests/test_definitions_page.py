"""docs/definitions.md explains every key that a definition may have, with an example that is YAML."""

from __future__ import annotations

import re
import runpy
from typing import Any

import pytest
import yaml
from paths import ROOT

PAGE = (ROOT / "docs" / "definitions.md").read_text(encoding="utf-8")
WRITER: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "definitions.py"))
SECTIONS: dict[str, dict[str, Any]] = WRITER["sections"]()
ANEW = "docs/definitions.md is written anew by `python docs/definitions.py`"


def rows(section: str) -> dict[str, str]:
    """The rows of a section by their key."""
    text = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \|(.*)$", text, re.MULTILINE))


def test_the_page_is_what_its_writer_writes() -> None:
    assert WRITER["page"]() == PAGE, ANEW


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_of_the_schema_is_there_with_an_example(section: str) -> None:
    found = rows(section)
    assert found.keys() == SECTIONS[section].keys(), ANEW
    for key, row in found.items():
        meaning, _without, example = re.split(r" \| ", row.strip().removesuffix("|").strip() + " ", maxsplit=2)
        assert len(meaning) > 5, key
        assert example.startswith(f"`{key}: "), f"{section}.{key} has no example: give it one in docs/definitions.py"
        if "..." not in example and "\\|" not in example:
            assert key in yaml.safe_load(example.strip().strip("`")), key
