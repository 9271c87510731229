"""`coach show` in the window: the figure moves beside its words, and goes when it is told to or was seen enough."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import numpy as np
import pytest

from coach.capture.source import Image
from coach.cli import preview
from coach.cli.settings import set_one
from coach.definitions.library import Library
from coach.screen import display
from coach.screen import window as windows


class Screen:
    """Stands where the window would, keeps what it is given, and answers with the keys it was told."""

    shown: list[Image]
    keys: dict[int, str]

    def __enter__(self) -> Screen:
        Screen.shown = []
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def show(self, image: Image) -> str | None:
        Screen.shown.append(image)
        return Screen.keys.get(len(Screen.shown))

    def click(self) -> tuple[int, int] | None:
        return None


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += max(seconds, 0.001)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Clock:
    """A screen without a display, time without waiting, and settings of its own."""
    hand = Clock()
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    Screen.keys = {}
    monkeypatch.setattr(windows, "Window", Screen)
    monkeypatch.setattr(display, "why_no_display", lambda: None)
    monkeypatch.setattr(preview, "time", hand)
    monkeypatch.setattr(preview, "TICK_S", 0.5)
    return hand


def test_it_goes_after_three_rounds(clock: Clock) -> None:
    card = Library().card("wall-slides")
    preview.show_preview([card])
    demonstration = preview.demonstration_of(card)
    assert demonstration is not None
    rounds_s = max(preview.LEAST_S, 3 * demonstration.length_s)
    assert clock.now_s - 100.0 == pytest.approx(rounds_s, abs=0.6)


def test_the_figure_moves_and_the_words_beside_it_stay(clock: Clock) -> None:
    preview.show_preview([Library().card("wall-slides")])
    first, later = Screen.shown[0], Screen.shown[4]
    changed = np.argwhere((first != later).any(axis=2))[:, 1]
    assert changed.size
    assert changed.max() < first.shape[1] // 2  # the words are on the right
    assert (first[:, first.shape[1] // 2 :] > 200).any()


@pytest.mark.parametrize("key", ["quit", "space"])
def test_a_key_closes_it(clock: Clock, key: str) -> None:
    Screen.keys = {3: key}
    preview.show_preview([Library().card("cat-cow")])
    assert len(Screen.shown) == 3


def test_it_is_mirrored_or_not_as_the_person_set_it(clock: Clock) -> None:
    Screen.keys = {1: "quit"}
    pictures = []
    for chosen in (True, False):
        set_one("mirror", str(chosen).lower())
        preview.show_preview([Library().card("neck-side-bend")])
        pictures.append(Screen.shown[0])
    assert (pictures[0] != pictures[1]).any()


def test_several_are_shown_one_after_the_other_and_n_goes_on(clock: Clock) -> None:
    Screen.keys = {2: "n", 4: "quit"}
    preview.show_preview([Library().card(name) for name in ("wall-slides", "cat-cow", "open-books")])
    words = [picture[:, picture.shape[1] // 2 :] for picture in Screen.shown]
    assert len(words) == 4
    assert (words[0] == words[1]).all()
    assert (words[2] == words[3]).all()
    assert (words[1] != words[2]).any()


def test_help_is_laid_over_it_and_taken_away(clock: Clock) -> None:
    Screen.keys = {2: "h", 4: "h", 6: "quit"}
    preview.show_preview([Library().card("cat-cow")])
    before, laid, after = Screen.shown[1], Screen.shown[2], Screen.shown[4]
    edge = np.s_[:, : before.shape[1] // 50]  # beside the page everything is dimmed
    assert laid[edge].mean() < 0.5 * before[edge].mean()
    assert (after[edge] == before[edge]).all()
    middle = np.s_[100:600, 100:600]
    assert (laid[middle] != before[middle]).any()


def test_what_has_no_figure_opens_no_window(clock: Clock, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    walking = Library().card("walking").path.read_text(encoding="utf-8")
    mine.write_text(walking.replace("id: walking", "id: strolling"), encoding="utf-8")
    Screen.shown = []
    preview.show_preview([Library().card(str(mine))])
    assert Screen.shown == []


def test_without_a_display_nothing_happens(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    Screen.shown = []
    monkeypatch.setattr(display, "why_no_display", lambda: "no display: DISPLAY is not set")
    preview.show_preview([Library().card("wall-slides")])
    assert Screen.shown == []
