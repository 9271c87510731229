"""`coach share`: an exercise of one's own as one plain file, for others to add."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.open_library import names_like, open_library
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.definitions.library import Card


def share(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="An exercise of your own, or its file.", autocompletion=names_like)
    ],
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The file to write. Without it: NAME.yaml in this folder.")
    ] = None,
) -> None:
    """Write an exercise of your own into one file, with what shows it."""
    from coach.definitions.document import text_of
    from coach.definitions.shared_file import shared_text

    known = open_library()
    card = known.card(name)
    text = shared_text(card, text_of(card.path), _frames_to_add(card), known.pose_ids)
    out = file or Path(f"{card.exercise.id}.yaml")
    if out.exists():
        raise CommandError(USAGE, _("{file} already exists and was left as it is; give another name", file=out))
    out.write_text(text, encoding="utf-8", newline="\n")
    print(out)
    show_line(_("It is plain text, without pictures. Others can add it with: coach add {file}", file=quote(str(out))))


def _frames_to_add(card: Card) -> list[PoseFrame]:
    """The demonstration that stands beside the exercise's file; nothing where the file has all it needs."""
    from coach.definitions.definition import Exercise

    if not isinstance(card.exercise, Exercise) or card.exercise.recording:
        return []
    from coach.cli.add import frames_of

    return frames_of(card, card.path)
