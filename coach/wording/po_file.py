"""Reads a .po file, so that a new language is one text file and nothing has to be built."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")\s*$')
_MAGIC = 0x950412DE
Entry = dict[str, str]
"""Keyword ("msgid", "msgstr[1]" ...) -> text."""


def compiled(text: str) -> bytes:
    """The .mo file of a .po file, as the standard library's `gettext` reads it. ValueError tells the line at fault."""
    rows = sorted(row for entry in entries(text) if (row := _row(entry)) is not None)
    table, strings = bytearray(), bytearray()
    start = 28 + 16 * len(rows)
    for column in (0, 1):
        for row in rows:
            table += struct.pack("<2I", len(row[column]), start + len(strings))
            strings += row[column] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return bytes(head + table + strings)


def entries(text: str) -> Iterator[Entry]:
    """The messages of a .po file in its order, the header (msgid "") among them; fuzzy ones are left out."""
    entry, keyword, fuzzy = Entry(), "", False
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        stripped = line.strip()
        if stripped.startswith("#,"):
            fuzzy = "fuzzy" in stripped
        elif stripped.startswith('"') and keyword:
            entry[keyword] += _unquoted(stripped, number)
        elif found := _KEYWORD.match(stripped):
            keyword = found[1]
            entry[keyword] = _unquoted(found[2], number)
        elif not stripped:
            if entry and not fuzzy:
                yield entry
            entry, keyword, fuzzy = Entry(), "", fuzzy and not entry
        elif not stripped.startswith("#"):
            # in English: the translator reads it, and there is no other language yet
            raise ValueError(f"line {number}: expected msgid, msgstr or a text in quotes, found {stripped[:40]}")


def _unquoted(quoted: str, number: int) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        raise ValueError(f"line {number}: this is no text in quotes: {quoted[:40]}") from None


def _row(entry: Entry) -> tuple[bytes, bytes] | None:
    """Source and translation; None for what is not translated yet."""
    source = entry["msgid"]
    if "msgctxt" in entry:
        source = f"{entry['msgctxt']}\x04{source}"
    forms = [value for key, value in sorted(entry.items()) if key.startswith("msgstr")]
    if "msgid_plural" in entry:
        source = f"{source}\0{entry['msgid_plural']}"
    return (source.encode(), "\0".join(forms).encode()) if all(forms) and forms else None
