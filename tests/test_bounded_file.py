"""Files that other programs left there: pipes, circles of links, deep JSON, odd line ends. None hangs or crashes."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from coach import bounded_file
from coach.capture.model.store import find, obtain
from coach.capture.open_source import open_source
from coach.cli.folders import coach_home
from coach.cli.options import duration_s, number
from coach.cli.settings import personal, reset, set_one
from coach.cli.status_line import line
from coach.definitions.document import DefinitionError
from coach.definitions.library import Library
from coach.desktop import single_instance
from coach.desktop.single_instance import SingleInstance
from coach.errors import ModelError, SourceError
from coach.records.profiles import Profiles
from coach.records.settings import Settings, read, revised

BREAKS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("COACH_HOME", str(folder))
    return folder


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def circle(path: Path) -> Path:
    path.symlink_to(path)
    return path


def test_only_a_regular_file_of_that_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"12345")
    assert bounded_file.content(tmp_path / "mine", 5) == b"12345"
    for path, most, number_of_error in (
        (tmp_path / "mine", 4, errno.EFBIG), (tmp_path, 5, errno.EISDIR), (pipe(tmp_path / "pipe"), 5, errno.EINVAL),
        (Path("/dev/zero"), 5, errno.EINVAL), (circle(tmp_path / "circle"), 5, errno.ELOOP),
    ):  # fmt: skip
        with pytest.raises(OSError, match=re.escape(f"[Errno {number_of_error}]")):
            bounded_file.content(path, most)


def test_deep_json_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(ValueError, match="nested too deeply"):
        bounded_file.plain_json(tmp_path / "deep.json")


def test_the_home_of_nobody_stays_as_it_is_written() -> None:
    assert bounded_file.expanded("~no-such-person/x") == Path("~no-such-person/x")
    assert bounded_file.expanded("~/x") == Path.home() / "x"


# ---------------------------------------------------------------- exercises and settings


@pytest.mark.parametrize("broken", BREAKS)
def test_a_mistake_is_placed_whatever_ends_the_lines(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(broken.join(["id: a", "title: b", "\tkind: c", ""]).encode())
    with pytest.raises(DefinitionError) as caught:
        Library().check(path)
    assert str(caught.value) == f"{path}:3:1: a tab is not allowed here; indent with spaces"


@pytest.mark.parametrize("broken", BREAKS)
def test_a_setting_is_changed_added_and_taken_out_whatever_ends_the_lines(broken: str) -> None:
    before = broken.join(["# mine", "voice: quiet", "mirror: false", ""])
    assert revised(before, {"voice": "off"}, "f") == before.replace("quiet", "off")
    assert revised(before, {"voice": None}, "f") == broken.join(["# mine", "mirror: false", ""])
    assert revised(before, {"level": "gentle"}, "f") == before + f"level: gentle{broken}"


@pytest.mark.parametrize("make", [pipe, circle])
def test_settings_that_are_no_file_are_told_and_not_waited_for(make: Callable[[Path], Path], own: Path) -> None:
    make(own / "settings.yaml")
    with pytest.raises(DefinitionError, match="cannot be read"):
        read(own / "settings.yaml")
    for change in (personal, lambda: set_one("voice", "off")):
        with pytest.raises(Exception, match="cannot be read"):
            change()
    reset(["voice"]) if make is circle else None
    assert not (own / "settings.yaml").is_file()


@pytest.mark.parametrize("make", [pipe, circle])
def test_an_exercise_that_is_no_file_is_told(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "mine.yaml")
    for look in (Library().check, lambda p: Library().find(str(p))):
        with pytest.raises(DefinitionError, match="cannot be read"):
            look(path)


def test_a_program_beside_a_circle_of_links_is_found(tmp_path: Path) -> None:
    circle(tmp_path / "other.yaml")
    pipe(tmp_path / "third.yaml")
    program = tmp_path / "mine.yaml"
    program.write_bytes((Library().root / "exercises" / "programs" / "desk-break.yaml").read_bytes())
    assert Library().program(str(program)).program.id == "desk-break"


# ---------------------------------------------------------------- sources and models


@pytest.mark.parametrize("name", ["~no-such-person/x.mp4", "~no-such-person/x.npz", "circle.mp4", "pipe.mp4"])
def test_a_source_that_is_no_file_is_told(name: str, tmp_path: Path) -> None:
    circle(tmp_path / "circle.mp4")
    pipe(tmp_path / "pipe.mp4")
    with pytest.raises(SourceError):
        open_source(name if name.startswith("~") else str(tmp_path / name))


@pytest.mark.parametrize("make", [pipe, circle, lambda path: Path("~no-such-person/x.task")])
def test_a_model_that_is_no_file_is_told(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "mine.task")
    with pytest.raises(ModelError, match="no such file"):
        find(path)
    with pytest.raises(ModelError):
        obtain(wheel=path)


def test_a_home_of_nobody_is_a_folder_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", "~no-such-person/x")
    assert coach_home() == Path("~no-such-person/x")
    assert personal() == Settings()


# ---------------------------------------------------------------- profiles, status and commands of the watch


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "5", "[5]", '["x"]', "{}x", '[{"camera": 1, "place": 1e999, "baseline": {}}]', "\udcff",
     '[{"camera": 1, "place": 1, "baseline": []}]', "9" * 5000, "[" + "9" * 5000 + "]", '{"a": 1}'],
)  # fmt: skip
def test_profiles_of_another_shape_are_told_and_made_anew(text: str, tmp_path: Path) -> None:
    path = tmp_path / "profiles.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    profiles = Profiles(path)
    assert "so I calibrate again" in profiles.problem
    assert profiles.of("camera 0", (640, 480)) == []


def test_profiles_in_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    assert "not a regular file" in Profiles(pipe(tmp_path / "profiles.json")).problem


def told(tmp_path: Path, **wrong: Any) -> dict[str, Any]:
    """The status that is read where the watch wrote a good one, and something else put these in it."""
    with SingleInstance(tmp_path) as running:
        running.tell({"state": "upright", "since": 5.0, "says": "", "score": 0.1, "upright_s": 1.0, "watched_s": 2.0,
                      "phase": "judging", "reminders": 0, "quiet": False, "snoozed_until": None, "camera": True,
                      "paused_until": None})  # fmt: skip
        facts = json.loads((tmp_path / "status.json").read_text())
        (tmp_path / "status.json").write_text(json.dumps(facts | wrong))
        return single_instance.status(tmp_path) or {}


@pytest.mark.parametrize(
    "wrong",
    [{"at": "now"}, {"at": None}, {"at": 1e300}, {"at": -1}, {"at": float("nan")}, {"since": []}, {"since": "x"},
     {"since": 1e300}, {"phase": {}}, {"says": 5}, {"upright_s": "x"}, {"watched_s": None}, {"watched_s": True and "1"},
     {"snoozed_until": 10**400}, {"paused_until": float("inf")}, {"state": None}, {"pid": "x"}, {"camera": "on"}],
)  # fmt: skip
def test_a_status_with_a_wrong_value_is_one_that_cannot_be_read(wrong: dict[str, Any], tmp_path: Path) -> None:
    found = told(tmp_path, **wrong)
    assert found == {"state": "starting", "fresh": True}
    assert line(found, 1000.0)


def test_a_status_with_something_new_in_it_is_read(tmp_path: Path) -> None:
    found = told(tmp_path, news=[1, 2], snoozed_until=5e9, since=None)
    assert (found["state"], found["news"]) == ("upright", [1, 2])
    assert "no reminders until" in line(found, 1000.0)


@pytest.mark.parametrize("text", ["[" * 100_000, "[]", "5", '{"at": 5}', '{"state": "upright"}', "\x00"])
def test_a_status_of_another_shape_is_one_that_cannot_be_read(text: str, tmp_path: Path) -> None:
    with SingleInstance(tmp_path):
        (tmp_path / "status.json").write_text(text)
        assert single_instance.status(tmp_path) == {"state": "starting", "fresh": True}


def test_a_command_that_cannot_be_read_is_put_away_and_the_next_is_heard(tmp_path: Path) -> None:
    with SingleInstance(tmp_path) as running:
        (tmp_path / "command-1").write_bytes(b"\xff\xfe\x00st")
        pipe(tmp_path / "command-2")
        circle(tmp_path / "command-3")
        (tmp_path / "command-4").write_bytes(b"x" * 5000)
        (tmp_path / "command-5").mkdir()
        assert single_instance.send(tmp_path, "stop")
        assert "stop" in running.commands()
        assert [path.name for path in tmp_path.glob("command-*")] == ["command-5"]
        assert running.commands() == []


# ---------------------------------------------------------------- durations


@pytest.mark.parametrize("text", ["9" * 400, "9" * 400 + "h", "169h", "1e9h", "٣m", "-5m", "", "infh", "nan"])
def test_a_duration_that_is_none_or_too_long_is_told(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        duration_s(text)


def test_a_week_is_the_longest() -> None:
    assert duration_s("168h") == 7 * 24 * 3600


def test_a_decimal_comma_is_understood() -> None:
    assert (duration_s("1,5h"), number(0, 10)("2,5")) == (5400.0, 2.5)
    with pytest.raises(typer.BadParameter):
        number(0, 10_000)("1,000.5")


@pytest.mark.parametrize("text", ["1e300", "inf", "nan", "1441"])
def test_minutes_of_more_than_a_day_are_told(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        number(0, 1440)(text)
