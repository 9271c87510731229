"""What the coach keeps is for its owner alone: what it makes, and what already exists."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from coach.cli.folders import coach_home, watch_folder
from coach.cli.safety import make_sure
from coach.cli.settings import set_one
from coach.desk.baseline import Baseline
from coach.desktop import single_instance
from coach.desktop.single_instance import SingleInstance
from coach.private_file import private_folder
from coach.records.history import History
from coach.records.profiles import Profiles

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The coach's folder, of somebody whose new files everybody may read and write."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    before = os.umask(0)
    yield tmp_path / "home"
    os.umask(before)


def open_to_others(folder: Path) -> set[str]:
    paths = [folder, *folder.rglob("*")]
    return {path.name for path in paths if path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)}


def test_what_is_made_is_for_its_owner_alone(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    make_sure(window=False)
    set_one("voice", "off")
    Profiles(coach_home() / "desk-profiles.json").add("camera 0", Baseline(100.0, (640, 480), {}, {}))
    with History(coach_home() / "history.db"), SingleInstance(watch_folder()) as running:
        running.tell({"state": "upright"})
        single_instance.send(watch_folder(), "stop")
        made = {path.name for path in own.rglob("*")}
        assert made >= {
            "settings.yaml",
            "desk-profiles.json",
            "safety-acknowledged",
            "history.db",
            "lock",
            "status.json",
        }
        assert any(name.startswith("command-") for name in made)
        assert open_to_others(own) == set()


def test_what_was_open_to_others_is_shut(own: Path) -> None:
    (own / "watch").mkdir(parents=True)
    names = ("settings.yaml", "history.db", "history.db-wal", "history-damaged-2026.db", "desk-profiles.json",
             "watch/lock", "watch/status.json")  # fmt: skip
    for name in names:
        (own / name).touch()
    (own / "mine.txt").touch()
    coach_home()
    assert open_to_others(own) == {"mine.txt"}


def test_a_folder_that_is_shared_stays_so(own: Path) -> None:
    own.mkdir()
    own.chmod(0o1777)
    (own / "settings.yaml").touch()
    private_folder(own)
    coach_home()
    assert stat.S_IMODE(own.stat().st_mode) == 0o1777
    assert open_to_others(own) == {"home"}
