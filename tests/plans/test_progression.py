"""How doses grow and shrink: known answers, and rules that hold for every course of a plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.definitions.definition import Dose
from coach.definitions.dosage import growing, growing_key
from coach.plans.progression import LEAST, KeptSet, Ladder, Light, LineSession, light, standing

MONDAY = date(2026, 11, 23)
TEN = Ladder(Dose(reps=10))


def session(
    pain: int | None = 0, *, reps: int = 10, goal: int | None = None, sets: int = 1, **more: object
) -> LineSession:
    one = KeptSet(reps, reps if goal is None else goal, 0.0, 0.0)
    return LineSession(MONDAY, (one,) * sets, pain, **more)  # type: ignore[arg-type]


def step_after(*sessions: LineSession, ladder: Ladder = TEN, stop_at: int = 6) -> int:
    return standing(sessions, ladder, stop_at).step


GOOD = session(reps=20)  # as much as any step asks for

COURSES = {
    "nothing was done yet": ((), 0),
    "one good session is not enough": ((GOOD,), 0),
    "two in a row are": ((GOOD, GOOD), 1),
    "and so on": ((GOOD,) * 4, 2),
    "a pain of three is still mild": ((session(3), session(3)), 1),
    "four is one step less": ((session(4),), -1),
    "five, too": ((session(5),), -1),
    "six is two steps less": ((session(6),), -2),
    "numbness is like six": ((session(0, numb=True),), -2),
    "amber breaks the row": ((GOOD, session(4), GOOD), -1),
    "what hurts the day after counts as if it had hurt at once": ((GOOD, session(0, reps=20, day_after=4)), -1),
    "mild the day after is fine": ((session(0, day_after=2), session(0, day_after=3)), 1),
    "no answer: it stays": ((session(None), session(None), session(None)), 0),
    "no answer breaks the row": ((GOOD, session(None), GOOD), 0),
    "a good day after does not stand for the answer that was not given": ((session(None, day_after=0),) * 3, 0),
    "a bad one does": ((session(None, day_after=6),), -2),
    "not all repetitions: it stays": ((session(0, reps=9, goal=10),) * 4, 0),
    "less was asked for: it stays": ((session(0, reps=6),) * 4, 0),
    "half as much again is the most": ((GOOD,) * 40, 5),
    "half is the least": ((session(9),) * 9, LEAST),
}


@pytest.mark.parametrize(("sessions", "step"), COURSES.values(), ids=COURSES)
def test_a_course_and_where_it_leads(sessions: tuple[LineSession, ...], step: int) -> None:
    assert step_after(*sessions) == step


def test_a_plan_that_stops_sooner_is_red_sooner() -> None:
    assert [light(n) for n in (0, 3, 4, 5, 6, 10)] == [
        Light.GREEN, Light.GREEN, Light.AMBER, Light.AMBER, Light.RED, Light.RED,
    ]  # fmt: skip
    assert light(5, stop_at=5) == light(2, stop_at=2) == light(9, stop_at=10) == Light.RED
    assert step_after(session(5), stop_at=5) == -2


@pytest.mark.parametrize(
    ("dose", "step", "amount"),
    [
        (Dose(reps=10), 1, 11), (Dose(reps=10), -1, 9), (Dose(reps=10), -5, 5), (Dose(reps=3), -1, 2),
        (Dose(reps=3), 1, 3), (Dose(reps=1), -5, 1), (Dose(reps=1, hold_s=30), -1, 27), (Dose(hold_s=30), 2, 36),
        (Dose(time_s=120), -2, 96),
    ],
)  # fmt: skip
def test_a_step_is_a_tenth_of_the_first_dose(dose: Dose, step: int, amount: float) -> None:
    assert growing(Ladder(dose).at(step)) == amount


def test_it_grows_to_what_the_plan_says_and_no_further() -> None:
    ladder = Ladder(Dose(reps=30), grows_to=40)
    assert [growing(ladder.at(n)) for n in range(ladder.most + 1)] == [30, 33, 36, 39, 40]
    assert Ladder(Dose(reps=30), grows_to=30).most == 0


def test_a_program_never_grows_beyond_its_own_doses() -> None:
    program = Ladder(Dose(reps=10), whole=True)
    assert step_after(*[GOOD] * 20, ladder=program) == 0
    assert step_after(session(4), GOOD, GOOD, GOOD, GOOD, ladder=program) == 0


def test_both_sides_and_all_sets_make_it_full() -> None:
    two = Ladder(Dose(reps=10, sets=2), sides=2)
    assert two.is_full(session(reps=20, sets=2), 0)
    assert two.is_full(session(reps=10, sets=2), 0), "one arm has ten"
    assert not two.is_full(session(reps=20, sets=1), 0)
    assert not two.is_full(session(reps=12, sets=2), 0), "less was asked for in the middle of it"
    assert not TEN.is_full(LineSession(MONDAY, (KeptSet(10, 10, 0.0, 0.0, judged=False),)), 0), "nobody saw it"
    held = Ladder(Dose(reps=1, hold_s=30))
    assert held.is_full(LineSession(MONDAY, (KeptSet(1, 1, 30.0, 30.0),)), 0)
    assert not held.is_full(LineSession(MONDAY, (KeptSet(1, 1, 18.0, 18.0),)), 0)


ANSWER = st.none() | st.integers(0, 10)
SETS = st.lists(
    st.builds(KeptSet, st.integers(0, 60), st.none() | st.integers(1, 60), st.floats(0, 400), st.floats(0, 400)),
    max_size=4,
).map(tuple)
DAYS = st.integers(0, 100).map(lambda n: MONDAY + timedelta(days=n))
SESSIONS = st.builds(LineSession, DAYS, SETS, ANSWER, ANSWER, st.booleans()) | st.just(GOOD)
DOSES = st.builds(
    Dose, reps=st.integers(1, 60), sets=st.integers(1, 4), hold_s=st.sampled_from([0.0, 5.0, 30.0]),
    time_s=st.sampled_from([0.0, 0.0, 90.0]),
)  # fmt: skip
LADDERS = st.builds(
    Ladder, DOSES, st.integers(1, 4), st.none() | st.integers(1, 200).map(float), st.booleans()
)  # fmt: skip


def amount(ladder: Ladder, step: int) -> float:
    """Of what grows in the first dose: one repetition that is left of three is no stretch."""
    return float(getattr(ladder.at(step), growing_key(ladder.dose)) or 1)


def volume(dose: Dose) -> tuple[float, float, float]:
    return (dose.reps or 1) * dose.sets, dose.hold_s, dose.time_s


@given(st.lists(SESSIONS, max_size=12), SESSIONS, LADDERS, st.integers(1, 6))
def test_never_more_after_amber_or_red(
    course: list[LineSession], last: LineSession, ladder: Ladder, stop_at: int
) -> None:
    before, after = standing(course, ladder, stop_at), standing([*course, last], ladder, stop_at)
    if last.light(stop_at) in (Light.AMBER, Light.RED):
        assert after.step <= before.step
        assert all(a <= b for a, b in zip(volume(ladder.at(after.step)), volume(ladder.at(before.step)), strict=True))
        assert after.step < before.step or before.step == LEAST
    else:
        assert before.step <= after.step <= before.step + 1


@given(st.lists(SESSIONS, max_size=12), LADDERS, st.integers(1, 6))
def test_it_stays_between_half_and_the_most(course: list[LineSession], ladder: Ladder, stop_at: int) -> None:
    now = standing(course, ladder, stop_at)
    assert LEAST <= now.step <= ladder.most
    least, most = growing(ladder.dose) / 2 - 1, max(growing(ladder.dose) * 1.5, ladder.grows_to or 0.0)
    assert max(1.0, least) <= amount(ladder, now.step) <= most


@given(st.lists(SESSIONS, max_size=8), SESSIONS, st.integers(0, 9), LADDERS)
def test_a_worse_answer_never_leads_to_more(
    course: list[LineSession], last: LineSession, level: int, ladder: Ladder
) -> None:
    def with_pain(pain: int) -> LineSession:
        return LineSession(last.day, last.sets, pain, last.day_after, last.numb)

    better, worse = (standing([*course, with_pain(n)], ladder).step for n in (level, level + 1))
    assert worse <= better


@given(LADDERS, st.integers(LEAST, 20))
def test_a_higher_step_is_never_less(ladder: Ladder, step: int) -> None:
    assert amount(ladder, step) <= amount(ladder, step + 1)
    assert all(a <= b for a, b in zip(volume(ladder.at(step)), volume(ladder.at(step + 1)), strict=True))
