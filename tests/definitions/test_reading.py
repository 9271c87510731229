"""Reading definitions: every kind of mistake has its place, says what was expected and found, and offers a way out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from coach.definitions.document import LARGEST, DefinitionError
from coach.definitions.reading import read


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Change(Strict):
    neutral: float


class Step(Strict):
    measure: str
    above: float | None = None


class Plan(Strict):
    """One of each shape that definitions have."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: str = ""
    kind: Literal["reps", "circle", "hold"] = "reps"
    count: int = Field(default=1, ge=1, le=200)
    loud: bool = False
    tempo_s: tuple[float, float] = (1, 2)
    also: tuple[str, ...] = ()
    steps: tuple[Step, ...] = Field(default=(), max_length=3)
    some: tuple[str, ...] = Field(default=("x",), min_length=1)
    targets: dict[str, Annotated[float | Change, Field(union_mode="left_to_right")]] = {}


def said(folder: Path, text: str | bytes) -> list[str]:
    """The complaints about a file of this text, without its folder."""
    path = folder / "my.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DefinitionError) as caught:
        read(path, Plan)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def accepted(folder: Path, text: str | bytes) -> Plan:
    path = folder / "my.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, Plan)


WRONG_VALUES = [
    # an unknown key, near a known one, is pointed at where the key stands
    ("titel: x", "my.yaml:2:1: titel: unknown key 'titel'; did you mean 'title'?"),
    # ... inside a list of mappings
    ("steps: [{measure: a, abov: 1}]", "my.yaml:2:22: steps[0].abov: unknown key 'abov'; did you mean 'above'?"),
    # ... inside one branch of a union
    ("targets: {a: {neutral: 1, x: 2}}", "my.yaml:2:27: targets.a.x: unknown key 'x'"),
    # ... near nothing: no wild guess
    ("zzz: x", "my.yaml:2:1: zzz: unknown key 'zzz'"),
    # a word out of a fixed few
    ("kind: rep", "my.yaml:2:7: kind: expected 'reps', 'circle' or 'hold', found 'rep'; did you mean 'reps'?"),
    # a key that has to be there
    ("steps: [{above: 1}]", "my.yaml:2:9: steps[0]: missing key 'measure'"),
    # text where a number belongs: quoted, with a unit, a comma, a clock time, an octal, a date, hexadecimal
    ('count: "5"', "my.yaml:2:8: count: expected a whole number, found '5'; write 5 without quotes"),
    ("tempo_s: [5s, 2]", "my.yaml:2:11: tempo_s[0]: expected a number, found '5s'; write 5"),
    ('tempo_s: ["1,5", 2]', "my.yaml:2:11: tempo_s[0]: expected a number, found '1,5'; write 1.5"),
    ("targets: {a: {neutral: 1,5}}", "my.yaml:2:26: targets.a.neutral: a comma ends the number here; write 1.5"),
    ("count: 1:30", "my.yaml:2:8: count: expected a whole number, found '1:30'; write 90"),
    ("count: 010", "my.yaml:2:8: count: expected a whole number, found '010'; write 10"),
    ("count: 1_00", "my.yaml:2:8: count: expected a whole number, found '1_00'; write 100"),
    ("count: 2024-01-01", "my.yaml:2:8: count: expected a whole number, found '2024-01-01'"),
    ("count: 0x10", "my.yaml:2:8: count: expected a whole number, found '0x10'"),
    # a truth value is no number, a number with a fraction no whole one
    ("count: true", "my.yaml:2:8: count: expected a whole number, found true"),
    ("tempo_s: [true, 2]", "my.yaml:2:11: tempo_s[0]: expected a number, found true"),
    ("count: 2.5", "my.yaml:2:8: count: expected a whole number, found the number 2.5"),
    # numbers out of bounds, and what is not a number at all
    ("count: 0", "my.yaml:2:8: count: expected at least 1, found the number 0"),
    ("count: 201", "my.yaml:2:8: count: expected at most 200, found the number 201"),
    ("count: .nan", "my.yaml:2:8: count: expected a finite number, found .nan"),
    ("tempo_s: [-.inf, 1]", "my.yaml:2:11: tempo_s[0]: expected a finite number, found -.inf"),
    ("tempo_s: [1e999, 1]", "my.yaml:2:11: tempo_s[0]: expected a finite number, found 1e999"),
    # number or truth value where text belongs
    ("title: 12", "my.yaml:2:8: title: expected text, found the number 12; put it in quotes"),
    ("title: true", "my.yaml:2:8: title: expected text, found true; put it in quotes"),
    ("title: [a]", "my.yaml:2:8: title: expected text, found a list"),
    # yes, no, on and off are words
    ("loud: yes", "my.yaml:2:7: loud: expected true or false, found 'yes'; write true"),
    ("loud: off", "my.yaml:2:7: loud: expected true or false, found 'off'; write false"),
    ("loud: 1", "my.yaml:2:7: loud: expected true or false, found the number 1"),
    # a list is wanted, and of the right length
    ("also: angel", "my.yaml:2:7: also: expected a list, found 'angel'; put it in [ ]"),
    ("steps: {measure: a}", "my.yaml:2:8: steps: expected a list, found keys and values"),
    ("some: []", "my.yaml:2:7: some: expected at least 1 in this list, found none"),
    ("tempo_s: [1]", "my.yaml:2:10: tempo_s: expected 2 in this list, found 1"),
    ("tempo_s: [1, 2, 3]", "my.yaml:2:10: tempo_s: expected at most 2 in this list, found 3"),
    # a mapping is wanted
    ("steps: [a]", "my.yaml:2:9: steps[0]: expected keys and values, found 'a'"),
    ("targets: {a: x}", "my.yaml:2:14: targets.a: expected a number or keys and values, found 'x'"),
    # nothing is written after the colon
    ("title:", "my.yaml:2:7: title: expected a value, found nothing"),
    # a key that stands twice, at the top and inside
    ("id: b", "my.yaml:2:1: id: the key 'id' stands here a second time (first in line 1)"),
    (
        "targets:\n  a: 1\n  a: 2",
        "my.yaml:4:3: targets.a: the key 'a' stands here a second time (first in line 3)",
    ),
    # a key that is a list
    ("? [a]\n: b", "my.yaml:2:3: expected a key, found a list"),
]


