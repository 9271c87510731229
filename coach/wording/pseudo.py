"""A language for tests: every text with accents and a third longer, so that English left over and cropping show."""

from __future__ import annotations

import gettext
import re

NAME = "pseudo"
_ACCENTS = str.maketrans("aeiouyAEIOUYcnszg", "áéíóúýÁÉÍÓÚÝçñšžğ")
_KEPT = re.compile(r"(\{[^}]*\}|`[^`]*`|(?<!\w)--?[a-z][\w-]*)")  # places, commands and options stay as they are


def in_pseudo(text: str) -> str:
    """The text with an accent on each vowel and every third letter twice."""
    parts = _KEPT.split(text)
    return "".join(part if i % 2 else _longer(part).translate(_ACCENTS) for i, part in enumerate(parts))


def _longer(text: str) -> str:
    return re.sub(r"([A-Za-z]{2})([A-Za-z])", r"\1\2\2", text)


class Pseudo(gettext.NullTranslations):
    """Translates by changing letters."""

    def gettext(self, message: str) -> str:
        """The text in pseudo."""
        return in_pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English form, in pseudo."""
        return in_pseudo(msgid1 if n == 1 else msgid2)
