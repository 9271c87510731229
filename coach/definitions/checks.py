"""What must hold between the parts of a definition, beyond the type of each; mistakes are added to the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from coach.body.landmarks import INDEX, JOINTS, NAMES
from coach.body.measures import VOCABULARY
from coach.body.written_points import read_points
from coach.definitions.definition import ENOUGH, Activity, Dose, Exercise, Pose, Program, Relative, known_measure
from coach.definitions.document import Document, Keys, Value, near
from coach.definitions.dosage import growing
from coach.definitions.kind import WAYS
from coach.definitions.prescription import Prescription
from coach.wording.catalogue import N_, _


def check_measures(document: Document) -> None:
    """Every measure named anywhere is in the vocabulary."""
    for keys, name in _names(document, "measure", "measures"):
        try:
            known_measure(name)
        except ValueError as error:
            document.report(keys, f"{error}{near(name, VOCABULARY)}", at_key=keys[-1] == name)


def check_landmarks(document: Document) -> None:
    """Every landmark named is one of the 33, or a joint that stands for both sides."""
    for keys, name in _names(document, "", "needs", "may_miss", "marks"):
        if name not in INDEX and name not in JOINTS:
            document.report(
                keys, _("unknown landmark {name}{offer}", name=repr(name), offer=near(name, (*JOINTS, *NAMES)))
            )


def check_cues(document: Document) -> None:
    """No two cues share an id."""
    seen: dict[str, Keys] = {}
    for keys, name in _texts_at(document, ("cues", None, "id")):
        if name in seen:
            document.report(
                keys,
                _(
                    "the cue {name} is there twice (first in line {line})",
                    name=repr(name),
                    line=document.place(seen[name]).line,
                ),
            )
        seen.setdefault(name, keys)


def check_usual(document: Document) -> None:
    """What is compared with earlier repetitions stands where those are known, and something there is."""
    for keys, of in _names(document, "of"):
        if of == "usual" and "unusual" not in keys:
            document.report(keys, _("'of: usual' compares with earlier repetitions: it belongs under 'unusual'"))
    for keys, value in document.walk():
        if keys and keys[-1] == "unusual" and isinstance(value, list) and value and not any(map(_is_usual, value)):
            document.report(keys, _("none of these compares with earlier repetitions: one needs 'of: usual'"))


def _is_usual(condition: Value) -> bool:
    return isinstance(condition, dict) and condition.get("of") == "usual"


def check_pose_names(known: Collection[str], document: Document) -> None:
    """Both ends of the path are poses that exist."""
    for keys, name in _texts_at(document, ("path", None)):
        if name not in known:
            document.report(keys, _("unknown pose {name}{offer}", name=repr(name), offer=near(name, known)))


def check_recording(document: Document) -> None:
    """The recording is one, if there is one."""
    text = document.value.get("recording") if isinstance(document.value, dict) else None
    if isinstance(text, str) and text:
        try:
            read_points(text)
        except ValueError as error:
            document.report(("recording",), str(error))


def check_kind(document: Document) -> None:
    """The kind of an exercise exists; that word alone says whether it is judged or timed."""
    kind = document.value.get("kind") if isinstance(document.value, dict) else None
    if isinstance(kind, str) and kind not in WAYS:
        document.report(
            ("kind",),
            _(
                "expected one of {kinds}, found {kind}{offer}",
                kinds=", ".join(WAYS),
                kind=repr(kind),
                offer=near(kind, [str(known) for known in WAYS]),
            ),
        )


def check_doses(document: Document) -> None:
    """Each dose says how much of this kind of exercise is done."""
    whole = document.value if isinstance(document.value, dict) else {}
    kind, others = whole.get("kind"), whole.get("doses")
    doses: list[tuple[Keys, Value]] = [(("dose",), whole.get("dose"))]
    if isinstance(others, dict):
        doses += [(("doses", name), dose) for name, dose in others.items()]
    for keys, dose in doses:
        if isinstance(kind, str) and kind in WAYS and isinstance(dose, dict):
            _check_dose(document, keys, str(kind), dose)


def _check_dose(document: Document, keys: Keys, kind: str, dose: Mapping[str, Value]) -> None:
    wanted = WAYS[kind].amount
    if wanted not in dose or dose[wanted] == 0:
        document.report(
            keys,
            _("missing key {key}: how many?", key=repr(wanted))
            if wanted == "reps"
            else _("missing key {key}: how long?", key=repr(wanted)),
        )
    timed = next(name for name, way in WAYS.items() if way.amount == "time_s")
    directed = next(name for name, way in WAYS.items() if way.directed)
    for key, only, fits in (
        ("directions", directed, WAYS[kind].directed), ("time_s", timed, WAYS[kind].amount == "time_s"),
    ):  # fmt: skip
        if key in dose and not fits:
            document.report(
                (*keys, key),
                _(
                    "{key} is for the kind {only}, this one is {kind}",
                    key=repr(key),
                    only=repr(str(only)),
                    kind=repr(str(kind)),
                ),
                at_key=True,
            )


def check_entries(known: Mapping[str, Path], document: Document) -> None:
    """The exercises of a program are files that exist."""
    for part in ("warm_up", "items", "among"):
        for keys, name in _texts_at(document, (part, None, "exercise")):
            if name not in known:
                document.report(keys, _("unknown exercise {name}{offer}", name=repr(name), offer=near(name, known)))


def check_entry_doses(document: Document, program: Program, exercises: Mapping[str, Exercise | Activity]) -> None:
    """A dose named in a program is one of the exercise's; one of its own fits the kind of exercise."""
    for part in ("warm_up", "items", "among"):
        for i, entry in enumerate(getattr(program, part)):
            _check_chosen_dose(document, (part, i), exercises[entry.exercise])


