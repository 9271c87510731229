"""Corrections: true for a while, in a phase, told once at their onset; which of them is spoken, on which side."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pytest

from coach.counting.conditions import NOTHING_USUAL, Readings
from coach.counting.cues import Cues
from coach.definitions.definition import CueRule
from coach.events import Cue

NAN = math.nan
FPS = (12, 30, 60)


def rule(name: str = "bent", measure: str = "elbow_flexion", **more: object) -> CueRule:
    limit = more.pop("limit", {"above": 30.0})
    settings: dict[str, object] = {"for_s": 0.3, "priority": 5, "marks": ("elbow",), **more}
    return CueRule.model_validate(
        {"id": name, "say": name.title(), "when": ({"measure": measure, **limit},), **settings}  # type: ignore[dict-item]
    )


def played(
    rules: list[CueRule], bend: Callable[[float], float], seconds: float, fps: float = 30, phase: str = "out",
    right: Callable[[float], float] | None = None, neck: Callable[[float], float] = lambda t: 0.6,
    usual: Mapping[str, float] = NOTHING_USUAL,
) -> list[Cue]:  # fmt: skip
    """Cues of elbows that are bent over time, the left one alone unless the right one is given."""
    cues, told = Cues(rules), []
    for i in range(round(seconds * fps) + 1):
        t = i / fps
        values = {
            "left_elbow_flexion": bend(t), "right_elbow_flexion": right(t) if right else 0.0, "neck_height": neck(t)
        }  # fmt: skip
        told += cues.update(t, phase, Readings(values, {}, {}, usual))
    return told


def between(*stretches: tuple[float, float], value: float = 60.0, rest: float = 0.0) -> Callable[[float], float]:
    return lambda t: value if any(begin <= t < end for begin, end in stretches) else rest


# ---------------------------------------------------------------- onsets


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("bend", "onsets"),
    [
        pytest.param(between((1.0, 3.0)), [1.3], id="once, when it has been true for long enough"),
        pytest.param(between((1.0, 1.2)), [], id="too short"),
        pytest.param(between((1.0, 1.2), (1.5, 1.7), (2.0, 2.2)), [], id="short ones do not add up"),
        pytest.param(between((1.0, 1.25), (1.32, 2.0)), [1.33], id="a flicker does not begin it anew"),
        pytest.param(between((1.0, 2.0), (2.4, 3.4)), [1.3], id="still standing after a moment without"),
        pytest.param(between((1.0, 2.0), (3.0, 4.0)), [1.3, 3.3], id="a new onset after it was put right"),
        pytest.param(between((1.0, 3.0), value=NAN), [], id="unseen is no fault"),
        pytest.param(between((1.0, 1.2), (1.4, 2.0)), [1.7], id="released for longer than a flicker"),
    ],
)
def test_onsets(bend: Callable[[float], float], onsets: list[float], fps: float) -> None:
    assert [cue.t_s for cue in played([rule()], bend, 5, fps)] == pytest.approx(onsets, abs=1.5 / fps)


def test_nought_seconds_are_told_at_once() -> None:
    assert played([rule(for_s=0.0)], between((1.0, 1.01)), 2)[0].t_s == 1.0


@pytest.mark.parametrize(("phase", "count"), [("start", 0), ("out", 0), ("target", 1), ("back", 1)])
def test_a_rule_is_judged_in_its_phases_only(phase: str, count: int) -> None:
    assert len(played([rule(phases=("target", "back"))], between((1.0, 3.0)), 4, phase=phase)) == count


@pytest.mark.parametrize(
    ("phase", "usual", "onsets"),
    [
        pytest.param("target", {"left_elbow_flexion": 10.0}, [1.3], id="twenty degrees more than usual"),
        pytest.param("out", {"left_elbow_flexion": 10.0}, [], id="earlier ones were looked at there alone"),
        pytest.param("target", {"left_elbow_flexion": 20.0}, [], id="ten degrees more"),
        pytest.param("target", {}, [], id="nothing is usual in the first one"),
    ],
)
def test_what_is_unusual_at_the_target_is_enough(phase: str, usual: dict[str, float], onsets: list[float]) -> None:
    unusual = rule(unusual=({"measure": "elbow_flexion", "of": "usual", "above": 15.0},), limit={"above": 90.0})
    told = played([unusual], between((1.0, 3.0), value=30.0), 5, phase=phase, usual=usual)
    assert [cue.t_s for cue in told] == pytest.approx(onsets, abs=0.05)
    assert all(cue.side == "left" for cue in told)


def test_where_nothing_is_usual_yet_the_plain_limit_is_looked_at() -> None:
    both = rule(unusual=({"measure": "elbow_flexion", "of": "usual", "above": 15.0},), phases=("target",))
    assert len(played([both], between((1.0, 3.0)), 4, phase="target", usual={})) == 1


def test_all_conditions_have_to_hold_for_the_same_side() -> None:
    two = CueRule.model_validate(
        {
            "id": "both", "say": "Both", "for_s": 0.0,
            "when": ({"measure": "elbow_flexion", "above": 30.0}, {"measure": "neck_height", "below": 0.5}),
        }
    )  # fmt: skip
    bent, low = between((1.0, 4.0)), between((2.0, 3.0), value=0.4, rest=0.6)
    assert [cue.t_s for cue in played([two], bent, 5, neck=low)] == [2.0]


# ---------------------------------------------------------------- sides

BENT, STRAIGHT = between((1.0, 3.0)), between()


@pytest.mark.parametrize(
    ("left", "right", "side"), [(BENT, STRAIGHT, "left"), (STRAIGHT, BENT, "right"), (BENT, BENT, "both")]
)
def test_the_side_at_fault(left: Callable[[float], float], right: Callable[[float], float], side: str) -> None:
    (cue,) = played([rule()], left, 4, right=right)
    assert (cue.id, cue.say, cue.side) == ("bent", "Bent", side)


BENT = Readings({"left_elbow_flexion": 60.0, "right_elbow_flexion": 0.0}, {}, {})
LONG = Readings({"left_elbow_flexion": 0.0, "right_elbow_flexion": 0.0}, {}, {})


def test_what_begins_before_the_exercise_is_proven_waits_and_is_not_shown() -> None:
    cues = Cues([rule(for_s=0.0)])
    assert cues.update(0.0, "out", BENT, proven=False) == []
    assert cues.shown(0.0)[0] is None
    assert cues.update(0.1, "back", LONG, proven=False) == []
    assert [(cue.id, cue.t_s) for cue in cues.update(0.2, "start", LONG, proven=True)] == [("bent", 0.2)]
    assert cues.update(0.3, "start", LONG, proven=True) == []  # once


def test_what_began_in_a_movement_that_came_to_nothing_is_not_said() -> None:
    cues = Cues([rule(for_s=0.0)])
    cues.update(0.0, "out", BENT, proven=False)
    cues.drop()
    assert cues.update(0.1, "start", LONG, proven=True) == []


def test_what_is_judged_at_rest_too_need_not_wait() -> None:
    cues = Cues([rule(for_s=0.0, phases=("start", "out"))])
    assert [cue.id for cue in cues.update(0.0, "out", BENT, proven=False)] == ["bent"]


def test_only_the_working_side_is_judged() -> None:
    cues = Cues([rule(for_s=0.0)])
    readings = Readings({"left_elbow_flexion": 60.0, "right_elbow_flexion": 0.0}, {}, {})
    assert cues.update(0.0, "out", readings, ("right",)) == []
    assert [cue.side for cue in cues.update(0.1, "out", readings, ("left",))] == ["left"]


@pytest.mark.parametrize(
    ("marks", "side", "landmarks"),
    [
        (("elbow",), "left", ("left_elbow",)),
        (("elbow", "wrist"), "both", ("left_elbow", "right_elbow", "left_wrist", "right_wrist")),
        (("nose",), "left", ("nose",)),
        (("right_hip", "hip"), "right", ("right_hip",)),
    ],
)
def test_marks_are_of_the_side_at_fault(marks: tuple[str, ...], side: str, landmarks: tuple[str, ...]) -> None:
    cues = Cues([rule(for_s=0.0, marks=marks)])
    values = {f"{s}_elbow_flexion": 60.0 if side in (s, "both") else 0.0 for s in ("left", "right")}
    cues.update(0.0, "out", Readings(values, {}, {}))
    standing, _praise = cues.shown(0.0)
    assert standing is not None
    assert (standing.id, standing.side, standing.landmarks) == ("bent", side, landmarks)


# ---------------------------------------------------------------- what is said aloud


def test_the_same_correction_is_spoken_again_only_after_six_seconds() -> None:
    bend = between(*[(1.0 + 2 * i, 2.0 + 2 * i) for i in range(6)])
    told = played([rule()], bend, 14)
    assert [round(cue.t_s, 1) for cue in told] == [1.3, 3.3, 5.3, 7.3, 9.3, 11.3]
    assert [cue.spoken for cue in told] == [True, False, False, True, False, False]


def test_two_corrections_are_spoken_two_and_a_half_seconds_apart_the_important_one_first() -> None:
    rules = [rule("minor", priority=7), rule("major", priority=2)]
    told = played(rules, between((1.0, 2.0), (5.0, 6.0)), 7)
    assert [(cue.id, cue.spoken) for cue in told] == [
        ("major", True), ("minor", False),  # together: one is enough
        ("major", False), ("minor", True),  # four seconds later the major one is still cooling down
    ]  # fmt: skip


def test_a_remark_waits_for_nobody_but_keeps_the_quiet() -> None:
    cues = Cues([])
    assert cues.remark(1.0, "short", "A little further", "both").spoken
    assert not cues.remark(2.0, "short", "A little further", "both").spoken
    assert cues.remark(3.6, "short", "A little further", "both").spoken
    standing, _praise = cues.shown(4.0)
    assert standing is not None
    assert standing.say == "A little further"
    assert cues.shown(5.7)[0] is None


# ---------------------------------------------------------------- what stands on screen


def test_a_correction_stands_until_it_is_put_right_and_long_enough_to_be_read() -> None:
    cues, bend = Cues([rule()]), between((1.0, 5.0))
    shown = {}
    for i in range(301):
        t = i / 30
        cues.update(t, "out", Readings({"left_elbow_flexion": bend(t), "right_elbow_flexion": 0.0}, {}, {}))
        standing, _praise = cues.shown(t)
        if standing is not None:
            shown[i] = standing
    assert min(shown) / 30 == pytest.approx(1.3, abs=0.05)
    assert max(shown) / 30 == pytest.approx(5.0 + 0.6, abs=0.1)
    assert {one.since_s for one in shown.values()} == {min(shown) / 30}


def test_the_most_important_one_stands() -> None:
    cues = Cues([rule("minor", for_s=0.0, priority=7), rule("major", for_s=0.0, priority=2)])
    cues.update(0.0, "out", Readings({"left_elbow_flexion": 60.0, "right_elbow_flexion": 0.0}, {}, {}))
    standing, _praise = cues.shown(0.0)
    assert standing is not None
    assert standing.id == "major"


def test_nothing_stands_before_anything_was_wrong() -> None:
    assert Cues([rule()]).shown(0.0) == (None, None)


# ---------------------------------------------------------------- praise


def praised(
    bend: Callable[[float], float], *repetitions: tuple[float, float, str, bool], fps: float = 30,
    rules: list[CueRule] | None = None, right: Callable[[float], float] | None = None,
) -> dict[str, tuple[float, float]]:  # fmt: skip
    """What was praised, from when to when; each repetition is (start, end, side, complete)."""
    cues = Cues(rules or [rule(praise="Straight, good")])
    shown: dict[str, tuple[float, float]] = {}
    ends = {round(end * fps): (start, side, complete) for start, end, side, complete in repetitions}
    for i in range(round(20 * fps) + 1):
        t = i / fps
        values = {"left_elbow_flexion": bend(t), "right_elbow_flexion": right(t) if right else 0.0}
        cues.update(t, "out", Readings(values, {}, {}))
        if i in ends:
            start, side, complete = ends[i]
            cues.repetition(t, start, side, complete=complete)
        if (word := cues.shown(t)[1]) is not None:
            shown[word] = (min(t, shown.get(word, (t, t))[0]), t)
    return shown


FAULTY = between((1.0, 2.0))  # spoken of at 1.3
FIRST = (0.5, 3.0, "both", True)  # the repetition with the fault in it


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("bend", "repetitions", "begin"),
    [
        pytest.param(FAULTY, [FIRST, (4.0, 6.0, "both", True)], 6.0, id="the next one was right"),
        pytest.param(FAULTY, [FIRST], None, id="not for the one with the fault in it"),
        pytest.param(FAULTY, [FIRST, (4.0, 6.0, "both", False)], None, id="a partial one is no answer"),
        pytest.param(
            FAULTY, [FIRST, (4.0, 6.0, "both", False), (7.0, 9.0, "both", True)], 9.0, id="but the one after it is"
        ),
        pytest.param(
            between((1.0, 2.0), (5.0, 5.2)), [FIRST, (4.0, 6.0, "both", True)], None, id="wrong again, if briefly"
        ),
        pytest.param(
            lambda t: NAN if 4.0 <= t < 6.0 else FAULTY(t), [FIRST, (4.0, 6.0, "both", True)], None, id="hidden"
        ),
        pytest.param(
            lambda t: NAN if 4.0 <= t < 4.3 else FAULTY(t), [FIRST, (4.0, 6.0, "both", True)], 6.0, id="hidden a moment"
        ),
        pytest.param(FAULTY, [FIRST, (4.0, 6.0, "right", True)], None, id="the other side's says nothing"),
        pytest.param(FAULTY, [FIRST, (4.0, 6.0, "left", True)], 6.0, id="the same side's does"),
        pytest.param(between(), [FIRST, (4.0, 6.0, "both", True)], None, id="nothing was wrong"),
        pytest.param(
            FAULTY, [FIRST, (4.0, 6.0, "both", True), (7.0, 11.0, "both", True)], 6.0, id="once, and for two seconds"
        ),
    ],
)
def test_a_fault_put_right_is_praised_once(
    bend: Callable[[float], float], repetitions: list[tuple[float, float, str, bool]], begin: float | None, fps: float
) -> None:
    shown = praised(bend, *repetitions, fps=fps)
    if begin is None:
        assert shown == {}
    else:
        assert shown["Straight, good"] == pytest.approx((begin, begin + 2.0), abs=1.5 / fps)


def test_a_fault_that_was_never_spoken_of_is_not_praised_and_the_gravest_comes_first() -> None:
    rules = [rule("minor", priority=7, praise="Minor, good"), rule("major", priority=2, praise="Major, good")]
    assert list(praised(FAULTY, FIRST, (4.0, 6.0, "both", True), rules=rules)) == ["Major, good"]


def test_no_word_of_praise_no_praise() -> None:
    assert praised(FAULTY, FIRST, (4.0, 6.0, "both", True), rules=[rule()]) == {}


def test_what_stands_only_to_be_read_says_that_it_was_put_right() -> None:
    cues, bend = Cues([rule()]), between((1.0, 1.5))
    states = []
    for i in range(121):
        cues.update(i / 30, "out", Readings({"left_elbow_flexion": bend(i / 30), "right_elbow_flexion": 0.0}, {}, {}))
        standing, _praise = cues.shown(i / 30)
        states.append(None if standing is None else standing.put_right)
    assert [states[i] for i in (36, 45, 60, 75, 110)] == [None, False, False, True, None]
