"""`coach learn`: from a recording or a camera to an exercise that `coach check` takes and `coach do` counts."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from bodies import Stick, arms, film, reps
from joined import Live, joined, save

from coach.body.written_points import read_points
from coach.cli import learn as command
from coach.cli.error_lines import CommandError
from coach.cli.folders import coach_home
from coach.cli.learn import learn
from coach.definitions.definition import Exercise
from coach.definitions.library import Card, Library
from coach.learning import showing_so_far

FPS = 15.0  # what a slow camera gives


def raised(level: float) -> Stick:
    return Stick(**arms(elevation=10 + 80 * level, flexion=5))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return tmp_path


def recording(path: Path, *peaks: float) -> Path:
    level, seconds = reps(peaks)
    return save(path, film(lambda t_s: raised(level(t_s)), seconds, FPS, noise_px=0.5))


def taught(name: str, source: Path, **more: object) -> Exercise:
    options = {"title": "", "reps": None, "model": None, "overwrite": False, **more}
    learn(name, str(source), **options)  # type: ignore[arg-type]
    card = Library().check(coach_home() / "exercises" / f"{name}.yaml")
    assert isinstance(card, Card)
    assert isinstance(card.exercise, Exercise)
    return card.exercise


def test_a_recording_becomes_an_exercise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exercise = taught("my-raise", recording(folder / "shown.npz", 1, 1, 1))
    assert (exercise.title, exercise.camera.view) == ("My raise", "front")
    told = capsys.readouterr()
    assert told.out.strip() == str(folder / "home" / "exercises" / "my-raise.yaml")
    assert "3 repetitions" in told.err
    assert "It counts 3 repetitions" in told.err
    assert read_points(exercise.recording)[0].present
    assert Library(own=folder / "home").card("my-raise").exercise == exercise


def test_a_number_that_was_wrong_moves_the_limit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = recording(folder / "shown.npz", 1, 1, 1, 0.55, 1)
    exercise = taught("my-raise", shown, reps=5)
    assert "All of them are right now." in capsys.readouterr().err
    assert exercise.range.reached < 0.7


def test_in_front_of_a_camera_more_are_counted_as_proof(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    camera = Live(recording(folder / "live.npz", *[1] * 8))
    monkeypatch.setattr(command, "opened", lambda text: camera)
    monkeypatch.setattr(showing_so_far, "LOOK_S", 1.0)
    taught("my-raise", folder / "0")
    told = capsys.readouterr().err.splitlines()
    assert "5 repetitions" in next(line for line in told if "repetitions," in line)
    assert [line for line in told if line.isdecimal()] == ["1", "2", "3"]


def test_three_and_a_rest_are_enough(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    level, seconds = reps((1, 1, 1))
    showing = film(lambda t_s: raised(level(t_s)), seconds, FPS, noise_px=0.5)
    rest = film(lambda t_s: raised(0.0), 8.0, FPS, noise_px=0.5)
    camera = Live(save(folder / "live.npz", joined(showing, rest, showing[:-20])))
    monkeypatch.setattr(command, "opened", lambda text: camera)
    taught("my-raise", folder / "0")
    told = capsys.readouterr().err.splitlines()
    assert "3 repetitions" in next(line for line in told if "repetitions," in line)
    assert [line for line in told if line.isdecimal()] == ["1", "2", "3"]


def test_standing_still_is_told(folder: Path) -> None:
    with pytest.raises(CommandError, match="no movement that went out and back"):
        taught("my-raise", recording(folder / "still.npz", 0, 0))


@pytest.mark.parametrize(("name", "why"), [("My Move", "small letters"), ("wall-slides", "comes with the coach")])
def test_a_name_that_cannot_be_taken_is_refused(folder: Path, name: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        taught(name, folder / "none.npz")


def test_what_is_there_already_is_left(folder: Path) -> None:
    shown = recording(folder / "shown.npz", 1, 1, 1)
    taught("my-raise", shown)
    with pytest.raises(CommandError, match="already exists"):
        taught("my-raise", shown)
    taught("my-raise", shown, overwrite=True)


@pytest.mark.parametrize(("typed", "answer"), [("\n", 4), ("6\n", 6), ("many\n", 4)])
def test_the_person_is_asked_whether_it_was_right(monkeypatch: pytest.MonkeyPatch, typed: str, answer: int) -> None:
    terminal = io.StringIO(typed)
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    assert command._answer(4) == answer


def test_what_a_file_says_after_three_minutes_is_not_learned_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    level, seconds = reps((1, 1, 1))
    frames = film(lambda t_s: raised(level(t_s)), seconds, FPS, noise_px=0.5)
    late = [replace(frame, t_s=1e12 + frame.t_s) for frame in frames[:2]]
    taught("my-raise", save(folder / "shown.npz", [*frames, *late]))
    assert "3 repetitions" in capsys.readouterr().err
