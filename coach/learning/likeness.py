"""How alike people are in each measure, and which of them a new movement may be learned from."""

from __future__ import annotations

# Spread of a whole repetition's size from one person to another (natural logarithm, 44 movements of 230 rendered
# people, median over the movements that a measure carries). What comes from the third dimension, from a face, or from
# a limb's length in the picture differs most.
SPREAD = {
    "trunk_lean": 0.09, "trunk_forward": 0.09, "arm_elevation": 0.09, "shoulder_abduction": 0.09,
    "near_arm_elevation": 0.08, "arm_asymmetry": 0.09, "near_shoulder_flexion": 0.11, "shoulder_flexion": 0.14,
    "elbow_height": 0.12, "near_elbow_height": 0.12, "wrist_height": 0.12, "near_wrist_height": 0.14,
    "arm_raise": 0.12, "wrist_gap": 0.12, "elbow_gap": 0.13, "forearm_rise_3d": 0.13, "ear_line_rise": 0.14,
    "wrist_rise": 0.14, "elbow_rise": 0.15, "near_hip_flexion": 0.15, "hip_flexion": 0.16, "reach_flexion": 0.15,
    "trunk_turn": 0.16, "nose_rise": 0.16, "trunk_lean_3d": 0.16, "chin_turn_3d": 0.17, "ear_forward": 0.17,
    "shoulder_back_3d": 0.18, "ear_shoulder": 0.21, "neck_height": 0.21, "nose_height": 0.21, "head_yaw": 0.22,
    "nose_aside": 0.22, "shoulder_rise": 0.22, "chin_aside": 0.22, "elbow_out": 0.23, "near_ear_shoulder": 0.23,
    "knee_lift": 0.23, "ankle_height": 0.24, "near_ankle_height": 0.24, "forearm_elevation": 0.24,
    "trunk_turn_3d": 0.24, "shoulder_line_rise": 0.24, "nose_drop": 0.25, "near_elbow_out": 0.25,
    "near_thigh_forward": 0.25, "thigh_forward": 0.27, "nose_forward": 0.25, "foot_lift": 0.26, "head_turn_3d": 0.27,
    "near_wrist_out": 0.27, "knee_flexion": 0.27, "near_knee_flexion": 0.3, "shoulder_tilt": 0.28,
    "near_elbow_flexion": 0.28, "elbow_flexion": 0.31, "knee_height": 0.3, "near_knee_height": 0.3,
    "head_pitch": 0.33, "head_tilt": 0.3, "neck_side_bend": 0.3, "knee_shoulder": 0.33, "near_knee_shoulder": 0.33,
    "head_forward": 0.36, "wrist_out": 0.39, "wrist_forward": 0.39, "shoulder_width": 0.45, "knees_aside": 0.3,
    "face_up": 0.3, "neck_extension": 0.3, "hip_lead": 0.3, "elbow_lead": 0.3, "trunk_length": 0.4,
    "hand_to_face": 0.34, "shoulders_shift": 0.2, "head_shift": 0.2,
}  # fmt: skip
# What has a meaning only for a body seen from the side: from the front the sign jumps.
ASIDE = frozenset({
    "shoulder_flexion", "reach_flexion", "wrist_forward", "trunk_forward", "hip_flexion", "thigh_forward", "face_up",
    "neck_extension", "ear_forward", "nose_forward", "head_forward", "head_pitch", "hip_lead", "knees_aside",
})  # fmt: skip
# What moves by chance alone, over a showing, in the unit of the measure: the sway and the landmarker's jitter at rest.
FLOOR = {"deg": 1.0, "sw": 0.008, "m": 0.005, "1": 0.02}


def is_of_use(measure: str) -> bool:
    """Whether a movement may be learned from it at all."""
    return measure in SPREAD
