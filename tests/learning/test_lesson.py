"""A movement learned from one showing: of made bodies whose answer is arithmetic, and of recordings of two people."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
import yaml
from bodies import Arm, Leg, Stick, arms, film, reps
from paths import ROOT

from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recording
from coach.definitions.definition import Exercise, Sides
from coach.definitions.document import parsed
from coach.definitions.kind import Kind
from coach.definitions.reading import check
from coach.definitions.writing import written
from coach.learning.carriers import CameraView
from coach.learning.draft import REACHED
from coach.learning.improvement import improved
from coach.learning.lesson import Lesson, NothingLearnedError, Sureness, lesson_of, report
from coach.learning.proof import counted

FIXTURES = ROOT / "fixtures"
THREE = (1.0, 1.0, 1.0)
FPS = 15.0  # what a slow camera gives
ROUND = ("shoulder-rolls/backward", "shoulder-rolls/forward")  # the others show faults, flat circles among them


def raised(level: float) -> Stick:
    """Both arms lifted to the side, from hanging to shoulder height."""
    return Stick(**arms(elevation=10 + 80 * level, flexion=5))


def one_raised(level: float) -> Stick:
    """One arm lifted to the side: the left one above 0, the right one below."""
    left, right = max(level, 0.0), max(-level, 0.0)
    return Stick(left=Arm(elevation=10 + 80 * left, flexion=5), right=Arm(elevation=10 + 80 * right, flexion=5))


@cache
def filmed(does: Callable[[float], Stick], *peaks: float, hold_s: float = 0.3) -> list[PoseFrame]:
    level, seconds = reps(peaks, hold_s=hold_s)
    return film(lambda t_s: does(level(t_s)), seconds, FPS, noise_px=0.5)


@cache
def learned(does: Callable[[float], Stick], *peaks: float, hold_s: float = 0.3) -> Lesson:
    return lesson_of("my-move", "My move", filmed(does, *peaks, hold_s=hold_s))


@cache
def slide() -> Lesson:
    """Wall slides, learned from the last four whole ones of one person."""
    frames = [frame for _, frame in Recording(FIXTURES / "wall-slides" / "two-partials.npz")]
    return lesson_of("my-slide", "My slide", [frame for frame in frames if 17.5 <= frame.t_s <= 37.4])


def test_arms_that_are_lifted_together_are_one_movement_of_known_size() -> None:
    lesson = learned(raised, *THREE)
    assert len(lesson.showing.repetitions) == 3
    assert (lesson.carried.view, lesson.carried.sides) == (CameraView.FRONT, Sides.BOTH)
    ways = {c.measure: c.way for c in lesson.carried.carriers}
    angle = next(name for name in ("arm_elevation", "shoulder_abduction", "arm_raise") if name in ways)
    assert ways[angle] == pytest.approx(80.0, abs=6)
    assert lesson.sureness == Sureness.SURE
    assert lesson.draft.exercise.dose.hold_s == 0
    assert report(lesson)[0].startswith("3 repetitions")


def test_arms_in_turn_are_two_sides() -> None:
    lesson = learned(one_raised, 1.0, -1.0, 1.0, -1.0)
    assert lesson.carried.sides == Sides.EACH
    assert [str(side) for side in lesson.carried.worked] == ["left", "right", "left", "right"]
    assert counted(lesson.draft, filmed(one_raised, 1.0, -1.0)) == 2


def test_a_stay_at_the_target_is_a_hold() -> None:
    lesson = learned(raised, *THREE, hold_s=3.4)
    assert lesson.draft.exercise.dose.hold_s == 3


def test_half_a_way_is_no_repetition_and_another_one_s_arms_count() -> None:
    draft = learned(raised, *THREE).draft
    assert counted(draft, filmed(raised, 1.0, 0.5, 1.0)) == 2
    assert counted(draft, filmed(raised, 0.9, 0.95, 1.1, 0.9)) == 4


def test_standing_about_teaches_nothing() -> None:
    with pytest.raises(NothingLearnedError, match="no movement that went out and back"):
        learned(raised, 0.0, 0.0)


def test_a_way_along_the_line_of_sight_asks_for_another_view() -> None:
    """A bow towards the camera."""
    lesson = learned(lambda level: Stick(bow=30 * level), *THREE)
    assert "Turn your side" in report(lesson)[-1]
    assert "Turn your side" not in report(learned(raised, *THREE))[-1]


def test_a_wall_slide_learned_from_one_person_counts_another() -> None:
    assert len(slide().showing.repetitions) == 4
    frames = [frame for _, frame in Recording(FIXTURES / "wall-slides" / "mixed.npz")]
    truth = yaml.safe_load((FIXTURES / "wall-slides" / "mixed.yaml").read_text("utf-8"))["reps"]
    assert counted(slide().draft, frames) == sum(one["completed"] for one in truth)


@pytest.mark.parametrize("other", ["lateral-raises/mixed", "shoulder-shrugs/mixed", "neck-rotations/with-faults"])
def test_it_counts_nothing_of_another_movement(other: str) -> None:
    assert counted(slide().draft, [frame for _, frame in Recording(FIXTURES / f"{other}.npz")]) == 0


@pytest.mark.parametrize("at", [(320.0, 150.0), (320.0, 300.0)], ids=["knees-seen", "knees-below-the-picture"])
def test_legs_that_kept_still_or_were_not_shown_have_to_keep_still(at: tuple[float, float]) -> None:
    draft = learned(lambda level: replace(raised(level), at=at), *THREE).draft
    place = next(i for i, c in enumerate(draft.exercise.not_while) if c.measure == "knee_lift")
    assert ("not seen" in draft.reasons["not_while", place]) == (at[1] > 200)
    assert "knee" not in draft.exercise.camera.needs

    def marched(level: float) -> Stick:
        return replace(raised(level), left_leg=Leg(hip=80 * level, knee=80 * level))

    assert counted(draft, filmed(marched, *THREE)) == 0
    assert counted(draft, filmed(raised, *THREE)) == 3


def test_the_lean_at_the_start_is_firm_and_nothing_else_is() -> None:
    """The lean of the start pose tells the movement from another, so that no number of repetitions makes up for it."""
    firm = {c.measure for c in slide().draft.exercise.start_when if c.firm}
    assert firm == {"trunk_lean_3d"}


def test_what_is_written_is_what_was_learned_and_every_number_has_its_reason() -> None:
    draft = slide().draft
    text = written(draft.exercise, draft.reasons)
    assert check(parsed(text, "my-slide.yaml"), Exercise) == draft.exercise
    for key in ("progress_signal", "start_when", "not_while", "required"):
        assert all((key, i) in draft.reasons for i in range(len(getattr(draft.exercise, key))))
    for place, pose in enumerate(draft.exercise.poses):
        assert all(("poses", place, "measures", name) in draft.reasons for name in pose.measures)


def test_a_wrong_count_moves_the_limit() -> None:
    """Repetitions of six tenths that the person says are whole ones."""
    draft = learned(raised, *THREE).draft
    small = filmed(raised, 0.66, 1.0, 0.66, 1.0, 0.66, 1.0)
    assert counted(draft, small) == 3
    better = improved(draft, [(small, 6)])
    assert better is not None
    assert better.draft.exercise.range.reached < REACHED
    assert "from 0." in better.what
    assert counted(better.draft, small) == 6
    assert improved(draft, [(small, 40)]) is None


def test_what_was_asked_for_wrongly_is_asked_for_no_more() -> None:
    """Arms that are bent at the target by more than the straight ones that were shown leave room for."""
    draft = learned(raised, *THREE).draft

    def bent(level: float) -> Stick:
        return Stick(**arms(elevation=10 + 80 * level, flexion=5 + 110 * level))

    frames = filmed(bent, *THREE)
    assert counted(draft, frames) == 0
    better = improved(draft, [(filmed(raised, *THREE), 3), (frames, 3)])
    assert better is not None
    assert better.what == "What I asked of the bend of the elbow was too much and is gone."
    assert counted(better.draft, frames) == 3
    for part in ("start_when", "not_while"):
        before, after = (getattr(one.exercise, part) for one in (draft, better.draft))
        assert [c for c in before if c.measure != "elbow_flexion"] == list(after)
    kept = [rule for rule in draft.exercise.required if rule.name != "elbow_flexion"]
    assert kept == list(better.draft.exercise.required)
    text = written(better.draft.exercise, better.draft.reasons)
    assert check(parsed(text, "my-move.yaml"), Exercise) == better.draft.exercise


def test_what_was_understood_wrongly_is_understood_otherwise() -> None:
    """Both arms were shown, and one at a time is what is meant."""
    lesson = learned(raised, *THREE)
    other = learned(one_raised, 1.0, -1.0, 1.0, -1.0)
    takes = [(filmed(one_raised, 1.0, -1.0, 1.0), 3)]
    assert improved(lesson.draft, takes) is None
    better = improved(lesson.draft, takes, [other.draft])
    assert better is not None
    assert better.what.startswith("I now take it for a movement of one side at a time, and follow the ")
    assert better.draft.exercise.sides == Sides.EACH


# ------------------------------------------------------------ circles, holds and sweeps


def kind_of(name: str, begin_s: float, end_s: float) -> Kind:
    frames = [frame for _, frame in Recording(FIXTURES / f"{name}.npz")]
    lesson = lesson_of("my-move", "My move", [frame for frame in frames if begin_s <= frame.t_s <= end_s])
    return Kind(lesson.draft.exercise.kind)


def whole_ones(name: str, number: int = 4) -> tuple[float, float]:
    """From just before the first to just after the last of so many complete repetitions in a row."""
    truth = yaml.safe_load((FIXTURES / f"{name}.yaml").read_text("utf-8"))["reps"]
    rows = (truth[i : i + number] for i in range(len(truth)))
    row = next(row for row in rows if len(row) == number and all(one["completed"] for one in row))
    return row[0]["start_s"] - 0.5, row[-1]["end_s"] + 0.5


@pytest.mark.parametrize("name", ROUND)
def test_what_goes_round_is_a_circle(name: str) -> None:
    assert kind_of(name, *whole_ones(name)) == Kind.CIRCLE


@pytest.mark.parametrize("name", ["shoulder-shrugs/mixed", "wall-slides/two-partials", "lateral-raises/mixed"])
def test_what_goes_up_and_down_is_none(name: str) -> None:
    assert kind_of(name, *whole_ones(name, 3)) == Kind.REPS


def test_what_is_held_for_long_is_a_stretch_and_has_to_be_held() -> None:
    draft = learned(raised, *THREE, hold_s=11.0).draft
    assert (draft.exercise.kind, draft.exercise.dose.hold_s) == (Kind.HOLD, 9)
    assert counted(draft, filmed(raised, 1.0, 1.0, hold_s=10.0)) == 2
    assert counted(draft, filmed(raised, 1.0, 1.0, hold_s=3.0)) == 0


def test_from_side_to_side_without_a_stop_is_a_sweep() -> None:
    def swept(t_s: float) -> Stick:
        return one_raised(math.sin(math.tau * t_s / 5.0))

    lesson = lesson_of("my-move", "My move", film(swept, 12.5, FPS, noise_px=0.5))
    assert lesson.draft.exercise.kind == Kind.SWEEP
    assert counted(lesson.draft, film(swept, 12.5, FPS, noise_px=0.5)) == 5
    assert learned(one_raised, 1.0, -1.0, 1.0, -1.0).draft.exercise.kind == Kind.REPS
