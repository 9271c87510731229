"""`coach replay`: keys to and fro in the window, a list without one, and `coach do --record` that makes the file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bodies import film
from cranked import LIBRARY, slides
from joined import Live, save
from paths import ROOT

from coach.capture.recording import Recording
from coach.cli.do import coach_through
from coach.cli.error_lines import CommandError
from coach.cli.explain import session_of
from coach.cli.replay import Player, _replayed, replay
from coach.cli.wanted import Wanted
from coach.counting.replayed import Replayed
from coach.errors import RecordingError
from coach.events import Partial
from coach.records.settings import Settings
from coach.screen.replay_picture import ReplayPicture

DEMO = str(ROOT / "fixtures" / "demo" / "demo.npz")  # wall slides: two whole ones, then a partial one
USUAL: dict[str, Any] = {"hold": None, "level": None, "model": None, "headless": True}


@pytest.fixture(scope="module")
def replayed() -> Replayed:
    return _replayed(session_of("wall-slides", None, None), DEMO, None)


class Keys:
    """A window in which somebody presses these keys, one a look."""

    def __init__(self, *keys: str | None) -> None:
        self.keys, self.shown = list(keys), list[Any]()

    def show(self, image: Any) -> str | None:
        self.shown.append(image)
        return self.keys.pop(0) if self.keys else "quit"

    def click(self) -> None:
        return None


class Mouse:
    """A window in which somebody clicks on these places, one a look."""

    def __init__(self, *places: tuple[int, int]) -> None:
        self.places = list(places)

    def show(self, image: Any) -> None:
        return None

    def click(self) -> tuple[int, int] | None:
        return self.places.pop(0) if self.places else None


class Numbered:
    """A picture that is the number of its frame."""

    def draw(self, at: int) -> int:
        return at


def player(replayed: Replayed, *keys: str | None) -> Player:
    return Player(replayed, Keys(*keys), Numbered())  # type: ignore[arg-type]


def test_keys_go_to_and_fro_frame_by_frame_and_stop_at_the_ends(replayed: Replayed) -> None:
    one = player(replayed)
    for key, at in (("earlier", 0), ("later", 1), ("later", 2), ("earlier", 1)):
        assert one.obey(key)
        assert one.at == at
    assert not one.playing
    one.at = len(replayed.frames) - 1
    one.obey("later")
    assert one.at == len(replayed.frames) - 1
    assert not one.obey("quit")


def test_keys_go_from_event_to_event(replayed: Replayed) -> None:
    one = player(replayed)
    one.obey("up")
    first = one.at
    one.obey("up")
    assert one.at > first > 0
    one.obey("down")
    assert one.at == first


def test_it_plays_stops_and_begins_again_at_the_end(replayed: Replayed) -> None:
    one = player(replayed, None, "space", None, "space")
    assert one.playing
    one.step()
    one.step()
    assert not one.playing
    one.at = len(replayed.frames) - 1
    one.obey("space")
    assert (one.at, one.playing) == (0, True)
    one.run()


def test_each_named_key_does_the_same_when_it_is_clicked(replayed: Replayed) -> None:
    picture = ReplayPicture(replayed, "Wall slides")
    named = {picture.key_at(x, 690): (x, 690) for x in range(0, 1280, 4)}
    clicked = [key for key in named if key is not None]
    assert clicked == ["space", "earlier", "later", "up", "down", "q"], "in the order of the row"
    for key in clicked:
        pressed, mouse = player(replayed), Player(replayed, Mouse(named[key]), picture)  # type: ignore[arg-type]
        for one in (pressed, mouse):
            one.at, one.playing = 100, False
        goes_on = pressed.obey("quit" if key == "q" else key)
        assert (mouse.step(), mouse.at, mouse.playing) == (goes_on, pressed.at, pressed.playing), key


def test_a_click_goes_to_a_moment_to_an_event_and_on_the_figure_it_plays(replayed: Replayed) -> None:
    picture = ReplayPicture(replayed, "Wall slides")
    drawn = [picture.draw(at)[300] for at in (200, 400)]  # the line of the moment is white from top to bottom
    for at, row in zip((200, 400), drawn, strict=True):
        others = drawn[1] if row is drawn[0] else drawn[0]
        x = int(np.flatnonzero(np.any(row != others, axis=1) & (row.min(axis=1) > 240))[0])
        assert abs((picture.frame_at(x, 300) or 0) - at) <= 3
    partial = replayed.at(next(event.t_s for event in replayed.events if isinstance(event, Partial)))
    x = next(x for x in range(1280) if picture.frame_at(x, 604) == partial)
    assert picture.frame_at(x + 8, 604) == partial
    one = Player(replayed, Mouse((x + 4, 604), (200, 300)), picture)  # type: ignore[arg-type]
    one.step()
    assert (one.at, one.playing) == (partial, False)
    one.step()
    assert one.playing
    assert picture.frame_at(200, 300) is None


@pytest.mark.parametrize("at_s", [0.0, 8.0, 13.0, 26.0])
def test_every_frame_can_be_drawn_and_the_moment_moves_a_line(replayed: Replayed, at_s: float) -> None:
    picture = ReplayPicture(replayed, "Wall slides")
    drawn, other = picture.draw(replayed.at(at_s)), picture.draw(replayed.at(at_s + 1.0))
    assert drawn.shape == (720, 1280, 3)
    right = np.any(drawn[40:600, 560:] != other[40:600, 560:], axis=(0, 2))
    assert 0 < right.sum() <= 12, "only the line of the moment moves among the curves"


def test_nothing_in_it_is_drawn_too(tmp_path: Path) -> None:
    from coach.body.landmarks import empty_frame

    path = save(tmp_path / "nobody.npz", [empty_frame(n / 10, (640, 480)) for n in range(30)])
    found = _replayed(session_of("wall-slides", None, None), str(path), None)
    assert ReplayPicture(found, "Nobody").draw(3).any()


def test_without_a_window_it_is_a_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "wall-slides"
    folder.mkdir()
    shutil.copy(DEMO, folder / "mine.npz")
    replay(str(folder / "mine.npz"), None, **USUAL)
    lines = capsys.readouterr().out.splitlines()
    assert any("repetition 1" in line for line in lines)
    assert any("partial repetition" in line for line in lines)
    with pytest.raises(CommandError, match="say which exercise"):
        replay(DEMO, None, **USUAL)


def test_a_live_set_is_recorded_and_can_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    source = Live(save(tmp_path / "a.npz", film(slides, 60, fps=15)))
    wanted = Wanted(
        exercise="wall-slides", source="0", settings=Settings(plain=True), mute=True, reps=2, sets=1,
        record=tmp_path / "mine.npz",
    )  # fmt: skip
    coach_through(LIBRARY.card("wall-slides"), wanted, source)
    assert "mine.npz" in capsys.readouterr().err
    recorded = [frame for _, frame in Recording(tmp_path / "mine.npz")]
    original = [frame for _, frame in Recording(tmp_path / "a.npz")][: len(recorded)]
    assert len(recorded) > 300
    assert all(np.allclose(a.image, b.image, atol=1e-3) for a, b in zip(recorded, original, strict=True))
    replay(str(tmp_path / "mine.npz"), "wall-slides", **USUAL)
    assert "repetition 2" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_told_before_the_workout(tmp_path: Path) -> None:
    source = Live(save(tmp_path / "a.npz", film(slides, 2, fps=15)))
    wanted = Wanted(
        exercise="wall-slides",
        source="0",
        settings=Settings(plain=True),
        mute=True,
        record=tmp_path / "no" / "mine.npz",
    )
    with pytest.raises(RecordingError):
        coach_through(LIBRARY.card("wall-slides"), wanted, source)