@pytest.mark.parametrize(("line", "message"), WRONG_VALUES, ids=[row[0] for row in WRONG_VALUES])
def test_wrong_value_is_one_placed_message(tmp_path: Path, line: str, message: str) -> None:
    assert said(tmp_path, f"id: a\n{line}\n") == [message]


def test_an_id_with_capitals_gets_the_id_it_could_be(tmp_path: Path) -> None:
    assert said(tmp_path, "id: Wall Slide\n") == [
        "my.yaml:1:5: id: expected lower-case words joined by '-', found 'Wall Slide'; did you mean 'wall-slide'?"
    ]


ANCHORS = "my.yaml:1:4: anchors (&) and aliases (*) are not used here; text that begins with & or * needs quotes"
UNREADABLE: list[tuple[str | bytes, str]] = [
    # nothing at all, nothing but comments, something else than keys and values
    ("", "my.yaml:1:1: the file is empty"),
    ("# soon\n\n", "my.yaml:1:1: the file is empty"),
    ("- a\n", "my.yaml:1:1: expected keys and values, found a list"),
    ("hello\n", "my.yaml:1:1: expected keys and values, found the text 'hello'"),
    # spaces, colons, dashes
    ("a:\n\tb: c\n", "my.yaml:2:1: a tab is not allowed here; indent with spaces"),
    ("say: Up: now\n", "my.yaml:1:8: a ':' is not expected here; text with ': ' in it needs quotes"),
    ("a: - b\n", "my.yaml:1:4: a '-' is not expected here; a list begins on a line of its own"),
    ("a:\n   b: 1\n  c: 2\n", "my.yaml:3:3: the indentation does not fit the lines above"),
    ("  a: 1\nb: 2\n", "my.yaml:2:1: the indentation does not fit the lines above"),
    ("a: 1\nb\nc: 1\n", "my.yaml:3:1: expected a ':' after the key; is the indentation right?"),
    # what is opened and never closed is placed where it opens
    ('a: "x\nb: 1\n', "my.yaml:1:4: the quotes that open here are never closed"),
    ("a: [b\nc: d\n", "my.yaml:1:4: no matching ']' for this bracket; or a ',' is missing in it"),
    ("a: [1,\n", "my.yaml:2:1: the file ends inside a bracket"),
    # YAML's own machinery: anchors, aliases (and so no bombs of them), tags, several documents
    ("a: &b c\n", ANCHORS),
    ("a: *b\n", ANCHORS),
    ("a: !!python/name:os.system x\n", "my.yaml:1:4: tags (!) are not used here; text that begins with ! needs quotes"),
    ("a: @b\n", "my.yaml:1:4: text that begins with '@' needs quotes"),
    ("a: 1\n---\nb: 2\n", "my.yaml:2:1: a second document begins here; one file holds one definition"),
    ("a: " + "[" * 5000, "my.yaml:1:35: nested deeper than 32 levels"),
    # characters and encodings
    ("a: x\ny: \x07\n", "my.yaml:2:4: the character '\\x07' is not allowed"),
    ('a: "\\ud800"\n', "my.yaml:1:4: half a character; write the character itself"),
    ("id: naïf\n".encode("latin-1"), "my.yaml:1:7: byte 0xef is not UTF-8; save the file as UTF-8"),
    ("id: a\n".encode("utf-16"), "my.yaml:1:1: saved as UTF-16; save it as UTF-8"),
    (b"a: " + b"x" * LARGEST, "my.yaml: larger than 256 KB; this is not a definition"),
]


