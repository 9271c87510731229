"""The poses and exercises that come with the coach, and those of a user's own file beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coach.body.landmarks import INDEX, NAMES
from coach.body.measures import VOCABULARY
from coach.training.definitions import Exercise, Pose, known_measure
from coach.training.document import DefinitionError, Document, Keys, load, near
from coach.training.reading import check, read

_JOINTS = {name.removeprefix("left_") for name in NAMES if name.startswith("left_")}


class UnknownNameError(Exception):
    """No such exercise or pose; the message offers the nearest names."""


@dataclass(frozen=True)
class Card:
    """An exercise with the poses it names, and the file it came from."""

    exercise: Exercise
    poses: Mapping[str, Pose]
    path: Path


def shipped() -> Path:
    """The folder that holds `poses/`, `exercises/` and `demo/`: inside the installed package, or a source checkout."""
    package = Path(__file__).parents[1]
    installed = package / "library"
    return installed if (installed / "exercises").is_dir() else package.parent


class Library:
    """Finds exercises by id, by another name (`also`) or by the path of a YAML file."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or shipped()

    @cached_property
    def pose_ids(self) -> tuple[str, ...]:
        """The poses that come with the coach."""
        return _ids(self.root / "poses")

    def cards(self) -> tuple[Card, ...]:
        """Every exercise that comes with the coach, by title."""
        folder = self.root / "exercises"
        return tuple(sorted((self._card(folder / f"{i}.yaml") for i in _ids(folder)), key=lambda c: c.exercise.title))

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of all cards."""
        return tuple(card.exercise for card in self.cards())

    def exercise(self, name: str) -> Exercise:
        """See `card`."""
        return self.card(name).exercise

    def card(self, name: str) -> Card:
        """The exercise of that id, other name or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            return self._card(Path(name))
        asked = _slug(name)
        shipped_file = self.root / "exercises" / f"{asked}.yaml"
        if asked and shipped_file.is_file():
            return self._card(shipped_file)
        names: dict[str, Card] = {}
        for card in self.cards():
            names |= {_slug(n): card for n in (card.exercise.id, card.exercise.title, *card.exercise.also)}
        if asked in names:
            return names[asked]
        raise UnknownNameError(f"no exercise is called {name!r}{near(asked, names) or _offer(names.values())}")

    def pose(self, name: str) -> Pose:
        """The pose of that id or file. Raises UnknownNameError, DefinitionError."""
        if looks_like_file(name):
            return self._pose(Path(name))
        if name not in self.pose_ids:
            raise UnknownNameError(f"no pose is called {name!r}{near(name, self.pose_ids)}")
        return self._pose(self.root / "poses" / f"{name}.yaml")

    def check(self, path: Path) -> Card | Pose:
        """The pose or exercise in a file. Raises DefinitionError with all mistakes."""
        document = load(path)
        keys = set(document.value) if isinstance(document.value, dict) else set()
        if "measures" in keys and not keys & {"path", "driver", "movement", "kind"}:
            return check(document, Pose, [check_measures])
        return self._card_of(document, path)

    def _pose(self, path: Path) -> Pose:
        return read(path, Pose, [check_measures])

    def _card(self, path: Path) -> Card:
        return self._card_of(load(path), path)

    def _card_of(self, document: Document, path: Path) -> Card:
        own = _pose_files(path, self.root)
        known = {**{i: self.root / "poses" / f"{i}.yaml" for i in self.pose_ids}, **own}

        def poses_exist(document: Document) -> None:
            for keys, name in _texts_at(document, ("path", None)):
                if name not in known:
                    document.report(keys, f"unknown pose {name!r}{near(name, known)}")

        exercise = check(document, Exercise, [check_measures, check_landmarks, check_cues, poses_exist])
        named = [name for _, name in _texts_at(document, ("path", None))]
        return Card(exercise, {name: self._pose(known[name]) for name in dict.fromkeys(named)}, path)


def looks_like_file(name: str) -> bool:
    """True for what names a YAML file rather than an exercise."""
    return name.lower().endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def check_measures(document: Document) -> None:
    """Every measure named anywhere is in the vocabulary."""
    for keys, name in _names(document, "measure", "measures"):
        try:
            known_measure(name)
        except ValueError as error:
            document.report(keys, f"{error}{near(name, VOCABULARY)}", at_key=keys[-1] == name)


def check_landmarks(document: Document) -> None:
    """Every landmark named is one of the 33, or a joint that stands for both sides."""
    for keys, name in _names(document, "", "needs", "marks"):
        if name not in INDEX and name not in _JOINTS:
            document.report(keys, f"unknown landmark {name!r}{near(name, (*_JOINTS, *NAMES))}")


def check_cues(document: Document) -> None:
    """No two cues share an id."""
    seen: dict[str, Keys] = {}
    for keys, name in _texts_at(document, ("cues", None, "id")):
        if name in seen:
            document.report(keys, f"the cue {name!r} is there twice (first in line {document.place(seen[name]).line})")
        seen.setdefault(name, keys)


def _names(document: Document, single: str, *several: str) -> Iterator[tuple[Keys, str]]:
    """Texts under a key called `single`, and the keys or items of mappings and lists called one of `several`."""
    for keys, value in document.walk():
        name = keys[-1] if keys else None
        if name == single and isinstance(value, str):
            yield keys, value
        elif name in several and isinstance(value, dict):
            yield from (((*keys, key), key) for key in value)
        elif name in several and isinstance(value, list):
            yield from (((*keys, i), item) for i, item in enumerate(value) if isinstance(item, str))


def _texts_at(document: Document, pattern: tuple[str | None, ...]) -> Iterator[tuple[Keys, str]]:
    """Texts whose keys fit the pattern; None fits any key."""
    for keys, value in document.walk():
        fits = len(keys) == len(pattern) and all(p is None or p == key for p, key in zip(pattern, keys, strict=True))
        if fits and isinstance(value, str):
            yield keys, value


def _pose_files(path: Path, root: Path) -> dict[str, Path]:
    """Poses that stand beside an exercise's file, by id; none for an exercise of the library itself."""
    here = path.parent
    if here == root / "exercises":
        return {}
    folders = [here.parent / "poses", here / "poses"] if here.name == "exercises" else [here / "poses"]
    return {file.stem: file for folder in folders if folder.is_dir() for file in sorted(folder.glob("*.yaml"))}


def _ids(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in folder.glob("*.yaml"))) if folder.is_dir() else ()


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _offer(cards: Iterable[Card]) -> str:
    ids = sorted({card.exercise.id for card in cards})
    return f"; there are {', '.join(ids)}" if 0 < len(ids) <= 6 else "; `coach list` shows what there is"


__all__ = ["Card", "DefinitionError", "Library", "UnknownNameError", "looks_like_file", "shipped"]
