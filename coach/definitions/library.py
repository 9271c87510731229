"""The poses, exercises and programs that come with the coach, and those of a user's own beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path

from coach.bounded_file import real
from coach.definitions.checks import (
    check_cues,
    check_doses,
    check_entries,
    check_entry_doses,
    check_kind,
    check_landmarks,
    check_line_doses,
    check_lines,
    check_measures,
    check_needs,
    check_pose_names,
    check_recording,
    check_usual,
    check_way,
)  # fmt: skip
from coach.definitions.definition import Activity, Dose, Exercise, Pose, Program
from coach.definitions.document import DefinitionError, Document, load, near, parsed
from coach.definitions.own_exercises import OwnExercises, check_name, own_exercises
from coach.definitions.prescription import Prescribed, Prescription
from coach.definitions.reading import Check, check, likeliest, read
from coach.wording.catalogue import _, language


class UnknownNameError(Exception):
    """No such exercise, program or pose; the message offers the nearest names."""


@dataclass(frozen=True)
class Card:
    """An exercise with the poses it names, and the file it came from."""

    exercise: Exercise | Activity
    poses: Mapping[str, Pose]
    path: Path

    def dosed(self, name: str | None) -> Card:
        """With another of its doses in place of the usual one; None = as it is. Raises UnknownNameError."""
        doses = self.exercise.doses
        if name is None:
            return self
        if name not in doses:
            other = _("; it has {doses}", doses=", ".join(doses)) if doses else _("; it has the one dose only")
            raise UnknownNameError(
                _(
                    "{title} has no dose {name}{offer}",
                    title=self.exercise.title,
                    name=repr(name),
                    offer=near(name, doses) or other,
                )
            )
        return replace(self, exercise=self.exercise.model_copy(update={"dose": doses[name]}))


@dataclass(frozen=True)
class ProgramCard:
    """A program with the exercises it names, and the file it came from."""

    program: Program
    cards: Mapping[str, Card]
    path: Path


@dataclass(frozen=True)
class PlanCard:
    """A plan with the exercises and programs it names, and the file it came from."""

    prescription: Prescription
    cards: Mapping[str, Card]
    programs: Mapping[str, ProgramCard]
    path: Path

    def card_of(self, line: Prescribed) -> Card | ProgramCard:
        """What a line names; an exercise with the dose that the plan begins with."""
        if line.exercise is None:
            return self.programs[line.name]
        card = self.cards[line.exercise]
        if isinstance(line.dose, Dose):
            return replace(card, exercise=card.exercise.model_copy(update={"dose": line.dose}))
        return card.dosed(line.dose)


def shipped() -> Path:
    """The folder that holds `poses/`, `exercises/` and `demo/`: inside the installed package, or a source checkout."""
    package = Path(__file__).parents[1]
    installed = package / "library"
    return installed if (installed / "exercises").is_dir() else package.parent


class Library:
    """Finds exercises and programs by id, by another name (`also`) or by the path of a YAML file.

    `own` is the folder with the `exercises` and `poses` that a person has added; None = none are looked for.
    """

    def __init__(self, root: Path | None = None, own: Path | None = None) -> None:
        self.root, self.own = root or shipped(), own

    @cached_property
    def _shipped(self) -> dict[str, Path]:
        folder = self.root / "exercises"
        return {name: folder / f"{name}.yaml" for name in _ids(folder)}

    @cached_property
    def _own(self) -> OwnExercises:
        return OwnExercises({}, ()) if self.own is None else own_exercises(self.own / "exercises", self._shipped)

    @property
    def _files(self) -> dict[str, Path]:
        """The file of each exercise by its id; those that a person has added come first."""
        return self._shipped | self._own.files

    @property
    def shipped_ids(self) -> tuple[str, ...]:
        """The exercises that come with the coach."""
        return tuple(self._shipped)

    @cached_property
    def refused(self) -> tuple[DefinitionError, ...]:
        """What is wrong with the exercises that a person has added and that cannot be used."""
        return (*self._own.refused, *(found for found in self._added if isinstance(found, DefinitionError)))

    @cached_property
    def _added(self) -> tuple[Card | DefinitionError, ...]:
        return tuple(self._card_or_mistakes(path) for path in self._own.files.values())

    def _card_or_mistakes(self, path: Path) -> Card | DefinitionError:
        try:
            return self._card(path)
        except DefinitionError as error:
            return error

    @cached_property
    def pose_ids(self) -> tuple[str, ...]:
        """The poses that come with the coach."""
        return _ids(self.root / "poses")

    @cached_property
    def _pose_files(self) -> dict[str, Path]:
        return {i: self.root / "poses" / f"{i}.yaml" for i in self.pose_ids}

    def cards(self) -> tuple[Card, ...]:
        """Every exercise that comes with the coach or was added to it, by title; read once."""
        return self._cards

    @cached_property
    def _cards(self) -> tuple[Card, ...]:
        added = [card for card in self._added if isinstance(card, Card)]
        others = [self._card(path) for name, path in self._shipped.items() if name not in self._own.files]
        return tuple(sorted((*added, *others), key=lambda card: card.exercise.title))

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of all cards, without what is only timed."""
        return tuple(card.exercise for card in self.cards() if isinstance(card.exercise, Exercise))

    def exercise(self, name: str) -> Exercise:
        """Like `card`, but also raises UnknownNameError for an exercise that is only timed."""
        exercise = self.card(name).exercise
        if not isinstance(exercise, Exercise):
            raise UnknownNameError(
                _("{exercise} is timed; there is nothing to judge in it", exercise=repr(exercise.id))
            )
        return exercise

    def card(self, name: str) -> Card:
        """The exercise of that id, other name or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            return self._card(Path(name))
        asked = _slug(name)
        if asked in self._files:
            return self._card(self._files[asked])
        names = self._names
        if asked in names:
            return names[asked]
        raise UnknownNameError(
            _(
                "no exercise is called {name}{offer}",
                name=repr(name),
                offer=near(asked, names) or _offer(names.values()),
            )
        )

    @cached_property
    def _names(self) -> dict[str, Card]:
        """All names of an exercise, in the form used for looking up. What was added takes no other's name away."""
        cards = sorted(self.cards(), key=lambda card: card.path not in self._own.files.values())
        return {_slug(n): card for card in cards for n in (card.exercise.id, card.exercise.title, *card.exercise.also)}

    def programs(self) -> tuple[Program, ...]:
        """Every program that comes with the coach, by title."""
        folder = self.root / "exercises" / "programs"
        found = (read(folder / f"{i}.yaml", Program).in_language(language()) for i in _ids(folder))
        return tuple(sorted(found, key=lambda program: program.title))

    def program(self, name: str) -> ProgramCard:
        """The program of that id, other name or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            return self._program(Path(name))
        asked = _slug(name)
        folder = self.root / "exercises" / "programs"
        if asked in _ids(folder):
            return self._program(folder / f"{asked}.yaml")
        named = {_slug(n): p.id for p in self.programs() for n in (p.id, p.title, *p.also)}
        if asked in named:
            return self._program(folder / f"{named[asked]}.yaml")
        raise UnknownNameError(_("no program is called {name}{offer}", name=repr(name), offer=near(asked, named)))

    def plans(self) -> tuple[Prescription, ...]:
        """Every plan that comes with the coach, by title."""
        folder = self.root / "exercises" / "plans"
        found = (read(folder / f"{i}.yaml", Prescription).in_language(language()) for i in _ids(folder))
        return tuple(sorted(found, key=lambda plan: plan.title))

    def plan(self, name: str) -> PlanCard:
        """The plan of that id, title or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            return self._plan_of(load(Path(name)), Path(name))
        asked, folder = _slug(name), self.root / "exercises" / "plans"
        named = {_slug(n): plan.id for plan in self.plans() for n in (plan.id, plan.title)}
        if asked not in named:
            others = _("; there are {names}", names=", ".join(sorted(set(named.values()))))
            raise UnknownNameError(
                _("no plan is called {name}{offer}", name=repr(name), offer=near(asked, named) or others)
            )
        path = folder / f"{named[asked]}.yaml"
        return self._plan_of(load(path), path)

    def plan_in(self, text: str, path: Path) -> PlanCard:
        """The plan in a text that once stood in that file. Raises DefinitionError."""
        return self._plan_of(parsed(text, str(path)), path)

    def find(self, name: str) -> Card | ProgramCard:
        """The exercise or program of that id, other name or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            path = Path(name)
            document = load(path)
            is_program = likeliest(document, (Exercise, Program)) is Program
            return self._program_of(document, path) if is_program else self._card_of(document, path)
        if _slug(name) in self._files:
            return self.card(name)
        try:
            return self.program(name)
        except UnknownNameError as error:
            if str(error).endswith("?") and not near(_slug(name), self._names):
                raise  # a typing mistake in the name of a program
        return self.card(name)

    def pose(self, name: str) -> Pose:
        """The pose of that id or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            return self._pose(Path(name))
        if name not in self.pose_ids:
            raise UnknownNameError(
                _("no pose is called {name}{offer}", name=repr(name), offer=near(name, self.pose_ids))
            )
        return self._pose(self.root / "poses" / f"{name}.yaml")

    def check(self, path: Path) -> Card | ProgramCard | PlanCard | Pose:
        """The pose, exercise, program or plan in a file. Raises DefinitionError with all mistakes."""
        document = load(path)
        kind = likeliest(document, (Pose, Exercise, Program, Prescription))
        if kind is Prescription:
            return self._plan_of(document, path)
        if kind is Pose:
            return check(document, Pose, [check_measures])
        if kind is Program:
            return self._program_of(document, path)
        return self._checked(document, path, added=self._is_added(path))

    def card_in(self, document: Document, path: Path) -> Card:
        """The exercise in a document as it would be in that file. Raises DefinitionError with all mistakes."""
        return self._checked(document, path, added=self._is_added(path))

    def added(self, document: Document) -> Card:
        """The exercise in a document as it would be if it were added. Raises DefinitionError with all mistakes."""
        kind = likeliest(document, (Pose, Exercise, Program, Prescription))
        if kind is not Exercise or self.own is None:
            document.report((), _("only an exercise can be added; `coach do` takes the file of a program"))
            raise DefinitionError(document.problems)
        return self._checked(document, self.own / "exercises" / Path(document.file).name, added=True)

    def _checked(self, document: Document, path: Path, *, added: bool) -> Card:
        card = self._card_of(document, path)
        if isinstance(card.exercise, Exercise):
            check_needs(document, card.exercise)
        if added:
            check_name(document, card.exercise.id, self._shipped)
        if document.problems:
            raise DefinitionError(document.problems)
        return card

    def _is_added(self, path: Path) -> bool:
        """Whether this file is one that a person has added."""
        return self.own is not None and real(path).parent == real(self.own / "exercises")

    def _pose(self, path: Path) -> Pose:
        return read(path, Pose, [check_measures]).in_language(language())

    def _card(self, path: Path) -> Card:
        if path.parent == self.root / "exercises" and self.root == _SHIPPED.root:
            return _shipped_card(path, language())
        return self._card_of(load(path), path)

    def _program(self, path: Path) -> ProgramCard:
        return self._program_of(load(path), path)

    def _program_of(self, document: Document, path: Path) -> ProgramCard:
        known = self._files | _exercise_files(path, self.root)
        program = check(document, Program, [partial(check_entries, known)])
        cards = {name: self._card(known[name]) for name in dict.fromkeys(entry.exercise for entry in program.entries)}
        check_entry_doses(document, program, {name: card.exercise for name, card in cards.items()})
        if document.problems:
            raise DefinitionError(document.problems)
        return ProgramCard(program.in_language(language()), cards, path)

    def _plan_of(self, document: Document, path: Path) -> PlanCard:
        folder = self.root / "exercises"
        exercises = self._files | _exercise_files(path, self.root)
        programs = {i: folder / "programs" / f"{i}.yaml" for i in _ids(folder / "programs")}
        programs |= _program_files(path, self.root)
        plan = check(document, Prescription, [partial(check_lines, exercises, programs)])
        cards = {line.exercise: self._card(exercises[line.exercise]) for line in plan.exercises if line.exercise}
        check_line_doses(document, plan, {name: card.exercise for name, card in cards.items()})
        if document.problems:
            raise DefinitionError(document.problems)
        inside = {line.program: self._program(programs[line.program]) for line in plan.exercises if line.program}
        return PlanCard(plan.in_language(language()), cards, inside, path)

    def _card_of(self, document: Document, path: Path) -> Card:
        if isinstance(document.value, dict) and document.value.get("kind") == "clock":
            return Card(check(document, Activity, [check_doses]).in_language(language()), {}, path)
        beside = pose_files(path, self.root)
        known = self._pose_files | beside
        inside = names_inside(document)

        looks: list[Check] = [
            check_kind,
            check_doses,
            check_measures,
            check_landmarks,
            check_cues,
            check_usual,
            check_recording,
        ]
        looks.append(partial(check_pose_names, {*known, *inside}))
        exercise = check(document, Exercise, looks)
        named = dict.fromkeys((exercise.path.start, exercise.path.target))
        of_its_own = {pose.id: pose.in_language(language()) for pose in exercise.poses}
        poses = {name: of_its_own[name] if name in of_its_own else self._pose(known[name]) for name in named}
        card = Card(exercise, poses, path)
        check_way(document, exercise, card.poses)
        if document.problems:
            raise DefinitionError(document.problems)
        return replace(card, exercise=exercise.in_language(language()))


