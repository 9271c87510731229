"""The question after an exercise: any pain, how strong, and where. What is more than mild stops the workout."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Choice, Reply
from coach.workout.stage import Stage

STOP_AT = 4  # of 10: from here on it is more than the mild discomfort that is normal
PLACES = {"neck": "Neck", "shoulder": "Shoulder", "back": "Back", "elsewhere": "Somewhere else"}
STOP = "Let us stop here for today. Some discomfort is normal, this is more."
ADVICE = (
    "See a doctor if pain is severe, lasts beyond a week or two, gets worse, sits in one place, or followed an injury.",
    "With numbness, tingling, or loss of bladder or bowel control: see a physician at once.",
)
MILD = "Mild discomfort is normal. Leave out what makes it worse."


@dataclass(frozen=True)
class Answer:
    """What was said: 0..10, and one of `PLACES`; None = not said."""

    level: int | None = None
    where: str | None = None

    @property
    def stops(self) -> bool:
        """More than mild."""
        return self.level is not None and self.level >= STOP_AT


def words(level: int) -> str:
    """ "3 of 10: mild"."""
    strong = "none" if level == 0 else "mild" if level < STOP_AT else "strong" if level < 7 else "severe"
    return f"{level} of 10: {strong}"


class PainQuestion:
    """The scale as it stands while somebody answers. `answer()` takes a word; the answer is there when `given`."""

    def __init__(self) -> None:
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
        """Take "pain-0" .. "pain-10", "up", "down", "ok", "none", "skip" or "where-neck" ...; True when it was one."""
        scale, _, number = word.partition("-")
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
        elif word == Reply.SKIP:
            self._no_place = self.given is not None
            self.given = self.given or Answer()
        else:
            return False
        return True

    def give_up(self) -> None:
        """Nobody answers (any more): the scale stands as it was left, untouched it says nothing."""
        if self.given is None:
            self.given = Answer(self.level or None)
        else:
            self._no_place = True

    def said(self) -> tuple[str, str]:
        """What is asked, and what the scale says now."""
        if self.level == 0:
            return "Any pain?", "0 is none, 10 the worst you can think of."
        return "How strong is it?", words(self.level)

    def choices(self) -> tuple[Choice, ...]:
        """None, or a step up; then up, down, and this much."""
        if self.level == 0:
            return (Choice(Reply.NONE, "No pain", "0"), Choice(Reply.UP, "Some pain", "up"))
        return (
            Choice(Reply.OK, f"It is {self.level}", "space"),
            Choice(Reply.UP, "More", "up"),
            Choice(Reply.DOWN, "Less", "down"),
        )

    @staticmethod
    def places() -> tuple[Choice, ...]:
        """Where it hurts."""
        return tuple(Choice(f"where-{name}", said, str(i)) for i, (name, said) in enumerate(PLACES.items(), start=1))
