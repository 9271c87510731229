"""Repetitions that no start pose vouched for, counted after all."""

from __future__ import annotations

import json

from shipped import LIBRARY

from coach.body.side import Side
from coach.counting.conditions import Readings
from coach.counting.progress_signal import ProgressSignal
from coach.counting.recount import Recount, widened
from coach.counting.rep_detector import Excursion, Limits
from coach.counting.rep_verdict import Found
from coach.counting.settling import Settling
from coach.definitions.definition import Condition, Exercise, Requirement

CARD = LIBRARY.card("lateral-raises")
assert isinstance(CARD.exercise, Exercise)
EXERCISE, PATH = CARD.exercise, CARD.exercise.path


def recount(exercise: Exercise = EXERCISE) -> Recount:
    signal = ProgressSignal(exercise, CARD.poses[PATH.start], CARD.poses[PATH.target])
    return Recount(Side.BOTH, exercise, signal, Limits())


def counted() -> Settling:
    """A repetition that the counter has judged itself and found whole, from the third to the fifth second."""
    done = Excursion(3.0, 4.0, 5.0, 1.0, 0.5, True, True)
    return Settling(done, (), None, Side.BOTH, found=Found(Side.BOTH, (), (), Side.BOTH, 1.0))


def raise_arms(
    kept: Recount, begin_s: float, top: float = 1.0, posed: bool | None = True, trunk_lean: float = 0.0
) -> None:
    """One way out and back of two seconds and a second of rest, at 30 frames a second."""
    readings = Readings({"trunk_lean": trunk_lean}, {}, {})
    for i in range(90):
        t = i / 30
        level = top * max(0.0, min(t, 2.0 - t, 0.8) / 0.8)
        levels = dict.fromkeys((Side.LEFT, Side.RIGHT, Side.BOTH), level)
        kept.update(begin_s + t, levels, readings, False, posed)


def test_two_alike_are_kept_and_the_third_releases_all_with_their_true_times() -> None:
    kept = recount()
    for begin_s in (0.0, 3.0):
        raise_arms(kept, begin_s)
        assert kept.released() == []
    raise_arms(kept, 6.0)
    told = kept.released()
    assert [round(s.done.peak_s) for s in told] == [1, 4, 7]
    assert all(s.recounted for s in told)
    assert kept.released() == []


def test_three_that_differ_prove_nothing() -> None:
    kept = recount()
    for begin_s, top in ((0.0, 0.8), (3.0, 1.2), (6.0, 1.8)):
        raise_arms(kept, begin_s, top)
    assert kept.released() == []


def test_far_from_the_start_pose_nothing_is_kept_and_what_is_unseen_does_not_refuse() -> None:
    far, unseen = recount(), recount()
    for begin_s in (0.0, 3.0, 6.0):
        raise_arms(far, begin_s, posed=False)
        raise_arms(unseen, begin_s, posed=None)
    assert far.released() == []
    assert len(unseen.released()) == 3


def test_one_beside_a_counted_repetition_is_enough_and_none_is_counted_twice() -> None:
    kept = recount()
    raise_arms(kept, 0.0)
    kept.judged(counted())
    raise_arms(kept, 3.0)  # the one that the counter has counted
    assert [round(s.done.peak_s) for s in kept.released()] == [1]


def leaning_after(shown: int, *, anew: bool = False) -> list[Settling]:
    """What is released of three raises with a lean, where uprightness was shown so many times and is asked for until
    then; `anew`: a new set has begun since."""
    rule = {"name": "upright", "when": [{"measure": "trunk_lean", "beyond": 30.0}], "until_shown": True}
    upright = Requirement.model_validate_json(json.dumps(rule))
    kept = recount(EXERCISE.model_copy(update={"required": (upright,)}))
    for _ in range(shown):
        kept.judged(counted())
    if anew:
        kept.begin()
    for begin_s in (6.0, 9.0, 12.0):
        raise_arms(kept, begin_s, trunk_lean=40.0)
    return kept.released()


def test_what_was_shown_is_not_asked_of_those_counted_late() -> None:
    assert leaning_after(shown=0) == leaning_after(shown=1) == []
    assert len(leaning_after(shown=2)) == 3


def test_a_new_set_has_shown_nothing() -> None:
    assert leaning_after(shown=2, anew=True) == []


def test_a_firm_condition_is_not_widened() -> None:
    loose, firm = EXERCISE.start_when[0], EXERCISE.start_when[0].model_copy(update={"firm": True})
    assert widened((loose, firm))[0] != loose
    assert widened((loose, firm))[1] == firm


def test_a_widened_start_pose_holds_for_more_people() -> None:
    told = [Condition(measure="arm_elevation", **limit) for limit in ({"above": 50}, {"below": 50}, {"beyond": 50})]
    above, below, beyond = widened(tuple(told))
    assert (above.above, below.below, beyond.beyond) == (30, 70, 30)
