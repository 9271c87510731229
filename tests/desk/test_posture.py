"""Posture from known bodies: every state at every camera, and what must not be taken for one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sitters import SITTING, Camera, Sitter, frame, sitting

from coach.body.visibility import Body, Watcher
from coach.desk.baseline import LIMITS, MEASURES, Baseline, measure
from coach.desk.posture import PostureJudge, PostureState, Verdict, decide, evidence

CAMERAS = [
    Camera(height, distance, yaw)
    for height in (0.92, 1.1, 1.3)
    for distance, yaw in ((0.74, 0), (0.65, 15), (0.9, -15))
]


def bodies(frames: list) -> list[Body]:
    watcher = Watcher()
    return [watcher.update(f) for f in frames]


def calibrated(camera: Camera | None = None) -> Baseline:
    made = Baseline.of(bodies(sitting([(Sitter(), 5)], camera=camera)))
    assert made is not None
    return made


def judged(plan: list, camera: Camera | None = None, fps: float = 2.0) -> list[Verdict]:
    judge = PostureJudge(calibrated(camera))
    return [judge.update(body) for body in bodies(sitting(plan, fps, camera))]


def states(verdicts: list[Verdict]) -> list[str]:
    """The states in their order, each once per stay."""
    said = [v.state for v in verdicts]
    return [s for i, s in enumerate(said) if i == 0 or said[i - 1] != s]


@pytest.mark.parametrize("camera", CAMERAS, ids=lambda c: f"{c.height}m-{c.distance}m-{c.yaw}deg")
@pytest.mark.parametrize(
    ("sitter", "allowed"),
    [
        ("upright", {"upright"}),
        ("slouch", {"slouch"}),
        ("forward_head", {"forward_head"}),
        ("lean_left", {"lean_left"}),
        ("lean_right", {"lean_right"}),
        ("lean_back", {"lean_back"}),
        ("lean_in", {"lean_in", "unknown"}),  # so near that the eyes may leave the picture
        ("turned", {"turned"}),
        ("phone", {"slouch", "forward_head"}),
    ],
)
def test_each_posture_is_told_at_each_camera(sitter: str, allowed: set[str], camera: Camera) -> None:
    verdicts = judged([(Sitter(), 10), (SITTING[sitter], 8)], camera)
    assert verdicts[19].state == "upright"
    assert verdicts[-1].state in allowed


@pytest.mark.parametrize("yaw", [-15, 15])
@pytest.mark.parametrize("turn", [-42.0, 42.0])
def test_a_turn_towards_the_camera_is_as_much_as_one_away(turn: float, yaw: int) -> None:
    verdicts = judged([(Sitter(), 8), (Sitter(turn=turn), 8)], Camera(1.1, yaw=yaw))
    assert states(verdicts[4:]) == ["upright", "turned"]


@pytest.mark.parametrize("fps", [1.0, 2.0, 4.0, 10.0, 30.0])
def test_a_slouch_is_told_within_five_seconds_at_any_frame_rate(fps: float) -> None:
    verdicts = judged([(Sitter(), 10), (SITTING["slouch"], 8)], fps=fps)
    began = next(v.t_s for v in verdicts if v.state == "slouch")
    assert 11.5 <= began <= 15.0


@pytest.mark.parametrize(
    ("what", "sitter", "seconds"),
    [
        ("a glance to the side", SITTING["turned"], 1.5),
        ("a look at the keys", Sitter(nod=25.0), 1.5),
        ("a reach to the left", SITTING["lean_left"], 1.5),
        ("nobody found in a picture", None, 1.0),
    ],
)
def test_what_is_short_changes_nothing(what: str, sitter: Sitter | None, seconds: float) -> None:
    assert states(judged([(Sitter(), 10), (sitter, seconds), (Sitter(), 10)])[4:]) == ["upright"], what


@pytest.mark.parametrize("height", [0.92, 1.1, 1.3])
@pytest.mark.parametrize(
    "moved", [(0.0, -0.05, 0.0), (0.0, 0.05, 0.0), (0.12, 0.0, 0.0)], ids=["lower", "higher", "aside"]
)
def test_a_chair_that_moved_is_no_posture(moved: tuple[float, float, float], height: float) -> None:
    camera = Camera(height)
    verdicts = judged([(Sitter(), 8), (Sitter(moved=moved), 30)], camera)
    assert states(verdicts[4:]) == ["upright"]


def test_on_a_lowered_chair_a_slouch_is_still_one() -> None:
    lower = (0.0, -0.05, 0.0)
    verdicts = judged([(Sitter(moved=lower), 10), (Sitter(slouch=1.0, moved=lower), 10)])
    assert states(verdicts[4:]) == ["upright", "slouch"]


def test_sliding_down_in_the_chair_is_a_slouch_before_a_camera_on_a_monitor() -> None:
    """From below it shows a longer neck, and is taken for leaning back: no reminder is better than a wrong one."""
    slid = Sitter(slouch=0.8, back=10.0, moved=(0.0, -0.05, -0.1))
    assert states(judged([(Sitter(), 10), (slid, 10)], Camera(1.3))[4:]) == ["upright", "slouch"]


@pytest.mark.parametrize("height", [0.92, 1.1, 1.3])
def test_leaning_back_is_no_slouch(height: float) -> None:
    assert states(judged([(Sitter(), 10), (Sitter(back=25.0), 10)], Camera(height))[4:]) == ["upright", "lean_back"]


def test_leaning_back_takes_the_ears_down_before_a_laptop_and_a_short_neck_makes_it_a_slouch() -> None:
    back = {"sink": 5.0, "drop": 5.0, "far": 1.5, "narrow": 1.5, "near": -1.5, "ahead": -1.5}
    assert told({**back, "neck": 0.8}) == "lean_back"
    assert told({**back, "neck": 1.2}) == "slouch"


def test_a_head_seen_half_from_the_side_is_turned_whatever_nose_and_ears_say() -> None:
    """Dim light, a laptop far below: the ears of a turned head are put too high, and the nose too low."""
    aside = {"turn": 0.7, "near": -2.0, "ahead": -2.0, "nod": 2.0, "neck": 0.9}
    assert told(aside) == "turned"
    assert told({**aside, "turn": 0.3}) == "forward_head"
    assert told({**aside, "ahead": -1.0}) == "forward_head"


def test_nobody_is_away_and_somebody_far_behind_is_nobody() -> None:
    assert states(judged([(Sitter(), 10), (None, 10)])[4:]) == ["upright", "away"]
    behind = Sitter(moved=(0.2, 0.0, -0.95))
    assert states(judged([(Sitter(), 10), (None, 5), (behind, 6), (None, 5)])[4:]) == ["upright", "away"]


def test_a_hidden_face_is_unknown_never_upright() -> None:
    judge = PostureJudge(calibrated())
    seen = sitting([(Sitter(), 10)], fps=2.0)
    hidden = sitting([(Sitter(), 10)], fps=2.0, start_s=10.0)
    for f in hidden:
        f.visibility[:11] = 0.0
    verdicts = [judge.update(b) for b in bodies(seen + hidden)]
    assert states(verdicts[4:]) == ["upright", "unknown"]
    assert verdicts[-1].state == "unknown"


def test_pictures_that_show_too_little_in_between_only_delay_a_posture() -> None:
    """A head that is turned far hides an ear every other moment."""
    judge, began = PostureJudge(calibrated()), None
    plan = bodies(sitting([(Sitter(), 10), (SITTING["turned"], 10)], 3.0))
    for i, body in enumerate(plan):
        hidden = body.t_s > 10 and i % 2 == 1
        verdict = judge.update(replace(body, trusted=[False] * 33) if hidden else body)
        if began is None and verdict.state == "turned":
            began, score = body.t_s, verdict.score
            assert not hidden
    assert began is not None
    assert 12.0 < began < 16.0
    assert score > 1


@pytest.mark.parametrize("yaw", [70.0, 90.0, 110.0])
def test_a_full_profile_is_turned(yaw: float) -> None:
    """A camera that looks from the side is the same as somebody who turned their whole body."""
    judge = PostureJudge(calibrated())
    profile = [sitting([(Sitter(slouch=s), 6)], camera=Camera(yaw=yaw), start_s=10.0 + 6 * s) for s in (0.0, 1.0)]
    verdicts = [judge.update(b) for b in bodies(sitting([(Sitter(), 10)]) + profile[0] + profile[1])]
    assert states(verdicts[8:]) == ["upright", "turned"]


def test_shoulders_that_collapse_under_a_face_that_looks_ahead_are_unknown() -> None:
    """At COLLAPSED: half of it would let 0.4 pass, twice it would refuse a turn of the trunk of 45 degrees."""
    seen = {}
    for share in (0.4, 0.5, 0.85):
        judge, before = PostureJudge(calibrated()), sitting([(Sitter(), 10)])
        after = sitting([(Sitter(), 6)], start_s=10.0)
        for f in after:
            middle = (f.image[11, 0] + f.image[12, 0]) / 2
            f.image[11:13, 0] = middle + share * (f.image[11:13, 0] - middle)
        seen[share] = [judge.update(b) for b in bodies(before + after)][-1].state
    assert seen[0.4] == "unknown"
    assert "unknown" not in (seen[0.5], seen[0.85])


def test_a_face_that_fills_the_picture_leans_in() -> None:
    judge = PostureJudge(calibrated())
    near = sitting([(Sitter(moved=(0.0, 0.0, 0.2)), 6)], start_s=10.0)
    far = sitting([(Sitter(), 6)], start_s=16.0)
    for f in near + far:
        f.visibility[11:13] = 0.0
    verdicts = [judge.update(b) for b in bodies(sitting([(Sitter(), 10)]) + near + far)]
    assert states(verdicts[8:]) == ["upright", "lean_in", "unknown"]


def test_a_face_that_is_half_out_of_the_picture_leans_in_where_the_shoulders_are_as_near() -> None:
    judge = PostureJudge(calibrated())
    seen = [sitting([(Sitter(moved=(0.0, 0.0, z)), 6)], start_s=at) for at, z in ((10.0, 0.25), (16.0, 0.1))]
    for f in seen[0] + seen[1]:
        f.visibility[:5] = 0.0
    verdicts = [judge.update(b) for b in bodies(sitting([(Sitter(), 10)]) + seen[0] + seen[1])]
    assert states(verdicts[8:]) == ["upright", "lean_in", "unknown"]


def test_no_picture_is_unknown_at_once() -> None:
    judge = PostureJudge(calibrated())
    for body in bodies(sitting([(Sitter(), 10)], fps=2.0)):
        judge.update(body)
    assert judge.state == "upright"
    assert judge.unseen(10.0).state == "unknown"


def test_the_score_explains_itself() -> None:
    last = judged([(Sitter(), 8), (SITTING["slouch"], 8)], Camera(1.3))[-1]
    assert last.score > 1
    assert "sink" in {r.measure for r in last.reasons}
    assert [r.share for r in last.reasons] == sorted((r.share for r in last.reasons), reverse=True)
    for reason in last.reasons:
        assert reason.share == pytest.approx(abs(last.deviations[reason.measure]) / LIMITS[reason.measure])


def test_upright_scores_far_from_the_limit() -> None:
    assert max(v.score for v in judged([(Sitter(), 60)])[4:]) < 0.6


def test_a_state_is_left_less_easily_than_entered() -> None:
    base = calibrated()
    found = evidence(base, base.deviations(measure(bodies([frame(0.0, SITTING["slouch"])])[0], base.width_px)))
    score, names = found["slouch"]
    at_nine_tenths = {**found, "slouch": (0.9, names)}
    assert score > 1
    assert decide(at_nine_tenths, "upright")[0] == "upright"
    assert decide(at_nine_tenths, "slouch")[0] == "slouch"


def told(deviations: dict[str, float], longer: dict[str, float] | None = None, before: str = "upright") -> str:
    """The state for deviations in shares of their limits; what is not given is as at calibration."""

    def all_of(shares: dict[str, float]) -> dict[str, float]:
        return {name: shares.get(name, 0.0) * limit for name, limit in LIMITS.items()}

    found = evidence(calibrated(), all_of(deviations), None if longer is None else all_of(longer))
    return decide(found, PostureState(before))[0]


@pytest.mark.parametrize("name", ["neck", "ahead"])
def test_a_shorter_neck_or_a_head_ahead_of_the_shoulders_is_told_alone(name: str) -> None:
    assert told({name: 0.9}) == "upright"
    assert told({name: 1.1}) == "forward_head"
    assert told({name: 1.1, "sink": 1.2}) == "slouch"


def test_a_chin_that_is_down_is_told_with_another_measure_only() -> None:
    assert told({"nod": 1.5}) == "upright"
    assert told({"nod": 1.5, "neck": 0.6}) == "forward_head"


def test_coming_nearer_is_no_bent_neck_however_it_shows() -> None:
    """Nearer by itself takes the shoulders along, and at most leans in."""
    assert told({"near": 1.9, "broad": 0.9, "sink": 2.0}) == "upright"
    assert told({"near": 1.9, "broad": 1.1, "sink": 2.0}) == "lean_in"


@pytest.mark.parametrize("height", [0.92, 1.1, 1.3])
@pytest.mark.parametrize("nearer", [0.05, 0.1])
def test_a_chair_that_is_rolled_nearer_is_no_posture(nearer: float, height: float) -> None:
    verdicts = judged([(Sitter(), 8), (Sitter(moved=(0.0, 0.0, nearer)), 20)], Camera(height))
    assert states(verdicts[4:]) == ["upright"]


@pytest.mark.parametrize("height", [0.92, 1.1, 1.3])
@pytest.mark.parametrize(("down", "back"), [(0.05, 0.1), (0.08, 0.15), (0.05, 0.2)])
def test_a_chair_that_is_lowered_and_rolled_back_is_never_reminded_of(down: float, back: float, height: float) -> None:
    verdicts = judged([(Sitter(), 8), (Sitter(moved=(0.0, -down, -back)), 20)], Camera(height))
    assert {v.state for v in verdicts[4:]} <= {"upright", "lean_back"}


def test_leaning_in_with_a_short_neck_is_a_slouch() -> None:
    near = {"near": 1.8, "broad": 1.2, "sink": 3.0}
    assert told(near) == "lean_in"
    assert told({**near, "neck": 1.2}) == "slouch"
    assert told({**near, "neck": 0.5, "ahead": -0.4}) == "slouch", "the shoulders come nearer than the head"


def test_three_measures_that_last_need_not_go_so_far() -> None:
    mild = dict.fromkeys(("neck", "ahead", "nod"), 0.75)
    assert told(mild) == "upright", "a moment of it is nothing"
    assert told(mild, mild) == "forward_head"
    two = {**mild, "nod": 0.0}
    assert told(two, two) == "upright", "two have to go further"
    assert told({}, mild, before="forward_head") == "upright", "whoever sits up has done so at once"


def test_sunk_shoulders_and_a_shorter_neck_are_a_slouch_and_a_lowered_chair_is_none() -> None:
    assert told({"sink": 5.0, "neck": 0.3}) == "upright"
    assert told({"sink": 5.0, "neck": 0.5}) == "slouch"
    assert told({"sink": 2.0, "neck": 0.7}) == "upright"


def test_somebody_nearer_with_broader_shoulders_has_not_sunk() -> None:
    assert told({"sink": 2.0, "broad": 0.9, "near": 1.8, "neck": 0.7, "nod": 0.7}) == "upright"


def broadened(broad: float) -> str:
    base = calibrated()
    bent = {**dict.fromkeys(LIMITS, 0.0), **{n: 1.5 * LIMITS[n] for n in ("neck", "ahead", "nod")}}
    return decide(evidence(base, {**bent, "broad": broad}), "upright")[0]


def test_shoulders_that_come_forward_are_a_slouch_a_head_alone_is_not() -> None:
    """At 0.35 of what is broader: half of it would not hear 0.08, twice it would take 0.04 for shoulders."""
    assert broadened(0.04) == "forward_head"
    assert broadened(0.08) == "slouch"


@pytest.mark.parametrize("missing", ["side", "bend", "tilt"])
def test_two_of_three_are_no_lean(missing: str) -> None:
    base = calibrated()
    leaning = {**dict.fromkeys(LIMITS, 0.0), **{n: 1.5 * LIMITS[n] for n in ("side", "bend", "tilt")}}
    assert decide(evidence(base, leaning), "upright")[0] == "lean_left"
    assert decide(evidence(base, {**leaning, missing: 0.0}), "upright")[0] == "upright"


@pytest.mark.parametrize("height", [1.1, 1.3])
def test_a_mild_forward_head_is_told_when_it_lasts(height: float) -> None:
    mild = Sitter(forward=0.05, nod=2.0)
    assert judged([(Sitter(), 10), (mild, 15)], Camera(height))[-1].state == "forward_head"


def test_unseen_measures_speak_for_nothing() -> None:
    base = calibrated()
    nothing = base.deviations(dict.fromkeys(MEASURES, float("nan")))
    assert all(score == 0 for score, _ in evidence(base, nothing).values())


def test_calibration_bodies_give_the_first_verdict_at_once() -> None:
    before = bodies(sitting([(Sitter(), 5)]))
    base = Baseline.of(before)
    assert base is not None
    verdict = PostureJudge(base, before).update(bodies(sitting([(Sitter(), 1)], start_s=5.0))[0])
    assert verdict.state == "upright"
