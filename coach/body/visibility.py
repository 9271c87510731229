"""What can be trusted in a frame: MediaPipe's visibility alone is not an occlusion flag.

A landmark is trusted when MediaPipe gives it some visibility, it lies inside the picture, the bone it ends is not
longer than a body allows, and it has not just leapt. A whole body that leaps (a passer-by picked up instead) is not
trusted until it has stayed for a while. Measured in SIGNALS: joints outside the picture or hidden still score .5 to
1.0.
"""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from coach.body.landmarks import INDEX, MIRROR, NAMES, Array, PoseFrame
from coach.body.occlusion import OccludedArm
from coach.body.side_names import SideNames
from coach.body.timeseries import Lasting, share

MIN_VISIBILITY = 0.3  # chosen by eye, low: hidden joints score 0.5 and more, so this only drops what is plainly absent
EDGE = 0.01  # a landmark that lies outside the picture by more than this share of it is gone
LEAP = 0.6  # body lengths of change between two frames that no joint makes ...
LEAP_SPEED_S = 9.0  # ... nor more than this many body lengths a second
SETTLE_S = 0.2  # a landmark that leapt is believed again after it stayed this long
STRANGER_S = 1.5  # a body that leapt is believed after it stayed this long ...
ALIKE = 1.33  # ... where it is as large as before within this factor: the same person in another place
OTHER_SIZE_S = 5.0  # a larger or smaller body is somebody else: who passes in front is gone by then ...
HAND_S = 0.8  # ... or has raised a hand over the eyes for this long, to be the one who is looked at
AT_HOME_S = 0.2  # ... or only this long where this person was before: a passer-by had been followed, and has left
OTHERS_FOR_S = 0.3  # another body that is there for so long is no slip of the landmarks: there is somebody else ...
OTHERS_S = 10.0  # ... and may be for as long after: chosen by eye, so that who walks to and fro does not blink
HOME_S = 6.0  # time constant of where that is ...
STROLL = 0.5  # ... which is not moved by somebody who passes faster than this, in body lengths a second
AT_HOME, AS_LARGE = 0.6, (0.75, 1.33)  # body lengths from there, and shares of the size there, that are still the same
GROWN = (0.55, 1.8)  # smaller or larger than this share of a frame ago is another body: nobody walks so fast

# the bone that ends at a landmark, and its longest length in body lengths (see `body_length`): a trunk that is bent
# or turned looks short while a limb near the camera does not, so the limits are half as long again as anatomy's
_BONES = {
    "left_elbow": ("left_shoulder", 1.35), "right_elbow": ("right_shoulder", 1.35),
    "left_wrist": ("left_elbow", 1.3), "right_wrist": ("right_elbow", 1.3),
    "left_knee": ("left_hip", 2.2), "right_knee": ("right_hip", 2.2),
    "left_ankle": ("left_knee", 2.5), "right_ankle": ("right_knee", 2.5),
}  # fmt: skip
_ENDS = tuple((INDEX[end], INDEX[start], longest) for end, (start, longest) in _BONES.items())
_CENTRE = tuple(INDEX[name] for name in ("nose", "left_shoulder", "right_shoulder"))

Point = tuple[float, float]


@lru_cache(maxsize=64)
def _untrusted(trusted: tuple[bool, ...]) -> frozenset[str]:
    """The names of those that are not; from one frame to the next they are mostly the same ones."""
    return frozenset(itertools.compress(NAMES, map(operator.not_, trusted)))


