"""Head, face and neck."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX
from coach.body.measures.geometry import TORSO, facing, middle, trunk_down
from coach.body.measures.shoulders import shoulder_tilt
from coach.body.measures.trunk import trunk_forward
from coach.body.measures.vocabulary import measure
from coach.body.visibility import Body


@measure("sw", ("left_ear", "right_ear", "left_shoulder", "right_shoulder"))
def neck_height(body: Body, scale: float, side: str) -> float:
    """Middle of the ears above the middle of the shoulders."""
    return (middle(body, "shoulder")[1] - middle(body, "ear")[1]) / scale


@measure("deg", ("left_ear", "right_ear", "left_shoulder", "right_shoulder"), signed=True)
def neck_side_bend(body: Body, scale: float, side: str) -> float:
    """The line of the ears against the line of the shoulders, + with the left ear towards the left shoulder."""
    a, b = body.at["left_ear"], body.at["right_ear"]
    ears = math.degrees(math.atan2(a[1] - b[1], abs(a[0] - b[0]) + 1e-9))
    return ears - shoulder_tilt(body, scale, side)


@measure("deg", ("nose", "left_ear", "right_ear", *TORSO))
def neck_extension(body: Body, scale: float, side: str) -> float:
    """Face tipped back against the trunk, seen from the side: about -25 with the head straight."""
    return face_up(body, scale, side) + trunk_forward(body, scale, side)


@measure("1", ("nose", "left_ear", "right_ear"), signed=True)
def head_turn(body: Body, scale: float, side: str) -> float:
    """Nose off the middle of the ears, over half their distance, + to the left; beyond 1 the far ear is hidden."""
    left, right, nose = body.at["left_ear"], body.at["right_ear"], body.at["nose"]
    # In profile the ears fall together; a twentieth of a shoulder width is as near as the landmarker tells two points
    # apart.
    half = max(abs(left[0] - right[0]) / 2, 0.05 * scale)
    return (nose[0] - (left[0] + right[0]) / 2) / half


_NOSE_AHEAD = 1.35  # the nose is this many times as far ahead of the line of the ears as an ear is off its middle


@measure("deg", ("nose", "left_ear", "right_ear"), signed=True)
def head_yaw(body: Body, scale: float, side: str) -> float:
    """Turn of the head against the camera from where the nose stands between the ears, + to the left."""
    return yaw_deg(head_turn(body, scale, side))


def yaw_deg(head_turn: float) -> float:
    """Degrees of the head against the camera from a `head_turn`."""
    return math.degrees(math.atan(head_turn / _NOSE_AHEAD))


@measure("deg", ("left_eye_outer", "right_eye_outer", "mouth_left", "mouth_right"), signed=True)
def head_tilt(body: Body, scale: float, side: str) -> float:
    """The face against the vertical, from the line of the eyes and the line from the mouth to them, + to the left."""
    left, right = body.at["left_eye_outer"], body.at["right_eye_outer"]
    a, b = body.at["mouth_left"], body.at["mouth_right"]
    across = math.atan2(left[1] - right[1], abs(left[0] - right[0]) + 1e-9)
    up_x, up_y = (left[0] + right[0] - a[0] - b[0]) / 2, (a[1] + b[1] - left[1] - right[1]) / 2
    return math.degrees(across + math.atan2(up_x, abs(up_y) + 1e-9)) / 2


@measure("sw", ("left_ear", "right_ear"))
def head_width(body: Body, scale: float, side: str) -> float:
    """From ear to ear in the picture: it grows as the head comes nearer and falls as it turns."""
    return math.dist(body.at["left_ear"][:2], body.at["right_ear"][:2]) / scale


@measure("sw", ("left_ear", "right_ear"), anchored=True)
def head_height(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the ears above the middle of the picture."""
    return (body.size[1] / 2 - middle(body, "ear")[1]) / scale


@measure("sw", ("left_ear", "right_ear"), signed=True, anchored=True)
def head_shift(body: Body, scale: float, side: str) -> float:
    """Middle of the ears to the side of the middle of the picture, + to the person's left."""
    return (middle(body, "ear")[0] - body.size[0] / 2) / scale


@measure("sw", ("nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder"))
def head_forward(body: Body, scale: float, side: str) -> float:
    """Middle of the face ahead of the line from the hips to the shoulders, seen from the side: swaying leaves it. Ahead
    of the plumb line through the shoulders where the hips are below the picture."""
    down_x, down_y = trunk_down(body)
    x, y = middle(body, "shoulder")
    face = [sum([p[i] for p in body.px[:11]]) / 11 for i in (0, 1)]
    return (
        facing(body)
        * ((face[0] - x) * down_y - (face[1] - y) * down_x)
        / (max(math.hypot(down_x, down_y), 1.0) * scale)
    )


@measure("sw", ("left_ear", "right_ear", "left_shoulder", "right_shoulder"))
def ear_forward(body: Body, scale: float, side: str) -> float:
    """Ears ahead of the shoulders, towards where the chest points, seen from the side."""
    return facing(body) * (middle(body, "ear")[0] - middle(body, "shoulder")[0]) / scale


