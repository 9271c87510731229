"""The type of a plan, as its YAML file spells it: what is done on which days, for how many weeks, and when to stop."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from coach.definitions.definition import Dose, Id, Strict, Texts
from coach.wording.catalogue import _

STOP_AT = 6  # of 10: where the coach stops in any case; a plan may ask to stop sooner
LONGEST = 52  # weeks; a plan is looked at again within a year


class Weekday(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WEEKDAYS = tuple(Weekday)
AnyWeekday = Literal[
    Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI, Weekday.SAT, Weekday.SUN
]  # fmt: skip


class RangeTarget(Strict):
    """How far a repetition should go from rest to its furthest point, in the unit of the movement."""

    left: float | None = Field(default=None, gt=0)
    right: float | None = Field(default=None, gt=0)
    both: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.both is not None and (self.left is not None or self.right is not None):
            raise ValueError(_("'both' stands alone, or 'left' and 'right' in its place"))
        if (self.left, self.right, self.both) == (None, None, None):
            raise ValueError(_("'both', or 'left' and 'right', is needed"))
        return self

    def of(self, side: str) -> float | None:
        """The target of "left", "right" or "both"."""
        own: float | None = getattr(self, side)
        return self.both if own is None else own


class StopRules(Strict):
    """When to stop for the day: at this pain, and with any of these signs."""

    pain: int = Field(default=STOP_AT, ge=1, le=STOP_AT)
    signs: tuple[str, ...] = ()


class Prescribed(Texts):
    """One line of a plan: an exercise with its dose, or a program, and its days.

    `grows_to` is the most that the dose grows to, in repetitions or seconds; `rest_days` are the days between two.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("note",)
    exercise: Id | None = None
    program: Id | None = None
    dose: Annotated[Id | Dose, Field(union_mode="left_to_right")] | None = None
    days: tuple[AnyWeekday, ...] = Field(default=WEEKDAYS, min_length=1)
    rest_days: int = Field(default=0, ge=0, le=6)
    grows_to: int | None = Field(default=None, ge=1, le=3600)
    range: RangeTarget | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.exercise is None) == (self.program is None):
            raise ValueError(_("exactly one of 'exercise' and 'program' is needed"))
        own = [key for key in ("dose", "grows_to", "range") if getattr(self, key) is not None]
        if self.program is not None and own:
            raise ValueError(_("a program has its own doses: leave out {key}", key=repr(own[0])))
        return self

    @property
    def name(self) -> str:
        """The id of the exercise or program."""
        return self.exercise or self.program or ""

    @property
    def weekdays(self) -> frozenset[int]:
        """Its days, 0 = Monday."""
        return frozenset(WEEKDAYS.index(Weekday(day)) for day in self.days)


class Prescription(Texts):
    """A plan: its lines, for so many weeks."""

    TEXTS: ClassVar[tuple[str, ...]] = ("title", "description", "note", "contraindications")
    id: Id
    title: str
    description: str = ""
    weeks: int = Field(ge=1, le=LONGEST)
    exercises: tuple[Prescribed, ...] = Field(min_length=1)
    stop: StopRules = StopRules()
    note: str = ""
    contraindications: tuple[str, ...] = ()
    source: str = ""
