"""The baseline: what it is made of, how it is kept, and how one measure of it is widened."""

from __future__ import annotations

import json
import math

import pytest
from paths import ROOT
from sitters import SITTING, Camera, Sitter, frame, sitting

from coach.body.visibility import Watcher
from coach.capture.recording import Recording
from coach.desk.baseline import LIMITS, Baseline, measure
from coach.desk.baseline_check import BaselineCheck
from coach.desk.calibration import Calibration
from coach.desk.posture import PostureState, decide, evidence


def calibrate(plan: list, seconds: float = 5.0, **how: object) -> tuple[Baseline | None, Calibration, float]:
    watcher, calibration = Watcher(), Calibration(seconds)
    for f in sitting(plan, **how):  # type: ignore[arg-type]
        if (made := calibration.update(watcher.update(f))) is not None:
            return made, calibration, f.t_s
    return None, calibration, f.t_s


def test_lengths_are_in_shoulder_widths() -> None:
    made, _, at = calibrate([(Sitter(), 8)], noise=0.0)
    assert made is not None
    assert at == pytest.approx(5.0)
    assert made.values["shoulder_width"] == pytest.approx(1.0)
    assert made.values["shoulder_tilt"] == pytest.approx(0.0, abs=1e-6)
    # 0.36 m between the shoulders, 0.15 m between the ears that are 2 cm nearer to the camera
    assert made.values["head_width"] == pytest.approx(0.15 / 0.36 * 0.74 / 0.72, rel=0.01)


def test_deviations_do_not_depend_on_the_size_of_the_picture() -> None:
    found = []
    for size in ((640, 480), (1280, 960)):
        camera = Camera(size=size)
        made, _, _ = calibrate([(Sitter(), 6)], camera=camera, noise=0.0)
        assert made is not None
        body = Watcher().update(frame(9.0, SITTING["slouch"], camera))
        found.append(made.deviations(measure(body, made.width_px)))
    assert found[0] == pytest.approx(found[1], abs=1e-6)


def test_calibration_guides() -> None:
    _, calibration, _ = calibrate([(Sitter(), 2.25)])
    assert calibration.guidance == "Sit upright and look at the screen: 3"
    _, calibration, _ = calibrate([(None, 2)])
    assert calibration.guidance == "I need to see your face and both shoulders"


def test_calibration_waits_for_somebody() -> None:
    made, _, at = calibrate([(None, 12), (Sitter(), 8)])
    assert made is not None
    assert 14.0 <= at <= 15.5


def test_calibration_waits_for_stillness_but_not_for_ever() -> None:
    rocking = [(Sitter(moved=(0.0, 0.03 * (k % 2), 0.0)), 0.5) for k in range(40)]
    made, _, at = calibrate([*rocking[:16], (Sitter(), 8)])
    assert made is not None
    assert 9.5 <= at <= 13.5
    made, _, at = calibrate(rocking)
    assert made is not None
    assert 15.0 <= at <= 16.0


def test_a_glance_while_calibrating_does_no_harm() -> None:
    plain, _, _ = calibrate([(Sitter(), 6)], noise=0.0)
    glanced, _, _ = calibrate([(Sitter(), 1.5), (SITTING["turned"], 1.5), (Sitter(), 3)], noise=0.0)
    assert plain is not None
    assert glanced is not None
    assert glanced.values == pytest.approx(plain.values, abs=1e-6)


def test_a_head_that_looks_elsewhere_is_asked_to_look_and_is_left_out() -> None:
    """The first three of five seconds look aside: more than half, so it waits until enough look at the screen."""
    plain, _, _ = calibrate([(Sitter(), 6)], noise=0.0)
    _, calibration, _ = calibrate([(SITTING["turned"], 4)], noise=0.0)
    assert calibration.guidance == "Look at the screen"
    made, calibration, at = calibrate([(SITTING["turned"], 3), (Sitter(), 5)], noise=0.0)
    assert plain is not None
    assert made is not None
    assert 5.0 < at < 6.5
    assert made.values == pytest.approx(plain.values, abs=1e-6)
    assert all(body.t_s >= 3.0 for body in calibration.bodies)


