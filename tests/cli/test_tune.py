"""`coach tune`: what is counted and why, what each number does, and nothing written without a yes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from paths import ROOT

from coach.capture.recording import Recorder, Recording
from coach.cli.error_lines import CommandError
from coach.cli.open_library import open_library
from coach.cli.tune import tune

SIMPLE = """\
id: my-move
title: My move
kind: reps
good_for: [shoulders]
place: standing
camera: {view: front, say: Face the camera., needs: [shoulder, elbow]}
setup: Stand.
movement: Raise both arms.
dose: {reps: 5}
path: {start: my-low, target: my-high}
poses:
  - {id: my-low, title: Low, description: Level., measures: {arm_elevation: 80}}
  - {id: my-high, title: High, description: Up., measures: {arm_elevation: 154}}  # as far as they go
progress_signal: [{measure: arm_elevation}]
range: {reached: 0.5, returned: 0.3, attempted: 0.25}
"""


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A whole slide and one that turns back at 43 %, as 15 pictures a second."""
    path = tmp_path_factory.mktemp("tune") / "slides.npz"
    recorder = Recorder(path)
    whole = [frame for _none, frame in Recording(ROOT / "fixtures" / "wall-slides" / "mixed.npz")]
    for frame in whole[::2]:
        if 18.0 <= frame.t_s <= 30.0:
            recorder.add(frame)
    recorder.save()
    return str(path)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one exercise in it, whose owner says yes."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "my-move.yaml").write_text(SIMPLE)
    return tmp_path


def test_it_tells_what_counts_and_why_and_what_gives_the_right_count(
    home: Path, slides: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "exercises" / "my-move.yaml"
    tune("my-move", slides, reps=2, model=None)
    out = capsys.readouterr().out
    assert "My move: 1 repetition counted in 11.9 s." in out
    assert " s: repetition 1\n" in out
    assert ": partial repetition, 4" in out
    assert "    What was missing: the lift of the upper arm went 4" in out
    assert "The lift of the upper arm (arm_elevation): 80° is the lowest block, 154° the last but one\nleft\n" in out
    assert "  way to the target pose " in out
    assert "[1: 1]" in out
    assert "These change nothing here: " in out
    assert "2 are counted with this:\n  way to the target pose: 1 -> 0.6" in out
    assert (
        "-  - {id: my-high, title: High, description: Up., measures: {arm_elevation: 154}}  # as far as they go" in out
    )
    assert path.read_text() == SIMPLE.replace("154", "124.4")
    tune("my-move", slides, reps=2, model=None)
    out = capsys.readouterr().out
    assert "My move: 2 repetitions counted in 11.9 s." in out
    assert "It counts 2 as it is; nothing has to change." in out


def test_it_shows_where_a_condition_was_in_the_way(home: Path, slides: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "exercises" / "my-move.yaml"
    # At rest the upper arms are level and at the target they go up to 150 degrees: the one is met, the other never is.
    asked = "start_when: [{measure: arm_elevation, below: 140}, {measure: arm_elevation, below: 30}]\n"
    file.write_text(SIMPLE + asked)
    tune("my-move", slides, reps=None, model=None)
    out = capsys.readouterr().out
    assert "start_when[0]" not in out.partition("What each number does")[0]
    row = out.partition("  start_when[1] (arm_elevation, below: 30)")[0].splitlines()[-1]
    assert set(row) == {"x", "·"}


def test_without_a_yes_nothing_is_written(home: Path, slides: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="Nothing was written"):
        tune("my-move", slides, reps=2, model=None)
    assert (home / "exercises" / "my-move.yaml").read_text() == SIMPLE


def test_what_comes_with_the_coach_stays_as_it_is(
    slides: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_library().card("wall-slides").path.read_bytes()
    monkeypatch.setattr("coach.cli.tune.show_effects", lambda tuning: None)
    tune("wall-slides", slides, reps=2, model=None)
    assert "It comes with the coach and stays as it is" in capsys.readouterr().err
    assert open_library().card("wall-slides").path.read_bytes() == before


def test_what_is_timed_cannot_be_tuned(slides: str) -> None:
    with pytest.raises(CommandError, match="there is nothing to tune"):
        tune("walking", slides, reps=3, model=None)
