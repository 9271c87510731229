"""The drawing: nothing cropped or overlapping at any size, nothing told by colour alone, the person mirrored."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.body.landmarks import COUNT, INDEX, PoseFrame, empty_frame
from coach.devices import captions
from coach.devices.demonstration import Demonstration, find_demonstration, load_demonstration
from coach.devices.drawing import (
    LARGEST,
    SMALLEST,
    Drawer,
    canvas_size,
    draw,
    hold_left,
    layout,
    lettering,
    unit_px,
)
from coach.devices.figures import FAULT, GOOD
from coach.devices.lettering import Sheet, fit, text_width
from coach.training.progress import ActiveCue, Progress

DEMONSTRATIONS = Path(__file__).parent.parent / "exercises" / "demonstrations"
SIZES = [(640, 480), (1280, 720), (3840, 2160)]
LONG = "Bring your elbows back to the wall and keep the backs of both of your hands flat against it all the way up"
WORD = "Überkopfschulterblattaußenrotationsgrundstellungsübung"
JUDGED = ("left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist")


def standing(t_s: float = 0.0, size: tuple[int, int] = (640, 480)) -> PoseFrame:
    """A goalpost figure in the middle; the person's left is on the picture's right, as a camera sees it."""
    width, height = size
    places = {
        "nose": (0.5, 0.2), "left_ear": (0.53, 0.2), "right_ear": (0.47, 0.2),
        "left_shoulder": (0.58, 0.35), "right_shoulder": (0.42, 0.35),
        "left_elbow": (0.66, 0.37), "right_elbow": (0.34, 0.37), "left_wrist": (0.66, 0.2), "right_wrist": (0.34, 0.2),
        "left_hip": (0.55, 0.65), "right_hip": (0.45, 0.65),
    }  # fmt: skip
    image = np.full((COUNT, 3), 0.5) * (width, height, 0)
    for name, (x, y) in places.items():
        image[INDEX[name], :2] = x * width, y * height
    return PoseFrame(t_s, image, np.zeros((COUNT, 3)), np.ones(COUNT), size)


def grey(size: tuple[int, int] = (640, 480), level: int = 90) -> np.ndarray:
    return np.full((size[1], size[0], 3), level, np.uint8)


STATES = {
    "nothing yet": Progress(0.0, "Wall slides"),
    "framing": Progress(1.0, LONG, guidance=LONG, missing=("left_elbow", "right_wrist", "nose"), goal=10),
    "mid": Progress(
        2.0, "Wall slides", phase="out", count=3, goal=10, outcomes=("rep", "partial", "rep", "rep"), fraction=0.6
    ),
    "hold": Progress(2.5, "Squeeze", phase="target", count=1, goal=9, outcomes=("rep",), hold_s=1.2, hold_goal_s=5.0),
    "all at once": Progress(
        3.0, WORD, phase="target", count=88, goal=188, outcomes=("rep", "partial") * 60, fraction=1.0, hold_s=1.0,
        hold_goal_s=120.0, direction="backward", missing=("left_foot_index", "right_knee"),
        cue=ActiveCue("x", LONG, "both", 2.0, ("left_elbow",)),
    ),
    "a long word": Progress(
        4.0, WORD, phase="back", count=1000, cue=ActiveCue("x", WORD * 2, "left", 2.0), missing=JUDGED, hold_goal_s=15.0
    ),
    "done": Progress(5.0, "Shoulder rolls", phase="done", count=10, goal=10, outcomes=("rep",) * 10 + ("partial",) * 7),
}  # fmt: skip


@pytest.mark.parametrize("size", [*SIZES, (1024, 768), (720, 1280)], ids=str)
@pytest.mark.parametrize("state", STATES)
def test_nothing_leaves_the_canvas_overlaps_or_crops(state: str, size: tuple[int, int]) -> None:
    places = layout(size, STATES[state])
    for name, place in places.items():
        assert place.x >= 0, name
        assert place.y >= 0, name
        assert place.right <= size[0], name
        assert place.bottom <= size[1], name
    for (one, a), (other, b) in itertools.combinations(places.items(), 2):
        assert not a.overlaps(b), (one, other)
    lines = lettering(size, STATES[state])
    for line in lines:
        assert places[line.element].contains(line.box), (line.text, line.box, places[line.element])
    for one_line, other_line in itertools.combinations(lines, 2):
        if one_line.element != other_line.element:
            assert not one_line.box.overlaps(other_line.box)
        elif one_line.box.x < other_line.box.right and other_line.box.x < one_line.box.right:
            assert abs(one_line.baseline - other_line.baseline) >= 0.9 * min(one_line.size, other_line.size)


@pytest.mark.parametrize("weight", [500, 700])
@pytest.mark.parametrize("text", ["1000", "Überkopf jäh", "I can't see your left elbow", "10"])
def test_the_box_of_a_line_holds_all_its_ink(text: str, weight: int) -> None:
    size = 60
    sheet = Sheet(900, 200)
    sheet.text(text, 50, 120, size, (255, 255, 255), weight)
    ys, xs = np.nonzero(sheet.bitmap().paint.max(axis=2) > 40)
    assert xs.min() >= 50
    assert xs.max() <= 50 + text_width(text, size, weight)
    assert ys.min() >= 120 - round(size * 0.95)  # an umlaut rises a little above the figures
    assert ys.max() <= 120 + round(size * 0.26)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", [0, 7, 10, 88])
def test_the_count_is_an_eighth_of_the_height(size: tuple[int, int], count: int) -> None:
    picture = draw(grey(level=0), Progress(0.0, "x", phase="out", count=count, goal=10), size=size)
    panel, u = layout(size, Progress(0.0, "x"))["count"], unit_px(size)
    inner = panel.of(picture)[round(2.2 * u) : round(9.9 * u), round(2 * u) : -round(2 * u)]
    rows = np.flatnonzero((inner.min(axis=2) > 200).any(axis=1))
    assert rows[-1] - rows[0] + 1 >= size[1] / 8


def test_layouts_of_different_sizes_are_the_same_layout() -> None:
    small, large = layout((1280, 720), STATES["all at once"]), layout((3840, 2160), STATES["all at once"])
    for name, place in small.items():
        big = large[name]
        assert np.allclose(
            [big.x, big.y, big.width, big.height], 3 * np.array([place.x, place.y, place.width, place.height]), atol=3
        )


def test_elements_stay_where_they_are_while_others_come_and_go() -> None:
    quiet = layout((1280, 720), Progress(0.0, "x", phase="out", hold_goal_s=5.0, goal=10))
    busy = layout((1280, 720), replace(STATES["framing"], hold_goal_s=5.0, title="x"))
    assert {name: place for name, place in busy.items() if name in quiet} == quiet


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_every_state_draws_at_every_size(state: str, size: tuple[int, int]) -> None:
    progress = replace(STATES[state], frame=standing(), judged=dict.fromkeys(JUDGED, "good"))
    shown = find_demonstration(DEMONSTRATIONS, "wall-slides")
    assert shown is not None
    for picture in (grey(), None):
        drawn = draw(picture, progress, shown.at(1.0), size)
        assert drawn.shape == (size[1], size[0], 3)
        assert drawn.dtype == np.uint8


def test_the_picture_is_mirrored_and_the_words_are_not() -> None:
    picture = grey((1280, 720), 60)
    picture[:, :640] = (60, 60, 200)  # red on the camera's left
    drawn = draw(picture, Progress(0.0, "x", phase="out"), size=(1280, 720))
    assert tuple(drawn[500, 800]) == (60, 60, 200)
    assert tuple(drawn[500, 500]) == (60, 60, 60)
    plain = draw(grey((1280, 720), 60), Progress(0.0, "x", phase="out"), size=(1280, 720))
    title = layout((1280, 720), Progress(0.0, "x"))["title"]
    assert np.array_equal(title.of(drawn), title.of(plain))


def test_a_joint_is_drawn_over_its_mirrored_place() -> None:
    frame = standing(size=(1280, 720))
    drawn = draw(grey((1280, 720)), Progress(0.0, "x", frame, "out", judged={"left_wrist": "good"}), size=(1280, 720))
    x, y = frame.point("left_wrist")
    assert drawn[round(y), round(1280 - x)].min() > 200
    assert tuple(drawn[round(y), round(x)]) == (90, 90, 90)


def changed(judged: dict[str, str], cue: ActiveCue | None = None) -> np.ndarray:
    """Which pixels of a grey picture the skeleton touches."""
    frame = standing(size=(1280, 720))
    base = Progress(0.0, "x", frame, "out")
    bare = draw(grey((1280, 720)), base, size=(1280, 720))
    drawn = draw(grey((1280, 720)), replace(base, judged=judged, cue=cue), size=(1280, 720))
    region = np.zeros(drawn.shape[:2], bool)
    region[100:560, 400:900] = True
    return np.asarray((drawn != bare).any(axis=2) & region)


def test_only_what_is_judged_is_drawn() -> None:
    assert not changed({}).any()
    touched = changed({"left_shoulder": "good", "left_elbow": "good"})
    assert touched[:, 640 - 230 : 640 - 60].any()  # the person's left is on the left, as in a mirror
    assert not touched[:, 640:].any()


def test_states_differ_in_shape_and_not_only_in_colour() -> None:
    masks = {state: changed(dict.fromkeys(JUDGED, state)) for state in ("good", "fault", "unseen")}
    for one, other in itertools.combinations(masks, 2):
        assert (masks[one] ^ masks[other]).sum() > 300, (one, other)


def test_a_joint_at_fault_has_a_ring_while_its_cue_stands() -> None:
    judged = dict.fromkeys(JUDGED, "good") | {"right_elbow": "fault"}
    without = changed(judged)
    ringed = changed(judged, ActiveCue("x", "Elbow up", "right", 0.0, ("right_elbow",)))
    x, y = 1280 - 0.34 * 1280, 0.37 * 720
    new = np.argwhere(ringed & ~without)
    near = np.hypot(new[:, 1] - x, new[:, 0] - y)
    assert near.size > 100
    assert near.max() < 2 * unit_px((1280, 720))
    assert near.min() > 0.5 * unit_px((1280, 720))


def test_a_body_that_is_not_there_is_not_drawn() -> None:
    gone = Progress(0.0, "x", empty_frame(0.0, (640, 480)), "out", judged=dict.fromkeys(JUDGED, "unseen"))
    assert np.array_equal(draw(grey(), gone), draw(grey(), replace(gone, frame=None)))
    torn = standing()
    torn.image[INDEX["left_wrist"]] = np.nan
    draw(None, replace(gone, frame=torn, cue=ActiveCue("x", "y", "left", 0.0, ("left_wrist",))))


def joint_x(drawn: np.ndarray) -> float:
    """Where the white disc of the only judged joint is."""
    _, xs = np.nonzero(drawn[120:400, 400:900].min(axis=2) > 220)
    return float(xs.mean()) + 400 if xs.size else math.nan


def step_response(fps: float, seconds: float) -> float:
    """The joint's place some time after it jumped by 60 pixels, as a share of the way."""
    drawer, judged = Drawer((1280, 720)), {"nose": "good"}
    before, after = standing(size=(1280, 720)), standing(size=(1280, 720))
    after.image[INDEX["nose"], 0] -= 60.0
    drawer.update(grey((1280, 720)), Progress(0.0, "x", before, "out", judged=judged))
    for k in range(1, round(seconds * fps) + 1):
        drawn = drawer.update(grey((1280, 720)), Progress(k / fps, "x", after, "out", judged=judged))
    return (joint_x(drawn) - 640) / 60


