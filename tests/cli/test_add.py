"""`coach share` and `coach add`: what is shared is taken as it was shown, tried first, and only after a yes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from paths import ROOT

from coach.body.written_points import read_points
from coach.cli.add import add, show_difference
from coach.cli.error_lines import CommandError
from coach.cli.new import new
from coach.cli.open_library import open_library
from coach.cli.share import share
from coach.cli.view import demonstration_of
from coach.definitions.definition import Exercise
from coach.definitions.document import DefinitionError
from coach.definitions.library import Library

DEMONSTRATIONS = ROOT / "exercises" / "demonstrations"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own, which says yes."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    answer(monkeypatch, "y")
    return tmp_path / "home"


def answer(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{said}\n"))


def shared(home: Path, like: str = "wall-slides") -> Path:
    """An exercise made and shared by somebody else, who then left this machine."""
    new("my-move", like=like)
    file = home.parent / "my-move.yaml"
    share("my-move", file)
    (home / "exercises" / "my-move.yaml").unlink()
    return file


def taken(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize("like", ["wall-slides", "shoulder-rolls", "cat-cow", "neck-half-roll", "raise-a-knee"])
def test_what_is_shared_can_be_added_and_shows_itself(
    like: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shared(home, like)
    add(file)
    assert taken(home) == ["exercises/my-move.yaml"]
    assert (home / "exercises" / "my-move.yaml").read_bytes() == file.read_bytes()
    card = open_library().card("my-move")
    assert isinstance(card.exercise, Exercise)
    demonstration = demonstration_of(card)
    assert demonstration is not None
    assert len(demonstration.t_s) == len(read_points(card.exercise.recording))
    printed = capsys.readouterr()
    for line in file.read_text().partition("recording:")[0].splitlines():
        assert line in printed.out
    assert "lines of points" in printed.out
    assert "Its own demonstration, played" in printed.err


def test_what_is_only_timed_needs_no_trial(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(shared(home, "walking"))
    assert taken(home) == ["exercises/my-move.yaml"]
    assert "there is nothing to try" in capsys.readouterr().err


def test_poses_that_stand_beside_go_along(home: Path, tmp_path: Path) -> None:
    text = (Library().root / "exercises" / "wall-slides.yaml").read_text()
    (tmp_path / "poses").mkdir()
    for name in ("goalpost", "overhead-y"):
        pose = (Library().root / "poses" / f"{name}.yaml").read_text().replace(f"id: {name}", f"id: my-{name}")
        (tmp_path / "poses" / f"my-{name}.yaml").write_text(pose)
        text = text.replace(f": {name}", f": my-{name}")
    (tmp_path / "mine.yaml").write_text(text.replace("id: wall-slides", "id: my-move\ndemonstration: wall-slides"))
    share(str(tmp_path / "mine.yaml"), tmp_path / "x.yaml")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "x.yaml").rename(tmp_path / "elsewhere" / "x.yaml")
    add(tmp_path / "elsewhere" / "x.yaml")
    mine, like = open_library().card("my-move"), Library().card("wall-slides")
    assert [p.measures for p in mine.poses.values()] == [p.measures for p in like.poses.values()]


def test_a_demonstration_beside_the_file_is_taken_along(home: Path) -> None:
    new("my-move", like="wall-slides")
    file = home.parent / "my-move.yaml"
    (home / "exercises" / "my-move.yaml").rename(file)
    file.write_text(file.read_text().replace("demonstration: wall-slides", ""))
    with pytest.raises(CommandError, match=r"has no demonstration\. Record one repetition: coach record"):
        add(file)
    (home.parent / "my-move.npz").write_bytes((DEMONSTRATIONS / "wall-slides.npz").read_bytes())
    add(file)
    assert taken(home) == ["exercises/demonstrations/my-move.npz", "exercises/my-move.yaml"]


@pytest.mark.parametrize("said", ["n", "", "yess"])
def test_without_a_yes_nothing_is_taken(said: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = shared(home)
    answer(monkeypatch, said)
    with pytest.raises(CommandError, match="It was not added"):
        add(file)
    assert taken(home) == []


def test_what_does_not_count_its_own_demonstration_is_not_taken(home: Path) -> None:
    file = shared(home)
    file.write_text(file.read_text().replace("elbow_flexion, above: 50", "elbow_flexion, above: 140"))
    with pytest.raises(CommandError, match="does not count its own demonstration"):
        add(file)
    assert taken(home) == []


def test_hidden_characters_are_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shared(home)
    file.write_text(file.read_text().replace("place: standing", "place: standing # \u202e\u200b\ufeffsafe"))
    capsys.readouterr()
    add(file)
    printed = capsys.readouterr()
    assert "place: standing # \\u202e\\u200b\\ufeffsafe" in printed.out
    assert "reverses the text after it" in printed.err
    assert not {"\u202e", "\u200b", "\ufeff"} & {*printed.out, *printed.err}


def test_words_among_the_numbers_are_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shared(home)
    file.write_text(file.read_text() + "# at the very end\n")
    capsys.readouterr()
    add(file)
    assert "# at the very end" in capsys.readouterr().out


def test_what_is_there_is_replaced_only_after_a_yes_to_what_differs(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mine = shared(home), home / "exercises" / "my-move.yaml"
    add(file)
    before = mine.read_bytes()
    add(file)
    assert "You have exactly this already" in capsys.readouterr().err
    newer = file.read_text().replace("reached: 0.7", "reached: 0.65") + "# newer \u200b\n"
    assert newer.encode() != before + "# newer \u200b\n".encode()
    file.write_text(newer)
    answer(monkeypatch, "n")
    with pytest.raises(CommandError, match="yours stays as it is"):
        add(file)
    assert taken(home) == ["exercises/my-move.yaml"]
    assert mine.read_bytes() == before
    answer(monkeypatch, "y")
    capsys.readouterr()
    add(file)
    differs = capsys.readouterr().out.partition("--- ")[0]
    assert "\n+range: {reached: 0.65" in differs
    assert "\n+# newer \\u200b" in differs
    assert taken(home) == ["exercises/my-move.yaml", "exercises/my-move.yaml.before"]
    assert mine.read_text() == newer
    assert (home / "exercises" / "my-move.yaml.before").read_bytes() == before
    assert open_library().exercise("my-move").range.reached == 0.65


def test_what_differs_is_shown_without_the_numbers_of_the_recording(capsys: pytest.CaptureFixture[str]) -> None:
    show_difference("id: a\nrecording: |\n  1 2 3\n  4 5 6\n", "id: b\u200b\nrecording: |\n  1 2 3\n  4 5 7\n  8 9 9\n")
    shown = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert shown == ["@@ -1,5 +1,6 @@", "-id: a", "+id: b\\u200b", "recording: |", "(4 lines of points)", ""]


def test_one_that_comes_with_the_coach_is_not_written_over(home: Path) -> None:
    file = shared(home)
    file.write_text(file.read_text().replace("id: my-move\n", "id: cat-cow\n"))
    with pytest.raises(DefinitionError, match="to take its place write `replaces: cat-cow`"):
        add(file)


@pytest.mark.parametrize("name", ["exercises/programs/desk-break.yaml", "poses/goalpost.yaml"])
def test_only_an_exercise_is_added(name: str, home: Path) -> None:
    with pytest.raises(DefinitionError, match="only an exercise can be added"):
        add(ROOT / name)
    assert taken(home) == []


@pytest.mark.parametrize(("step_s", "frames"), [(0.001, 200), (1.0, 40)])
def test_a_demonstration_that_is_no_single_repetition_is_refused(step_s: float, frames: int, home: Path) -> None:
    file = shared(home)
    lines = file.read_text().partition("recording: |\n")[2].splitlines()
    body = lines[1].split(maxsplit=1)[1]
    rows = [f"  {round(1000 * step_s * k)} {body}" for k in range(frames)]
    file.write_text(
        file.read_text().partition("recording: |\n")[0] + "recording: |\n" + "\n".join([lines[0], *rows]) + "\n"
    )
    with pytest.raises(CommandError, match="has to be one repetition of at most 30 s"):
        add(file)


def test_a_long_recording_is_thinned_until_it_fits(home: Path, tmp_path: Path) -> None:
    from coach.capture.recording import Recorder, Recording

    shown = [frame for _none, frame in Recording(DEMONSTRATIONS / "wall-slides.npz")]
    recorder = Recorder(tmp_path / "long.npz")
    for k in range(600):
        one = shown[k * len(shown) // 600]
        recorder.add(type(one)(k / 30, one.image, one.world, one.visibility, one.size))
    recorder.save()
    new("my-move", like="wall-slides")
    mine = home / "exercises" / "my-move.yaml"
    mine.write_text(mine.read_text().replace("demonstration: wall-slides", ""))
    (home / "exercises" / "demonstrations").mkdir()
    (tmp_path / "long.npz").rename(home / "exercises" / "demonstrations" / "my-move.npz")
    share("my-move", tmp_path / "out.yaml")
    assert 100_000 < (tmp_path / "out.yaml").stat().st_size < 256 * 1024
    card = Library().card(str(tmp_path / "out.yaml"))
    assert isinstance(card.exercise, Exercise)
    frames = read_points(card.exercise.recording)
    assert frames[-1].t_s == pytest.approx(599 / 30, abs=0.01)
    assert np.ptp(np.diff([frame.t_s for frame in frames[:-1]])) < 0.01


def test_sharing_writes_over_nothing(home: Path, tmp_path: Path) -> None:
    new("my-move", like="cat-cow")
    (tmp_path / "x.yaml").write_text("mine")
    with pytest.raises(CommandError, match="already exists and was left as it is"):
        share("my-move", tmp_path / "x.yaml")
    assert (tmp_path / "x.yaml").read_text() == "mine"
