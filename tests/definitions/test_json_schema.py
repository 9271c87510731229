"""The JSON Schemas: current, complete, named by every file of the library, and agreeing with `coach check`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from paths import ROOT

from coach.definitions import json_schema as schemas_module
from coach.definitions.document import DefinitionError
from coach.definitions.json_schema import MEANING, as_text, schemas
from coach.definitions.library import Library

FOLDER = ROOT / "exercises" / "schema"
KIND_OF = {"poses": "pose", "exercises": "exercise", "programs": "program", "plans": "plan"}
SCHEMAS = schemas()
FILES = sorted([*(ROOT / "poses").glob("*.yaml"), *(ROOT / "exercises").rglob("*.yaml")])


def mistakes(kind: str, path: Path) -> list[str]:
    """What the schema finds in a file."""
    validator = jsonschema.Draft7Validator(SCHEMAS[kind])
    return [error.message for error in validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_is_shipped_is_current(kind: str) -> None:
    shipped = (FOLDER / f"{kind}.json").read_text(encoding="utf-8")
    assert shipped == as_text(SCHEMAS[kind]), "make it anew: coach check --schema exercises/schema"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_is_a_schema(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_file_names_its_schema_and_fits_it(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", head)
    assert named is not None, f"the first line of {path.name} names no schema"
    kind = KIND_OF[path.parent.name]
    if yaml.safe_load(path.read_text(encoding="utf-8")).get("kind") == "clock":
        kind = "activity"
    assert (path.parent / named[1]).resolve() == FOLDER / f"{kind}.json"
    assert mistakes(kind, path) == []


def test_every_key_is_explained_and_nothing_else() -> None:
    models = {name: set(fields) for kind in schemas_module.KINDS.values() for name, fields in _models(kind).items()}
    assert {name: set(keys) for name, keys in MEANING.items()} == models


def _models(kind: type) -> dict[str, set[str]]:
    schema = kind.model_json_schema()  # type: ignore[attr-defined]
    parts = {schema["title"]: schema, **schema.get("$defs", {})}
    return {name: set(part["properties"]) for name, part in parts.items() if "properties" in part}


def test_every_measure_says_what_it_is_and_in_which_unit() -> None:
    words = schemas()["exercise"]["$defs"]["Measure"]
    says = dict(zip(words["enum"], words["enumDescriptions"], strict=True))
    assert says["elbow_flexion"] == "Bend of the elbow in the picture, 0 = straight. Degrees."
    assert (
        schemas()["pose"]["properties"]["measures"]["properties"]["elbow_flexion"]["description"]
        == (says["elbow_flexion"])
    )


WRONG = [
    # a key that is not there, one that is missing
    ("kind: reps", "kind: reps\nloud: true"),
    ("kind: reps\n", ""),
    # a word out of a list
    ("kind: reps", "kind: rep"),
    ("view: front", "view: above"),
    # names of measures and landmarks, wherever they stand
    ("measure: arm_asymmetry", "measure: arm_asymetry"),
    ("needs: [shoulder,", "needs: [sholder,"),
    # numbers: bounds, kinds, lists of two
    ("dose: {reps: 10}", "dose: {reps: 0}"),
    ("dose: {reps: 10}", "dose: {reps: 2.5}"),
    ("tempo_s: [0.8, 20]", "tempo_s: [0.8]"),
    ("tempo_s: [0.8, 20]", "tempo_s: [0.8, 20, 30]"),
    ("tempo_s: [0.8, 20]", "tempo_s: 20"),
    # one limit, not none and not two
    ("below: 105", "below: 105, above: 2"),
    (", below: 105", ""),
    # an id that could not be a file's name
    ("id: wall-slides", "id: Wall Slides"),
]


@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_an_editor_underlines_what_check_refuses(tmp_path: Path, right: str, wrong: str) -> None:
    text = (ROOT / "exercises" / "wall-slides.yaml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    assert mistakes("exercise", path)
    with pytest.raises(DefinitionError):
        Library().check(path)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("arm_elevation: 80", "arm_elevatoin: 80"),
        ("arm_elevation: 80", "arm_elevation: high"),
        ("arm_elevation: 80", "arm_elevation: {neutrum: 80}"),
    ],
)
def test_an_editor_underlines_a_wrong_pose(tmp_path: Path, right: str, wrong: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text((ROOT / "poses" / "goalpost.yaml").read_text(encoding="utf-8").replace(right, wrong))
    assert mistakes("pose", path)
    with pytest.raises(DefinitionError):
        Library().check(path)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("items:", "itmes:"),
        ("exercise: shoulder-rolls", "exercise: Shoulder rolls"),
        ("exercise: shoulder-rolls", "exercise: shoulder-rolls, sets: 3"),
        ("{reps: 3, hold_s: 5}", "{reps: three}"),
        ("good_for: [", "good_for: [5, "),
    ],
)
def test_an_editor_underlines_a_wrong_program(tmp_path: Path, right: str, wrong: str) -> None:
    text = (ROOT / "exercises" / "programs" / "desk-break.yaml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert mistakes("program", path)
    with pytest.raises(DefinitionError):
        Library().check(path)


def test_the_schemas_are_json_that_ends_with_a_line() -> None:
    for schema in SCHEMAS.values():
        text = as_text(schema)
        assert json.loads(text) == schema
        assert text.endswith("}\n")
