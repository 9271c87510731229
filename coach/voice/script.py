"""What the coach says, and when: from WorkoutProgress to sentences, with no sound in it.

There are three levels of talkativeness:

- quiet: what has to change (corrections, where to stand), the beginning and end of a hold and of a set, and questions.
- normal: also the instructions, every count, the seconds that run out, praise, what comes next, and how it went.
- talkative: also why a repetition did not count, how far it is, and the further lines on the screen, but not those
  before an exercise.

People who lie or kneel cannot look at the screen; they hear everything that matters at any level.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from coach.definitions.phase import Phase
from coach.events import Cue, Hold, Partial, Ready, Rep, Timed
from coach.voice.sentence import Sentence
from coach.wording import body_parts
from coach.wording.catalogue import N_, _
from coach.wording.numbers import LANGUAGES, spoken_number
from coach.workout.moments import TAKE_START, Moment, moment, now
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

TALK = ("quiet", "normal", "talkative")
GUIDANCE_AFTER_S = 0.8  # guidance must stay the same for this long before it is said
ASIDE_S = 4.0  # longer for leaving the start pose, or in a pause, where it is less urgent
AGAIN_S, AGAIN_MOST_S = 6.0, 60.0  # the same guidance is repeated after this long, then after twice as long
BEGUN_S = 5.0  # just after "Begin", the start pose needs no extra word
LAST = (3, 2, 1)  # seconds that are counted down aloud: a number takes most of a second to say
SOON = {
    60: (N_("One minute"), 90),
    10: (N_("Ten seconds"), 15),
}  # seconds left that are said, only for what takes longer than this
_QUESTIONS = (Stage.PAIN, Stage.WHERE, Stage.CONFIRM)
_AFTER = (Stage.REST, Stage.PAIN, Stage.CONFIRM, Stage.SUMMARY)  # what may follow a set
_LINES_MATTER = (
    Stage.PAUSED,
    Stage.PAIN,
    Stage.CONFIRM,
    Stage.SUMMARY,
)  # stages in which the small print is needed to answer or to go on
HALF_OF = 8  # in a set of at least this many, half way is worth saying


class Script:
    """From WorkoutProgress to what is to be said: `update()` once a frame. `talk` is one of `TALK`, `numbers` the
    language it counts in. Raises ValueError for others."""

    def __init__(self, talk: str = "normal", numbers: str = "en") -> None:
        for chosen, known in ((talk, TALK), (numbers, tuple(LANGUAGES))):
            if chosen not in known:
                raise ValueError(f"{chosen!r} is none of {', '.join(known)}")
        self._level, self._numbers = TALK.index(talk), numbers
        self._chapter: str | None = None
        self._stage = self._phase = ""
        self._asked = ""
        self._begun_s = -math.inf
        self._direction: str | None = None
        self._praise: str | None = None
        self._relaxed = False
        self._countdown, self._guide = _Countdown(), _SpokenGuide()

    def update(self, progress: WorkoutProgress) -> tuple[Sentence, ...]:
        """The sentences that this frame adds, often none."""
        this = now(progress)
        around = tuple(self._stages(progress, this))
        said = (*self._counts(progress), *around, *self._countdowns(progress, this), *self._words(progress, this))
        self._stage, self._phase = progress.stage, progress.set.phase
        return said

    def _normal(self, progress: WorkoutProgress) -> bool:
        return self._level >= 1 or progress.set.eyes_away

    def _talkative(self, progress: WorkoutProgress) -> bool:
        return self._level >= 2 or progress.set.eyes_away

    # ------------------------------------------------------------ around a set

    def _stages(self, progress: WorkoutProgress, this: Moment) -> Iterator[Sentence]:
        before, self._chapter = self._chapter, this.chapter
        if before == self._chapter:
            return
        if progress.stage != self._stage:
            self._asked = ""
        if progress.stage == Stage.SET:
            if self._stage not in ("", Stage.SET):
                self._begun_s = progress.set.t_s
                yield Sentence(_("Go on") if self._stage == Stage.PAUSED else _("Begin"), "begin", progress.set.t_s)
        elif progress.stage != Stage.FRAMING:
            for text in self._passages(progress):
                for sentence in _sentences(text):
                    yield Sentence(sentence, "stage", progress.set.t_s, self._chapter)

    def _passages(self, progress: WorkoutProgress) -> Iterator[str]:
        """What a stage has to say, in the order of the screen."""
        stage, said = progress.stage, progress.say
        if stage == Stage.INTRO and not self._normal(progress):
            yield progress.title
            return
        if stage == Stage.INTRO and progress.title not in said:
            yield f"{progress.title}."
        if said != self._asked:
            yield said
        self._asked = said
        if (self._level == 2 and stage != Stage.INTRO) or (self._normal(progress) and stage in _LINES_MATTER):
            yield from progress.lines
        if stage == Stage.WHERE and self._talkative(progress):
            yield ", ".join(choice.label for choice in progress.choices)
        if stage in _QUESTIONS and progress.set.eyes_away and self._stage not in _QUESTIONS:
            if stage == Stage.CONFIRM:
                yield _("Come up and look at the screen to answer.")
            else:
                yield _("Come up and look at the screen to answer, or wait and I go on.")
        coming = progress.next_title
        if coming and stage == Stage.REST and progress.set_number >= progress.sets and self._normal(progress):
            yield _("Next: {title}.", title=coming)

    # ------------------------------------------------------------ in a set

    def _counts(self, progress: WorkoutProgress) -> Iterator[Sentence]:
        t_s = progress.set.t_s
        for event in progress.events:
            if isinstance(event, Rep | Hold):
                count = event.count if isinstance(event, Rep) else progress.set.count
                if self._normal(progress):
                    yield self._number(count, "count", t_s)
                if self._talkative(progress) and (word := _way(count, progress.set.goal)):
                    yield Sentence(word, "remark", t_s)
            elif isinstance(event, Timed) and event.completed and (progress.set.goal or 1) > 1:
                if not self._relaxed:
                    yield Sentence(_("Relax"), "relax", t_s)
                if self._normal(progress):
                    yield self._number(progress.set.count, "count", t_s)
            elif isinstance(event, Partial) and self._talkative(progress) and not _spoken(progress):
                yield Sentence(_short_of(event), "remark", t_s)
            elif isinstance(event, Ready) and t_s - self._begun_s > BEGUN_S:
                yield Sentence(_("Ready. Begin"), "begin", t_s)
        if self._is_over(progress):
            yield Sentence(_("Well done") if progress.set.count else _("Done"), "done", t_s)

    def _number(self, number: int, about: str, t_s: float, topic: str = "") -> Sentence:
        return Sentence(spoken_number(number, self._numbers), about, t_s, topic, self._numbers)

    def _is_over(self, progress: WorkoutProgress) -> bool:
        """Whether a set has just come to its own end, and nobody skipped the rest of it."""
        if progress.stage == Stage.SET:
            return progress.set.phase == Phase.DONE and self._phase != Phase.DONE
        if progress.set.goal is None:
            reached = progress.set.phase == Phase.DONE and progress.stage != Stage.SUMMARY
        else:
            reached = progress.set.count >= progress.set.goal
        return self._stage == Stage.SET and progress.stage in _AFTER and self._phase != Phase.DONE and reached

    def _countdowns(self, progress: WorkoutProgress, this: Moment) -> Iterator[Sentence]:
        left, t_s = self._countdown.update(progress, this.left_s), progress.set.t_s
        if left is None:
            return
        if self._countdown.hold and (left <= 0 or self._countdown.begins):
            self._relaxed = left <= 0
            yield Sentence(_("Relax"), "relax", t_s) if left <= 0 else Sentence(_("Hold"), "hold", t_s, Phase.TARGET)
            return
        if not self._normal(progress):
            return
        if left in LAST and (left < self._countdown.from_s or progress.stage == Stage.COUNT_IN):
            yield self._number(left, "countdown", t_s, moment(progress))
        elif left in SOON and self._countdown.from_s > SOON[left][1]:
            yield Sentence(_(SOON[left][0]), "countdown", t_s, moment(progress))

    def _words(self, progress: WorkoutProgress, this: Moment) -> Iterator[Sentence]:
        t_s = progress.set.t_s
        for cue in _spoken(progress):
            yield Sentence(cue.say, "cue", t_s, cue.id)
        praise, self._praise = self._praise, progress.set.praise
        if progress.set.praise not in (None, praise) and self._normal(progress):
            yield Sentence(progress.set.praise or "", "praise", t_s, progress.set.praise or "")
        direction, self._direction = self._direction, progress.set.direction or self._direction
        if None not in (direction, self._direction) and direction != self._direction:
            yield Sentence(_("Now {direction}", direction=body_parts.direction(str(self._direction))), "begin", t_s)
        guidance = self._guide.update(progress, this.wanted) or ""
        for sentence in _sentences(guidance):
            yield Sentence(sentence, "guidance", t_s, guidance)


class _Countdown:
    """The whole seconds left of a hold, a rest or a count-in, each said once."""

    def __init__(self) -> None:
        self._running: str | None = None
        self._left: int | None = None
        self.from_s = 0
        self.begins = self.hold = False

    def update(self, progress: WorkoutProgress, left: int | None) -> int | None:
        """The seconds left, if that number is new; 0 once at the end; otherwise None."""
        self.hold = progress.stage == Stage.SET and not (progress.set.timed and progress.set.goal == 1)
        running = None if left is None else progress.stage
        self.begins = running is not None and running != self._running
        before, self._left = self._left, left
        self._running = running
        if left is None:
            return None
        if self.begins:
            self.from_s = left
            return left
        return left if before is not None and left < before and (left > 0 or before > 0) else None


class _SpokenGuide:
    """What to change so that the coach can see: told once it stands, and again if nothing happens, ever more rarely."""

    def __init__(self) -> None:
        self._wanted: str | None = None
        self._since_s = -math.inf
        self._said: tuple[str | None, float] = (None, -math.inf)
        self._again_s = AGAIN_S

    def update(self, progress: WorkoutProgress, text: str | None) -> str | None:
        """The guidance to say now, or None."""
        t_s = progress.set.t_s
        if text != self._wanted:
            self._wanted, self._since_s, self._again_s = text, t_s, AGAIN_S
        if text is None:
            return None
        patient = text == _(TAKE_START) or progress.stage == Stage.PAUSED
        if t_s - self._since_s < (ASIDE_S if patient else GUIDANCE_AFTER_S):
            return None
        said, when_s = self._said
        if text == said and t_s - when_s < self._again_s:
            return None
        if text == said and when_s >= self._since_s:
            self._again_s = min(2 * self._again_s, AGAIN_MOST_S)
        self._said = (text, t_s)
        return text


def _spoken(progress: WorkoutProgress) -> list[Cue]:
    """The corrections of this frame that should be said."""
    return [event for event in progress.events if isinstance(event, Cue) and event.spoken]


def _sentences(text: str) -> list[str]:
    """The sentences of a passage, so that the voice can stop after any of them once the rest is not needed."""
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]


def _way(count: int, goal: int | None) -> str | None:
    if goal is None or goal < 3:  # of two, the first would be half of it and the last but one
        return None
    if count == goal - 1:
        return _("Last one")
    return _("Halfway") if goal >= HALF_OF and count == goal // 2 else None


def _short_of(partial: Partial) -> str:
    if "hold" in partial.missing:
        return _("That one was not held long enough")
    return _("That one did not go far enough") if partial.fell_short else _("That one does not count")
