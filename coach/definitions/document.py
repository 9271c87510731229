"""The text of a definition file -> plain values, each with its line and column.

Values are read as a careful person would read them: `yes`, `on`, `1:30`, `010` and `2024-01-01` stay text. A key may
stand only once, and a value is written where it is used (no anchors, aliases or tags).
"""

from __future__ import annotations

import difflib
import errno
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from coach.bounded_file import content
from coach.wording.catalogue import N_, _
from coach.wording.hidden_characters import made_visible

Keys = tuple[str | int, ...]
Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
LARGEST = 256 * 1024  # bytes; a definition is a page or two
DEEPEST = 32  # lists and mappings in each other; no definition needs ten
MOST_VALUES = 4000  # values and keys; no file of the library has 250
MOST_MISTAKES = 100  # told of one file; nobody mends more before looking again
LONGEST_MESSAGE = 400  # characters; the longest of ours has 300, the rest would be the file's own text
SHOWN = 40  # characters of a value that a message shows: enough to find it
LONGEST_KEY = 60  # characters of a key that a message shows

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what YAML counts as the end of a line
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None}
_WORDS |= {spelling(word): value for word, value in _WORDS.items() for spelling in (str.title, str.upper)}


@dataclass(frozen=True, order=True)
class SourcePlace:
    """Line and column, both from 1; line 0 = the file as a whole."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, and what to do about it."""

    file: str
    place: SourcePlace
    keys: Keys
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place.line}:{self.place.column}" if self.place.line else self.file
        message = self.message if len(self.message) <= LONGEST_MESSAGE else self.message[:LONGEST_MESSAGE] + "..."
        return made_visible(": ".join(part for part in (where, key_path(self.keys), message) if part))


class DefinitionError(Exception):
    """A definition cannot be used. `problems` has every mistake found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.place)))
        super().__init__("\n".join(map(str, self.problems)))


class UnknownWordError(ValueError):
    """A definition uses a `word` that the coach does not know; `reading.py` finds where it stands."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


@dataclass
class Document:
    """The text of a file, its values, where each value and each key stands, and the mistakes met on the way."""

    file: str
    text: str = ""
    value: Value = None
    places: dict[Keys, SourcePlace] = field(default_factory=dict)
    key_places: dict[Keys, SourcePlace] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _known: set[Keys] = field(default_factory=set)

    def report(self, keys: Keys, message: str, at_key: bool = False) -> None:
        """Add a mistake, unless one is already known at that very value. Raises DefinitionError for one too many."""
        if keys in self._known:
            return
        self._known.add(keys)
        place = self.key_places.get(keys) if at_key else None
        self.add(Problem(self.file, place or self.place(keys), keys, message))

    def add(self, problem: Problem) -> None:
        """Add a mistake, whatever else is known there. Raises DefinitionError for one too many."""
        self._known.add(problem.keys)
        self.problems.append(problem)
        if len(self.problems) >= MOST_MISTAKES:
            more = _("these are the first {number} mistakes; mend them, then check again", number=MOST_MISTAKES)
            raise DefinitionError([*self.problems, Problem(self.file, SourcePlace(), (), more)])

    def place(self, keys: Keys) -> SourcePlace:
        """Where a value stands, or the nearest thing around it that stands somewhere."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, SourcePlace(1, 1))

    def walk(self) -> Iterator[tuple[Keys, Value]]:
        """Every value in the file with its keys, outside first."""
        return _walk((), self.value)


def _walk(keys: Keys, value: Value) -> Iterator[tuple[Keys, Value]]:
    yield keys, value
    inner: Iterable[tuple[str | int, Value]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, item in inner:
        yield from _walk((*keys, key), item)


def key_path(keys: Keys) -> str:
    """("cues", 1, "say") -> "cues[1].say"."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key[:LONGEST_KEY]}" for key in keys).removeprefix(".")


def near(name: str, known: Iterable[str]) -> str:
    """The end of a message: "; did you mean 'x'?" for the nearest known name, or nothing."""
    if len(name) > LONGEST_KEY:
        return ""
    names = {known_name.lower(): known_name for known_name in known}
    # Three fifths alike, as Python's own offers are: nearer than chance, and a slip of two letters is found.
    close = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return _("; did you mean {name}?", name=repr(names[close[0]])) if close else ""


def load(path: Path) -> Document:
    """The document in a file. Raises DefinitionError if it cannot be parsed at all."""
    return parsed(text_of(path), str(path))