def test_a_camera_beside_the_screen_is_waited_for_and_then_believed() -> None:
    made, _, at = calibrate([(SITTING["turned"], 20)], noise=0.0)
    assert made is not None
    assert 15.0 <= at <= 16.0


def test_widening_touches_only_the_measure_that_fired() -> None:
    made, _, _ = calibrate([(Sitter(), 6)])
    assert made is not None
    wider = made.widen("neck", 0.1)
    assert {n for n in LIMITS if wider.limit(n) != made.limit(n)} == {"neck"}
    assert 0.1 / wider.limit("neck") == pytest.approx(0.55)
    assert wider.widen("neck", 0.01).limit("neck") == wider.limit("neck")


def test_what_was_fine_once_is_fine_from_then_on() -> None:
    made, _, _ = calibrate([(Sitter(), 6)], camera=Camera(1.3), noise=0.0)
    assert made is not None
    body = Watcher().update(frame(9.0, Sitter(forward=0.05, nod=1.0), Camera(1.3)))
    for _ in range(4):
        deviations = made.deviations(measure(body, made.width_px))
        state, _, names = decide(evidence(made, deviations), "upright")
        if state == "upright":
            break
        loudest = max(names, key=lambda n: abs(deviations[n]) / made.limit(n))
        made = made.widen(loudest, deviations[loudest])
    assert state == "upright"


def test_there_and_back_through_json() -> None:
    made, _, _ = calibrate([(Sitter(), 6)])
    assert made is not None
    made = made.widen("nod", 0.05)
    assert Baseline.from_plain(json.loads(json.dumps(made.as_plain()))) == made


@pytest.mark.parametrize("broken", [{}, {"width_px": 0}, {"values": {"nose_drop": 1.0}}, {"values": 3},
                                    {"widened": {"nonsense": 2.0}}, {"size": [1]}])  # fmt: skip
def test_what_is_no_baseline_is_refused(broken: dict[str, object]) -> None:
    made, _, _ = calibrate([(Sitter(), 6)])
    assert made is not None
    with pytest.raises(ValueError, match="no baseline"):
        Baseline.from_plain({**made.as_plain(), **broken} if broken else {})


def test_too_few_bodies_make_none() -> None:
    watcher = Watcher()
    assert Baseline.of([watcher.update(f) for f in sitting([(Sitter(), 0.75)])]) is None


@pytest.mark.parametrize(("neck", "narrow", "taller"), [(-2.6, 1.1, True), (-1.5, 1.1, False), (-2.6, 1.6, False)])
def test_sitting_up_takes_the_shoulders_back_and_the_neck_up_and_leaning_back_only_one(
    neck: float, narrow: float, taller: bool
) -> None:
    made, _, _ = calibrate([(Sitter(), 6)])
    assert made is not None
    seen = {"neck": neck, "nod": -1.5, "ahead": -1.4, "sink": -4.0, "narrow": narrow}
    deviations = {name: seen.get(name, 0.0) * limit for name, limit in LIMITS.items()}
    check = BaselineCheck(fresh=True)
    checked = [check.update(float(t), made, deviations, PostureState.UPRIGHT, (math.nan, math.nan)) for t in range(60)]
    assert any(c.taller for c in checked) is taller


def test_somebody_who_is_never_seen_from_in_front_is_no_baseline() -> None:
    """On all fours from the side the eyes lie on top of each other: nothing there can be seen to grow."""
    watcher = Watcher()
    frames = [frame for _, frame in Recording(ROOT / "fixtures" / "cat-cow" / "mixed.npz")]
    made = [Baseline.of([watcher.update(f) for f in frames[i : i + 75]]) for i in range(0, len(frames), 75)]
    assert all(one is None or all(math.isfinite(v) for v in one.deviations(one.values).values()) for one in made)
    assert None in made
