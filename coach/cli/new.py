"""`coach new`: a commented start for an exercise of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.open_library import names_like, open_library
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.definitions.library import Card, Library

IS_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called, in words joined by '-': my-move.")],
    like: Annotated[
        str,
        typer.Option(
            metavar="EXERCISE", help="The exercise to begin from (see `coach list`).", autocompletion=names_like
        ),
    ] = "wall-slides",
) -> None:
    """Begin an exercise of your own: a file with a comment for every key."""
    known = open_library()
    check_free(known, name)
    text = _begun(name, known.card(like))
    path = own_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    print(path)
    print(_("Change it in an editor, then: coach check {name}", name=name))


def own_file(name: str) -> Path:
    """Where an exercise of one's own is kept."""
    return coach_home() / "exercises" / f"{name}.yaml"


def check_free(known: Library, name: str) -> None:
    """Raises CommandError for what cannot be the name of a new exercise."""
    if not IS_ID.fullmatch(name):
        raise CommandError(
            USAGE, _("{name} is not a name: use lower-case words joined by '-', such as my-move", name=repr(name))
        )
    if name in known.shipped_ids:
        raise CommandError(
            USAGE,
            _(
                "{name} is an exercise that comes with the coach; take another name. To have yours in its place, write "
                "`id: {name}` and `replaces: {name}` into the new file.",
                name=name,
            ),
        )
    if own_file(name).exists():
        raise CommandError(USAGE, _("{file} already exists and was left as it is", file=own_file(name)))


def _begun(name: str, like: Card) -> str:
    from coach.definitions.document import text_of
    from coach.definitions.template import template

    return template(name, like, text_of(like.path))
