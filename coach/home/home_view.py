"""What a page of the home window says and offers, as data: whoever draws or prints it needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from coach.home.button import Button, Deed
from coach.home.home_page import NAMES, HomePage
from coach.wording.catalogue import N_, _

LEAVE, BACK, NOT_NOW = N_("Close"), N_("Back"), N_("Not now")


@dataclass(frozen=True)
class TextList:
    """A heading and the lines below it; `done`: each with a tick before it."""

    heading: str
    lines: tuple[str, ...] = ()
    done: bool = False


@dataclass(frozen=True)
class ChipRow:
    """Small buttons beside each other, of which one is chosen."""

    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class HourBar:
    """An hour at the desk: what the clock showed, the seconds somebody was seen, and the share of them upright."""

    hour: str
    there_s: float
    share: float


@dataclass(frozen=True)
class Trace:
    """A value over days: (day from the left edge, value) in the order of time. `low` and `high` bound the values,
    `words` says what the picture shows, `now` is the last value; `first` and `last` are the days at the two ends."""

    heading: str
    words: str
    points: tuple[tuple[int, float], ...]
    low: float
    high: float
    now: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class HomeView:
    """One page.

    Attributes
    ----------
    title, lead : what it is, and a sentence about it.
    action : the one large button.
    rows, chips, tiles : buttons one below the other, beside each other, and with a picture.
    lists, hours, traces : what there is to read.
    notice : a line that matters now, such as why something did not work.
    film : the exercise whose movement is shown.
    live : the camera's picture belongs on this page.
    typing : what is typed is a name, so that letters and digits press no button.
    commands : what does the same in a terminal, as the words after `coach`.
    """

    page: HomePage
    title: str
    lead: str = ""
    action: Button | None = None
    rows: tuple[Button, ...] = ()
    chips: tuple[ChipRow, ...] = ()
    tiles: tuple[Button, ...] = ()
    lists: tuple[TextList, ...] = ()
    hours: tuple[HourBar, ...] = ()
    traces: tuple[Trace, ...] = ()
    notice: str = ""
    film: str = ""
    live: bool = False
    typing: bool = False
    commands: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def rail(self) -> tuple[Button, ...]:
        """The pages that can always be reached, their keys the numbers; an exercise needs the room for itself."""
        if self.page == HomePage.EXERCISE:
            return ()
        return tuple(
            Button(
                Deed.OPEN, page, _(name), key="" if self.typing else str(number), sign=page, chosen=page == self.page
            )
            for number, (page, name) in enumerate(NAMES.items(), 1)
        )

    @cached_property
    def back(self) -> Button:
        """What the key for back does: on the first page it closes the window."""
        if self.page == HomePage.TODAY:
            return Button(Deed.LEAVE, label=_(LEAVE), key="q")
        if self.page == HomePage.WELCOME:
            return Button(Deed.BACK, label=_(NOT_NOW), key="q")
        if self.typing:
            return Button(Deed.BACK, label=_(BACK), key="Esc")
        return Button(Deed.BACK, label=_(BACK), key="q")

    @cached_property
    def buttons(self) -> tuple[Button, ...]:
        """All that can be pressed, in the order in which one goes through them: the page, the others, the way back."""
        first = (self.action,) if self.action is not None else ()
        chips = tuple(button for row in self.chips for button in row.buttons)
        return (*first, *self.tiles, *self.rows, *chips, *self.rail, self.back)

    def noticing(self, notice: str) -> HomeView:
        """The same with a line that matters now."""
        return replace(self, notice=notice)
