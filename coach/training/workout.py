"""A workout: exercises with their sets and rests, and everything around a set. Frames and words in, progress out.

Stages: intro -> framing -> count-in -> set -> (rest -> framing ...) -> pain -> where -> the next intro ... -> summary.
"paused" may come from anywhere before the questions; an activity away from the camera has to be confirmed ("confirm").
Where nobody is there to answer (a file, a recording, headless) there are only the sets, one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.body.landmarks import PoseFrame
from coach.events import Pain
from coach.training import stages
from coach.training.account import SetDone
from coach.training.better import Result
from coach.training.course import Course
from coach.training.definitions import Activity
from coach.training.pain import PainQuestion
from coach.training.plan import Plan
from coach.training.presence import Presence
from coach.training.progress import Choice, Progress

GAP_S = 1.0  # a longer gap between two frames is not time spent
COUNT_IN_S = 3.0
WAITED_S = 15.0  # so long in framing, and the clock is offered instead
ANSWER_S = 12.0  # without an answer the workout goes on
CONFIRM_S = 300.0
SUMMARY_S = 30.0
TOLD_S = 3.0  # how long it is said that there is less to do
BEFORE_SET = ("intro", "framing", "count-in")
LOOKING = ("framing", "count-in", "set", "paused")


class Workout:
    """Takes a person through a plan. `update()` once a frame, `finish()` at the end; `over` when there is no more.

    Parameters
    ----------
    plan : what is to be done.
    attended : somebody is there to be told and asked; otherwise only the sets, without rests.
    before : exercise id -> what it came to in the session before, for those that were done before.
    """

    def __init__(self, plan: Plan, *, attended: bool = True, before: Mapping[str, Result] | None = None) -> None:
        self.over = False
        self._course, self._attended, self._before = Course(plan, attended=attended), attended, before or {}
        self._question, self._presence = PainQuestion(), Presence()
        self._t_s: float | None = None
        self._rested_s = self._told_s = self._set_s = 0.0
        self._told = ""
        self._hurt = self._stopped = self._in_full = False
        self._inner = Progress(t_s=0.0, title="")
        self._enter("intro" if attended else "set")

    @property
    def done(self) -> Sequence[SetDone]:
        """The sets that are over."""
        return self._course.account.done

    def update(self, frame: PoseFrame, word: str | None = None) -> Progress:
        """The state after this frame and this word (a `Choice.id`; one that means nothing now is ignored)."""
        step_s = 0.0 if self._t_s is None else min(GAP_S, max(0.0, frame.t_s - self._t_s))
        self._t_s = frame.t_s
        self._pass(step_s)
        self._course.forget()
        inner = self._inner = self._course.update(frame, counting=self._stage == "set")
        self._presence.update(inner, step_s)
        if word is not None:
            self._obey(word)
        if not self.over:
            self._go_on(inner)
        return self._shown(inner)

    def finish(self) -> Progress:
        """The end, however it came: a set that is open is summed up."""
        self._course.forget()
        if self._stage == "confirm":
            self._course.confirm(False)
        elif self._course.open or not self.done:
            self._course.sum_up()
        self.over = True
        if self._attended or len(self._course.plan.items) > 1:
            self._enter("summary")
        return self._shown(self._inner)

    def _pass(self, step_s: float) -> None:
        self._stage_s += step_s
        self._rested_s += step_s
        self._told_s -= step_s
        self._set_s += step_s if self._stage == "set" else 0.0

    def _enter(self, stage: str) -> None:
        self._stage, self._stage_s = stage, 0.0
        self._presence.restart()

    # ------------------------------------------------------------ words

    def _obey(self, word: str) -> None:
        match self._stage, word:
            case _, "quit":
                self.over = True
            case (("pain" | "where"), _):
                if self._question.answer(word):
                    self._stage_s = 0.0
            case ("summary", "again") if not self._stopped:
                self._begin(self._course.at)
            case "summary", _:
                self.over = self.over or word == "start"
            case _ if word.startswith("pain-") and word != "pain-0":
                self._ask()
                self._question.answer(word)
            case "confirm", _:
                self._confirm(word)
            case "paused", ("resume" | "start"):
                self._resume()
            case _, ("pause" | "start" | "skip" | "again" | "less" | "timed"):
                self._change(word)

    def _change(self, word: str) -> None:
        """A word that changes what is being done, or done next."""
        match word:
            case "start" if self._stage in (*BEFORE_SET, "rest"):
                self._begin_set()
            case "pause" if self._stage != "paused":
                self._pause(away=False)
            case "skip":
                self._after_item()
            case "again":
                self._repeat()
            case "less":
                self._course.ease()
                self._told, self._told_s = f"Less, then: {stages.how_much(self._course.item)}.", TOLD_S
            case "timed" if self._stage in BEFORE_SET and self._course.item.judged:
                self._course.by_the_clock()
                self._enter("count-in")

    def _pause(self, *, away: bool) -> None:
        self._held, self._away = (self._stage, self._stage_s), away
        self._enter("paused")

    def _resume(self) -> None:
        stage, seconds = self._held
        self._enter(stage)
        self._stage_s = seconds

    def _repeat(self) -> None:
        """The instruction, or the set, once more."""
        stage = self._held[0] if self._stage == "paused" else self._stage
        if stage in BEFORE_SET:
            self._in_full = True
            self._enter("intro")
            return
        self._close_set()
        self._course.begin_set(afresh=False)
        self._enter("framing" if self._course.item.judged else "count-in")

    # ------------------------------------------------------------ from stage to stage

    def _begin(self, at: int) -> None:
        self._course.begin(at)
        self._in_full = False
        self._enter("intro" if self._attended else "set")

    def _begin_set(self) -> None:
        """Go on towards the set that comes next."""
        if self._stage == "rest":
            self._course.set_number += 1
        self._course.begin_set(afresh=self._stage == "intro")
        framed = self._stage == "framing" or not self._course.item.judged
        self._enter("count-in" if framed else "framing")

    def _close_set(self) -> None:
        if self._course.open:
            self._course.sum_up()
            self._rested_s = 0.0

    def _after_set(self) -> None:
        if self._attended and isinstance(self._course.item.exercise, Activity):
            self._enter("confirm")
            return
        self._close_set()
        if self._course.has_sets_left:
            self._enter("rest")
        else:
            self._after_item()

    def _after_item(self) -> None:
        self._close_set()
        if self._attended and self._course.account.something:
            self._ask()
        else:
            self._next()

    def _confirm(self, word: str) -> None:
        if word in ("start", "skip"):
            self._course.confirm(word == "start")
            self._after_item()

    def _ask(self) -> None:
        self._close_set()
        self._question = PainQuestion()
        self._enter("pain")

    def _next(self) -> None:
        if not self._course.is_last:
            self._begin(self._course.at + 1)
        elif self._attended:
            self._enter("summary")
        else:
            self.over = True

    def _answered(self) -> None:
        answer = self._question.given
        if answer is not None and answer.level is not None:
            exercise = self._course.item.exercise.id
            self._course.events.append(
                Pain(t_s=self._t_s or 0.0, exercise=exercise, level=answer.level, where=answer.where)
            )
            self._hurt, self._stopped = answer.level > 0, answer.stops
        if self._stopped:
            self._enter("summary")
        else:
            self._next()

    # ------------------------------------------------------------ as time goes by

    def _go_on(self, inner: Progress) -> None:
        here = self._presence
        match self._stage:
            case "intro" if self._stage_s >= self._intro_s:
                self._begin_set()
            case "framing" if here.ready:
                self._enter("count-in")
            case "count-in" if here.gone:
                self._enter("framing")
            case "count-in" if self._stage_s >= COUNT_IN_S:
                self._set_s = 0.0
                self._enter("set")
            case "set" if inner.phase == "done":
                self._after_set()
            case "set" if self._attended and here.gone:
                self._pause(away=True)
            case "paused" if self._away and here.posed:
                self._resume()
            case "rest" if self._stage_s >= self._course.item.exercise.dose.rest_s:
                self._begin_set()
            case "confirm" if self._stage_s >= CONFIRM_S:
                self._obey("skip")
            case "pain" if self._question.asks_where:
                self._enter("where")
            case "pain" | "where" if self._question.is_answered:
                self._answered()
            case "pain" | "where" if self._stage_s >= ANSWER_S:
                self._question.give_up()
                if self._question.is_answered:
                    self._answered()
            case "summary" if self._stage_s >= SUMMARY_S:
                self.over = True

    @property
    def _intro_s(self) -> float:
        """How long the instruction stands: until it is read, and what went before is rested from."""
        read_s, course = stages.reading_s(self._said()[0]), self._course
        rested_before_s = self._rested_s - self._stage_s
        return max(read_s, course.item.rest_s - rested_before_s) if course.at else read_s

    # ------------------------------------------------------------ what is shown

    def _shown(self, inner: Progress) -> Progress:
        course, said = self._course, self._said()
        item, looking = course.item, self._stage in LOOKING and course.item.judged
        return replace(
            inner,
            title=course.plan.title if self._stage == "summary" else item.exercise.title,
            phase=self._phase(inner),
            guidance=(inner.guidance or self._other_side(inner)) if looking else None,
            missing=inner.missing if looking else (),
            cue=inner.cue if self._stage == "set" else None,
            events=tuple(course.events),
            exercise=item.exercise.id,
            stage=self._stage,
            say=said[0],
            lines=said[1:],
            countdown_s=self._countdown_s(inner),
            next_title=self._next_title(),
            time_left_s=self._time_left_s(inner),
            item=course.at + 1,
            items=len(course.plan.items),
            set_number=course.set_number,
            sets=item.sets if self._attended else 1,
            praise=self._told if self._told_s > 0 else inner.praise,
            choices=self._choices(),
            timed=not item.judged,
            pain=self._question.level if self._stage == "pain" else None,
        )

    def _phase(self, inner: Progress) -> str:
        if self.over or self._stage == "summary":
            return "done"
        if self._stage == "rest":
            return "rest"
        return "start" if self._stage in BEFORE_SET and inner.phase == "done" else inner.phase

    def _said(self) -> tuple[str, ...]:
        """What is said in this stage, and the lines under it."""
        course, known = self._course, self._course.item.exercise.id in self._before and not self._in_full
        match self._stage:
            case "intro":
                return stages.intro(course.item, known=known, hurt=self._hurt)
            case "paused":
                return stages.paused(away=self._away)
            case "rest":
                return (f"Rest. Set {course.set_number + 1} of {course.item.sets} is next.",)
            case "pain":
                return self._question.said()
            case "where":
                return ("Where?",)
            case "confirm":
                return ("Did you do it?", "What you confirm goes into your history.")
            case "summary" if self._stopped:
                return stages.STOPPED
            case "summary":
                return (course.account.say(), *course.account.lines(self._before))
        return ("",)

    def _choices(self) -> tuple[Choice, ...]:
        if not self._attended:
            return ()
        if self._stage == "pain":
            return self._question.choices()
        if self._stage == "where":
            return self._question.places()
        if self._stage == "summary" and self._stopped:
            return (stages.ENOUGH,)
        return stages.choices(self._stage, self._course.item, waited=self._stage_s >= WAITED_S)

    def _countdown_s(self, inner: Progress) -> float | None:
        left_s = {
            "count-in": COUNT_IN_S - self._stage_s,
            "rest": self._course.item.exercise.dose.rest_s - self._stage_s,
            "set": inner.hold_goal_s - inner.hold_s if inner.timed else None,
        }.get(self._stage)
        return None if left_s is None else max(0.0, left_s)

    def _other_side(self, inner: Progress) -> str | None:
        side = self._course.other_side
        return f"Now the {side} side." if side is not None and inner.phase in ("start", "ready") else None

    def _next_title(self) -> str | None:
        course = self._course
        return None if course.is_last else course.plan.items[course.at + 1].exercise.title

    def _time_left_s(self, inner: Progress) -> float | None:
        """An estimate: what is left of this set at the pace so far, and what a plan reckons for all the rest."""
        course, item = self._course, self._course.item
        if not self._attended or item.options.endless:
            return None
        later_s = course.plan.seconds_after(course.at) + item.sets_s(item.sets - course.set_number)
        match self._stage:
            case "intro":
                now_s = max(0.0, self._intro_s - self._stage_s) + item.around_s + item.set_s
            case "framing":
                now_s = item.around_s + item.set_s
            case "count-in":
                now_s = (self._countdown_s(inner) or 0.0) + item.set_s
            case "rest":
                now_s = -self._stage_s
            case "set" | "paused":
                now_s = item.rest_of_set_s(inner, self._set_s)
            case "summary":
                return 0.0
            case _:
                now_s = 0.0
        return later_s + now_s
