"""What `coach learn` makes of one showing: learned from one person, counted on others, and on other movements.

Sets are what `benchmarks.strangers` reads. The teacher of a movement is somebody on a plain clip; of it only the first
three complete repetitions are shown, cut out by their truth. Then the recordings of all other people who do the same
are counted, and some of other movements, of which nothing may be counted. How long somebody holds is not asked for.
A recording is exact where no repetition is missed or invented. `--people` takes one half of the people, by a hash of
who they are, so that what was tuned on the one half can be measured on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.clips import Clip, frames, scored
from benchmarks.strangers import Kind, kind_of, share, understood
from coach.body.landmarks import PoseFrame
from coach.counting.set_session import events_over
from coach.learning.lesson import Lesson, NothingLearnedError, lesson_of
from coach.learning.proof import counted, session_of

SHOWN = 3  # repetitions of the showing
MARGIN_S = 1.0  # of rest before the first and after the last one, if the person rests so long
SEED = 5  # which recordings of other movements are taken is the same each time


@dataclass(frozen=True)
class Taken:
    """A recording: who does what in it, and what truly happened."""

    clip: Clip
    motion: str
    person: str
    told: tuple[dict[str, Any], ...]

    @property
    def kind(self) -> Kind:
        return kind_of(self.clip.path.parent.name)


@dataclass
class Movement:
    """What came of all lessons in a movement: recordings of others counted exactly, and off by more than one;
    recordings of other movements, and those of them in which something was counted."""

    lessons: int = 0
    nothing: int = 0
    of: int = 0
    exact: int = 0
    off: int = 0
    others: int = 0
    invented: int = 0
    notes: list[str] = field(default_factory=list)

    def __add__(self, other: Movement) -> Movement:
        return Movement(**{name: value + getattr(other, name) for name, value in vars(self).items()})


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learn", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET", help="a folder of clips")
    parser.add_argument("--taught-by", nargs="+", type=Path, default=[], metavar="SET", help="sets of the teachers")
    parser.add_argument("--people", choices=("all", "first", "second"), default="all", help="a half of the people")
    parser.add_argument("--teachers", type=int, default=2, help="so many lessons a movement at most")
    parser.add_argument("--others", type=int, default=12, help="so many recordings of other movements a lesson")
    parser.add_argument("--only", default="", help="only these movements, with commas between them")
    parser.add_argument("--clips", action="store_true", help="name every recording that is not exact, too")
    wanted = parser.parse_args(argv)
    taken = [one for one in found(wanted.sets) if _is_of(one.person, wanted.people)]
    if not taken:
        print("no clips: each is a folder with recording.npz and truth.json", file=sys.stderr)
        return 2
    motions = sorted({one.motion for one in taken} & set(wanted.only.split(",")) or {one.motion for one in taken})
    movements, teachers_of = {}, found(wanted.taught_by)
    for motion in motions:
        movements[motion] = measured(motion, taken, wanted.teachers, wanted.others, teachers_of or taken)
        print(row(motion, movements[motion]), flush=True)
        if wanted.clips:
            print("\n".join(movements[motion].notes))
    print("\n".join(page(movements)))
    return 0


# ------------------------------------------------------------ reading


def found(sets: Iterable[Path]) -> list[Taken]:
    """All recordings of movements, each person, movement and kind once."""
    taken: dict[tuple[str, str, str], Taken] = {}
    for path in sorted(path for folder in sets for path in folder.rglob("truth.json")):
        told = json.loads(path.read_text("utf-8"))
        if told["exercise"] in ("desk", None) or told.get("coach") or not path.with_name("recording.npz").exists():
            continue
        exercise, truth = understood(told)
        person = hashlib.md5(json.dumps(told["person"], sort_keys=True).encode(), usedforsecurity=False).hexdigest()
        clip = Clip(path.with_name("recording.npz"), exercise, {**truth, "judged_cues": [], "faults": []})
        one = Taken(clip, told["exercise"], person, tuple(told["reps"]))
        taken.setdefault((person, one.motion, path.parent.name.rpartition("-")[2]), one)
    return list(taken.values())


def _is_of(person: str, half: str) -> bool:
    return half == "all" or (int(person, 16) % 2 == 0) == (half == "first")


def showing(one: Taken) -> list[PoseFrame]:
    """The first three complete repetitions of a recording with the rest around them, as if nothing lay between."""
    whole = [i for i, rep in enumerate(one.told) if rep["completed"]][:SHOWN]
    shown: list[PoseFrame] = []
    for place, i in enumerate(whole):
        begin_s, end_s = _stretch(one.told, i, first=place == 0, last=place == len(whole) - 1)
        part = [frame for frame in frames(one.clip) if begin_s <= frame.t_s < end_s]
        late_s = shown[-1].t_s + 1 / 30 - part[0].t_s if shown and part else 0.0
        shown += [replace(frame, t_s=frame.t_s + late_s) for frame in part]
    return shown


def _stretch(told: Sequence[dict[str, Any]], i: int, *, first: bool, last: bool) -> tuple[float, float]:
    """A repetition with its own half of the rest before and after it, or all of that at the ends of the showing."""
    rep = told[i]
    before = told[i - 1]["end"] if i else -MARGIN_S
    after = told[i + 1]["start"] if i + 1 < len(told) else rep["end"] + MARGIN_S
    begin_s = max(rep["start"] - MARGIN_S, before if first else (before + rep["start"]) / 2)
    return begin_s, min(rep["end"] + MARGIN_S, after if last else (after + rep["end"]) / 2)


# ------------------------------------------------------------ measuring


def measured(
    motion: str, taken: Sequence[Taken], teachers: int, others: int, among: Sequence[Taken] | None = None
) -> Movement:
    """All lessons in a movement; its teachers are `among` these, or the ones who are counted."""
    same = [one for one in taken if one.motion == motion]
    able = [one for one in among or taken if one.motion == motion and one.kind == Kind.PLAIN]
    plain = [one for one in able if sum(rep["completed"] for rep in one.told) >= SHOWN]
    total = Movement()
    for teacher in plain[:teachers]:
        pupils = [one for one in same if one.person != teacher.person]
        strangers = [one for one in taken if one.clip.exercise != teacher.clip.exercise]
        some = random.Random(f"{SEED} {teacher.clip.path.parent.name}").sample(strangers, min(others, len(strangers)))
        total = total + _taught(teacher, pupils, some)
    return total


def _taught(teacher: Taken, pupils: Sequence[Taken], strangers: Sequence[Taken]) -> Movement:
    try:
        lesson = lesson_of("my-move", "My move", showing(teacher))
    except NothingLearnedError as why:
        return Movement(1, 1, len(pupils), 0, len(pupils), notes=[f"- {teacher.clip}: {why}"])
    total = Movement(lessons=1, notes=[f"- {teacher.clip}: {_words(lesson)}"])
    for pupil in pupils:
        score = scored(pupil.clip, events_over(session_of(lesson.draft), frames(pupil.clip)))
        total.of, total.exact, total.off = total.of + 1, total.exact + (score.error == 0), total.off + (score.error > 1)
        if score.error:
            total.notes.append(f"  - {pupil.clip}: missed {score.missed} of {score.true}, invented {score.invented}")
    for stranger in strangers:
        number = counted(lesson.draft, frames(stranger.clip))
        total.others, total.invented = total.others + 1, total.invented + (number > 0)
        if number:
            total.notes.append(f"  - {stranger.clip}: counted {number}")
    return total


def _words(lesson: Lesson) -> str:
    how = lesson.carried
    carriers = ", ".join(f"{c.measure} {c.way:.3g} (off {c.off:.2f})" for c in how.carriers)
    return f"{how.view}, {how.sides}, {len(lesson.showing.repetitions)} shown, {lesson.sureness}: {carriers}"


# ------------------------------------------------------------ telling

HEAD = [
    "| movement | lessons | nothing learned | exact | off by more than one | invented in others |",
    "|" + "---|" * 6,
]


def row(name: str, one: Movement) -> str:
    return (
        f"| {name} | {one.lessons} | {one.nothing or ''} | {share(one.exact, one.of)} | {one.off or ''} | "
        f"{share(one.invented, one.others)} |"
    )


def page(movements: dict[str, Movement]) -> Iterator[str]:
    """The sum of all movements, and of the thirty that are counted best."""
    counted = {name: one for name, one in movements.items() if one.of}
    best = sorted(counted, key=lambda name: counted[name].exact / counted[name].of, reverse=True)[:30]
    yield from ("", *HEAD)
    yield row("**all**", sum(movements.values(), Movement()))
    yield row(f"**the best {len(best)}**", sum((counted[name] for name in best), Movement()))


if __name__ == "__main__":
    sys.exit(main())
