"""Exercises that a person has added: found by their id, and in the place of another only where they say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import LIBRARY

from coach.definitions.definition import Exercise
from coach.definitions.document import DefinitionError
from coach.definitions.library import Library

SLIDES = (LIBRARY.root / "exercises" / "wall-slides.yaml").read_text(encoding="utf-8")
POSES = """
poses:
  - {id: my-start, title: Low, description: Arms level., measures: {arm_elevation: 80, elbow_flexion: 97}}
  - {id: my-target, title: High, description: Arms up., measures: {arm_elevation: 120, elbow_flexion: 30}}
"""


def mine(home: Path, name: str = "my-move", *changes: tuple[str, str], file: str = "") -> Path:
    """Wall slides under another id, with these texts in the place of others."""
    text = SLIDES.replace("id: wall-slides", f"id: {name}").replace("title: Wall slides", "title: My move")
    text = text.replace("also: [wall angels, arm slides, snow angel]\n", "")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = home / "exercises" / f"{file or name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def title(library: Library, name: str) -> str:
    return library.card(name).exercise.title


def mistakes(library: Library) -> list[str]:
    return [str(one) for refused in library.refused for one in refused.problems]


def test_it_is_found_by_its_id_and_its_names_and_listed(tmp_path: Path) -> None:
    mine(tmp_path, "my-move", ("kind: reps", "also: [slip up]\nkind: reps"))
    library = Library(own=tmp_path)
    assert [title(library, name) for name in ("my-move", "My Move", "slip up")] == ["My move"] * 3
    assert "my-move" in {card.exercise.id for card in library.cards()}
    assert (library.refused, title(library, "wall-slides")) == ((), "Wall slides")


def test_the_same_id_without_a_word_is_an_error_that_says_how(tmp_path: Path) -> None:
    path = mine(tmp_path, "wall-slides")
    library = Library(own=tmp_path)
    assert mistakes(library) == [
        f"{path}:2:5: id: wall-slides is an exercise that comes with the coach; to take its place write "
        "`replaces: wall-slides`, otherwise give yours another id"
    ]
    assert title(library, "wall-slides") == "Wall slides"
    with pytest.raises(DefinitionError, match="to take its place write `replaces: wall-slides`"):
        library.check(path)


def test_one_that_says_so_takes_the_place_in_programs_too(tmp_path: Path) -> None:
    mine(tmp_path, "wall-slides", ("kind: reps", "replaces: wall-slides\nkind: reps"))
    library = Library(own=tmp_path)
    assert library.refused == ()
    assert title(library, "wall-slides") == "My move"
    assert library.program("neck-and-shoulders").cards["wall-slides"].exercise.title == "My move"
    assert [card.exercise.title for card in library.cards() if card.exercise.id == "wall-slides"] == ["My move"]


def test_what_takes_a_place_has_to_fit_where_programs_ask_for_it(tmp_path: Path) -> None:
    mine(tmp_path, "shoulder-rolls", ("kind: reps", "replaces: shoulder-rolls\nkind: reps"))
    told = "\n".join(mistakes(Library(own=tmp_path)))
    assert "kind: an exercise that takes its place has to be of the same kind, 'circle'" in told
    assert "replaces: programs ask for its other doses, so `doses` has to have both-ways" in told


@pytest.mark.parametrize(
    ("name", "replaced", "told"),
    [
        ("my-move", "wall-slides", "write `replaces: my-move`, or leave it out"),
        ("my-move", "my-move", "no exercise called my-move comes with the coach, so leave this out"),
    ],
)
def test_it_takes_no_other_s_place(tmp_path: Path, name: str, replaced: str, told: str) -> None:
    mine(tmp_path, name, ("kind: reps", f"replaces: {replaced}\nkind: reps"))
    library = Library(own=tmp_path)
    assert told in mistakes(library)[0]
    assert title(library, "wall-slides") == "Wall slides"


def test_of_two_with_one_id_the_first_is_taken_and_the_other_told(tmp_path: Path) -> None:
    first = mine(tmp_path)
    mine(tmp_path, "my-move", file="other")
    library = Library(own=tmp_path)
    assert mistakes(library)[0].endswith(f"id: the exercise my-move already exists, in {first}")
    assert library.card("my-move").path == first


def test_its_other_names_take_none_away(tmp_path: Path) -> None:
    mine(tmp_path, "my-move", ("kind: reps", "also: [wall angels]\nkind: reps"))
    assert title(Library(own=tmp_path), "wall angels") == "Wall slides"


def test_one_with_a_mistake_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    mine(tmp_path, "broken", ("kind: reps", "kind: rep"))
    (tmp_path / "exercises" / "no.yaml").write_text("[")
    mine(tmp_path)
    library = Library(own=tmp_path)
    assert {"my-move", "wall-slides"} <= {card.exercise.id for card in library.cards()}
    assert len(mistakes(library)) == 2
    with pytest.raises(DefinitionError, match="found 'rep'; did you mean 'reps'"):
        library.card("broken")


def test_poses_may_stand_in_the_file_itself(tmp_path: Path) -> None:
    path = mine(
        tmp_path, "my-move", ("{start: goalpost, target: overhead-y}", "{start: my-start, target: my-target}" + POSES)
    )
    card = Library().card(str(path))
    assert card.poses["my-target"].measures["arm_elevation"] == 120
    assert isinstance(card.exercise, Exercise)
    path.write_text(path.read_text().replace("target: my-target", "target: my-targte"))
    with pytest.raises(DefinitionError, match="unknown pose 'my-targte'; did you mean 'my-target'"):
        Library().check(path)


def test_a_recording_that_is_none_is_told(tmp_path: Path) -> None:
    path = mine(tmp_path, "my-move", ("kind: reps", "recording: |\n  640 480\n  0 x\nkind: reps"))
    with pytest.raises(DefinitionError, match="recording: line 2: expected whole numbers"):
        Library().check(path)
