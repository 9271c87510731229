"""The proof of privacy would see a connection, a program and a picture; and it sees none of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from paths import ROOT

from coach.capture import opencv
from coach.cli import privacy_proof
from coach.cli.privacy_proof import Observed, lines_of, looked_at

GUILTY = """
import os, socket, sqlite3, subprocess, sys
from coach.cli.guarded import Guard
sys.addaudithook(Guard(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), refuse=True))
for family, address in ((socket.AF_INET, ("127.0.0.1", 9)), (socket.AF_INET6, ("::1", 9))):
    try:
        socket.socket(family).connect(address)
    except PermissionError as error:
        print(error)
try:
    socket.getaddrinfo("example.org", 80)
except PermissionError as error:
    print(error)
try:
    socket.socket(socket.AF_UNIX).connect("/nonexistent/bus")
except FileNotFoundError:
    print("unix")
open(sys.argv[2], "w").close()
os.close(os.open(sys.argv[2], os.O_WRONLY))
open(sys.argv[2]).close()
sqlite3.connect(":memory:")
subprocess.run([sys.executable, "-c", ""])
"""


def test_the_guard_sees_and_refuses_what_could_let_something_out(tmp_path: Path) -> None:
    report, file = tmp_path / "report", tmp_path / "face.txt"
    done = subprocess.run([sys.executable, "-c", GUILTY, report, file], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["no connections here"] * 3 + ["unix"]
    rows = [json.loads(line) for line in report.read_text().splitlines()]
    assert [row["connection"] for row in rows if "connection" in row] == [
        "('127.0.0.1', 9)", "('::1', 9)", "('example.org', 80, 0, 0, 0)",
    ]  # fmt: skip
    assert [row["started"] for row in rows if "started" in row] == [sys.executable]
    assert [row["written"] for row in rows if "written" in row][:3] == [str(file), str(file), ":memory:"]


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_a_picture_is_seen_whatever_it_is_called_and_whatever_stands_before_it(ending: str, tmp_path: Path) -> None:
    picture = opencv.load().imencode(f".{ending}", np.full((64, 64, 3), 90, np.uint8))[1].tobytes()
    (tmp_path / "history.db").write_bytes(picture)
    assert looked_at(tmp_path / "history.db")[1]
    if ending == "png":
        (tmp_path / "other").write_bytes(bytes(5000) + picture)
        assert looked_at(tmp_path / "other")[1]


def test_points_are_no_picture_and_an_array_of_pixels_is(tmp_path: Path) -> None:
    demo = ROOT / "fixtures" / "demo" / "demo.npz"
    assert looked_at(demo)[1] is False
    np.savez(tmp_path / "face.npz", image=np.zeros((480, 640, 3), np.uint8))
    assert looked_at(tmp_path / "face.npz")[1]
    (tmp_path / "settings.yaml").write_text("voice: off\n")
    assert looked_at(tmp_path / "settings.yaml") == ("0 KB, no picture", False)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_session_is_watched_with_and_without_a_network_of_its_own(
    allowed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not allowed:
        monkeypatch.setattr(privacy_proof, "program", lambda name: None)
    words = ("record", str(tmp_path / "home" / "mine.npz"), "--source", str(ROOT / "fixtures" / "demo" / "demo.npz"))
    (tmp_path / "home").mkdir()
    seen = privacy_proof._watched([words], tmp_path)
    assert (seen.connections, seen.started, seen.pictures) == ([], [], [])
    assert "points of the body, no picture" in seen.written["mine.npz"]
    assert allowed or "guard" in seen.network
    assert lines_of(seen)[-1] == "Nothing tried to leave this machine, and no picture was stored."


def test_what_got_out_is_said() -> None:
    seen = Observed("none", ["demo"], connections=["('203.0.113.9', 443)"], written={"a.jpg": "a picture (JPEG)"})
    said = "\n".join(lines_of(seen))
    assert "Connections tried: ('203.0.113.9', 443)." in said
    assert "a.jpg: a picture (JPEG)" in said
    assert "Nothing tried" not in said
