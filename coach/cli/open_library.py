"""The library as the commands use it: opened when a command needs it, so that help answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.console import show_line
from coach.cli.folders import coach_home
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.definitions.library import Library


def open_library() -> Library:
    """The exercises, poses and programs that come with the coach, and the exercises in the folder of settings. What is
    wrong with one of those is told, and it is left out."""
    library = opened_quietly()
    for mistakes in library.refused:
        show_line(_("This exercise of yours is left out: {mistake}", mistake=mistakes.problems[0]))
    return library


def opened_quietly() -> Library:
    """The same, without a word about what is wrong in it."""
    with interrupts.deferred():
        from coach.definitions.library import Library
    return Library(own=coach_home())


def names_like(begun: str) -> list[str]:
    """The exercises and programs whose names begin like this, for the shell to complete."""
    library = opened_quietly()
    names = [one.id for one in library.exercises()] + [one.id for one in library.programs()]
    return [name for name in names if name.startswith(begun)]
