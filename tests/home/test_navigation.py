"""The way through the home window: by number, by focus, by click and by hand; and always the same way back."""

from __future__ import annotations

import pytest
from home_made import ROLLS, SLIDES, WALK, views

from coach.counting.progress import Reply
from coach.home.button import LOOKING, Button, Deed
from coach.home.exercises_page import exercises_page
from coach.home.home_page import NAMES, HomePage, Spot
from coach.home.home_view import HomeView
from coach.home.navigation import Navigation

TODAY = HomeView(HomePage.TODAY, "Saturday", action=SLIDES.to_begin("Start"))
SHOWN = [ROLLS, SLIDES, WALK]
PLACES = {"desk": "At a desk", "standing": "Standing"}


def page(page: HomePage) -> HomeView:
    return HomeView(page, "x")


@pytest.mark.parametrize(("key", "name"), [(str(n), name) for n, name in enumerate(NAMES, 1)])
def test_a_number_opens_its_page_from_everywhere(key: str, name: HomePage) -> None:
    for begin in NAMES:
        way = Navigation()
        way.spot = Spot(begin)
        assert way.update(key, page(begin)) is None
        assert way.spot == Spot(name)


def test_the_first_button_is_in_focus_and_the_space_bar_presses_it() -> None:
    begin = Navigation().update("space", TODAY)
    assert begin is not None
    assert (begin.deed, begin.what) == (Deed.BEGIN, "wall-slides")
    assert Navigation().update("enter", TODAY) == begin
    assert Navigation().update(Reply.OK, TODAY) == begin


def test_back_is_the_same_key_on_every_page_and_closes_the_first() -> None:
    for name in NAMES:
        if name != HomePage.TODAY:
            way = Navigation()
            way.update(view=TODAY, word=str(list(NAMES).index(name) + 1))
            assert way.update("quit", page(name)) is None
            assert way.spot == Spot()
    leave = Navigation().update("quit", TODAY)
    assert leave is not None
    assert leave.deed == Deed.LEAVE


def test_back_goes_through_what_was_looked_at_to_where_it_was() -> None:
    way = Navigation()
    way.update("3", TODAY)
    shown = exercises_page(way.spot, SHOWN, PLACES)
    way.update(None, shown, shown.tiles[1])
    assert way.spot == Spot(HomePage.EXERCISE, exercise="wall-slides")
    way.update("quit", page(HomePage.EXERCISE))
    assert way.spot == Spot(HomePage.EXERCISES)
    assert way.focused(shown) == shown.tiles[1]
    way.update(Reply.QUIT, shown)
    assert way.spot == Spot()


def test_the_first_page_ends_the_way_back() -> None:
    way = Navigation()
    for key, name in (("4", HomePage.TODAY), ("6", HomePage.WATCH), ("1", HomePage.SETTINGS)):
        way.update(key, page(name))
    leave = way.update("quit", TODAY)
    assert leave is not None
    assert leave.deed == Deed.LEAVE


def test_a_hand_goes_through_all_buttons_and_round() -> None:
    way, seen = Navigation(), []
    for _step in TODAY.buttons:
        seen.append(way.focused(TODAY))
        assert way.update(Reply.DOWN, TODAY) is None
    assert seen == list(TODAY.buttons)
    assert way.focused(TODAY) == TODAY.buttons[0]
    way.update(Reply.UP, TODAY)
    assert way.focused(TODAY) == TODAY.back


def test_filters_and_leaves_stay_on_the_page_and_a_filter_begins_at_its_first_leaf() -> None:
    many = [Offered for _n in range(5) for Offered in SHOWN]
    way = Navigation()
    way.update("3", TODAY)
    shown = exercises_page(way.spot, many, PLACES)
    way.update("n", shown)
    assert way.spot == Spot(HomePage.EXERCISES, leaf=1)
    standing = next(button for button in shown.chips[0].buttons if button.what == "standing")
    way.update(None, shown, standing)
    assert way.spot == Spot(HomePage.EXERCISES, place="standing")
    assert way.update("quit", shown) is None
    assert way.spot == Spot()


def test_every_press_of_every_page_moves_or_is_handed_on() -> None:
    for name, view in views().items():
        for button in view.buttons:
            way = Navigation()
            way.spot = Spot(view.page)
            handed = way.update(None, view, button)
            assert (handed is None) == (button.deed in LOOKING), (name, button)
            if handed is not None:
                assert handed == button


def test_no_two_buttons_of_a_page_are_the_same_and_no_key_presses_two() -> None:
    for name, view in views().items():
        assert len(set(view.buttons)) == len(view.buttons), name
        keys = [button.key for button in view.buttons if button.key]
        assert len(set(keys)) == len(keys), name


def test_a_page_that_became_shorter_keeps_a_button_in_focus() -> None:
    way = Navigation()
    way.focus = 99
    assert way.focused(TODAY) == TODAY.back
    assert isinstance(way.focused(TODAY), Button)
