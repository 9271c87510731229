"""Upright, slouch, forward head, lean, turned, away: several measures against the personal baseline, over seconds.

Hips are never used: at a desk they are out of the picture. Which measure shows a slouch depends on the camera's height:
from above the ears sink towards the shoulders, from below they hardly do, but the head grows against the shoulders and
the nose drops against the ears. A slouch or a forward head is told by a neck that is shorter, or a head that is
nearer than the shoulders are; by two measures of the head that agree, or by three that agree for longer and need not go
so far. All of these are of the shape: a chair that was lowered or rolled moves everything and changes none of them.
Each deviation is a share of its limit, and the score is made of these.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coach.body.timeseries import Recent
from coach.body.visibility import Body
from coach.desk.baseline import FACE, LIMITS, MEASURES, Baseline, complete, face_size, measure, nose_beside_ears


class PostureState(StrEnum):
    """How somebody sits, as far as it can be told."""

    UPRIGHT = "upright"
    SLOUCH = "slouch"
    FORWARD_HEAD = "forward_head"
    LEAN_LEFT = "lean_left"
    LEAN_RIGHT = "lean_right"
    LEAN_IN = "lean_in"
    LEAN_BACK = "lean_back"
    TURNED = "turned"
    AWAY = "away"
    UNKNOWN = "unknown"


WINDOW_S = 2.6  # the middle of so many seconds is judged, so that a sip or a glance hardly counts
SOON, FULL = 0.4, 0.7  # of either that has to be there: after a change soon, but the longer middle only once it is one
LONGER_S = 5.0  # the middle of so many seconds wanders less: there, three measures of the head ...
LESS = 0.7  # ... speak from this share of their limits on (rendered upright people stay below 0.34) ...
NOW = 0.6  # ... unless the last seconds show less than this share of that: whoever sits up has done so at once
# Shoulders lower by so many limits (people upright before webcams reach 2.1, slouches before a laptop begin at 2.6) ...
SUNK = 2.5
# ... are a slouch when the neck shortens by this share of its limit, too. A lowered chair does not shorten it: that
# stays within 0.2 (the seated figure of the tests, lowered by 3 to 8 cm, rolled back by up to 20); slouches reach 0.42.
SUNK_NECK = 0.4
# So long a state has to last to be believed, chosen by eye: sitting up soonest, because nobody should hear of what they
# have put right; an empty or unclear picture latest, because people reach for things.
DWELL_S = {PostureState.AWAY: 2.5, PostureState.UNKNOWN: 3.0, PostureState.UPRIGHT: 0.9, PostureState.TURNED: 1.5}
OTHER_DWELL_S = 2.0
HYSTERESIS = 0.85  # a state is left when its score has fallen to this share of the limit
SMALLEST = 0.62  # a body of less than this share of the baseline's size is somebody else, further away
COLLAPSED = 0.45  # shoulders of less than this share of the baseline's width are none: a turn of more than 60 degrees
LEADS = -0.2  # limits of `ahead`: leaning in and rolling nearer stay above -0.1 (the seated figure of the tests), the
# shoulders of a slouch before a laptop come nearer than the head, to -0.3 and beyond
VERY_NEAR = 0.4  # a face larger by this share has come a fifth of a metre nearer at 0.7 m: no slouch takes it so far
HEAD = ("neck", "ahead", "nod")
ALONE = ("neck", "ahead")  # told by themselves; a chin that is down is not, as in reading or at the keys
NARROWER = 1.35  # limits of `ahead` to the other side: a head a tenth narrower against the shoulders. One in a hundred
# upright heads is; a head turned by 47 degrees is narrower by 0.1 to 0.5
CAP = 2.0  # no measure counts more than twice its limit
BAD = frozenset(
    {
        PostureState.SLOUCH,
        PostureState.FORWARD_HEAD,
        PostureState.LEAN_LEFT,
        PostureState.LEAN_RIGHT,
        PostureState.LEAN_IN,
    }
)


@dataclass(frozen=True)
class Reason:
    """One measure that speaks for a state: how far it is from the baseline, and that as a share of its limit."""

    measure: str
    deviation: float
    share: float


@dataclass(frozen=True)
class Verdict:
    """What the posture is now.

    Attributes
    ----------
    state : how somebody sits.
    since_s : when this state began.
    score : the strength of the evidence: 0 = as at calibration, 1 = at the limit.
    reasons : the measures behind it, strongest first.
    """

    t_s: float
    state: PostureState
    since_s: float
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    deviations: Mapping[str, float] = field(default_factory=dict)


Evidence = dict[PostureState, tuple[float, tuple[str, ...]]]


def evidence(base: Baseline, deviations: Mapping[str, float], longer: Mapping[str, float] | None = None) -> Evidence:
    """State -> (score, its measures): 1 and more speak for the state. `longer`: the same over `LONGER_S`, if known."""
    share = shares(base, deviations)
    # A slouch takes the shoulders down and forward, a head alone neither; from below the second shows more.
    low = (deviations["sink"] + 0.35 * max(0.0, deviations["broad"])) / base.limit("sink")
    bent, why = _bent(share, None if longer is None else shares(base, longer), deviations["sink"] / base.limit("sink"))
    turned = abs(share["turn"])
    if min(2 * turned, -share["ahead"] / NARROWER) >= 1:
        bent, turned = 0.0, max(bent, turned)  # seen half from the side, ears and nose are no measure of a bent neck
    found: Evidence = {PostureState.TURNED: (turned, ("turn",))}
    for state, sign in ((PostureState.LEAN_LEFT, 1.0), (PostureState.LEAN_RIGHT, -1.0)):
        names = ("side", "bend", "tilt")
        # All three: a trunk that leans takes the head aside, further than the shoulders, and tilts their line. A head
        # that is turned or held aside shows in two of them, and so does coming nearer to a camera that stands aside.
        found[state] = (min(sign * share[n] for n in names), names)
    back, closer = min(share["far"], share["narrow"]), min(share["near"], share["broad"])
    # Who leans back or in from the hips keeps the neck long, and leaning in the head leads. Where it does not, it is a
    # slouch: slid down in the chair, or hunched before the screen.
    long = share["neck"] < 1
    found[PostureState.LEAN_BACK] = (back if long else 0.0, ("far", "narrow"))
    found[PostureState.LEAN_IN] = (closer if long and share["ahead"] >= LEADS else 0.0, ("near", "broad"))
    found[PostureState.SLOUCH] = (bent if low >= 1 else 0.0, ("sink", *why))
    found[PostureState.FORWARD_HEAD] = (bent if low < 1 else 0.0, why)
    return found


def shares(base: Baseline, deviations: Mapping[str, float]) -> dict[str, float]:
    """Each deviation as a share of its limit, within `CAP`; 0 where it is unknown, which speaks for nothing."""
    found = {name: value / base.limit(name) for name, value in deviations.items()}
    return {name: max(-CAP, min(CAP, share)) if share == share else 0.0 for name, share in found.items()}


def _bent(share: Mapping[str, float], longer: Mapping[str, float] | None, sunk: float) -> tuple[float, tuple[str, ...]]:
    """How plainly neck and head are bent, and the measures that show it; `sunk`: the shoulders' share, without end."""
    two = tuple(sorted(HEAD, key=lambda n: -share[n])[:2])
    told: list[tuple[float, tuple[str, ...]]] = [(share[name], (name,)) for name in ALONE]
    told.append((statistics.fmean(share[n] for n in two), two))
    told.append((min(sunk / SUNK, share["neck"] / SUNK_NECK), ("neck",)))
    if longer is not None:
        now, lasting = (statistics.fmean(of[n] for n in HEAD) for of in (share, longer))
        told.append((min(lasting, now / NOW) / LESS, HEAD))
    return max(told)


