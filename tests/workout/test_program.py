"""Programs: those that come with the coach, what a choice gives, and mistakes in a file with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import LIBRARY

from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Dose, Program
from coach.definitions.document import DefinitionError
from coach.definitions.library import Card, ProgramCard, UnknownNameError
from coach.workout.program import chosen, judged, plan, seconds_of

CATALOGUE = {
    "upper-back-five": ("shoulder-rolls", "childs-pose", "open-books", "scapular-squeezes", "bent-over-rows"),
    "desk-break": ("shoulder-rolls", "scapular-squeezes", "neck-side-bend"),
    "morning-and-night": ("single-knee-to-chest", "double-knee-to-chest", "supine-knee-rotation"),
    "neck-and-shoulders": (
        "isometric-neck", "butterfly-elbows", "shoulder-rolls", "thoracic-extension", "wall-slides",
    ),
    "gentle-stretch": ("floor-press", "pelvic-push", "reach-skyward", "raise-a-knee", "walking"),
    "strength-three": ("bent-over-rows", "reverse-fly", "band-row"),
}  # fmt: skip


def today(name: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(item.exercise.id for item in plan(LIBRARY.program(name), Options(), before).items)


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_programs_of_the_catalogue(name: str) -> None:
    card = LIBRARY.program(name)
    assert set(CATALOGUE[name]) <= {entry.exercise for entry in card.program.entries}
    assert card.program.id == name


def test_a_break_takes_about_three_minutes() -> None:
    assert 150 < plan(LIBRARY.program("desk-break"), Options()).seconds < 240


def test_an_exercise_takes_as_long_as_a_plan_of_it_and_a_clock_its_own_time() -> None:
    slides = LIBRARY.card("wall-slides")
    assert seconds_of(slides) == plan(slides, Options()).seconds > 40
    assert seconds_of(LIBRARY.card("walking").dosed("long")) == 1800
    assert seconds_of(LIBRARY.program("desk-break")) == plan(LIBRARY.program("desk-break"), Options()).seconds


def test_no_program_is_called_like_an_exercise() -> None:
    exercises = {name for card in LIBRARY.cards() for name in (card.exercise.id, card.exercise.title.lower())}
    programs = {name for p in LIBRARY.programs() for name in (p.id, p.title.lower(), *p.also)}
    assert not exercises & programs


def test_names_find_both_kinds() -> None:
    assert isinstance(LIBRARY.find("office break"), ProgramCard)
    assert isinstance(LIBRARY.find("wall angels"), Card)
    with pytest.raises(UnknownNameError, match="did you mean 'desk-break'"):
        LIBRARY.find("desk-brake")
    with pytest.raises(UnknownNameError, match="did you mean 'wall-slides'"):
        LIBRARY.find("wall-slide")


def test_doses_of_a_program() -> None:
    items = {item.exercise.id: item for item in plan(LIBRARY.program("desk-break"), Options()).items}
    assert (items["scapular-squeezes"].reps, items["scapular-squeezes"].hold_s) == (3, 5.0)
    five = {item.exercise.id: item for item in plan(LIBRARY.program("upper-back-five"), Options(level="gentle")).items}
    assert (five["childs-pose"].reps, five["childs-pose"].hold_s) == (3, 15.0)
    assert five["open-books"].goal == 20  # ten a side
    assert {item.options.level for item in five.values()} == {"gentle"}


# ---------------------------------------------------------------- a choice


def test_three_of_many_never_the_same_as_the_last_time_and_all_in_turn() -> None:
    before: tuple[str, ...] = ()
    seen: list[tuple[str, ...]] = []
    for _ in range(12):
        three = today("strength-three", before)[1:]
        assert len(set(three)) == 3
        assert not seen or not set(three) & set(seen[-1])
        seen.append(three)
        before += three
    everything = {entry.exercise for entry in LIBRARY.program("strength-three").program.among}
    assert {name for three in seen[:3] for name in three} == everything


def test_what_was_skipped_comes_before_what_was_done() -> None:
    first = today("strength-three")[1:]
    assert first[0] in today("strength-three", first[1:])


def test_a_choice_of_nearly_all_still_changes() -> None:
    program = Program.model_validate_json(
        '{"id": "a", "title": "a", "description": "a", "good_for": ["a"], "source": "a", "choose": 2, "among":'
        '[{"exercise": "x"}, {"exercise": "y"}, {"exercise": "z"}]}'
    )
    before: list[str] = []
    for expected in (("x", "y"), ("x", "z"), ("x", "y")):
        names = [entry.exercise for entry in chosen(program, before)]
        assert tuple(names) == expected
        before += names


def test_three_sets_of_ten_after_ten_minutes_of_warming_up() -> None:
    whole = plan(LIBRARY.program("strength-three"), Options())
    warm_up, *rest = whole.items
    assert isinstance(warm_up.exercise, Activity)
    assert warm_up.dose.time_s == 600
    assert {(item.reps, item.sets) for item in rest} == {(10, 3)}
    assert [item.exercise.id for item in judged(whole).items] == [item.exercise.id for item in rest]


def test_a_plan_of_a_walk_alone_stays_one() -> None:
    walk = plan(LIBRARY.card("walking"), Options())
    assert judged(walk) == walk
    assert walk.title == "Walking"


# ---------------------------------------------------------------- mistakes

GOOD = """\
id: mine
title: Mine
good_for: [neck]
description: My own.
items:
  - {exercise: wall-slides}
source: me
"""


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # what is not there, with the nearest that is
        ("slides}", "slide}", "6:16: items[0].exercise: unknown exercise 'wall-slide'; did you mean 'wall-slides'?"),
        ("wall-slides}", "childs-pose, dose: longer}",
         "6:35: items[0].dose: 'childs-pose' has no dose 'longer'; did you mean 'long'?"),
        ("slides}", "slides, dose: long}", "6:35: items[0].dose: 'wall-slides' has no dose 'long'; it has one only"),
        # a dose of one's own is read as strictly as any
        ("slides}", "slides, dose: {rep: 3}}", "6:36: items[0].dose.rep: unknown key 'rep'; did you mean 'reps'?"),
        ("slides}", "slides, dose: {reps: 0}}", "items[0].dose.reps: expected at least 1, found the number 0"),
        # what belongs together
        ("items:\n  - {exercise: wall-slides}\n", "choose: 2\n", "a program needs 'items', or 'choose' and 'among'"),
        ("source", "choose: 2\nsource", "'choose' and 'among' must be used together"),
        ("items:", "choose: 1\namong:", "'among' needs more than 'choose', or it would be the same every time"),
        ("title", "titel", "unknown key 'titel'; did you mean 'title'?"),
    ],
)  # fmt: skip
def test_mistakes_have_a_place_and_a_way_out(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(DefinitionError) as error:
        LIBRARY.check(path)
    assert said in str(error.value)


def test_a_program_of_ones_own_finds_exercises_beside_it(tmp_path: Path) -> None:
    own = (LIBRARY.root / "exercises" / "wall-slides.yaml").read_text("utf-8")
    write(tmp_path, own.replace("id: wall-slides", "id: my-slides"), "my-slides.yaml")
    path = write(tmp_path, GOOD.replace("wall-slides}", "my-slides, dose: {reps: 3, hold_s: 2}}"))
    card = LIBRARY.find(str(path))
    assert isinstance(card, ProgramCard)
    assert isinstance(LIBRARY.check(path), ProgramCard)
    (item,) = plan(card, Options()).items
    assert item.dose == Dose(reps=3, hold_s=2)
