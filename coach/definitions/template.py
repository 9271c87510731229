"""A commented start for an exercise of one's own, made from the file of one that there is already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coach.body.measures import VOCABULARY
from coach.definitions.definition import Exercise, Pose, Relative
from coach.definitions.json_schema import MEANING
from coach.definitions.library import Card
from coach.wording.catalogue import _

# What belongs to the exercise that is copied, and not to a new one.
LEFT_OUT = {"id", "title", "also", "translations", "source", "replaces", "recording", "demonstration", "path", "poses"}


@dataclass(frozen=True)
class _Block:
    """A key of the outermost level with everything under it, and the comments before it."""

    key: str
    comments: tuple[str, ...]
    lines: tuple[str, ...]


def template(name: str, like: Card, text: str) -> str:
    """The text of a new exercise called `name`, that does what `like` does until it is changed; `text` is its file."""
    kind = type(like.exercise).__name__
    meaning = MEANING[kind]
    lines = [*_head(name, like), f"id: {name}", f"title: {json.dumps(_title(name), ensure_ascii=False)}"]
    for block in _blocks(text):
        if block.key not in LEFT_OUT:
            lines += ["", f"# {meaning[block.key]}", *block.comments, *block.lines]
        elif block.key == "path" and isinstance(like.exercise, Exercise):
            lines += ["", *_way(name, like.exercise, like.poses)]
    lines += ["", f"# {meaning['demonstration']}"]
    lines += [f"demonstration: {like.exercise.demonstration or like.exercise.id}"]
    used = {block.key for block in _blocks(text)} | LEFT_OUT
    lines += ["", "# " + _("Other keys that may be used here:")]
    lines += [f"#   {key}: {says}" for key, says in meaning.items() if key not in used]
    return "\n".join(lines) + "\n"


def _head(name: str, like: Card) -> Iterator[str]:
    told = _("Begun from {title} ({id}). Change what is different in yours.", title=like.exercise.title,
             id=like.exercise.id)  # fmt: skip
    yield f"# {told}"
    yield "# " + _("`coach check {name}` finds mistakes, `coach do {name}` does it.", name=name)
    yield "# " + _("docs/definitions.md explains every key with an example.")


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _blocks(text: str) -> Iterator[_Block]:
    """The keys of the outermost level, in order."""
    key, comments, lines, before = "", [], [], []  # type: ignore[var-annotated]
    for line in text.splitlines():
        if begun := re.match(r"([a-z_]+):", line):
            if key:
                yield _Block(key, tuple(comments), tuple(lines))
            key, comments, lines, before = begun[1], before, [line], []
        elif line.startswith("#"):
            before.append(line)
        elif line.strip():
            lines += [*before, line]
            before = []
    if key:
        yield _Block(key, tuple(line for line in comments if "yaml-language-server" not in line), tuple(lines))


def _way(name: str, exercise: Exercise, poses: Mapping[str, Pose]) -> Iterator[str]:
    """The path, from and to poses that stand in the file itself, so that they can be changed."""
    ends = {"start": exercise.path.start, "target": exercise.path.target}
    yield f"# {MEANING['Exercise']['path']}"
    yield f"path: {{start: {name}-start, target: {name}-target}}"
    yield ""
    yield f"# {MEANING['Exercise']['poses']} {MEANING['Pose']['measures']}"
    yield "poses:"
    for end, pose in ends.items():
        yield from pose_lines(poses[pose], f"{name}-{end}", {term.measure for term in exercise.progress_signal})


def pose_lines(pose: Pose, name: str, followed: Iterable[str] = ()) -> Iterator[str]:
    """A pose as an entry of `poses:`; each measure with what it says, those that are `followed` marked."""
    yield f"  - id: {name}"
    yield f"    title: {json.dumps(pose.title, ensure_ascii=False)}"
    yield f"    description: {json.dumps(' '.join(pose.description.split()), ensure_ascii=False)}"
    yield "    measures:"
    for measure, target in pose.measures.items():
        says = " ".join(VOCABULARY[measure].says.split()).partition(". ")[0].rstrip(".")
        mark = _("the progress is made from this: ") if measure in followed else ""
        yield f"      {measure}: {_target(target)}  # {mark}{says}"


def _target(target: float | Relative) -> str:
    if not isinstance(target, Relative):
        return f"{target:g}"
    within = "" if target.within is None else f", within: [{target.within[0]:g}, {target.within[1]:g}]"
    return f"{{neutral: {target.neutral:g}{within}}}"
