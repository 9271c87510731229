"""Commands that are made ready when they are asked for. A run needs one of them, and the list of all only what each is
for: making all of them ready takes as long as everything else that `coach --help` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from inspect import cleandoc
from typing import Any

import typer

from coach.cli.plain_help import PlainCommand, PlainGroup


class LateCommands(MutableMapping[str, Any]):
    """Name -> command, out of the functions and the groups that they are made of."""

    def __init__(self, made_of: Mapping[str, Callable[..., None] | typer.Typer]) -> None:
        self._made_of, self._ready = dict(made_of), dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name not in self._ready:
            self._ready[name] = _ready(name, self._made_of[name])
        return self._ready[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._ready[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made_of[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made_of)

    def __len__(self) -> int:
        return len(self._made_of)

    def purpose(self, name: str) -> str:
        """What it is for, in English."""
        made_of = self._made_of[name]
        return str(made_of.info.help) if isinstance(made_of, typer.Typer) else cleandoc(made_of.__doc__ or "")


class LateGroup(PlainGroup):
    """A command whose commands are made ready late."""

    commands: LateCommands

    def list_commands(self, _ctx: Any) -> list[str]:
        """Their names."""
        return list(self.commands)

    def purposes(self, _ctx: Any) -> list[tuple[str, str]]:
        """Name and what it is for, of each."""
        return [(name, self.commands.purpose(name)) for name in self.commands]


def _ready(name: str, made_of: Callable[..., None] | typer.Typer) -> Any:
    if isinstance(made_of, typer.Typer):
        group = typer.main.get_group(made_of)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=PlainCommand)(made_of)
    return typer.main.get_command(alone)
