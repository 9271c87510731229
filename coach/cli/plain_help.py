"""Help in words that everybody knows: no argument or option is followed by the type that a program has for it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class PlainCommand(TyperCommand):
    """A command whose help names its arguments as its usage line does."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments, then the options, each with what it is for."""
        rows: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            name, purpose = parameter.get_help_record(ctx) or ("", "")
            if parameter.param_type_name == "argument":
                rows["Arguments"].append((str(parameter.metavar), purpose))
            elif name:
                rows["Options"].append((name, purpose))
        for title, found in rows.items():
            if found:
                with formatter.section(title):
                    formatter.write_dl(found)
