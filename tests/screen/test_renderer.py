"""The drawing: the person mirrored, nothing told by colour alone, nothing that trembles."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from paths import ROOT
from progress_made import changed, progress_of
from shipped import LIBRARY

from coach.body.landmarks import COUNT, INDEX, empty_frame
from coach.body.visibility import Watcher
from coach.counting.progress import ActiveCue
from coach.screen.demonstration import Demonstration, find_demonstration, load_demonstration
from coach.screen.draw.help_page import help_panel
from coach.screen.draw.layout import Rect
from coach.screen.draw.ring_face import seconds
from coach.screen.draw.side_column import RING
from coach.screen.draw.steady import Minutes, Settled, Steady
from coach.screen.figures import FAULT, GOOD
from coach.screen.renderer import SMALLEST, Renderer, draw, layout, unit_px
from coach.wording.durations import whole_seconds
from coach.workout.workout_progress import WorkoutProgress
from tests.stages import JUDGED, grey, screens, standing

DEMONSTRATIONS = ROOT / "exercises" / "demonstrations"
SIZES = [(640, 480), (1280, 720), (3840, 2160)]
CANVAS = (1280, 720)
STAGES = screens(LIBRARY.exercise("wall-slides"), (640, 480))
MID = progress_of(
    2.0, "Wall slides", phase="out", count=3, goal=10, outcomes=("rep", "partial", "rep", "rep"), fraction=0.6
)


@cache
def slides_shown() -> Demonstration | None:
    """Read and decoded once, for drawing changes nothing in it."""
    return find_demonstration(DEMONSTRATIONS, "wall-slides")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("stage", STAGES)
def test_every_screen_draws_at_every_size(stage: str, size: tuple[int, int]) -> None:
    shown = slides_shown()
    drawn = draw(grey(), STAGES[stage], shown, size)
    assert drawn.shape == (size[1], size[0], 3)
    assert drawn.dtype == np.uint8
    assert np.ptp(drawn) > 150  # something is on it


@pytest.mark.parametrize("stage", STAGES)
def test_every_screen_draws_without_a_picture(stage: str) -> None:
    shown = slides_shown()
    assert draw(None, STAGES[stage], shown, CANVAS, False).shape == (CANVAS[1], CANVAS[0], 3)


def view() -> Rect:
    """Where a 16:9 picture is during a set."""
    return layout(CANVAS, MID)["view"].fitted((1280, 720))


def on_view(x: float, y: float, mirror: bool = True) -> tuple[int, int]:
    """The canvas's (row, column) of a place given in shares of the picture."""
    place = view()
    return round(place.y + y * place.height), round(place.x + (1 - x if mirror else x) * place.width)


def test_the_picture_is_mirrored_and_the_words_are_not() -> None:
    picture = grey((1280, 720), 60)
    picture[:, :640] = (60, 60, 200)  # red on the camera's left
    mirrored, plain = (draw(picture, progress_of(0.0, "x", phase="out"), size=CANVAS, mirror=m) for m in (True, False))
    for drawn, mirror in ((mirrored, True), (plain, False)):
        assert tuple(drawn[on_view(0.2, 0.5, mirror)]) == (60, 60, 200)
        assert tuple(drawn[on_view(0.8, 0.5, mirror)]) == (60, 60, 60)
    title = layout(CANVAS, progress_of(0.0, "x"))["title"]
    assert np.array_equal(title.of(mirrored), title.of(plain))


def seen(at: float, **about: bool) -> WorkoutProgress:
    """Somebody who stands so far to the camera's right, as a share of the picture."""
    frame = standing(size=CANVAS)
    frame.image[:, 0] += (at - 0.5) * CANVAS[0]
    body = replace(Watcher().update(frame), **about)
    return progress_of(0.0, "x", frame, "out", judged=dict.fromkeys(JUDGED, "good"), body=body)


def marked(drawn: np.ndarray, at: float) -> bool:
    """Whether there is an arrow above the head of somebody there."""
    row, column = on_view(at, 0.2)
    return drawn[:row, column - 12 : column + 13].min(axis=2).max() > 230


def test_who_is_followed_has_a_mark_only_where_somebody_else_was_seen() -> None:
    alone, others = (draw(grey(CANVAS), seen(0.4, others=others), size=CANVAS) for others in (False, True))
    assert not marked(alone, 0.4)
    assert marked(others, 0.4)
    assert not marked(others, 0.7)


