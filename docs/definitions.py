"""Writes docs/definitions.md: every key of the definition files, with an example out of the library.

python docs/definitions.py
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from coach.definitions.document import load  # noqa: E402
from coach.definitions.json_schema import KINDS, MEANING, schemas  # noqa: E402
from coach.definitions.reading import likeliest, read  # noqa: E402

PAGE = ROOT / "docs" / "definitions.md"
LONGEST = 90  # characters of an example that is one line
HEAD = """# Every key of an exercise, a program, a plan and a pose

Written by `python docs/definitions.py`. Each key has its meaning and, if there is one, an example from the files that
come with the coach. Angles are in degrees, lengths in shoulder widths, durations in seconds.

`coach new my-move --like wall-slides` writes a file with a comment for every key, and `coach check my-move` finds what
is wrong in it. Your own exercises are in the folder `exercises` of the settings (`~/.config/posture-coach` on Linux).
An exercise with the id of one that comes with the coach is only used if it says so, with `replaces`.

## Mistakes and warnings

`coach check` prints every mistake of a file with its line, and exits with 2. A file without mistakes may still be
unwise: then it prints lines that begin with `warning:` and exits with 0, because the file works; with `--strict`, it
exits with 2. It warns of

- poses so close to each other that somebody who keeps still seems to go a good part of the way;
- limits so close to each other that trembling counts twice, or keeping still counts as an attempt;
- a measure that the camera cannot see from where `camera.view` puts it;
- a start pose, a required form or another movement (`not_while`) that contradicts the exercise's own poses;
- a correction that can never be given, is always true, or is given to people who do it right;
- a sentence too long to say or to read;
- a character that reverses text, so that a line reads differently from what it says, also in a comment.

It is a mistake if `needs` leaves out a landmark without which nothing can be counted.

## What is refused at once

Files with more than 256 KB, with more than 4,000 values or nested deeper than 32 levels; anchors, aliases, tags and
control characters; and anything that is not a file. If there are very many mistakes, the first hundred are printed.
"""
# What no file of the library has, or what shows better by itself. (type, key) -> an example.
OWN: dict[tuple[str, str], Any] = {
    ("Exercise", "replaces"): "wall-slides",
    ("Exercise", "demonstration"): "wall-slides",
    ("Exercise", "recording"): "|\n  640 480\n  0 3201 1120 ...",
    ("Exercise", "poses"): [{"id": "low", "title": "Low", "description": "Arms down.", "measures": {"arm_raise": 10}}],
    ("Exercise", "camera"): {"view": "front", "say": "Face the camera.", "needs": ["shoulder", "elbow"]},
    ("Exercise", "cues"): [{"id": "slow", "say": "Slowly", "when": [{"measure": "arm_raise", "above": 95}]}],
    ("Requirement", "until_shown"): True,
    ("Exercise", "source"): "my physiotherapist",
    ("Activity", "source"): "my own",
    ("Program", "source"): "my own",
    ("Activity", "replaces"): "walking",
    ("Activity", "demonstration"): "walking",
    ("Program", "among"): [{"exercise": "band-row"}, {"exercise": "face-pull"}],
    ("Prescribed", "range"): {"left": 90, "right": 120},
    ("RangeTarget", "left"): 90,
    ("RangeTarget", "right"): 120,
    ("RangeTarget", "both"): 150,
    ("translations", ""): {"de": {"title": "Engel an der Wand"}},
}  # fmt: skip


def page() -> str:
    """The page: one section for each kind of mapping, one row for each key."""
    examples = found_examples()
    parts = [HEAD]
    for name, properties in sections().items():
        parts.append(f"## {name}\n\n{' '.join((TYPES[name].__doc__ or '').split())}\n")
        rows = [_row(name, key, schema, examples) for key, schema in properties.items()]
        parts.append("\n".join(["| key | what it means | without it | example |", "|---|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def sections() -> dict[str, dict[str, Any]]:
    """Kind of mapping -> its keys in the JSON Schema."""
    found: dict[str, dict[str, Any]] = {}
    for kind, schema in schemas().items():
        found[KINDS[kind].__name__] = schema["properties"]
    for schema in schemas().values():
        inner = {name: part["properties"] for name, part in schema["$defs"].items() if "properties" in part}
        found = {**inner, **found, **{name: part for name, part in inner.items() if name not in found}}
    first = [KINDS[kind].__name__ for kind in KINDS]
    return {name: found[name] for name in (*first, *(name for name in found if name not in first))}


def _types(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for base in model.__subclasses__():
        yield from _types(base)


TYPES = {model.__name__: model for model in _types(BaseModel) if model.__module__.startswith("coach.definitions")}


def found_examples() -> dict[tuple[str, str], Any]:
    """(type, key) -> the shortest value of it in the library that says more than the default."""
    found: dict[tuple[str, str], Any] = {}
    for path in sorted([*(ROOT / "poses").glob("*.yaml"), *(ROOT / "exercises").rglob("*.yaml")]):
        for name, key, value in _set_in(_definition(path)):
            known = found.get((name, key))
            if known is None or len(_flow(value)) < len(_flow(known)):
                found[name, key] = value
    return found | OWN


def _definition(path: Path) -> BaseModel:
    document = load(path)
    whole = document.value if isinstance(document.value, dict) else {}
    models = [model for kind, model in KINDS.items() if kind != "activity"]
    model = KINDS["activity"] if whole.get("kind") == "clock" else likeliest(document, models)
    return read(path, model)


def _set_in(one: BaseModel) -> Iterator[tuple[str, str, Any]]:
    """Each key that a definition sets itself, outside first."""
    plain = one.model_dump(mode="json", exclude_unset=True)
    for key in (name for name in type(one).model_fields if name in one.model_fields_set):
        if plain[key] not in ("", None, [], {}):
            yield type(one).__name__, key, plain[key]
        for inner in _models_in(getattr(one, key)):
            yield from _set_in(inner)


def _models_in(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _models_in(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _models_in(one)


def _row(name: str, key: str, schema: dict[str, Any], examples: dict[tuple[str, str], Any]) -> str:
    example = examples.get((name, key), examples["translations", ""] if key == "translations" else None)
    told = "" if example is None else f"`{_line(key, example)}`"
    return f"| `{key}` | {MEANING[name][key]}{_words(schema)} | {_default(name, key)} | {told} |".replace("\n", " ")


def _words(schema: dict[str, Any]) -> str:
    """ " One of `front`, `side`.": the words that may stand there, where they are few."""
    items = schema.get("items", {})
    words = schema.get("enum") or (items.get("enum", []) if isinstance(items, dict) else [])
    return f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""


def _line(key: str, example: Any) -> str:
    """ "key: value", as it is written in a file."""
    if isinstance(example, str) and example.startswith("|"):
        return f"{key}: {example.splitlines()[0]} " + " / ".join(line.strip() for line in example.splitlines()[1:])
    line = f"{key}: {_flow(example)}"
    return line if len(line) <= LONGEST else line[:LONGEST].rpartition(" ")[0] + " ..."


def _flow(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False)
    return text.removesuffix("\n").removesuffix("...").strip().replace("|", "\\|")


def _default(name: str, key: str) -> str:
    """What holds where the key is left out; "needed" where it may not be."""
    field = TYPES[name].model_fields[key]
    if field.is_required():
        return "needed"
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", (), {}):
        return "none"
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return f"`{_flow(json.loads(json.dumps(plain)))}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
