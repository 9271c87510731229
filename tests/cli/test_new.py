"""`coach new` and `coach check`: a start that is right at once, nothing written over, warnings with their exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import LIBRARY

from coach.cli.check import check_files
from coach.cli.error_lines import CommandError
from coach.cli.new import new
from coach.cli.open_library import open_library
from coach.definitions.library import Library


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("card", LIBRARY.cards(), ids=lambda card: card.exercise.id)
def test_every_exercise_can_be_begun_from_and_is_right_at_once(
    card: object, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = card.exercise.id  # type: ignore[attr-defined]
    new("my-move", like=name)
    path = home / "exercises" / "my-move.yaml"
    assert capsys.readouterr().out.startswith(f"{path}\n")
    check_files([Path("my-move")], strict=True)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (f"{path}: ok\n", "")
    mine, like = open_library().card("my-move"), Library().card(name)
    assert (mine.exercise.id, mine.exercise.title) == ("my-move", "My move")
    assert mine.exercise.dose == like.exercise.dose
    assert [list(pose.measures.items()) for pose in mine.poses.values()] == [
        list(pose.measures.items()) for pose in like.poses.values()
    ]


def test_the_start_says_what_each_key_means(home: Path) -> None:
    new("my-move", like="wall-slides")
    text = (home / "exercises" / "my-move.yaml").read_text(encoding="utf-8")
    assert "\n# Form that a repetition has to have at its peak to count.\nrequired:\n" in text
    assert "#   not_while: Nothing is counted while one of these is true." in text
    assert "# 34 repetitions: whole ones reach .89 and more" in text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("My Move", "is not a name: use lower-case words joined by '-'"),
        ("../x", "is not a name"),
        ("wall-slides", "comes with the coach; take another name.* `replaces: wall-slides`"),
    ],
)
def test_a_name_that_cannot_be_is_told(name: str, told: str, home: Path) -> None:
    with pytest.raises(CommandError, match=told):
        new(name, like="cat-cow")
    assert not list(home.rglob("*.yaml"))


def test_nothing_is_written_over(home: Path) -> None:
    new("my-move", like="cat-cow")
    before = (home / "exercises" / "my-move.yaml").read_bytes()
    with pytest.raises(CommandError, match="already exists and was left as it is"):
        new("my-move", like="wall-slides")
    assert (home / "exercises" / "my-move.yaml").read_bytes() == before


def test_a_warning_is_no_mistake_unless_it_is_asked_for(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new("my-move", like="wall-slides")
    path = home / "exercises" / "my-move.yaml"
    path.write_text(path.read_text().replace("returned: 0.3", "returned: 0.65"))
    capsys.readouterr()
    check_files([path])
    printed = capsys.readouterr()
    assert printed.out == f"{path}: ok, with 1 warning\n"
    assert printed.err.startswith(f"warning: {path}:")
    assert "trembling at the top may count twice" in printed.err
    with pytest.raises(CommandError) as caught:
        check_files([path], strict=True)
    assert caught.value.code == 2


def test_a_broken_exercise_of_one_s_own_is_told_and_left_out(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "exercises").mkdir()
    (home / "exercises" / "mine.yaml").write_text("id: mine\nkind: reps\n\x1b\n")
    assert "wall-slides" in open_library().shipped_ids
    told = capsys.readouterr().err
    assert told.startswith("This exercise of yours is left out: ")
    assert "\x1b" not in told
