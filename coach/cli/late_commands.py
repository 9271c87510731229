"""Commands that are loaded when they are asked for. A run needs one of them, and the list of all only what each is for:
loading all of them takes longer than everything else that `coach --help` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer

from coach.cli.plain_help import PlainCommand, PlainGroup


class CommandPlace(NamedTuple):
    """The file in this room that a command is in, its name there, and what it is for, in English."""

    module: str
    name: str
    purpose: str

    def load(self) -> Any:
        """The function that it is, or the group of those below it."""
        return getattr(import_module(f"coach.cli.{self.module}"), self.name)


class LateCommands(Mapping[str, Any]):
    """Name -> command as typer has it."""

    def __init__(self, table: Mapping[str, CommandPlace]) -> None:
        self._table, self._ready = dict(table), dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name not in self._ready:
            self._ready[name] = _ready(name, self._table[name].load())
        return self._ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def purpose(self, name: str) -> str:
        """What it is for, in English."""
        return self._table[name].purpose


class LateGroup(PlainGroup):
    """A command whose commands are made ready late."""

    commands: LateCommands  # type: ignore[assignment]  # typer says that it may change them, and only reads them

    def list_commands(self, _ctx: Any) -> list[str]:
        """Their names."""
        return list(self.commands)

    def purposes(self, _ctx: Any) -> list[tuple[str, str]]:
        """Name and what it is for, of each."""
        return [(name, self.commands.purpose(name)) for name in self.commands]


def _ready(name: str, made_of: Any) -> Any:
    if isinstance(made_of, typer.Typer):
        group = typer.main.get_group(made_of)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=PlainCommand)(made_of)
    return typer.main.get_command(alone)
