"""`coach watch` as a real process over a live stream, with the real model, ended by Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from head_stream import HeadStream

from coach.capture.model.store import Model
from coach.desktop import single_instance
from coach.records.history import History

LONGEST_S = 90.0


@pytest.fixture
def stream() -> Iterator[str]:
    with HeadStream() as server:
        yield f"http://127.0.0.1:{server.server_port}/video"


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal that a terminal sends")
def test_ctrl_c_ends_with_130_and_the_day_is_kept(stream: str, model: Model, tmp_path: Path) -> None:
    words = ["watch", "--source", stream, "--headless", "--json", "--calibrate", "2", "--model", str(model.path)]
    env = os.environ | {"COACH_HOME": str(tmp_path)}
    watch = subprocess.Popen(
        [sys.executable, "-m", "coach", *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        until_s, facts = time.monotonic() + LONGEST_S, None
        while time.monotonic() < until_s and watch.poll() is None:
            facts = single_instance.status(tmp_path / "watch")
            if facts and facts.get("upright_s", 0) >= 2:
                break
            threading.Event().wait(0.1)
        assert facts is not None, watch.communicate(timeout=5)[1]
        assert facts["state"] == "upright"
        watch.send_signal(signal.SIGINT)
        out, err = watch.communicate(timeout=30)
    finally:
        watch.kill()
    assert (watch.returncode, "Traceback" in err) == (130, False), err
    assert [json.loads(row)["type"] for row in out.splitlines()][:2] == ["ready", "posture"]
    assert single_instance.status(tmp_path / "watch") is None, "nothing runs any more"
    with History(tmp_path / "history.db") as kept:
        assert {share.state for share in kept.postures()} == {"upright"}
        assert sum(share.seconds for share in kept.postures()) >= 2
