"""`coach list --cameras`: each camera with its name, its port, and what it delivers or why it does not."""

from __future__ import annotations

import json

import pytest

from coach.capture import camera_list, camera_look
from coach.capture.camera_list import ListedCamera
from coach.cli.camera_table import list_cameras


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


USB = "usb-0000:00:14.0-8"
KNOWN = [
    ListedCamera(0, "HD Webcam", USB, size=(1920, 1080), fps=30.0),
    ListedCamera(1, "HD Webcam", USB, pictures=False),
    ListedCamera(2, "Dummy video device", "platform:v4l2loopback-000", virtual=True),
]


def test_each_is_told_as_what_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {0: "", 2: "The picture of Dummy video device does not change any more."}
    monkeypatch.setattr(camera_list, "cameras", lambda: KNOWN)
    monkeypatch.setattr(camera_look, "troubles", lambda found: [wrong[camera.number] for camera in found])
    list_cameras(as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ") == ["0", "HD Webcam", *lines[0].split("  ")[2:]]
    assert "gives pictures, up to 1920 x 1080, 30 a second" in lines[0]
    assert USB in lines[0]
    assert "no pictures, only notes about those of camera 0 (metadata)" in lines[1]
    assert "does not change any more" in lines[2]
    assert lines[-1] == f'`coach settings set camera "HD Webcam @ {USB}"` chooses one by its name.'
    list_cameras(as_json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["works"] for row in rows] == [True, False, False]
    assert rows[0]["size"] == [1920, 1080]
    assert rows[2]["trouble"] == wrong[2]


def test_without_names_the_number_is_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(camera_list, "cameras", lambda: [ListedCamera(0, ""), ListedCamera(1, "")])
    monkeypatch.setattr(camera_look, "troubles", lambda found: ["" for _ in found])
    list_cameras(as_json=False)
    said = capsys.readouterr().out
    assert "camera 1  gives pictures" in said
    assert "choose by the number" in said


def test_no_camera_at_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(camera_list, "cameras", list)
    list_cameras(as_json=False)
    assert capsys.readouterr().out == "No camera is connected. `coach demo` needs none.\n"
