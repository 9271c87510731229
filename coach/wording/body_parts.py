"""What the parts of the body are called when the coach speaks of them."""

from __future__ import annotations

from collections.abc import Iterable

from coach.wording.catalogue import N_, _
from coach.wording.lists import listed

# Part -> of the left, of the right, of both. MediaPipe's finer points (fingers, heel, corners of the eye) are parts.
_NAMES = {
    "ear": (N_("your left ear"), N_("your right ear"), N_("both ears")),
    "shoulder": (N_("your left shoulder"), N_("your right shoulder"), N_("both shoulders")),
    "elbow": (N_("your left elbow"), N_("your right elbow"), N_("both elbows")),
    "wrist": (N_("your left wrist"), N_("your right wrist"), N_("both wrists")),
    "hand": (N_("your left hand"), N_("your right hand"), N_("both hands")),
    "hip": (N_("your left hip"), N_("your right hip"), N_("both hips")),
    "knee": (N_("your left knee"), N_("your right knee"), N_("both knees")),
    "ankle": (N_("your left ankle"), N_("your right ankle"), N_("both ankles")),
    "foot": (N_("your left foot"), N_("your right foot"), N_("both feet")),
}
_PARTS = {"pinky": "hand", "index": "hand", "thumb": "hand", "heel": "foot", "foot_index": "foot"}
_FACE = N_("your face")
_SIDES = {"left": N_("left"), "right": N_("right")}
_DIRECTIONS = {"backward": N_("backward"), "forward": N_("forward")}


def parts(landmarks: Iterable[str]) -> list[str]:
    """ "your left elbow", "both wrists", "your face": what these landmarks belong to, pairs together."""
    sides: dict[str, set[str]] = {}
    for landmark in landmarks:
        part, side = _part_of(landmark)
        sides.setdefault(part, set()).add(side)
    return [name for part, found in sides.items() for name in _named(part, found)]


def listed_parts(landmarks: Iterable[str]) -> str:
    """ "both elbows and your left wrist"."""
    return listed(parts(landmarks))


def side(name: str) -> str:
    """ "left" or "right", in the language of the run."""
    return _(_SIDES[name])


def direction(name: str) -> str:
    """ "backward" or "forward", in the language of the run."""
    return _(_DIRECTIONS[name])


def _part_of(landmark: str) -> tuple[str, str]:
    """The part of the body and its side, "" for the face."""
    side_, _sep, joint = landmark.partition("_")
    part = _PARTS.get(joint, joint)
    return (part, side_) if side_ in _SIDES and part in _NAMES else ("face", "")


def _named(part: str, found: set[str]) -> list[str]:
    if part == "face":
        return [_(_FACE)]
    left, right, both = _NAMES[part]
    if {"left", "right"} <= found:
        return [_(both)]
    return [_(left if "left" in found else right)]
