"""The ghost: where the person's own limbs would be at the target, whoever they are and wherever they stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from paths import ROOT
from progress_made import changed, progress_of

from coach.body.landmarks import COUNT, INDEX, PoseFrame
from coach.screen.demonstration import Demonstration, load_demonstration
from coach.screen.draw.colours import REACHED
from coach.screen.draw.ghost import travelling
from coach.screen.draw.pose_alignment import PoseAlignment
from coach.screen.renderer import Renderer, draw, layout
from coach.workout.workout_progress import WorkoutProgress
from tests.stages import grey, standing

FOLDER = ROOT / "exercises" / "demonstrations"
SIZE = (1280, 720)
CORNERS = [INDEX[n] for n in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")]


def raising(side: str = "both") -> Demonstration:
    """A goalpost figure that lifts its wrists by 40 pixels, one or both, half way through."""
    low = standing(size=(100, 100)).image
    high = low.copy()
    for name in ("left", "right"):
        if side in (name, "both"):
            high[INDEX[f"{name}_wrist"], 1] -= 15
    image = np.stack([low, low, high, low])
    return Demonstration(np.arange(4) * 0.5, image, image, np.ones((4, COUNT)), (100, 100), 1.0)


def person(scale: float, x: float, y: float, turn_deg: float = 0.0, t_s: float = 0.0) -> PoseFrame:
    """The demonstration's figure, larger, elsewhere and turned in the picture."""
    a = np.radians(turn_deg)
    turn = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    image = standing(t_s, (100, 100)).image.copy()
    image[:, :2] = (image[:, :2] - 50) @ turn * scale + (x, y)
    return PoseFrame(t_s, image, image, np.ones(COUNT), SIZE)


def at(frame: PoseFrame, phase: str = "ready") -> WorkoutProgress:
    return progress_of(frame.t_s, "x", frame, phase)


@pytest.mark.parametrize("scale", [2.0, 5.0])
@pytest.mark.parametrize("turn_deg", [-20.0, 0.0, 20.0])
@pytest.mark.parametrize("place", [(300.0, 360.0), (900.0, 300.0)])
def test_the_target_is_moved_scaled_and_turned_with_the_person(
    scale: float, turn_deg: float, place: tuple[float, float]
) -> None:
    frame = person(scale, *place, turn_deg)
    laid = PoseAlignment(raising()).update(at(frame))
    assert laid is not None
    first, peak = laid
    assert first == pytest.approx(frame.image[:, :2], abs=1e-6)
    assert peak[CORNERS] == pytest.approx(frame.image[CORNERS, :2], abs=1e-6)
    lifted = np.linalg.norm(peak[INDEX["left_wrist"]] - first[INDEX["left_wrist"]])
    assert lifted == pytest.approx(15 * scale)


def test_it_stands_still_while_the_person_moves() -> None:
    aligned = PoseAlignment(raising())
    before = aligned.update(at(person(3.0, 600, 360)))
    moving = aligned.update(at(person(3.0, 600, 330, t_s=0.1), "out"))
    assert before is not None
    assert moving is not None
    assert np.array_equal(before[1], moving[1])


def test_it_follows_a_person_who_went_elsewhere_and_not_one_who_sways() -> None:
    aligned = PoseAlignment(raising())
    before = aligned.update(at(person(3.0, 600, 360)))
    swayed = aligned.update(at(person(3.0, 602, 360, t_s=0.1)))
    assert before is not None
    assert swayed is not None
    assert np.array_equal(before[1], swayed[1])
    for k in range(2, 80):
        after = aligned.update(at(person(3.0, 700, 360, t_s=0.1 * k)))
    assert after is not None
    assert (after[1] - before[1])[0] == pytest.approx((100, 0), abs=0.03 * 100)


def test_hips_out_of_the_picture_are_not_relied_upon() -> None:
    frame = person(3.0, 600, 360)
    frame.image[[INDEX["left_hip"], INDEX["right_hip"]], 1] = 900.0
    laid = PoseAlignment(raising()).update(at(frame))
    assert laid is not None
    assert laid[0][CORNERS[:2]] == pytest.approx(frame.image[CORNERS[:2], :2], abs=1e-6)


