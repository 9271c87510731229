"""The working day as one object: calibrating, trusting the baseline or not, choosing a profile, judging, reminding."""

from __future__ import annotations

import pytest
from sitters import SITTING, Camera, Sitter, frame, sitting

from coach.body.visibility import Watcher
from coach.desk.baseline import Baseline
from coach.desk.desk_session import DeskSession, Recalibrate, Seen
from coach.desk.posture import BAD
from coach.desk.sampling import Sampling
from coach.events import Event, Posture, Ready, Reminder, Uncounted

SLOUCH = SITTING["slouch"]


def watch(
    watching: DeskSession, plan: list, camera: Camera | None = None, start_s: float = 0.0, fps: float = 4.0
) -> list[Seen]:
    return [watching.update(f) for f in sitting(plan, fps, camera, start_s)]


def events(seen: list[Seen], kind: type[Event]) -> list[Event]:
    return [e for s in seen for e in s.events if isinstance(e, kind)]


def states(seen: list[Seen]) -> list[str]:
    return [e.state for e in events(seen, Posture)]  # type: ignore[attr-defined]


def baseline(camera: Camera | None = None, sitter: Sitter | None = None) -> Baseline:
    watcher = Watcher()
    made = Baseline.of([watcher.update(f) for f in sitting([(sitter or Sitter(), 5)], camera=camera)])
    assert made is not None
    return made


def test_posture_is_told_from_the_end_of_calibration_on_and_on_change_only() -> None:
    seen = watch(DeskSession(5.0), [(Sitter(), 15), (SLOUCH, 15), (Sitter(), 10)])
    assert [e.t_s for e in events(seen, Ready)] == [5.0]
    told = events(seen, Posture)
    assert [e.state for e in told] == ["upright", "slouch", "upright"]  # type: ignore[attr-defined]
    assert told[0].t_s == 5.0
    assert 15.0 < told[1].t_s < 20.0
    assert told[1].score > 1 > told[0].score  # type: ignore[attr-defined]
    assert {s.phase for s in seen if s.t_s < 5} == {"calibrating"}


def test_a_calibration_that_sees_nobody_says_so_after_a_while_and_once_a_minute() -> None:
    seen = watch(DeskSession(5.0), [(None, 140), (Sitter(), 10)])
    told = events(seen, Uncounted)
    assert [(e.t_s, e.start_s, e.why) for e in told] == [  # type: ignore[attr-defined]
        (15.0, 0.0, "hidden"), (75.0, 0.0, "hidden"), (135.0, 0.0, "hidden"),
    ]  # fmt: skip
    assert "face and both shoulders" in told[0].say  # type: ignore[attr-defined]
    assert len(events(seen, Ready)) == 1


def test_a_long_calibration_of_somebody_in_view_is_no_complaint() -> None:
    assert events(watch(DeskSession(30.0), [(Sitter(), 40)]), Uncounted) == []


def test_a_minute_of_slouching_is_reminded_once() -> None:
    seen = watch(DeskSession(5.0), [(Sitter(), 15), (SLOUCH, 60), (Sitter(), 10)])
    said = events(seen, Reminder)
    assert [e.reason for e in said] == ["slouch"]  # type: ignore[attr-defined]
    assert 45 < said[0].t_s < 52


def test_the_same_at_the_pace_that_is_needed() -> None:
    watching, pace, seen = DeskSession(5.0), Sampling(), []
    for f in sitting([(Sitter(), 60), (SLOUCH, 60), (Sitter(), 30), (None, 30), (Sitter(), 30)], fps=30):
        if pace.due(f.t_s):
            seen.append(watching.update(f))
            pace.judged(f.t_s, seen[-1].state, seen[-1].changing)
    told = events(seen, Posture)
    assert [e.state for e in told] == ["upright", "slouch", "upright", "away", "unknown", "upright"]  # type: ignore[attr-defined]
    for change, event in zip([5, 60, 120, 150, 180, 182], told, strict=True):
        assert change <= event.t_s <= change + 5
    assert len(seen) < 2 * 210


def test_the_first_profile_that_fits_is_taken() -> None:
    laptop, monitor = baseline(Camera(0.92)), baseline(Camera(1.3))
    watching = DeskSession(5.0, profiles=[laptop, monitor])
    seen = watch(watching, [(Sitter(), 10)], Camera(1.3))
    assert watching.baseline is monitor
    assert states(seen) == ["unknown", "upright"]
    assert seen[-1].phase == "watching"


