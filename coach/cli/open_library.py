"""The library as the commands use it: opened when a command needs it, so that help answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.signals import interrupts

if TYPE_CHECKING:
    from coach.definitions.library import Library


def open_library() -> Library:
    """The exercises, poses and programs that come with the coach."""
    with interrupts.deferred():
        from coach.definitions.library import Library
    return Library()


def names_like(begun: str) -> list[str]:
    """The exercises and programs whose names begin like this, for the shell to complete."""
    library = open_library()
    names = [one.id for one in library.exercises()] + [one.id for one in library.programs()]
    return [name for name in names if name.startswith(begun)]
