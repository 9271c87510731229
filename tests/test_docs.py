"""The documents know every command, every option and every event."""

from __future__ import annotations

import dataclasses
import inspect
import re

import pytest
from paths import ROOT
from typer.main import get_command

from coach import events
from coach.cli.app import app
from coach.desk.desk_session import Recalibrate

DOCS = ROOT / "docs"
COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")
EVENTS = (DOCS / "events.md").read_text(encoding="utf-8")
ANEW = "docs/commands.md is written anew by `python docs/commands.py`"


def sections() -> dict[str, str]:
    """The help of each command in the documents."""
    parts = re.split(r"^## `(coach [^`]+)`$", COMMANDS, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def every_command() -> dict[str, object]:
    found: dict[str, object] = {}
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        found[f"coach {name}"] = command
        found |= {f"coach {name} {inner}": one for inner, one in getattr(command, "commands", {}).items()}
    return found


def test_every_command_s_help_is_there_and_no_other() -> None:
    assert sections().keys() == every_command().keys(), ANEW


def test_every_option_that_its_help_shows_is_there() -> None:
    for words, command in every_command().items():
        shown = [p for p in command.params if not getattr(p, "hidden", False)]  # type: ignore[attr-defined]
        for name in [name for p in shown for name in p.opts if name.startswith("--")]:
            assert name in sections()[words], f"{words} {name}: {ANEW}"


def kinds() -> list[type[events.Event]]:
    made = [one for _name, one in inspect.getmembers(events, inspect.isclass) if issubclass(one, events.Event)]
    return [*(one for one in made if one is not events.Event), Recalibrate]


@pytest.mark.parametrize("kind", kinds(), ids=lambda one: one.kind)
def test_every_event_and_every_field_of_it_is_there(kind: type[events.Event]) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", EVENTS, re.MULTILINE))
    told = {f.name for f in dataclasses.fields(kind)} - {"t_s", "moved"}
    row = rows[kind.kind] + (rows["rep"] if kind.kind == "partial" else "")
    assert {name for name in told if f"`{name}`" not in row} == set()
    assert len(rows) == len(kinds())
