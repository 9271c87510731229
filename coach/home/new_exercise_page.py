"""The page of a new exercise: what it is called, how to show it, and a button that begins."""

from __future__ import annotations

from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, TextList
from coach.wording.catalogue import N_, _

LONGEST = 24  # letters of a name: more does not stand on a picture of it
SUGGESTED = (N_("My exercise"), N_("My stretch"), N_("My lift"), N_("For my neck"), N_("For my shoulders"))
CURSOR = "_"


def new_exercise_page(title: str) -> HomeView:
    """The page with the name as it stands."""
    told = TextList(_("How it goes"), (
        _("Type its name, or press it for another one."),
        _("Stand, sit or lie so that the camera sees all that moves."),
        _("From rest as far as you can, and back to rest: three to five times, with a short rest between."),
        _("Then I say what I learned, count a few more, and ask whether that was right."),
    ))  # fmt: skip
    return HomeView(
        HomePage.NEW,
        title=_("A new exercise"),
        lead=_("Show me a movement, and I learn to count it."),
        action=Button(Deed.LEARN, title, _("Begin: {title}", title=title), _("The camera goes on."), sign=Reply.START),
        rows=(
            Button(Deed.NAME, "", _("Its name"), value=title + CURSOR, sign=HomePage.EXERCISES),
        ),
        lists=(told,),
        typing=True,
        commands=(("learn", "NAME"),),
    )  # fmt: skip


def typed_into(title: str, letters: str, fresh: bool) -> str:
    """The name after these letters, of which a backspace takes one away. `fresh`: it was suggested, so that the first
    letter replaces it."""
    for letter in letters:
        if letter == "\b":
            title = "" if fresh else title[:-1]
        elif len(title) < LONGEST or fresh:
            title = letter.upper() if fresh or not title else title + letter
        fresh = False
    return title