def test_a_baseline_that_cannot_be_right_is_asked_about_and_nothing_is_judged() -> None:
    watching = DeskSession(5.0, profiles=[baseline(Camera(1.1, 0.74))])
    seen = watch(watching, [(Sitter(), 20), (SLOUCH, 60)], Camera(0.92, 0.95, 12.0))
    assert states(seen) == ["unknown"]
    assert events(seen, Reminder) == []
    asked = events(seen, Recalibrate)
    assert [(e.why, e.asked) for e in asked] == [("start", True)]  # type: ignore[attr-defined]
    assert 10 < asked[0].t_s < 20
    assert seen[-1].phase == "asking"
    assert "recalibrate" in seen[-1].says


def test_recalibrating_answers_the_question() -> None:
    moved = Camera(0.92, 0.95, 12.0)
    watching = DeskSession(5.0, profiles=[baseline(Camera(1.1, 0.74))])
    watch(watching, [(Sitter(), 20)], moved)
    watching.recalibrate()
    assert watching.moved
    seen = watch(watching, [(Sitter(), 15), (SLOUCH, 20)], moved, start_s=20.0)
    assert states(seen) == ["upright", "slouch"]


def test_sitting_up_as_before_answers_it_too() -> None:
    watching = DeskSession(5.0, profiles=[baseline()])
    seen = watch(watching, [(SLOUCH, 20), (Sitter(), 10)])
    assert [s.phase for s in (seen[70], seen[-1])] == ["asking", "watching"]
    assert states(seen) == ["unknown", "upright"]


@pytest.mark.parametrize("moved", [Camera(1.1, 1.0), Camera(1.1, 0.52), Camera(0.8, 1.0, 20.0)], ids=str)
def test_a_laptop_that_moves_in_the_middle_is_noticed(moved: Camera) -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 30)])
    seen = watch(watching, [(Sitter(), 30), (SLOUCH, 60)], moved, start_s=30.0)
    assert len(events(seen, Recalibrate)) == 1
    assert events(seen, Reminder) == []


def test_another_person_is_noticed() -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 30), (None, 20)])
    other = Sitter(size=1.15, slouch=0.3)
    seen = watch(watching, [(other, 60)], start_s=50.0)
    assert [e.why for e in events(seen, Recalibrate)] == ["return"]  # type: ignore[attr-defined]
    assert events(seen, Reminder) == []


@pytest.mark.parametrize(("slouch", "state"), [(0.0, "lean_in"), (1.0, "slouch")])
def test_whoever_leans_right_in_is_reminded_and_not_asked_to_recalibrate(slouch: float, state: str) -> None:
    """Shoulders a third broader than upright are a moved laptop to nobody who was seen leaning or hunching in."""
    nearer = [Sitter(back=-18.0 * k / 8, moved=(0.0, 0.0, 0.05 * k / 8), slouch=slouch * k / 8) for k in range(1, 9)]
    plan = [(Sitter(), 20), *((sitter, 0.75) for sitter in nearer), (nearer[-1], 50)]
    seen = watch(DeskSession(5.0), plan, Camera(1.1 + 0.2 * slouch))
    assert states(seen)[-1] == state
    assert [e.reason for e in events(seen, Reminder)] == [state]  # type: ignore[attr-defined]
    assert events(seen, Recalibrate) == []


def test_coming_back_upright_needs_no_question() -> None:
    seen = watch(DeskSession(5.0), [(Sitter(), 30), (None, 20), (Sitter(), 20)])
    assert states(seen) == ["upright", "away", "unknown", "upright"]
    assert events(seen, Recalibrate) == []


def test_one_slip_of_the_landmarks_is_no_move() -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 30)])
    watching.update(frame(30.0, Sitter(size=0.75)))
    seen = watch(watching, [(Sitter(), 20)], start_s=30.25)
    assert {s.state for s in seen} == {"upright"}


def test_whoever_was_calibrated_slouching_is_not_told_off_for_sitting_up() -> None:
    watching = DeskSession(5.0)
    seen = watch(watching, [(SLOUCH, 20), (Sitter(), 60), (SLOUCH, 50)])
    assert states(seen) == ["upright", "slouch"]
    better = events(seen, Recalibrate)
    assert [(e.why, e.asked) for e in better] == [("taller", False)]  # type: ignore[attr-defined]
    assert 32 < better[0].t_s < 45
    assert [e.reason for e in events(seen, Reminder)] == ["slouch"]  # type: ignore[attr-defined]


