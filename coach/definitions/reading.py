"""YAML file -> a checked definition, or every mistake in it at once, each with its place and a way out."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coach.definitions.document import (
    SHOWN,
    DefinitionError,
    Document,
    Keys,
    Problem,
    UnknownWordError,
    Value,
    load,
    near,
)
from coach.wording.catalogue import N_, _, plural
from coach.wording.lists import any_of, listed

__all__ = ["Check", "DefinitionError", "Problem", "check", "near", "read"]

Model = TypeVar("Model", bound=BaseModel)
Check = Callable[[Document], None]

_EXPECTED = {
    "string_type": N_("text"),
    "int_type": N_("a whole number"),
    "int_from_float": N_("a whole number"),
    "float_type": N_("a number"),
    "bool_type": N_("true or false"),
    "tuple_type": N_("a list"),
    "list_type": N_("a list"),
    "set_type": N_("a list"),
    "frozen_set_type": N_("a list"),
    "dict_type": N_("keys and values"),
    "model_type": N_("keys and values"),
    "model_attributes_type": N_("keys and values"),
    "none_required": N_("nothing"),
    "greater_than": N_("more than {gt}"),
    "greater_than_equal": N_("at least {ge}"),
    "less_than": N_("less than {lt}"),
    "less_than_equal": N_("at most {le}"),
    "literal_error": "{expected}",
    "string_too_short": N_("text"),
}


_KINDS = {"Pose": N_("a pose"), "Exercise": N_("an exercise"), "Program": N_("a program"), "Prescription": N_("a plan")}


def read(path: Path, model: type[Model], checks: Iterable[Check] = ()) -> Model:
    """The definition in a file. Raises DefinitionError with all mistakes."""
    return check(load(path), model, checks)


def check(document: Document, model: type[Model], checks: Iterable[Check] = ()) -> Model:
    """The definition in a document already taken apart; `checks` look at what the types alone cannot see."""
    for look in checks:
        look(document)
    definition = None
    try:
        # JSON's rules are the wanted ones: lists for tuples, whole numbers for floats, never text for numbers.
        definition = model.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as error:
        _report(document, model, error.errors(include_url=False))
    if document.problems or definition is None:
        raise DefinitionError(document.problems)
    return definition


def likeliest(document: Document, models: Sequence[type[BaseModel]]) -> type[BaseModel]:
    """Which of several definitions this is meant to be: the one whose own keys it has most of, misspelt ones counting
    half. Raises DefinitionError when it has none."""
    shared = set.intersection(*(set(model.model_fields) for model in models))
    found = set(document.value) - shared if isinstance(document.value, dict) else set()
    own = {model: set(model.model_fields) - shared for model in models}
    score = {model: sum(1.0 if k in own[model] else 0.5 * bool(near(k, own[model])) for k in found) for model in models}
    best = max(models, key=lambda model: score[model])
    if score[best] == 0:
        kinds = any_of([_(_KINDS[model.__name__]) for model in models])
        document.report((), _("expected {kinds}, found no key that only one of them has", kinds=kinds))
        raise DefinitionError(document.problems)
    return best


def _report(document: Document, model: type[BaseModel], errors: list[ErrorDetails]) -> None:
    by_keys: dict[Keys, list[ErrorDetails]] = {}
    for error in errors:
        by_keys.setdefault(_keys(document.value, error), []).append(error)
    around = {keys[:length] for keys in by_keys for length in range(len(keys))}
    for keys, group in by_keys.items():
        if keys in around and all(error["type"] in (*_EXPECTED, "too_short") for error in group):
            continue  # a union's branch that fits worse, or a list that is short only of what is wrong in it
        _report_one(document, model, keys, group)


def _keys(value: Value, error: ErrorDetails) -> Keys:
    """pydantic's location as keys of the document, without the names of union branches that it mixes in."""
    keys: Keys = ()
    for part in error["loc"]:
        inside = (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        )
        if inside:
            value = value[part]  # type: ignore[index]
            keys = (*keys, part)
    return keys


def _report_one(document: Document, model: type[BaseModel], keys: Keys, group: list[ErrorDetails]) -> None:
    first = group[0]
    missing = [str(error["loc"][-1]) for error in group if error["type"] == "missing"]
    if first["type"] == "extra_forbidden":
        message = _(
            "unknown key {key}{offer}", key=repr(keys[-1]), offer=near(str(keys[-1]), _fields(model, keys[:-1]))
        )
        document.report(keys, message, at_key=True)
    elif first["type"] == "value_error":
        document.report(*_sharpened(document, keys, first["ctx"]["error"]))
    elif missing and isinstance(first["loc"][-1], str):
        names = [repr(name) for name in dict.fromkeys(missing)]
        told = listed(names)
        document.report(keys, plural("missing key {keys}", "missing keys {keys}", len(names), keys=told))
    else:
        document.report(keys, _mismatch(_at(document.value, keys), group))


def _sharpened(document: Document, keys: Keys, error: ValueError) -> tuple[Keys, str]:
    """Where the unknown word stands inside the mapping at `keys`, and the message; for other errors, `keys` itself."""
    if isinstance(error, UnknownWordError):
        for inner, value in document.walk():
            if inner[: len(keys)] == keys and (value == error.word or inner[-1:] == (error.word,)):
                return inner, str(error)
    return keys, str(error)


