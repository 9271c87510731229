"""Settings: strict reading, changes that leave the rest of the file alone, and a broken file that is never touched."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bodies import film, reps, wall_slide
from forked import forked_coach
from paths import ROOT

from coach.capture import camera_list
from coach.capture.camera_list import ListedCamera
from coach.capture.recording import Recorder
from coach.cli.error_lines import CommandError
from coach.cli.settings import (
    camera_for,
    change,
    personal,
    reset,
    set_one,
    settings_file,
    settings_for,
    show_settings,
)  # fmt: skip
from coach.definitions.document import DefinitionError
from coach.errors import SourceError
from coach.records.settings import Settings, chosen, read, revised

DEMO = ROOT / "fixtures" / "demo" / "demo.npz"
POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions and limits as on POSIX")
MINE = """\
# my settings
voice: quiet   # the neighbours

mirror: false
"camera": 1
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder of its own, not there yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    return folder


def write(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(CommandError) as caught:
        act()
    assert caught.value.code == 2
    assert len(str(caught.value).splitlines()) <= 2
    return str(caught.value)


# ---------------------------------------------------------------- reading


def test_without_a_file_all_is_as_it_comes(home: Path) -> None:
    assert read(home / "settings.yaml") == personal() == Settings()
    assert not home.exists()


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n  # at all\n"])
def test_a_file_that_says_nothing_is_no_mistake(text: str) -> None:
    assert read(write(text)) == Settings()


def test_what_is_written_holds() -> None:
    settings = read(write(MINE + "size: 1280x720\nnumbers: de\nlevel: gentle\nfull_screen: true\n"))
    assert settings == Settings(
        mirror=False, full_screen=True, camera=1, size="1280x720", voice="quiet", numbers="de", level="gentle"
    )
    assert settings.picture_size == (1280, 720)
    assert Settings().picture_size is None


@pytest.mark.parametrize("camera", ["/dev/video2", "rtsp://user:secret@host:554/live", "http://192.168.1.7:8080/video"])
def test_a_camera_may_be_a_device_or_a_stream(camera: str) -> None:
    assert read(write(f"camera: {camera}\n")).camera == camera


TALK = "expected 'quiet', 'normal', 'talkative' or 'off'"
LEVEL = "expected 'gentle', 'standard' or 'strict'"
CAMERA = "expected a camera's name, number, device path or stream address"
BROKEN = [
    # values of the wrong kind, with the nearest that would do
    ("voice: quite\n", f"1:8: voice: {TALK}, found 'quite'; did you mean 'quiet'?"),
    ("voice: 3\n", f"1:8: voice: {TALK}, found the number 3"),
    ("mirror: yes\n", "1:9: mirror: expected true or false, found 'yes'; write true"),
    ("mirror: 1\n", "1:9: mirror: expected true or false, found the number 1"),
    ("# mine\nlevel: strikt\n", f"2:8: level: {LEVEL}, found 'strikt'; did you mean 'strict'?"),
    ("numbers: [de]\n", "1:10: numbers: expected 'en', 'de', 'fr' or 'es', found a list"),
    ("camera: -1\n", f"1:9: camera: {CAMERA}, found the number -1"),
    ("camera: ' '\n", f"1:9: camera: {CAMERA}, found ' '"),
    ("size: 1280*720\n", "1:7: size: expected width x height such as 1280x720, found '1280*720'"),
    ("size: 10x10\n", "1:7: size: expected width x height such as 1280x720, found '10x10'"),
    ("size: 99999x720\n", "1:7: size: expected width x height such as 1280x720, found '99999x720'"),
    ("voice:\n", "1:7: voice: expected a value, found nothing"),
    # keys
    ("mirror: true\nlevle: gentle\n", "2:1: levle: unknown key 'levle'; did you mean 'level'?"),
    ("voice: quiet\nvoice: off\n", "2:1: voice: the key 'voice' stands here a second time (first in line 1)"),
    # no YAML, or none that is wanted
    ("voice: quiet\n\tmirror: true\n", "2:1: a tab is not allowed here; indent with spaces"),
    ("- voice\n", "1:1: expected keys and values, found a list"),
    ("voice: &a quiet\n", "1:8: anchors (&) and aliases (*) are not used here"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[row[0].strip() for row in BROKEN])
def test_a_mistake_is_told_with_its_place_and_nothing_changes_the_file(text: str, said: str) -> None:
    path = write(text)
    with pytest.raises(DefinitionError):
        read(path)
    for act in (
        personal,
        lambda: set_one("mirror", "false"),
        lambda: reset(()),
        lambda: reset(["voice"]),
        lambda: settings_for({"voice": "off"}, headless=False, remember=True),
        lambda: camera_for(None),
    ):
        told = refusal(act)
        assert told.startswith(f"{path}:{said}")
        assert "does not change what it cannot read" in told
    assert path.read_bytes() == text.encode()
    assert names(path.parent) == [path.name]


def test_of_several_mistakes_the_first_is_told_and_the_others_counted() -> None:
    write("voice: quite\nlevle: gentle\nmirror: yes\n")
    assert "found 'quite'; did you mean 'quiet'? (and 2 more mistakes)\n" in refusal(personal)


# ---------------------------------------------------------------- changing


def changed(text: str, **words: str | None) -> str:
    return revised(text, words, "settings.yaml")


def test_one_line_changes_and_the_rest_stays_to_the_byte() -> None:
    assert changed(MINE, voice="off") == MINE.replace("quiet ", "off ")
    assert changed(MINE, camera="0") == MINE.replace('"camera": 1', '"camera": 0')
    assert changed(MINE, mirror="true") == MINE.replace("false", "true")
    assert changed(MINE, level="gentle") == MINE + "level: gentle\n"
    assert changed(MINE, voice=None) == MINE.replace("voice: quiet   # the neighbours\n", "")
    assert changed(MINE, level=None) == MINE
    assert changed("voice: 'quiet'", voice="off", level="gentle") == "voice: off\nlevel: gentle\n"


SPACED = """\
---
# settings of mine, spaced as I like


voice:    quiet  # the neighbours
  # an indented remark
'mirror' :  false  \x20
# the one above the screen
camera: "/dev/video2" # 'quoted'

# the end, without a line break"""


@pytest.mark.parametrize(
    ("name", "word", "before", "after"),
    [
        ("voice", "off", "quiet", "off"),
        ("camera", "1", '"/dev/video2"', "1"),
        ("mirror", "true", "false", "true"),
        ("voice", None, "voice:    quiet  # the neighbours\n", ""),
        ("mirror", None, "'mirror' :  false  \x20\n", ""),
        ("camera", None, "camera: \"/dev/video2\" # 'quoted'\n", ""),
        ("level", "gentle", "line break", "line break\nlevel: gentle\n"),
    ],
)
def test_comments_order_and_spacing_stay_to_the_byte(name: str, word: str | None, before: str, after: str) -> None:
    assert SPACED.count(before) == 1
    assert changed(SPACED, **{name: word}) == SPACED.replace(before, after)


def test_line_endings_stay() -> None:
    windows = MINE.replace("\n", "\r\n")
    assert changed(windows, voice="off", level="gentle") == windows.replace("quiet ", "off ") + "level: gentle\r\n"


def test_what_needs_quotes_gets_them() -> None:
    address = "http://host/a #1"
    text = changed("", camera=address)
    assert '"http://host/a #1"' in text
    assert chosen(Settings(), {"camera": address}).camera == address


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("{voice: quiet, mirror: false}\n", "voice", "off"),
        ("voice: quiet\n...\n", "level", "gentle"),
        ("voice:\n  quiet\n", "voice", "off"),
    ],
)
def test_a_file_written_otherwise_is_left_to_its_author(text: str, name: str, word: str) -> None:
    path = write(text)
    assert personal().voice == "quiet"
    assert refusal(lambda: set_one(name, word)).startswith(f"{path}: change this file by hand")
    assert path.read_text() == text