_SHIPPED = Library()


@cache
def _shipped_card(path: Path, _language: str) -> Card:
    """One that comes with the coach, in that language: it is read once, for nobody writes it anew meanwhile."""
    return _SHIPPED._card_of(load(path), path)


def names_inside(document: Document) -> tuple[str, ...]:
    """The ids of the poses that an exercise's own file holds."""
    poses = document.value.get("poses") if isinstance(document.value, dict) else None
    entries = poses if isinstance(poses, list) else []
    return tuple(str(entry["id"]) for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str))


def looks_like_file(name: str) -> bool:
    """True for what names a YAML file rather than an exercise."""
    return name.lower().endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def pose_files(path: Path, root: Path) -> dict[str, Path]:
    """Poses that stand beside an exercise's file, by id; none for an exercise of the library itself."""
    here = path.parent
    if here == root / "exercises":
        return {}
    folders = [here.parent / "poses", here / "poses"] if here.name == "exercises" else [here / "poses"]
    return {file.stem: file for folder in folders if folder.is_dir() for file in sorted(folder.glob("*.yaml"))}


def _exercise_files(path: Path, root: Path) -> dict[str, Path]:
    """Exercises that stand beside the file of a program or plan, by id; none for one of the library itself."""
    here = path.parent
    if here.parent == root / "exercises":
        return {}
    folder = here.parent if here.name in ("programs", "plans") else here
    return {file.stem: file for file in sorted(folder.glob("*.yaml")) if real(file) != real(path)}


def _program_files(path: Path, root: Path) -> dict[str, Path]:
    """Programs that stand beside a plan's file, by id: in the same folder, or in one called `programs`."""
    here = path.parent
    if here.parent == root / "exercises":
        return {}
    folder = here.parent if here.name == "plans" else here
    files = [*sorted(folder.glob("*.yaml")), *sorted((folder / "programs").glob("*.yaml"))]
    return {file.stem: file for file in files if real(file) != real(path)}


def _ids(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in folder.glob("*.yaml"))) if folder.is_dir() else ()


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _offer(cards: Iterable[Card]) -> str:
    ids = sorted({card.exercise.id for card in cards})
    return (
        _("; there are {names}", names=", ".join(ids)) if 0 < len(ids) <= 6 else _("; `coach list` shows what there is")
    )


__all__ = [
    "Card",
    "DefinitionError",
    "Library",
    "PlanCard",
    "ProgramCard",
    "UnknownNameError",
    "looks_like_file",
    "shipped",
]
