"""What each page of the home window says and offers."""

from __future__ import annotations

import pytest
from home_made import DONE, HOURS, NOTHING, PAUSE, ROLLS, SLIDES, WALK, settings, values, views
from shipped import LIBRARY

from coach.body.limbs import Limb
from coach.home.as_text import as_text
from coach.home.button import Button, Deed
from coach.home.exercises_page import LEAF, exercises_page
from coach.home.home_page import HomePage, Spot
from coach.home.new_exercise_page import new_exercise_page, typed_into
from coach.home.offer import Offered
from coach.home.plan_page import PlanFacts, plan_page
from coach.home.settings_page import LEFT_OUT, LEVELS, SWITCH, VOICES, next_value
from coach.home.today_page import TodayFacts, today_page
from coach.home.watch_page import (
    AT_LOGIN,
    CALIBRATE,
    GO_ON,
    LOUD,
    NOT_AT_LOGIN,
    OFF,
    ON,
    PAUSED_30,
    QUIET_60,
    WatchFacts,
    watch_page,
)
from coach.records.settings import Settings, chosen


def test_today_begins_what_is_due_first_and_offers_the_rest() -> None:
    view = today_page(TodayFacts("Saturday", (SLIDES, ROLLS), DONE, (), PAUSE))
    assert view.action is not None
    assert (view.action.deed, view.action.what) == (Deed.BEGIN, "wall-slides")
    assert [row.what for row in view.rows] == ["shoulder-rolls", HomePage.PLAN]
    assert view.lists[0].lines == DONE
    assert view.lists[0].done


def test_today_offers_a_break_where_nothing_is_due() -> None:
    view = today_page(NOTHING)
    assert view.action is not None
    assert view.action.what == "desk-break"
    assert view.lists == ()


def test_exercises_are_filtered_by_place_and_purpose_and_come_in_leaves() -> None:
    many, places = [ROLLS, SLIDES, WALK] * 6, {"desk": "At a desk", "standing": "Standing", "away": "Away"}
    first = exercises_page(Spot(HomePage.EXERCISES), many, places)
    assert [tile.what for tile in first.tiles[:3]] == ["shoulder-rolls", "wall-slides", "walking"]
    assert len(first.tiles) == LEAF
    assert [row.what for row in first.rows] == [HomePage.NEW, "1"]
    last = exercises_page(Spot(HomePage.EXERCISES, leaf=9), many, places)
    assert len(last.tiles) == 18 - 2 * LEAF
    assert [row.what for row in last.rows] == ["1"]
    desk = exercises_page(Spot(HomePage.EXERCISES, place="desk", good_for="neck"), many, places)
    assert {tile.what for tile in desk.tiles} == {"shoulder-rolls"}
    assert [button.label for row in desk.chips for button in row.buttons if button.chosen] == ["At a desk", "neck"]
    none = exercises_page(Spot(HomePage.EXERCISES, place="desk", good_for="posture"), many, places)
    assert none.tiles == ()
    assert "Nothing fits" in none.lead


def told(facts: WatchFacts) -> list[str]:
    return [button.what for button in watch_page(facts).buttons if button.deed == Deed.WATCH]


def test_the_watch_offers_what_can_be_told_now() -> None:
    assert told(WatchFacts()) == [ON, AT_LOGIN]
    assert told(WatchFacts(on=True, at_login=True)) == [PAUSED_30, OFF, QUIET_60, CALIBRATE, NOT_AT_LOGIN]
    assert told(WatchFacts(on=True, paused=True)) == [GO_ON, OFF, QUIET_60, CALIBRATE, AT_LOGIN]
    assert told(WatchFacts(on=True, quiet=True)) == [PAUSED_30, OFF, LOUD, CALIBRATE, AT_LOGIN]
    assert watch_page(WatchFacts(on=True, paused=True)).title == "The watch is paused"
    assert watch_page(WatchFacts(hours=HOURS)).hours == HOURS


def chosen_by(button: Button) -> tuple[str, str]:
    name, _equals, value = button.what.partition("=")
    return name, value