def test_whoever_stretches_just_after_the_start_keeps_the_baseline() -> None:
    """Half of SETTLED_S would take the stretch for upright, double of it would not take the later one."""
    watching = DeskSession(5.0)
    early = watch(watching, [(SLOUCH, 6), (Sitter(), 26), (SLOUCH, 4)])
    assert events(early, Recalibrate) == []
    later = watch(watching, [(Sitter(), 20)], start_s=36.0)
    assert [e.why for e in events(later, Recalibrate)] == ["taller"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("height", [0.92, 1.1, 1.3])
@pytest.mark.parametrize("name", ["slouch", "forward_head", "lean_left"])
def test_what_was_fine_once_is_not_bad_from_then_on(name: str, height: float) -> None:
    watching, camera = DeskSession(5.0), Camera(height)
    assert watching.fine() is None
    seen = watch(watching, [(Sitter(), 15), (SITTING[name], 10)], camera)
    assert seen[-1].state == name
    assert watching.fine() in {reason.measure for reason in seen[-1].reasons}
    assert watch(watching, [(SITTING[name], 40)], camera, start_s=25.0)[-1].state not in BAD


def test_that_was_fine_widens_no_measure_that_was_within_its_limit() -> None:
    watching = DeskSession(5.0)
    seen = watch(watching, [(Sitter(), 15), (SITTING["lean_left"], 10)])
    watching.fine()
    assert watching.baseline is not None
    assert set(watching.baseline.widened) <= {reason.measure for reason in seen[-1].reasons}
    slouched = watch(watching, [(Sitter(), 10), (SLOUCH, 10)], start_s=25.0)
    assert slouched[-1].state == "slouch", "something else is as bad as before"


@pytest.mark.parametrize(("later_s", "widens"), [(5, True), (200, False)])
def test_that_was_fine_said_after_sitting_up_is_about_the_reminder(later_s: float, widens: bool) -> None:
    watching = DeskSession(5.0)
    seen = watch(watching, [(Sitter(), 15), (SITTING["forward_head"], 45)], Camera(1.3))
    (reminded,) = [s for s in seen if any(isinstance(e, Reminder) for e in s.events)]
    watch(watching, [(Sitter(), later_s)], Camera(1.3), start_s=60.0)
    assert watching.fine() == (reminded.reasons[0].measure if widens else None)


def test_a_bad_posture_always_says_why() -> None:
    watching = DeskSession(5.0)
    fidgets = [(SITTING[name], 5) for _ in range(4) for name in ("slouch", "forward_head")]
    seen = [s for s in watch(watching, [(Sitter(), 15), *fidgets]) if s.state in BAD]
    assert len(seen) > 100
    assert all(s.reasons for s in seen)


def test_what_was_widened_survives_a_calibration_at_the_same_place_only() -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 15), (SLOUCH, 10)])
    watching.fine()
    widened = dict(watching.baseline.widened)  # type: ignore[union-attr]
    watching.recalibrate()
    watch(watching, [(Sitter(), 8)], start_s=25.0)
    assert dict(watching.baseline.widened) == widened  # type: ignore[union-attr]


def test_a_picture_that_stands_still_keeps_what_was_true() -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 15), (SLOUCH, 6)])
    said = [watching.unchanged(21.0 + k) for k in range(40)]
    assert {s.state for s in said if s} == {"slouch"}
    assert [e.kind for s in said if s for e in s.events] == ["reminder"]


def test_nothing_is_unchanged_before_anything_was_seen() -> None:
    assert DeskSession(5.0).unchanged(0.0) is None


def test_no_picture_is_said_and_never_called_good() -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 15)])
    seen = watching.unseen(15.0)
    assert seen.state == "unknown"
    assert "can't see" in seen.says
    assert states(watch(watching, [(Sitter(), 5)], start_s=16.0)) == ["upright"]


def test_after_a_sleep_the_baseline_is_checked_first() -> None:
    watching = DeskSession(5.0)
    watch(watching, [(Sitter(), 15)])
    watching.interrupted()
    seen = watch(watching, [(SLOUCH, 40)], start_s=600.0)
    assert states(seen) == ["unknown"]
    assert events(seen, Reminder) == []


def test_replay_gives_the_same_events() -> None:
    plan = [(Sitter(), 15), (SLOUCH, 60), (None, 10), (Sitter(), 20)]
    first, second = (watch(DeskSession(5.0), plan) for _ in range(2))
    assert [s.events for s in first] == [s.events for s in second]
