"""One watch at a time, and the words to it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from coach.desktop import single_instance
from coach.desktop.single_instance import AlreadyWatchingError, SingleInstance


def test_one_at_a_time_and_the_second_is_told(tmp_path: Path) -> None:
    with SingleInstance(tmp_path) as first:
        first.tell({"state": "upright"})
        code = "from pathlib import Path; from coach.desktop.single_instance import SingleInstance; "
        code += f"SingleInstance(Path({str(tmp_path)!r}))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "AlreadyWatchingError: a watch is running already (process" in done.stderr
    with SingleInstance(tmp_path):
        pass


def test_a_second_one_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    with SingleInstance(tmp_path) as first:
        first.tell({"state": "upright"})
        with pytest.raises(AlreadyWatchingError):
            SingleInstance(tmp_path)
        assert single_instance.runs(tmp_path)
        assert single_instance.send(tmp_path, "stop")
        assert first.commands() == ["stop"]


def test_the_status_is_what_was_told_last(tmp_path: Path) -> None:
    assert single_instance.status(tmp_path) is None
    with SingleInstance(tmp_path) as running:
        assert single_instance.status(tmp_path) == {"state": "starting", "fresh": True}
        running.tell({"state": "upright", "watched_s": 1.0})
        running.tell({"state": "slouch", "watched_s": 2.0})
        found = single_instance.status(tmp_path)
        assert found is not None
        assert (found["state"], found["watched_s"], found["fresh"]) == ("slouch", 2.0, True)
    assert single_instance.status(tmp_path) is None
    assert not list(tmp_path.glob("*.json"))


def test_a_number_that_runs_on_is_written_now_and_then_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(single_instance.time, "time", lambda: now[0])
    with SingleInstance(tmp_path) as running:
        for k in range(20):
            running.tell({"state": "upright", "watched_s": float(k)})
            now[0] += 0.5
        found = single_instance.status(tmp_path)
        assert found is not None
        assert found["watched_s"] == 10.0
        now[0] += 100
        found = single_instance.status(tmp_path)
        assert found is not None
        assert found["fresh"] is False


def test_commands_come_once_and_in_order(tmp_path: Path) -> None:
    with SingleInstance(tmp_path) as running:
        for word in ("pause 60s", "resume", "stop"):
            assert single_instance.send(tmp_path, word)
        assert running.commands() == ["pause 60s", "resume", "stop"]
        assert running.commands() == []


def test_nobody_there_to_be_told(tmp_path: Path) -> None:
    assert not single_instance.send(tmp_path, "stop")
    assert not single_instance.runs(tmp_path)


def test_what_a_crash_left_behind_means_nothing(tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from coach.desktop.single_instance import SingleInstance\n"
        f"c = SingleInstance(Path({str(tmp_path)!r})); c.tell({{'state': 'upright'}}); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert json.loads((tmp_path / "status.json").read_text())["state"] == "upright"
    (tmp_path / "command-1").write_text("stop")
    assert single_instance.status(tmp_path) is None
    with SingleInstance(tmp_path) as running:
        assert running.commands() == []


def test_waiting_for_the_end(tmp_path: Path) -> None:
    assert single_instance.wait_for_end(tmp_path, 0.0)
    with SingleInstance(tmp_path):
        assert not single_instance.wait_for_end(tmp_path, 0.0)


def test_somebody_who_only_looks_does_not_keep_a_watch_from_starting(tmp_path: Path) -> None:
    looking = FileLock(tmp_path / "lock", thread_local=False)
    looking.acquire(timeout=0)
    done = threading.Timer(0.05, looking.release)
    done.start()
    with SingleInstance(tmp_path):
        done.join()
