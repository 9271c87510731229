"""JSON Schemas of the definition files, made from the types, so that an editor completes and underlines them.

`coach check --schema FOLDER` writes them; the first line of a YAML file names its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from coach.body.landmarks import JOINTS, NAMES
from coach.body.measures import VOCABULARY, Measure
from coach.definitions.definition import Activity, Exercise, Pose, Program
from coach.definitions.prescription import Prescription

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"  # what every editor knows
KINDS: dict[str, type[BaseModel]] = {
    "exercise": Exercise, "activity": Activity, "program": Program, "plan": Prescription, "pose": Pose,
}  # fmt: skip
_UNITS = {"deg": "Degrees.", "sw": "Shoulder widths.", "m": "Metres.", "1": "A ratio."}

MEANING: dict[str, dict[str, str]] = {
    "Pose": {
        "id": "Name of the pose's file, without .yaml; exercises call the pose by it.",
        "title": "Its name for people.",
        "description": "What the body looks like, in a sentence.",
        "seen": "How the camera sees it, where that is not what it is.",
        "measures": "The value that each measure has in this pose: a number, or {neutral: change} for a change from "
        "the person's own neutral.",
    },
    "Relative": {
        "neutral": "How far from the person's own neutral.",
        "within": "In a start pose: the lowest and the highest neutral that anatomy and a tilted camera allow.",
    },
    "Condition": {
        "measure": "A word of the vocabulary, without a side.",
        "above": "True when the measure is above this.",
        "below": "True when the measure is below this.",
        "beyond": "True when the measure is farther from 0 than this, in either direction.",
        "of": "What is compared: the value itself, its change from the person's neutral, its change since this "
        "repetition began, or, under 'unusual', its change from what is usual for this person at the target.",
        "firm": "In a start pose: what tells the exercise from another, so that repeating the movement does not count.",
    },
    "CueRule": {
        "id": "Name of the correction in events and reports.",
        "say": "What the coach says and shows: short, what to do.",
        "praise": "What it says when that was put right.",
        "when": "All of these have to be true.",
        "unusual": "Or all of these, at the target: what tells this repetition from the person's earlier ones.",
        "phases": "The parts of a repetition in which 'when' is looked for.",
        "for_s": "For how many seconds it has to be true.",
        "marks": "The landmarks that are marked in the picture.",
        "priority": "1 is said first when several are true.",
    },
    "Requirement": {
        "name": "What a partial repetition reports as missing.",
        "when": "The repetition is a partial one when all of these are true at its peak.",
        "until_shown": "Only until two repetitions of the set were right: it tells the exercise from another one.",
    },
    "SignalTerm": {
        "measure": "A measure that follows the movement; it needs a value in both poses of the path.",
        "weight": "Its share beside the others.",
        "view": "Only where the person faces the camera (front) or stands at an angle to it (oblique).",
    },
    "CircleWidth": {
        "measure": "A measure that differs between the way up and the way down of a circle.",
        "width": "Mean difference over a full backward circle, + when it is larger on the way up.",
        "weight": "Its share beside the others.",
    },
    "Camera": {
        "view": "From where the camera looks.",
        "distance_m": "Metres to the camera; drawn on the first screen.",
        "say": "The placement in plain words, as the coach says it.",
        "needs": "The landmarks that have to be seen.",
        "may_miss": "Landmarks that only corrections or the form look at; while they are hidden, these say nothing.",
    },
    "Dose": {
        "reps": "Repetitions in a set: of each side for `sides: each`, of each direction for a circle.",
        "sets": "How many sets.",
        "hold_s": "Seconds to hold each repetition; 0 = touch and return.",
        "time_s": "Seconds that an activity takes, for `kind: clock`.",
        "rest_s": "Seconds of rest between sets.",
        "directions": "Which way round a circle goes, one after the other.",
        "note": "What the numbers do not say: how often a day, say.",
    },
    "Path": {
        "start": "The pose it begins and ends in: a file in poses/, or one of its own `poses`.",
        "target": "The pose it goes to: a file in poses/, or one of its own `poses`.",
    },
    "Range": {
        "reached": "Arrived, on the way from the start pose (0) to the target (1).",
        "returned": "Back again.",
        "attempted": "Far enough to be a try.",
        "personal": "The target is learnt from the person's own movements.",
        "free": "Any size counts from `reached` on, measured from wherever the rest before it was.",
        "wandering": "The rest wanders, so the way is measured from the rest before it.",
        "small": "What trembles all the way is the noise of a bad picture.",
        "edge_on": "A circle no larger than this may be seen from its edge; a larger one has to look round.",
        "settled_s": "Seconds for which whoever waited at the other end first has to keep the start pose at most.",
        "median_s": "The signal is the median of so many seconds: for a slow movement hardly larger than the sway.",
    },
    "Exercise": {
        "id": "Name of the file, without .yaml, and of the exercise on the command line.",
        "title": "Its name for people.",
        "also": "Other names that it is found by.",
        "kind": "How it is counted.",
        "sides": "both = the two sides work together; each = one after the other, counted apart.",
        "good_for": "What it is done for; `coach list --for` looks here.",
        "place": "Where it is done.",
        "position": "How the body is while it is done; drawn on the first screen.",
        "equipment": "What one has to have.",
        "brief": "The movement in at most fifteen words, to be read from two metres away.",
        "camera": "Where the camera has to be, and what it has to see.",
        "setup": "How to get into position, in a sentence or two.",
        "movement": "What to do, in two or three plain sentences.",
        "dose": "How much.",
        "doses": "Other doses by name: `coach do EXERCISE --dose NAME`.",
        "tempo_s": "A repetition takes at least and at most so many seconds, the hold not counted.",
        "path": "From which pose to which.",
        "poses": "Poses of its own, which need no file in poses/.",
        "progress_signal": "The measures that carry the movement; one that is not seen leaves it to the others.",
        "arms": "Which of the two sides decides when both move: the less advanced, the mean, the more advanced.",
        "both_when": "With `sides: each`, a repetition is of both sides when these are true at its peak.",
        "cannot_see": "What this view does not show, in plain words, and which other placement helps.",
        "circle_widths": "What differs between the way up and down of a circle. Plain repetitions must not go round.",
        "range": "How far is far enough.",
        "start_when": "Counting begins only after all of these were true in the start pose.",
        "not_while": "Nothing is counted while one of these is true.",
        "required": "Form that a repetition has to have at its peak to count.",
        "cues": "What the coach corrects.",
        "unsure": "Said before it starts, because no view judges it well; doing it by the clock is offered.",
        "contraindications": "Who should leave it out, or ask a doctor first.",
        "source": "Where the exercise comes from.",
        "replaces": "Its own id, where it takes the place of an exercise that comes with the coach.",
        "demonstration": "Name of the recording that shows it, when it is not the id.",
        "recording": "A repetition as numbers, which `coach share` writes; it is shown as a figure that moves.",
    },
}
MEANING["Entry"] = {
    "exercise": "The id of an exercise.",
    "dose": "The name of one of its other doses, or a dose of your own; without it, its usual one.",
    "rest_s": "Seconds of rest before it, at least.",
}
MEANING["Program"] = {
    "id": "Name of the file, without .yaml, and of the program on the command line.",
    "title": "Its name for people.",
    "also": "Other names that it is found by.",
    "good_for": "What it is done for; `coach list --for` looks here.",
    "description": "What it is, and how often, in a sentence or two.",
    "warm_up": "What comes first.",
    "items": "The exercises, in their order.",
    "choose": "So many of `among` are done each time, and not the same as the last time.",
    "among": "The exercises to choose from.",
    "contraindications": "Who should leave it out, or ask a doctor first.",
    "source": "Where the program comes from.",
}
MEANING["Prescription"] = {
    "id": "Name of the plan on the command line.",
    "title": "Its name for people.",
    "description": "What it is and what may be expected of it.",
    "weeks": "For how many weeks.",
    "exercises": "The exercises and programs, in the order in which they are done.",
    "stop": "When to stop for the day.",
    "note": "A word to the person; shown with the plan.",
    "contraindications": "Who should leave it out, or ask a doctor first.",
    "source": "What it rests on.",
}
MEANING["Prescribed"] = {
    "exercise": "The id of an exercise: one that comes with the coach, or a file beside this one.",
    "program": "The id of a program in its place; it keeps its own doses.",
    "dose": "The name of one of the exercise's other doses, or a dose of your own; without it, its usual one.",
    "days": "On which days: mon, tue, wed, thu, fri, sat, sun; without it, every day.",
    "rest_days": "So many days without it lie between two days with it, also when one was moved.",
    "grows_to": "The most repetitions, or seconds, that the dose grows to; without it, half as much again. The dose "
    "that it begins with here means that it never grows.",
    "range": "How far each side should go: less than usual counts there, more is asked for a little at a time.",
    "note": "A word about this line.",
}
MEANING["RangeTarget"] = {
    "left": "Of the left side, from rest to the furthest point, in the unit of the movement (degrees, for most).",
    "right": "Of the right side.",
    "both": "Of both sides alike.",
}
MEANING["StopRules"] = {
    "pain": "At this answer, 0 to 10, the day's exercise ends: 6 at most, which holds without it.",
    "signs": "Other signs to stop at, in plain words: numbness, dizziness.",
}
MEANING["Activity"] = {key: MEANING["Exercise"][key] for key in Activity.model_fields if key in MEANING["Exercise"]}


for _texts in ("Pose", "CueRule", "Camera", "Dose", "Exercise", "Program", "Activity", "Prescription", "Prescribed"):
    MEANING[_texts]["translations"] = "Its texts in other languages: {de: {title: ...}}."


def schemas() -> dict[str, Schema]:
    """Kind of file ("exercise", "activity", "pose") -> its JSON Schema."""
    return {kind: _schema(kind, model) for kind, model in KINDS.items()}


def as_text(schema: Schema) -> str:
    """The text of a schema file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(kind: str, model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema()
    parts = {model.__name__: schema, **schema.get("$defs", {})}
    for name, part in parts.items():
        _describe(name, part)
    for inner in list(_walk(schema)):
        _shorten(inner)
    _name_the_words(parts, schema.setdefault("$defs", {}))
    schema["$defs"].update(_words(schema))
    return {"$schema": DIALECT, "title": f"{kind.capitalize()} of the posture coach", **schema}


def _describe(name: str, part: Schema) -> None:
    part["description"] = " ".join(part.get("description", "").split())
    for key, inner in part.get("properties", {}).items():
        inner["description"] = MEANING[name][key]


def _shorten(inner: Schema) -> None:
    """Without pydantic's titles and nulls (a key is left out instead), a list of fixed length in the older words."""
    if isinstance(inner.get("title"), str):
        del inner["title"]
    if inner.get("default", 0) is None:
        del inner["default"]
        some = [one for one in inner.pop("anyOf") if one != {"type": "null"}]
        inner |= some[0] if len(some) == 1 else {"anyOf": some}
    if "prefixItems" in inner:
        inner["items"] = inner.pop("prefixItems")


def _name_the_words(parts: dict[str, Schema], shared: dict[str, Schema]) -> None:
    """Only measures and landmarks that there are; exactly one limit in a condition."""
    for name, part in parts.items():
        fields = part.get("properties", {})
        if "measure" in fields:
            fields["measure"] = {"$ref": "#/$defs/Measure", "description": fields["measure"]["description"]}
        for key in {"needs", "may_miss", "marks"} & fields.keys():
            fields[key]["items"] = {"$ref": "#/$defs/Landmark"}
        if name == "Condition":
            part["oneOf"] = [{"required": [limit]} for limit in ("above", "below", "beyond")]
        if name == "Pose":
            measures = fields["measures"]
            shared["Target"] = measures["additionalProperties"]
            target = {"$ref": "#/$defs/Target"}
            measures["properties"] = {word: {**target, "description": _says(m)} for word, m in VOCABULARY.items()}
            measures["additionalProperties"] = False


def _words(schema: Schema) -> dict[str, Schema]:
    measures = {"enum": list(VOCABULARY), "enumDescriptions": [_says(measure) for measure in VOCABULARY.values()]}
    landmarks = {
        "enum": [*JOINTS, *(name for name in NAMES if name not in JOINTS)],
        "description": "One of the 33 landmarks, or a joint without its side for both.",
    }
    used = {inner["$ref"] for inner in _walk(schema) if isinstance(inner.get("$ref"), str)}
    words: dict[str, Schema] = {"Measure": measures, "Landmark": landmarks}
    return {name: word for name, word in words.items() if f"#/$defs/{name}" in used}


def _says(measure: Measure) -> str:
    return f"{' '.join(measure.says.split())} {_UNITS[measure.unit]}"


def _walk(value: Any) -> Iterator[Schema]:
    """Every mapping in it, outside first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
