"""Which definition was done: the content of an exercise with its poses, and a short name for exactly that content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from coach.definitions.definition import Activity, Exercise, Pose, Texts

DIGITS = 12  # 48 bits: among the thousand definitions of a lifetime two are the same by chance once in 10^9
# None of it says what counts; poses of its own are in `poses` like the others.
NOT_JUDGED = {"dose", "doses", "demonstration", "recording", "replaces", "poses", "source", "translations"}


def content_of(exercise: Exercise | Activity, poses: Mapping[str, Pose]) -> str:
    """All that decides, as JSON. Texts may be mended or translated, and the dose is chosen: they have no part in it."""
    used = {name: _decides(pose) for name, pose in sorted(poses.items())}
    return json.dumps({"exercise": _decides(exercise), "poses": used}, sort_keys=True, separators=(",", ":"))


def content_hash(content: str) -> str:
    """The name of such a content."""
    return hashlib.sha256(content.encode()).hexdigest()[:DIGITS]


def _decides(one: Texts) -> dict[str, Any]:
    found = one.model_dump(mode="json", exclude_defaults=True, exclude=NOT_JUDGED | set(one.TEXTS))
    for cue in found.get("cues", ()):
        for text in ("say", "praise", "translations"):
            cue.pop(text, None)
    for told in ("say", "may_miss"):
        found.get("camera", {}).pop(told, None)
    return found