def test_a_comment_with_a_character_that_yaml_forbids_is_left_to_its_author(home: Path) -> None:
    path = write("#\x00\n")
    assert refusal(lambda: set_one("voice", "off")).startswith(f"{path}: change this file by hand")
    assert path.read_text() == "#\x00\n"


def test_set_shows_and_reset_takes_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_one("voice", "quiet")
    set_one("full-screen", "true")
    assert personal() == Settings(voice="quiet", full_screen=True)
    reset(["voice"])
    assert personal() == Settings(full_screen=True)
    reset(())
    assert personal() == Settings()
    assert capsys.readouterr().out.splitlines()[:3] == ["voice: quiet", "full_screen: true", "voice: normal"]
    assert names(home) == ["settings.yaml"]


def test_reset_without_a_file_makes_none(home: Path) -> None:
    reset(())
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [
        ("levle", "gentle", "unknown setting 'levle'; did you mean 'level'?"),
        ("a: b", "gentle", "unknown setting 'a: b'"),
        ("voice", "loud", f"voice: {TALK}, found 'loud'"),
        ("voice", "", f"voice: {TALK}, found ''"),
        ("voice", "quiet\nlevel: strict", f"voice: {TALK}, found"),
        ("mirror", "no", "mirror: expected true or false, found 'no'; write false"),
        ("camera", "-1", f"camera: {CAMERA}, found the number -1"),
        ("size", "huge", "size: expected width x height such as 1280x720, found 'huge'"),
    ],
)
def test_a_wrong_word_is_refused_and_nothing_is_written(home: Path, name: str, word: str, said: str) -> None:
    assert refusal(lambda: set_one(name, word)).startswith(said)
    assert not home.exists()


