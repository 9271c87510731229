"""The command line from outside: exit codes, one or two lines of complaint, JSON lines and nothing else, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from forked import forked_coach
from paths import ROOT
from waiting import kept_waiting_s

from benchmarks.x_server import x_server
from coach import cli
from coach.capture.model.store import Model
from coach.cli.app import COMMANDS as ALL_COMMANDS
from coach.cli.app import app

TYPES = re.compile(r"<[^>]*>|RANGE|\b(TEXT|INTEGER|FLOAT|PATH|BOOLEAN)\b|[<>]=")
DEMO = ROOT / "fixtures" / "demo"
COMMANDS = ("demo", "do", "list", "show", "check", "record", "model", "doctor", "settings")
Here = Callable[..., subprocess.CompletedProcess[str]]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pseudo-terminals as on POSIX")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment without display, model and settings."""
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "COACH_MODEL", "COACH_DEBUG")}
    path = os.pathsep.join(filter(None, (str(ROOT), env.get("PYTHONPATH"))))
    return env | {"COACH_HOME": str(tmp_path / "home"), "PYTHONPATH": path, "COLUMNS": "120"}


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "coach", *map(str, words)]


def coach(env: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    done = forked_coach(env, *words)
    assert "Traceback" not in done.stderr
    return done


def coach_anew(env: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    """As `coach`, by an interpreter that starts: where the start is what is asked about."""
    return subprocess.run(command(*words), env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def here(home: dict[str, str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Here:
    """The command in this very process, where what is printed and the exit code are all that matters."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patch:
            for name in os.environ.keys() - home.keys():
                patch.delenv(name)
            for name, value in home.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["coach", *map(str, words)])
            capfd.readouterr()
            code = cli._run()
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return subprocess.CompletedProcess(words, code, said.out, said.err)

    return run


def started(env: dict[str, str], *words: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(command(*words), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def events(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


# ------------------------------------------------------------ help and usage


def test_help_lists_every_command_and_imports_nothing_heavy(home: dict[str, str]) -> None:
    done = coach_anew(home | {"PYTHONPROFILEIMPORTTIME": "1"}, "--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    of_the_room = set(re.findall(r"coach\.cli\.(\w+)", done.stderr))
    always = {"signals", "console", "error_lines", "language", "app"}
    assert of_the_room <= always | {"options", "plain_help", "late_commands"}
    assert not imported & {"numpy", "cv2", "mediapipe", "matplotlib", "pydantic", "yaml", "rich", "platformdirs"}


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(name: str) -> None:
    made_of = ALL_COMMANDS[name].load()
    assert ALL_COMMANDS[name].purpose == (made_of.info.help if isinstance(made_of, typer.Typer) else made_of.__doc__)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(here: Here, name: str) -> None:
    done = here(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Usage: coach {name}" in done.stdout


def test_help_names_no_types_of_a_program() -> None:
    walked = dict(helps(typer.main.get_command(app), "coach"))
    assert {"coach", "coach do", "coach watch", "coach settings set"} <= walked.keys()
    found = [f"{name}: {line}" for name, text in walked.items() for line in text.splitlines() if TYPES.search(line)]
    assert found == []
    assert [name for name, text in walked.items() if "{" in text.partition("\n\n")[0]] == []
    assert walked["coach do"].startswith("Usage: coach do [OPTIONS] [EXERCISE]\n")


def helps(command: Any, name: str) -> Iterator[tuple[str, str]]:
    """The help of a command, and of all that are below it."""
    context = command.make_context(name, [], resilient_parsing=True)
    yield name, context.get_help()
    for below, one in getattr(command, "commands", {}).items():
        yield from helps(one, f"{name} {below}")


WRONG_USAGE = [
    # a command, an option, an argument
    (("dance",), "no such command 'dance'"),
    (("do", "wall-slides", "--souce", "0"), "--source"),
    (("do",), "name an exercise or a program"),
    # numbers out of bounds, and no numbers
    (("do", "wall-slides", "--reps", "0"), "--reps"),
    (("do", "wall-slides", "--sets", "x"), "--sets"),
    (("do", "wall-slides", "--hold", "-1"), "--hold"),
    (("do", "wall-slides", "--hold", "nan"), "--hold"),
    (("do", "wall-slides", "--level", "brutal"), "'gentle', 'standard', 'strict'"),
    # an exercise that is not there: the nearest is offered
    (("do", "wall-slide"), "no exercise is called 'wall-slide'; did you mean 'wall-slides'?"),
    (("show", "sholder rolls"), "did you mean 'shoulder-rolls'?"),
    (("do", "nowhere.yaml"), "nowhere.yaml: no such file"),
    (("check",), "name a YAML file"),
    (("record", "walk.mp4"), "has to end in .npz"),
    (("do", "wall-slides", "--record", "walk.mp4"), "has to end in .npz"),
    # filters of the list
    (("list", "--at", "flor"), "'desk', 'standing', 'floor', 'equipment', 'away'"),
    (("list", "--minutes", "-1"), "--minutes"),
    (("list", "--for", "nek"), "nothing here is said to be good for 'nek'; did you mean 'neck'?"),
    (("list", "--for", " "), "good for ' '; there is "),
    # a dose that this exercise does not have
    (
        ("do", "shoulder-rolls", "--dose", "both-wys"),
        "Shoulder rolls has no dose 'both-wys'; did you mean 'both-ways'?",
    ),
    (("do", "prone-cobra", "--dose", "enormous"), "Prone cobra has no dose 'enormous'; it has long"),
    (("do", "wall-slides", "--dose", "long"), "Wall slides has no dose 'long'; it has the one dose only"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_USAGE, ids=[" ".join(row[0]) for row in WRONG_USAGE])
def test_wrong_usage_is_two_lines_at_most_and_exit_code_2(here: Here, words: tuple[str, ...], said: str) -> None:
    done = here(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 2


# ------------------------------------------------------------ list, show, check


def test_show(home: dict[str, str]) -> None:
    card = coach(home, "show", "wall angels")
    assert card.returncode == 0
    for label in ("Wall slides", "Camera", "Set-up", "Movement", "How much", "Corrects", "Not seen"):
        assert label in card.stdout
    assert events(coach(home, "show", "wall-slides", "--json").stdout)[0]["id"] == "wall-slides"


def test_check_says_ok_or_every_mistake(home: dict[str, str], tmp_path: Path) -> None:
    right = ROOT / "exercises" / "wall-slides.yaml"
    done = coach(home, "check", right, ROOT / "poses" / "goalpost.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines()] == ["ok", "ok"]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(right.read_text().replace("kind: reps", "kind: rep").replace("goalpost", "goalposts"))
    done = coach(home, "check", right, wrong)
    assert (done.returncode, done.stdout) == (2, f"{right}: ok\n")
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["kind", "path.start"]


def test_check_writes_the_schemas_that_editors_read(home: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    done = coach(home, "check", "--schema", folder)
    assert (done.returncode, done.stderr) == (0, "")
    shipped = [path.name for path in (ROOT / "exercises" / "schema").iterdir()]
    assert sorted(done.stdout.split()) == sorted(str(folder / name) for name in shipped)
    for file in folder.iterdir():
        assert file.read_bytes() == (ROOT / "exercises" / "schema" / file.name).read_bytes()


def test_a_wrong_file_given_to_do_is_two_lines(home: dict[str, str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: a\nkind: reps\n")
    done = coach(home, "do", wrong, "--headless")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    wrong.write_text("id: a\nkind: rep\nloud: 1\n")
    lines = coach(home, "do", wrong, "--headless").stderr.splitlines()
    assert len(lines) == 2
    assert f"see `coach check {wrong}`" in lines[1]


# ------------------------------------------------------------ sessions


def test_json_has_one_object_a_line_and_nothing_else(home: dict[str, str]) -> None:
    done = coach(home, "do", "wall-slides", "--source", DEMO / "demo.npz", "--headless", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = events(done.stdout)
    assert rows[0] == {"type": "start", "t_s": 0.0, "exercise": "wall-slides", "source": str(DEMO / "demo.npz")}
    assert rows[-1]["type"] == "summary"
    assert [row["count"] for row in rows if row["type"] == "rep"] == list(range(1, int(str(rows[-1]["reps"])) + 1))
    assert all(isinstance(row["t_s"], float) for row in rows)


def test_the_same_recording_gives_the_same_lines(home: dict[str, str]) -> None:
    words = ("do", "wall-slides", "--source", DEMO / "demo.npz", "--headless", "--json")
    assert coach(home, *words).stdout == coach(home, *words).stdout


def test_reps_end_the_set_before_the_source_ends(home: dict[str, str]) -> None:
    words = ("do", "wall-slides", "--source", DEMO / "demo.npz", "--headless", "--json", "--reps", "2")
    rows = events(coach(home, *words).stdout)
    assert (rows[-1]["type"], rows[-1]["reps"]) == ("summary", 2)
    assert float(str(rows[-1]["t_s"])) < 12


def test_headless_prints_the_summary_and_leaves_no_trace(home: dict[str, str]) -> None:
    done = coach(home, "do", "wall-slides", "--source", DEMO / "demo.npz", "--headless")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Wall slides\n")
    assert not Path(home["COACH_HOME"]).exists()


def test_another_dose_asks_for_a_longer_hold(home: dict[str, str]) -> None:
    clip = ROOT / "fixtures" / "scapular-squeezes" / "standing.npz"
    words = ("do", "scapular-squeezes", "--source", clip, "--headless", "--json")
    usual = events(coach(home, *words, "--dose", "short").stdout)[-1]
    long = events(coach(home, *words, "--dose", "long").stdout)[-1]
    assert usual["reps"] > 0  # type: ignore[operator]
    assert (long["reps"], long["partials"]) == (0, usual["reps"] + usual["partials"])  # type: ignore[operator]


def test_my_own_file_is_coached(home: dict[str, str], tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text((ROOT / "exercises" / "wall-slides.yaml").read_text().replace("id: wall-slides", "id: mine"))
    rows = events(coach(home, "do", mine, "--source", DEMO / "demo.npz", "--headless", "--json").stdout)
    assert rows[0]["exercise"] == "mine"


def test_without_a_display_the_terminal_tells_and_the_safety_text_comes_first(home: dict[str, str]) -> None:
    done = coach(home, "do", "wall-slides", "--source", DEMO / "demo.npz")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == ["Wall slides", "Ready"]
    assert "Ask a doctor first" in done.stderr
    assert not Path(home["COACH_HOME"]).exists()  # nobody was there to acknowledge it


def test_json_without_headless_neither_asks_nor_keeps(home: dict[str, str]) -> None:
    done = coach(home, "do", "wall-slides", "--source", DEMO / "demo.npz", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert events(done.stdout)[-1]["type"] == "summary"
    assert not Path(home["COACH_HOME"]).exists()


BAD_SOURCES = {
    # what is wrong with the file -> how to make it so
    "missing.mp4": None,
    "empty.mp4": b"",
    "text.mp4": b"this is no film\n",
    "empty.npz": b"",
    "text.npz": b"this is no recording\n",
}


@pytest.mark.parametrize("name", BAD_SOURCES)
def test_a_source_that_cannot_be_read_is_exit_code_3(here: Here, tmp_path: Path, name: str) -> None:
    content = BAD_SOURCES[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = here("do", "wall-slides", "--source", tmp_path / name, "--headless", "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert name in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_an_absent_camera_is_exit_code_3_within_ten_seconds(home: dict[str, str]) -> None:
    since_s = time.monotonic()
    done = coach(home, "do", "wall-slides", "--source", "97", "--headless")
    assert done.returncode == 3
    assert "camera 97" in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert time.monotonic() - since_s < 10


def test_a_model_that_is_none_is_exit_code_4(home: dict[str, str], tmp_path: Path) -> None:
    done = coach(home, "do", "wall-slides", "--source", DEMO / "demo.mp4", "--headless", "--model", tmp_path / "x.task")
    assert (done.returncode, done.stdout) == (4, "")
    assert len(done.stderr.splitlines()) <= 2


def test_demo_is_a_whole_workout_without_a_model(home: dict[str, str], tmp_path: Path) -> None:
    done = coach(home | {"COACH_MODEL": str(tmp_path / "none.task")}, "demo", "--headless", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = events(done.stdout)
    kinds = [row["type"] for row in rows]
    assert [kinds.count(kind) for kind in ("rep", "partial", "summary", "pain")] == [4, 1, 2, 1]
    assert [row["id"] for row in rows if row["type"] == "cue"] == ["shrugging"]
    assert [row["level"] for row in rows if row["type"] == "pain"] == [0]  # a raised hand said so
    assert 50 < float(str(rows[-1]["t_s"])) < 70


def test_demo_tells_what_to_do_next(home: dict[str, str]) -> None:
    done = coach(home, "demo")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "Well done: all 4 repetitions." in lines
    assert lines[-1] == "Now you, in front of your camera: `coach do wall-slides`"


def test_record_leaves_what_is_there(home: dict[str, str], tmp_path: Path) -> None:
    kept = tmp_path / "kept.npz"
    kept.write_bytes(b"mine")
    words = ("record", kept, "--source", DEMO / "demo.npz", "--seconds", "1")
    done = coach(home, *words)
    assert (done.returncode, kept.read_bytes()) == (2, b"mine")
    assert done.stderr.startswith(f"{kept} already exists and was left as it is")
    done = coach(home, "do", "wall-slides", "--record", kept, "--source", DEMO / "demo.npz", "--headless")
    assert (done.returncode, kept.read_bytes()) == (2, b"mine")
    assert coach(home, *words, "--overwrite").returncode == 0
    assert kept.read_bytes() != b"mine"


@POSIX
@pytest.mark.parametrize("name", ["list", "--version", "do"])
def test_closed_outputs_are_no_mistake(home: dict[str, str], name: str) -> None:
    more = "wall-slides --headless --source fixtures/wall-slides/mixed.npz" if name == "do" else ""
    shell = f"{sys.executable} -m coach {name} {more} <&- >&-"
    done = subprocess.run(
        shell, shell=True, env=home, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_shell_completes_commands_and_exercises(home: dict[str, str]) -> None:
    def offered(words: str, number: int) -> list[str]:
        asked = {"_COACH_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        return coach(home | asked).stdout.split()

    assert offered("coach do", 1) == ["do", "doctor"]
    assert offered("coach do wall-", 2) == ["wall-slides"]


def test_record_writes_what_source_reads(home: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.npz"
    done = coach(home, "record", copy, "--source", DEMO / "demo.npz", "--seconds", "2")
    assert (done.returncode, done.stdout) == (0, f"{copy}: 61 frames\n")
    with np.load(copy) as again, np.load(DEMO / "demo.npz") as first:
        np.testing.assert_array_equal(again["image"], first["image"][:61])
    rows = events(coach(home, "do", "wall-slides", "--source", copy, "--headless", "--json").stdout)
    assert rows[-1]["t_s"] == 2.0


def test_model_shows_itself(home: dict[str, str], model: Model) -> None:
    row = events(coach(home | {"COACH_MODEL": str(model.path)}, "model", "--json").stdout)[0]
    assert (row["path"], row["sha256"]) == (str(model.path), model.sha256)


def test_doctor_tells_what_to_do_and_is_content(home: dict[str, str], tmp_path: Path) -> None:
    env = home | {"COACH_MODEL": str(tmp_path / "none.task")}
    done = coach(env, "doctor", "--json", "--source", "97")
    assert (done.returncode, done.stderr) == (0, "")
    rows = {str(row["name"]): row for row in events(done.stdout)}
    assert set(rows) == {
        "settings", "camera", "model", "display", "voice", "notifications", "tray", "launcher",
    }  # fmt: skip
    assert all(row["works"] or (row["found"] and row["advice"]) for row in rows.values())
    assert not rows["camera"]["works"]
    assert not rows["model"]["works"]
    assert "camera" in coach(env, "doctor", "--source", "97").stdout


# ------------------------------------------------------------ closed pipes and Ctrl-C


@POSIX
@pytest.mark.parametrize(
    "words", [("list", "--json"), ("do", "wall-slides", "--source", "demo", "--headless", "--json")]
)
def test_a_reader_that_has_seen_enough_is_no_error(home: dict[str, str], words: tuple[str, ...]) -> None:
    process = started(home, *(str(DEMO / "demo.npz") if word == "demo" else word for word in words))
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""


@POSIX
def test_ctrl_c_in_a_session_gives_the_summary_and_130(home: dict[str, str], model: Model) -> None:
    clip = ("do", "wall-slides", "--source", DEMO / "demo.mp4", "--headless", "--json", "--model", model.path)
    process = started(home, *clip)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["type"] == "start"
    process.send_signal(signal.SIGINT)
    rest, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (130, "")
    assert events(rest)[-1]["type"] == "summary"


@POSIX
def test_ctrl_c_while_recording_keeps_the_file(home: dict[str, str], model: Model, tmp_path: Path) -> None:
    out = tmp_path / "kept.npz"
    process = interrupted(home, 2.5, "record", out, "--source", DEMO / "demo.mp4", "--model", model.path)
    assert process.returncode == 130
    if process.stdout:  # the landmarker was up within the time
        with np.load(out) as kept:
            assert len(kept["t_s"]) > 0


MOMENTS_S = [0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2]


@POSIX
@pytest.mark.parametrize("after_s", MOMENTS_S)
@pytest.mark.parametrize("name", ["list", "do", "demo"])
def test_ctrl_c_at_any_moment_is_130_and_quiet(home: dict[str, str], model: Model, name: str, after_s: float) -> None:
    words = {
        "list": ("list",),
        "do": ("do", "wall-slides", "--source", DEMO / "demo.npz", "--headless", "--json"),
        "demo": ("demo", "--headless"),
    }[name]
    done = interrupted(home, after_s, *words)
    assert done.returncode in (0, 130)
    assert done.returncode == 130 or done.stdout.endswith("\n")  # it was done before
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def test_a_ctrl_c_that_falls_into_the_making_of_a_class_is_one(home: dict[str, str]) -> None:
    code = (
        "import coach.cli, coach.cli.language as language\n"
        "class Field:\n    def __set_name__(self, owner, name): raise KeyboardInterrupt\n"
        "def choose():\n    class Thing:\n        field = Field()\n"
        "language.choose_language = choose\ncoach.cli.main()\n"
    )
    done = python(home, code)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_ctrl_c_that_falls_into_a_callback_prints_nothing_and_other_errors_do(home: dict[str, str]) -> None:
    code = (
        "import weakref\nfrom coach.cli.signals import interrupts\ninterrupts.install()\n"
        "class Thing: pass\ndef fall(error):\n    def callback(_): raise error\n"
        "    thing = Thing(); kept = weakref.ref(thing, callback); del thing\n"
        "fall(KeyboardInterrupt())\nfall(ValueError('seen'))\n"
    )
    done = python(home, code)
    assert "KeyboardInterrupt" not in done.stderr
    assert "ValueError: seen" in done.stderr


def python(env: dict[str, str], code: str) -> subprocess.CompletedProcess[str]:
    """Run these lines in a Python of their own."""
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, cwd=ROOT, check=False)


def interrupted(env: dict[str, str], after_s: float, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run, and press Ctrl-C so many seconds after the command began (Python itself starting up does not count)."""
    process = started(env | {"PYTHONPROFILEIMPORTTIME": "1"}, *words)
    assert process.stderr is not None
    for line in process.stderr:
        if line.rstrip().endswith("coach.cli.signals"):
            break
    time.sleep(after_s)
    process.send_signal(signal.SIGINT)
    out, complaints = process.communicate(timeout=60)
    said = "".join(line for line in complaints.splitlines(keepends=True) if not line.startswith("import time:"))
    return subprocess.CompletedProcess(process.args, process.returncode, out, said)


@POSIX
def test_the_safety_text_is_acknowledged_once(home: dict[str, str]) -> None:
    words = ("do", "wall-slides", "--source", DEMO / "demo.npz", "--reps", "1")
    first = typed(home, b"\n", *words)
    assert "Press Enter" in first
    assert (Path(home["COACH_HOME"]) / "safety-acknowledged").is_file()
    assert "doctor" not in typed(home, b"", *words)


def typed(env: dict[str, str], answer: bytes, *words: str | Path) -> str:
    """What a terminal shows on stderr while `answer` is typed at the first question."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(command(*words), env=env, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(theirs)
    assert process.stderr is not None
    shown = b""
    while answer and b"Press Enter" not in shown and select.select([process.stderr], [], [], 30)[0]:
        shown += os.read(process.stderr.fileno(), 65536)
    os.write(ours, answer)
    shown += process.communicate(timeout=60)[1]
    os.close(ours)
    assert process.returncode == 0
    return shown.decode()


# ------------------------------------------------------------ the window


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X display of our own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    with x_server(1400, 900) as name:
        yield name


def test_in_the_window_a_recording_runs_at_its_own_pace_until_ctrl_c(home: dict[str, str], display: str) -> None:
    env = home | {"DISPLAY": display}
    process = started(env, "do", "wall-slides", "--source", DEMO / "demo.npz", "--json", "--mute")
    assert process.stdout is not None
    rows = [json.loads(process.stdout.readline()) for _ in range(2)]
    waited_s, since_s = kept_waiting_s(process.pid) + kept_waiting_s(os.getpid()), time.monotonic()
    rows.append(json.loads(process.stdout.readline()))
    took_s = time.monotonic() - since_s
    waited_s = kept_waiting_s(process.pid) + kept_waiting_s(os.getpid()) - waited_s
    assert [row["type"] for row in rows] == ["start", "ready", "rep"]
    assert took_s == pytest.approx(rows[2]["t_s"] - rows[1]["t_s"], abs=1.0 + waited_s)  # a busy machine is no fault
    process.send_signal(signal.SIGINT)
    rest, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints) == (130, "")
    assert events(rest)[-1]["type"] == "summary"


def test_show_prints_the_card_first_and_then_moves_in_the_window(home: dict[str, str], display: str) -> None:
    env = home | {"DISPLAY": display}
    process = started(env, "show", "wall-slides")
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    assert any(line.startswith("Tempo") for line in lines)
    assert process.poll() is None  # the window is still to come, or there
    process.send_signal(signal.SIGINT)
    rest, complaints = process.communicate(timeout=30)
    assert (process.returncode, rest, complaints) == (130, "", "")


@pytest.mark.parametrize("option", ["--no-window", "--headless", "--json"])
def test_show_opens_no_window_for_scripts(home: dict[str, str], option: str) -> None:
    done = coach_anew(home | {"PYTHONPROFILEIMPORTTIME": "1"}, "show", "wall-slides", option)
    assert done.returncode == 0
    assert "coach.cli.open_library" in done.stderr
    assert "coach.cli.preview" not in done.stderr
