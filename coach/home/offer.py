"""What can be begun from the home window: a program or an exercise with what is said about it."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Reply
from coach.home.button import Button, Deed


@dataclass(frozen=True)
class Offered:
    """A program or an exercise.

    Attributes
    ----------
    name, title : as `coach do` takes it, and for people.
    note : the dose, how long it takes, or why it is offered now.
    picture : the exercise whose picture stands for it, or "".
    place, good_for : where an exercise is done, and what it helps; "" and () for a program.
    """

    name: str
    title: str
    note: str = ""
    picture: str = ""
    place: str = ""
    good_for: tuple[str, ...] = ()

    def to_begin(self, label: str) -> Button:
        """The button that begins it, with other words than its title."""
        return Button(Deed.BEGIN, self.name, label, note=self.note, picture=self.picture, sign=Reply.START)

    def to_show(self) -> Button:
        """The button that leads to the page of an exercise."""
        return Button(Deed.SHOW, self.name, self.title, note=self.note, picture=self.picture)
