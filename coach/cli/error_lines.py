"""Any failure -> one or two lines on stderr, what, why, what to do, and the exit code. Never a traceback."""

from __future__ import annotations

import os
from shlex import quote
from typing import TYPE_CHECKING

import typer

from coach.cli.console import show_line
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.definitions.document import DefinitionError

USAGE = 2
_UsageError = typer.BadParameter.__base__ or Exception  # typer carries its own click, or uses the installed one


class CommandError(Exception):
    """Ends the command with this exit code, after printing the message if there is one."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code = code


def explain(error: Exception) -> int:
    """Tell what went wrong. Returns the exit code."""
    if isinstance(error, BrokenPipeError):
        return 0  # the program that read our output has ended
    code, text = in_words(error)
    if text:
        show_line(text)
    return code


def in_words(error: Exception) -> tuple[int, str]:
    """The exit code that goes with a failure, and the lines that tell of it."""
    if isinstance(error, CommandError):
        return error.code, str(error)
    return (USAGE, _usage(error)) if isinstance(error, _UsageError) else _known(error)


def _usage(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "coach")
    from coach.cli import usage_lines

    told = usage_lines.in_words(str(error.format_message())).rstrip(".")  # type: ignore[attr-defined]
    told = f"{told[:1].lower()}{told[1:]}"
    return _("{command}: {message}\nSee `{command} --help`.", command=command, message=told)


def _known(error: Exception) -> tuple[int, str]:
    from coach.definitions.document import DefinitionError
    from coach.errors import DeviceError

    if isinstance(error, DeviceError):
        return error.exit_code, str(error)
    if isinstance(error, DefinitionError):
        return USAGE, _first(error)
    if type(error).__name__ == "UnknownNameError":  # slow to import; if it is not loaded, it did not raise this
        return USAGE, str(error)
    if isinstance(error, OSError):
        file = error.filename or _("the output")
        return USAGE, f"{file}: {error.strerror or error}"
    return 1, _bug(error)


def _first(error: DefinitionError) -> str:
    more = len(error.problems) - 1
    rest = ""
    if more:
        rest = "\n" + plural(
            "{number} more mistake: see `coach check {file}`",
            "{number} more mistakes: see `coach check {file}`",
            more,
            file=quote(error.problems[0].file),
        )
    return f"{error.problems[0]}{rest}"


def _bug(error: Exception) -> str:
    if os.environ.get("COACH_DEBUG"):
        import traceback

        return "".join(traceback.format_exception(error))
    return _(
        "an error inside the coach: {name}: {error}\nCOACH_DEBUG=1 shows where; please report it.",
        name=type(error).__name__,
        error=error,
    )
