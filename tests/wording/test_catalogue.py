"""Texts are looked up when they are used, filled, and English where no translation fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.wording import catalogue
from coach.wording.catalogue import N_, _, choose, plural, use
from coach.wording.po_file import entries
from coach.wording.pseudo import in_pseudo

GERMAN = r"""
# The header gives the plural forms.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: coach/somewhere.py:12
msgid "Go on"
msgstr "Weiter"

msgid "{number} set"
msgid_plural "{number} sets"
msgstr[0] "{number} Satz"
msgstr[1] "{number} Sätze"

msgid "Next: {title}"
msgstr "Danach: {titel}"

#, fuzzy
msgid "Rest"
msgstr "Rest"

msgid ""
"A text "
"in two \"lines\""
msgstr "Ein Text"

msgid "Not done yet"
msgstr ""
"""
MARKED = N_("Go on")


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "de.po").write_text(GERMAN, encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    use("de")
    yield
    use("en")


def test_english_is_the_source() -> None:
    assert _("Go on") == "Go on"
    assert _("Next: {title}", title="Open books") == "Next: Open books"
    assert [plural("{number} set", "{number} sets", n) for n in (0, 1, 2)] == ["0 sets", "1 set", "2 sets"]


@pytest.mark.usefixtures("german")
def test_a_language_is_one_file() -> None:
    assert _(MARKED) == "Weiter"
    assert [plural("{number} set", "{number} sets", n) for n in (0, 1, 2)] == ["0 Sätze", "1 Satz", "2 Sätze"]
    assert _('A text in two "lines"') == "Ein Text"


@pytest.mark.usefixtures("german")
def test_english_stands_in_for_what_is_missing_doubtful_or_wrong() -> None:
    assert _("Not done yet") == "Not done yet"
    assert _("Rest") == "Rest"
    assert _("Never heard of") == "Never heard of"
    assert _("Next: {title}", title="Open books") == "Next: Open books"  # the translation names another place


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("wanted", "environment", "language"),
    [
        (None, {}, "en"),
        ("de", {}, "de"),
        (None, {"LANG": "de_CH.UTF-8"}, "de"),
        (None, {"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ("en", {"LANG": "de_DE"}, "en"),
        ("en", {"COACH_LANGUAGE": "de"}, "de"),
        (None, {"COACH_LANGUAGE": "tlh"}, "en"),
        (None, {"COACH_LANGUAGE": "pseudo"}, "pseudo"),
    ],
)
def test_which_language(wanted: str | None, environment: dict[str, str], language: str) -> None:
    assert choose(wanted, environment) == language


def test_a_broken_file_names_its_line() -> None:
    with pytest.raises(ValueError, match=r"^line 2: expected msgid, msgstr or a text in quotes, found msgit"):
        list(entries('msgid "a"\nmsgit "b"'))
    with pytest.raises(ValueError, match=r"^line 1: this is no text in quotes"):
        list(entries(r'msgid "a\"'))


def test_pseudo_is_longer_has_accents_and_keeps_places_and_commands() -> None:
    assert in_pseudo("Set {number}: see `coach list --for`") == "Sétt {number}: šééé `coach list --for`"
    assert len(in_pseudo("Take the start position")) >= 1.2 * len("Take the start position")
