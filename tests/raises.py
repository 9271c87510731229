"""An exercise made up for tests: both arms raised from 20 to 120 degrees, with poses of round numbers."""

from __future__ import annotations

from bodies import Arm, Stick

from coach.definitions.definition import Pose

RAISE: dict[str, object] = {
    "id": "arm-raise", "title": "Arm raise", "kind": "reps", "good_for": ["shoulders"], "place": "desk",
    "camera": {"view": "front", "say": "Face the camera.", "needs": ["shoulder", "elbow"]},
    "setup": "Stand.", "movement": "Raise both arms.", "dose": {"reps": 3}, "source": "me",
    "path": {"start": "low", "target": "high"}, "progress_signal": [{"measure": "arm_elevation"}],
    "start_when": [{"measure": "arm_elevation", "below": 60}],
    "not_while": [{"measure": "shoulder_tilt", "beyond": 15}],
    "required": [{"name": "straight-elbows", "when": [{"measure": "elbow_flexion", "above": 50}]}],
    "cues": [{"id": "bent-elbows", "say": "Straighten", "when": [{"measure": "elbow_flexion", "above": 50}]}],
}  # fmt: skip
POSES = {
    name: Pose(id=name, title=name, description=name, measures=measures)
    for name, measures in {
        "low": {"arm_elevation": 20.0},
        "high": {"arm_elevation": 120.0},
        "straight": {"neck_side_bend": 0.0},
        "bent": {"neck_side_bend": 30.0},
        "down": Pose.model_validate_json(
            '{"id": "a", "title": "a", "description": "a", "measures": {"shoulder_rise": {"neutral": 0}}}'
        ).measures,
        "up": Pose.model_validate_json(
            '{"id": "a", "title": "a", "description": "a", "measures": {"shoulder_rise": {"neutral": 0.12}}}'
        ).measures,
    }.items()
}


def raised(level: float, right: float | None = None, bend: float = 10.0) -> Stick:
    """Both arms from 20 degrees (0) to 120 (1)."""
    other = level if right is None else right
    return Stick(left=Arm(20 + 100 * level, bend), right=Arm(20 + 100 * other, bend))