def check_lines(exercises: Mapping[str, Path], programs: Mapping[str, Path], document: Document) -> None:
    """The exercises and programs of a plan are files that exist, each named once."""
    seen: dict[tuple[str, str], Keys] = {}
    for kind, known in (("exercise", exercises), ("program", programs)):
        for keys, name in _texts_at(document, ("exercises", None, kind)):
            if name not in known:
                unknown = N_("unknown exercise {name}{offer}"), N_("unknown program {name}{offer}")
                document.report(keys, _(unknown[kind == "program"], name=repr(name), offer=near(name, known)))
            elif (kind, name) in seen:
                line = document.place(seen[kind, name]).line
                document.report(keys, _("{name} is there twice (first in line {line})", name=repr(name), line=line))
            seen.setdefault((kind, name), keys)


def check_line_doses(document: Document, plan: Prescription, exercises: Mapping[str, Exercise | Activity]) -> None:
    """The dose of each line fits its exercise and can grow to what the line says; what is only timed has no range."""
    for i, line in enumerate(plan.exercises):
        if line.exercise is None:
            continue
        exercise = exercises[line.exercise]
        _check_chosen_dose(document, ("exercises", i), exercise)
        dose = line.dose if isinstance(line.dose, Dose) else exercise.doses.get(line.dose or "", exercise.dose)
        if line.grows_to is not None and line.grows_to < growing(dose):
            least = _("expected at least the {number} that it begins with", number=f"{growing(dose):g}")
            document.report(("exercises", i, "grows_to"), least)
        if line.range is not None and not isinstance(exercise, Exercise):
            document.report(
                ("exercises", i, "range"), _("this one is timed; there is no range to measure"), at_key=True
            )


def _check_chosen_dose(document: Document, keys: Keys, exercise: Exercise | Activity) -> None:
    """The dose in the mapping at `keys`: a name, or keys and values."""
    entry = document.value
    for key in keys:
        entry = entry[key]  # type: ignore[index]
    given = entry.get("dose")  # type: ignore[union-attr]
    if isinstance(given, dict):
        _check_dose(document, (*keys, "dose"), exercise.kind, given)
    elif isinstance(given, str) and given not in exercise.doses:
        others = ", ".join(exercise.doses)
        offer = near(given, exercise.doses) or (
            _("; there is {others}", others=others) if others else _("; it has one only")
        )
        document.report(
            (*keys, "dose"),
            _("{exercise} has no dose {given}{offer}", exercise=repr(exercise.id), given=repr(given), offer=offer),
        )


