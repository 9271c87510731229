"""Numbers changed in a definition's text: the rest stays, comments too, whatever the style and the line ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import LIBRARY

from coach.definitions.definition import Exercise
from coach.definitions.document import Keys, parsed
from coach.definitions.edited import tuned_texts, with_entry, with_numbers, with_word
from coach.definitions.library import Library, pose_files

TEXT = """\
# mine
id: a  # a name
range: {reached: 0.7, returned: .3}   # measured
path: {start: low, target: high}
tempo_s: [0.6, 10]
camera:
  view: front  # from ahead
  distance_m: 2
rules:
  - name: x
    when: [{measure: m, below: -5}]
"""


@pytest.mark.parametrize(
    ("keys", "value", "old", "new"),
    [
        (("range", "reached"), 0.65, "reached: 0.7,", "reached: 0.65,"),
        (("range", "returned"), 0.25, "returned: .3}", "returned: 0.25}"),
        (("range", "attempted"), 0.2, "{reached: 0.7", "{attempted: 0.2, reached: 0.7"),
        (("tempo_s", 0), 0.3, "[0.6, 10]", "[0.3, 10]"),
        (("tempo_s", 1), 12, "[0.6, 10]", "[0.6, 12]"),
        (("rules", 0, "when", 0, "below"), -7.5, "below: -5}", "below: -7.5}"),
        (("camera", "distance_m"), 3, "distance_m: 2", "distance_m: 3"),
        (("camera", "height_m"), 1, "  view: front", "  height_m: 1\n  view: front"),
        (("other", "x"), 1, "below: -5}]\n", "below: -5}]\nother: {x: 1}\n"),
    ],
)
@pytest.mark.parametrize("broken", ["\n", "\r\n"])
def test_one_number_is_changed_and_nothing_else(keys: Keys, value: float, old: str, new: str, broken: str) -> None:
    text, wanted = (one.replace("\n", broken) for one in (TEXT, TEXT.replace(old, new)))
    changed = with_numbers(parsed(text, "f"), {keys: value})
    assert changed.replace("\r\n", "\n") == wanted.replace("\r\n", "\n")
    found = parsed(changed, "f").value
    for key in keys:
        found = found[key]  # type: ignore[index, call-overload]
    assert found == value


def test_several_are_changed_one_after_the_other() -> None:
    changed = with_numbers(
        parsed(TEXT, "f"), {("range", "reached"): 0.123456, ("range", "attempted"): 0.1, ("tempo_s", 0): 2}
    )
    assert "range: {attempted: 0.1, reached: 0.123456, returned: .3}   # measured\n" in changed
    assert "tempo_s: [2, 10]\n" in changed


def test_a_word_is_changed() -> None:
    assert "{start: low, target: mine}" in with_word(parsed(TEXT, "f"), ("path", "target"), "mine")


@pytest.mark.parametrize("before", ["", "poses:\n- id: one\n", "poses:\n    - id: one\n"])
def test_an_entry_is_added_to_a_list_or_begins_one(before: str) -> None:
    changed = with_entry(parsed(TEXT + before, "f"), "poses", ["  - id: new", "    x: 1"])
    ids = [pose["id"] for pose in parsed(changed, "f").value["poses"]]  # type: ignore[index, call-overload, union-attr]
    assert ids == (["new", "one"] if before else ["new"])
    assert changed.startswith(TEXT.rstrip())


SLIDES = LIBRARY.card("wall-slides").path.read_text(encoding="utf-8")
INSIDE = """
poses:
  - {id: my-low, title: L, description: d, measures: {arm_elevation: 80, elbow_flexion: 97}}
  - id: my-high
    title: H
    description: d
    measures:
      arm_elevation: 154  # as high as it goes
      elbow_flexion: 16
"""


def tuned(folder: Path, text: str, name: str, share: float) -> tuple[dict[Path, tuple[str, str]], Exercise]:
    """The files as they would be with another target pose, and the exercise that they hold then."""
    path = folder / "mine.yaml"
    path.write_text(text)
    card = Library().card(str(path))
    target = card.poses[name].model_copy(update={"measures": {"arm_elevation": share, "elbow_flexion": 50.0}})
    texts = tuned_texts(card, {}, target, pose_files(path, Library().root))
    for file, (before, after) in texts.items():
        assert file.read_text() == before
        file.write_text(after)
    again = Library().card(str(path))
    assert isinstance(again.exercise, Exercise)
    assert again.poses[again.exercise.path.target].measures == {"arm_elevation": share, "elbow_flexion": 50.0}
    return texts, again.exercise


def test_a_pose_of_the_library_is_copied_into_the_exercise(tmp_path: Path) -> None:
    texts, exercise = tuned(tmp_path, SLIDES, "overhead-y", 130.5)
    assert list(texts) == [tmp_path / "mine.yaml"]
    assert (exercise.path.start, exercise.path.target) == ("goalpost", "wall-slides-target")


def test_a_pose_inside_is_changed_in_its_place(tmp_path: Path) -> None:
    text = SLIDES.replace("{start: goalpost, target: overhead-y}", "{start: my-low, target: my-high}" + INSIDE)
    texts, _exercise = tuned(tmp_path, text, "my-high", 130.5)
    wanted = text.replace("154  # as", "130.5  # as").replace("elbow_flexion: 16", "elbow_flexion: 50")
    assert texts[tmp_path / "mine.yaml"][1] == wanted


def test_a_pose_beside_is_changed_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "poses").mkdir()
    pose = "id: my-high\ntitle: H\ndescription: d\nmeasures: {arm_elevation: 154, elbow_flexion: 16}  # mine\n"
    (tmp_path / "poses" / "my-high.yaml").write_text(pose)
    texts, _exercise = tuned(tmp_path, SLIDES.replace("overhead-y", "my-high"), "my-high", 130.5)
    assert list(texts) == [tmp_path / "poses" / "my-high.yaml"]
    assert texts[tmp_path / "poses" / "my-high.yaml"][1] == pose.replace("154", "130.5").replace("16}", "50}")