def test_every_press_on_a_setting_writes_a_value_that_is_known() -> None:
    for name, words in {"voice": VOICES, "level": LEVELS, "without": LEFT_OUT, "seated": SWITCH, "mirror": SWITCH,
                        "hands": SWITCH}.items():  # fmt: skip
        for now in words:
            row = next(b for b in settings(**{name: now}).rows if b.what.startswith(f"{name}="))
            key, value = chosen_by(row)
            assert value == next_value(list(words), now)
            after = chosen(Settings(), {key: value})
            assert str(getattr(after, key)).lower() == value


def test_a_press_goes_round_all_values() -> None:
    assert [next_value(["a", "b", "c"], now) for now in ("a", "b", "c", "else")] == ["b", "c", "a", "a"]
    assert set(LEFT_OUT) == {"", *Limb}
    assert set(values()) == set(Settings.model_fields)


def test_a_value_of_the_file_that_no_press_gives_is_shown_as_it_is() -> None:
    row = next(b for b in settings(without="left-arm, left-leg").rows if b.what.startswith("without="))
    assert row.value == "left-arm, left-leg"


def test_as_text_has_every_word_of_every_page() -> None:
    for name, view in views().items():
        text = "\n".join(as_text([view]))
        assert view.title in text, name
        assert view.lead in text, name
        for line in (line for one in view.lists for line in one.lines):
            assert line in text, name
        for button in (view.action, *view.tiles, *view.rows):
            assert button is None or button.deed == Deed.LEAF or button.label in text, (name, button)
        assert all(f"`coach {' '.join(words)}`" in text for words in view.commands), name


def test_every_exercise_has_a_tile_somewhere() -> None:
    shown: set[str] = set()
    everything = [tile for view in views().values() for tile in view.tiles]
    assert everything
    from coach.cli.front_facts import FrontFacts

    facts = FrontFacts()
    for leaf in range(20):
        page = exercises_page(Spot(HomePage.EXERCISES, leaf=leaf), facts.exercises, facts.places)
        shown |= {tile.what for tile in page.tiles}
    assert shown == {card.exercise.id for card in LIBRARY.cards()}


def test_the_plan_is_reached_from_today_and_a_press_without_a_thought_ends_nothing() -> None:
    view = today_page(TodayFacts("Saturday", (SLIDES,), (), (), PAUSE, "A week at the desk"))
    assert [(row.deed, row.what, row.note) for row in view.rows] == [
        (Deed.OPEN, HomePage.PLAN, "A week at the desk")
    ]  # fmt: skip
    plans = (Offered("desk-week", "A week at the desk", "8 weeks."), Offered("band-pulls", "Band pulls", "10 weeks."))
    followed = plan_page(PlanFacts("desk-week", "A week at the desk", "Week 1 of 8.", ("A break",), ("Less.",), plans))
    assert [(row.deed, row.what) for row in followed.rows] == [
        (Deed.OPEN, HomePage.TODAY), (Deed.PLAN, "band-pulls"), (Deed.PLAN, ""),
    ]  # fmt: skip
    none = plan_page(PlanFacts(offered=plans))
    assert [row.what for row in none.rows] == ["desk-week", "band-pulls"]
    assert [told.lines for told in none.lists] == [("8 weeks.",), ("10 weeks.",)]


@pytest.mark.parametrize(
    ("title", "letters", "fresh", "name"),
    [
        ("My exercise", "l", True, "L"),
        ("L", "ift 2", False, "Lift 2"),
        ("Lift 2", "\b\b", False, "Lift"),
        ("My exercise", "\b", True, ""),
        ("", "\b", False, ""),
        ("", "ü", False, "Ü"),
        ("x" * 24, "yz", False, "x" * 24),
    ],
)
def test_a_name_is_typed_letter_by_letter(title: str, letters: str, fresh: bool, name: str) -> None:
    assert typed_into(title, letters, fresh) == name


def test_while_a_name_is_typed_no_letter_or_digit_is_a_key() -> None:
    view = new_exercise_page("My lift")
    assert view.typing
    assert [button.key for button in view.buttons if button.key] == ["Esc"]
    assert view.action is not None
    assert (view.action.what, view.rows[0].value) == ("My lift", "My lift_")
