"""A pose or an exercise as YAML for people to read and change: a comment beside each number says what it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from coach.definitions.definition import Strict
from coach.definitions.document import Keys

WIDEST = 118  # characters in a line, as in the files that come with the coach
INDENT = "  "


def written(definition: Strict, reasons: Mapping[Keys, str], heading: Sequence[str] = ()) -> str:
    """The text of a file that reads as this definition. `reasons`: the keys of a value -> the comment beside it;
    `heading`: paragraphs of comment at the top. What has its default value and no reason is left out."""
    head = [line for paragraph in heading for line in _comment(paragraph, "")]
    values, every = definition.model_dump(mode="json", exclude_defaults=True), definition.model_dump(mode="json")
    for keys in reasons:
        _take(values, every, keys)
    return "\n".join([*head, *_mapping(values, (), reasons, "")]) + "\n"


def _take(values: Any, every: Any, keys: Keys) -> None:
    """Put what stands at these keys of `every` into `values`, if it is not there."""
    for key in keys[:-1]:
        if isinstance(values, dict):
            values.setdefault(key, {})
        values, every = values[key], every[key]
    if isinstance(values, dict):
        values.setdefault(keys[-1], every[keys[-1]])


def _comment(text: str, indent: str) -> list[str]:
    """One paragraph of comment, wrapped. Line ends in it become blanks, so that it stays a comment."""
    return textwrap.wrap(
        " ".join(text.split()), WIDEST, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ",
    )  # fmt: skip


def _mapping(values: Mapping[str, Any], keys: Keys, reasons: Mapping[Keys, str], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{_flow(key)}:", value, (*keys, key), reasons, indent)


def _entry(label: str, value: Any, keys: Keys, reasons: Mapping[Keys, str], indent: str) -> Iterator[str]:
    """`label` with its value: on its line if there is room, or else below it."""
    line = f"{indent}{label} {_flow(value)}"
    inside = any(len(other) > len(keys) and other[: len(keys)] == keys for other in reasons)
    if not inside and len(line) <= WIDEST:
        yield from _with_reason(line, reasons.get(keys), indent)
    elif isinstance(value, Mapping):
        yield from _with_reason(f"{indent}{label}", reasons.get(keys), indent)
        yield from _mapping(value, keys, reasons, indent + INDENT)
    elif isinstance(value, list):
        yield from _with_reason(f"{indent}{label}", reasons.get(keys), indent)
        for place, item in enumerate(value):
            yield from _item(item, (*keys, place), reasons, indent + INDENT)
    else:
        yield from _long_text(label, str(value), keys, reasons, indent)


def _item(item: Any, keys: Keys, reasons: Mapping[Keys, str], indent: str) -> Iterator[str]:
    """One item of a list. A mapping that is too long for a line has its keys below one another."""
    line = f"{indent}- {_flow(item)}"
    inside = any(len(other) > len(keys) and other[: len(keys)] == keys for other in reasons)
    if not isinstance(item, Mapping) or (len(line) <= WIDEST and not inside):
        yield from _with_reason(line, reasons.get(keys), indent)
        return
    if keys in reasons:
        yield from _comment(reasons[keys], indent)
    for place, text in enumerate(_mapping(item, keys, reasons, indent + INDENT)):
        yield f"{indent}- {text.removeprefix(indent + INDENT)}" if place == 0 else text


def _with_reason(line: str, reason: str | None, indent: str) -> Iterator[str]:
    """The line with the comment after it, or above it where there is no room."""
    if reason is None:
        yield line
    elif len(beside := f"{line}  # {' '.join(reason.split())}") <= WIDEST:
        yield beside
    else:
        yield from _comment(reason, indent)
        yield line


def _long_text(label: str, text: str, keys: Keys, reasons: Mapping[Keys, str], indent: str) -> Iterator[str]:
    """A text over several lines, where that leaves it as it is; or else on one long line."""
    inner = indent + INDENT
    lines = textwrap.wrap(text, WIDEST - len(inner), break_long_words=False, break_on_hyphens=False)
    plain = " ".join(lines) == text and text.isprintable()
    if not plain:
        yield from _with_reason(f"{indent}{label} {_flow(text)}", reasons.get(keys), indent)
        return
    yield from _with_reason(f"{indent}{label} >-", reasons.get(keys), indent)
    yield from (f"{inner}{line}" for line in lines)


def _flow(value: Any) -> str:
    """A value on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")
