"""Where somebody is in the home window, and the way back: moved by keys, clicks and a raised hand alike."""

from __future__ import annotations

from dataclasses import replace

from coach.counting.progress import Reply
from coach.home.button import LOOKING, Button, Deed
from coach.home.home_page import HomePage, Spot
from coach.home.home_view import HomeView

PRESSING = ("space", "enter")
BACK_KEY = "quit"  # q, Escape, and a window that was closed
STEPS = {Reply.UP: -1, Reply.DOWN: 1}  # what a raised hand says
LONGEST = 12  # spots that are remembered; nobody goes back further than that


class Navigation:
    """The spot, the button in focus, and the spots before. `update()` for each press; it returns what is for others to
    do, or None.

    Attributes
    ----------
    spot : what is looked at.
    focus : which of the page's buttons is pressed by the space bar or a raised hand.

    `welcome`: it begins with the question for somebody new.
    """

    def __init__(self, *, welcome: bool = False) -> None:
        self.spot = Spot(HomePage.WELCOME) if welcome else Spot()
        self.focus = int(welcome)  # a key pressed without a thought turns no camera on
        self._before: list[tuple[Spot, int]] = []

    def update(self, word: str | None, view: HomeView, pressed: Button | None = None) -> Button | None:
        """A key's name or the word of a raised hand, or else a button that was clicked."""
        if pressed is not None:
            self._look_at(view, pressed)
            return self._press(pressed, view)
        if word is None:
            return None
        if word in (BACK_KEY, Reply.QUIT):
            return self._press(view.back, view)
        if word in STEPS:
            self.focus = (self.focus + STEPS[Reply(word)]) % len(view.buttons)
            return None
        if word in PRESSING or word == Reply.OK:
            return self._press(self.focused(view), view)
        if word == Reply.START and view.action is not None:
            return self._press(view.action, view)
        named = next((button for button in view.buttons if button.key == word), None)
        return None if named is None else self._press(named, view)

    def to_today(self) -> None:
        """The first page; nothing to go back to."""
        self.spot, self.focus, self._before = Spot(), 0, []

    def back_to(self, page: HomePage) -> None:
        """A page further back, with nothing in between to go back to."""
        while self.spot.page != page and self._before:
            self._back()

    def focused(self, view: HomeView) -> Button:
        """The button in focus; the last one where the page has become shorter."""
        return view.buttons[min(self.focus, len(view.buttons) - 1)]

    def _look_at(self, view: HomeView, pressed: Button) -> None:
        if pressed in view.buttons:
            self.focus = view.buttons.index(pressed)

    def _press(self, button: Button, view: HomeView) -> Button | None:
        if button.deed not in LOOKING:
            return button
        if button.deed == Deed.BACK:
            self._back()
        elif button.deed == Deed.OPEN:
            self._go(Spot(HomePage(button.what)))
        elif button.deed == Deed.SHOW:
            self._go(Spot(HomePage.EXERCISE, exercise=button.what))
        else:
            self.spot = _turned(self.spot, button)
        return None

    def _go(self, spot: Spot) -> None:
        if spot.page == self.spot.page and not spot.exercise:
            return
        if spot.page == HomePage.TODAY:
            self._before.clear()
        else:
            self._before = [*self._before[-LONGEST:], (self.spot, self.focus)]
        self.spot, self.focus = spot, 0

    def _back(self) -> None:
        self.spot, self.focus = self._before.pop() if self._before else (Spot(), 0)


def _turned(spot: Spot, button: Button) -> Spot:
    """Another part of the same page's list."""
    if button.deed == Deed.LEAF:
        return replace(spot, leaf=int(button.what))
    if button.deed == Deed.AT_PLACE:
        return replace(spot, place=button.what, leaf=0)
    return replace(spot, good_for=button.what, leaf=0)
