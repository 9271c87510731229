"""The circles for a raised hand: where they are asked for, mirrored like the person, and readable."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from progress_made import changed, progress_of

from coach.counting.progress import Choice
from coach.gestures.targets import HEAD, Anchor, places
from coach.screen.draw.hand_targets import HandTarget, hand_targets, tag_box
from coach.screen.draw.icons import sign_of
from coach.screen.draw.layout import Rect
from coach.screen.figures import GOOD
from coach.screen.renderer import draw, layout, unit_px
from coach.workout.workout_progress import WorkoutProgress
from tests.stages import grey, standing

SIZE = (1280, 720)
SIZES = [(640, 480), (1280, 720), (3840, 2160)]
STAGES = ("intro", "framing", "set", "paused", "rest", "pain", "where", "confirm", "summary")


def offering(*choices: Choice, stage: str = "paused") -> WorkoutProgress:
    return progress_of(0.0, "x", standing(size=SIZE), stage=stage, choices=choices)


def place_of(progress: WorkoutProgress, size: tuple[int, int] = SIZE) -> Rect:
    return layout(size, progress, demonstrated=False)["view"].fitted(SIZE)


def found(progress: WorkoutProgress, size: tuple[int, int] = SIZE, mirror: bool = True) -> list[HandTarget]:
    return hand_targets(place_of(progress, size), progress, mirror, unit_px(size))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("mirror", [True, False])
def test_a_circle_is_where_the_hand_is_to_be_held(stage: str, mirror: bool) -> None:
    progress = offering(Choice("skip", "", "n", (320.0, 180.0), 64.0), stage=stage)
    view, (target,) = place_of(progress), found(progress, mirror=mirror)
    assert (target.x - view.x) / view.width == pytest.approx(0.75 if mirror else 0.25, abs=1e-3)
    assert (target.y - view.y) / view.height == pytest.approx(0.25, abs=1e-3)
    assert target.radius / view.width == pytest.approx(0.05, abs=1e-3)
    bare = draw(grey(SIZE), changed(progress, choices=()), size=SIZE, mirror=mirror)
    drawn = draw(grey(SIZE), progress, size=SIZE, mirror=mirror)
    ys, xs = np.nonzero((view.of(bare) != view.of(drawn)).any(axis=2))
    assert xs.mean() + view.x == pytest.approx(target.x, abs=2)
    assert np.ptp(xs) == pytest.approx(2 * target.radius, abs=4)
    assert np.ptp(ys) == pytest.approx(2 * target.radius, abs=4)


def test_a_choice_without_a_place_has_no_circle() -> None:
    assert found(offering(Choice("skip", "Skip", "n"))) == []
    assert found(changed(offering(Choice("skip", "Skip", "n", (320.0, 180.0), 64.0)), frame=None)) == []


@pytest.mark.parametrize("stage", ["count-in", "set"])
def test_it_keeps_in_the_background_while_somebody_moves_until_a_hand_is_there(stage: str) -> None:
    def darkest(held: float) -> int:
        progress = offering(Choice("pause", "Pause", "space", (320.0, 180.0), 64.0, held), stage=stage)
        (target,) = found(progress)
        assert bool(target.letters) == bool(held)
        return int(target.box.of(draw(grey(SIZE, 200), progress, size=SIZE)).min())

    assert darkest(0.0) > 100
    assert darkest(0.1) < 80


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("radius", [24.0, 40.0, 49.0, 69.0, 150.0])
def test_in_the_background_its_sign_remains_at_any_size(radius: float, size: tuple[int, int]) -> None:
    progress = offering(Choice("pause", "Pause", "space", (640.0, 360.0), radius), stage="set")
    (target,) = found(progress, size)
    assert (target.sign, target.letters, target.faint) == (sign_of("pause", "set"), (), True)
    assert target.sign


def test_its_ring_fills_with_the_time_the_hand_is_held() -> None:
    filled = []
    for held in (0.0, 0.25, 0.5, 1.0):
        progress = offering(Choice("skip", "Skip", "n", (320.0, 180.0), 64.0, held))
        filled.append(int((found(progress)[0].box.of(draw(grey(SIZE), progress, size=SIZE)) == GOOD).all(axis=2).sum()))
    assert filled[0] == 0
    assert filled[1] == pytest.approx(filled[3] / 4, rel=0.1)
    assert filled[2] == pytest.approx(filled[3] / 2, rel=0.1)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("radius", [40.0, 64.0, 150.0])
@pytest.mark.parametrize(
    ("name", "label", "key"),
    [("resume", "Go on", "space"), ("timed", "By the clock", "t"), ("where-elsewhere", "Somewhere else", "4"),
     ("ok", "It is 10", "space"), ("where-neck", "Neck", "1"), ("skip", "I did not", "n")],
)  # fmt: skip
def test_what_stands_in_it_stays_in_it(name: str, label: str, key: str, radius: float, size: tuple[int, int]) -> None:
    progress = offering(Choice(name, label, key, (640.0, 360.0), radius))
    (target,) = found(progress, size)
    for line in target.letters:
        for x, y in itertools.product((line.box.x, line.box.right), (line.box.y, line.box.bottom)):
            assert np.hypot(x - target.x, y - target.y) < 1.06 * target.radius, line
    for one, other in itertools.combinations(target.letters, 2):
        assert abs(one.baseline - other.baseline) > 0.8 * min(one.size, other.size)
    words = " ".join(line.text for line in target.letters if line.text != key)
    assert words in (label, "")
    assert target.letters or target.sign
    assert target.sign in (sign_of(name, "paused"), "")
    if radius == 150.0:
        assert words == label


@pytest.mark.parametrize("size", [(640, 480), (1024, 768), (1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("stage", ["intro", "rest", "pain", "where", "summary"])
def test_no_circle_loses_its_words(stage: str, size: tuple[int, int]) -> None:
    spots = [(500.0, 190.0), (780.0, 190.0), (450.0, 330.0), (830.0, 330.0)]
    labels = ["Again", "By the clock", "Somewhere else", "Less"]
    choices = [Choice(label, label, str(k), spots[k], 58.0) for k, label in enumerate(labels)]
    progress = offering(*choices, stage=stage)
    view, targets = place_of(progress, size), found(progress, size)
    for choice, target in zip(choices, targets, strict=True):
        if not target.beside:
            assert " ".join(line.text for line in target.letters if line.text != choice.key) == choice.label
            continue
        assert " ".join(line.text for line in target.beside) == choice.label
        tag = tag_box(target.beside, unit_px(size))
        assert view.contains(tag)
        assert all(abs(tag.x + tag.width / 2 - o.x) > tag.width / 2 + o.radius
                   or abs(target.y - o.y) > tag.height / 2 + o.radius - 1 for o in targets)  # fmt: skip
        bare = draw(grey(SIZE), changed(progress, choices=()), size=size)
        assert (tag.of(bare) != tag.of(draw(grey(SIZE), progress, size=size))).mean() > 0.8


@pytest.mark.parametrize("size", [(640, 480), (1024, 768), (1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("length", [70.0, 90.0, 110.0, 150.0, 200.0])
def test_words_cover_neither_the_face_nor_a_circle_of_a_narrow_picture(length: float, size: tuple[int, int]) -> None:
    """Three answers around somebody in the first screen of a camera of 4:3, from far away to close by."""
    camera, middle, nose = (640, 480), (320.0, 100.0 + length), (320.0, 100.0 + 0.45 * length)
    shoulders = {"left": (320.0 + 0.4 * length, middle[1]), "right": (320.0 - 0.4 * length, middle[1])}
    around = Anchor(middle, shoulders, nose, length, camera, 0.0, 0.0)
    circles = places(around, ("start", "skip", "timed"))
    answers = [("start", "Start", "space"), ("skip", "Skip", "n"), ("timed", "By the clock", "t")]
    choices = tuple(Choice(*a, circles[a[0]].at, circles[a[0]].radius, head=(*nose, HEAD * length)) for a in answers)
    progress = progress_of(0.0, "x", standing(size=camera), stage="intro", choices=choices)
    view = layout(size, progress)["view"].fitted(camera)
    targets, scale = hand_targets(view, progress, True, unit_px(size)), view.width / camera[0]
    face = view.x + scale * nose[0], view.y + scale * nose[1], scale * 0.2 * length
    tags = [tag_box(target.beside, unit_px(size)) for target in targets if target.beside]
    assert tags
    for tag in tags:
        assert view.contains(tag)
        for x, y, r in [face, *((target.x, target.y, target.radius) for target in targets)]:
            nearest = min(max(x, tag.x), tag.right), min(max(y, tag.y), tag.bottom)
            assert np.hypot(nearest[0] - x, nearest[1] - y) >= r
    assert not any(one.overlaps(other) for one, other in itertools.combinations(tags, 2))


def test_words_beside_a_circle_stay_in_the_picture() -> None:
    progress = offering(Choice("timed", "By the clock", "t", (60.0, 180.0), 40.0),
                        Choice("start", "Start", "space", (300.0, 180.0), 40.0), stage="intro")  # fmt: skip
    view, (target, _) = place_of(progress), found(progress)
    assert target.beside
    assert view.contains(tag_box(target.beside, unit_px(SIZE)))


@pytest.mark.parametrize(
    "name", ["start", "resume", "pause", "skip", "again", "less", "timed", "quit", "up", "down", "ok"]
)
def test_the_sign_in_the_circle_is_the_one_in_the_line_of_keys(name: str) -> None:
    def marks(progress: WorkoutProgress) -> np.ndarray:
        view, keys = (layout(SIZE, progress)[element] for element in ("view", "keys"))
        drawn = draw(grey(SIZE), progress, size=SIZE)
        return np.array([(view.of(drawn) > 230).all(axis=2).sum(), (keys.of(drawn).min(axis=2) > 150).sum()])

    signed = marks(offering(Choice(name, "x", "", (320.0, 180.0), 64.0)))
    unsigned = marks(offering(Choice("unheard-of", "x", "", (320.0, 180.0), 64.0)))
    assert (signed > unsigned).all()
