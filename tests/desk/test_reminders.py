"""When the coach speaks and when it does not: every second is cranked by hand."""

from __future__ import annotations

import itertools

import pytest

from coach.desk.reminders import Habits, Reminders
from coach.events import Reminder


class Crank:
    """Turns time: so many seconds of a state, and what was said meanwhile."""

    def __init__(self, habits: Habits | None = None, step_s: float = 0.5) -> None:
        self.reminders, self.step_s, self.t_s = Reminders(habits), step_s, 0.0

    def turn(self, state: str, seconds: float, changing: bool = False) -> list[Reminder]:
        said = []
        for _ in range(round(seconds / self.step_s)):
            self.t_s += self.step_s
            if (one := self.reminders.update(self.t_s, state, changing)) is not None:
                said.append(one)
        return said


@pytest.mark.parametrize("step_s", [0.1, 0.5, 1.0, 2.0])
def test_after_thirty_seconds_of_bad_posture_by_default(step_s: float) -> None:
    crank = Crank(step_s=step_s)
    assert crank.turn("upright", 60) == []
    assert crank.turn("slouch", 28) == []
    said = crank.turn("slouch", 6)
    assert [(r.reason, r.suggests) for r in said] == [("slouch", "scapular-squeezes")]
    assert said[0].after_s == pytest.approx(30.0)
    assert said[0].t_s == pytest.approx(90.0)


@pytest.mark.parametrize(
    ("state", "drill"),
    [
        ("slouch", "scapular-squeezes"),
        ("forward_head", "chin-tucks"),
        ("lean_in", "chin-tucks"),
        ("lean_left", "scapular-squeezes"),
    ],
)
def test_the_drill_answers_the_posture(state: str, drill: str) -> None:
    assert [r.suggests for r in Crank().turn(state, 35)] == [drill]


@pytest.mark.parametrize("state", ["upright", "lean_back", "turned", "away", "unknown"])
def test_never_for_what_is_not_bad(state: str) -> None:
    assert Crank().turn(state, 3600) == []


def test_a_sip_interrupts_but_does_not_forgive() -> None:
    crank = Crank()
    assert crank.turn("slouch", 20) + crank.turn("unknown", 4) + crank.turn("turned", 2) == []
    assert len(crank.turn("slouch", 11)) == 1


def test_sitting_up_forgives() -> None:
    crank = Crank()
    crank.turn("slouch", 25)
    crank.turn("upright", 6)
    assert crank.turn("slouch", 29) == []


def test_a_moment_upright_does_not() -> None:
    crank = Crank()
    crank.turn("slouch", 25)
    crank.turn("upright", 3)
    assert len(crank.turn("slouch", 8)) == 1


def test_the_reason_is_what_lasted_longest() -> None:
    crank = Crank()
    crank.turn("forward_head", 20)
    assert [r.reason for r in crank.turn("slouch", 12)] == ["forward_head"]


def test_within_a_spell_later_each_time() -> None:
    said = [r.t_s for r in Crank().turn("slouch", 1000)]
    assert [b - a for a, b in itertools.pairwise(said)] == [120.0, 240.0, 480.0]


def test_spells_that_follow_closely_have_to_last_longer_but_not_for_ever() -> None:
    crank, waits = Crank(), []
    crank.turn("upright", 1)
    for _ in range(4):
        began = crank.t_s
        waits.append(crank.turn("slouch", 60)[0].t_s - began)
        crank.turn("upright", 20)
    assert waits == [30.0, 39.0, 45.0, 45.0]
    crank.turn("upright", 700)
    began = crank.t_s
    assert crank.turn("slouch", 60)[0].t_s - began == 30.0


def test_a_slouch_of_over_a_minute_is_always_told() -> None:
    crank = Crank()
    for _ in range(20):
        assert crank.turn("slouch", 60)
        crank.turn("upright", 10)


def test_nothing_in_the_first_seconds_after_coming_back() -> None:
    crank = Crank(Habits(after_s=5.0))
    crank.turn("upright", 30)
    crank.turn("away", 60)
    said = crank.turn("slouch", 30)
    assert said[0].t_s == pytest.approx(90.5 + 10.0)


def test_nothing_while_quiet_and_what_is_still_true_comes_after() -> None:
    crank = Crank()
    crank.reminders.quiet = True
    assert crank.turn("slouch", 300) == []
    crank.reminders.quiet = False
    assert [r.after_s for r in crank.turn("slouch", 1)] == [pytest.approx(300.0)]


def test_nothing_while_the_person_moves() -> None:
    crank = Crank()
    assert crank.turn("slouch", 29) == []
    assert crank.turn("slouch", 10, changing=True) == []
    assert crank.turn("slouch", 2) == []
    assert len(crank.turn("slouch", 2)) == 1


def test_snooze_is_not_skip() -> None:
    crank = Crank()
    assert len(crank.turn("slouch", 31)) == 1
    crank.reminders.snooze(crank.t_s, 600)
    assert crank.turn("slouch", 599) == []
    assert len(crank.turn("slouch", 2)) == 1

    crank = Crank()
    assert len(crank.turn("slouch", 31)) == 1
    crank.reminders.skip()
    assert crank.turn("slouch", 3000) == []
    crank.turn("upright", 20)
    assert len(crank.turn("slouch", 60)) == 1


