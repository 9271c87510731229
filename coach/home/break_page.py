"""The page of the break at the desk: what it consists of, and a button that begins it."""

from __future__ import annotations

from coach.home.home_page import HomePage
from coach.home.home_view import HomeView
from coach.home.offer import Offered
from coach.wording.catalogue import _


def break_page(pause: Offered, description: str, exercises: tuple[Offered, ...]) -> HomeView:
    """The page of a program with its exercises in their order."""
    return HomeView(
        HomePage.BREAK,
        title=pause.title,
        lead=description,
        action=pause.to_begin(_("Start")),
        tiles=tuple(one.to_show() for one in exercises),
        commands=(("do", pause.name),),
    )
