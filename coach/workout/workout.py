"""A workout: exercises with their sets and rests, and everything around a set. Frames and words in, progress out.

Stages: intro -> framing -> count-in -> set -> (rest -> framing ...) -> pain -> where -> the next intro ... -> summary.
"paused" may come from anywhere before the questions; an activity away from the camera has to be confirmed ("confirm").
Where nobody is there to answer (a file, a recording, headless) there are only the sets, one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.body.landmarks import PoseFrame
from coach.counting.progress import Reply, SetProgress
from coach.definitions.definition import Activity
from coach.definitions.phase import Phase
from coach.events import DayAfter, Pain
from coach.plans.progression import Light
from coach.wording import doses
from coach.wording.catalogue import _
from coach.workout.comparison import Result
from coach.workout.log import SetDone
from coach.workout.opening import Opening
from coach.workout.pain import Answer, PainQuestion
from coach.workout.plan import Plan
from coach.workout.presence import Presence
from coach.workout.range_goal import RangeGoal
from coach.workout.set_runner import SetRunner
from coach.workout.stage import BEFORE_SET, Stage
from coach.workout.state import WorkoutState
from coach.workout.view_model import COUNT_IN_S, intro_s, shown
from coach.workout.workout_progress import WorkoutProgress

GAP_S = 1.0  # a longer gap between two frames is not time spent
ANSWER_S = 12.0  # without an answer the workout goes on; chosen by eye: time to read, to think and to raise a hand
CONFIRM_S = 300.0  # what nobody saw may have been done in another room: five minutes to come back and say so
SUMMARY_S = 30.0  # a few lines, read at leisure; chosen by eye


class Workout:
    """Takes a person through a plan. `update()` once a frame, `finish()` at the end; `over` when there is no more.

    Parameters
    ----------
    plan : what is to be done.
    attended : somebody is there to be told and asked; otherwise only the sets, without rests.
    before : exercise id -> what it came to in the session before, for those that were done before.
    opening : asks first about the day after the last time; None = nothing is asked.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        attended: bool = True,
        before: Mapping[str, Result] | None = None,
        opening: Opening | None = None,
    ) -> None:
        self._runner, self._presence = SetRunner(plan, attended=attended), Presence()
        self._state = WorkoutState(attended, before or {})
        self._t_s: float | None = None
        self._inner = SetProgress(t_s=0.0, title="")
        self._range_goal = RangeGoal()
        self._opening = opening
        self._enter(Stage.INTRO if attended else Stage.SET)
        if opening is not None and attended:
            self._state.opening = True
            self._state.question = PainQuestion(opening.asks)
            self._enter(Stage.PAIN)

    @property
    def over(self) -> bool:
        """There is nothing more to come."""
        return self._state.over

    @property
    def done(self) -> Sequence[SetDone]:
        """The sets that are over."""
        return self._runner.log.done

    @property
    def sets(self) -> Sequence[SetDone]:
        """The sets that are over, and the one under way with what happened in it so far."""
        runner = self._runner
        open_set = [runner.log.under_way(runner.item, runner.set_number)] if runner.open else []
        return [*runner.log.done, *open_set]

    def update(self, frame: PoseFrame, word: str | None = None) -> WorkoutProgress:
        """The state after this frame and this word (a `Choice.id`; one that means nothing now is ignored)."""
        step_s = 0.0 if self._t_s is None else min(GAP_S, max(0.0, frame.t_s - self._t_s))
        self._t_s = frame.t_s
        self._state.pass_by(step_s)
        inner = self._inner = self._runner.update(frame, counting=self._state.stage == Stage.SET)
        self._presence.update(inner, step_s)
        self._state.met = self._state.met or self._presence.seen
        self._speak_of_range()
        self._state.waits, self._state.too_few = self._presence.waits, self._presence.too_few
        if word is not None:
            self._obey(word)
        if not self._state.over:
            self._go_on(inner)
        return shown(self._state, self._runner, inner)

    def _speak_of_range(self) -> None:
        """What a plan wants beyond that a repetition counts."""
        runner = self._runner
        events = runner.events
        if not (events and self._state.attended):
            return
        said = self._range_goal.update(runner.item, (runner.at, runner.set_number), events)
        if said:
            self._state.tell(said)

    def finish(self, ended_by: str = "") -> WorkoutProgress:
        """The end, however it came: a set that is open is summed up. `ended_by` is what the summary says of a camera
        or a file that went away."""
        self._runner.forget()
        if self._state.stage == Stage.CONFIRM:
            self._runner.confirm(False)
        elif self._runner.open or not self.done:
            self._runner.sum_up()
        self._state.over, self._state.ended_by = True, ended_by
        self._enter(Stage.SUMMARY)
        return shown(self._state, self._runner, self._inner)

    def _enter(self, stage: Stage, stage_s: float = 0.0) -> None:
        self._state.enter(stage, stage_s)
        self._presence.restart()

    # ------------------------------------------------------------ words

    def _obey(self, word: str) -> None:
        match self._state.stage, word:
            case _, Reply.QUIT:
                self._state.over = True
            case ((Stage.PAIN | Stage.WHERE), _):
                if self._state.question.answer(word):
                    self._state.stage_s = 0.0
            case (Stage.SUMMARY, Reply.AGAIN) if not self._state.stopped:
                self._begin(self._runner.at)
            case Stage.SUMMARY, Reply.START:
                self._state.over = True
            case Stage.SUMMARY, _:
                pass
            case _ if word.startswith("pain-") and word != "pain-0":
                self._ask()
                self._state.question.answer(word)
            case Stage.CONFIRM, _:
                self._confirm(word)
            case Stage.PAUSED, (Reply.RESUME | Reply.START):
                self._resume()
            case _, (Reply.PAUSE | Reply.START | Reply.SKIP | Reply.AGAIN | Reply.LESS | Reply.TIMED):
                self._change(word)

    def _change(self, word: str) -> None:
        """A word that changes what is being done, or done next."""
        match word:
            case Reply.START if self._state.stage in (*BEFORE_SET, Stage.REST):
                self._begin_set()
            case Reply.PAUSE if self._state.stage != Stage.PAUSED:
                self._pause(away=False)
            case Reply.SKIP:
                self._after_item()
            case Reply.AGAIN:
                self._repeat()
            case Reply.LESS:
                self._runner.ease()
                self._state.tell(_("Less, then: {dose}.", dose=doses.in_words(self._runner.item.amount)))
            case Reply.TIMED if self._state.stage in BEFORE_SET and self._runner.item.judged:
                self._runner.by_the_clock()
                self._enter(Stage.COUNT_IN)

    def _pause(self, *, away: bool) -> None:
        self._state.held, self._state.away = (self._state.stage, self._state.stage_s), away
        self._enter(Stage.PAUSED)

    def _resume(self) -> None:
        self._enter(*self._state.held)

    def _repeat(self) -> None:
        """The instruction, or the set, once more."""
        stage = self._state.held[0] if self._state.stage == Stage.PAUSED else self._state.stage
        if stage in BEFORE_SET:
            self._state.in_full = True
            self._enter(Stage.INTRO)
            return
        self._close_set()
        self._runner.begin_set(afresh=False)
        self._enter(Stage.FRAMING if self._runner.item.judged else Stage.COUNT_IN)

    # ------------------------------------------------------------ from stage to stage

    def _begin(self, at: int) -> None:
        self._runner.begin(at)
        self._state.in_full = False
        self._enter(Stage.INTRO if self._state.attended else Stage.SET)

    def _begin_set(self) -> None:
        """Go on towards the set that comes next."""
        if self._state.stage == Stage.REST:
            self._runner.set_number += 1
        self._runner.begin_set(afresh=self._state.stage == Stage.INTRO)
        framed = self._state.stage == Stage.FRAMING or not self._runner.item.judged
        self._enter(Stage.COUNT_IN if framed else Stage.FRAMING)

    def _close_set(self) -> None:
        if self._runner.open:
            self._runner.sum_up()
            self._state.rested_s = 0.0

    def _after_set(self) -> None:
        if self._state.attended and isinstance(self._runner.item.exercise, Activity):
            self._enter(Stage.CONFIRM)
            return
        self._close_set()
        if self._runner.has_sets_left:
            self._enter(Stage.REST)
        else:
            self._after_item()

    def _give_up(self, inner: SetProgress) -> None:
        """Somebody on the floor reaches no key: what cannot be counted goes by the clock, what was begun ends."""
        if inner.count == 0:
            self._state.tell(_("I have counted nothing for a minute, so we go by the clock."))
            self._runner.by_the_clock()
            self._enter(Stage.COUNT_IN)
        else:
            self._state.tell(_("I have counted nothing for a minute, so we go on."))
            self._after_set()

    def _after_item(self) -> None:
        self._close_set()
        if self._state.attended and self._runner.log.something:
            self._ask()
        else:
            self._next()

    def _confirm(self, word: str) -> None:
        if word in (Reply.START, Reply.SKIP):
            self._runner.confirm(word == Reply.START)
            self._after_item()

    def _ask(self) -> None:
        self._close_set()
        self._state.question = PainQuestion()
        self._enter(Stage.PAIN)

    def _next(self) -> None:
        if not self._runner.is_last:
            self._begin(self._runner.at + 1)
        elif self._state.attended:
            self._enter(Stage.SUMMARY)
        else:
            self._state.over = True

    def _answered(self) -> None:
        if self._state.opening:
            self._answered_about_the_last_time()
            return
        answer = self._state.question.given or Answer()
        if answer.level is not None:
            exercise = self._runner.item.exercise.id
            self._runner.events.append(
                Pain(t_s=self._t_s or 0.0, exercise=exercise, level=answer.level, where=answer.where)
            )
            self._state.hurt = answer.level > 0
        seen = answer.light(self._runner.plan.stop_at)
        self._state.stopped = seen == Light.RED
        if self._state.stopped:
            self._enter(Stage.SUMMARY)
            return
        self._next()
        if seen == Light.AMBER and not self._state.over and self._state.stage != Stage.SUMMARY:
            self._runner.ease()
            self._state.tell(_("That is more than mild, so there is less of the rest."))

    def _answered_about_the_last_time(self) -> None:
        """What hurt the day after makes less of today, or none."""
        answer = self._state.question.given or Answer()
        self._state.opening = False
        if answer.level is not None:
            self._runner.events.append(DayAfter(t_s=self._t_s or 0.0, level=answer.level, where=answer.where))
        match answer.light(self._runner.plan.stop_at):
            case Light.RED:
                self._state.stopped = True
                self._enter(Stage.SUMMARY)
            case Light.AMBER if self._opening is not None:
                self._runner.replace(self._opening.smaller)
                self._begin(0)
                self._state.tell(_("That is more than mild, so today is less."))
            case _:
                self._begin(0)

    # ------------------------------------------------------------ as time goes by

    def _go_on(self, inner: SetProgress) -> None:
        here, state = self._presence, self._state
        match state.stage:
            case Stage.INTRO if state.stage_s >= intro_s(state, self._runner):
                self._begin_set()
            case Stage.FRAMING if here.ready:
                self._enter(Stage.COUNT_IN)
            case Stage.COUNT_IN if here.gone:
                self._enter(Stage.FRAMING)
            case Stage.COUNT_IN if state.stage_s >= COUNT_IN_S:
                state.set_s = 0.0
                self._enter(Stage.SET)
            case Stage.SET if inner.phase == Phase.DONE:
                self._after_set()
            case Stage.SET if state.attended and here.gone:
                self._pause(away=True)
            case Stage.SET if state.attended and here.stuck:
                self._give_up(inner)
            case Stage.PAUSED if state.away and here.posed:
                self._resume()
            case Stage.REST if state.stage_s >= self._runner.item.exercise.dose.rest_s:
                self._begin_set()
            case Stage.CONFIRM if state.stage_s >= CONFIRM_S:
                self._obey(Reply.SKIP)
            case Stage.PAIN if state.question.asks_where:
                self._enter(Stage.WHERE)
            case Stage.PAIN | Stage.WHERE if state.question.is_answered:
                self._answered()
            case Stage.PAIN | Stage.WHERE if state.stage_s >= ANSWER_S:
                state.question.give_up()
                if state.question.is_answered:
                    self._answered()
            case Stage.SUMMARY if state.stage_s >= SUMMARY_S:
                state.over = True