def _mismatch(value: Value, group: list[ErrorDetails]) -> str:
    """Expected and found, and how to write it right."""
    kinds = {error["type"]: error.get("ctx", {}) for error in group}
    found = _found(value)
    if "string_pattern_mismatch" in kinds:
        return _(
            "expected lower-case words joined by '-', found {found}{slug}", found=found, slug=_slug(str(value), kinds)
        )
    if kinds.keys() & {"too_short", "too_long", "missing"}:
        return _wrong_length(value, kinds, [error["loc"][-1] for error in group if error["type"] == "missing"])
    expected = [_(_EXPECTED[kind], **_numbers(ctx)) for kind, ctx in kinds.items() if kind in _EXPECTED]
    if not expected:
        said = group[0]["msg"].removeprefix("Value error, ")
        return said[:1].lower() + said[1:]
    return _(
        "expected {wanted}, found {found}{way_out}",
        wanted=any_of(list(dict.fromkeys(expected))),
        found=found,
        way_out=_way_out(value, kinds),
    )


def _numbers(ctx: Mapping[str, Any]) -> dict[str, str]:
    return {key: f"{value:g}" if isinstance(value, int | float) else _words(str(value)) for key, value in ctx.items()}


def _words(expected: str) -> str:
    """A word of an enum as it is written in the file: `'out'` for pydantic's `<Phase.OUT: 'out'>`."""
    return re.sub(r"<\w+\.\w+: ('[^']*')>", r"\1", expected)


def _wrong_length(value: Value, kinds: Mapping[str, Mapping[str, Any]], absent: list[int | str]) -> str:
    count = len(value) if isinstance(value, list | dict | str) else 0
    if "too_long" in kinds:
        wanted = _("at most {number}", number=kinds["too_long"]["max_length"])
    elif absent:
        wanted = str(max(i for i in absent if isinstance(i, int)) + 1)
    else:
        wanted = _("at least {number}", number=kinds["too_short"]["min_length"])
    found = str(count) if count else _("none")
    if isinstance(value, dict):
        return _("expected {wanted} of these, found {found}", wanted=wanted, found=found)
    return _("expected {wanted} in this list, found {found}", wanted=wanted, found=found)


def _slug(text: str, kinds: Mapping[str, Mapping[str, Any]]) -> str:
    slug = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
    fits = slug and re.match(kinds["string_pattern_mismatch"]["pattern"], slug)
    return _("; did you mean {slug}?", slug=repr(slug)) if fits else ""


def _way_out(value: Value, kinds: Mapping[str, Mapping[str, Any]]) -> str:
    if "literal_error" in kinds and isinstance(value, str):
        return near(value, re.findall(r"'([^']+)'", str(kinds["literal_error"].get("expected", ""))))
    if kinds.keys() & {"float_type", "int_type"} and isinstance(value, str):
        number = _as_number(value)
        if number == value:
            return _("; write {number} without quotes", number=number)
        return _("; write {number}", number=number) if number else ""
    if "bool_type" in kinds and isinstance(value, str):
        meant = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
        word = meant.get(value.lower())
        return _("; write {word}", word=word) if word else ""
    if "string_type" in kinds and isinstance(value, int | float):
        return _("; put it in quotes")
    if kinds.keys() & {"tuple_type", "list_type"} and isinstance(value, str | int | float):
        return _("; put it in [ ]")
    return ""


def _as_number(text: str) -> str:
    """The number that 1:30, 010, 5s, 1_000 or 1,5 most likely stands for, or ""."""
    if clock := re.fullmatch(r"(\d+):([0-5]\d)", text):
        return str(int(clock[1]) * 60 + int(clock[2]))
    plain = re.fullmatch(r"([-+]?)0*(\d[\d_]*(?:[.,]\d+)?)\s*(?:s|sec|seconds|deg|°|x)?", text)
    return f"{plain[1]}{plain[2]}".replace(",", ".").replace("_", "").removeprefix("+") if plain else ""


def _found(value: Value) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= SHOWN else value[: SHOWN - 3] + "...")
    if isinstance(value, int | float):
        return _("the number {number}", number=f"{value:g}")
    return _("a list") if isinstance(value, list) else _("keys and values")


def _at(value: Value, keys: Keys) -> Value:
    for key in keys:
        value = value[key]  # type: ignore[index]
    return value


def _fields(model: type[BaseModel], keys: Keys) -> tuple[str, ...]:
    """The keys that may stand in the mapping at `keys`."""
    models: list[Any] = [model]
    for key in keys:
        models = [found for one in models for found in _inner(one, key)]
    return tuple(name for one in models for name in _model_fields(one))


def _model_fields(kind: Any) -> dict[str, Any]:
    return {name: f.annotation for name, f in kind.model_fields.items()} if _is_model(kind) else {}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _inner(kind: Any, key: str | int) -> list[Any]:
    """The types that a value at `key` inside `kind` may have, unions and Annotated opened."""
    if _is_model(kind):
        return _opened(_model_fields(kind).get(str(key)))
    arguments = [a for a in typing.get_args(kind) if a is not Ellipsis]
    return _opened(arguments[-1]) if arguments else []


def _opened(kind: Any) -> list[Any]:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return _opened(typing.get_args(kind)[0])
    if origin in (typing.Union, types.UnionType):
        return [inner for one in typing.get_args(kind) for inner in _opened(one)]
    return [kind]
