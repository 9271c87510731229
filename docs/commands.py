"""Writes docs/commands.md: the help of every command. `python docs/commands.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "commands.md"
HEAD = "# Every command\n\nWritten by `python docs/commands.py`: what `coach COMMAND --help` prints.\n"


def page() -> str:
    """The page: one section a command."""
    os.environ["COLUMNS"] = "100"
    from typer.main import get_command

    from coach.cli.app import app

    parts = [HEAD]
    group = get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        parts.append(_section(f"coach {name}", command))
        for inner, one in getattr(command, "commands", {}).items():
            parts.append(_section(f"coach {name} {inner}", one))
    return "\n".join(parts)


def _section(words: str, command: object) -> str:
    context = command.make_context(words, ["--help"], resilient_parsing=True)  # type: ignore[attr-defined]
    text = command.get_help(context)  # type: ignore[attr-defined]
    lines = [f"    {line}".rstrip() for line in text.splitlines()]
    return f"## `{words}`\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page(), encoding="utf-8")