def parsed(text: str, file: str) -> Document:
    """The document in a text; `file` is what mistakes are said to be in. Raises DefinitionError as `load` does."""
    document = Document(file, text)
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        raise _refusal(document.file, *_plainly(error, text)) from None
    except yaml.reader.ReaderError as error:
        place = _at(text, error.position)
        raise _refusal(
            document.file,
            place,
            _("the character {character} is not allowed", character=repr(chr(int(error.character)))),
        ) from None
    if node is None:
        raise _refusal(document.file, SourcePlace(1, 1), _("the file is empty"))
    if not isinstance(node, yaml.MappingNode):
        raise _refusal(
            document.file, _mark(node.start_mark), _("expected keys and values, found {kind}", kind=_kind(node))
        )
    document.value = _value(document, (), node)
    return document


@lru_cache(maxsize=256)  # more than the library has files: reading YAML takes half of the time of reading one
def _composed(text: str) -> yaml.Node | None:
    """The tree of a text. libyaml reads it six times faster; what it refuses, or may read in another way, is left to
    PyYAML's own parser, whose messages are the ones that `_PLAINLY` knows."""
    if yaml.__with_libyaml__ and not _READ_IN_TWO_WAYS.search(text):
        try:
            return _tree(_FastLoader(text))
        except (yaml.YAMLError, UnicodeError):
            pass
    return _tree(_Loader(text))


def _tree(loader: _Loader | _FastLoader) -> yaml.Node | None:
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _refusal(file: str, place: SourcePlace, message: str) -> DefinitionError:
    return DefinitionError([Problem(file, place, (), message)])


