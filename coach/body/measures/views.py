"""From where a camera can see what a measure says; the measures that are in neither list show from everywhere."""

from __future__ import annotations

# Seen from the side, or at an angle: from the front the trunk and the arms point at the camera, so that the angle is
# small and its sign jumps.
ASIDE = frozenset({
    "shoulder_flexion", "reach_flexion", "wrist_forward", "trunk_forward", "hip_flexion", "thigh_forward", "face_up",
    "neck_extension", "ear_forward", "nose_forward", "head_forward", "head_pitch", "hip_lead", "knees_aside",
    "near_shoulder_flexion", "near_hip_flexion", "near_thigh_forward",
})  # fmt: skip
# Seen from the front, or at an angle: from the side the line from left to right points at the camera, and one of its
# two ends hides the other.
ACROSS = frozenset({
    "arm_asymmetry", "neck_side_bend", "shoulder_tilt", "head_tilt", "head_turn", "head_yaw", "elbow_gap", "wrist_gap",
    "knee_gap", "elbow_out", "wrist_out", "nose_aside", "chin_aside", "trunk_lean",
})  # fmt: skip


def shows(measure: str, view: str) -> bool:
    """Whether a camera at this place ("front", "oblique", "side") sees what the measure says."""
    return not (view == "front" and measure in ASIDE) and not (view == "side" and measure in ACROSS)