@dataclass(eq=False, slots=True)  # not frozen: one is made in every frame, which would then take twice as long
class Body:
    """One frame as plain numbers, for fast arithmetic, with what may be trusted. Nothing changes it afterwards.

    Attributes
    ----------
    t_s : seconds.
    px : 33 lists of x, y, z in pixels (NaN where nobody was seen).
    metres : 33 rows of x, y, z, hip-centred.
    trusted : 33 flags.
    length_px : the body length that everything else is compared with, in pixels; NaN when nobody was seen.
    lost_arm : the side of the arm that went out of sight on its way and was laid on the other one, or "".
    stranger : this is another body than the one before, and has not stayed for long enough to be followed instead.
    others : more than one body was seen in the last `OTHERS_S`, so that it has to be shown which of them is followed.
    at : the points of `px` by name.
    hidden : the names of those that are not trusted.
    world : `metres` as lists, made when they are first asked for: many exercises are judged without.
    """

    t_s: float
    px: list[list[float]]
    metres: Array
    trusted: list[bool]
    length_px: float
    size: tuple[int, int]
    lost_arm: str = ""
    stranger: bool = False
    others: bool = False
    at: Mapping[str, list[float]] = field(init=False, repr=False)
    hidden: frozenset[str] = field(init=False, repr=False)
    _world: list[list[float]] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        self.at = dict(zip(NAMES, self.px, strict=True))
        self.hidden = _untrusted(tuple(self.trusted))

    @property
    def world(self) -> list[list[float]]:
        if self._world is None:
            self._world = self.metres.tolist()
        return self._world

    def sees(self, *names: str) -> bool:
        """True when all these landmarks are trusted."""
        return self.hidden.isdisjoint(names)


def body_length(px: list[list[float]]) -> float:
    """A length in pixels that turning and bending do not take away: the longest of shoulder width, 0.62 of the trunk
    and 1.6 times the head from ear to ear or nose (about one shoulder width of a person seen from the front). NaN where
    there is nobody (see `PoseFrame.present`)."""
    shoulders = _apart(px[11], px[12])
    trunk = _apart(_mid(px, 11, 12), _mid(px, 23, 24))
    ears, face = _apart(px[7], px[8]), _apart(px[0], _mid(px, 7, 8))
    if not math.isfinite(shoulders + trunk + ears + face):
        return math.nan
    return max(shoulders, 0.62 * trunk, 1.6 * max(ears, face), 1.0)


def _turned_round(metres: Array) -> Array:
    """The points of somebody who faces the camera and was taken to show their back: what was far is near. The nose
    tells, which then lies behind the ears."""
    depth = metres[:, 2]
    return metres if 2 * depth[0] <= depth[7] + depth[8] else metres * (1.0, 1.0, -1.0)


def _apart(a: Sequence[float], b: Sequence[float]) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _mid(px: list[list[float]], a: int, b: int) -> Point:
    return (px[a][0] + px[b][0]) / 2, (px[a][1] + px[b][1]) / 2


