"""The two parsers of YAML: what is read, where it stands and what is said of it are the same with either."""

from __future__ import annotations

import pytest
import yaml
from paths import ROOT

from coach.definitions import document
from coach.definitions.document import Document, parsed

TEXTS = [
    *((ROOT / name).read_text("utf-8") for name in ("exercises/wall-slides.yaml", "poses/head-neutral.yaml")),
    "a: {b: 1, c: [1, 2, 'x']}\n",
    "a: >-\n  x\n  y\nb: |\n  z\n'c': \"q\\n\"\n",
    "{a: http://x, b: 'it''s', c:d, e: #f\n }\n",
    # where libyaml accepts what PyYAML refuses, or gives another place
    "a: {b: , c: 1}\n", "a: b\n?", "a: {b: 0?}\n", "a: b\n\ufeff", "a: >-#\n  x\n",
    "%YAML 1.1#\n---\na: b\n", "a:\tb\n",
    # where each says it in words of its own
    "a: [b\n", "a: 'b\n", "a: &b c\n", "a: !b c\n", "a: b: c\n", "a: b\n  c: d\n", "a: `b\n",
    "a: \"\\e\"\n", "a: \udcc3\n", "a: b\n---\nc: d\n", "- a\n", "", "a: " + "[" * 40 + "]" * 40,
    "a: [" + "1," * 5000 + "]",
]  # fmt: skip


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="one parser only")
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_both_parsers_read_a_text_the_same_way(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    document._composed.cache_clear()
    fast = _read(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    document._composed.cache_clear()
    assert fast == _read(text)


def _read(text: str) -> Document | tuple[document.Problem, ...]:
    try:
        return parsed(text, "my.yaml")
    except document.DefinitionError as error:
        return error.problems
