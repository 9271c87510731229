"""One exercise from frames to events: readiness, counts, partials, what is unseen, goals, sets and rests, levels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from bodies import Arm, Stick, arms, eased, film, reps, shoulder_roll
from raises import POSES, RAISE, raised

from coach.body.landmarks import INDEX, PoseFrame, empty_frame
from coach.counting.progress import SetProgress
from coach.counting.session import Session, session_for
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise, Pose
from coach.events import Cue, Event, Hold, Partial, Ready, Rep, Summary, Uncounted, Unseen, Why

ROLL = RAISE | {
    "id": "roll", "kind": "circle", "progress_signal": [{"measure": "shoulder_rise"}], "start_when": [],
    "not_while": [],
    "required": [], "cues": [], "path": {"start": "down", "target": "up"},
    "circle_widths": [{"measure": "shoulder_width", "width": 0.04}],
    "range": {"reached": 0.4, "returned": 0.3, "attempted": 0.3}, "dose": {"reps": 2},
}  # fmt: skip


def session(options: Options | None = None, base: dict[str, object] = RAISE, **changes: object) -> Session:
    exercise = Exercise.model_validate_json(json.dumps(base | changes))
    return session_for(exercise, POSES, options or Options(endless=True))


def raising(peaks: Sequence[float], hold_s: float = 0.3, **more: float) -> list[PoseFrame]:
    level, seconds = reps(peaks, hold_s=hold_s, **more)
    return film(lambda t: raised(level(t)), seconds)


def shown(one: Session, frames: Iterable[PoseFrame]) -> list[SetProgress]:
    return [*(one.update(frame) for frame in frames), one.finish()]


def events(one: Session, frames: Iterable[PoseFrame]) -> list[Event]:
    return [event for progress in shown(one, frames) for event in progress.events]


def kinds(found: Iterable[Event]) -> list[str]:
    return [event.kind for event in found if not isinstance(event, Cue)]


def summary(found: list[Event]) -> Summary:
    assert isinstance(found[-1], Summary)
    return found[-1]


def hidden(frames: Iterable[PoseFrame], begin_s: float, end_s: float, *names: str) -> list[PoseFrame]:
    """These landmarks are not visible for some seconds."""
    out = []
    for frame in frames:
        if begin_s <= frame.t_s < end_s:
            seen = frame.visibility.copy()
            seen[[INDEX[name] for name in names]] = 0.0
            frame = replace(frame, visibility=seen)
        out.append(frame)
    return out


ELBOWS = ("left_elbow", "right_elbow")

# ---------------------------------------------------------------- counting


def test_three_repetitions() -> None:
    found = events(session(), raising([1.0, 1.0, 1.0]))
    assert kinds(found) == ["ready", "rep", "rep", "rep", "summary"]
    for number, rep in enumerate((e for e in found if isinstance(e, Rep)), start=1):
        begin = 1.5 + 3.7 * (number - 1)  # every 2.7 seconds, with a second of rest
        assert rep.count == number
        assert (rep.side, rep.direction) == ("both", None)
        assert rep.range == pytest.approx(1.0, abs=0.05)
        assert rep.start_s == pytest.approx(begin + 0.3, abs=0.2)
        assert rep.peak_s == pytest.approx(begin + 1.35, abs=0.15)
        assert rep.end_s == pytest.approx(begin + 2.7, abs=0.15)
        assert rep.t_s == rep.end_s
    assert summary(found) == Summary(
        t_s=raising([1.0] * 3)[-1].t_s, reps=3, partials=0, hold_s=0.0, by_side={"both": 3}, cues={}, seen=1.0
    )


def test_ready_is_said_once_in_the_start_pose() -> None:
    found = events(session(), film(lambda t: raised(1.0 if t < 2 else 0.0), 4.0))
    (ready,) = (e for e in found if isinstance(e, Ready))
    assert 2.0 <= ready.t_s < 2.6


def test_nobody_is_never_ready() -> None:
    found = events(session(), [empty_frame(i / 30, (640, 480)) for i in range(60)])
    assert kinds(found) == ["unseen", "summary"]
    assert summary(found).seen == 0.0


def test_a_set_without_a_frame_has_a_summary() -> None:
    assert kinds(events(session(), [])) == ["summary"]


def test_the_same_frames_give_the_same_events() -> None:
    frames = raising([1.0, 0.5, 1.0])
    assert events(session(), frames) == events(session(), frames)


def test_another_movement_is_not_counted() -> None:
    level, seconds = reps([1.0, 1.0])
    leaning = film(lambda t: replace(raised(level(t)), lean=min(20.0, 60 * level(t))), seconds)
    assert summary(events(session(), leaning)).reps == 0


# ---------------------------------------------------------------- partials


@pytest.mark.parametrize(
    ("frames", "hold_s", "missing"),
    [
        pytest.param(raising([0.5]), 0.0, ("arm_elevation",), id="turned back early"),
        pytest.param(raising([1.0], hold_s=0.5), 2.0, ("hold",), id="released early"),
        pytest.param(film(lambda t: raised(reps([1.0])[0](t), bend=80.0), 5.7), 0.0, ("straight-elbows",), id="form"),
        pytest.param(
            film(lambda t: raised(reps([1.0])[0](t), bend=80.0), 5.7), 2.0, ("straight-elbows", "hold"), id="both"
        ),
        pytest.param(
            film(lambda t: raised(reps([1.0])[0](t), 0.5 * reps([1.0])[0](t)), 5.7), 0.0, ("arm_elevation",),
            id="the less advanced arm decides",
        ),
    ],
)  # fmt: skip
def test_a_partial_names_what_was_missing(frames: list[PoseFrame], hold_s: float, missing: tuple[str, ...]) -> None:
    found = events(session(Options(hold_s=hold_s, endless=True)), frames)
    assert kinds(found) == ["ready", "partial", "summary"]
    (partial,) = (e for e in found if isinstance(e, Partial))
    assert partial.missing == missing
    assert (summary(found).reps, summary(found).partials) == (0, 1)


def test_form_that_was_broken_only_on_the_way_does_not_matter() -> None:
    level, seconds = reps([1.0], hold_s=1.0)
    found = events(session(), film(lambda t: raised(level(t), bend=80.0 if 0.1 < level(t) < 0.6 else 10.0), seconds))
    assert kinds(found) == ["ready", "rep", "summary"]


def test_form_is_judged_anew_in_each_repetition() -> None:
    level = eased((1, 0), (2, 1), (4, 1), (5, 0), (6, 0), (7, 1), (7.2, 1), (8.2, 0))
    found = events(session(), film(lambda t: raised(level(t), bend=80.0 if t < 5.5 else 10.0), 9))
    assert kinds(found) == ["ready", "partial", "rep", "summary"]


def test_short_ones_are_remarked_on_from_the_second_on_and_less_is_offered_once() -> None:
    found = events(session(), raising([0.5] * 9, out_s=0.7, rest_s=0.5))
    told = [cue.id for cue in found if isinstance(cue, Cue)]
    assert told == ["not-far-enough"] * 2 + ["gentler"] + ["not-far-enough"] * 5
    assert summary(found).cues == {"not-far-enough": 7, "gentler": 1}


def test_what_is_out_of_sight_is_asked_for_and_never_corrected() -> None:
    terms = [{"measure": "arm_elevation", "weight": 1}, {"measure": "elbow_flexion", "weight": 0.5}]
    low, high = ({"arm_elevation": a, "elbow_flexion": b} for a, b in ((20.0, 10.0), (120.0, 60.0)))
    poses = {
        name: Pose(id=name, title=name, description=name, measures=m) for name, m in (("low", low), ("high", high))
    }
    camera = {"view": "front", "say": "Face the camera.", "needs": ["shoulder", "elbow", "wrist"]}
    made = json.dumps(RAISE | {"progress_signal": terms, "camera": camera, "required": [], "cues": []})
    level, seconds = reps([0.5] * 3)
    frames = film(lambda t: raised(level(t), bend=10 + 50 * level(t)), seconds)
    for names, told in (((), "not-far-enough"), (("left_wrist", "right_wrist"), "out-of-view")):
        one = session_for(Exercise.model_validate_json(made), poses, Options(endless=True))
        found = events(one, hidden(frames, 0.0, seconds + 1, *names))
        assert {cue.id for cue in found if isinstance(cue, Cue)} == {told}
        assert len([event for event in found if isinstance(event, Partial)]) == 3


def test_a_whole_one_ends_the_row_of_short_ones() -> None:
    found = events(session(), raising([0.5, 1.0, 0.5, 1.0, 0.5]))
    assert [cue.id for cue in found if isinstance(cue, Cue)] == []


# ---------------------------------------------------------------- unseen


def test_a_stretch_that_could_not_be_judged() -> None:
    found = events(session(), hidden(film(lambda t: raised(0.0), 6.0), 2.0, 4.0, *ELBOWS))
    (unseen,) = (e for e in found if isinstance(e, Unseen))
    assert unseen.missing == ELBOWS
    assert (unseen.start_s, unseen.end_s) == pytest.approx((2.0, 4.0), abs=0.05)
    assert unseen.t_s == unseen.end_s
    assert summary(found).seen == pytest.approx(4.0 / 6.0, abs=0.01)


def test_a_moment_is_not_worth_a_word() -> None:
    assert kinds(events(session(), hidden(raising([1.0]), 0.5, 0.9, *ELBOWS))) == ["ready", "rep", "summary"]


def test_unseen_at_the_end_is_closed() -> None:
    found = events(session(), hidden(film(lambda t: raised(0.0), 4.0), 2.0, 9.0, "left_shoulder"))
    assert kinds(found) == ["ready", "unseen", "summary"]


def test_who_stops_at_the_top_of_the_last_one_is_told_that_it_does_not_count() -> None:
    frames = raising([1.0, 1.0])
    top_s = next(event.peak_s for event in reversed(events(session(), frames)) if isinstance(event, Rep))
    found = events(session(), [frame for frame in frames if frame.t_s <= top_s])
    assert kinds(found) == ["ready", "rep", "uncounted", "summary"]
    assert [event.why for event in found if isinstance(event, Uncounted)] == [Why.START_POSE]


def test_what_is_unseen_is_never_counted() -> None:
    level, seconds = reps([1.0] * 6)
    frames = film(lambda t: raised(level(t)), seconds)
    blind = events(session(), hidden(frames, 1.2, 99.0, *ELBOWS))
    assert [kind for kind in kinds(blind) if kind != "uncounted"] == ["ready", "unseen", "summary"]
    assert {event.why for event in blind if isinstance(event, Uncounted)} == {Why.HIDDEN}
    random = np.random.default_rng(3)  # a limb that nobody sees may be anywhere
    wild = []
    for frame in hidden(frames, 0.0, 99.0, *ELBOWS, "left_wrist", "right_wrist"):
        image = frame.image.copy()
        for name in ELBOWS:
            image[INDEX[name], :2] += random.normal(0.0, 40.0, 2)
        wild.append(replace(frame, image=image))
    assert summary(events(session(), wild)).reps == 0


def test_the_arm_that_is_seen_speaks_for_the_hidden_one() -> None:
    found = events(session(), hidden(raising([1.0, 1.0]), 0.0, 99.0, "left_elbow"))
    assert summary(found).reps == 2
    assert summary(found).seen == 1.0


def test_the_count_is_kept_while_nobody_is_there() -> None:
    first, away = raising([1.0]), 6.0
    then = [replace(f, t_s=f.t_s + first[-1].t_s + away) for f in raising([1.0])]
    nobody = [empty_frame(first[-1].t_s + i / 30, (640, 480)) for i in range(1, round(30 * away))]
    found = events(session(), [*first, *nobody, *then])
    assert kinds(found) == ["ready", "rep", "uncounted", "unseen", "rep", "summary"]
    assert [e.count for e in found if isinstance(e, Rep)] == [1, 2]


def test_missing_guidance_and_marks_on_screen() -> None:
    progress = shown(session(), hidden(film(lambda t: raised(0.0), 2.0), 1.0, 9.0, "left_elbow"))[-2]
    assert progress.missing == ("left_elbow",)
    assert progress.phase == "framing"
    assert progress.guidance == "I can't see your left elbow. More light, or turn so that nothing is in the way."
    assert progress.judged == {
        "left_shoulder": "good", "right_shoulder": "good", "left_elbow": "unseen", "right_elbow": "good"
    }  # fmt: skip


# ---------------------------------------------------------------- goals, sets, rests


@pytest.mark.parametrize(
    ("options", "dose", "goal"),
    [
        (Options(), {"reps": 3}, 3),
        (Options(), {"reps": 3, "sets": 2}, 6),
        (Options(reps=4), {"reps": 3, "sets": 2}, 8),
        (Options(sets=3), {"reps": 3}, 9),
        (Options(), {"reps": 3, "directions": ["backward", "forward"]}, 6),
        (Options(endless=True), {"reps": 3}, None),
        (Options(endless=True, reps=2), {"reps": 3}, 2),
    ],
)
def test_the_goal(options: Options, dose: dict[str, object], goal: int | None) -> None:
    assert session(options, dose=dose).goal == goal


def test_the_set_is_done_at_the_goal() -> None:
    progress = shown(session(Options(reps=2)), raising([1.0, 1.0]))
    done = next(p for p in progress if p.count == 2)
    assert done.phase == "done"
    assert all(p.phase != "done" for p in progress if p.count < 2)
    assert progress[-1].outcomes == ("rep", "rep")


def test_nothing_is_counted_while_it_is_not_asked_for() -> None:
    one = session(Options())
    frames = raising([1.0] * 5)  # ends at about 4, 8, 11, 15 and 19 seconds
    progress = [one.update(frame, counting=not 7.8 < frame.t_s < 12.4) for frame in frames]
    ends = [e.t_s for p in progress for e in p.events if isinstance(e, Rep)]
    assert ends == pytest.approx([4.2, 7.8, 15.3, 19.0], abs=0.1)  # the second told as the counting stops
    between = [p for p in progress if 7.9 < p.t_s < 12.4]
    assert not any(p.events for p in between)
    assert {p.phase for p in between} == {"ready", "start"}  # at the start pose, and away from it
    assert {p.phase for p in between if 10.0 < p.t_s < 10.5} == {"start"}


def test_the_next_set_begins_from_nothing_and_knows_the_person() -> None:
    base = ROLL | {"range": {"reached": 0.4, "returned": 0.3, "attempted": 0.3, "personal": 0.2}}
    one = session(Options(), base=base)
    first = events(one, rolling([1, 1]))
    one.begin()
    later = [replace(f, t_s=f.t_s + 20.0) for f in rolling([1, 1])]
    second = events(one, later)
    for found in (first, second):
        assert [e.count for e in found if isinstance(e, Rep)] == [1, 2]
        assert summary(found).reps == 2
    assert one.update(later[-1]).count == 2


def test_several_alike_are_the_whole_ones_of_this_person_and_those_before_count_after_all() -> None:
    one = session(Options(), range={"personal": 0.25})
    found = [e for e in events(one, raising([0.6, 0.6, 0.6])) if isinstance(e, Rep | Partial)]
    assert [(e.kind, isinstance(e, Rep) and e.recounted) for e in found] == [
        ("partial", False), ("rep", True), ("rep", False), ("rep", False)
    ]  # fmt: skip
    assert [e.count for e in found if isinstance(e, Rep)] == [1, 2, 3]


def test_a_half_one_stays_one_where_people_do_not_differ() -> None:
    found = events(session(Options()), raising([0.6, 0.6, 0.6]))
    assert summary(found).reps == 0


def test_a_goal_for_each_side() -> None:
    one = session(Options(), sides="each", start_when=[], required=[])
    level, seconds = reps([1.0] * 5)
    progress = shown(one, film(lambda t: raised(level(t), right=0.0), seconds))
    assert (progress[-2].count, progress[-2].goal) == (3, 6)  # five of the left count for three
    assert progress[-2].phase != "done"
    assert len([e for p in progress for e in p.events if isinstance(e, Rep)]) == 5


def test_less_can_be_asked_for_in_the_middle() -> None:
    one = session(Options(reps=5))
    frames = raising([1.0, 0.65, 1.0])
    half = len(frames) // 4
    for frame in frames[:half]:
        one.update(frame)
    one.ease(Options(reps=3, level="gentle"))
    progress = [one.update(frame) for frame in frames[half:]]
    assert (progress[-1].count, progress[-1].goal, progress[-1].phase) == (3, 3, "done")


# ---------------------------------------------------------------- holds and levels


@pytest.mark.parametrize(
    ("asked", "stay_s", "outcome"),
    [
        (None, 3.5, "rep"),
        (None, 1.0, "partial"),
        (0.0, 0.1, "rep"),  # --hold 0: touch and return
        (1.0, 1.2, "rep"),
        (6.0, 2.5, "partial"),
        (6.0, 3.5, "rep"),  # four seconds of six: who counts for themselves counts fast
    ],
)
def test_the_hold_asked_for(asked: float | None, stay_s: float, outcome: str) -> None:
    one = session(Options(hold_s=asked, endless=True), dose={"reps": 3, "hold_s": 3.0})
    found = events(one, raising([1.0], hold_s=stay_s))
    assert kinds(found) == ["ready", outcome, "summary"]
    held_s = found[1].held_s  # type: ignore[attr-defined]
    assert held_s == pytest.approx(stay_s + 2 * 0.27 * 1.2, abs=0.3)
    assert summary(found).hold_s == pytest.approx(held_s if outcome == "rep" and asked != 0.0 else 0.0)


def test_who_lets_go_early_time_and_again_is_asked_to_hold_it_although_it_counts() -> None:
    one = session(Options(hold_s=6.0, endless=True), dose={"reps": 3, "hold_s": 6.0})
    found = events(one, raising([1.0, 1.0], hold_s=3.5))
    assert summary(found).reps == 2
    assert [(e.id, e.t_s) for e in found if isinstance(e, Cue)] == [("released-early", found[2].t_s)]


def test_an_exercise_that_is_a_posture_gives_holds() -> None:
    one = session(kind="hold", dose={"reps": 2, "hold_s": 2.0})
    found = events(one, [*raising([1.0], hold_s=3.0)])
    assert kinds(found) == ["ready", "hold", "summary"]
    (hold,) = (e for e in found if isinstance(e, Hold))
    assert hold.seconds == pytest.approx(3.6, abs=0.3)
    assert hold.start_s < hold.end_s == hold.t_s
    assert summary(found).hold_s == hold.seconds
    assert kinds(events(session(kind="hold", dose={"reps": 2, "hold_s": 5.0}), raising([1.0], hold_s=2.0))) == [
        "ready", "partial", "summary",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("peak", "level", "outcome"),
    [
        (0.66, "gentle", "rep"), (0.66, "standard", "partial"), (0.66, "strict", "partial"),
        (0.79, "gentle", "rep"), (0.79, "standard", "rep"), (0.79, "strict", "partial"),
        (0.55, "gentle", "partial"), (0.9, "strict", "rep"),
    ],
)  # fmt: skip
def test_levels_scale_the_target(peak: float, level: str, outcome: str) -> None:
    found = events(session(Options(level=level, endless=True)), raising([peak], hold_s=0.5))
    assert kinds(found) == ["ready", outcome, "summary"]


# ---------------------------------------------------------------- sides


def one_by_one(left: Callable[[float], float], right: Callable[[float], float], seconds: float) -> list[PoseFrame]:
    return film(lambda t: raised(left(t), right(t)), seconds)


def test_sides_that_work_alone_are_counted_apart() -> None:
    left = eased((1, 0), (2, 1), (3, 0), (9, 0), (10, 1), (11, 0))
    right = eased((5, 0), (6, 1), (7, 0), (13, 0), (14, 0.5), (15, 0))
    found = events(session(sides="each"), one_by_one(left, right, 16))
    told = [(e.kind, e.side) for e in found if isinstance(e, Rep | Partial)]
    assert told == [("rep", "left"), ("rep", "right"), ("rep", "left"), ("partial", "right")]
    assert summary(found).by_side == {"left": 2, "right": 1}


def test_a_signed_measure_is_turned_over_for_the_right_side() -> None:
    tilt = eased((1, 0), (2, 30), (3, 0), (5, 0), (6, -30), (7, 0), (9, 0), (10, -30), (11, 0))
    one = session(
        sides="each", progress_signal=[{"measure": "neck_side_bend"}], start_when=[], required=[], cues=[],
        path={"start": "straight", "target": "bent"},
    )  # fmt: skip
    found = events(one, film(lambda t: Stick(head_tilt=tilt(t)), 12))
    assert [e.side for e in found if isinstance(e, Rep)] == ["left", "right", "right"]


def test_both_sides_at_once_are_two_repetitions() -> None:
    level = eased((1, 0), (2, 1), (3, 0))
    found = events(session(sides="each"), one_by_one(level, level, 5))
    assert sorted(e.side for e in found if isinstance(e, Rep)) == ["left", "right"]


def test_a_cue_is_of_the_side_at_fault() -> None:
    frames = film(lambda t: replace(raised(reps([1.0])[0](t)), right=Arm(20 + 100 * reps([1.0])[0](t), 80.0)), 5.7)
    (cue,) = (e for e in events(session(), frames) if isinstance(e, Cue))
    assert (cue.id, cue.say, cue.side, cue.spoken) == ("bent-elbows", "Straighten", "right", True)


@pytest.mark.parametrize(
    ("hold_s", "asked_s", "waits"),
    [(0.3, 0.0, True), (3.0, 0.0, True), (3.0, 2.5, False)],  # a hold that is asked for proves itself in two seconds
)
def test_the_first_correction_of_a_set_waits_until_the_repetition_is_told(
    hold_s: float, asked_s: float, waits: bool
) -> None:
    level, seconds = reps([1.0, 1.0], hold_s=hold_s)
    frames = film(lambda t: raised(level(t), bend=10 + 70 * level(t)), seconds)
    told = events(session(Options(endless=True, hold_s=asked_s), required=[]), frames)
    first, second = (e.t_s for e in told if isinstance(e, Cue) and e.id == "bent-elbows")
    ends = [e.t_s for e in told if isinstance(e, Rep | Partial)]
    assert (first == ends[0]) == waits
    assert ends[0] < second < ends[1]  # the next one comes while it is done


@pytest.mark.parametrize(("top", "corrected"), [(0.5, 0), (1.0, 1)])
def test_only_what_goes_as_far_as_a_whole_repetition_is_corrected(top: float, corrected: int) -> None:
    """After a whole repetition, one with bent arms: half of it may be somebody who scratches their head."""
    level, seconds = reps([1.0, top])
    frames = film(lambda t: raised(level(t), bend=10 + 70 * level(t) * (t > seconds / 2)), seconds)
    found = events(session(required=[]), frames)
    assert sum(isinstance(e, Cue) and e.id == "bent-elbows" for e in found) == corrected


def test_a_movement_that_comes_to_nothing_is_not_corrected() -> None:
    """Up and down with bent arms, far too fast for a repetition."""
    level, seconds = reps([1.0], out_s=0.15, hold_s=0.0)
    frames = film(lambda t: raised(level(t), bend=90.0), seconds)
    found = events(session(tempo_s=[2.0, 20]), frames)
    assert not [e for e in found if isinstance(e, Cue | Rep | Partial)]


def test_a_fault_put_right_by_the_next_repetition_is_praised_and_one_after_a_partial_is_not() -> None:
    cues = [{"id": "bent-elbows", "say": "Straighten", "praise": "Long arms, good", "when": [
        {"measure": "elbow_flexion", "above": 50}]}]  # fmt: skip
    for peaks, praised_after in (([1.0] * 4, 3), ([1.0, 1.0, 0.6, 1.0], 4)):
        level, seconds = reps(peaks)
        frames = film(lambda t, level=level: raised(level(t), bend=10 + 70 * level(t) * (5.2 <= t < 8.9)), seconds)
        told = shown(session(cues=cues, required=[]), frames)
        assert {len(p.outcomes) for p in told if p.praise == "Long arms, good"} == {praised_after}


@pytest.mark.parametrize(("place", "away"), [("floor", True), ("standing", False), ("desk", False)])
def test_nobody_lying_or_kneeling_can_look_at_the_screen(place: str, away: bool) -> None:
    one = session(place=place)
    assert {progress.eyes_away for progress in shown(one, raising([1.0]))} == {away}


# ---------------------------------------------------------------- circles


def rolling(ways: Sequence[float], round_: float = 1.0) -> list[PoseFrame]:
    """A circle of two seconds for each way (+1 backward, -1 forward), with a second between."""

    def pose(t: float) -> Stick:
        number, phase = divmod(t - 1.5, 3.0)
        if not 0 <= number < len(ways) or phase > 2:
            return Stick(**arms())
        return shoulder_roll(phase / 2, ways[int(number)], round_)

    return film(pose, 1.5 + 3 * len(ways) + 0.5)


def test_circles_have_a_direction() -> None:
    found = events(session(base=ROLL), rolling([1, 1, -1, -1]))
    told = [e.direction for e in found if isinstance(e, Rep)]
    assert told == ["backward", "backward", "forward", "forward"]


def test_up_and_down_is_a_partial_without_its_circle() -> None:
    found = events(session(base=ROLL), rolling([1, 1, 1], round_=0.0))
    assert [e.missing for e in found if isinstance(e, Partial)] == [("circle",), ("circle",)]
    assert summary(found).reps == 1  # the first alone might have been one


def test_the_direction_asked_for_changes_after_the_first_dose_and_the_wrong_one_is_told() -> None:
    one = session(Options(), ROLL, dose={"reps": 2, "directions": ["backward", "forward"]})
    progress = shown(one, rolling([1, 1, -1, 1]))
    asked = [p.direction for p in progress[:-1]]
    assert [asked[0], asked[-1]] == ["backward", "backward"]
    assert {p.direction for p in progress if p.count in (2, 3)} == {"forward"}
    told = [e for p in progress for e in p.events if isinstance(e, Cue)]
    assert [cue.say for cue in told] == ["The other way round: forward"]
    assert progress[-1].count == 4  # it counts all the same


# ---------------------------------------------------------------- on screen


def test_phases_fraction_and_count_on_screen() -> None:
    progress = shown(session(Options(reps=2)), raising([1.0, 0.5, 1.0], hold_s=1.0))
    phases = [phase for phase, _ in groupby(p.phase for p in progress)]
    whole, half = ["out", "target", "back"], ["out", "back"]
    assert phases == ["ready", *whole, "ready", *half, "ready", *whole, "done"]
    assert max(p.fraction for p in progress[:-1]) == pytest.approx(1.0, abs=0.001)
    assert progress[0].fraction == pytest.approx(0.0, abs=0.01)
    assert progress[-1].outcomes == ("rep", "partial", "rep")
    assert (progress[-1].count, progress[-1].goal, progress[-1].title) == (2, 2, "Arm raise")
    assert progress[-1].phase == "done"
    at_rest = progress[20]
    assert at_rest.guidance is None
    assert at_rest.cue is None
    assert at_rest.measures["left_arm_elevation"] == pytest.approx(20.0)


def test_a_person_who_comes_nearer_is_still_counted() -> None:
    far = rolling([1])
    near = [replace(f, t_s=f.t_s + 6.0) for f in rolling([1, 1])]
    bigger = [replace(f, image=(f.image - [320, 150, 0]) * 1.5 + [320, 200, 0]) for f in near]
    between_s = [replace(bigger[0], t_s=5.1 + i / 30) for i in range(26)]
    stay = [replace(bigger[0], t_s=6.0 + i / 30) for i in range(90)]
    moved = [replace(f, t_s=f.t_s + 3.0) for f in bigger]
    found = events(session(base=ROLL), [*far, *between_s, *stay, *moved])
    assert [e.count for e in found if isinstance(e, Rep)] == [1, 2, 3]
