"""A workout: exercises with their sets and rests, and everything around a set. Frames and words in, progress out.

Stages: intro -> framing -> count-in -> set -> (rest -> framing ...) -> pain -> where -> the next intro ... -> summary.
"paused" may come from anywhere before the questions; an activity away from the camera has to be confirmed ("confirm").
Where nobody is there to answer (a file, a recording, headless) there are only the sets, one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.body.landmarks import PoseFrame
from coach.events import Pain
from coach.training import stages
from coach.training.account import SetDone
from coach.training.better import Result
from coach.training.course import Course
from coach.training.definitions import Activity
from coach.training.moment import BEFORE_SET, Moment
from coach.training.pain import PainQuestion
from coach.training.plan import Plan
from coach.training.presence import Presence
from coach.training.progress import Progress
from coach.training.showing import COUNT_IN_S, intro_s, shown

GAP_S = 1.0  # a longer gap between two frames is not time spent
ANSWER_S = 12.0  # without an answer the workout goes on
CONFIRM_S = 300.0
SUMMARY_S = 30.0


class Workout:
    """Takes a person through a plan. `update()` once a frame, `finish()` at the end; `over` when there is no more.

    Parameters
    ----------
    plan : what is to be done.
    attended : somebody is there to be told and asked; otherwise only the sets, without rests.
    before : exercise id -> what it came to in the session before, for those that were done before.
    """

    def __init__(self, plan: Plan, *, attended: bool = True, before: Mapping[str, Result] | None = None) -> None:
        self._course, self._presence = Course(plan, attended=attended), Presence()
        self._now = Moment(attended, before or {})
        self._t_s: float | None = None
        self._inner = Progress(t_s=0.0, title="")
        self._enter("intro" if attended else "set")

    @property
    def over(self) -> bool:
        """There is nothing more to come."""
        return self._now.over

    @property
    def done(self) -> Sequence[SetDone]:
        """The sets that are over."""
        return self._course.account.done

    def update(self, frame: PoseFrame, word: str | None = None) -> Progress:
        """The state after this frame and this word (a `Choice.id`; one that means nothing now is ignored)."""
        step_s = 0.0 if self._t_s is None else min(GAP_S, max(0.0, frame.t_s - self._t_s))
        self._t_s = frame.t_s
        self._now.pass_by(step_s)
        self._course.forget()
        inner = self._inner = self._course.update(frame, counting=self._now.stage == "set")
        self._presence.update(inner, step_s)
        self._now.waits = self._presence.waits
        if word is not None:
            self._obey(word)
        if not self.over:
            self._go_on(inner)
        return shown(self._now, self._course, inner)

    def finish(self) -> Progress:
        """The end, however it came: a set that is open is summed up."""
        self._course.forget()
        if self._now.stage == "confirm":
            self._course.confirm(False)
        elif self._course.open or not self.done:
            self._course.sum_up()
        self._now.over = True
        if self._now.attended or len(self._course.plan.items) > 1:
            self._enter("summary")
        return shown(self._now, self._course, self._inner)

    def _enter(self, stage: str, stage_s: float = 0.0) -> None:
        self._now.enter(stage, stage_s)
        self._presence.restart()

    # ------------------------------------------------------------ words

    def _obey(self, word: str) -> None:
        match self._now.stage, word:
            case _, "quit":
                self._now.over = True
            case (("pain" | "where"), _):
                if self._now.question.answer(word):
                    self._now.stage_s = 0.0
            case ("summary", "again") if not self._now.stopped:
                self._begin(self._course.at)
            case "summary", _:
                self._now.over |= word == "start"
            case _ if word.startswith("pain-") and word != "pain-0":
                self._ask()
                self._now.question.answer(word)
            case "confirm", _:
                self._confirm(word)
            case "paused", ("resume" | "start"):
                self._resume()
            case _, ("pause" | "start" | "skip" | "again" | "less" | "timed"):
                self._change(word)

    def _change(self, word: str) -> None:
        """A word that changes what is being done, or done next."""
        match word:
            case "start" if self._now.stage in (*BEFORE_SET, "rest"):
                self._begin_set()
            case "pause" if self._now.stage != "paused":
                self._pause(away=False)
            case "skip":
                self._after_item()
            case "again":
                self._repeat()
            case "less":
                self._course.ease()
                self._now.tell(f"Less, then: {stages.how_much(self._course.item)}.")
            case "timed" if self._now.stage in BEFORE_SET and self._course.item.judged:
                self._course.by_the_clock()
                self._enter("count-in")

    def _pause(self, *, away: bool) -> None:
        self._now.held, self._now.away = (self._now.stage, self._now.stage_s), away
        self._enter("paused")

    def _resume(self) -> None:
        self._enter(*self._now.held)

    def _repeat(self) -> None:
        """The instruction, or the set, once more."""
        stage = self._now.held[0] if self._now.stage == "paused" else self._now.stage
        if stage in BEFORE_SET:
            self._now.in_full = True
            self._enter("intro")
            return
        self._close_set()
        self._course.begin_set(afresh=False)
        self._enter("framing" if self._course.item.judged else "count-in")

    # ------------------------------------------------------------ from stage to stage

    def _begin(self, at: int) -> None:
        self._course.begin(at)
        self._now.in_full = False
        self._enter("intro" if self._now.attended else "set")

    def _begin_set(self) -> None:
        """Go on towards the set that comes next."""
        if self._now.stage == "rest":
            self._course.set_number += 1
        self._course.begin_set(afresh=self._now.stage == "intro")
        framed = self._now.stage == "framing" or not self._course.item.judged
        self._enter("count-in" if framed else "framing")

    def _close_set(self) -> None:
        if self._course.open:
            self._course.sum_up()
            self._now.rested_s = 0.0

    def _after_set(self) -> None:
        if self._now.attended and isinstance(self._course.item.exercise, Activity):
            self._enter("confirm")
            return
        self._close_set()
        if self._course.has_sets_left:
            self._enter("rest")
        else:
            self._after_item()

    def _give_up(self, inner: Progress) -> None:
        """Somebody on the floor reaches no key: what cannot be counted goes by the clock, what was begun ends."""
        if inner.count == 0:
            self._now.tell("I have counted nothing for a minute, so we go by the clock.")
            self._course.by_the_clock()
            self._enter("count-in")
        else:
            self._now.tell("I have counted nothing for a minute, so we go on.")
            self._after_set()

    def _after_item(self) -> None:
        self._close_set()
        if self._now.attended and self._course.account.something:
            self._ask()
        else:
            self._next()

    def _confirm(self, word: str) -> None:
        if word in ("start", "skip"):
            self._course.confirm(word == "start")
            self._after_item()

    def _ask(self) -> None:
        self._close_set()
        self._now.question = PainQuestion()
        self._enter("pain")

    def _next(self) -> None:
        if not self._course.is_last:
            self._begin(self._course.at + 1)
        elif self._now.attended:
            self._enter("summary")
        else:
            self._now.over = True

    def _answered(self) -> None:
        answer = self._now.question.given
        if answer is not None and answer.level is not None:
            exercise = self._course.item.exercise.id
            self._course.events.append(
                Pain(t_s=self._t_s or 0.0, exercise=exercise, level=answer.level, where=answer.where)
            )
            self._now.hurt, self._now.stopped = answer.level > 0, answer.stops
        if self._now.stopped:
            self._enter("summary")
        else:
            self._next()

    # ------------------------------------------------------------ as time goes by

    def _go_on(self, inner: Progress) -> None:
        here, now = self._presence, self._now
        match now.stage:
            case "intro" if now.stage_s >= intro_s(now, self._course):
                self._begin_set()
            case "framing" if here.ready:
                self._enter("count-in")
            case "count-in" if here.gone:
                self._enter("framing")
            case "count-in" if now.stage_s >= COUNT_IN_S:
                now.set_s = 0.0
                self._enter("set")
            case "set" if inner.phase == "done":
                self._after_set()
            case "set" if now.attended and here.gone:
                self._pause(away=True)
            case "set" if now.attended and here.stuck:
                self._give_up(inner)
            case "paused" if now.away and here.posed:
                self._resume()
            case "rest" if now.stage_s >= self._course.item.exercise.dose.rest_s:
                self._begin_set()
            case "confirm" if now.stage_s >= CONFIRM_S:
                self._obey("skip")
            case "pain" if now.question.asks_where:
                self._enter("where")
            case "pain" | "where" if now.question.is_answered:
                self._answered()
            case "pain" | "where" if now.stage_s >= ANSWER_S:
                now.question.give_up()
                if now.question.is_answered:
                    self._answered()
            case "summary" if now.stage_s >= SUMMARY_S:
                now.over = True