@POSIX
def test_a_link_stays_a_link_and_what_it_leads_to_becomes_private(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text(MINE)
    real.chmod(0o644)
    path = settings_file()
    path.parent.mkdir()
    path.symlink_to(real)
    set_one("voice", "off")
    assert path.is_symlink()
    assert real.read_text() == MINE.replace("quiet ", "off ")
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


# ---------------------------------------------------------------- a disk that will not


def coach(*words: str | Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with some Python run first."""
    code = f"{before}\nimport sys\nsys.argv[0] = 'coach'\nfrom coach.cli import main\nmain()"
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    env.pop("DISPLAY", None)
    if not before:
        return forked_coach(env, *words)
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@POSIX
def test_a_full_disk_leaves_the_old_file_whole() -> None:
    path = write(MINE)
    full = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    done = coach("settings", "set", "voice", "off", before=full + "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{path} cannot be written: File too large. It is as it was.\n"
    assert path.read_text() == MINE
    assert names(path.parent) == [path.name]


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written() -> None:
    path = write(MINE)
    path.parent.chmod(0o500)
    try:
        assert "cannot be written: Permission denied" in refusal(lambda: set_one("voice", "off"))
    finally:
        path.parent.chmod(0o700)
    assert path.read_text() == MINE


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file" / "home"))
    assert "cannot be written" in refusal(lambda: change({"voice": "off"}))


def test_a_folder_in_its_place_is_told() -> None:
    settings_file().mkdir(parents=True)
    assert "cannot be read" in refusal(personal)


# ---------------------------------------------------------------- for one run


def test_options_hold_for_one_run_and_are_kept_only_when_asked() -> None:
    path = write(MINE)
    options = {"mirror": True, "voice": "talkative", "camera": "2", "level": None}
    assert settings_for(options, headless=False) == Settings(voice="talkative", camera=2)
    assert path.read_text() == MINE
    assert settings_for(options, headless=False, remember=True) == personal() == Settings(voice="talkative", camera=2)
    assert path.read_text().startswith("# my settings\nvoice: talkative   # the neighbours\n")


def test_headless_knows_nothing_personal_and_keeps_nothing() -> None:
    path = write("voice: quite\n")
    assert settings_for({}, headless=True) == Settings()
    assert settings_for({"level": "strict"}, headless=True) == Settings(level="strict")
    assert camera_for(None, headless=True) == "0"
    assert "--headless keeps nothing" in refusal(
        lambda: settings_for({"level": "strict"}, headless=True, remember=True)
    )
    assert path.read_text() == "voice: quite\n"


def test_a_wrong_option_names_itself() -> None:
    assert refusal(lambda: settings_for({"size": "big"}, headless=False)).startswith("size: expected width x height")


def test_the_level_of_the_settings_counts_unless_headless(tmp_path: Path) -> None:
    level, seconds = reps([0.65] * 3)  # far enough for the gentle level alone
    with Recorder(tmp_path / "short.npz") as recorder:
        for picture in film(lambda t_s: wall_slide(level(t_s)), seconds):
            recorder.add(picture)
    write("level: gentle\nvoice: off\n")

    def counted(*words: str) -> int:
        run = coach("do", "wall-slides", "--source", tmp_path / "short.npz", "--json", *words)
        assert run.returncode == 0
        return int(json.loads(run.stdout.splitlines()[-1])["reps"])

    assert (counted(), counted("--level", "strict"), counted("--headless")) == (3, 0, 0)


def test_a_broken_file_stops_a_session_but_not_a_headless_one_nor_the_doctor() -> None:
    path = write("voice: quite\n")
    stopped = coach("do", "wall-slides", "--source", DEMO)
    assert stopped.returncode == 2
    assert stopped.stderr.startswith(f"{path}:1:8: voice: expected")
    assert coach("do", "wall-slides", "--source", DEMO, "--headless").returncode == 0
    looked = coach("doctor", "--source", "nowhere.mp4", "--json")
    first = json.loads(looked.stdout.splitlines()[0])
    assert (first["name"], first["works"]) == ("settings", False)
    assert "did you mean 'quiet'?" in first["found"]


def test_seen_and_changed_from_the_command_line(home: Path) -> None:
    shown = coach("settings")
    assert (shown.returncode, shown.stderr) == (0, "")
    for name in Settings.model_fields:
        assert f"\n  {name} " in f"\n{shown.stdout}"
    assert f"They will be kept in {home / 'settings.yaml'}." in shown.stdout
    assert coach("settings", "set", "voice", "quiet").stdout == "voice: quiet\n"
    assert "\n* voice        quiet " in coach("settings").stdout
    assert json.loads(coach("settings", "--json").stdout) == {
        "file": str(home / "settings.yaml"), "settings": Settings(voice="quiet").model_dump(), "yours": ["voice"],
    }  # fmt: skip
    both = coach("do", "wall-slides", "--camera", "1", "--source", "2")
    assert both.returncode == 2
    assert "leave out one of the two" in both.stderr


# ---------------------------------------------------------------- cameras by name

WEBCAM = ListedCamera(1, "HD Webcam: C", "usb-0000:00:14.0-8")


@pytest.fixture
def webcam(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [ListedCamera(0, "Notes", "usb-1", pictures=False), WEBCAM]
    monkeypatch.setattr(camera_list, "cameras", lambda: known)


@pytest.mark.parametrize("word", ["HD Webcam: C", "webcam", "1", "/dev/video1", WEBCAM.remembered])
def test_a_camera_is_kept_by_name_and_port(webcam: None, home: Path, word: str) -> None:
    set_one("camera", word)
    assert 'camera: "HD Webcam: C @ usb-0000:00:14.0-8"\n' in settings_file().read_text()
    assert personal().camera == camera_for(None) == "camera:HD Webcam: C @ usb-0000:00:14.0-8"


@pytest.mark.parametrize("word", ["7", "0", "/dev/video7"])
def test_a_number_that_has_no_name_stays_a_number(webcam: None, home: Path, word: str) -> None:
    set_one("camera", word)
    assert camera_for(None) == word


def test_a_name_that_no_camera_has_is_told_at_once(webcam: None, home: Path) -> None:
    with pytest.raises(SourceError, match="the camera Webcam 2000 is not there: there are HD Webcam: C"):
        set_one("camera", "Webcam 2000")
    assert not settings_file().exists()


def test_a_name_is_shown_as_people_write_it(webcam: None, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_one("camera", "1")
    show_settings(as_json=False)
    shown = capsys.readouterr().out
    assert shown.startswith("camera: HD Webcam: C @ usb-0000:00:14.0-8\n")
    assert "camera:HD" not in shown
    assert "password" not in shown