def test_the_skeleton_is_smoothed_in_seconds_whatever_the_frame_rate() -> None:
    assert 0.6 < step_response(60, 0.1) < 0.95
    assert step_response(60, 0.1) == pytest.approx(step_response(20, 0.1), abs=0.04)
    assert step_response(30, 0.5) == pytest.approx(1.0, abs=0.03)


def test_nothing_is_smoothed_across_a_gap() -> None:
    assert step_response(1.5, 0.67) == pytest.approx(1.0, abs=0.03)


def ring_colours(progress: Progress, size: tuple[int, int] = (1280, 720)) -> list[tuple[int, ...]]:
    """The ring's colour at half past one, half past four, half past seven and half past ten."""
    drawn, place, u = draw(grey(), progress, size=size), layout(size, progress)["count"], unit_px(size)
    x, y, r = place.x + place.width / 2, place.y + place.height / 2, 6.15 * u / math.sqrt(2)
    return [
        tuple(int(v) for v in drawn[round(y + dy * r), round(x + dx * r)])
        for dx, dy in ((1, -1), (1, 1), (-1, 1), (-1, -1))
    ]


@pytest.mark.parametrize(
    ("fraction", "filled"),
    [(0.0, 0), (0.3, 1), (0.5, 2), (0.8, 3), (1.0, 4), (1.7, 4), (math.nan, 0)],
)
def test_the_ring_fills_with_the_way_to_the_target(fraction: float, filled: int) -> None:
    colours = ring_colours(Progress(0.0, "x", phase="out", fraction=fraction))
    assert [colour == GOOD for colour in colours] == [True] * filled + [False] * (4 - filled)