ORDER = (
    PostureState.TURNED,
    PostureState.LEAN_IN,
    PostureState.LEAN_LEFT,
    PostureState.LEAN_RIGHT,
    PostureState.LEAN_BACK,
    PostureState.SLOUCH,
    PostureState.FORWARD_HEAD,
)


def decide(found: Evidence, current: PostureState | None) -> tuple[PostureState, float, tuple[str, ...]]:
    """The state that the evidence speaks for, its score and its measures; `current` is left less easily."""
    for state in ORDER:
        score, names = found[state]
        if score >= (HYSTERESIS if state == current else 1.0):
            return state, score, names
    state = max(found, key=lambda s: found[s][0])
    return PostureState.UPRIGHT, max(0.0, found[state][0]), found[state][1]


def excused(base: Baseline, state: PostureState, deviations: Mapping[str, float]) -> tuple[Baseline, list[str]]:
    """The baseline for which sitting so is not bad any more, and the measures that were widened for it, loudest first.

    How low the shoulders are is widened last: without it a slouch would only be called a forward head.
    """
    widened: list[str] = []
    for _ in LIMITS:
        state, _score, names = decide(evidence(base, deviations, deviations), state)
        if state not in BAD:
            break
        over = {n: abs(deviations[n]) / base.limit(n) for n in names}
        loudest = max(over, key=lambda n: (n != "sink" and n not in widened, over[n]))
        base = base.widen(loudest, deviations[loudest])
        widened += [loudest] if loudest not in widened else []
    return base, widened


