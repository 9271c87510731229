"""Writes the template of all texts, coach/wording/languages/coach.pot, from which a translation begins.

python docs/catalogue.py
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "coach" / "wording" / "languages" / "coach.pot"
HEAD = """\
# Texts of the posture coach. Copy to LANGUAGE.po (de.po), give the language's plural forms, and fill in msgstr.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
Message = tuple[str, str | None]
"""The text, and its plural if it has one."""


def template() -> str:
    """All of coach.pot: each text once, with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in sorted((ROOT / "coach").rglob("*.py")):
        for message in in_code(path.read_text(encoding="utf-8")):
            found.setdefault(message, []).append(path.relative_to(ROOT).as_posix())
    for text in in_help():
        found.setdefault((text, None), []).append("coach/cli")
    return "\n".join([HEAD, *(_entry(*message, files) for message, files in found.items())])


def in_code(source: str) -> Iterator[Message]:
    """The texts that stand in calls of `_`, `N_` and `plural`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.id in ("_", "N_") and texts:
            yield texts[0], None
        elif node.func.id == "plural" and len(texts) == 2:
            yield texts[0], texts[1]


def in_help() -> list[str]:
    """The texts of `coach --help` and of the help of each command."""
    from coach.cli.app import app

    return list(dict.fromkeys(_helps(typer.main.get_command(app))))


def _helps(command: object) -> Iterator[str]:
    for part in (command, *getattr(command, "params", ())):
        if getattr(part, "help", None):
            yield str(part.help)  # type: ignore[attr-defined]
    for inner in getattr(command, "commands", {}).values():
        yield from _helps(inner)


def _entry(text: str, many: str | None, files: list[str]) -> str:
    lines = [f"#: {' '.join(dict.fromkeys(files))}", f"msgid {_quoted(text)}"]
    if many is None:
        return "\n".join([*lines, 'msgstr ""', ""])
    return "\n".join([*lines, f"msgid_plural {_quoted(many)}", 'msgstr[0] ""', 'msgstr[1] ""', ""])


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TEMPLATE.write_text(template(), encoding="utf-8")
