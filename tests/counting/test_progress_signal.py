"""How much of a movement has to be seen before anything is said about it."""

from __future__ import annotations

import json
import math

import pytest
from raises import RAISE

from coach.body.measures import sided_names
from coach.counting.progress_signal import ProgressSignal
from coach.definitions.definition import Exercise, Pose

NAN = math.nan


def weighted(seen: float) -> ProgressSignal:
    """Of the weights, this share is the arm's, and the rest the elbow's."""
    terms = [
        {"measure": "arm_elevation", "weight": seen},
        {"measure": "elbow_flexion", "weight": 1 - seen},
    ]
    start, target = (
        Pose(id=name, title=name, description=name, measures={"arm_elevation": arm, "elbow_flexion": elbow})
        for name, arm, elbow in (("low", 20.0, 0.0), ("high", 120.0, 90.0))
    )
    return ProgressSignal(Exercise.model_validate_json(json.dumps(RAISE | {"progress_signal": terms})), start, target)


@pytest.mark.parametrize(("seen", "level"), [(0.8, 0.5), (0.5, 0.5), (0.4, NAN), (0.3, NAN)])
def test_about_half_of_the_weights_have_to_be_seen(seen: float, level: float) -> None:
    signal = weighted(seen)
    values = dict.fromkeys(signal.names, NAN) | dict.fromkeys(signal.neutral.names, NAN)
    values |= dict.fromkeys(sided_names("arm_elevation"), 70.0)
    assert signal.update(0.0, values, disturbed=False)["both"] == pytest.approx(level, nan_ok=True)
