"""The types of a pose, an exercise and a program, as the YAML files in `poses/` and `exercises/` spell them.

A measure named without a side ("elbow_flexion") stands for the limb of each side in turn; a signed measure of the
whole body ("neck_side_bend", + to the left) is turned over for the right side, so that one file describes both.
Angles are degrees, lengths shoulder widths, durations seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.body.measures import VOCABULARY, sided_names
from coach.definitions.document import UnknownWordError
from coach.definitions.kind import WAYS, JudgedKind, Kind, Way
from coach.definitions.phase import Phase
from coach.wording import pseudo
from coach.wording.catalogue import ENGLISH, _

Seconds = Annotated[float, Field(ge=0, le=3600)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RepPhase = Literal[Phase.START, Phase.OUT, Phase.TARGET, Phase.BACK]


class Sides(StrEnum):
    """Whether the two sides of a body move as one, or each on its own."""

    BOTH = "both"
    EACH = "each"


class Position(StrEnum):
    """How the body is while an exercise is done."""

    SITTING = "sitting"
    STANDING = "standing"
    EITHER = "either"
    KNEELING = "kneeling"
    LYING = "lying"


AnyPosition = Literal[Position.SITTING, Position.STANDING, Position.EITHER, Position.KNEELING, Position.LYING]


class Strict(BaseModel):
    """Unknown keys are errors, values are never coerced from text, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Texts(Strict):
    """Something with texts for people. `TEXTS` names them. `translations` holds them in other languages:
    `{de: {title: Engel an der Wand}}`, with the same key and the same shape as the English text beside it."""

    TEXTS: ClassVar[tuple[str, ...]] = ()
    translations: dict[Language, dict[str, str | tuple[str, ...]]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_texts(self) -> Self:
        for texts in self.translations.values():
            for key, text in texts.items():
                if key not in self.TEXTS:
                    known = ", ".join(self.TEXTS)
                    message = _("unknown text {key}: {known} can be translated", key=repr(key), known=known)
                    raise UnknownWordError(key, message)
                if isinstance(text, str) != isinstance(getattr(self, key), str):
                    raise UnknownWordError(
                        key, _("unknown shape of {key}: write it like the English text", key=repr(key))
                    )
        return self

    def in_language(self, language: str) -> Self:
        """With its texts, and those of everything in it, in this language; English where there is no translation."""
        if language == ENGLISH:
            return self
        texts = self._pseudo() if language == pseudo.NAME else self.translations.get(language, {})
        inner = {name: _in_language(getattr(self, name), language) for name in type(self).model_fields}
        return self.model_copy(update={**inner, **texts})

    def _pseudo(self) -> dict[str, str | tuple[str, ...]]:
        """All its texts in the language for tests."""
        return {name: _each(pseudo.in_pseudo, getattr(self, name)) for name in self.TEXTS}


def _each(change: Callable[[str], str], text: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return change(text) if isinstance(text, str) else tuple(change(one) for one in text)


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, Texts):
        return value.in_language(language)
    if isinstance(value, tuple):
        return tuple(_in_language(one, language) for one in value)
    if isinstance(value, dict):
        return {key: _in_language(one, language) for key, one in value.items()}
    return value


def known_measure(name: str) -> str:
    """The name itself. Raises UnknownWordError if there is no such measure; `reading.py` adds the place."""
    if name not in VOCABULARY:
        raise UnknownWordError(name, _("unknown measure {name}", name=repr(name)))
    return name


class Relative(Strict):
    """A target given as a change from the person's own neutral; no body's neutral lies outside of `within`."""

    neutral: float
    within: tuple[float, float] | None = None


Target = Annotated[float | Relative, Field(union_mode="left_to_right")]


class Pose(Texts):
    """A named posture: measure -> the value MediaPipe measures in it; `seen` says where that is not the truth."""

    TEXTS: ClassVar[tuple[str, ...]] = ("title", "description", "seen")
    id: Id
    title: str
    description: str
    seen: str = ""
    measures: dict[str, Target] = Field(min_length=1)

    @model_validator(mode="after")
    def _names(self) -> Self:
        for name in self.measures:
            known_measure(name)
        return self


class Condition(Strict):
    """A measure above or below a limit, or beyond it in either direction. `of` says what it is compared with: its
    plain value, its change from the person's neutral, its change since this repetition began, or (in `unusual` alone)
    its change from what is usual for this person at the target. A `firm` one of a start pose tells the exercise from
    another, so that no number of repetitions makes up for it."""

    measure: str
    above: float | None = None
    below: float | None = None
    beyond: float | None = Field(default=None, gt=0)
    of: Literal["value", "neutral", "rep", "usual"] = "value"
    firm: bool = False

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        known_measure(self.measure)
        if sum(limit is not None for limit in (self.above, self.below, self.beyond)) != 1:
            raise ValueError(_("exactly one of 'above', 'below' and 'beyond' is needed"))
        return self

    def holds(self, value: float) -> bool:
        """Whether it is true for the number that it looks at; NaN is never true."""
        if self.above is not None:
            return value > self.above
        if self.below is not None:
            return value < self.below
        return self.beyond is not None and abs(value) > self.beyond


class CueRule(Texts):
    """A correction: said when all conditions of `when` have been true for `for_s` in one of the phases, or all those
    of `unusual` at the target, which compare with how the same person looked there in earlier repetitions."""

    TEXTS: ClassVar[tuple[str, ...]] = ("say", "praise")
    id: Id
    say: str
    praise: str = ""
    when: tuple[Condition, ...] = Field(min_length=1)
    unusual: tuple[Condition, ...] = ()
    phases: tuple[RepPhase, ...] = (Phase.OUT, Phase.TARGET, Phase.BACK)
    for_s: Seconds = 0.3
    marks: tuple[str, ...] = ()
    priority: int = Field(default=5, ge=1, le=9)

    @property
    def ways(self) -> tuple[tuple[tuple[Condition, ...], tuple[RepPhase, ...]], ...]:
        """The sets of conditions of which one is enough, each with the phases that it is judged in."""
        plain = self.when, self.phases
        return (plain, (self.unusual, (Phase.TARGET,))) if self.unusual else (plain,)


class Requirement(Strict):
    """Form that must be right at the peak, or the repetition is a partial with this name in `missing`. With
    `until_shown` it only tells the exercise from another one: of somebody who has shown it in this set, a repetition
    without it is the exercise with a fault, and counts."""

    name: str
    when: tuple[Condition, ...] = Field(min_length=1)
    until_shown: bool = False


ENOUGH = 0.45  # share of the weights of a progress signal that has to be seen


class SignalTerm(Strict):
    """One measure's share in the signal. `view`: only where the person faces the camera ("front"), or only where they
    stand at an angle to it ("oblique")."""

    measure: str
    weight: float = Field(default=1.0, gt=0)
    view: Literal["any", "front", "oblique"] = "any"

    @model_validator(mode="after")
    def _name(self) -> Self:
        known_measure(self.measure)
        return self


class CircleWidth(Strict):
    """A measure that moves across a circle's way up and down.

    `width` is the mean width of a full backward loop in the measure's own unit, with its sign (+ when the measure is
    larger on the way up than on the way down).
    """

    measure: str
    width: float
    weight: float = Field(default=1.0, gt=0)

    @model_validator(mode="after")
    def _name(self) -> Self:
        known_measure(self.measure)
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The measures, with their sides, that are averaged."""
        return sided_names(self.measure)


class Camera(Texts):
    """Where the camera has to be, and the landmarks that the movement cannot be judged without.

    `may_miss`: landmarks that only a correction or the form looks at. While they are out of view, it counts all the
    same and what looks at them says nothing.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("say",)
    view: Literal["front", "oblique", "side"]
    distance_m: float | None = Field(default=None, gt=0, le=6)
    say: str
    needs: tuple[str, ...] = Field(min_length=1)
    may_miss: tuple[str, ...] = ()


class Dose(Texts):
    """How much to do. `reps` is for each direction when `directions` names two, and for each side of an exercise whose
    sides have progress of their own. A clock runs for `time_s`. `note` says what numbers do not ("twice a day")."""

    TEXTS: ClassVar[tuple[str, ...]] = ("note",)
    reps: int | None = Field(default=None, ge=1, le=200)
    sets: int = Field(default=1, ge=1, le=20)
    hold_s: Seconds = 0.0
    time_s: Seconds = 0.0
    rest_s: Seconds = 30.0
    directions: tuple[Literal["backward", "forward"], ...] = ()
    note: str = ""


class Path(Strict):
    """From one pose to another; both are names of files in `poses/`, or of poses of the exercise's own."""

    start: Id
    target: Id


class Range(Strict):
    """When the progress signal counts as arrived, returned, and as a try at all (0 = start pose, 1 = target).

    `personal`: how much people differ in how far they go (standard deviation of the natural logarithm); 0 is not at
    all, more lets the target be learnt from the person's own movements. `free`: any
    size counts from `reached` on, measured from wherever the rest before it was (circles of the arms, small or large).
    `wandering`: the rest itself wanders, by sway or as somebody settles, so the way is measured from wherever it was.
    `small`: it goes little further than a point jumps in a bad picture, so what trembles all the way is no movement.
    `edge_on`: a circle no larger than this may be seen from its edge, so only a larger one has to look round.
    `settled_s`: another exercise goes the same way from the other end; who stayed there first has to keep the start
    pose for so long, or for longer than they stayed there.
    `median_s`: the progress signal is the median of so long, for a slow movement hardly larger than the sway.
    """

    reached: float = Field(default=0.75, gt=0, le=1.5)
    returned: float = Field(default=0.3, ge=0, lt=1)
    attempted: float = Field(default=0.25, gt=0, lt=1)
    personal: float = Field(default=0.0, ge=0, le=0.5)
    free: bool = False
    wandering: bool = False
    small: bool = False
    edge_on: float = Field(default=0.0, ge=0)
    median_s: float = Field(default=0.08, gt=0, le=1)
    settled_s: Seconds = 0.0


class Described(Texts):
    """What every exercise and activity has: its names, its purpose and its dose.

    `brief` is the movement in fifteen words at most, to be read from two metres away. `cannot_see` tells in plain words
    what this view does not show. `replaces` is its own id, where it takes the place of one that comes with the coach.
    """

    TEXTS: ClassVar[tuple[str, ...]] = (
        "title", "also", "good_for", "equipment", "brief", "setup", "movement", "cannot_see", "contraindications",
    )  # fmt: skip
    id: Id
    title: str
    also: tuple[str, ...] = ()
    good_for: tuple[str, ...] = Field(min_length=1)
    place: Literal["desk", "standing", "floor", "equipment", "away"]
    position: AnyPosition | None = None
    equipment: tuple[str, ...] = ()
    brief: str = ""
    setup: str
    movement: str
    dose: Dose
    doses: dict[str, Dose] = Field(default_factory=dict)
    cannot_see: str = ""
    contraindications: tuple[str, ...] = ()
    source: str = ""
    replaces: Id | None = None
    demonstration: Id | None = None


class Activity(Described):
    """Something that no camera in front can judge: it is timed, confirmed and logged, never counted."""

    kind: Literal[Kind.CLOCK]


class Exercise(Described):
    """A movement between two poses, what the camera and the person need for it, and its corrections.

    `poses` are those that it alone uses. `recording` is a repetition as text (see `coach/body/written_points.py`).
    `unsure` is said before it starts, because no view judges it well.
    `arms` says which of two sides decides when both may move: the less advanced one, their mean, or the more advanced
    one; then the side that led gives its name to the repetition, unless `both_when` held at the peak.
    """

    TEXTS: ClassVar[tuple[str, ...]] = (*Described.TEXTS, "unsure")
    kind: JudgedKind
    sides: Literal[Sides.BOTH, Sides.EACH] = Sides.BOTH
    camera: Camera
    tempo_s: tuple[Seconds, Seconds] = (0.6, 20.0)
    path: Path
    poses: tuple[Pose, ...] = ()
    progress_signal: tuple[SignalTerm, ...] = Field(min_length=1)
    arms: Literal["least", "mean", "most"] = "least"
    both_when: tuple[Condition, ...] = ()
    circle_widths: tuple[CircleWidth, ...] = ()
    range: Range = Range()
    start_when: tuple[Condition, ...] = ()
    not_while: tuple[Condition, ...] = ()
    required: tuple[Requirement, ...] = ()
    cues: tuple[CueRule, ...] = ()

    @property
    def way(self) -> Way:
        """What is particular in its kind."""
        return WAYS[self.kind]

    unsure: str = ""
    recording: str = ""

    @property
    def is_upright(self) -> bool:
        """Whether it is done standing or sitting. If the body then lies, the picture is turned."""
        return self.place != "floor"

    def sentence_of(self, cue: str) -> str | None:
        """What is said for the correction with this id; None if the exercise has none such."""
        return next((rule.say for rule in self.cues if rule.id == cue), None)

    def rule_conditions(self) -> list[Condition]:
        """All conditions of the cues, of the required form and of two-sidedness."""
        cues = [c for cue in self.cues for conditions, _ in cue.ways for c in conditions]
        return [*self.both_when, *cues, *(c for rule in self.required for c in rule.when)]


class Entry(Strict):
    """An exercise of a program, with one of its other doses by name, or a dose of the program's own."""

    exercise: Id
    dose: Annotated[Id | Dose, Field(union_mode="left_to_right")] | None = None
    rest_s: Seconds | None = None


class Program(Texts):
    """Exercises one after the other: the warm-up, then all of `items`, then `choose` of those `among` which there is a
    choice, never the same as the time before."""

    TEXTS: ClassVar[tuple[str, ...]] = ("title", "also", "good_for", "description", "contraindications")
    id: Id
    title: str
    also: tuple[str, ...] = ()
    good_for: tuple[str, ...] = Field(min_length=1)
    description: str
    warm_up: tuple[Entry, ...] = ()
    items: tuple[Entry, ...] = ()
    choose: int | None = Field(default=None, ge=1, le=20)
    among: tuple[Entry, ...] = ()
    contraindications: tuple[str, ...] = ()
    source: str = ""

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if not self.items and not self.among:
            raise ValueError(_("a program needs 'items', or 'choose' and 'among'"))
        if (self.choose is None) != (not self.among):
            raise ValueError(_("'choose' and 'among' must be used together"))
        if self.choose is not None and len(self.among) <= self.choose:
            raise ValueError(_("'among' needs more than 'choose', or it would be the same every time"))
        return self

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that may come in it, in the order of the file."""
        return (*self.warm_up, *self.items, *self.among)