def test_another_view_or_another_way_up_has_no_ghost() -> None:
    assert PoseAlignment(raising()).update(at(person(3.0, 600, 360, 90.0))) is None
    squeezed = person(3.0, 600, 360)
    squeezed.image[:, 0] = 600 + 0.2 * (squeezed.image[:, 0] - 600)  # seen from the side
    assert PoseAlignment(raising()).update(at(squeezed)) is None
    assert PoseAlignment(raising()).update(changed(at(person(3.0, 600, 360)), frame=None)) is None


def test_who_lies_the_other_way_round_gets_the_mirrored_one() -> None:
    lying = load_demonstration(FOLDER / "single-knee-to-chest.npz")
    first = lying.at(0.0)
    turned = replace(first, image=first.image * (4, 4, 1)).mirrored()
    turned.image[:, 0] += 4 * first.size[0] - first.size[0]
    frame = replace(turned, size=(4 * first.size[0], 4 * first.size[1]), visibility=np.ones(COUNT))
    laid = PoseAlignment(lying).update(progress_of(0.0, "x", frame, "ready"))
    assert laid is not None
    assert laid[0] == pytest.approx(frame.image[:, :2], abs=1e-6)


def test_the_side_that_moves_is_the_side_that_is_shown() -> None:
    aligned = PoseAlignment(raising("left"))
    assert aligned.update(at(person(3.0, 600, 360))) is not None
    lifted = person(3.0, 600, 360, t_s=0.1)
    lifted.image[INDEX["right_wrist"], 1] -= 45
    laid = aligned.update(at(lifted, "out"))
    assert laid is not None
    assert travelling(*laid) == ("right_arm",)
    lifted = person(3.0, 600, 360, t_s=0.2)
    lifted.image[INDEX["left_wrist"], 1] -= 45
    laid = aligned.update(at(lifted, "out"))
    assert laid is not None
    assert travelling(*laid) == ("left_arm",)


@pytest.mark.parametrize(
    ("exercise", "parts"),
    [
        ("wall-slides", {"left_arm", "right_arm"}),
        ("single-knee-to-chest", {"right_leg", "left_leg"}),
        ("scapular-squeezes", set()),  # a hand's breadth is nothing to reach into
    ],
)
def test_only_what_travels_is_shown(exercise: str, parts: set[str]) -> None:
    shown = load_demonstration(FOLDER / f"{exercise}.npz")
    found = set(travelling(shown.at(0.0).image[:, :2], shown.peak.image[:, :2]))
    assert bool(found) == bool(parts)
    assert bool(found & parts) == bool(parts)
    assert parts >= found & {"left_leg", "right_leg"}


def ghosted(stage: str = "set", phase: str = "ready", timed: bool = False, mirror: bool = True) -> np.ndarray:
    """Which pixels the ghost touches."""
    progress = progress_of(0.0, "x", person(5.0, 640, 360), phase, stage=stage, timed=timed)
    view = layout(SIZE, progress)["view"].fitted(SIZE)
    bare, drawn = (view.of(draw(grey(SIZE), progress, shown, SIZE, mirror)) for shown in (None, raising("left")))
    return np.asarray((bare != drawn).any(axis=2))


def test_it_is_drawn_on_the_person_and_mirrored_like_them() -> None:
    mirrored, plain = ghosted(), ghosted(mirror=False)
    assert mirrored.sum() > 500
    assert np.abs(np.nonzero(mirrored)[1].mean() + np.nonzero(plain)[1].mean() - mirrored.shape[1]) < 4


@pytest.mark.parametrize("stage", ["framing", "paused", "rest"])
def test_there_is_none_outside_of_a_set(stage: str) -> None:
    assert not ghosted(stage).any()
    assert ghosted("count-in").any()
    assert not ghosted(timed=True).any()
    assert not ghosted(phase="done").any()


def test_reaching_it_closes_the_outline() -> None:
    """Dashes become a whole line, so that it is not told by colour alone."""
    progress = progress_of(0.0, "x", person(5.0, 640, 360), "out")
    view = layout(SIZE, progress)["view"].fitted(SIZE)
    drawer = Renderer(SIZE)
    on_the_way = view.of(drawer.update(grey(SIZE), progress, raising()))
    reached = view.of(drawer.update(grey(SIZE), changed(progress, phase="target"), raising()))
    assert (reached == REACHED).all(axis=2).sum() > 1.5 * (on_the_way.min(axis=2) > 240).sum() > 100