@dataclass
class Watcher:
    """Decides frame by frame what is trusted. `update()` once a frame, in order of time."""

    _last: Body | None = None
    _last_image: Array | None = None
    _suspect_since: dict[int, float] = field(default_factory=dict)
    _stranger_since: float | None = None
    _others_s: float = -math.inf
    _hand: Lasting = field(default_factory=Lasting)
    _home: tuple[float, float, float] | None = None
    _hidden: OccludedArm = field(default_factory=OccludedArm)
    _side_names: SideNames = field(default_factory=SideNames)

    def update(self, frame: PoseFrame) -> Body:
        """The frame as a `Body`; nothing is trusted when nobody was seen."""
        image, metres = frame.image, frame.world
        px, visibility = image.tolist(), frame.visibility.tolist()
        length = body_length(px)
        if math.isnan(length):
            return Body(frame.t_s, px, metres, [False] * 33, length, frame.size)
        if self._side_names.update(frame.t_s, px, length):
            px, visibility = ([rows[i] for i in MIRROR] for rows in (px, visibility))
            image, metres = (points[list(MIRROR)] for points in (image, metres))
            metres = _turned_round(metres) if self._side_names.seen_as_back else metres
        if self._is_stranger(px, length, frame.t_s):
            others = frame.t_s - self._others_s < OTHERS_S
            return Body(frame.t_s, px, metres, [False] * 33, length, frame.size, stranger=True, others=others)
        width, height = frame.size
        left, high = -EDGE * width, -EDGE * height
        right, low = width - left, height - high
        trusted = [
            v >= MIN_VISIBILITY and left <= x <= right and high <= y <= low
            for v, (x, y, _) in zip(visibility, px, strict=True)
        ]
        self._distrust_long_bones(px, length, trusted)
        self._distrust_leaps(image, length, frame.t_s, trusted)
        lost = self._hidden.update(frame.t_s, px, visibility, length)
        for joint in ("elbow", "wrist") if lost else ():
            trusted[INDEX[f"{lost}_{joint}"]] = False
        self._settle(px, length, frame.t_s)
        others = frame.t_s - self._others_s < OTHERS_S
        self._last_image = image
        self._last = Body(frame.t_s, px, metres, trusted, length, frame.size, lost, others=others)
        return self._last

    def _settle(self, px: list[list[float]], length: float, t_s: float) -> None:
        """Follow slowly where this person is, and how large: x and y between the shoulders, and the body length."""
        now = (*_mid(px, 11, 12), length)
        last = self._last
        if self._home is None or last is None:
            self._home = now
        elif math.dist(now[:2], _mid(last.px, 11, 12)) < STROLL * length * (t_s - last.t_s):
            part = share(t_s - last.t_s, HOME_S)
            x, y, size = self._home
            self._home = x + part * (now[0] - x), y + part * (now[1] - y), size + part * (length - size)

    @staticmethod
    def _distrust_long_bones(px: list[list[float]], length: float, trusted: list[bool]) -> None:
        for end, start, longest in _ENDS:
            if trusted[end] and _apart(px[end], px[start]) > longest * length:
                trusted[end] = False

    def _distrust_leaps(self, image: Array, length: float, t_s: float, trusted: list[bool]) -> None:
        last, before = self._last, self._last_image
        if last is None or before is None or t_s - last.t_s > 0.5:
            self._suspect_since.clear()
            return
        limit = (LEAP + LEAP_SPEED_S * (t_s - last.t_s)) * length
        change = image - before
        change[:, 2] = 0.0  # the depth leaps all the time
        together = change.ravel()
        # No point has gone further than all of them together, and mostly those have not gone far enough for one leap.
        if not together @ together < limit * limit / 4:
            away = np.abs(change)
            leapt = np.flatnonzero(away[:, 0] + away[:, 1] > limit)
            self._suspect_since.update(dict.fromkeys(leapt.tolist(), t_s))
        for i, since in tuple(self._suspect_since.items()):
            if t_s - since >= SETTLE_S:
                del self._suspect_since[i]
            else:
                trusted[i] = False

    def _is_stranger(self, px: list[list[float]], length: float, t_s: float) -> bool:
        """True while another body than the last one is offered, until it has stayed for `STRANGER_S`."""
        last = self._last
        since = t_s if self._stranger_since is None else self._stranger_since
        if last is None or not self._leapt(px, length, last, since):
            if self._stranger_since is not None:
                self._stranger_since = None
                self._hand.end()
            return False
        if self._stranger_since is None:
            self._stranger_since = t_s
        if t_s - self._stranger_since >= OTHERS_FOR_S:
            self._others_s = t_s
        raised_s = self._hand.update(t_s, min(px[15][1], px[16][1]) < min(px[2][1], px[5][1]))
        if raised_s >= HAND_S or t_s - self._stranger_since >= self._wait_s(px, length, last):
            self._stranger_since = self._last = self._home = None
            self._hand.end()
            return False
        return True

    def _wait_s(self, px: list[list[float]], length: float, last: Body) -> float:
        """For how long this other body has to stay until it is believed to be the one to look at."""
        if self._is_at_home(px, length):
            return AT_HOME_S
        return STRANGER_S if 1 / ALIKE < length / last.length_px < ALIKE else OTHER_SIZE_S

    def _is_at_home(self, px: list[list[float]], length: float) -> bool:
        if self._home is None:
            return False
        x, y, size = self._home
        return math.dist(_mid(px, 11, 12), (x, y)) < AT_HOME * size and AS_LARGE[0] < length / size < AS_LARGE[1]

    @staticmethod
    def _leapt(px: list[list[float]], length: float, last: Body, t_s: float) -> bool:
        ratio = length / last.length_px
        # A body length at once, as in a jump, and two more a second: a walk goes two shoulder widths in one.
        reach = (1.0 + 2.0 * min(t_s - last.t_s, 2.0)) * last.length_px
        return not GROWN[0] < ratio < GROWN[1] or all(_apart(px[i], last.px[i]) > reach for i in _CENTRE)
