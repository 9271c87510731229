"""People whom the numbers were not fitted on: the tables of a blind set, from recordings with their truth beside them.

A set is a folder of folders, each with `recording.npz` and `truth.json`. A name that ends in -0 is a plain clip, in -1
or a higher number a hard one, in -w and a number a wild one; every other is a real person.
Shares come with their 95 % interval, because few clips prove little. Exit code 2 where there is no clip.

Rules: a repetition whose truth is optional, or whose fault takes the movement itself away (`either_way` in
motions.yaml), may be counted or not. A rendered person is asked to hold for half a second less than they do, because
people count fast. A repetition is silently missed when nothing at all was said from its start until five seconds after
its end. Recordings of somebody at a desk are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.clips import Clip, Score, Truth, events_of, frames, scored

MOTIONS = Path(__file__).parent / "motions.yaml"
SURE = 1.96  # standard errors on either side of a share: 95 %
SIDES = {"L": "left", "R": "right"}
COUNTS_FAST_S = 0.5


class Kind(StrEnum):
    """What sort of clip it is, told from the end of its name."""

    PLAIN = "plain"
    HARD = "hard"
    WILD = "wild"
    REAL = "real"


@dataclass(frozen=True)
class Stranger:
    """A clip of somebody, the kind that it is and what came of it."""

    name: str
    kind: Kind
    exercise: str
    score: Score


@dataclass
class Pace:
    """What the replay took: frames, and seconds of the processor."""

    frames: int = 0
    seconds: float = 0.0


@dataclass
class Found:
    """All clips of the sets, with how many others were left out because they show a desk."""

    clips: list[Clip] = field(default_factory=list)
    desks: int = 0


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.strangers", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET", help="a folder of clips")
    parser.add_argument("--clips", action="store_true", help="name every clip that is not wholly right, too")
    wanted = parser.parse_args(argv)
    found = find(wanted.sets)
    if not found.clips:
        print("no clips: each is a folder with recording.npz and truth.json", file=sys.stderr)
        return 2
    pace = Pace()
    people = list(replayed(found.clips, pace))
    print("\n".join(page(people)))
    if wanted.clips:
        print("\n".join(shortfalls(people)))
    if found.desks:
        print(f"Left out, somebody at a desk: {found.desks}.")
    print(f"Replay: {pace.frames / max(pace.seconds, 1e-9):,.0f} frames/s ({pace.frames} in {pace.seconds:.1f} s).")
    return 0


# ------------------------------------------------------------ reading


def find(sets: Iterable[Path]) -> Found:
    """The clips of these folders, however deep. Raises KeyError for a motion that motions.yaml does not know."""
    found = Found()
    for path in sorted(path for folder in sets for path in folder.rglob("truth.json")):
        told = json.loads(path.read_text("utf-8"))
        if told["exercise"] in ("desk", None):
            found.desks += 1
            continue
        exercise, truth = understood(told)
        found.clips.append(Clip(path.with_name("recording.npz"), exercise, truth))
    return found


def understood(told: Truth) -> tuple[str, Truth]:
    """(exercise, truth in the form of `benchmarks.clips`) of a truth.json."""
    asked = told.get("coach")
    if asked:  # a real person: the command that they were given ("do cat-cow --hold 0")
        hold_s = float(asked[asked.index("--hold") + 1]) if "--hold" in asked else None
        motion: dict[str, Any] = {"exercise": asked[1], "faults": {}}
    else:
        hold_s = round(max(0.0, max((r.get("hold", 0.0) for r in told["reps"]), default=0.0) - COUNTS_FAST_S), 2)
        motion = motions()["motions"][told["exercise"]]
    cues = {name: cue for name, cue in motion["faults"].items() if cue}
    faults = [_fault(f, cues) for f in told["faults"]]
    truth = {"hold_asked_s": hold_s, "judged_cues": sorted(set(cues.values())), "faults": faults}
    if "direction" in motion:
        truth["direction"] = motion["direction"]
    return motion["exercise"], {**truth, "reps": [_repetition(r) for r in told["reps"]]}


def _fault(told: Truth, cues: dict[str, str]) -> Truth:
    named = {"cue": cues[told["name"]]} if told["name"] in cues else {"what": told["name"]}
    return {**named, "start_s": told["start"], "end_s": told["end"]}


def _repetition(told: Truth) -> Truth:
    times = {f"{name}_s": told[name] for name in ("start", "peak", "end")}
    optional = bool(told.get("optional")) or not set(motions()["either_way"]).isdisjoint(told.get("faults", ()))
    side = SIDES.get(told["side"], told["side"])
    return {**times, "completed": told["completed"], "optional": optional, "side": "any" if side == "both" else side}


@cache
def motions() -> dict[str, Any]:
    """The contents of motions.yaml."""
    return dict(yaml.safe_load(MOTIONS.read_text("utf-8")))


def kind_of(name: str) -> Kind:
    """The kind of a clip of that name: "arm_circles-0", "arm_circles-1", "arm_circles-w3", "press-a"."""
    end = re.search(r"-(w?)(\d+)$", name)
    if end is None:
        return Kind.REAL
    if end[1]:
        return Kind.WILD
    return Kind.PLAIN if end[2] == "0" else Kind.HARD


def replayed(clips: Iterable[Clip], pace: Pace) -> Iterator[Stranger]:
    """Every clip through its exercise; what it takes is added to `pace` (reading the file is not part of it)."""
    for clip in clips:
        shown = frames(clip)
        began_s = time.process_time()
        events = events_of(str(clip.exercise), shown, clip.truth["hold_asked_s"])
        pace.seconds += time.process_time() - began_s
        pace.frames += len(shown)
        name = clip.path.parent.name
        yield Stranger(name, kind_of(name), str(clip.exercise), scored(clip, events))


# ------------------------------------------------------------ tables


def page(people: list[Stranger]) -> list[str]:
    """All tables, as lines of Markdown."""
    return [*_by_kind(people), *_by_exercise(people), *_by_fault(people)]


def share(good: int, of: int) -> str:
    """A share with its 95 % interval (Wilson, JASA 1927), and of how many."""
    if not of:
        return ""
    p, spread = good / of, SURE * SURE / of
    middle, half = p + spread / 2, (spread * (p * (1 - p) + spread / 4)) ** 0.5
    low, high = max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))
    return f"{p:.2f} ({low:.2f} to {high:.2f}) of {of}"


def _grouped(people: Iterable[Stranger], by: str) -> dict[str, list[Stranger]]:
    groups: dict[str, list[Stranger]] = defaultdict(list)
    for person in people:
        groups[str(getattr(person, by))].append(person)
    return dict(groups)


def _row(name: str, people: list[Stranger]) -> str:
    """Clips exact and off by one; repetitions missed, silently, invented; partial ones; corrections; sides."""
    s = sum((person.score for person in people), Score())
    exact = share(sum(person.score.error == 0 for person in people), len(people))
    near = share(sum(person.score.error <= 1 for person in people), len(people))
    return (
        f"| {name} | {exact} | {near} | {s.missed}/{s.true} | {s.silent or ''} | {s.invented or ''} | "
        f"{share(s.flagged, s.short)} | {s.short_counted or ''} | {share(s.heard, s.faults)} | "
        f"{share(s.told - s.groundless, s.told)} | {s.wrong or ''} |"
    )


HEAD = [
    "exact | off by one | missed | silently | invented | turned back: told | counted | faults heard | "
    "corrections right | wrong side or way |",
    "|" + "---|" * 11,
]


def _by_kind(people: list[Stranger]) -> list[str]:
    groups = _grouped(people, "kind")
    rows = [_row(kind, groups[kind]) for kind in Kind if kind in groups]
    return ["## By kind", "", f"| clips | {HEAD[0]}", HEAD[1], *rows, _row("**all**", people), ""]


def _by_exercise(people: list[Stranger]) -> list[str]:
    rows = [_row(name, some) for name, some in sorted(_grouped(people, "exercise").items())]
    return ["## By exercise", "", f"| exercise | {HEAD[0]}", HEAD[1], *rows, ""]


def _by_fault(people: list[Stranger]) -> list[str]:
    lines = ["## By fault", "", "| exercise | correction | faults heard |", "|---|---|---|"]
    for name, some in sorted(_grouped(people, "exercise").items()):
        s = sum((person.score for person in some), Score())
        lines += [f"| {name} | {cue} | {share(s.heard_cues[cue], n)} |" for cue, n in sorted(s.shown_cues.items())]
    return [*lines, ""]


def shortfalls(people: list[Stranger]) -> list[str]:
    """The clips on which something was wrong, a line each."""
    lines = []
    for person in people:
        s = person.score
        lacking = {
            "missed": s.missed,
            "silently": s.silent,
            "invented": s.invented,
            "turned back and not told": s.short - s.flagged,
            "turned back and counted": s.short_counted,
            "faults not heard": s.faults - s.heard,
            "corrections without a fault": s.groundless,
            "wrong side or way": s.wrong,
        }
        said = ", ".join(f"{what} {n}" for what, n in lacking.items() if n)
        if said:
            lines.append(f"- {person.name} ({s.counted}/{s.true}): {said}")
    return ["## Clips that fall short", "", *lines, ""]


if __name__ == "__main__":
    sys.exit(main())
