"""Help in words that everybody knows, in the language of the run: no argument or option is followed by the type that a
program has for it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from coach.wording.catalogue import N_, _

_TITLES = {"argument": N_("Arguments"), "option": N_("Options")}
_PIECES = {  # of the line of usage: what may stand there
    "[OPTIONS]": N_("[OPTIONS]"),
    "COMMAND [ARGS]...": N_("COMMAND"),
}
_OWN = {  # options that every command has, and the first one
    "help": N_("Show this help and nothing else."),
    "version": N_("Show the version and nothing else."),
    "install_completion": N_("Have your shell complete commands and names."),
    "show_completion": N_("Show what completes them, to copy or change it."),
}


class _Plain:
    """Help of a command in the language of the run."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """All of its help."""
        _translate(self)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that shows how it is called."""
        pieces = [_(_PIECES[piece]) if piece in _PIECES else piece for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The pieces of its usage: an argument that must be given stands there as it is, without braces."""
        pieces = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [piece.replace("{", "").replace("}", "") for piece in pieces]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments, then the options, each with what it is for, then the commands below it."""
        rows: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _TITLES}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            name, purpose = parameter.get_help_record(ctx) or ("", "")
            purpose = _(_OWN[parameter.name]) if parameter.name in _OWN else _plain(purpose)
            if parameter.param_type_name == "argument":
                rows["argument"].append((str(parameter.metavar), purpose))
            elif name:
                rows["option"].append((name, purpose))
        for kind, found in rows.items():
            if found:
                with formatter.section(_(_TITLES[kind])):
                    formatter.write_dl(found)


class PlainCommand(_Plain, TyperCommand):
    """A command."""


class PlainGroup(_Plain, TyperGroup):
    """A command that has commands."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Its options, then its commands."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(purpose)) for name, purpose in self.purposes(ctx)])

    def purposes(self, _ctx: Any) -> list[tuple[str, str]]:
        """Name and what it is for, of each command below it."""
        return [(name, command.help or "") for name, command in self.commands.items()]


def _plain(purpose: str) -> str:
    """What a parameter is for: that it must be given stands in the line of usage, and what holds otherwise in words."""
    said, _sep, default = purpose.removesuffix("[required]").rstrip().partition("[default: ")
    return _("{purpose}[without it: {value}]", purpose=said, value=default.rstrip("]")) if default else said


def _translate(command: Any) -> None:
    """Its texts, looked up once: a run shows one help at most."""
    command.help = _(command.help) if command.help else command.help
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
