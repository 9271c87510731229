"""The exercises that a person has added: which files of their folder are taken, and why others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.definitions.document import DefinitionError, Document, load
from coach.wording.catalogue import _


@dataclass(frozen=True)
class OwnExercises:
    """`files`: id -> the file of each exercise that is taken. `refused`: the mistakes of each file that is not."""

    files: dict[str, Path]
    refused: tuple[DefinitionError, ...]


def own_exercises(folder: Path, shipped: Mapping[str, Path]) -> OwnExercises:
    """What is in a folder, beside the `shipped` exercises (id -> file). The names are looked at here, the rest when it
    is needed."""
    files: dict[str, Path] = {}
    refused = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = load(path)
            name = _id_of(document, path)
            check_name(document, name, shipped)
            if name in files:
                document.report(
                    ("id",), _("the exercise {name} already exists, in {file}", name=name, file=files[name])
                )
            if document.problems:
                raise DefinitionError(document.problems)
        except DefinitionError as error:
            refused.append(error)
        else:
            files[name] = path
    return OwnExercises(files, tuple(refused))


def check_name(document: Document, name: str, shipped: Mapping[str, Path]) -> None:
    """An exercise takes the place of one that comes with the coach only where it says so, and only of its namesake."""
    replaced = document.value.get("replaces") if isinstance(document.value, dict) else None
    if replaced is None and name in shipped:
        document.report(
            ("id",),
            _(
                "{name} is an exercise that comes with the coach; to take its place write `replaces: {name}`, "
                "otherwise give yours another id",
                name=name,
            ),
        )
    elif isinstance(replaced, str) and replaced != name:
        document.report(
            ("replaces",),
            _(
                "an exercise takes the place of the one with its own id: write `replaces: {name}`, or leave it out",
                name=name,
            ),
        )
    elif isinstance(replaced, str) and name not in shipped:
        document.report(
            ("replaces",), _("no exercise called {name} comes with the coach, so leave this out", name=name)
        )
    elif isinstance(replaced, str):
        _check_alike(document, load(shipped[name]))


def _check_alike(document: Document, replaced: Document) -> None:
    """Programs name an exercise with a dose, which has to fit whatever stands in its place."""
    new, old = (one.value if isinstance(one.value, dict) else {} for one in (document, replaced))
    if new.get("kind") != old.get("kind"):
        document.report(
            ("kind",),
            _("an exercise that takes its place has to be of the same kind, {kind}", kind=repr(old.get("kind"))),
        )
    doses, needed = new.get("doses"), old.get("doses")
    missing = set(needed if isinstance(needed, dict) else ()) - set(doses if isinstance(doses, dict) else ())
    if missing:
        document.report(
            ("replaces",),
            _("programs ask for its other doses, so `doses` has to have {names}", names=", ".join(sorted(missing))),
        )


def _id_of(document: Document, path: Path) -> str:
    """The id that stands in a file; its name where there is none, so that asking for it tells what is wrong."""
    found = document.value.get("id") if isinstance(document.value, dict) else None
    return found if isinstance(found, str) else path.stem