def test_sides_with_progress_of_their_own_fill_their_own_half() -> None:
    colours = ring_colours(Progress(0.0, "x", phase="out", fraction=0.4, fraction_by_side={"left": 1.0, "right": 0.0}))
    assert [colour == GOOD for colour in colours] == [False, False, True, True]


def test_the_ring_keeps_its_place_while_nothing_is_seen() -> None:
    drawer = Drawer((1280, 720))
    base = Progress(0.0, "x", phase="out", fraction=0.5)
    seen = drawer.update(grey(), base)
    unseen = drawer.update(grey(), replace(base, t_s=0.1, fraction=math.nan))
    assert np.array_equal(seen, unseen)


def test_dots_tell_reps_from_partials_without_colour() -> None:
    place = layout((1280, 720), Progress(0.0, "x", outcomes=("rep",)))["dots"]

    def dots(*outcomes: str) -> np.ndarray:
        drawn = draw(grey(level=0), Progress(0.0, "x", phase="out", outcomes=outcomes), size=(1280, 720))
        return np.asarray(place.of(drawn).max(axis=2) > 100)

    full, half = dots("rep"), dots("partial")
    assert half.sum() < 0.8 * full.sum()
    assert (full & ~half)[:, 27:].any()  # the right half is hollow


@pytest.mark.parametrize(
    ("held", "goal", "left"),
    [(0.0, 5.0, 5), (0.1, 5.0, 5), (1.0, 5.0, 4), (4.95, 5.0, 1), (5.0, 5.0, 0), (7.0, 5.0, 0)],
)
def test_hold_seconds_count_down(held: float, goal: float, left: int) -> None:
    assert hold_left(Progress(0.0, "x", hold_s=held, hold_goal_s=goal)) == left


