"""The question after an exercise: any pain, how strong, and where. What is more than mild makes the rest of the workout
less, what is strong ends it. The same question about the day after comes before the first exercise of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Choice, Reply
from coach.plans.progression import MODERATE, Light, light
from coach.wording.catalogue import N_, _
from coach.workout.stage import Stage

SEVERE = 7  # of 10; the usual bands of this scale are mild up to 3, moderate up to 6, severe above
PLACES = {"neck": N_("Neck"), "shoulder": N_("Shoulder"), "back": N_("Back"), "elsewhere": N_("Somewhere else")}
STOP = N_("Let us stop here for today. Some discomfort is normal, this is more.")
ADVICE = (
    N_(
        "See a doctor if pain is severe, lasts beyond a week or two, gets worse, sits in one place, or followed an "
        "injury."
    ),
    N_("With numbness, tingling, or loss of bladder or bowel control: see a physician at once."),
)
MILD = N_("Mild discomfort is normal. Leave out what makes it worse.")


@dataclass(frozen=True)
class Answer:
    """What was said: 0..10, and one of `PLACES`, or that something is numb or tingles; None = not said."""

    level: int | None = None
    where: str | None = None

    def light(self, stop_at: int) -> Light:
        """Whether it goes on (green), goes on with less (amber), or ends (red, from the pain `stop_at` on)."""
        if self.where == Reply.NUMB:  # whatever the level
            return Light.RED
        return Light.GREEN if self.level is None else light(self.level, stop_at)


def words(level: int) -> str:
    """ "3 of 10: mild"."""
    if level == 0:
        return _("{level} of 10: none", level=level)
    if level < MODERATE:
        return _("{level} of 10: mild", level=level)
    return _("{level} of 10: strong", level=level) if level < SEVERE else _("{level} of 10: severe", level=level)


class PainQuestion:
    """The scale as it stands while somebody answers. `answer()` takes a word; the answer is there when `given`.
    `asks` is the question, where it is another than that after an exercise."""

    def __init__(self, asks: str = "") -> None:
        self._asks = asks
        self.level = 0
        self.given: Answer | None = None
        self._no_place = False

    @property
    def asks_where(self) -> bool:
        """There is pain, and where it is was not said yet."""
        return self.given is not None and bool(self.given.level) and self.given.where is None and not self._no_place

    @property
    def is_answered(self) -> bool:
        """There is nothing left to ask."""
        return self.given is not None and not self.asks_where

    def answer(self, word: str) -> bool:
        """Take "pain-0" .. "pain-10", "up", "down", "ok", "none", "numb", "skip" or "where-neck" ...; True when it was
        one."""
        scale, _dash, number = word.partition("-")
        if scale == Stage.PAIN and number.isdigit() and int(number) <= 10:
            self.level = int(number)
            self.given = Answer(self.level)
        elif scale == Stage.WHERE and number in PLACES and self.given is not None:
            self.given = Answer(self.given.level, number)
        elif word in (Reply.UP, Reply.DOWN):
            self.level = min(10, max(0, self.level + (1 if word == Reply.UP else -1)))
        elif word in (Reply.OK, Reply.START):
            self.given = Answer(self.level)
        elif word == Reply.NONE:
            self.given = Answer(0)
        elif word == Reply.NUMB:
            self.given = Answer(self.level, Reply.NUMB)
        elif word == Reply.SKIP:
            self._no_place = self.given is not None
            self.given = self.given or Answer()
        else:
            return False
        return True

    def give_up(self) -> None:
        """No answer came in time: the level is taken as it was left, and as no answer if it was never changed."""
        if self.given is None:
            self.given = Answer(self.level or None)
        else:
            self._no_place = True

    def said(self) -> tuple[str, str]:
        """What is asked, and what the scale says now."""
        if self.level == 0:
            return self._asks or _("Any pain?"), _("0 is none, 10 the worst you can think of.")
        return _("How strong is it?"), words(self.level)

    def choices(self) -> tuple[Choice, ...]:
        """None, a step up, or numb; then up, down, and this much."""
        if self.level == 0:
            return (
                Choice(Reply.NONE, _("No pain"), "0"), Choice(Reply.UP, _("Some pain"), "up"),
                Choice(Reply.NUMB, _("Numb or tingling"), "t"),
            )  # fmt: skip
        return (
            Choice(Reply.OK, _("It is {level}", level=self.level), "space"), Choice(Reply.UP, _("More"), "up"),
            Choice(Reply.DOWN, _("Less"), "down"),
        )  # fmt: skip

    @staticmethod
    def places() -> tuple[Choice, ...]:
        """Where it hurts."""
        return tuple(Choice(f"where-{name}", _(said), str(i)) for i, (name, said) in enumerate(PLACES.items(), start=1))
