"""The first screen of somebody new: whether a raised hand answers in the home window. It is asked once."""

from __future__ import annotations

from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, TextList
from coach.wording.catalogue import _

BY_HAND, BY_KEYS = "hands=true", "hands=false"


def welcome_page() -> HomeView:
    """The question. The large button is also what a raised hand presses; the one in focus at first is the other."""
    told = TextList(_("The camera is on for a minute"), (
        _("So that a raised hand can answer already: hold it on the circle."),
        _("No picture is kept or sent."),
    ))  # fmt: skip
    return HomeView(
        HomePage.WELCOME,
        title=_("Welcome"),
        lead=_("How will you answer me in this window? The settings can change it."),
        action=Button(
            Deed.CHOOSE, BY_HAND, _("By raised hand, too"), _("The camera stays on here."),
            sign=HomePage.EXERCISES,
        ),
        rows=(
            Button(
                Deed.CHOOSE, BY_KEYS, _("With mouse and keys"), _("The camera is off here."),
                sign=Reply.START,
            ),
        ),
        lists=(told,),
        live=True,
        commands=(("settings", "hands", "true"),),
    )  # fmt: skip