def check_way(document: Document, exercise: Exercise, poses: Mapping[str, Pose]) -> None:
    """The signal can go from the start pose to the target: its measures are in both, alike, and not the same."""
    start, target = poses[exercise.path.start], poses[exercise.path.target]
    for i, term in enumerate(exercise.progress_signal):
        keys, name = ("progress_signal", i, "measure"), term.measure
        without = [pose.id for pose in (start, target) if name not in pose.measures]
        if without:
            document.report(
                keys,
                _(
                    "{name} has no value in the pose {pose}, so there is no way to follow",
                    name=repr(name),
                    pose=repr(without[0]),
                ),
            )
            continue
        ends = start.measures[name], target.measures[name]
        if isinstance(ends[0], Relative) != isinstance(ends[1], Relative):
            document.report(
                keys,
                _(
                    "{name} is relative to neutral in one of {start} and {target} only",
                    name=repr(name),
                    start=repr(start.id),
                    target=repr(target.id),
                ),
            )
        elif ends[0] == ends[1]:
            document.report(
                keys,
                _(
                    "{name} is the same in {start} and {target}, so nothing moves",
                    name=repr(name),
                    start=repr(start.id),
                    target=repr(target.id),
                ),
            )
    if exercise.range.attempted >= exercise.range.reached:
        document.report(
            ("range", "attempted"), _("expected less than 'reached', or nothing could be a partial repetition")
        )
    if exercise.range.returned >= exercise.range.reached:
        document.report(("range", "returned"), _("expected less than 'reached', or no repetition could ever end"))
    if exercise.tempo_s[0] >= exercise.tempo_s[1]:
        document.report(("tempo_s",), _("expected the shortest repetition first, then a longer one, in seconds"))
    if exercise.way.directed and not exercise.circle_widths and not exercise.range.free:
        document.report(("kind",), _("a circle needs 'circle_widths': what moves across its way up and down"))


def check_needs(document: Document, exercise: Exercise) -> None:
    """All that nothing can count without is among the needs, so that the person is told when it is out of view."""
    named = {joint_of(need) for need in exercise.camera.needs}
    for joint, measure in _required_joints(exercise).items():
        if joint_of(joint) not in named:
            named.add(joint_of(joint))
            document.report(
                ("camera", "needs"),
                _(
                    "nothing counts while {measure} cannot be seen, so {joint} has to be here",
                    measure=repr(measure),
                    joint=repr(joint_of(joint)),
                ),
                at_key=True,
            )


def _required_joints(exercise: Exercise) -> dict[str, str]:
    """Joint -> the measure that needs it: all of the start pose, and what too much of the signal is made from."""
    found = {joint: c.measure for c in exercise.start_when for joint in VOCABULARY[c.measure].joints}
    for term in exercise.progress_signal:
        for joint in VOCABULARY[term.measure].joints:
            if all(_share_without(joint, exercise, view) < ENOUGH for view in ("front", "oblique")):
                found.setdefault(joint, term.measure)
    return found


def joint_of(landmark: str) -> str:
    """ "shoulder" for the landmark of either side."""
    return landmark.removeprefix("left_").removeprefix("right_")


def _share_without(joint: str, exercise: Exercise, view: str) -> float:
    """The share of the signal's weights, in a view, that is left when this joint is hidden."""
    terms = [term for term in exercise.progress_signal if term.view in ("any", view)]
    left = sum(term.weight for term in terms if joint not in VOCABULARY[term.measure].joints)
    return left / sum(term.weight for term in terms) if terms else 1.0


def _names(document: Document, single: str, *several: str) -> Iterator[tuple[Keys, str]]:
    """Texts under a key called `single`, and the keys or items of mappings and lists called one of `several`."""
    for keys, value in document.walk():
        name = keys[-1] if keys else None
        if name == single and isinstance(value, str):
            yield keys, value
        elif name in several and isinstance(value, dict):
            yield from (((*keys, key), key) for key in value)
        elif name in several and isinstance(value, list):
            yield from (((*keys, i), item) for i, item in enumerate(value) if isinstance(item, str))


def _texts_at(document: Document, pattern: tuple[str | None, ...]) -> Iterator[tuple[Keys, str]]:
    """Texts whose keys fit the pattern; None fits any key."""
    for keys, value in document.walk():
        fits = len(keys) == len(pattern) and all(p is None or p == key for p, key in zip(pattern, keys, strict=True))
        if fits and isinstance(value, str):
            yield keys, value
