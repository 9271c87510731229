"""The home window as lines, where there is no display or the output goes elsewhere: the same words, and commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.home.button import Button, Deed
from coach.home.home_page import NAMES
from coach.home.home_view import HomeView
from coach.wording.catalogue import _


def as_text(views: Iterable[HomeView]) -> list[str]:
    """All pages below each other."""
    return [line for view in views for line in (*_page(view), "")][:-1]


def _page(view: HomeView) -> Iterator[str]:
    name = _(NAMES[view.page]) if view.page in NAMES else view.title
    yield name if view.title == name else f"{name}: {view.title}"
    if view.lead:
        yield f"  {view.lead}"
    for button in (view.action, *view.tiles, *view.rows):
        if button is not None and button.deed != Deed.LEAF:
            yield f"  - {_pressed(button)}"
    for told in view.lists:
        yield f"  {told.heading}:"
        yield from (f"    {line}" for line in told.lines)
    for hour in view.hours:
        yield f"    {hour.hour}  {100 * hour.share:.0f} %"
    for trace in view.traces:
        yield f"  {trace.heading}: {trace.words}"
    if view.commands:
        commands = ", ".join("`" + " ".join(("coach", *words)) + "`" for words in view.commands)
        yield "  " + _("In a terminal: {commands}", commands=commands)


def _pressed(button: Button) -> str:
    words = f"{button.label}: {button.value}" if button.value else button.label
    return f"{words} ({button.note})" if button.note else words