@pytest.mark.parametrize("level", [0, 255])
def test_words_keep_their_contrast_in_dark_and_bright_rooms(level: int) -> None:
    progress = STATES["all at once"]
    drawn = draw(grey((1280, 720), level), progress, size=(1280, 720))
    for element in ("title", "count", "caption", "unseen", "hold"):
        patch = layout((1280, 720), progress)[element].of(drawn).reshape(-1, 3)
        light, dark = (luminance(np.percentile(patch, q, axis=0)) for q in (99.5, 50))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, element


def luminance(colour: np.ndarray) -> float:
    linear = np.where(colour / 255 <= 0.04045, colour / 255 / 12.92, ((colour / 255 + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.0722, 0.7152, 0.2126))


def test_the_given_picture_is_left_alone_and_frames_are_independent() -> None:
    picture, drawer = grey((1280, 720)), Drawer((1280, 720))
    first = drawer.update(picture, STATES["mid"])
    kept = first.copy()
    drawer.update(picture, STATES["done"])
    assert np.array_equal(first, kept)
    assert (picture == 90).all()


def test_a_narrow_picture_leaves_room_for_the_column() -> None:
    drawn = draw(grey((640, 480), 200), Progress(0.0, "x", phase="out"), size=(1280, 720))
    assert drawn[700, 100].max() < 60
    assert tuple(drawn[700, 340]) == (200, 200, 200)
    assert tuple(drawn[700, 1270]) == (200, 200, 200)


def test_canvas_grows_only_with_pictures_that_show_more() -> None:
    assert canvas_size(None) == SMALLEST
    assert canvas_size((640, 480)) == SMALLEST
    assert canvas_size((1280, 720)) == SMALLEST
    assert canvas_size((3840, 2160)) == LARGEST


# wrapping


def test_text_that_fits_keeps_its_size() -> None:
    fitted = fit("Even out your arms", 1000, 100, 50, 10)
    assert fitted.lines == ("Even out your arms",)
    assert fitted.size == 50


@pytest.mark.parametrize("width", [60, 150, 400, 900])
def test_wrapped_text_never_exceeds_its_room(width: int) -> None:
    for text in (LONG, WORD, "", "a"):
        fitted = fit(text, width, 90, 50, 10)
        assert fitted.width <= width
        assert fitted.height <= 90
        assert len(fitted.lines) <= 2


def test_shortened_text_says_so_and_wrapped_text_loses_nothing() -> None:
    assert fit(LONG, 150, 90, 50, 12).lines[-1].endswith("…")
    assert " ".join(fit(LONG, 900, 200, 50, 12).lines) == LONG


# words


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ((), None),
        (("left_elbow",), "I can't see your left elbow"),
        (("left_elbow", "right_elbow"), "I can't see your elbows"),
        (("left_elbow", "right_wrist"), "I can't see your left elbow and right wrist"),
        (("left_foot_index", "left_heel", "right_heel"), "I can't see your feet"),
        (("nose", "left_eye", "mouth_right"), "I can't see your face"),
        (("left_hip", "right_knee", "left_wrist", "nose"), "I can't see enough of you"),
    ],
)
def test_what_cannot_be_seen_is_said_in_words(missing: tuple[str, ...], said: str | None) -> None:
    assert captions.unseen(missing) == said


