"""The days of a plan: what is due, what moves, what is let go, and what was kept. 23 November 2026 is a Monday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.plans.week import DAY, WEEK, PlanDays, monday_of, weeks_kept

MONDAY = date(2026, 11, 23)
WORKDAYS = PlanDays(MONDAY, 10, frozenset(range(5)))
THRICE = PlanDays(MONDAY, 10, frozenset({0, 2, 4}), rest_days=1)


def days(*numbers: int) -> set[date]:
    return {MONDAY + n * DAY for n in numbers}


DUE = {  # the plan, days done, today, the day that it is due for
    "a day of the plan": (WORKDAYS, (), 0, 0),
    "it is done": (WORKDAYS, (0,), 0, None),
    "the next day": (WORKDAYS, (0,), 1, 1),
    "a missed Monday waits": (WORKDAYS, (), 1, 0),
    "and moves to Saturday when Tuesday to Friday were done": (WORKDAYS, (1, 2, 3, 4), 5, 4),
    "Saturday is free when all was done": (WORKDAYS, (0, 1, 2, 3, 4), 5, None),
    "with nothing missed Saturday did, Sunday is free": (WORKDAYS, (1, 2, 3, 4, 5), 6, None),
    "what a week has no day left for is let go": (WORKDAYS, (), 7, 7),
    "what was done ahead counts": (THRICE, (1,), 2, None),
    "a day between": (THRICE, (0,), 2, 2),
    "missed on Monday, done on Tuesday: not on Wednesday": (THRICE, (1,), 2, None),
    "but on Thursday": (THRICE, (1,), 3, 2),
    "the day between counts over the weekend": (THRICE, (6,), 7, None),
    "before it begins": (WORKDAYS, (), -1, None),
    "after its ten weeks": (WORKDAYS, (), 70, None),
}


@pytest.mark.parametrize(("plan", "done", "today", "due"), DUE.values(), ids=DUE)
def test_what_is_due(plan: PlanDays, done: tuple[int, ...], today: int, due: int | None) -> None:
    found = plan.due(days(*done), MONDAY + today * DAY)
    assert found == (None if due is None else MONDAY + due * DAY)


def test_a_plan_begun_in_the_middle_of_a_week_asks_for_nothing_before() -> None:
    plan = PlanDays(MONDAY + 3 * DAY, 1, frozenset(range(5)))
    assert plan.due((), MONDAY + 3 * DAY) == MONDAY + 3 * DAY
    assert plan.of_week(MONDAY) == [MONDAY + 3 * DAY, MONDAY + 4 * DAY]
    assert plan.ends == MONDAY + 9 * DAY


def test_the_next_day() -> None:
    assert WORKDAYS.next_day((), MONDAY) == MONDAY + DAY
    assert WORKDAYS.next_day(days(0, 1, 2, 3), MONDAY + 4 * DAY) == MONDAY + WEEK
    assert THRICE.next_day(days(0), MONDAY + DAY) == MONDAY + 2 * DAY
    assert PlanDays(MONDAY, 1, frozenset({0})).next_day(days(0), MONDAY) is None


def test_days_kept_week_by_week() -> None:
    kept = weeks_kept([WORKDAYS, THRICE], days(0, 1, 3, 7, 8, 9, 10, 11, 12), MONDAY + 15 * DAY)
    assert [(week.asked, week.kept) for week in kept] == [(5, 3), (5, 5), (1, 0)]
    assert weeks_kept([WORKDAYS], days(), MONDAY)[0].asked == 0, "today is not over"
    assert weeks_kept([WORKDAYS], days(0), MONDAY)[0].kept == 1


PLANS = st.builds(
    PlanDays, st.integers(0, 6).map(lambda n: MONDAY + n * DAY), st.integers(1, 4),
    st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 3),
)  # fmt: skip


@given(PLANS, st.sets(st.integers(0, 30)))
def test_who_does_what_is_due_is_never_asked_for_more_than_the_plan_says(plan: PlanDays, away: set[int]) -> None:
    """Day after day, somebody does what is due, but for the days on which they are away."""
    done: set[date] = set()
    for n in range(35):
        today = MONDAY + timedelta(days=n)
        if plan.due(done, today) is not None and n not in away:
            done.add(today)
    for week in range(6):
        monday = MONDAY + week * WEEK
        assert sum(monday_of(day) == monday for day in done) <= len(plan.of_week(monday))
    gaps = [(later - earlier).days for earlier in done for later in done if later > earlier]
    assert all(gap > plan.rest_days for gap in gaps)
    if not away and plan.rest_days == 0:
        assert done == {day for week in range(6) for day in plan.of_week(MONDAY + week * WEEK)}