@pytest.mark.parametrize(("text", "message"), UNREADABLE, ids=[repr(row[0][:20]) for row in UNREADABLE])
def test_unreadable_file_is_one_message(tmp_path: Path, text: str | bytes, message: str) -> None:
    assert said(tmp_path, text) == [message]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.yaml", "no such file"), (tmp_path, "cannot be read: Is a directory")):
        with pytest.raises(DefinitionError) as caught:
            read(path, Plan)
        assert str(caught.value) == f"{path}: {reason}"


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "id: a\nkind: rep\nsteps:\n- measure: 1\n  abov: 2\ncount: x\nid: b\nloud: yes\n"
    assert said(tmp_path, text) == [
        "my.yaml:2:7: kind: expected 'reps', 'circle' or 'hold', found 'rep'; did you mean 'reps'?",
        "my.yaml:4:12: steps[0].measure: expected text, found the number 1; put it in quotes",
        "my.yaml:5:3: steps[0].abov: unknown key 'abov'; did you mean 'above'?",
        "my.yaml:6:8: count: expected a whole number, found 'x'",
        "my.yaml:7:1: id: the key 'id' stands here a second time (first in line 1)",
        "my.yaml:8:7: loud: expected true or false, found 'yes'; write true",
    ]


TEXT_STAYS_TEXT = ["yes", "No", "on", "OFF", "1:30", "010", "0x10", "0o7", "1_000", "2024-01-01", "1.2.3", "+", "."]


@pytest.mark.parametrize("word", TEXT_STAYS_TEXT)
def test_text_stays_text(tmp_path: Path, word: str) -> None:
    assert accepted(tmp_path, f"id: a\ntitle: {word}\n").title == word.strip('"')


def test_lists_are_tuples_and_whole_numbers_are_numbers(tmp_path: Path) -> None:
    plan = accepted(tmp_path, "id: a\ntempo_s: [1, 2.5]\nalso: [b]\ntargets: {x: 3, y: {neutral: -1.5e1}}\n")
    assert plan.tempo_s == (1.0, 2.5)
    assert plan.also == ("b",)
    assert plan.targets == {"x": 3.0, "y": Change(neutral=-15.0)}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    assert accepted(tmp_path, "\ufeffid: a\r\ntitle: Größe\r\n".encode()).title == "Größe"
