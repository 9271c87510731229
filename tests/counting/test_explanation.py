"""Why something counted or did not: one reason at a time, done to stick people who raise their arms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest
from bodies import Stick, film, reps
from raises import POSES, RAISE, raised

from coach.body.landmarks import INDEX, PoseFrame
from coach.body.side import SIDES, Side
from coach.counting.explanation import Explainer, Explanation, Outcome
from coach.counting.session import Session, session_for
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.events import Partial, Rep
from coach.workout.explained import lines_of

AT_S = 1.5 + 1.35  # the middle of the first repetition's stay at the top


def raising(peaks: Sequence[float], pose: Callable[[float], Stick] = raised, out_s: float = 1.2) -> list[PoseFrame]:
    level, seconds = reps(peaks, out_s=out_s)
    return film(lambda t: pose(level(t)), seconds)


def looked_on(frames: Iterable[PoseFrame], **changes: object) -> Explainer:
    """A whole set of arm raises, looked on at."""
    exercise = Exercise.model_validate_json(json.dumps(RAISE | changes))
    session = session_for(exercise, POSES, Options(endless=True))
    assert isinstance(session, Session)
    explainer = Explainer(exercise, session.hold_s)
    for frame in frames:
        progress = session.update(frame)
        explainer.note(session.judgement, progress.events)
    explainer.note(None, session.finish().events)
    return explainer


def hidden(frames: Iterable[PoseFrame], *names: str) -> list[PoseFrame]:
    """These landmarks are not visible from the first second on."""
    gone, out = [INDEX[name] for name in names], []
    for frame in frames:
        seen = frame.visibility.copy()
        seen[gone] = 0.99 if frame.t_s < 1 else 0.0
        out.append(replace(frame, visibility=seen))
    return out


def words(found: Explanation) -> str:
    """What stands before the numbers."""
    return "\n".join(lines_of(found)).partition("\n\n")[0]


def test_a_counted_one_is_explained_as_counted() -> None:
    found = looked_on(raising([1.0])).explain(AT_S)
    assert found.outcome is Outcome.COUNTED
    assert isinstance(found.told, Rep)
    both = next(seen for seen in found.signals if seen.side == Side.BOTH)
    assert (both.start, both.peak, both.end) == pytest.approx((0.0, 1.0, 0.0), abs=0.15)
    assert both.peak_s == pytest.approx(AT_S, abs=0.3)
    assert (found.reached, found.returned, found.attempted) == (0.75, 0.3, 0.25)
    assert words(found) == "This was counted as repetition 1: the movement reached the target and came back."


def test_a_partial_is_explained_by_its_missing_measure() -> None:
    found = looked_on(raising([1.0, 0.5])).explain(AT_S + 3.7)
    assert found.outcome is Outcome.PARTIAL
    assert {seen.measure for seen in found.measures} == {"arm_elevation"}
    for seen in found.measures:
        assert (seen.pose, seen.target) == (20, 120)
        assert seen.top == pytest.approx(70, abs=3)
        assert seen.share == pytest.approx(0.5, abs=0.03)
    assert "What was missing: the lift of the upper arm went" in words(found)
    assert "75 % is asked for" in words(found)


def test_where_each_side_works_alone_the_other_one_is_not_missed() -> None:
    """The right arm hangs; the left one turns back early, and its own measure is named, with its own share."""
    found = looked_on(raising([0.6], lambda level: raised(level, right=0.0)), sides="each").explain(AT_S)
    assert [(seen.measure, seen.side) for seen in found.measures] == [("arm_elevation", Side.LEFT)]
    assert found.measures[0].share == pytest.approx(0.6, abs=0.03)


def test_broken_form_is_named() -> None:
    found = looked_on(raising([1.0], lambda level: raised(level, bend=60))).explain(AT_S)
    assert found.outcome is Outcome.PARTIAL
    wrong = "the form at the top, where the bend of the elbow (left) was more than 50 degrees for 100 % of the time"
    assert wrong in words(found)
    assert all(seen.held == 1 for seen in found.required["straight-elbows"])


def test_one_that_did_not_begin_in_the_start_pose_is_explained_by_its_condition() -> None:
    straight = [{"measure": "elbow_flexion", "below": 30}]
    frames = raising([1.0], lambda level: raised(level, bend=45))
    found = looked_on(frames, start_when=straight).explain(AT_S)
    assert found.outcome is Outcome.START_POSE
    assert [(s.condition.measure, s.side) for s in found.broken_start] == [
        ("elbow_flexion", Side.LEFT),
        ("elbow_flexion", Side.RIGHT),
    ]
    assert found.broken_start[0].value == pytest.approx(45, abs=1)
    assert (
        "In the start pose, the bend of the elbow (right) has to be less than 30 degrees; it was 45 degrees."
        in words(found)
    )


def test_a_hidden_one_is_explained_by_its_landmarks() -> None:
    found = looked_on(hidden(raising([1.0]), "left_elbow", "right_elbow")).explain(AT_S)
    assert found.outcome is Outcome.HIDDEN
    assert set(found.hidden) >= {"left_elbow", "right_elbow"}
    assert words(found) == "This was not counted, because both elbows could not be seen."


def test_where_each_part_was_seen_most_of_the_time_the_briefly_hidden_ones_are_named_beside() -> None:
    found = looked_on(hidden(raising([1.0]), "left_elbow", "right_elbow")).explain(AT_S)
    briefly = replace(found, hidden={"left_elbow": 0.25, "right_wrist": 0.05})
    assert words(briefly) == (
        "This was not counted, because too little of you was seen to judge the movement.\n"
        "Not seen for some of the time: your left elbow."
    )


def test_another_movement_is_named_by_what_gave_it_away() -> None:
    leaning = raising([1.0], lambda level: replace(raised(level), rise_left=0.4))
    found = looked_on(leaning).explain(AT_S)
    assert found.outcome is Outcome.OTHER_MOVEMENT
    assert "taken for another movement: the tilt of the shoulders" in words(found)


def test_another_movement_at_the_top_alone_is_named_too() -> None:
    high = raising([1.0], lambda level: replace(raised(level), rise_left=0.4 if level > 0.97 else 0.0), out_s=4.0)
    found = looked_on(high).explain(1.5 + 4.0)
    assert found.outcome is Outcome.OTHER_MOVEMENT
    assert "taken for another movement: the tilt of the shoulders" in words(found)


def test_standing_still_is_no_movement() -> None:
    assert looked_on(raising([1.0, 0.0, 0.0])).explain(9.0).outcome is Outcome.STILL


def test_a_moment_between_two_repetitions_is_not_about_either() -> None:
    explainer = looked_on(raising([1.0, 1.0]))
    one, other = explainer.repetitions
    found = explainer.explain((one.end_s + other.start_s) / 2)
    assert one.end_s <= found.start_s < found.end_s <= other.start_s
    assert found.outcome is Outcome.STILL


def test_too_quick_a_movement() -> None:
    found = looked_on(raising([1.0], out_s=0.2), tempo_s=[3.0, 20.0]).explain(1.5 + 0.35)
    assert found.outcome is Outcome.SPEED


@pytest.mark.parametrize(("still_s", "outcome"), [(1 / 30, Outcome.JUMPED), (0.5, Outcome.OPEN)])
def test_joints_taken_for_others_are_no_movement_of_the_person(still_s: float, outcome: Outcome) -> None:
    """The signal goes from 0 to 1 and back four times: in one frame each, as no limb does, or in half a second."""
    exercise = Exercise.model_validate_json(json.dumps(RAISE))
    session = session_for(exercise, POSES, Options(endless=True))
    assert isinstance(session, Session)
    explainer = Explainer(exercise, session.hold_s)
    for frame in film(lambda t: raised(0.0), 4):
        session.update(frame)
        level = min(max(abs((frame.t_s % 1) - 0.5) - 0.25, -still_s / 2) / still_s + 0.5, 1.0)
        levels = dict.fromkeys((Side.BOTH, *SIDES), level)
        assert session.judgement is not None
        explainer.note(replace(session.judgement, levels=levels, moving=(Side.BOTH,)), ())
    found = explainer.explain(2.0)
    assert found.outcome is outcome
    assert ("parts of the body were taken for others" in words(found)) == (outcome is Outcome.JUMPED)


def test_a_small_movement_is_told_by_how_far_it_went() -> None:
    found = looked_on(raising([1.0, 0.2])).explain(AT_S + 3.7)
    assert found.outcome is Outcome.STILL
    assert "was seen to go 20 % of the way; from 25 % on it is taken for a try" in words(found)


def test_a_hold_that_was_let_go_is_told_by_its_seconds() -> None:
    found = looked_on(raising([1.0]), dose=RAISE["dose"] | {"hold_s": 4.0}).explain(AT_S)  # type: ignore[operator]
    assert found.outcome is Outcome.PARTIAL
    assert "s, and 4.0 s are asked for" in words(found)


def test_a_correction_that_was_given_and_one_that_nearly_was() -> None:
    given = looked_on(raising([1.0], lambda level: raised(level, bend=60))).explain(AT_S).cues[0]
    assert (given.id, given.given, given.most, given.of) == ("bent-elbows", True, 1, 1)
    assert given.held_s > given.asked_s == 0.3
    two = [*RAISE["cues"][0]["when"], {"measure": "arm_elevation", "above": 150}]  # type: ignore[index]
    cues = [{"id": "two", "say": "Two", "when": two}]
    nearly = looked_on(raising([1.0], lambda level: raised(level, bend=60)), cues=cues).explain(AT_S).cues[0]
    assert (nearly.given, nearly.most, nearly.of, nearly.held_s) == (False, 1, 2, 0)
    assert [seen.held for seen in nearly.conditions] == [1, 0]


def test_a_correction_that_came_from_a_comparison_says_with_what() -> None:
    unusual = [{"measure": "elbow_flexion", "of": "usual", "above": 25}]
    never = [{"measure": "elbow_flexion", "above": 170}]
    cue = {"id": "bent", "say": "Long arms", "when": never, "unusual": unusual}
    level, seconds = reps([1.0, 1.0])
    frames = film(lambda t: raised(level(t), bend=50 if t > seconds / 2 else 0), seconds)
    explainer = looked_on(frames, cues=[cue])
    first, second = (lines_of(explainer.explain_repetition(done)) for done in explainer.repetitions)
    compared = 'Correction "Long arms", compared with your earlier repetitions: '
    assert f"{compared}there was nothing to compare" in first
    assert [line.partition(";")[0] for line in second if "Long arms" in line and "conditions" in line] == [
        'Correction "Long arms": not given', f"{compared}given",
    ]  # fmt: skip


def test_repetitions_are_numbered_in_order_of_time_partial_ones_too() -> None:
    explainer = looked_on(raising([1.0, 0.5, 1.0]))
    assert [type(done) for done in explainer.repetitions] == [Rep, Partial, Rep]
    assert explainer.explain_repetition(explainer.repetitions[1]).outcome is Outcome.PARTIAL


def test_a_moment_after_the_end_is_an_error() -> None:
    explainer = looked_on(raising([1.0]))
    with pytest.raises(ValueError, match="no frame"):
        explainer.explain(100.0)


def test_looking_on_changes_nothing() -> None:
    frames = raising([1.0, 0.5])
    exercise = Exercise.model_validate_json(json.dumps(RAISE))
    alone = session_for(exercise, POSES, Options(endless=True))
    told = [event for frame in frames for event in alone.update(frame).events] + [*alone.finish().events]
    explainer = looked_on(frames)
    assert [e for e in told if isinstance(e, Rep | Partial)] == explainer.repetitions


def test_every_number_has_its_unit() -> None:
    lines = lines_of(looked_on(raising([1.0, 0.5])).explain(AT_S))
    assert any("of the way; a whole repetition goes from 20 degrees to 120 degrees" in line for line in lines)
    assert any("less than 60 degrees" in line for line in lines)
    assert any("partial repetition, 49 % of the way" in line for line in lines)
