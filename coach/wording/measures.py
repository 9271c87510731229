"""What a measure of the vocabulary is called when the coach speaks of it."""

from __future__ import annotations

from coach.wording.catalogue import N_, _

_NEARER = "near_"  # the same measure, of the side that is nearer to the camera
_NAMES = {
    # arms
    "arm_elevation": N_("the lift of the upper arm"),
    "shoulder_abduction": N_("the lift of the arm to the side"),
    "other_arm_elevation": N_("the lift of the other upper arm"),
    "shoulder_flexion": N_("the angle between upper arm and trunk"),
    "arm_raise": N_("the lift of the arm"),
    "arm_asymmetry": N_("the difference between the arms"),
    "arm_open_3d": N_("the opening of the arm"),
    "upper_arm_length": N_("the length of the upper arm in the picture"),
    "elbow_flexion": N_("the bend of the elbow"),
    "elbow_flexion_3d": N_("the bend of the elbow"),
    "elbow_lead": N_("the difference between the elbows"),
    "elbow_height": N_("the height of the elbow above the shoulder"),
    "elbow_out": N_("the distance of the elbow from the body"),
    "elbow_rise": N_("the height of the elbow"),
    "elbow_gap": N_("the distance between the elbows"),
    "forearm_elevation": N_("the lift of the forearm"),
    "forearm_length": N_("the length of the forearm in the picture"),
    "forearm_rise_3d": N_("the height of the wrist above the elbow"),
    "wrist_height": N_("the height of the wrist above the shoulder"),
    "wrist_out": N_("the distance of the wrist from the body"),
    "wrist_forward": N_("the reach of the wrist ahead of the shoulder"),
    "wrist_rise": N_("the height of the wrist"),
    "wrist_gap": N_("the distance between the wrists"),
    "other_elbow_height": N_("the height of the other elbow above its shoulder"),
    "other_wrist_height": N_("the height of the other wrist above its shoulder"),
    "hand_to_face": N_("the distance from the hand to the face"),
    "reach_flexion": N_("the angle between arm and trunk"),
    # shoulders
    "shoulder_width": N_("the width of the shoulders in the picture"),
    "shoulder_rise": N_("the height of the shoulder"),
    "shoulder_line_rise": N_("the height of both shoulders"),
    "shoulders_height": N_("the height of both shoulders in the picture"),
    "shoulders_shift": N_("the place of the shoulders, to the side"),
    "shoulder_depth": N_("the way of the shoulders towards the camera"),
    "shoulder_tilt": N_("the tilt of the shoulders"),
    "shoulder_back_3d": N_("the way of the shoulder behind the other one"),
    "shoulder_open_3d": N_("the opening of the chest"),
    "ear_shoulder": N_("the height of the ear above the shoulder"),
    # trunk
    "trunk_lean": N_("the lean of the trunk to the side"),
    "trunk_lean_3d": N_("the lean of the trunk"),
    "trunk_forward": N_("the lean of the trunk forward"),
    "trunk_length": N_("the length of the trunk in the picture"),
    "trunk_turn_3d": N_("the turn of the trunk"),
    "trunk_turn": N_("the turn of the trunk"),
    # head
    "neck_height": N_("the height of the ears above the shoulders"),
    "neck_side_bend": N_("the bend of the neck to the side"),
    "neck_extension": N_("the tilt of the head back against the trunk"),
    "head_turn": N_("the turn of the head"),
    "head_yaw": N_("the turn of the head"),
    "head_tilt": N_("the tilt of the head to the side"),
    "head_width": N_("the width of the head in the picture"),
    "head_height": N_("the height of the head in the picture"),
    "head_shift": N_("the place of the head, to the side"),
    "head_forward": N_("the way of the head ahead of the trunk"),
    "ear_forward": N_("the way of the ears ahead of the shoulders"),
    "ear_line_rise": N_("the height of the head"),
    "nose_drop": N_("the nod of the head"),
    "nose_height": N_("the height of the nose above the shoulders"),
    "nose_rise": N_("the height of the nose"),
    "nose_aside": N_("the way of the nose to the side"),
    "nose_forward": N_("the way of the nose ahead of the shoulders"),
    "chin_aside": N_("the way of the chin to the side"),
    "head_turn_3d": N_("the turn of the head"),
    "chin_turn_3d": N_("the turn of the chin"),
    "face_up": N_("the tilt of the face up"),
    "head_pitch": N_("the tilt of the head back"),
    "face_height": N_("the size of the face in the picture"),
    "eye_width": N_("the distance between the eyes in the picture"),
    # legs
    "hip_flexion": N_("the bend of the hip"),
    "other_hip_flexion": N_("the bend of the other hip"),
    "hip_lead": N_("the difference between the hips"),
    "thigh_forward": N_("the lift of the thigh"),
    "knee_flexion": N_("the bend of the knee"),
    "knee_height": N_("the height of the knee above the hip"),
    "knee_gap": N_("the distance between the knees"),
    "knee_shoulder": N_("the distance from the knee to the shoulder"),
    "knee_lift": N_("the height of the knee above the other one"),
    "knees_aside": N_("the way of the knees to the side"),
    "ankle_height": N_("the height of the ankle above the hip"),
    "foot_lift": N_("the height of the foot above the other one"),
}


def measure_in_words(name: str) -> str:
    """ "the bend of the elbow"; what the history has of a measure that is no longer there, as it is written there."""
    if name.startswith(_NEARER):
        return _("{measure} on the nearer side", measure=measure_in_words(name.removeprefix(_NEARER)))
    return _(_NAMES[name]) if name in _NAMES else name.replace("_", " ")


def measure_and_id(name: str) -> str:
    """ "the bend of the elbow (elbow_flexion)": for somebody who reads the exercise's file beside it."""
    return _("{measure} ({id})", measure=measure_in_words(name), id=name)
