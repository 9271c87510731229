"""What the tray shows and offers, whichever desktop shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from queue import Empty, SimpleQueue


class Look(StrEnum):
    """The icons: each has a shape of its own besides its colour, for eyes that tell no red from green."""

    UPRIGHT = "upright"
    BAD = "bad"
    UNSEEN = "unseen"
    QUIET = "quiet"
    PAUSED = "paused"


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu: the command to the watch, and its words. Both are "" for a line between two groups."""

    command: str = ""
    words: str = ""


@dataclass(frozen=True)
class TrayFace:
    """All there is to show: the icon, one line of text about the state, and the menu. `click`: the command of a click
    on the icon itself, on desktops where that does not open the menu."""

    look: Look
    text: str
    entries: tuple[MenuEntry, ...] = ()
    click: str = ""


def clicked(clicks: SimpleQueue[str]) -> list[str]:
    """The commands that another thread has put in by now, in order; takes them out."""
    found: list[str] = []
    while True:
        try:
            found.append(clicks.get_nowait())
        except Empty:
            return found
