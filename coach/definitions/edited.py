"""A definition's text with other numbers in it; everything else, comments too, stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from coach.definitions.definition import Exercise, Pose, Relative
from coach.definitions.document import LINE_BREAK, Document, Keys, parsed, text_of
from coach.definitions.library import Card
from coach.definitions.template import pose_lines

TOKEN = re.compile(r"[^\s,\[\]{}#]+")  # a number in block or flow style


def with_numbers(document: Document, numbers: Mapping[Keys, float]) -> str:
    """The text with each number in the place of the one at these keys, or as a new key where its mapping has none, or
    at the end where there is no such mapping."""
    text = document.text
    for keys, value in numbers.items():
        text = _with_number(parsed(text, document.file), keys, f"{value:g}")
    return text


def _with_number(document: Document, keys: Keys, number: str) -> str:
    if keys in document.places:
        return _replaced(document, keys, number)
    inside = [known for known in document.key_places if known[:-1] == keys[:-1] and len(keys) > 1]
    if inside:
        first = min(inside, key=lambda known: document.key_places[known])
        place = document.key_places[first]
        separator = ", " if _is_flow(document, keys[:-1]) else "\n" + " " * (place.column - 1)
        at = _offset(document, place.line, place.column)
        return f"{document.text[:at]}{keys[-1]}: {number}{separator}{document.text[at:]}"
    return f"{document.text.rstrip()}\n{keys[0]}: {{{keys[-1]}: {number}}}\n"


def _replaced(document: Document, keys: Keys, text: str) -> str:
    """With this text in the place of the single word at these keys."""
    place = document.places[keys]
    at = _offset(document, place.line, place.column)
    found = TOKEN.match(document.text, at)
    return document.text[:at] + text + document.text[found.end() if found else at :]


def with_word(document: Document, keys: Keys, word: str) -> str:
    """The text with another word at these keys."""
    return _replaced(document, keys, word)


def with_entry(document: Document, key: str, lines: Iterable[str]) -> str:
    """The text with one entry more in the list `key:`, which is begun at the end where there is none. `lines` are the
    entry's, its "-" indented by two."""
    first = document.places.get((key, 0))
    if first is None:
        return document.text.rstrip() + "\n" + "\n".join([f"{key}:", *lines]) + "\n"
    indent = " " * (first.column - 3)
    at = _offset(document, first.line, 1)
    return document.text[:at] + "".join(f"{indent}{line[2:]}\n" for line in lines) + document.text[at:]


def _is_flow(document: Document, keys: Keys) -> bool:
    place = document.places[keys]
    return document.text[_offset(document, place.line, place.column)] == "{"


def _offset(document: Document, line: int, column: int) -> int:
    """Where a line and column (from 1) are in the text."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(document.text))]
    return starts[line - 1] + column - 1


def tuned_texts(
    card: Card, numbers: Mapping[Keys, float], target: Pose | None, beside: Mapping[str, Path]
) -> dict[Path, tuple[str, str]]:
    """File -> its text before and after, for an exercise with other `numbers` and, where that is given, with another
    target pose. A pose of the exercise's own is changed where it stands, inside or `beside` (id -> file); one that
    comes with the coach is copied into the exercise first."""
    before, file = text_of(card.path), str(card.path)
    text = with_numbers(parsed(before, file), numbers)
    texts: dict[Path, tuple[str, str]] = {}
    if target is not None:
        values = {("measures", name, *_deeper(value)): _number(value) for name, value in target.measures.items()}
        inside = [pose.id for pose in card.exercise.poses] if isinstance(card.exercise, Exercise) else []
        if target.id in inside:
            at = ("poses", inside.index(target.id))
            text = with_numbers(parsed(text, file), {(*at, *keys): value for keys, value in values.items()})
        elif target.id in beside:
            path, pose = beside[target.id], text_of(beside[target.id])
            texts[path] = pose, with_numbers(parsed(pose, str(path)), values)
        else:
            text = _with_own_target(text, card, target)
    return {card.path: (before, text), **texts} if text != before else texts


def _deeper(value: float | Relative) -> Keys:
    return ("neutral",) if isinstance(value, Relative) else ()


def _number(value: float | Relative) -> float:
    return value.neutral if isinstance(value, Relative) else value


def _with_own_target(text: str, card: Card, target: Pose) -> str:
    """With the pose in the file itself, under a name of its own."""
    file, name = str(card.path), f"{card.exercise.id}-target"
    text = with_word(parsed(text, file), ("path", "target"), name)
    return with_entry(parsed(text, file), "poses", list(pose_lines(target, name)))
