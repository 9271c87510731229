"""The home window as it is drawn: every word fits at every size and in a longer language, every button can be hit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from home_made import PAUSE, ROLLS, SLIDES, views

from coach.capture.source import Image
from coach.cli.view import demonstration_of
from coach.definitions.library import Library
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView
from coach.home.today_page import TodayFacts, today_page
from coach.home.welcome_page import welcome_page
from coach.screen.demonstration import Demonstration
from coach.screen.draw.canvas import unit_px
from coach.screen.draw.colours import BACKDROP
from coach.screen.draw.home_buttons import picture_place
from coach.screen.draw.home_layout import beside, home_layout
from coach.screen.draw.layout import Rect
from coach.screen.exercise_pictures import ROWS, ExercisePictures, filling, still
from coach.screen.home_renderer import HomeRenderer, home_panels
from coach.wording.catalogue import ENGLISH, _, use

SIZES = [(1280, 720), (1920, 1080), (1024, 768), (640, 480)]
NAMES = list(views())
DRAWN = [name for name in NAMES if name != "exercise"]  # which has the first screen of its workout


def demonstration(name: str) -> Demonstration | None:
    return demonstration_of(Library().card(name))


class Pictures(ExercisePictures):
    """All pictures are there at once: plain ones."""

    def __init__(self) -> None:
        super().__init__(demonstration, True)

    def get(self, exercise: str) -> Image | None:
        return np.full((ROWS, 270, 3), 200, np.uint8)


@pytest.fixture(params=[ENGLISH, "pseudo"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use(ENGLISH)


@pytest.mark.parametrize("live", [False, True], ids=["", "live"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_word_fits_and_nothing_lies_on_anything(language: str, size: tuple[int, int], live: bool) -> None:
    for name, view in views().items():
        if name == "exercise":
            continue
        places = home_layout(size, view, live)
        boxes = [(button.label, place) for button, place in places.buttons]
        boxes += [(what, place) for what, place in places.texts.items() if what != "foot"]
        for what, place in boxes:
            assert Rect(0, 0, *size).contains(place), (name, what)
            assert place.width > 0, (name, what)
            assert place.height > 0, (name, what)
        for (one, a), (other, b) in itertools.combinations(boxes, 2):
            assert not a.overlaps(b), (name, one, other)
        for panel in home_panels(view, 0, places, unit_px(size), _("Camera on: raise a hand to a circle")):
            for line in panel.letters:
                assert panel.place.contains(line.box), (name, line.text, line.box, panel.place)
                assert not line.text.endswith("…"), (name, panel.element, line.text)
            for one, other in itertools.combinations(panel.letters, 2):
                assert not one.box.overlaps(other.box) or abs(one.baseline - other.baseline) >= 0.9 * min(
                    one.size, other.size
                ), (name, one.text, other.text)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_why_there_is_no_picture_is_read_whole_and_in_the_place_of_the_picture(size: tuple[int, int]) -> None:
    why = "camera 0: there is no /dev/video0; this machine has none. Plug one in. Or use a video: --source clip.mp4."
    places = home_layout(size, welcome_page(), True)
    panels = home_panels(welcome_page(), 0, places, unit_px(size), why, blank=True)
    (told,) = [panel for panel in panels if panel.element == "live"]
    assert " ".join(line.text for line in told.letters) == why
    assert min(line.size for line in told.letters) >= 0.9 * unit_px(size)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", DRAWN)
def test_a_click_in_the_middle_of_every_button_presses_it(name: str, size: tuple[int, int]) -> None:
    view, drawer = views()[name], HomeRenderer(Pictures(), size)
    drawer.update(view, 0)
    for button, place in home_layout(size, view, False).buttons:
        x, y = place.centre
        assert drawer.button_at(round(x), round(y)) == button
    assert drawer.button_at(0, 0) is None


def test_a_page_is_painted_anew_when_something_on_it_changes_and_only_then() -> None:
    drawer, view = HomeRenderer(Pictures()), views()["today, full"]
    before = drawer.update(view, 0)
    assert np.array_equal(before, drawer.update(view, 0))
    assert not np.array_equal(before, drawer.update(view, 1))
    assert np.array_equal(before, drawer.update(view, 0))
    assert not np.array_equal(before, drawer.update(view.noticing("Something matters"), 0))
    assert (before[0, 0] == BACKDROP).all()


def test_the_arrows_lead_to_the_neighbour() -> None:
    view = today_page(TodayFacts("Saturday", (SLIDES, ROLLS, PAUSE), (), (), PAUSE))
    places = home_layout((1280, 720), view, False)
    names = [button.label for button, _place in places.buttons]
    begin, rolls, pause = 0, names.index("Shoulder rolls"), names.index("A break at the desk")
    assert beside(places, begin, "down") == rolls
    assert beside(places, rolls, "down") == pause
    assert beside(places, rolls, "up") == begin
    assert names[beside(places, begin, "earlier")] in ("Today", "Desk break", "Exercises")
    assert beside(places, names.index("Today"), "later") == begin
    assert beside(places, begin, "later") == begin


@pytest.mark.parametrize("name", DRAWN)
def test_every_button_can_be_reached_with_the_arrows(name: str) -> None:
    view = views()[name]
    places = home_layout((1280, 720), view, False)
    reached, waiting = {0}, [0]
    while waiting:
        now = waiting.pop()
        for key in ("up", "down", "earlier", "later"):
            if (found := beside(places, now, key)) not in reached:
                reached.add(found)
                waiting.append(found)
    assert reached == set(range(len(view.buttons)))


def test_an_exercise_is_shown_at_its_target_as_in_a_mirror() -> None:
    shown = demonstration("one-arm-wall-stretch")
    assert shown is not None
    assert shown.film is not None
    shown.film.wait()
    mirrored, plain = still(shown, True), still(shown, False)
    assert mirrored.shape[0] == ROWS
    assert np.array_equal(mirrored, plain[:, ::-1])


def test_a_picture_fills_its_place_with_the_wall_beside_it() -> None:
    picture = np.zeros((100, 50, 3), np.uint8)
    picture[:, :, 0] = np.arange(50)
    filled = filling(picture, 200, 100)
    assert filled.shape == (100, 200, 3)
    assert (filled[:, :75, 0] == 0).all()
    assert (filled[:, 125:, 0] == 49).all()


def test_pictures_are_made_beside_the_window() -> None:
    pictures = ExercisePictures(lambda name: demonstration(name) if name == "wall-slides" else None, True)
    assert pictures.get("wall-slides") is None
    assert pictures.get("walking") is None
    for _turn in range(1000):
        if pictures.made == 2:
            break
        import time

        time.sleep(0.05)
    assert pictures.get("wall-slides") is not None
    assert pictures.get("walking") is None


def test_an_exercise_has_its_picture_on_its_tile_and_the_words_beside_it() -> None:
    view, size = views()["exercises"], (1280, 720)
    places = home_layout(size, view, False)
    panels = {panel.place: panel for panel in home_panels(view, 0, places, unit_px(size))}
    for button, place in places.buttons:
        inner = picture_place(view, button, place, unit_px(size))
        if button in view.tiles:
            assert inner is not None
            assert place.contains(inner)
            assert not any(line.box.overlaps(inner) for line in panels[place].letters)


def test_the_page_of_an_exercise_keeps_the_room_for_itself() -> None:
    assert views()["exercise"].rail == ()
    assert HomeView(HomePage.TODAY, "x").rail != ()