def test_the_mark_stays_where_the_person_was_while_another_body_is_found() -> None:
    renderer = Renderer(CANVAS)
    renderer.update(grey(CANVAS), seen(0.4))
    drawn = renderer.update(grey(CANVAS), seen(0.7, others=True, stranger=True))
    assert marked(drawn, 0.4)
    assert not marked(drawn, 0.7)
    assert np.ptp(view().of(drawn)[:, : view().width // 2]) < 30, "nothing is judged on somebody else"


@pytest.mark.parametrize("mirror", [True, False])
def test_a_joint_is_drawn_over_its_place(mirror: bool) -> None:
    progress = progress_of(0.0, "x", standing(size=CANVAS), "out", judged={"left_wrist": "good"})
    drawn = draw(grey(CANVAS), progress, size=CANVAS, mirror=mirror)
    assert drawn[on_view(0.66, 0.2, mirror)].min() > 200
    assert tuple(drawn[on_view(0.66, 0.2, not mirror)]) == (90, 90, 90)


def test_large_and_small_pictures_fill_the_same_place() -> None:
    for size in ((320, 180), (640, 360), (1280, 720), (3840, 2160)):
        drawn = view().of(draw(grey(size, 200), MID, size=CANVAS))
        assert (drawn == 200).all()


def touched(judged: dict[str, str], cue: ActiveCue | None = None, stage: str = "set") -> np.ndarray:
    """Which pixels of a grey picture the skeleton touches."""
    base = progress_of(0.0, "x", standing(size=CANVAS), "out", stage=stage)
    bare = draw(grey(CANVAS), base, size=CANVAS)
    drawn = draw(grey(CANVAS), changed(base, judged=judged, cue=cue), size=CANVAS)
    return np.asarray((view().of(drawn) != view().of(bare)).any(axis=2))


def test_only_what_is_judged_is_drawn() -> None:
    assert not touched({}).any()
    marked = touched({"left_shoulder": "good", "left_elbow": "good"})
    half = view().width // 2
    assert marked[:, :half].any()  # the person's left is on the left, as in a mirror
    assert not marked[:, half:].any()


@pytest.mark.parametrize("stage", ["intro", "paused", "rest"])
def test_nothing_is_judged_outside_of_a_set(stage: str) -> None:
    assert not touched(dict.fromkeys(JUDGED, "good"), stage=stage).any()


def test_states_differ_in_shape_and_not_only_in_colour() -> None:
    masks = {state: touched(dict.fromkeys(JUDGED, state)) for state in ("good", "fault", "unseen")}
    for one, other in itertools.combinations(masks, 2):
        assert (masks[one] ^ masks[other]).sum() > 200, (one, other)


def test_a_joint_at_fault_has_a_ring_while_its_cue_stands() -> None:
    judged = dict.fromkeys(JUDGED, "good") | {"right_elbow": "fault"}
    ring = touched(judged, ActiveCue("x", "Elbow up", "right", 0.0, ("right_elbow",))) & ~touched(judged)
    y, x = on_view(0.34, 0.37)
    new = np.argwhere(ring)
    near = np.hypot(new[:, 1] + view().x - x, new[:, 0] + view().y - y)
    assert near.size > 100
    assert near.max() < 2 * unit_px(CANVAS)
    assert near.min() > 0.5 * unit_px(CANVAS)


def test_a_body_that_is_not_there_is_not_drawn() -> None:
    gone = progress_of(0.0, "x", empty_frame(0.0, (640, 480)), "out", judged=dict.fromkeys(JUDGED, "unseen"))
    assert np.array_equal(draw(grey(), gone), draw(grey(), changed(gone, frame=None)))
    torn = standing()
    torn.image[INDEX["left_wrist"]] = np.nan
    draw(None, changed(gone, frame=torn, cue=ActiveCue("x", "y", "left", 0.0, ("left_wrist",))))


# what the eye sees move


def followed(fps: float, x_of: object, seconds: float) -> np.ndarray:
    """What is shown of a point that goes `x_of(t)` grid units to the right, in grid units."""
    steady, shown = Steady(), []
    for k in range(round(seconds * fps) + 1):
        points = np.zeros((COUNT, 2))
        points[:, 0] = 20.0 * x_of(k / fps)  # type: ignore[operator]
        shown.append(steady.update(k / fps, points, 20.0)[0, 0] / 20.0)
    return np.array(shown)


@pytest.mark.parametrize("fps", [15, 30, 60])
def test_a_still_joint_does_not_tremble(fps: int) -> None:
    noise = iter(np.random.default_rng(3).normal(0.0, 0.1, 1000))
    shown = followed(fps, lambda t: next(noise), 8.0)
    assert shown[fps:].std() < 0.06


@pytest.mark.parametrize("fps", [15, 30, 60])
def test_a_moving_joint_is_followed_closely_at_any_frame_rate(fps: int) -> None:
    shown = followed(fps, lambda t: 6.0 * t, 2.0)  # a slow slide up the wall
    assert 12.0 - shown[-1] < 0.6


def test_a_leap_and_a_gap_start_afresh() -> None:
    assert followed(30, lambda t: 0.0 if t < 0.5 else 20.0, 0.5)[-1] == pytest.approx(20.0)
    assert followed(1, lambda t: 3.0 * t, 1.0)[-1] == pytest.approx(3.0)


def test_a_joint_that_was_unseen_comes_back_where_it_is() -> None:
    steady, nowhere = Steady(), np.full((COUNT, 2), np.nan)
    steady.update(0.0, np.zeros((COUNT, 2)), 20.0)
    assert np.isnan(steady.update(0.1, nowhere, 20.0)).all()
    assert steady.update(0.2, np.full((COUNT, 2), 50.0), 20.0) == pytest.approx(50.0)


def test_a_joint_that_flickers_keeps_its_look_and_one_that_changes_does_not() -> None:
    settled = Settled()
    assert settled.update(0.0, {"left_elbow": "good"}) == {"left_elbow": "good"}
    for k in range(1, 30):  # unseen in every second picture
        assert settled.update(k / 30, {"left_elbow": ("unseen", "good")[k % 2]}) == {"left_elbow": "good"}
    assert settled.update(1.0, {"left_elbow": "unseen"}) == {"left_elbow": "good"}
    assert settled.update(1.2, {"left_elbow": "unseen"}) == {"left_elbow": "unseen"}
    assert settled.update(1.21, {"left_elbow": "fault"}) == {"left_elbow": "fault"}  # its cue has just begun
    assert settled.update(1.22, {"left_elbow": "good"}) == {"left_elbow": "good"}
    assert settled.update(1.3, {}) == {}
    assert settled.update(1.4, {"left_elbow": "good"}) == {"left_elbow": "good"}


def test_an_estimate_that_wavers_keeps_its_minutes() -> None:
    minutes = Minutes()
    assert [minutes.update(s) for s in (185.0, 178.0, 184.0, 177.0)] == [240.0, 240.0, 240.0, 240.0]
    assert minutes.update(170.0) == 180.0
    assert [minutes.update(s) for s in (182.0, 200.0)] == [180.0, 180.0]
    assert minutes.update(215.0) == 240.0  # an exercise begun anew
    assert [minutes.update(s) for s in (0.0, None, 61.0)] == [0.0, None, 120.0]


def ring_colours(progress: WorkoutProgress, mirror: bool = True) -> list[tuple[int, ...]]:
    """The ring's colour at half past one, half past four, half past seven and half past ten."""
    drawn, place = draw(grey(), progress, size=CANVAS, mirror=mirror), layout(CANVAS, progress)["ring"]
    (x, y), r = place.centre, (RING[0] - RING[1] / 2) * unit_px(CANVAS) / math.sqrt(2)
    return [
        tuple(int(v) for v in drawn[round(y + dy * r), round(x + dx * r)])
        for dx, dy in ((1, -1), (1, 1), (-1, 1), (-1, -1))
    ]


@pytest.mark.parametrize(
    ("fraction", "filled"),
    [(0.0, 0), (0.3, 1), (0.5, 2), (0.8, 3), (1.0, 4), (1.7, 4), (math.nan, 0)],
)
def test_the_ring_fills_with_the_way_to_the_target(fraction: float, filled: int) -> None:
    colours = ring_colours(progress_of(0.0, "x", phase="out", fraction=fraction))
    assert [colour == GOOD for colour in colours] == [True] * filled + [False] * (4 - filled)


@pytest.mark.parametrize(
    ("mirror", "filled"), [(True, [False, False, True, True]), (False, [True, True, False, False])]
)
def test_sides_with_progress_of_their_own_fill_the_half_on_their_side(mirror: bool, filled: list[bool]) -> None:
    progress = progress_of(0.0, "x", phase="out", fraction=0.4, fraction_by_side={"left": 1.0, "right": 0.0})
    assert [colour == GOOD for colour in ring_colours(progress, mirror)] == filled


def test_framing_fills_the_ring_with_what_is_in_view() -> None:
    judged = dict.fromkeys(JUDGED[:3], "good") | dict.fromkeys(JUDGED[3:], "unseen")
    progress = progress_of(0.0, "x", standing(), stage="framing", judged=judged)
    assert [colour == GOOD for colour in ring_colours(progress)] == [True, True, False, False]


def test_a_countdown_empties_the_ring() -> None:
    drawer, place = Renderer(CANVAS), layout(CANVAS, progress_of(0.0, "x", stage="rest"))["ring"]
    filled = []
    for left_s in (30.0, 22.0, 15.0, 1.0):
        drawn = drawer.update(grey(), progress_of(30 - left_s, "x", stage="rest", countdown_s=left_s))
        filled.append(int((place.of(drawn) == GOOD).all(axis=2).sum()))
    assert filled[0] > filled[1] > filled[2] > filled[3]
    assert filled[2] == pytest.approx(filled[0] / 2, rel=0.05)


def test_the_ring_keeps_its_place_while_nothing_is_seen() -> None:
    drawer = Renderer(CANVAS)
    base = progress_of(0.0, "x", phase="out", fraction=0.5)
    seen = drawer.update(grey(), base)
    unseen = drawer.update(grey(), changed(base, t_s=0.1, fraction=math.nan))
    assert np.array_equal(seen, unseen)


def test_the_hold_takes_the_demonstration_s_place_and_its_ring_fills() -> None:
    base = progress_of(0.0, "x", phase="target", hold_goal_s=4.0)
    filled = []
    for hold_s in (0.0, 1.0, 2.0, 3.0):
        progress = changed(base, hold_s=hold_s)
        assert "demonstration" not in layout(CANVAS, progress)
        place = layout(CANVAS, progress)["hold"]
        filled.append(int((place.of(draw(grey(), progress)) == GOOD).all(axis=2).sum()))
    steps = np.diff(filled)
    assert steps == pytest.approx([steps.mean()] * 3, rel=0.1)
    assert "demonstration" in layout(CANVAS, changed(base, phase="back"))


def test_dots_tell_reps_partials_and_misses_apart_without_colour() -> None:
    place = layout(CANVAS, MID)["dots"]

    def dots(*outcomes: str) -> np.ndarray:
        drawn = draw(grey(level=0), progress_of(0.0, "x", phase="out", outcomes=outcomes), size=CANVAS)
        return np.asarray(place.of(drawn).max(axis=2) > 100)

    shapes = [dots("rep"), dots("partial"), dots("missed")]
    for one, other in itertools.combinations(shapes, 2):
        assert (one ^ other).sum() > 0.25 * shapes[0].sum()


def test_a_dot_stays_where_it_is_while_others_follow() -> None:
    place = layout(CANVAS, MID)["dots"]
    one, many = (place.of(draw(None, changed(MID, outcomes=("rep",) * n, count=n))) for n in (1, 9))
    assert np.array_equal(one[:, :36], many[:, :36])


@pytest.mark.parametrize(
    ("held", "goal", "left"),
    [(0.0, 5.0, 5), (0.1, 5.0, 5), (1.0, 5.0, 4), (4.95, 5.0, 1), (5.0, 5.0, 0), (7.0, 5.0, 0)],
)
def test_hold_seconds_count_down(held: float, goal: float, left: int) -> None:
    assert whole_seconds(goal - held) == left


@pytest.mark.parametrize(
    ("left_s", "text"), [(3.0, "3"), (2.01, "3"), (0.0, "0"), (99.0, "99"), (100.0, "1:40"), (-1.0, "0")]
)
def test_seconds_are_counted_as_a_person_does(left_s: float, text: str) -> None:
    assert seconds(left_s) == text


@pytest.mark.parametrize("level", [0, 255])
@pytest.mark.parametrize("stage", STAGES)
def test_words_keep_their_contrast_in_dark_and_bright_rooms(stage: str, level: int) -> None:
    progress = STAGES[stage]
    drawn = draw(grey(CANVAS, level), progress, slides_shown(), size=CANVAS)
    for element in layout(CANVAS, progress).keys() & {"title", "ring", "caption", "text", "card", "hold", "next"}:
        patch = layout(CANVAS, progress)[element].of(drawn).reshape(-1, 3)
        if not np.ptp(patch, axis=0).any():  # no caption now
            continue
        light, dark = (luminance(np.percentile(patch, q, axis=0)) for q in (99.7, 40))
        assert (light + 0.05) / (dark + 0.05) >= 7, element


def luminance(colour: np.ndarray) -> float:
    linear = np.where(colour / 255 <= 0.04045, colour / 255 / 12.92, ((colour / 255 + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.0722, 0.7152, 0.2126))


def test_the_given_picture_is_left_alone_and_frames_are_independent() -> None:
    picture, drawer = grey(CANVAS), Renderer(CANVAS)
    first = drawer.update(picture, STAGES["paused"])
    kept = first.copy()
    drawer.update(picture, STAGES["summary"])
    assert np.array_equal(first, kept)
    assert (picture == 90).all()


def test_a_paused_picture_is_dimmed() -> None:
    paused = changed(MID, stage="paused")
    assert view().of(draw(grey(CANVAS, 200), paused)).mean() < 0.6 * view().of(draw(grey(CANVAS, 200), MID)).mean()


def test_nothing_covers_the_picture_in_a_set() -> None:
    busy = changed(STAGES["set"], frame=None, choices=(), cue=ActiveCue("x", "Elbows up", "both", 0.0))
    assert (layout(CANVAS, busy)["view"].fitted((640, 480)).of(draw(grey((640, 480), 200), busy)) == 200).all()


# demonstrations


@pytest.mark.parametrize("exercise", ["wall-slides", "shoulder-rolls", "scapular-squeezes"])
def test_demonstrations_loop_without_a_seam(exercise: str) -> None:
    shown = find_demonstration(DEMONSTRATIONS, exercise)
    assert shown is not None
    assert 2.0 < shown.length_s < 4.5
    steps = [
        np.abs(shown.at(t + 1 / 30).image - shown.at(t).image)[:, :2].max()
        for t in np.arange(0, 2 * shown.length_s, 1 / 30)
    ]
    assert max(steps) < 0.03 * shown.size[1]
    assert shown.at(0.3).image == pytest.approx(shown.at(0.3 + shown.length_s).image, abs=1e-6)


@pytest.mark.parametrize("exercise", ["wall-slides", "shoulder-rolls", "scapular-squeezes"])
def test_demonstrations_face_the_viewer_and_stay_in_their_cut(exercise: str) -> None:
    shown = find_demonstration(DEMONSTRATIONS, exercise)
    assert shown is not None
    upper = shown.image[:, : INDEX["left_knee"], :2]
    assert upper.min() > 0
    assert upper[..., 0].max() < shown.size[0]
    assert upper[..., 1].max() < shown.size[1]
    assert (shown.image[:, INDEX["left_shoulder"], 0] > shown.image[:, INDEX["right_shoulder"], 0]).all()
    assert (shown.world[:, INDEX["left_shoulder"], 0] > shown.world[:, INDEX["right_shoulder"], 0]).all()


def test_the_demonstration_moves_in_its_panel() -> None:
    shown = slides_shown()
    assert shown is not None
    place = layout(SMALLEST, MID)["demonstration"]
    low, high = (draw(grey(), changed(MID, t_s=t), shown) for t in (0.0, shown.length_s / 2))
    assert (place.of(low) != place.of(high)).any(axis=2).sum() > 500
    outside = (low != high).any(axis=2)
    place.of(outside[..., None])[:] = False
    assert not outside.any()
    none = place.of(draw(grey(), MID))
    assert (none == none[0, 0]).all()  # none given, none drawn


def test_a_demonstration_that_is_none_says_why(tmp_path: Path) -> None:
    assert find_demonstration(tmp_path, "absent") is None
    (tmp_path / "text.npz").write_text("not an archive")
    with pytest.raises(ValueError, match=r"text\.npz: cannot be read"):
        load_demonstration(tmp_path / "text.npz")
    np.savez(
        tmp_path / "thin.npz",
        t_s=np.zeros(3),
        image=np.zeros((3, 33, 2)),
        world=np.zeros((3, 33, 3)),
        visibility=np.zeros((3, 33)),
    )
    with pytest.raises(ValueError, match=r"image and world must be"):
        load_demonstration(tmp_path / "thin.npz")
    np.savez(tmp_path / "part.npz", t_s=np.zeros(3))
    with pytest.raises(ValueError, match=r"part\.npz: not a demonstration: .*image"):
        load_demonstration(tmp_path / "part.npz")


def test_a_loop_blends_between_its_frames() -> None:
    image = np.zeros((4, COUNT, 3))
    image[:, :, 0] = np.arange(4)[:, None] * 10.0
    loop = Demonstration(np.arange(4) * 0.5, image, image.copy(), np.ones((4, COUNT)), (40, 40))
    assert loop.length_s == 2.0
    assert loop.at(0.25).image[0, 0] == pytest.approx(5.0)
    assert loop.at(2.25).image[0, 0] == pytest.approx(5.0)
    assert loop.at(1.75).image[0, 0] == pytest.approx(15.0)  # half way from the last back to the first


def test_the_target_is_where_the_file_says_or_farthest_from_the_beginning() -> None:
    image = np.zeros((4, COUNT, 3))
    image[:, :, 0] = np.array([0.0, 20.0, 50.0, 10.0])[:, None]
    loop = Demonstration(np.arange(4) * 0.5, image, image.copy(), np.ones((4, COUNT)), (60, 40))
    assert loop.peak.image[0, 0] == pytest.approx(50.0)
    assert replace(loop, peak_s=0.5).peak.image[0, 0] == pytest.approx(20.0)


def test_the_file_says_it_in_its_own_time(tmp_path: Path) -> None:
    image = np.random.default_rng(1).uniform(0, 100, (5, COUNT, 3))
    image[0] = np.nan  # nobody yet
    arrays = {"t_s": 3.0 + np.arange(5) * 0.1, "image": image, "world": image, "visibility": np.ones((5, COUNT))}
    np.savez(tmp_path / "late.npz", **arrays, peak_s=3.3)
    np.savez(tmp_path / "silent.npz", **arrays)
    assert load_demonstration(tmp_path / "late.npz").peak_s == pytest.approx(0.2)
    assert load_demonstration(tmp_path / "silent.npz").peak_s is None


def test_marks_of_a_fault_are_orange_and_of_good_are_blue() -> None:
    """Okabe and Ito's pair: far apart for every kind of colour vision."""
    assert cv2.cvtColor(np.uint8([[FAULT, GOOD]]), cv2.COLOR_BGR2HSV)[0, :, 0].tolist() == [21, 101]


# ---------------------------------------------------------------- the mouse


@pytest.mark.parametrize("stage", STAGES)
def test_a_click_on_what_names_a_key_is_that_key(stage: str) -> None:
    drawer, progress = Renderer(CANVAS), STAGES[stage]
    drawer.update(grey(), progress)
    keys = {drawer.key_at(x, y) for x in range(0, CANVAS[0], 8) for y in range(0, CANVAS[1], 8)}
    scale = set("0123456789") if stage == "pain" else set()
    assert keys - {None} == {choice.key for choice in progress.choices if choice.key} | {"h"} | scale


@pytest.mark.parametrize("stage", ["intro", "set"])
def test_in_the_help_a_click_on_a_row_is_its_key_and_any_other_takes_the_help_away(stage: str) -> None:
    drawer, progress = Renderer(CANVAS), STAGES[stage]
    drawer.update(grey(), progress, None, True)
    keys = {drawer.key_at(x, y) for x in range(0, CANVAS[0], 8) for y in range(0, CANVAS[1], 8)}
    assert keys == {"space", "n", "r", "l", "t", "m", "f", "h", "q"}
    panel = help_panel(CANVAS)
    for row, key in panel.keys:
        (name,) = [line for line in panel.letters if row.contains(line.box) and line.text == key]
        assert drawer.key_at(name.x, name.baseline - 3) == key
    assert drawer.key_at(2, 2) == "h"
    drawer.update(grey(), progress)
    assert drawer.key_at(2, 2) is None


def test_a_click_anywhere_else_is_nothing() -> None:
    drawer = Renderer(CANVAS)
    drawer.update(grey(), MID)
    x, y = layout(CANVAS, MID)["ring"].centre
    assert drawer.key_at(round(x), round(y)) is None
