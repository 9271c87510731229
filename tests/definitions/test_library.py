"""The library of exercises, a user's own file beside it, and mistakes that no single value shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import LIBRARY

from coach.definitions.document import DefinitionError, Problem
from coach.definitions.library import Card, Library, UnknownNameError, shipped

START = "id: low\ntitle: Low\ndescription: Arms down.\nmeasures: {arm_elevation: 10, elbow_flexion: 5}\n"
TARGET = "id: high\ntitle: High\ndescription: Arms up.\nmeasures: {arm_elevation: 150}\n"
MINE = """\
id: my-raise
title: My raise
also: [raise them]
kind: reps
good_for: [shoulders]
place: desk
camera: {view: front, say: Face the camera., needs: [shoulder, left_elbow]}
setup: Stand.
movement: Raise both arms.
dose: {reps: 5}
path: {start: low, target: high}
progress_signal: [{measure: arm_elevation}]
cues:
  - {id: shrug, say: Shoulders down, when: [{measure: arm_asymmetry, above: 1}], marks: [shoulder]}
source: me
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A right exercise of the user's own, with its poses beside it."""
    (tmp_path / "poses").mkdir()
    (tmp_path / "poses" / "low.yaml").write_text(START)
    (tmp_path / "poses" / "high.yaml").write_text(TARGET)
    path = tmp_path / "mine.yaml"
    path.write_text(MINE)
    return path


def complaints(path: Path) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        Library().check(path)
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


def test_everything_shipped_is_right_and_found_under_each_of_its_names() -> None:
    library = Library()
    assert {"wall-slides", "shoulder-rolls", "scapular-squeezes"} <= {e.id for e in library.exercises()}
    for card in library.cards():
        assert card.path.stem == card.exercise.id
        for name in (card.exercise.id, card.exercise.title, *card.exercise.also):
            assert library.card(name).exercise == card.exercise
    for name in library.pose_ids:
        assert library.pose(name).id == name


def test_a_file_is_taken_wherever_a_name_is_with_the_poses_beside_it(mine: Path) -> None:
    card = Library().card(str(mine))
    assert (card.exercise.id, card.poses["low"].measures["arm_elevation"]) == ("my-raise", 10)


def test_poses_of_the_library_serve_a_file_elsewhere(mine: Path) -> None:
    mine.write_text(MINE.replace("{start: low, target: high}", "{start: goalpost, target: overhead-y}"))
    assert set(Library().card(str(mine)).poses) == {"goalpost", "overhead-y"}