def test_a_drill_ends_the_spell() -> None:
    crank = Crank()
    crank.turn("slouch", 31)
    crank.reminders.answered()
    assert crank.reminders.bad_s == 0
    assert crank.turn("slouch", 35) == []


def test_a_hole_in_time_counts_for_nothing() -> None:
    crank = Crank()
    crank.turn("slouch", 20)
    crank.t_s += 3600  # the machine slept
    assert crank.turn("slouch", 9) == []
    assert crank.reminders.bad_s < 30


def test_peeks_count_as_the_time_between_them() -> None:
    crank = Crank(step_s=30.0)
    crank.reminders.gap_s = 40.0
    assert len(crank.turn("slouch", 90)) == 1


def test_sitting_still_too_long() -> None:
    crank = Crank(Habits(still_min=20))
    assert crank.turn("upright", 1199) == []
    said = crank.turn("upright", 2)
    assert [(r.reason, r.suggests) for r in said] == [("still", "shoulder-rolls")]
    assert crank.turn("upright", 1100) == []


def test_whoever_moves_does_not_sit_still() -> None:
    crank = Crank(Habits(still_min=20))
    for _ in range(6):
        assert crank.turn("upright", 1000) == []
        assert crank.turn("lean_back", 30) == []


def test_a_break_at_the_chosen_interval_unless_one_was_taken() -> None:
    crank = Crank(Habits(break_min=50))
    said = crank.turn("upright", 6100)
    assert [(r.reason, round(r.t_s)) for r in said] == [("break", 3000), ("break", 6000)]
    crank = Crank(Habits(break_min=50))
    crank.turn("upright", 2900)
    crank.turn("away", 180)
    assert crank.turn("upright", 2900) == []


def test_at_most_one_voice_at_a_time() -> None:
    crank = Crank(Habits(still_min=0.5, break_min=0.5))
    times = [r.t_s for r in crank.turn("slouch", 400)]
    assert len(times) > 3
    assert min(b - a for a, b in itertools.pairwise(times)) >= 20


# ---------------------------------------------------------------- at a pause


def waiting(crank: Crank, state: str = "slouch") -> Crank:
    """A reminder is due, and somebody types."""
    crank.reminders.at_pauses = crank.reminders.typing = True
    assert crank.turn(state, 31) == []
    assert crank.reminders.waits
    return crank


def test_a_reminder_waits_for_a_pause_in_the_typing() -> None:
    crank = waiting(Crank())
    assert crank.turn("slouch", 10) == []
    crank.reminders.typing = False
    (said,) = crank.turn("slouch", 20)
    assert (said.reason, said.after_s) == ("slouch", 30.0)
    assert not crank.reminders.waits


def test_but_a_minute_at_most() -> None:
    (said,) = waiting(Crank()).turn("slouch", 90)
    assert said.t_s == pytest.approx(90.0, abs=1)


@pytest.mark.parametrize("better", ["upright", "away", "turned"])
def test_whoever_sat_up_or_left_meanwhile_is_not_told(better: str) -> None:
    crank = waiting(Crank())
    crank.turn(better, 50)
    crank.reminders.typing = False
    assert crank.turn("slouch", 10) == []


def test_what_waits_is_silent_while_quiet() -> None:
    crank = waiting(Crank())
    crank.reminders.typing, crank.reminders.quiet = False, True
    assert crank.turn("slouch", 100) == []
    crank.reminders.quiet = False
    assert len(crank.turn("slouch", 1)) == 1


def test_the_next_one_of_a_spell_comes_two_minutes_after_it_was_said() -> None:
    crank = waiting(Crank())
    crank.turn("slouch", 40)
    crank.reminders.typing = False
    (first,) = crank.turn("slouch", 1)
    (second,) = crank.turn("slouch", 130)
    assert second.t_s - first.t_s == pytest.approx(120, abs=1.5)


# ---------------------------------------------------------------- breaks and stillness


def test_an_absence_of_two_minutes_is_a_break_however_they_come_back() -> None:
    """Whoever comes back is seen in part first."""
    for between in ("upright", "unknown"):
        crank = Crank(Habits(break_min=10))
        crank.turn("upright", 500)
        crank.turn("away", 130)
        crank.turn(between, 3)
        assert crank.turn("upright", 500) == []
        assert [said.reason for said in crank.turn("upright", 200)] == ["break"]


def test_a_short_absence_is_none() -> None:
    crank = Crank(Habits(break_min=10))
    crank.turn("upright", 500)
    crank.turn("away", 100)
    assert [said.reason for said in crank.turn("upright", 130)] == ["break"]


def test_a_machine_that_slept_was_a_break() -> None:
    crank = Crank(Habits(break_min=10, still_min=10))
    crank.turn("upright", 590)
    crank.reminders.rested()
    assert crank.turn("upright", 500) == []


def test_sitting_up_and_slumping_are_movements() -> None:
    crank = Crank(Habits(still_min=10))
    for _ in range(6):
        assert [said for said in crank.turn("upright", 280) + crank.turn("slouch", 20) if said.reason == "still"] == []
    assert [said.reason for said in crank.turn("upright", 700)] == ["still"]


def test_a_head_that_goes_forward_is_none() -> None:
    crank = Crank(Habits(still_min=10, after_s=3000))
    said = crank.turn("upright", 400) + crank.turn("forward_head", 20) + crank.turn("upright", 200)
    assert [one.reason for one in said] == ["still"]