def text_of(path: Path) -> str:
    """What is written in a file, as UTF-8. Raises DefinitionError when it cannot be read."""
    file = str(path)
    try:
        data = content(path, LARGEST)
    except FileNotFoundError:
        raise _refusal(file, SourcePlace(), _("no such file")) from None
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.EFBIG:
            why = _("larger than {size} KB; this is not a definition", size=LARGEST // 1024)
            raise _refusal(file, SourcePlace(), why) from None
        raise _refusal(
            file, SourcePlace(), _("cannot be read: {reason}", reason=getattr(error, "strerror", None) or error)
        ) from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(file, SourcePlace(1, 1), _("saved as UTF-16; save it as UTF-8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _at(data[: error.start].decode("utf-8-sig", "replace"), None)
        raise _refusal(
            file, place, _("byte 0x{byte} is not UTF-8; save the file as UTF-8", byte=f"{data[error.start]:02x}")
        ) from None


def _at(text: str, position: int | None) -> SourcePlace:
    lines = LINE_BREAK.split(text[:position])
    return SourcePlace(len(lines), len(lines[-1]) + 1)


def _mark(mark: yaml.Mark | None) -> SourcePlace:
    return SourcePlace(mark.line + 1, mark.column + 1) if mark else SourcePlace(1, 1)


class _Bounded(yaml.composer.Composer):
    """Composes one tree of bounded depth; refuses aliases, anchors and tags."""

    depth = values = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[attr-defined]  # the parser's
        if getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        if getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="tag", problem_mark=event.start_mark)
        if wrong := _wrong_in(getattr(event, "value", "")):
            raise yaml.MarkedYAMLError(problem=wrong, problem_mark=event.start_mark)
        self.values += 1
        if self.values > MOST_VALUES:
            raise yaml.MarkedYAMLError(problem="many", problem_mark=event.start_mark)
        if self.depth >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="deep", problem_mark=event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)  # type: ignore[arg-type]
        finally:
            self.depth -= 1


class _Loader(_Bounded, yaml.SafeLoader):
    """With PyYAML's own parser."""


if yaml.__with_libyaml__:

    class _FastLoader(_Bounded, yaml.CSafeLoader):
        """With libyaml's parser."""

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            yaml.composer.Composer.__init__(self)

        def compose_scalar_node(self, anchor: dict[Any, yaml.Node]) -> yaml.ScalarNode:
            node = super().compose_scalar_node(anchor)
            if node.value == node.style == "":
                raise yaml.YAMLError("nothing stands here, and libyaml gives it another place")
            return node


def _wrong_in(text: str) -> str:
    """ "half" or "control" for a text with half a character or a control character in it, or ""."""
    if _HALF.search(text):
        return "half"
    return "control" if _CONTROL.search(text) else ""


# What the two parsers allow in different places.
_READ_IN_TWO_WAYS = re.compile("[\t?\x85\u2028\u2029\ufeff]|[|>][-+0-9]*#|(?m:^)%")
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # written as "\e", say: a terminal would obey it
_NO_ANCHORS = N_("anchors (&) and aliases (*) are not used here; text that begins with & or * needs quotes")
# What YAML's parser says -> what a person is told. {sign} is the sign that the parser names.
_PLAINLY = (
    (r"(?s)alias|expected alphabetic or numeric character.*", _NO_ANCHORS),
    (r"tag", N_("tags (!) are not used here; text that begins with ! needs quotes")),
    (r"half", N_("half a character; write the character itself")),
    (r"control", N_("a control character is not allowed in a text")),
    (r"deep", N_("nested deeper than {levels} levels")),
    (r"many", N_("more than {values} values; this is not a definition")),
    (r"mapping values are not allowed here", N_("a ':' is not expected here; text with ': ' in it needs quotes")),
    (
        r"sequence entries are not allowed here",
        N_("a '-' is not expected here; a list begins on a line of its own"),
    ),
    (r"could not find expected ':'", N_("expected a ':' after the key; is the indentation right?")),
    (r"expected (<block end>|'<document start>').*", N_("the indentation does not fit the lines above")),
    (r"but found another document", N_("a second document begins here; one file holds one definition")),
    (r"found unexpected end of stream", N_("the quotes that open here are never closed")),
    (
        r"expected ',' or '(?P<sign>.)', but got .*",
        N_("no matching '{sign}' for this bracket; or a ',' is missing in it"),
    ),
    (r"expected the node content, but found '<stream end>'", N_("the file ends inside a bracket")),
    (r"found character '(?P<sign>.)' that cannot start any token", N_("text that begins with '{sign}' needs quotes")),
)
_OPENS = ("found unexpected end of stream", "expected ',' or '(?P<sign>.)', but got .*")  # told where it opens


def _plainly(error: yaml.MarkedYAMLError, text: str) -> tuple[SourcePlace, str]:
    """YAML's own message in plain words; for something that is never closed, the place where it opens."""
    said, mark = error.problem or "?", error.problem_mark
    if mark is not None and "\t" in LINE_BREAK.split(text)[mark.line][: mark.column + 1]:
        return _mark(mark), _("a tab is not allowed here; indent with spaces")
    for pattern, plain in _PLAINLY:
        if found := re.fullmatch(pattern, said):
            opens = error.context_mark if pattern in _OPENS else None
            return _mark(opens or mark), _(plain, levels=DEEPEST, values=MOST_VALUES, **found.groupdict())
    return _mark(mark), _("not YAML: {said}", said=said)


def _value(document: Document, keys: Keys, node: yaml.Node) -> Value:
    document.places[keys] = _mark(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        return _mapping(document, keys, node)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(document, keys, node)
    return [_value(document, (*keys, i), item) for i, item in enumerate(node.value)]


def _mapping(document: Document, keys: Keys, node: yaml.MappingNode) -> Value:
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        place = _mark(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            document.add(Problem(document.file, place, keys, _("expected a key, found {kind}", kind=_kind(key_node))))
            continue
        key = key_node.value
        if key in values:
            first = document.key_places[(*keys, key)].line
            message = _("the key {key} stands here a second time (first in line {first})", key=repr(key), first=first)
            document.add(Problem(document.file, place, (*keys, key), message))
            continue
        if number := _decimal_comma(values, key, value_node):
            last, message = next(reversed(values)), _("a comma ends the number here; write {number}", number=number)
            document.add(Problem(document.file, place, (*keys, last), message))
            continue
        document.key_places[(*keys, key)] = place
        values[key] = _value(document, (*keys, key), value_node)
    return values


def _decimal_comma(before: dict[str, Value], key: str, node: yaml.Node) -> str:
    """ "2.5" for the 5 of {hold_s: 2,5}, which YAML takes for a key without a value; "" for anything else."""
    last = next(reversed(before.values()), None)
    whole = isinstance(last, int) and not isinstance(last, bool)
    alone = isinstance(node, yaml.ScalarNode) and node.style is None and not node.value
    return f"{last}.{key}" if whole and alone and key.isascii() and key.isdigit() else ""


def _scalar(document: Document, keys: Keys, node: yaml.ScalarNode) -> Value:
    text = str(node.value)
    if node.style:
        return text
    if text == "":
        document.report(keys, _("expected a value, found nothing"))
        return None
    if text in _WORDS:
        return _WORDS[text]
    # Fifteen digits are what a float holds exactly; a longer number is read as one.
    if _INT.fullmatch(text) and len(text) < 16:
        return int(text)
    if _NOT_FINITE.fullmatch(text) or _FLOAT.fullmatch(text):
        number = math.inf if _NOT_FINITE.fullmatch(text) else float(text)
        if math.isfinite(number):
            return number
        document.report(keys, _("expected a finite number, found {text}", text=text[:SHOWN]))
        return None
    return text


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return _("the text {text}", text=repr(node.value[:SHOWN]))
    return _("a list") if isinstance(node, yaml.SequenceNode) else _("a mapping")
