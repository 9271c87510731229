"""Help in words that everybody knows, in the language of the run: no argument or option is followed by the type that a
program has for it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from coach.wording.catalogue import N_, _

_TITLES = {"argument": N_("Arguments"), "option": N_("Options")}


class PlainCommand(TyperCommand):
    """A command whose help names its arguments as its usage line does."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """All of its help."""
        _translate(self)
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line that stands for it in the list of commands."""
        return _(self.help) if self.help else ""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The line of its usage: an argument that must be given stands there as it is, without braces."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments, then the options, each with what it is for."""
        rows: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _TITLES}
        for parameter in self.get_params(ctx):
            name, purpose = parameter.get_help_record(ctx) or ("", "")
            if parameter.param_type_name == "argument":
                rows["argument"].append((str(parameter.metavar), purpose))
            elif name:
                rows["option"].append((name, purpose))
        for kind, found in rows.items():
            if found:
                with formatter.section(_(_TITLES[kind])):
                    formatter.write_dl(found)


class PlainGroup(TyperGroup):
    """A command that has commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """All of its help."""
        _translate(self)
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line that stands for it in the list of commands."""
        return _(self.help) if self.help else ""


def _translate(command: Any) -> None:
    """Its texts, looked up once: a run shows one help at most."""
    command.help = _(command.help) if command.help else command.help
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
