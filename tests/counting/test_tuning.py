"""What each number does to the count in a recording of eight wall slides, six of them whole, and which give another."""

from __future__ import annotations

from pathlib import Path

import pytest
from paths import ROOT
from shipped import LIBRARY

from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recording
from coach.counting.explanation import Explainer
from coach.counting.replayed import Replayed, silent_tries
from coach.counting.tuning import TARGET, Adjustment, Knob, Tuning, changed, knobs, middle_of_longest, session_of
from coach.definitions.definition import Exercise, Relative
from coach.definitions.library import Card, Library

MIXED = ROOT / "fixtures" / "wall-slides" / "mixed.npz"


def frames(path: Path = MIXED) -> list[PoseFrame]:
    return [frame for _none, frame in Recording(path)]


def exercise_of(card: Card) -> Exercise:
    assert isinstance(card.exercise, Exercise)
    return card.exercise


CARD = LIBRARY.card("wall-slides")


@pytest.fixture(scope="module")
def slides() -> Tuning:
    return Tuning(exercise_of(CARD), CARD.poses, frames())


def test_it_counts_what_a_session_counts(slides: Tuning) -> None:
    assert slides.counted() == 6


def test_a_nearer_target_lets_the_longer_half_one_count(slides: Tuning) -> None:
    target = next(knob for knob in knobs(slides.exercise) if knob.keys == TARGET)
    counts = {change.value: slides.counted(change) for change in slides.effect(target)}
    assert list(counts) == [0.8, 0.9, 1.1, 1.2]
    assert counts[0.8] == 7
    assert counts[1.2] <= 6


def test_a_count_that_is_right_needs_no_change(slides: Tuning) -> None:
    found = slides.suggested(6)
    assert (found.changes, found.counted) == ((), 6)


def test_the_target_that_gives_one_more_is_suggested(slides: Tuning) -> None:
    found = slides.suggested(7)
    assert found.counted == 7
    assert [change.knob.keys for change in found.changes] == [TARGET]
    exercise, poses = changed(slides.exercise, slides.poses, found.changes)
    assert Tuning(exercise, poses, slides.frames).counted() == 7


def test_each_number_is_changed_where_it_stands() -> None:
    exercise = exercise_of(CARD)
    for knob in knobs(exercise):
        if knob.keys != TARGET:
            new, poses = changed(exercise, CARD.poses, [Adjustment(knob, knob.value + 0.5)])
            assert poses == CARD.poses
            part: object = new
            for key in knob.keys:
                part = part[key] if isinstance(key, int) else getattr(part, key)  # type: ignore[index]
            assert part == knob.value + 0.5
            assert new != exercise


def test_the_target_moves_along_the_way_in_the_measures_that_are_followed() -> None:
    knob = Knob(TARGET, 1.0, 0.1)
    _exercise, poses = changed(exercise_of(CARD), CARD.poses, [Adjustment(knob, 0.5)])
    assert poses["overhead-y"].measures["arm_elevation"] == (80 + 154) / 2
    assert poses["goalpost"] == CARD.poses["goalpost"]


def test_a_relative_target_moves_as_well() -> None:
    card = Library().card("shoulder-shrugs")
    exercise = exercise_of(card)
    _new, poses = changed(exercise, card.poses, [Adjustment(Knob(TARGET, 1.0, 0.1), 0.5)])
    name = exercise.progress_signal[0].measure
    before, after = (some[exercise.path.target].measures[name] for some in (card.poses, poses))
    start = card.poses[exercise.path.start].measures[name]
    assert isinstance(before, Relative) and isinstance(after, Relative) and isinstance(start, Relative)  # noqa: PT018
    assert after.neutral == pytest.approx((before.neutral + start.neutral) / 2, abs=0.001)


def test_what_is_not_counted_again_would_be_counted_the_same(slides: Tuning) -> None:
    short = Tuning(slides.exercise, slides.poses, slides.frames[::3])
    skipped = [c for knob in knobs(short.exercise) for c in short.effect(knob) if not short._may_matter(c)]
    assert len(skipped) >= 4
    for change in skipped:
        assert short.counted_with((), change) == short.counted(change)
    starts = [c for knob in knobs(short.exercise) if knob.keys[0] == "start_when" for c in short.effect(knob)]
    assert any(short._may_matter(change) for change in starts)


def test_no_value_is_tried_that_could_not_be_written(slides: Tuning) -> None:
    for knob in knobs(slides.exercise):
        for change in slides.effect(knob):
            exercise, _poses = changed(slides.exercise, slides.poses, [change] if knob.keys != TARGET else [])
            Exercise.model_validate_json(exercise.model_dump_json(), strict=True)
            assert exercise.range.returned < exercise.range.reached
            assert exercise.range.attempted < exercise.range.reached
            assert exercise.tempo_s[0] < exercise.tempo_s[1]


@pytest.mark.parametrize(
    ("values", "middle"),
    [((0.7,), 0.7), ((0.5, 0.6, 0.7), 0.6), ((0.5, 0.6), 0.5), ((0.4, 0.7, 0.8, 0.9), 0.8), ((0.4, 0.5, 0.9), 0.4)],
)
def test_the_middle_of_the_longest_run_is_taken(values: tuple[float, ...], middle: float) -> None:
    assert middle_of_longest(values, 0.1) == middle


def test_a_movement_that_came_to_nothing_is_found() -> None:
    strict = exercise_of(CARD).model_copy(
        update={"start_when": (exercise_of(CARD).start_when[0].model_copy(update={"above": 140.0, "firm": True}),)}
    )
    session = session_of(strict, CARD.poses)
    replayed, explainer = Replayed(strict), Explainer(strict, 0.0)
    for frame in frames():
        progress = session.update(frame)
        replayed.note(frame, session.judgement, progress.events)
        explainer.note(session.judgement, progress.events)
    found = silent_tries(replayed, explainer.repetitions)
    assert len(explainer.repetitions) == 0
    assert 7 <= len(found) <= 9  # eight movements
    assert any(4.62 < t_s < 7.73 for t_s in found) or any(3 < t_s < 8 for t_s in found)