def test_one_caption_at_a_time_most_important_first() -> None:
    cue = ActiveCue("x", "Elbows up", "both", 0.0)
    progress = Progress(0.0, "x", phase="out", cue=cue, guidance="Step back")
    assert captions.caption(progress) == captions.Caption("guidance", "Step back")
    assert captions.caption(replace(progress, guidance=None)) == captions.Caption("cue", "Elbows up")
    assert captions.caption(replace(progress, guidance=None, cue=None)) is None
    done = replace(progress, phase="done", count=2, goal=3, outcomes=("rep", "rep", "partial"))
    assert captions.caption(done) == captions.Caption("hint", "Done: 2 of 3, 1 partial")


# demonstrations


@pytest.mark.parametrize("exercise", ["wall-slides", "shoulder-rolls", "scapular-squeezes"])
def test_demonstrations_loop_without_a_seam(exercise: str) -> None:
    shown = find_demonstration(DEMONSTRATIONS, exercise)
    assert shown is not None
    assert 2.5 < shown.length_s < 4.5
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
    shown = find_demonstration(DEMONSTRATIONS, "wall-slides")
    assert shown is not None
    place = layout(SMALLEST, STATES["mid"])["demonstration"]
    low, high = (draw(grey(), STATES["mid"], shown.at(t)) for t in (0.0, shown.length_s / 2))
    assert (place.of(low) != place.of(high)).any(axis=2).sum() > 500
    outside = (low != high).any(axis=2)
    place.of(outside[..., None])[:] = False
    assert not outside.any()
    assert (place.of(draw(grey(), STATES["mid"])) == 90).all()  # none given, none drawn


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


def test_marks_of_a_fault_are_orange_and_of_good_are_blue() -> None:
    """Okabe and Ito's pair: far apart for every kind of colour vision."""
    assert cv2.cvtColor(np.uint8([[FAULT, GOOD]]), cv2.COLOR_BGR2HSV)[0, :, 0].tolist() == [21, 101]
