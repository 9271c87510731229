"""An arm that leaps onto the other one is out of sight; one that is put down is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bodies import Stick, frame, side_view

from coach.body.landmarks import INDEX, PoseFrame
from coach.body.measures import Measurer
from coach.body.occlusion import LONGEST_S
from coach.body.visibility import Watcher

PX = 80.0
KNEELING = replace(side_view(Stick(bow=80.0)), at=(160.0, 200.0), px=PX)
FLOOR, LEVEL = (0.0, 1.3), (1.5, 0.2)  # of the far wrist from its shoulder, in shoulder widths, x ahead and y down
LAID = (0.1, 1.2)  # on the near arm, nearly
MeasureWay = Callable[[float], tuple[float, float]]


def path(*keys: tuple[float, tuple[float, float]]) -> MeasureWay:
    """Straight from key to key."""
    times = [t for t, _ in keys]
    return lambda t: tuple(float(np.interp(t, times, [place[i] for _, place in keys])) for i in (0, 1))  # type: ignore[return-value]


def kneeling(t_s: float, far: tuple[float, float]) -> PoseFrame:
    """On all fours, the right side to the camera; the far wrist is where it is said to be, and dimmer."""
    picture = frame(t_s, KNEELING)
    image, visibility = picture.image.copy(), picture.visibility.copy()
    for side, (x, y) in (("right", FLOOR), ("left", far)):
        shoulder = image[INDEX[f"{side}_shoulder"], :2]
        image[INDEX[f"{side}_wrist"], :2] = shoulder + np.array([x, y]) * PX
        image[INDEX[f"{side}_elbow"], :2] = shoulder + np.array([x, y]) * PX / 2
    visibility[INDEX["left_elbow"]] = 0.5
    return replace(picture, image=image, visibility=visibility)


def lost(way: MeasureWay, seconds: float, fps: float) -> list[float]:
    """The moments at which the far arm was out of sight."""
    watcher, found = Watcher(), []
    for i in range(round(seconds * fps) + 1):
        body = watcher.update(kneeling(i / fps, way(i / fps)))
        assert body.lost_arm in ("", "left")
        if body.lost_arm:
            assert not body.sees("left_wrist")
            assert not body.sees("left_elbow")
            found.append(i / fps)
    return found


@pytest.mark.parametrize("fps", [12, 30, 60])
def test_an_arm_that_leaps_onto_the_other_one_is_lost_until_it_leaps_back(fps: float) -> None:
    way = path((1, FLOOR), (1.8, LEVEL), (1.82, LAID), (4.8, LAID), (4.82, LEVEL), (5.8, FLOOR))
    moments = lost(way, 8, fps)
    assert moments[0] == pytest.approx(1.85, abs=0.1)
    assert moments[-1] == pytest.approx(4.8, abs=0.1)
    assert len(moments) == pytest.approx(3.0 * fps, abs=0.15 * fps)


def test_a_lost_arm_that_wavers_is_still_lost() -> None:
    waver = (0.55, 1.25)
    way = path((1, FLOOR), (1.8, LEVEL), (1.82, LAID), (3, LAID), (3.02, waver), (3.2, waver), (3.22, LAID), (5, LAID))
    moments = lost(way, 5, 30)
    assert len(moments) == pytest.approx(3.2 * 30, abs=4)


@pytest.mark.parametrize("down_s", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("fps", [12, 30, 60])
def test_an_arm_that_is_put_down_is_not_lost(down_s: float, fps: float) -> None:
    way = path((1, FLOOR), (2, LEVEL), (4, LEVEL), (4 + down_s, FLOOR))
    assert lost(way, 8, fps) == []


def test_an_arm_that_never_comes_back_was_put_down_unseen() -> None:
    way = path((1, FLOOR), (1.8, LEVEL), (1.82, LAID))
    moments = lost(way, LONGEST_S + 5, 30)
    assert moments[-1] - moments[0] == pytest.approx(LONGEST_S, abs=0.1)


def test_a_lost_arm_counts_as_level_with_the_trunk() -> None:
    watcher, measurer = Watcher(), Measurer(("left_reach_flexion", "left_wrist_forward"))
    way = path((1, FLOOR), (1.8, LEVEL), (1.82, LAID))
    for i in range(90):
        values = measurer.update(watcher.update(kneeling(i / 30, way(i / 30))))
    assert values["left_reach_flexion"] == 170.0
    assert np.isnan(values["left_wrist_forward"])