@measure("sw", ("left_ear", "right_ear"), anchored=True)
def ear_line_rise(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the ears in the picture: it stays where it is when only the shoulders move."""
    return -middle(body, "ear")[1] / scale


@measure("sw", ("nose", "left_ear", "right_ear"))
def nose_drop(body: Body, scale: float, side: str) -> float:
    """Nose below the middle of the ears: it grows as the head nods."""
    return (body.at["nose"][1] - middle(body, "ear")[1]) / scale


@measure("sw", ("nose", "left_shoulder", "right_shoulder"))
def nose_height(body: Body, scale: float, side: str) -> float:
    """Nose above the middle of the shoulders: it falls as the chin sinks to the chest."""
    return (middle(body, "shoulder")[1] - body.at["nose"][1]) / scale


@measure("sw", ("nose",), anchored=True)
def nose_rise(body: Body, scale: float, side: str) -> float:
    """Height of the nose in the picture."""
    return -body.at["nose"][1] / scale


@measure("sw", ("nose", "left_shoulder", "right_shoulder"), signed=True)
def nose_aside(body: Body, scale: float, side: str) -> float:
    """Nose to the side of the middle of the shoulders, + to the left."""
    return (body.at["nose"][0] - middle(body, "shoulder")[0]) / scale


@measure("sw", ("nose", "left_shoulder", "right_shoulder"))
def nose_forward(body: Body, scale: float, side: str) -> float:
    """Nose ahead of the shoulders, towards where the chest points, seen from the side."""
    return facing(body) * (body.at["nose"][0] - middle(body, "shoulder")[0]) / scale


@measure("sw", ("nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder"), signed=True)
def chin_aside(body: Body, scale: float, side: str) -> float:
    """`nose_aside` of a head that is rolled down to one side, + to the left. Such a face can be taken for the back of a
    head: then the ears change places and the nose is drawn in as far, so what they have crossed is given back."""
    aside = nose_aside(body, scale, side)
    crossed = max(0.0, (body.at["right_ear"][0] - body.at["left_ear"][0]) / scale)
    return math.copysign(abs(aside) + crossed, aside)


_SHOWN = 2 / 3  # what is left of a turn in a face that was taken for the back of a head


def _folded(degrees: float) -> float:
    """A turn as it is: a face that looks down can be taken for the back of a head, which turns the depth round."""
    # Nobody turns the head by more than a right angle; what says so has taken the face for the back of a head.
    return math.copysign((180 - abs(degrees)) / _SHOWN, degrees) if abs(degrees) > 90 else degrees


@measure("deg", ("left_ear", "right_ear"), signed=True)
def head_turn_3d(body: Body, scale: float, side: str) -> float:
    """Turn of the line of the ears about the vertical from world landmarks, + to the left, right for a face that looks
    down too."""
    a, b = body.world[INDEX["left_ear"]], body.world[INDEX["right_ear"]]
    return _folded(math.degrees(math.atan2(a[2] - b[2], a[0] - b[0])))


@measure("deg", ("mouth_left", "mouth_right", "left_shoulder", "right_shoulder"), signed=True)
def chin_turn_3d(body: Body, scale: float, side: str) -> float:
    """Where the chin stands about the neck from world landmarks: 0 above the breastbone, 90 above the left shoulder."""
    world = body.world
    chin = [(world[INDEX["mouth_left"]][i] + world[INDEX["mouth_right"]][i]) / 2 for i in (0, 2)]
    neck = [(world[INDEX["left_shoulder"]][i] + world[INDEX["right_shoulder"]][i]) / 2 for i in (0, 2)]
    return _folded(math.degrees(math.atan2(chin[0] - neck[0], neck[1] - chin[1])))


@measure("deg", ("nose", "left_ear", "right_ear", *TORSO))
def face_up(body: Body, scale: float, side: str) -> float:
    """Line from the ears to the nose seen from the side: 0 straight ahead, 90 up, -90 down."""
    ear, nose = middle(body, "ear"), body.at["nose"]
    degrees = math.degrees(math.atan2(ear[1] - nose[1], facing(body) * (nose[0] - ear[0])))
    # Tipped back, a head stops short of 150; what says more is a chin on the chest, counted the other way round.
    return degrees - 360 if degrees > 150 else degrees


@measure("deg", ("nose", "left_ear", "right_ear", "left_eye_outer", "right_eye_outer", "mouth_left", "mouth_right"))
def head_pitch(body: Body, scale: float, side: str) -> float:
    """Head tipped back seen from the side, + up: the mean of the line from the ears to the nose and of the line from
    the mouth to the eyes, which are right angles to each other, so that what blurs one of them counts for half."""
    ear, nose = middle(body, "ear"), body.at["nose"]
    ahead = math.copysign(1.0, nose[0] - ear[0])
    left, right, a, b = (body.at[n] for n in ("left_eye_outer", "right_eye_outer", "mouth_left", "mouth_right"))
    to_nose = math.atan2(ear[1] - nose[1], abs(nose[0] - ear[0]))
    up_x, up_y = (left[0] + right[0] - a[0] - b[0]) / 2, (a[1] + b[1] - left[1] - right[1]) / 2
    return math.degrees(to_nose - math.atan2(ahead * up_x, up_y)) / 2


@measure("sw", ("left_eye_outer", "right_eye_outer", "mouth_left", "mouth_right"))
def face_height(body: Body, scale: float, side: str) -> float:
    """From the eyes to the mouth: the size of the face, which turning the head does not change (nodding does)."""
    eyes = [(a + b) / 2 for a, b in zip(body.at["left_eye_outer"], body.at["right_eye_outer"], strict=True)]
    mouth = [(a + b) / 2 for a, b in zip(body.at["mouth_left"], body.at["mouth_right"], strict=True)]
    return math.dist(eyes[:2], mouth[:2]) / scale


@measure("sw", ("left_eye_outer", "right_eye_outer"))
def eye_width(body: Body, scale: float, side: str) -> float:
    """From one eye's outer corner to the other's: the size of the face, so how near it is."""
    return math.dist(body.at["left_eye_outer"][:2], body.at["right_eye_outer"][:2]) / scale
