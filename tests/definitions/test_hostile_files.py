"""Files made to hurt: none hangs, crashes, runs anything or reaches the terminal as it is."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from shipped import LIBRARY

from coach.definitions.document import LARGEST, MOST_MISTAKES, DefinitionError, load
from coach.definitions.library import Library
from coach.definitions.unwise import doubts

SLIDES = (LIBRARY.root / "exercises" / "wall-slides.yaml").read_text(encoding="utf-8")
BREAK = (LIBRARY.root / "exercises" / "programs" / "desk-break.yaml").read_text(encoding="utf-8")
SLOW_S = 2.0  # of the processor, which a busy machine does not change; most take a hundredth of it
MANY = 20_000


def many(line: str, number: int = MANY) -> str:
    return "".join(line.replace("{i}", str(i)) for i in range(number))


LAUGHS = "a: &a [x, x]\n" + many("b{i}: &b{i} [*a, *a, *a, *a, *a, *a, *a]\n", 50)
HOSTILE = {
    "unknown keys": SLIDES + many("k{i}: 1\n"),
    "keys like known ones": SLIDES + many("movemen{i}: 1\n"),
    "only unknown keys": many("k{i}: 1\n"),
    "cues without anything": SLIDES.partition("cues:")[0] + "cues:\n" + many("  - {id: a}\n"),
    "measures": SLIDES + "x:\n" + many("  - measure: arm_elevatio\n"),
    "a pose of many measures": "id: a\ntitle: b\ndescription: c\nmeasures:\n" + many("  arm_elevatio{i}: 1\n"),
    "one key again and again": many("id: 1\n"),
    "landmarks": SLIDES.replace("needs: [shoulder", "needs: [" + many("shoulde, ") + "shoulder"),
    "languages": SLIDES + "translations:\n" + many("  aa{i}: {title: x}\n", 9000),
    "doses": SLIDES + "doses:\n" + many("  a{i}: {rep: 1}\n", 9000),
    "poses of its own": SLIDES + "poses:\n" + many("  - {id: a{i}}\n", 9000),
    "entries of a program": BREAK + many("  - {exercise: wall-slide}\n", 8000),
    "a recording of nothing": SLIDES + "recording: |\n" + many("  0 0\n"),
    "a recording of digits": SLIDES + "recording: |\n  640 480\n  " + "9 " * 100_000,
    "a key as long as the file": "? " + "a" * 250_000 + "\n: 1",
    "a number as long as the file": "id: " + "9" * 250_000,
    "a number with blanks": "dose: {reps: '" + "1_" * 100_000 + "x'}\n" + SLIDES,
    "a text of escapes": 'id: "' + "\\u0041" * 40_000 + '"',
    "brackets": "id: " + "[" * 100_000,
    "braces": "id: " + "{a: " * 60_000,
    "dashes": "- " * 120_000,
    "question marks": "? " * 120_000,
    "colons": ":" * 250_000,
    "commas": "id: [" + "," * 250_000,
    "comments": "#\n" * 120_000 + "id: a\n",
    "blank lines": "\n" * 250_000,
    "tabs": "id:\n" + "\tx\n" * 80_000,
    "documents": "---\n" * 60_000,
    "directives": "%YAML 1.1\n" * 20_000,
    "a billion laughs": LAUGHS,
    "merge keys": "a: &a {b: 1}\nc: {<<: *a}\n",
    "a tag that runs something": "id: !!python/object/apply:os.system ['touch HURT']\n",
    "a tag of its own": "%TAG ! tag:x,1:\n---\nid: !y z\n",
    "half a character": 'id: "\\ud800"\n',
    "a terminal's orders in a text": SLIDES.replace("title: Wall slides", 'title: "\\e[2J\\e]0;x\\a"'),
    "a terminal's orders in a key": '"\\e[2J": 1\n' + SLIDES,
    "a raw escape": SLIDES + "x: \x1b[2J\n",
    "nothing but a nought": "\0",
    "marks at the beginning": "\ufeff" * 5000 + SLIDES,
    "a key that turns text round": "\u202e: 1\n" + SLIDES,
}  # fmt: skip


def refused(path: Path) -> DefinitionError:
    """The mistakes that are found in a file, in time."""
    began_s = time.thread_time()
    with pytest.raises(DefinitionError) as caught:
        LIBRARY.check(path)
    told = str(caught.value)
    assert time.thread_time() - began_s < SLOW_S
    assert len(caught.value.problems) <= MOST_MISTAKES + 1
    assert len(told) < 1000 * (MOST_MISTAKES + 1)
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in told)
    return caught.value


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_in_time_and_in_plain_characters(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.yaml"
    path.write_bytes(HOSTILE[name].encode()[: LARGEST - 1])
    refused(path)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize("broken", ["\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_other_line_ends_change_nothing(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(SLIDES.replace("\n", broken).encode())
    card = LIBRARY.check(path)
    assert doubts(load(path), card) == []


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    assert "larger than 256 KB; this is not a definition" in str(refused(path))


def test_pipes_circles_of_links_and_devices_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "circle.yaml").symlink_to(tmp_path / "other.yaml")
    (tmp_path / "other.yaml").symlink_to(tmp_path / "circle.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    for path in sorted(tmp_path.iterdir()):
        assert "cannot be read" in str(refused(path))


def test_pipes_and_circles_in_one_s_own_folder_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (folder / "circle.yaml").symlink_to(folder / "circle.yaml")
    library = Library(own=tmp_path)
    assert len(library.refused) == 2
    assert library.card("wall-slides").exercise.id == "wall-slides"


def test_the_first_hundred_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SLIDES + many("k{i}: 1\n", 300))
    found = refused(path).problems
    assert len(found) == MOST_MISTAKES + 1
    assert "these are the first 100 mistakes; mend them, then check again" in str(found[0])


PARTS = [
    "id: ", "kind: reps\n", "cues:\n", "  - ", "{", "}", "[", "]", ": ", ", ", "&a ", "*a ", "!!", "|\n", ">-\n", "'",
    '"', "\n", "\t", "#", "---\n", "? ", "\\", "\x85", "\u2028", "\u202e", "poses:\n", "measure: arm_raise\n", "0x1",
    "1e9", ".nan", "~", "replaces: x\n", "recording: |\n", "range: {reached: 2}\n", "progress_signal:\n", "<<: ",
]  # fmt: skip


@trying(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=6)), max_size=40), st.integers(0, len(SLIDES)))
def test_whatever_stands_in_a_file_it_is_told_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], at: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes((SLIDES[:at] + "".join(parts) + SLIDES[at:]).encode("utf-8", "surrogateescape"))
    began_s = time.thread_time()
    try:
        doubts(load(path), LIBRARY.check(path))
    except DefinitionError as error:
        str(error)
    assert time.thread_time() - began_s < SLOW_S
