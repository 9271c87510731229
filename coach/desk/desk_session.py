"""The working day as one object: bodies in; posture, reminders and requests out. Replay gives the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from coach.body.landmarks import PoseFrame
from coach.body.timeseries import Recent
from coach.body.visibility import Body, Watcher
from coach.desk.baseline import Baseline, complete, measure
from coach.desk.baseline_check import ASKS, TALL_S, BaselineCheck
from coach.desk.calibration import Calibration
from coach.desk.posture import BAD, PostureJudge, PostureState, Reason, Verdict, excused
from coach.desk.reminders import REST_S, Habits, Reminders
from coach.events import Event, Posture, Ready, Reminder, Uncounted, Why
from coach.wording import postures
from coach.wording.catalogue import N_, _

ANSWER_S = 120.0  # so long after a reminder "that was fine" is about what it was given for
HIDDEN_S = 15.0  # nobody needs longer to sit down before the camera that they have just started
HIDDEN_AGAIN_S = 60.0  # whoever is told and cannot help it at once is not told every moment
CALIBRATE_S = 5.0  # chosen by eye: a glance aside does no harm, and sitting upright stays comfortable
CLEARLY = 0.7  # an upright posture with a smaller score is one without doubt
HIDDEN = N_("I need to see your face and both shoulders")


@dataclass(frozen=True, kw_only=True)
class Recalibrate(Event):
    """The coach asks for a new baseline and judges nothing until then, or (not `asked`) has taken a better one."""

    kind: ClassVar[str] = "recalibrate"
    why: str
    asked: bool


@dataclass(frozen=True)
class Seen:
    """Everything there is to tell after one frame.

    Attributes
    ----------
    phase : "calibrating" | "checking" (does the baseline fit?) | "asking" (it does not) | "watching".
    state : the posture, "unknown" unless watching (or "away").
    since_s : when this state began.
    score, reasons : how far the posture is from upright, and in which measures.
    says : one line for the person, or "".
    bad_s : seconds of bad posture in this spell.
    changing : something is about to change; look more often.
    events : what happened in this frame.
    """

    t_s: float
    phase: str
    state: PostureState
    since_s: float
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    says: str = ""
    bad_s: float = 0.0
    changing: bool = False
    events: tuple[Event, ...] = ()


class DeskSession:
    """Calibrates or picks a profile, judges, reminds. `update()` once a judged frame, in the order of time.

    Parameters
    ----------
    calibrate_s : seconds of a calibration.
    habits : when to remind.
    profiles : baselines to choose from; the first that fits is taken. None given = calibrate first.
    """

    def __init__(
        self, calibrate_s: float = CALIBRATE_S, habits: Habits | None = None, profiles: Sequence[Baseline] = ()
    ) -> None:
        self.reminders = Reminders(habits)
        self._calibrate_s = calibrate_s
        self._watcher = Watcher()
        self._calibration: Calibration | None = None
        self._hidden_told_s = -math.inf
        self._candidates: list[tuple[PostureJudge, BaselineCheck]] = [
            (PostureJudge(b), BaselineCheck(fresh=False)) for b in profiles
        ]
        self._recent: Recent[Body] = Recent(0.5 * TALL_S)
        self._told: str | None = None
        self._told_state: PostureState | None = None
        self._since_s = math.nan
        self.baseline: Baseline | None = None
        self.moved = False  # the last calibration was asked for when the baseline did not fit
        self._verdict: Verdict | None = None
        self._bad: Verdict | None = None  # the last one that showed a bad posture and why
        self._fired: Verdict | None = None  # the same at the last reminder
        self._fired_s = -math.inf
        self._seen: Seen | None = None
        if not profiles:
            self.recalibrate()

    # ------------------------------------------------------------ what the person may ask for

    def recalibrate(self) -> None:
        """Start a calibration with the next frame."""
        self.moved = bool(self._candidates) and not self._candidates[0][1].confirmed
        self._calibration = Calibration(self._calibrate_s)

    def fine(self) -> str | None:
        """ "That was fine": widens the measures that spoke until sitting so is not bad any more.

        Returns the name of the loudest; None when none spoke.
        """
        meant = self._meant()
        if meant is None or not self._candidates:
            return None
        judge, _ = self._candidates[0]
        judge.baseline, widened = excused(judge.baseline, meant.state, meant.deviations)
        self.baseline = judge.baseline
        self.reminders.skip()
        return widened[0] if widened else None

    def _meant(self) -> Verdict | None:
        """The bad posture of now, or of the last reminder if that is not long ago."""
        if self._seen is None:
            return None
        if self._bad is not None and self._seen.state == self._bad.state:
            return self._bad
        return self._fired if self._seen.t_s - self._fired_s <= ANSWER_S else None

    def interrupted(self, slept_s: float = 0.0) -> None:
        """The machine slept for so long, or the watch was paused: the baseline has to be seen to fit before anything is
        judged. A long sleep was a break."""
        if slept_s >= REST_S:
            self.reminders.rested()
        for _judge, trust in self._candidates:
            trust.doubt("return")

    # ------------------------------------------------------------ frames

    def update(self, frame: PoseFrame) -> Seen:
        """What to tell after this frame."""
        body = self._watcher.update(frame)
        if self._calibration is not None:
            return self._calibrate(self._calibration, body)
        return self._watch(body)

    def unchanged(self, t_s: float) -> Seen | None:
        """The picture is the one judged last: what was true then goes on. None when nothing was judged yet."""
        if self._calibration is not None or self._seen is None:
            return None
        verdict = self._verdict or Verdict(t_s, self._seen.state, self._since_s)
        return self._tell(t_s, replace(verdict, t_s=t_s), self._seen.phase, self._seen.says)

    def unseen(self, t_s: float) -> Seen:
        """No fresh picture: "I can't see", never "good"."""
        if self._candidates and self._calibration is None:
            for judge, _check in self._candidates:
                judge.unseen(t_s)
            return self._tell(
                t_s, Verdict(t_s, PostureState.UNKNOWN, t_s), "watching", _("I can't see: no picture from the camera")
            )
        return Seen(t_s, "calibrating", PostureState.UNKNOWN, t_s, says=_("I can't see: no picture from the camera"))

    def _calibrate(self, calibration: Calibration, body: Body) -> Seen:
        made = calibration.update(body)
        if made is None:
            return Seen(
                body.t_s,
                "calibrating",
                PostureState.UNKNOWN,
                body.t_s,
                says=calibration.guidance,
                changing=True,
                events=self._hidden(calibration, body.t_s),
            )
        widened = self.baseline.widened if self.baseline and not self.moved else {}
        self.baseline = replace(made, widened=widened)
        self._calibration, self._told, self._told_state = None, None, None
        self._bad = self._fired = None
        self._candidates = [(PostureJudge(self.baseline, calibration.bodies), BaselineCheck(fresh=True))]
        seen = self._watch(body)
        return replace(seen, events=(Ready(t_s=body.t_s), *seen.events))

    def _hidden(self, calibration: Calibration, t_s: float) -> tuple[Event, ...]:
        """That no calibration is possible, when that has lasted: a watch that never begins must not be silent."""
        if not calibration.hidden_s >= HIDDEN_S or t_s - self._hidden_told_s < HIDDEN_AGAIN_S:
            return ()
        self._hidden_told_s = t_s
        return (Uncounted(t_s=t_s, start_s=t_s - calibration.hidden_s, why=Why.HIDDEN, say=_(HIDDEN)),)

    def _watch(self, body: Body) -> Seen:
        self._recent.add(body.t_s, body)
        sizes = _sizes(body)
        found = []
        for judge, trust in self._candidates:
            verdict = judge.update(body)
            gone = judge.is_gone(body)
            trusted = trust.update(
                body.t_s, judge.baseline, verdict.deviations, PostureState.AWAY if gone else verdict.state, sizes
            )
            found.append((judge, trust, verdict, trusted))
            if trusted.confirmed:
                break
        judge, trust, verdict, trusted = found[-1] if found[-1][3].confirmed else found[0]
        if trusted.confirmed:
            self._choose(judge, trust)
            if trusted.taller:
                return self._correct(judge, verdict)
            return self._tell(body.t_s, verdict, "watching", changing=judge.changing)
        if verdict.state == PostureState.AWAY:
            return self._tell(body.t_s, verdict, "checking", changing=judge.changing)
        unknown = Verdict(body.t_s, PostureState.UNKNOWN, body.t_s)
        if trusted.ask is None:
            says = _("Sit upright for a moment") if complete(body) else _(HIDDEN)
            return self._tell(body.t_s, unknown, "checking", says, True)
        says = _("{why}: recalibrate, or sit upright as before", why=_(ASKS[trusted.ask]))
        return self._tell(body.t_s, unknown, "asking", says, ask=trusted.ask)

    def _choose(self, judge: PostureJudge, trust: BaselineCheck) -> None:
        self._candidates = [(judge, trust)]
        self.baseline, self._told = judge.baseline, None

    def _correct(self, judge: PostureJudge, verdict: Verdict) -> Seen:
        """Somebody sits taller than the baseline for long: that is upright, and the baseline was not."""
        bodies = [body for _at_s, body in self._recent]
        made = Baseline.of(bodies)
        if made is None:
            return self._tell(verdict.t_s, verdict, "watching")
        self.baseline = replace(made, widened=judge.baseline.widened)
        better = PostureJudge(self.baseline, bodies)
        better.update(bodies[-1])
        self._candidates = [(better, BaselineCheck(fresh=True))]
        seen = self._tell(
            verdict.t_s, verdict, "watching", _("You sit taller than at calibration: that is upright now")
        )
        return replace(seen, events=(*seen.events, Recalibrate(t_s=verdict.t_s, why="taller", asked=False)))

    def _tell(
        self, t_s: float, verdict: Verdict, phase: str, says: str = "", changing: bool = False, ask: str | None = None
    ) -> Seen:
        events: list[Event] = []
        if verdict.state != self._told_state:
            self._told_state, self._since_s = verdict.state, t_s
            events.append(Posture(t_s=t_s, state=verdict.state, score=verdict.score))
        if ask and self._told != ask:
            self._told = ask
            events.append(Recalibrate(t_s=t_s, why=ask, asked=True))
        reminder = self.reminders.update(t_s, verdict.state, changing, verdict.score < CLEARLY)
        if reminder is not None:
            events.append(reminder)
        if verdict.state in BAD and verdict.reasons:
            self._bad = verdict
        verdict = replace(verdict, reasons=self._reasons(verdict))
        if reminder is not None and reminder.reason in BAD and verdict.reasons:
            self._fired, self._fired_s = self._bad, t_s
        self._verdict = verdict
        self._seen = Seen(
            t_s, phase, verdict.state, self._since_s, verdict.score, verdict.reasons, says or _line(verdict),
            self.reminders.bad_s, changing, tuple(events),
        )  # fmt: skip
        return self._seen

    def _reasons(self, verdict: Verdict) -> tuple[Reason, ...]:
        """Why the posture is what it is; a moment that gives no reason does not make it less so."""
        before = self._seen
        if verdict.reasons or before is None or verdict.state not in BAD or before.state != verdict.state:
            return verdict.reasons
        return before.reasons


def _line(verdict: Verdict) -> str:
    if verdict.state == PostureState.UNKNOWN:
        return _(HIDDEN)
    if not verdict.reasons or verdict.state in (PostureState.UPRIGHT, PostureState.AWAY):
        return ""
    return ", ".join(postures.measures(reason.measure for reason in verdict.reasons))


def _sizes(body: Body) -> tuple[float, float]:
    """Pixels of the shoulders' width and of the face's height."""
    if not complete(body):
        return math.nan, math.nan
    values = measure(body, 1.0)
    return values["shoulder_width"], values["face_height"]


__all__ = ["DeskSession", "Recalibrate", "Reminder", "Seen"]
