"""Counting: every debounce case one row, each at three frame rates; and the seconds that a repetition says it took."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bodies import eased

from coach.counting.rep_detector import Excursion, Limits, RepDetector, held

NAN = math.nan
FPS = (12, 30, 60)
PLAIN = Limits(reached=0.75, returned=0.3, attempted=0.25, fastest_s=0.6, slowest_s=20.0)
HELD = Limits(reached=0.75, returned=0.3, attempted=0.25, fastest_s=0.6, slowest_s=20.0, hold_s=3.0)
Level = Callable[[float], float]


def played(
    level: Level, seconds: float, fps: float, limits: Limits = PLAIN,
    ready: Callable[[float], bool | None] | None = None, disturbed: Callable[[float], bool] | None = None,
) -> list[Excursion]:  # fmt: skip
    """The excursions of a level over time. The start pose holds, unless told otherwise, half the way out."""
    detector, done = RepDetector(limits), []
    for i in range(round(seconds * fps) + 1):
        t, now = i / fps, level(i / fps)
        at_start = ready(t) if ready else (None if math.isnan(now) else now < 0.55)
        done.append(detector.update(t, now, at_start, bool(disturbed and disturbed(t))))
    return [one for one in done if one is not None]


def word(one: Excursion) -> str:
    if one.complete:
        return "rep"
    return "released" if one.reached else "short"


def saw(*keys: tuple[float, float]) -> Level:
    """Straight from key to key."""
    times, values = zip(*keys, strict=True)
    return lambda t: float(np.interp(t, times, values))


def jitter(level: Level, by: float) -> Level:
    """The level with a tremble that goes on at 7 a second."""
    return lambda t: level(t) + by * math.sin(2 * math.pi * 7.3 * t)


def hidden(level: Level, begin_s: float, end_s: float) -> Level:
    return lambda t: NAN if begin_s <= t < end_s else level(t)


def many(*reps: tuple[float, float, float]) -> Level:
    """One after the other: (peak, seconds at it, lowest afterwards), a second out and a second back, after a second."""
    keys, t = [(0.0, 0.0), (1.0, 0.0)], 1.0
    for peak, stay, low in reps:
        keys += [(t + 1, peak), (t + 1 + stay, peak), (t + 2 + stay, low)]
        t += 2 + stay
    return eased(*keys, (t + 1, 0.0))


ONE = many((1.0, 0.2, 0.0))

# what happens, level, seconds, exact outcome
CASES: list[tuple[str, Level, float, list[str]]] = [
    # one whole repetition
    ("one", ONE, 5, ["rep"]),
    # nobody moves, but nobody is quite still
    ("rest with jitter", jitter(lambda t: 0.0, 0.06), 30, []),
    # rests at the height from which a movement counts as tried
    ("jitter at the attempted level", jitter(lambda t: 0.25, 0.05), 30, []),
    # stays at the height of arrival: one threshold would count each tremble
    ("jitter at the reached level", jitter(eased((1, 0.0), (2, 0.77), (8, 0.77), (9, 0.0)), 0.05), 11, ["rep"]),
    # stays at the height of return on the way back
    (
        "jitter at the returned level",
        jitter(eased((1, 0.0), (2, 1.0), (3, 0.3), (7, 0.3), (8, 0.0)), 0.03),
        10,
        ["rep"],
    ),
    # trembles all the way
    ("jitter throughout", jitter(ONE, 0.04), 5, ["rep"]),
    # comes from the target down into the start pose: that is getting ready
    ("starts at the top", eased((1, 1.0), (2, 0.0)), 4, []),
    ("gets into position, then one", eased((0.5, 1.0), (1.5, 0.0), (2.5, 0.0), (3.5, 1.0), (4.5, 0.0)), 6, ["rep"]),
    # the recording starts a tenth of a second before the first repetition
    ("a tenth of a second of rest", eased((0.1, 0.0), (1.1, 1.0), (2.1, 0.0)), 3, ["rep"]),
    # turned back early: kept apart, not counted
    ("turned back half way", many((0.5, 0.0, 0.0)), 4, ["short"]),
    ("turned back just before", many((0.7, 0.1, 0.0)), 4, ["short"]),
    ("went a little and came back", many((0.2, 0.0, 0.0)), 4, []),
    ("half, whole, half", many((0.5, 0.0, 0.0), (1.0, 0.2, 0.0), (0.5, 0.0, 0.0)), 8, ["short", "rep", "short"]),
    # the next begins before this one has quite returned
    ("back to back", many(*[(1.0, 0.1, 0.2)] * 5), 13, ["rep"] * 5),
    ("back to back, turning at three tenths", many(*[(1.0, 0.1, 0.3)] * 5), 13, ["rep"] * 5),
    # shakes at the top are no repetitions
    ("shakes at the top", many((1.0, 0.0, 0.65), (1.0, 0.0, 0.65), (1.0, 0.0, 0.0)), 9, ["rep"]),
    ("hesitates on the way out", eased((1, 0), (1.8, 0.5), (2.6, 0.42), (3.4, 1.0), (4.4, 0)), 6, ["rep"]),
    # out of sight in the middle: the count is held, and goes on
    ("unseen for a second at the top", hidden(many((1.0, 2.0, 0.0)), 2.5, 3.5), 7, ["rep"]),
    ("unseen for a second on the way out", hidden(eased((1, 0), (3, 1), (5, 0)), 1.8, 2.8), 7, ["rep"]),
    ("unseen at rest between two", hidden(many((1, 0.2, 0), (1, 0.2, 0)), 3.1, 3.4), 8, ["rep", "rep"]),
    # too long out of sight: what was going on is over, and the way back alone is no repetition
    ("unseen for three seconds", hidden(many((1.0, 4.0, 0.0)), 2.2, 5.8), 9, []),
    # quicker than anybody: a glitch of the landmarker
    ("too fast", saw((1, 0), (1.2, 1), (1.4, 0)), 3, []),
    ("a single wild frame", lambda t: 1.0 if 1.99 < t < 2.01 else 0.0, 4, []),
    ("as fast as it may be", saw((1, 0), (1.4, 1), (1.8, 0)), 3, ["rep"]),
    # slower than the slowest: a posture, no repetition
    ("too slow", eased((1, 0), (21, 1), (41, 0)), 42, []),
    ("at the top for a minute", many((1.0, 60.0, 0.0)), 66, []),
    # deeper than the start pose is still the start pose
    ("from below the start pose", eased((1, -0.6), (2.2, 1), (3.4, -0.6)), 5, ["rep"]),
    # settles into a slightly higher rest
    ("a rest that has crept up", eased((1, 0), (4, 0.2), (9, 0.2), (10, 1), (11, 0.2)), 13, ["rep"]),
]  # fmt: skip


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(("level", "seconds", "outcome"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_a_case_of_counting(level: Level, seconds: float, outcome: list[str], fps: float) -> None:
    assert [word(one) for one in played(level, seconds, fps)] == outcome


# the same with three seconds to hold
HOLDS: list[tuple[str, Level, float, list[str]]] = [
    ("held long enough", many((1.0, 3.2, 0.0)), 8, ["rep"]),
    ("released early", many((1.0, 1.0, 0.0)), 6, ["released"]),
    ("counted fast", many((1.0, 1.8, 0.0)), 6, ["rep"]),
    ("released at once", many((1.0, 0.1, 0.0)), 5, ["released"]),
    ("held, but not far enough", many((0.55, 4.0, 0.0)), 9, ["short"]),
    ("trembles while holding", jitter(many((1.0, 3.4, 0.0)), 0.04), 8, ["rep"]),
    ("sags a little while holding", eased((1, 0), (2, 1.0), (5.6, 0.92), (6.6, 0)), 8, ["rep"]),
    ("unseen for a second while holding", hidden(many((1.0, 3.4, 0.0)), 3.0, 4.0), 8, ["rep"]),
    ("a minute", many((1.0, 60.0, 0.0)), 66, []),  # longer than three times the hold and the slowest movement
]  # fmt: skip


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(("level", "seconds", "outcome"), [pytest.param(*c[1:], id=c[0]) for c in HOLDS])
def test_a_case_of_holding(level: Level, seconds: float, outcome: list[str], fps: float) -> None:
    assert [word(one) for one in played(level, seconds, fps, HELD)] == outcome


@pytest.mark.parametrize(("median_s", "outcome"), [(0.5, ["rep"]), (0.08, ["released", "released"])])
@pytest.mark.parametrize("fps", FPS)
def test_a_waver_shorter_than_half_the_median_is_none(median_s: float, outcome: list[str], fps: float) -> None:
    wavering = saw((1, 0), (2, 1), (3.6, 1), (3.64, 0.1), (3.8, 0.1), (3.84, 1), (5.5, 1), (6.5, 0))
    assert [word(one) for one in played(wavering, 8, fps, replace(HELD, median_s=median_s))] == outcome


@pytest.mark.parametrize(("wandering", "outcome"), [(True, ["rep", "short", "rep"]), (False, [])])
@pytest.mark.parametrize("fps", FPS)
def test_a_wandering_rest_is_where_a_repetition_is_measured_from(
    wandering: bool, outcome: list[str], fps: float
) -> None:
    keys = [(0, 0.5), (2, 0.5), (3, 1.4), (4, 1.4), (5, 0.45), (6.5, 0.5), (7.5, 0.95), (8.5, 0.95), (9.5, 0.4)]
    wandered = eased(*keys, (11, 0.4), (12, 1.3), (13, 1.3), (14, 0.45))
    limits = replace(PLAIN, wandering=wandering)
    assert [word(one) for one in played(wandered, 15, fps, limits, ready=lambda _: True)] == outcome


@pytest.mark.parametrize("fps", FPS)
def test_a_hold_of_a_minute_when_a_minute_is_asked_for(fps: float) -> None:
    limits = Limits(hold_s=60.0)
    (one,) = played(many((1.0, 60.5, 0.0)), 66, fps, limits)
    assert one.complete
    assert one.held_s == pytest.approx(60.5 + 0.5, abs=0.3)  # and a quarter second above nine tenths on either side


# ---------------------------------------------------------------- the start pose


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("ready", "count"),
    [
        pytest.param(lambda t: True, 1, id="always"),
        pytest.param(lambda t: False, 0, id="never in the start pose: some other movement"),
        pytest.param(lambda t: None, 0, id="the start pose was never seen"),
        pytest.param(lambda t: t < 1.5, 1, id="until well on the way"),
        pytest.param(lambda t: t < 0.5, 0, id="left before the movement"),
        pytest.param(lambda t: t > 1.5, 0, id="only on the way: arms hang, then pass through the start pose"),
        pytest.param(lambda t: t < 0.3, 0, id="long ago"),
        pytest.param(lambda t: True if t < 0.6 else None, 1, id="then unseen, which disarms nothing"),
    ],
)
def test_only_the_start_pose_arms(ready: Callable[[float], bool | None], count: int, fps: float) -> None:
    assert len(played(ONE, 5, fps, ready=ready)) == count


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("stop_s", "count"),
    [
        (0.0, 0),  # hanging arms go up overhead and down again, through the start pose and straight on
        (1.0, 1),  # with a stop in it: that was getting into position, and then a repetition
    ],
)
def test_passing_through_the_start_pose_is_not_taking_it(stop_s: float, count: int, fps: float) -> None:
    level = eased((1, -0.2), (1.5, 0.0), (1.5 + stop_s, 0.0), (2.5 + stop_s, 1.0), (3.7 + stop_s, -0.2))
    straight_on = eased((1, -0.2), (2.5, 1.0), (3.7, -0.2))
    way = level if stop_s else straight_on
    assert len(played(way, 6, fps, ready=lambda t: -0.1 < way(t) < 0.25)) == count


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("begin_s", "end_s", "count"),
    [
        (2.0, 2.4, 0),  # in the middle: what was going on is dropped, and the way back counts for nothing
        (0.0, 0.5, 1),  # before, with time to settle
        (3.9, 4.5, 1),  # after
    ],
)
def test_another_movement_drops_what_was_going_on(begin_s: float, end_s: float, count: int, fps: float) -> None:
    assert len(played(ONE, 5, fps, disturbed=lambda t: begin_s <= t < end_s)) == count


# ---------------------------------------------------------------- what is said of a repetition


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize("stay_s", [0.0, 0.5, 3.0, 8.0])
@pytest.mark.parametrize("peak", [0.8, 1.0, 1.2])
def test_times_range_and_hold(stay_s: float, peak: float, fps: float) -> None:
    (one,) = played(many((peak, stay_s, 0.0)), 6 + stay_s, fps)
    frame_s = 1.5 / fps
    # a minimum-jerk way of one second is above a tenth for 0.73 s, above nine tenths for 0.27 s at its end
    assert one.start_s == pytest.approx(1.28, abs=0.06 + frame_s)  # where the movement begins to show
    assert one.peak_s == pytest.approx(2.0 + stay_s / 2, abs=0.05 + frame_s)
    assert one.end_s == pytest.approx(3.0 + stay_s - 0.27, abs=0.05 + frame_s)
    assert one.range == pytest.approx(peak, abs=0.1 if stay_s < 0.3 else 0.02)
    assert one.held_s == pytest.approx(stay_s + 2 * 0.27, abs=0.15 + 2 * frame_s)


@pytest.mark.parametrize("fps", FPS)
def test_a_repetition_is_announced_as_it_ends(fps: float) -> None:
    detector = RepDetector(PLAIN)
    for i in range(6 * fps):
        done = detector.update(i / fps, ONE(i / fps), True)
        if done is not None:
            assert done.end_s == i / fps
            return
    pytest.fail("no repetition")


def test_phases_follow_one_another_and_hold_seconds_tick() -> None:
    detector, level = RepDetector(HELD), many((1.0, 3.2, 0.0))
    phases, ticks = [], []
    for i in range(210):
        detector.update(i / 30, level(i / 30), True)
        if not phases or phases[-1] != detector.phase:
            phases.append(detector.phase)
        ticks.append(detector.hold_s)
    assert phases == ["start", "out", "target", "back", "start"]
    assert max(ticks) == pytest.approx(0.27 + 3.2 + 0.39, abs=0.1)  # from nine tenths, and then down to three quarters
    assert ticks[-1] == 0.0


def test_a_half_way_does_not_tick() -> None:
    detector, level = RepDetector(HELD), many((0.6, 3.0, 0.0))
    for i in range(150):
        detector.update(i / 30, level(i / 30), True)
        assert detector.hold_s == 0.0


def track(level: Level, seconds: float, fps: float = 30) -> list[tuple[float, float]]:
    return [(i / fps, level(i / fps)) for i in range(round(seconds * fps) + 1)]


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("level", "seconds"),
    [
        pytest.param(eased((0, 0), (1, 1), (4, 1), (5, 0)), 3.0, id="plain"),
        pytest.param(jitter(eased((0, 0), (1, 1), (4, 1), (5, 0)), 0.04), 3.0, id="with jitter"),
        pytest.param(eased((0, 0), (1, 1), (2.5, 0.86), (4, 1), (5, 0)), 3.0, id="sways below nine tenths meanwhile"),
        pytest.param(eased((0, 0), (2, 1), (5, 1), (6, 0)), 3.0, id="out slowly"),
    ],
)
def test_held_is_the_time_at_nine_tenths(level: Level, seconds: float, fps: float) -> None:
    eases = 0.27 * (3 if level(1.0) < 0.6 else 2)  # a way of two seconds is there for twice as long
    assert held(track(level, 6.5, fps), 0.0)[1] == pytest.approx(seconds + eases, abs=0.25 + 1 / fps)


@pytest.mark.parametrize("fps", FPS)
def test_a_sweep_is_held_from_the_first_to_the_last_sight_of_nine_tenths(fps: float) -> None:
    """It leaves the middle at speed and slows down at the side, so its steep part says nothing of its end."""
    swept = saw((1, 0), (1.3, 0.6), (2.5, 1), (5, 1), (6.2, 0.6), (6.5, 0))
    (one,) = played(swept, 8, fps, replace(PLAIN, sweeping=True, slowest_s=30.0))
    assert one.held_s == pytest.approx(5.3 - 2.2, abs=0.15)
    (other,) = played(swept, 8, fps, replace(PLAIN, slowest_s=30.0))
    assert other.held_s > 3.6


def test_a_release_in_the_middle_is_not_held() -> None:
    let_go = eased((0, 0), (1, 1), (2, 1), (2.5, 0.4), (3.5, 0.4), (4, 1), (5, 1), (6, 0))
    held_on = eased((0, 0), (1, 1), (5, 1), (6, 0))
    assert held(track(held_on, 6), 0.0)[1] - held(track(let_go, 6), 0.0)[1] > 1.0


def test_one_wild_sample_does_not_raise_the_bar() -> None:
    plain = track(eased((0, 0), (1, 1), (4, 1), (5, 0)), 5)
    wild = [(t, 1.4 if i == 75 else v) for i, (t, v) in enumerate(plain)]
    assert held(wild, 0.0) == pytest.approx(held(plain, 0.0), abs=0.05)


FREE = Limits(reached=0.5, returned=0.5, attempted=0.35, fastest_s=0.6, slowest_s=3.6, free=True)


def circling(low: float, high: float, count: int, start: float) -> Level:
    """Arms lifted from `start` to `low` in a second, a stop of a second, then so many circles of 1.6 s."""
    keys = [(0.0, start), (1.0, low), (2.0, low)]
    for i in range(count):
        keys += [(2.8 + 1.6 * i, high), (3.6 + 1.6 * i, low)]
    return eased(*keys, (4.0 + 1.6 * count, low))


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(
    ("low", "high", "start"),
    [
        pytest.param(0.0, 1.2, -3.0, id="lifted from hanging, circles at shoulder height"),
        pytest.param(-3.0, 2.5, -3.0, id="from hanging to overhead"),
        pytest.param(-0.8, -0.1, -0.8, id="small and below the start pose"),
    ],
)
def test_circles_of_any_size_count_from_where_they_begin(low: float, high: float, start: float, fps: float) -> None:
    found = played(circling(low, high, 4, start), 11, fps, FREE, ready=lambda t: True)
    assert [word(one) for one in found] == ["rep"] * 4
    assert [one.range for one in found] == pytest.approx([high - low] * 4, rel=0.15)


@pytest.mark.parametrize("fps", FPS)
@pytest.mark.parametrize(("early_s", "count"), [(0.2, 1), (0.4, 1), (1.2, 0)])
def test_a_trunk_that_swings_before_the_arms_pull_does_not_lose_the_repetition(
    early_s: float, count: int, fps: float
) -> None:
    level = many((1.0, 0.0, 0.0))  # leaves a quarter of the way at about 1.25 s
    found = played(level, 4, fps, ready=lambda t: t < 1.25 - early_s)
    assert len(found) == count


def _stays_then_moves(first: float, settled_s: float) -> int:
    """Repetitions counted of somebody who waits for two seconds at `first`, then goes to the other end and back."""
    detector, counted = RepDetector(Limits(settled_s=settled_s)), 0
    for i in range(30 * 12):
        t_s = i / 30
        wave = 0.5 - 0.5 * math.cos(math.pi * (t_s - 2.0)) if t_s > 2.0 else 0.0
        counted += detector.update(t_s, abs(first - wave), abs(first - wave) < 0.3) is not None
    return counted


def test_who_waits_at_the_other_end_first_does_the_opposite_exercise() -> None:
    assert _stays_then_moves(0.0, settled_s=2.0) == 5
    assert _stays_then_moves(1.0, settled_s=2.0) == 0
    assert _stays_then_moves(1.0, settled_s=0.0) > 0


@pytest.mark.parametrize("fps", FPS)
def test_who_is_first_seen_at_the_top_of_a_repetition_is_counted_from_the_next_one_on(fps: float) -> None:
    detector, counted = RepDetector(Limits(settled_s=2.0)), 0
    for i in range(round(fps * 17)):
        since_s = (i / fps - 0.5) % 4.0  # from the top on: two seconds at rest between two repetitions
        level = 0.5 + 0.5 * math.cos(math.pi * since_s) if since_s < 1.0 or since_s > 3.0 else 0.0
        counted += detector.update(i / fps, level, level < 0.3) is not None
    assert counted == 3


def test_who_sits_a_little_differently_first_begins_when_the_movement_does() -> None:
    def level(t_s: float) -> float:
        return 0.3 if t_s > 1.0 and not 21.0 < t_s < 25.0 else 1.0 if t_s > 21.0 else 0.0

    found = played(level, 30, 30)
    assert [one.start_s for one in found] == [pytest.approx(21.0, abs=0.5)]


@pytest.mark.parametrize(("hidden", "count"), [(0.0, 4), (0.4, 4), (0.9, 0)])
def test_what_was_hardly_seen_is_no_movement_of_anybody(hidden: float, count: int) -> None:
    wave = many(*[(1.0, 0.3, 0.0)] * 4)

    def level(t_s: float) -> float:
        return math.nan if wave(t_s) > 0.1 and t_s * 2 % 1 < hidden else wave(t_s)

    assert len(played(level, 20, 30)) == count


@pytest.mark.parametrize("seed", range(3))
def test_where_a_movement_is_small_what_trembles_is_none_unless_it_is_too_short_to_tell(seed: int) -> None:
    random = np.random.default_rng(seed)
    noise = [float(v) for v in np.convolve(random.normal(0.1, 0.55, 300 * 15 + 9), (0.5, 0.5), "same")]
    large, small = (
        played(lambda t: noise[round(t * 15)], 300, 15, replace(PLAIN, small=is_small)) for is_small in (False, True)
    )
    assert len(large) > 50
    assert len(small) < 5
    assert all(one.end_s - one.start_s < 1 for one in small)


@pytest.mark.parametrize("fps", [12, 15, 30])
@pytest.mark.parametrize("period_s", [1.0, 1.5, 6.0])
def test_a_small_movement_counts_quick_or_slow_with_a_little_tremble_and_a_leap_now_and_then(
    period_s: float, fps: float
) -> None:
    def level(t_s: float) -> float:
        leap = 0.4 if round(t_s * fps) % round(1.9 * fps) == 0 else 0.0
        return (1 - math.cos(2 * math.pi * max(0.0, t_s - 1) / period_s)) / 2 + leap

    shaken = jitter(level, 0.01)
    assert len(played(shaken, 1 + 6 * period_s, fps, replace(PLAIN, small=True))) >= 5


def test_a_stretch_after_the_first_repetition_is_no_beginning_at_the_other_end() -> None:
    twice = many((1.0, 0.2, 0.0), (1.0, 0.2, 0.0))
    detector, counted = RepDetector(replace(PLAIN, settled_s=2.0)), 0
    for i in range(30 * 14):
        t_s = i / 30
        stretching = 6.0 < t_s < 8.0  # arms up, from no start pose
        level = 1.0 if stretching else twice(t_s) if t_s < 6.0 else twice(t_s - 8.0)
        counted += detector.update(t_s, level, not stretching and level < 0.55, 6.0 < t_s < 6.3) is not None
    assert counted == 4