def test_a_pose_file_is_checked_as_a_pose(mine: Path) -> None:
    pose = mine.parent / "poses" / "low.yaml"
    assert Library().check(pose) == Library().pose(str(pose))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("wall-slide", "no exercise is called 'wall-slide'; did you mean 'wall-slides'?"),
        ("Wall angel", "no exercise is called 'Wall angel'; did you mean 'wall-angels'?"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(asked: str, answer: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        Library().card(asked)
    assert str(caught.value) == answer


MISTAKES = [
    # names out of the vocabulary, wherever they stand
    (
        "[{measure: arm_elevation}]",
        "[{measure: arm_elevatoin}]",
        "mine.yaml:12:29: progress_signal[0].measure: unknown measure 'arm_elevatoin'; did you mean 'arm_elevation'?",
    ),
    (
        "measure: arm_asymmetry",
        "measure: arm_asymetry",
        "mine.yaml:14:55: cues[0].when[0].measure: unknown measure 'arm_asymetry'; did you mean 'arm_asymmetry'?",
    ),
    # poses that are neither beside the file nor in the library
    ("start: low", "start: lwo", "mine.yaml:11:15: path.start: unknown pose 'lwo'; did you mean 'low'?"),
    # landmarks: full names, and joints that stand for both sides
    (
        "left_elbow]",
        "left_elbo]",
        "mine.yaml:7:64: camera.needs[1]: unknown landmark 'left_elbo'; did you mean 'left_elbow'?",
    ),
    (
        "marks: [shoulder]",
        "marks: [nose, sholder]",
        "mine.yaml:14:96: cues[0].marks[1]: unknown landmark 'sholder'; did you mean 'shoulder'?",
    ),
    # a limit has one side
    (
        "above: 1",
        "above: 1, below: 0",
        "mine.yaml:14:45: cues[0].when[0]: exactly one of 'above', 'below' and 'beyond' is needed",
    ),
    # a kind is one word
    ("kind: reps", "kind: []", "mine.yaml:4:7: kind: expected 'reps', 'circle', 'hold' or 'sweep', found a list"),
    # only a correction knows earlier repetitions, and only where it says so
    (
        "above: 1",
        "of: usual, above: 1",
        "mine.yaml:14:74: cues[0].when[0].of: 'of: usual' compares with earlier repetitions: it belongs "
        "under 'unusual'",
    ),
    (
        "above: 1}]",
        "above: 1}], unusual: [{measure: arm_asymmetry, above: 2}]",
        "mine.yaml:14:91: cues[0].unusual: none of these compares with earlier repetitions: one needs 'of: usual'",
    ),
    (
        "above: 1}]",
        "above: 1}], unusual: {measure: arm_asymmetry, of: usual, above: 2}",
        "mine.yaml:14:91: cues[0].unusual: expected a list, found keys and values",
    ),
    (
        "source: me",
        "of: usual",
        "mine.yaml:15:5: of: 'of: usual' compares with earlier repetitions: it belongs under 'unusual'",
    ),
    # two cues of one name could not be told apart in a report
    (
        "source: me",
        "  - {id: shrug, say: Again, when: [{measure: arm_asymmetry, below: 0}]}\nsource: me",
        "mine.yaml:15:10: cues[1].id: the cue 'shrug' is there twice (first in line 14)",
    ),
    # the progress signal needs a way from start to target
    (
        "{measure: arm_elevation}",
        "{measure: elbow_flexion}",
        "mine.yaml:12:29: progress_signal[0].measure: 'elbow_flexion' has no value in the pose 'high', "
        "so there is no way to follow",
    ),
    (
        "target: high",
        "target: low",
        "mine.yaml:12:29: progress_signal[0].measure: 'arm_elevation' is the same in 'low' and 'low', so nothing moves",
    ),
    # limits that would never let a repetition end
    (
        "source: me",
        "range: {reached: 0.5, returned: 0.6}\nsource: me",
        "mine.yaml:15:33: range.returned: expected less than 'reached', or no repetition could ever end",
    ),
    (
        "source: me",
        "tempo_s: [5, 2]\nsource: me",
        "mine.yaml:15:10: tempo_s: expected the shortest repetition first, then a longer one, in seconds",
    ),
    (
        "source: me",
        "range: {attempted: 0.8}\nsource: me",
        "mine.yaml:15:20: range.attempted: expected less than 'reached', or nothing could be a partial repetition",
    ),
    # a dose that says how much of this kind there is to do, and nothing of another kind
    ("{reps: 5}", "{sets: 5}", "mine.yaml:10:7: dose: missing key 'reps': how many?"),
    (
        "{reps: 5}",
        "{reps: 5}\ndoses:\n  long: {reps: 5, time_s: 60}",
        "mine.yaml:12:19: doses.long.time_s: 'time_s' is for the kind 'clock', this one is 'reps'",
    ),
    (
        "{reps: 5}",
        "{reps: 5, directions: [forward]}",
        "mine.yaml:10:17: dose.directions: 'directions' is for the kind 'circle', this one is 'reps'",
    ),
    (
        "kind: reps",
        "kind: hold",
        "mine.yaml:10:7: dose: missing key 'hold_s': how long?",
    ),
    # a kind that is neither judged nor timed
    (
        "kind: reps",
        "kind: clok",
        "mine.yaml:4:7: kind: expected one of reps, circle, hold, sweep, clock, found 'clok'; did you mean 'clock'?",
    ),
    (
        "kind: reps",
        "kind: circle",
        "mine.yaml:4:7: kind: a circle needs 'circle_widths': what moves across its way up and down",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES, ids=[row[1][:30] for row in MISTAKES])
def test_mistake_is_one_placed_message(mine: Path, right: str, wrong: str, message: str) -> None:
    assert right in MINE
    mine.write_text(MINE.replace(right, wrong, 1))
    assert complaints(mine) == [message]


def test_what_nothing_counts_without_has_to_be_among_the_needs(mine: Path) -> None:
    mine.write_text(MINE.replace("needs: [shoulder, left_elbow]", "needs: [shoulder]"))
    assert complaints(mine) == [
        "mine.yaml:7:46: camera.needs: nothing counts while 'arm_elevation' cannot be seen, so 'elbow' has to be here"
    ]


@pytest.mark.parametrize("card", LIBRARY.cards(), ids=lambda card: card.path.stem)
def test_the_needs_of_what_is_shipped_are_all_there(card: Card) -> None:
    Library().check(card.path)


def test_a_measure_of_a_pose_is_placed_at_its_name(mine: Path) -> None:
    pose = mine.parent / "poses" / "low.yaml"
    pose.write_text(START.replace("elbow_flexion", "elbow_flexon"))
    place = "low.yaml:4:31: measures.elbow_flexon"
    assert complaints(pose) == [f"{place}: unknown measure 'elbow_flexon'; did you mean 'elbow_flexion'?"]
    with pytest.raises(DefinitionError, match=r"poses.low\.yaml:4:31: "):
        Library().card(str(mine))


WALK = "id: walk\ntitle: Walk\nkind: clock\ngood_for: [all]\nplace: away\nsetup: S.\nmovement: M.\nsource: me\n"


def test_something_timed_says_how_long(tmp_path: Path) -> None:
    path = tmp_path / "walk.yaml"
    path.write_text(WALK + "dose: {time_s: 60}\n")
    assert Library().card(str(path)).exercise.dose.time_s == 60
    path.write_text(WALK + "dose: {reps: 3}\n")
    assert complaints(path) == ["walk.yaml:9:7: dose: missing key 'time_s': how long?"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # whatever a file is most like is what its mistakes are told against
        ("id: a\ndescription: b\nmeasrues: {arm_elevation: 3}\n", "missing keys 'title' and 'measures'"),
        ("id: a\nmeasures: {arm_elevation: 3}\n", "missing keys 'title' and 'description'"),
        (
            "id: a\nkind: reps\nmeasures: {arm_elevation: 3}\npath: {start: goalpost}\n",
            "missing keys 'title', 'good_for'",
        ),
        # like none of them
        ("id: a\n", "expected a pose, an exercise, a program or a plan, found no key that only one of them has"),
        ("{}", "expected a pose, an exercise, a program or a plan, found no key that only one of them has"),
    ],
)
def test_a_file_is_taken_for_what_its_keys_say(tmp_path: Path, text: str, meant: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text)
    assert complaints(path)[0].startswith(f"a.yaml:1:1: {meant}")


def test_mistakes_of_every_sort_come_together(mine: Path) -> None:
    text = MINE
    for right, wrong in (("kind: reps", "kind: rep"), ("start: low", "start: lwo"), ("say: Sh", "sey: Sh")):
        text = text.replace(right, wrong)
    mine.write_text(text.replace("left_elbow", "left_elbo").replace("{measure: arm_el", "{measure: amr_el"))
    keys = [line.split(": ")[1] for line in complaints(mine)]
    assert keys == ["kind", "camera.needs[1]", "path.start", "progress_signal[0].measure", "cues[0]", "cues[0].sey"]


LINES = [
    path.read_text(encoding="utf-8").splitlines()
    for folder in ("poses", "exercises", "exercises/programs")
    for path in sorted((shipped() / folder).glob("*.yaml"))
]
ODD = ("", "null", "5", "-3", "1e9", "[]", "{}", "{a: b}", "'", "- a", "[[[", "!!x", "&a", "clock", "- {}", "\t")


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_spoilt_in_any_way_gives_placed_mistakes_or_is_right(data: st.DataObject, tmp_path: Path) -> None:
    lines = list(data.draw(st.sampled_from(LINES)))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key = lines[at].partition(":")[0]
        other = f"{key}: {data.draw(st.sampled_from(ODD))}"
        lines[at : at + 1] = data.draw(st.sampled_from([[], [other], [lines[at]] * 2, [lines[at], f"  {other}"]]))
        if not lines:
            return
    path = tmp_path / "spoilt.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    problems: tuple[Problem, ...] = ()
    try:
        Library().check(path)
    except DefinitionError as error:
        problems = error.problems
    assert all(problem.place.line >= 1 and problem.message for problem in problems)
