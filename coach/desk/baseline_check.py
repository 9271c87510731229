"""Whether the baseline can be right: confirmed by what is seen, doubted when no posture explains it.

A stale baseline (the laptop moved, another chair, another person) scolds people who sit straight, so nothing is judged
with one that was not seen to fit: at the start, after an absence, and after a leap of the whole picture somebody has to
be seen sitting as it says. When that does not happen the coach asks to recalibrate. One thing the baseline learns by
itself: who sits taller than it for a while was not upright when it was made.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

from coach.body.timeseries import Lasting
from coach.desk.baseline import Baseline
from coach.desk.posture import HEAD, PostureState, decide, evidence
from coach.wording.catalogue import N_

PLACED = 0.1  # chosen by eye: shoulder widths up or down by which somebody who sits the same is lower or higher
BEFORE, SINCE = 3, 2  # pictures before and after a leap: the middle of three, and two that agree
CONFIRM_S = 1.5  # so long it has to fit
ASK_S = 15.0  # so long it may fail to fit before the coach asks
ABSENCE_S = 5.0  # after an absence of this length it has to be confirmed again
HIDDEN_S = 20.0  # somebody is there, but cannot be judged
MISFIT_S = 8.0  # what no posture explains is believed after this
NEAR_S = 90.0  # whoever is right before the screen for so long has been reminded of it: the screen has moved
MOVED_S = 300.0  # whoever leans back for so long has rather moved the chair or the screen
TALL_S = 12.0  # chosen by eye: who sits taller for so long is not stretching, so the baseline was taken slumped
SETTLED_S = 25.0  # chosen by eye: no taller baseline so soon, for people stretch and settle first
LONG, ROOM = -2.0, 1.5  # limits of neck and width: sitting up from a slouch reaches -2.6 and 1.1, leaning back by 18
# degrees -1.9 and 2.2 (rendered people; the seated figure of the tests)
LEAP = 0.18  # a change of both shoulder width and face between two pictures ...
LEAP_S = 0.6  # ... not further apart than this, that no movement makes
FARTHEST, NEAREST = 0.21, 0.34  # no leaning makes the shoulders narrower or broader than this
SUNK, RAISED = 0.30, -0.16  # and no posture takes them this much down or up

ASKS = {
    "start": N_("You look different from your profile"),
    "return": N_("This does not look like your baseline"),
    "leap": N_("The picture has moved"),
    "misfit": N_("No posture explains what I see"),
    "hidden": N_("I can't see your face and both shoulders"),
    "back": N_("You have been further away for long"),
}


@dataclass(frozen=True)
class Checked:
    """`confirmed`: the baseline may be judged by; `ask`: a key of ASKS; `taller`: make a better one."""

    confirmed: bool
    ask: str | None = None
    taller: bool = False


def fits(baseline: Baseline, deviations: Mapping[str, float]) -> bool:
    """True when this is how the baseline says the person sits upright: same shape, same place, same size."""
    if any(v != v for v in deviations.values()):
        return False
    inside = all(deviations[n] <= baseline.limit(n) for n in ("narrow", "broad", "far"))
    placed = abs(deviations["shift"]) <= baseline.limit("shift") and abs(deviations["sink"]) <= PLACED
    return inside and placed and decide(evidence(baseline, deviations), None)[0] == PostureState.UPRIGHT


class BaselineCheck:
    """Follows whether one baseline may be used. `update()` once a picture, in the order of time."""

    def __init__(self, *, fresh: bool) -> None:
        """`fresh`: the baseline was made this moment, and needs no confirmation."""
        self.confirmed = fresh
        self.ask: str | None = None
        self._why = "start"
        self._lasting: defaultdict[str, Lasting] = defaultdict(Lasting)
        self._begun_s = math.nan
        self._sizes: deque[tuple[float, tuple[float, float]]] = deque(maxlen=BEFORE + SINCE)

    def update(
        self,
        t_s: float,
        baseline: Baseline,
        deviations: Mapping[str, float],
        state: PostureState,
        sizes: tuple[float, float],
    ) -> Checked:
        """What may be done now.

        Parameters
        ----------
        deviations : from the baseline; empty when nothing can be measured.
        state : the judge's; "away" at once when nobody is there.
        sizes : pixels of the shoulders' width and of the face's height in this picture; NaN unseen.
        """
        self._begun_s = t_s if math.isnan(self._begun_s) else self._begun_s
        if state == PostureState.AWAY:
            return self._gone(t_s)
        if self._lasting.pop(PostureState.AWAY, Lasting()).since_s <= t_s - ABSENCE_S:
            self.doubt("return")
        self._notice_leap(t_s, sizes)
        if not self.confirmed:
            return self._check(t_s, baseline, deviations)
        if not deviations:
            if self._lasts("hidden", t_s, HIDDEN_S, state == PostureState.UNKNOWN):
                self.doubt("hidden")
                self.ask = "hidden"
            return Checked(self.confirmed, self.ask)
        self._lasting.pop("hidden", None)
        ask = self._misfit(t_s, deviations, state)
        if ask:
            self.doubt(ask)
            self.ask = ask
            return Checked(False, ask)
        settled = t_s - self._begun_s >= SETTLED_S
        return Checked(True, taller=self._lasts("tall", t_s, TALL_S, settled and _taller(baseline, deviations)))

    def _gone(self, t_s: float) -> Checked:
        away = self._lasting[PostureState.AWAY]
        away.update(t_s, True)
        self._lasting.clear()
        self._lasting[PostureState.AWAY] = away
        self._sizes.clear()
        return Checked(self.confirmed, self.ask)

    def doubt(self, why: str) -> None:
        """From now on it has to be confirmed anew; `why` is a key of ASKS."""
        self.confirmed, self._why, self.ask = False, why, None
        self._lasting.clear()

    def _check(self, t_s: float, baseline: Baseline, deviations: Mapping[str, float]) -> Checked:
        if self._lasts("fits", t_s, CONFIRM_S, bool(deviations) and fits(baseline, deviations)):
            self.confirmed, self.ask = True, None
            self._lasting.clear()
        elif self._lasts("open", t_s, ASK_S, True):
            self.ask = self._why
        return Checked(self.confirmed, self.ask)

    def _misfit(self, t_s: float, d: Mapping[str, float], state: PostureState) -> str | None:
        odd = d["narrow"] > FARTHEST or d["broad"] > NEAREST or d["sink"] > SUNK or d["sink"] < RAISED
        # Who leans or hunches right in takes the shoulders further down and nearer than any other posture does.
        patience_s = NEAR_S if state in (PostureState.LEAN_IN, PostureState.SLOUCH) else MISFIT_S
        if self._lasts("misfit", t_s, patience_s, odd and state != PostureState.TURNED):
            return "misfit"
        return "back" if self._lasts("back", t_s, MOVED_S, state == PostureState.LEAN_BACK) else None

    def _notice_leap(self, t_s: float, sizes: tuple[float, float]) -> None:
        """Two pictures in a row that differ from the three before: one alone is a slip of the landmarks."""
        if any(size != size for size in sizes):
            return
        if self._sizes and t_s - self._sizes[-1][0] > LEAP_S:
            self._sizes.clear()
        self._sizes.append((t_s, sizes))
        if len(self._sizes) < BEFORE + SINCE or not self.confirmed:
            return
        rows = [row for _, row in self._sizes]
        before = [statistics.median(row[k] for row in rows[:BEFORE]) for k in (0, 1)]
        steps = [math.log(row[k] / before[k]) for row in rows[BEFORE:] for k in (0, 1)]
        if min(steps) > LEAP or max(steps) < -LEAP:
            self.doubt("leap")

    def _lasts(self, what: str, t_s: float, seconds: float, true: bool) -> bool:
        """Whether `what` has been true for so long."""
        return self._lasting[what].update(t_s, true) >= seconds


def _taller(baseline: Baseline, d: Mapping[str, float]) -> bool:
    """Shoulders higher, and the head's shape further from a slouch than the baseline is, not by leaning back."""
    low = sorted(d[n] / baseline.limit(n) for n in HEAD)[:2]
    # Sitting up takes the shoulders back, too, as far as leaning back a little; but that lengthens the neck by half.
    room = ROOM if d["neck"] < LONG * baseline.limit("neck") else 1.0
    near = max(abs(d["broad"]), abs(d["narrow"])) < room * baseline.limit("narrow")
    straight = abs(d["turn"]) < 0.5 * baseline.limit("turn") and abs(d["bend"]) < baseline.limit("bend")
    return near and straight and d["sink"] < -baseline.limit("sink") and sum(low) / 2 < -1