class PostureJudge:
    """Tells the posture from bodies, a few a second or fewer. `update()` in the order of time."""

    def __init__(self, baseline: Baseline, before: Sequence[Body] = ()) -> None:
        """`before`: the bodies just before, those of the calibration say, so that the first verdict comes at once."""
        self.baseline = baseline
        self._window: Recent[dict[str, float]] = Recent(LONGER_S)
        self._candidate: tuple[PostureState, float] | None = None
        self._state, self._since_s, self._last_s = PostureState.UNKNOWN, math.nan, math.nan
        self._changing = True
        self._whole = True  # head and shoulders can be judged together
        for body in before:
            if complete(body) and not self.is_gone(body):
                self._middle(body)

    @property
    def state(self) -> PostureState:
        """The state now."""
        return self._state

    @property
    def changing(self) -> bool:
        """Whether the last body looked like another state than the one that holds."""
        return self._changing

    def update(self, body: Body) -> Verdict:
        """The verdict after this body (or nobody: a body that sees nothing)."""
        t_s = body.t_s
        self._since_s = t_s if math.isnan(self._since_s) else self._since_s
        offered, score, names, deviations = self._offer(body)
        if offered == self._state:
            self._candidate = None
        elif offered is not None:
            goes_on = self._candidate is not None and _alike(self._candidate[0], offered)
            self._candidate = (offered, self._candidate[1] if self._candidate and goes_on else t_s)
        elif self._candidate is not None:  # a picture that shows too little speaks neither for nor against it
            state, since_s = self._candidate
            self._candidate = state, since_s + t_s - self._last_s
        self._last_s = t_s
        self._changing = self._candidate is not None or self._odd()
        if self._candidate and t_s - self._candidate[1] >= self._dwell(self._candidate[0]) - 1e-9:
            self._state, self._since_s, self._candidate = self._candidate[0], t_s, None
        reasons = self._reasons(deviations, names) if offered == self._state else ()
        return Verdict(t_s, self._state, self._since_s, score, reasons, deviations)

    def unseen(self, t_s: float) -> Verdict:
        """No picture came: nothing is known, and that is said at once."""
        self._window.clear()
        self._candidate = None
        if self._state != PostureState.UNKNOWN:
            self._state, self._since_s = PostureState.UNKNOWN, t_s
        return Verdict(t_s, PostureState.UNKNOWN, self._since_s)

    def _dwell(self, state: PostureState) -> float:
        if self._state == PostureState.UNKNOWN and state != PostureState.AWAY and self._whole:
            return 0.0  # the window alone is enough to begin with
        return DWELL_S.get(state, OTHER_DWELL_S)

    def _offer(self, body: Body) -> tuple[PostureState | None, float, tuple[str, ...], Mapping[str, float]]:
        self._whole = True
        if self.is_gone(body):
            self._window.clear()
            return PostureState.AWAY, 0.0, (), {}
        self._whole = complete(body) and not self._collapsed(body)
        if not self._whole:
            part = self._from_part(body)
            if part is not None:
                return part, 1.0, (), {}
            if self._window and body.t_s - self._window[-1][0] < DWELL_S[PostureState.UNKNOWN]:
                return None, 0.0, (), {}
            self._window.clear()
            return PostureState.UNKNOWN, 0.0, (), {}
        middle = self._middle(body)
        if middle is None:
            return None, 0.0, (), {}
        deviations = self.baseline.deviations(middle)
        state, score, names = decide(evidence(self.baseline, deviations, self._longer(body)), self._state)
        return state, score, names, deviations

    def _from_part(self, body: Body) -> PostureState | None:
        """What can be said although head and shoulders cannot be judged together; None = nothing."""
        if nose_beside_ears(body):
            return PostureState.TURNED
        width_px = self.baseline.width_px * body.size[0] / self.baseline.size[0]
        near = (1 + VERY_NEAR) * width_px
        # Right before the camera either the shoulders or a part of the face are out of the picture.
        if body.sees(*FACE) and face_size(body) >= near * self.baseline.values["face_size"]:
            return PostureState.LEAN_IN
        shoulders = body.sees("left_shoulder", "right_shoulder") and _shoulders_px(body) >= near
        return PostureState.LEAN_IN if shoulders else None

    def _collapsed(self, body: Body) -> bool:
        """The landmarker has lost the shoulders: nobody's are so narrow, unless turned right to the side."""
        scale = body.size[0] / self.baseline.size[0]
        return _shoulders_px(body) < COLLAPSED * self.baseline.width_px * scale

    def is_gone(self, body: Body) -> bool:
        """Nobody there, or only somebody far behind the chair."""
        if math.isnan(body.length_px):
            return True
        scale = body.size[0] / self.baseline.size[0]
        return body.length_px < SMALLEST * self.baseline.width_px * scale

    def _odd(self) -> bool:
        if not self._whole:
            return self._state not in (PostureState.TURNED, PostureState.LEAN_IN, PostureState.AWAY)
        if not self._window:
            return self._state != PostureState.AWAY
        latest = self.baseline.deviations(self._window[-1][1])
        return decide(evidence(self.baseline, latest), self._state)[0] != self._state

    def _middle(self, body: Body) -> dict[str, float] | None:
        scale = body.size[0] / self.baseline.size[0]
        self._window.add(body.t_s, measure(body, self.baseline.width_px * scale))
        return self._median(body.t_s, WINDOW_S)

    def _longer(self, body: Body) -> Mapping[str, float] | None:
        middle = self._median(body.t_s, LONGER_S)
        return None if middle is None else self.baseline.deviations(middle)

    def _median(self, t_s: float, window_s: float) -> dict[str, float] | None:
        """The middle of the last seconds; None when too few of them were seen."""
        rows = [(at_s, row) for at_s, row in self._window if at_s >= t_s - window_s]
        if t_s - rows[0][0] < (SOON if window_s == WINDOW_S else FULL) * window_s:
            return None
        return {n: statistics.median(row[n] for _, row in rows) for n in MEASURES}

    def _reasons(self, deviations: Mapping[str, float], names: tuple[str, ...]) -> tuple[Reason, ...]:
        found = [Reason(n, deviations[n], abs(deviations[n]) / self.baseline.limit(n)) for n in names]
        return tuple(sorted(found, key=lambda r: -r.share))


def _shoulders_px(body: Body) -> float:
    return math.dist(body.px[11][:2], body.px[12][:2])


def _alike(a: PostureState, b: PostureState) -> bool:
    """The same state, or one kind of sitting badly that turns into another: it has lasted since the first."""
    return a == b or {a, b} <= BAD
