"""An exercise of one's own in front of the camera, from the first frame to the proof. It goes through the loop of a
workout: frames and words in, progress out.

Steps: stand -> show -> think -> report -> stand -> prove -> ask (-> number -> think) -> kept, or failed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from coach.body.landmarks import PoseFrame
from coach.body.visibility import Watcher
from coach.cli.background import Background
from coach.cli.own_exercise import OwnExercise
from coach.counting.progress import Choice, Reply, SetProgress
from coach.definitions.phase import Phase
from coach.learning.draft import Draft
from coach.learning.improvement import improved
from coach.learning.lesson import Lesson, NothingLearnedError, brief_report, lesson_of, sure_in_words
from coach.learning.proof import Proof
from coach.learning.showing_so_far import ShowingSoFar
from coach.wording.catalogue import N_, _, plural
from coach.workout.stage import Stage
from coach.workout.workout import SUMMARY_S
from coach.workout.workout_progress import WorkoutProgress

STAND_S = 8.0  # chosen by eye: from the keyboard two or three steps back, and a breath
MOST = 99  # repetitions that somebody can say there were; more are a slip of the key


class Step(StrEnum):
    """Where in the teaching somebody is."""

    STAND = "stand"
    SHOW = "show"
    THINK = "think"
    REPORT = "report"
    PROVE = "prove"
    ASK = "ask"
    NUMBER = "number"
    KEPT = "kept"
    FAILED = "failed"


STAGES = {
    Step.STAND: Stage.COUNT_IN, Step.SHOW: Stage.SET, Step.THINK: Stage.SHOWN, Step.REPORT: Stage.SHOWN,
    Step.PROVE: Stage.SET, Step.ASK: Stage.CONFIRM, Step.NUMBER: Stage.CONFIRM, Step.KEPT: Stage.SUMMARY,
    Step.FAILED: Stage.SHOWN,
}  # fmt: skip
_ENDS_IT = Choice(Reply.START, N_("That was all"), "space")
_LEAVE = Choice(Reply.QUIT, N_("Leave"), "q")
_AGAIN = Choice(Reply.AGAIN, N_("Again"), "r")
_AS_IT_IS = Choice(Reply.SKIP, N_("Keep it"), "n")
OFFERED: dict[Step, tuple[Choice, ...]] = {
    Step.STAND: (Choice(Reply.START, N_("Begin now"), "space"), _LEAVE),
    Step.SHOW: (_ENDS_IT,),
    Step.THINK: (),
    Step.REPORT: (Choice(Reply.START, N_("Try it"), "space"), _AS_IT_IS, _AGAIN, _LEAVE),
    Step.PROVE: (_ENDS_IT,),
    Step.ASK: (
        Choice(Reply.OK, N_("Yes"), "space"), Choice(Reply.DOWN, N_("Too many"), "down"),
        Choice(Reply.UP, N_("Too few"), "up"),
    ),
    Step.KEPT: (Choice(Reply.OK, N_("Done"), "space"),),
    Step.FAILED: (Choice(Reply.START, N_("Again"), "space"), _LEAVE),
}  # fmt: skip
Work = Callable[[Callable[[], Any]], Background[Any]]


@dataclass(frozen=True)
class _Says:
    """What is read large, and below it."""

    say: str
    lines: tuple[str, ...] = ()


class Teaching:
    """Learns one exercise and keeps it. `update()` once a frame, `finish()` at the end; `over` when there is no more.

    Attributes
    ----------
    step : where in the teaching somebody is.
    is_kept : the exercise was learned and stands in its file.

    `work` does what takes seconds.
    """

    sets = ()  # none, as nothing of this goes into the history

    def __init__(self, exercise: OwnExercise, work: Work = Background) -> None:
        self.step, self.over, self.is_kept = Step.STAND, False, False
        self._exercise, self._begin = exercise, work
        self._t_s, self._since_s = 0.0, 0.0
        self._watcher = Watcher()
        self._showing, self._shown = ShowingSoFar(), list[PoseFrame]()
        self._lesson: Lesson | None = None
        self._draft: Draft | None = None
        self._proof: Proof | None = None
        self._number = 0  # of repetitions there were, as somebody says it
        self._working: Background[Any] | None = None
        self._says = _Says("")
        self._inner = SetProgress(t_s=0.0, title=exercise.title)

    def update(self, frame: PoseFrame, word: str | None = None) -> WorkoutProgress:
        """The state after this frame and this word (a `Choice.id`; one that means nothing now is ignored)."""
        self._t_s = frame.t_s
        self._inner = self._seen(frame)
        if word == Reply.QUIT:
            self.over = True
        elif word is not None:
            self._obey(word)
        self._go_on(frame)
        return self._progress()

    def finish(self, ended_by: str = "") -> WorkoutProgress:
        """The end, however it came."""
        self.over = True
        if not self.is_kept:
            self.step = Step.KEPT
            self._says = _Says(_("Nothing was kept."), (ended_by,) if ended_by else ())
        return self._progress()

    def _enter(self, step: Step) -> None:
        self.step, self._since_s = step, self._t_s

    # ------------------------------------------------------------ words

    def _obey(self, word: str) -> None:
        match self.step, word:
            case Step.STAND, Reply.START:
                self._since_s = self._t_s - STAND_S
            case Step.SHOW, Reply.START:
                self._think_it_through()
            case Step.REPORT, Reply.START:
                self._proof = None
                self._enter(Step.STAND)
            case Step.REPORT, Reply.SKIP:
                self._keep()
            case (Step.REPORT, Reply.AGAIN) | (Step.FAILED, Reply.START):
                self._show_again()
            case Step.PROVE, Reply.START:
                self._ask()
            case ((Step.ASK | Step.NUMBER), _):
                self._answered(word)
            case Step.KEPT, Reply.OK:
                self.over = True

    def _answered(self, word: str) -> None:
        """Whether it was right, or how many there were."""
        if word in (Reply.UP, Reply.DOWN):
            self._number = min(MOST, max(0, self._number + (1 if word == Reply.UP else -1)))
            self._enter(Step.NUMBER)
        elif word == Reply.OK:
            if self._number == self._proved.number:
                self._keep()
            else:
                self._look_for_what_was_wrong()

    # ------------------------------------------------------------ from step to step

    def _go_on(self, frame: PoseFrame) -> None:
        lasted_s = self._t_s - self._since_s
        match self.step:
            case Step.STAND if lasted_s >= STAND_S and frame.present:
                self._enter(Step.PROVE if self._lesson is not None else Step.SHOW)
            case Step.SHOW:
                self._watch(frame)
            case Step.PROVE if self._proved.is_over:
                self._ask()
            case Step.KEPT if lasted_s >= SUMMARY_S:
                self.over = True
            case Step.THINK if self._working is not None and self._working.is_done:
                work, self._working = self._working, None
                self._conclude(work)

    def _watch(self, frame: PoseFrame) -> None:
        self._showing.add(frame)
        if self._working is not None and self._working.is_done:
            self._showing.take(self._working.result())
            self._working = None
            if self._showing.is_enough:
                self._think_it_through()
        elif self._working is None and self._showing.is_due:
            self._working = self._begin(self._showing.look())

    def _show_again(self) -> None:
        self._lesson, self._showing, self._working = None, ShowingSoFar(), None
        self._enter(Step.STAND)

    def _think_it_through(self) -> None:
        """From what was shown to the report."""
        self._shown = shown = self._showing.up_to_the_last()
        name, title = self._exercise.name, self._exercise.title
        self._says = _Says(_("I work out what you showed."))
        self._working = self._begin(lambda: lesson_of(name, title, shown))
        self._enter(Step.THINK)

    def _look_for_what_was_wrong(self) -> None:
        lesson, draft = self._learned, self._drafted
        takes = [(self._shown, len(lesson.showing.repetitions)), (self._proved.frames, self._number)]
        self._says = _Says(_("I look for what was wrong. That may take a minute."))
        self._working = self._begin(lambda: improved(draft, takes, lesson.others))
        self._enter(Step.THINK)

    def _conclude(self, work: Background[Any]) -> None:
        """What came of the thinking: a lesson, a better draft, or nothing."""
        try:
            found = work.result()
        except NothingLearnedError as error:
            self._says = _Says(str(error), (_("Move further, with a short rest between, and show all of it."),))
            self._enter(Step.FAILED)
            return
        if isinstance(found, Lesson):
            self._lesson, self._draft = found, found.draft
            lines = (*brief_report(found), _("Try it: I count a few more, and you say whether that was right."))
            self._says = _Says(_("This is what I learned."), lines)
            self._enter(Step.REPORT)
        elif found is None:
            why = _("I found nothing that counts all of them right. Show it again, larger and with a rest between.")
            self._says = _Says(why)
            self._enter(Step.REPORT)
        else:
            self._draft = found.draft
            self._keep(_("All of them are right now. {what}", what=found.what))

    def _ask(self) -> None:
        self._number = self._proved.number
        self._enter(Step.ASK)

    def _keep(self, what: str = "") -> None:
        self._exercise.keep(self._drafted, self._learned, self._shown)
        self.is_kept = True
        kept = _("{title} stands among your exercises now.", title=self._exercise.title)
        sure = what or sure_in_words(self._learned)
        self._says = _Says(kept, (sure, _("Its page shows your best repetition, and begins it.")))
        self._enter(Step.KEPT)

    @property
    def _learned(self) -> Lesson:
        if self._lesson is None:
            raise LookupError(self.step)
        return self._lesson

    @property
    def _drafted(self) -> Draft:
        if self._draft is None:
            raise LookupError(self.step)
        return self._draft

    @property
    def _proved(self) -> Proof:
        self._proof = self._proof or Proof(self._drafted, self._learned.usual_s)
        return self._proof

    # ------------------------------------------------------------ what is shown

    def _seen(self, frame: PoseFrame) -> SetProgress:
        """What a set shows: of the proof its own; of a showing how many repetitions were seen."""
        if self.step == Step.PROVE:
            return replace(self._proved.update(frame), count=self._proved.number)
        phase = Phase.OUT if self.step == Step.SHOW else Phase.START
        return SetProgress(
            t_s=frame.t_s, title=self._exercise.title, frame=frame, body=self._watcher.update(frame), phase=phase,
            count=len(self._showing.repetitions) if self.step == Step.SHOW else 0,
        )  # fmt: skip

    def _progress(self) -> WorkoutProgress:
        said = self._said()
        left_s = max(0.0, STAND_S - (self._t_s - self._since_s)) if self.step == Step.STAND else None
        return WorkoutProgress(
            set=self._inner, title=self._exercise.title, stage=STAGES[self.step], events=self._inner.events,
            say=said.say, lines=said.lines, countdown_s=left_s, choices=self._choices(),
        )  # fmt: skip

    def _said(self) -> _Says:
        match self.step:
            case Step.STAND if self._lesson is None:
                return _Says(_("Stand so that I see all that moves."), (_("Then show it three to five times."),))
            case Step.STAND:
                return _Says(_("Now do a few more, and I will count them."))
            case Step.SHOW:
                return _Says(self._of_the_showing(), (_("Five are enough. After three I go on when you rest."),))
            case Step.PROVE:
                return _Says(_("I count. Rest when you are done."))
            case Step.ASK:
                return _Says(_counted(self._proved.number), (_("Was that right?"),))
            case Step.NUMBER:
                return _Says(_("How many were there?"), (str(self._number),))
        return self._says

    def _of_the_showing(self) -> str:
        seen = len(self._showing.repetitions)
        if not seen:
            return _("Show it three to five times, with a short rest between.")
        return plural("I saw {number} repetition so far.", "I saw {number} repetitions so far.", seen)

    def _choices(self) -> tuple[Choice, ...]:
        if self.step == Step.NUMBER:
            offered: tuple[Choice, ...] = (
                Choice(Reply.OK, plural("It was {number}", "They were {number}", self._number), "space"),
                Choice(Reply.DOWN, _("Fewer"), "down"), Choice(Reply.UP, _("More"), "up"),
            )  # fmt: skip
            return offered
        return tuple(replace(one, label=_(one.label)) for one in OFFERED[self.step])


def _counted(number: int) -> str:
    return plural("I counted {number} repetition.", "I counted {number} repetitions.", number)
