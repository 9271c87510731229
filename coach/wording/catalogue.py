"""The message catalogue: every text that a person reads or hears is looked up here. English is the source.

A text is written where it is used, as a whole sentence with named places:
`_("Set {number} of {sets}", number=1, sets=3)`. A text that is kept in a constant is marked there with `N_()` and
looked up with `_()` where it is used, because a module is read before the language is chosen. A language is one file,
`languages/de.po`; `coach.pot` lists all texts.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from pathlib import Path

from coach.wording import pseudo
from coach.wording.po_file import compiled

FOLDER = Path(__file__).parent / "languages"
ENGLISH = "en"
VARIABLES = ("COACH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first one that is set decides


class _Chosen:
    """The language of this run."""

    name = ENGLISH
    messages: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str, /, **places: object) -> str:
    """The text in the chosen language, its places filled. English where there is no translation, or a wrong one."""
    return _filled(_Chosen.messages.gettext(message), message, places)


def plural(one: str, many: str, number: int, /, **places: object) -> str:
    """The form that goes with this number, which also fills the place {number}."""
    english = one if number == 1 else many
    return _filled(_Chosen.messages.ngettext(one, many, number), english, {"number": number, **places})


def N_(message: str, /) -> str:  # noqa: N802  (the name that gettext's tools look for)
    """Marks a text for the catalogue and leaves it as it is; `_()` looks it up later."""
    return message


def use(language: str) -> None:
    """From now on texts are in this language: "en", "pseudo", or the name of a file in `languages/`.

    Raises FileNotFoundError where there is no such file, ValueError where it is not a .po file.
    """
    _Chosen.messages, _Chosen.name = _read(language), language


def language() -> str:
    """The language of this run."""
    return _Chosen.name


def languages() -> tuple[str, ...]:
    """Those there are, English first; "pseudo" is for tests."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


def choose(wanted: str | None, environment: Mapping[str, str]) -> str:
    """The language to use: COACH_LANGUAGE, else what was `wanted`, else the system's, else English.

    "de_CH.UTF-8" finds "de_CH" or "de"; a language that is not there is English.
    """
    asked = environment.get("COACH_LANGUAGE") or wanted
    asked = asked or next((environment[name] for name in VARIABLES if environment.get(name)), ENGLISH)
    if asked == pseudo.NAME:
        return asked
    full = asked.partition(".")[0].partition("@")[0].replace("-", "_")
    return next((name for name in (full, full.partition("_")[0]) if name in languages()), ENGLISH)


def _read(name: str) -> gettext.NullTranslations:
    if name == ENGLISH:
        return gettext.NullTranslations()
    if name == pseudo.NAME:
        return pseudo.Pseudo()
    return gettext.GNUTranslations(io.BytesIO(compiled((FOLDER / f"{name}.po").read_text(encoding="utf-8"))))


def _filled(text: str, english: str, places: Mapping[str, object]) -> str:
    if not places:
        return text
    try:
        return text.format(**places)
    except (KeyError, IndexError, ValueError):  # a translation that names a place which is not there
        return english.format(**places)
