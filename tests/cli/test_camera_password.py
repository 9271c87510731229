"""A camera's password stands in no file: it is in the keyring, or asked for."""

from __future__ import annotations

import getpass
import sys
import threading
from io import StringIO
from pathlib import Path

import pytest

from coach.cli import camera_password
from coach.cli.camera_password import with_password
from coach.cli.error_lines import CommandError
from coach.cli.settings import personal, set_one, settings_file, settings_for, show_settings
from coach.desktop import secret_store

ADDRESS, KEPT = "rtsp://me:hunt/er2@cam/v?token=xyz", "rtsp://me:***@cam/v?token=***"
OPENS = "rtsp://me:hunt%2Fer2@cam/v?token=xyz"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(camera_password, "_given", {})


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    kept: dict[str, str] = {}
    monkeypatch.setattr(secret_store, "keep", lambda name, secret: kept.update({name: secret}) is None)
    monkeypatch.setattr(secret_store, "find", kept.get)
    return kept


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_store, "keep", lambda name, secret: False)
    monkeypatch.setattr(secret_store, "find", lambda name: None)


def test_it_goes_into_the_keyring_and_comes_back(keyring: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    set_one("camera", ADDRESS)
    assert "hunt" not in settings_file().read_text()
    assert personal().camera == KEPT
    assert keyring == {KEPT: OPENS}
    assert with_password(KEPT) == OPENS
    said = "".join(capsys.readouterr())
    assert "hunt" not in said
    assert "kept in your keyring" in said


def test_an_option_that_is_remembered_keeps_no_password(keyring: dict[str, str]) -> None:
    used = settings_for({"camera": ADDRESS}, headless=False, remember=True)
    assert used.camera == ADDRESS
    assert personal().camera == KEPT


def test_without_a_keyring_it_is_asked_for_once(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    set_one("camera", "rtsp://me:hunter2@cam/v")
    asked: list[str] = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda prompt: asked.append(prompt) or "p@ss")
    kept = str(personal().camera)
    assert [with_password(kept), with_password(kept)] == ["rtsp://me:p%40ss@cam/v"] * 2
    assert asked == ["Password of rtsp://cam/v: "]


def test_where_nobody_can_be_asked_it_says_so(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    with pytest.raises(CommandError, match="needs its password, and there is nobody to ask"):
        with_password(KEPT)


def test_what_cannot_be_told_apart_is_not_kept(keyring: dict[str, str]) -> None:
    with pytest.raises(CommandError, match="%40 for @"):
        set_one("camera", "rtsp://me:12/34@cam/v")
    assert not settings_file().exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_one_that_was_written_by_hand_is_hidden_and_told(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    settings_file().parent.mkdir()
    settings_file().write_text(f"camera: {ADDRESS}\n")
    show_settings(as_json=as_json)
    said = capsys.readouterr().out
    assert "hunt" not in said
    assert as_json or "takes it out" in said


def test_a_keyring_that_fails_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert secret_store.keep("a", "b") is False
    assert secret_store.find("a") is None


def test_a_keyring_that_hangs_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hanging:
        def get_password(self, service: str, name: str) -> str:
            threading.Event().wait(5)
            return "too late"

    monkeypatch.setitem(sys.modules, "keyring", Hanging())
    monkeypatch.setattr(secret_store, "PATIENCE_S", 0.05)
    assert secret_store.find("a") is None
