"""Nothing leaves and nothing is stored: what a session asks of the system, seen from outside by strace."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from joined import save
from paths import ROOT, TESTS

from coach.capture.model.store import Model
from coach.capture.recording import Recording
from coach.cli.app import COMMANDS
from coach.cli.privacy_proof import looked_at

POINTS = ROOT / "fixtures" / "demo" / "demo.npz"
PLAN = ROOT / "exercises" / "plans" / "stronger-back.yaml"
CALLS = (
    "network,execve,open,openat,creat,memfd_create,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,mknod,mknodat"
)


def _why_no_trace() -> str | None:
    if not sys.platform.startswith("linux"):
        return "strace is on Linux only"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"strace is not allowed here: {tried.stderr.strip()}"


pytestmark = pytest.mark.skipif(bool(_why_no_trace()), reason=_why_no_trace() or "")


@dataclass(frozen=True)
class Trace:
    """The system calls of a program and all that it started, one a line; and the folder it could write to."""

    calls: tuple[str, ...]
    place: Path
    processes: tuple[str, ...]  # the one that made each call
    complaints: str = ""

    def internet(self) -> list[str]:
        """Every call that has to do with an address of the network."""
        return [call for call in self.calls if re.search(r"\b(AF_INET6?|AF_PACKET|AF_NETLINK)\b", call)]

    def written(self) -> set[str]:
        """Every file that was made or opened for writing, also those deleted since."""
        writing = (
            call for call in self.calls if re.match(r"creat|memfd|mknod|link|rename|open.*O_(WRONLY|RDWR|CREAT)", call)
        )
        return {name for call in writing if "= -1 " not in call for name in re.findall(r'"([^"]*)"', call)}

    def started(self) -> list[str]:
        """Every program that was started, the first of which is the one that was asked for."""
        return [call for call in self.calls if call.startswith("execve(") and "= -1 " not in call]


def left(place: Path) -> set[str]:
    """Every file that is there now."""
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}


class Tracer:
    """Runs Python programs under strace, as somebody whose folders are all new and empty."""

    def __init__(self, folder: Path) -> None:
        self.place, self._out = folder / "place", folder / "trace"
        home = {
            name: self.place / name for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "COACH_HOME")
        }
        for each in home.values():
            each.mkdir(parents=True)
        kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "COACH_MODEL")}
        self.env = kept | {name: str(path) for name, path in home.items()}
        self.env |= {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, TESTS))), "PYTHONDONTWRITEBYTECODE": "1"}

    def command(self, *words: str | Path) -> list[str]:
        strace = [shutil.which("strace") or "strace", "-f", "--seccomp-bpf", "-s", "4096", "-e", f"trace={CALLS}"]
        return [*strace, "-o", str(self._out), sys.executable, *map(str, words)]

    def run(self, *words: str | Path, ends: int = 0, **more: str) -> Trace:
        """A program to its end."""
        done = subprocess.run(
            self.command(*words), env=self.env | more, capture_output=True, text=True, timeout=300, check=False,
            cwd=self.place, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == ends, done.stderr
        return self.trace(done.stderr)

    @contextmanager
    def answering(self, *words: str | Path, **more: str) -> Iterator[Callable[[str], dict[str, Any]]]:
        """A program that answers each line with JSON; call it with a line for its answer."""
        with subprocess.Popen(
            self.command(*words), env=self.env | more, cwd=self.place, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as process:  # fmt: skip
            said, heard = process.stdin, process.stdout
            assert said is not None
            assert heard is not None

            def answer(line: str) -> dict[str, Any]:
                said.write(line + "\n")
                row: dict[str, Any] = json.loads(heard.readline())
                return row

            yield answer
            said.close()

    def trace(self, complaints: str = "") -> Trace:
        """All that was called by what has ended."""
        processes, calls = zip(*_calls(self._out.read_text(errors="replace").splitlines()), strict=True)
        return Trace(calls, self.place, processes, complaints)


@pytest.fixture
def tracer(tmp_path: Path) -> Tracer:
    return Tracer(tmp_path)


def _calls(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Process number and call; a call that another one interrupted is put together again."""
    begun: dict[str, str] = {}
    for line in lines:
        process, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
        elif resumed := re.match(r"<\.\.\. \w+ resumed>", call):
            yield process, begun.pop(process, "") + call[resumed.end() :]
        else:
            yield process, call
    yield from begun.items()


FILM = "a film of one repetition"
SESSIONS = {
    "do": ("do", "wall-slides", "--source", FILM, "--headless", "--json", "--reps", "1"),
    "watch": ("watch", "--source", FILM, "--calibrate", "2", "--headless", "--json"),
}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_opens_no_connection_and_writes_no_picture(
    tracer: Tracer, model: Model, film: Path, name: str
) -> None:
    words = (film if word == FILM else word for word in SESSIONS[name])
    trace = tracer.run("-m", "coach", *words, "--model", model.path)
    assert any(f'"{film}"' in call for call in trace.calls)  # it was this session that was traced
    assert any("libmediapipe" in call for call in trace.calls)
    assert trace.complaints == ""
    assert trace.internet() == []
    assert [name for name in trace.written() if not _known(Path(name), trace.place)] == []
    assert left(trace.place) == set()
    assert len(trace.started()) == 1


# What a person does one after the other in one home, as words of the command line.
KEPT = "where the tests keep the model"
BRIEF = "a recording of two repetitions"
IN_ONE_HOME: dict[str, list[tuple[str | Path, ...]]] = {
    "looking": [
        (), ("--help",), ("list",), ("show", "wall-slides"), ("settings",), ("settings", "set", "voice", "off"),
        ("settings", "reset"), ("doctor",), ("install-launcher",), ("model",),
    ],
    "own exercise": [
        ("learn", "mine", "--source", POINTS, "--reps", "5"), ("share", "mine", "shared.yaml"), ("add", "shared.yaml"),
        ("check", "shared.yaml"), ("new", "other"), ("tune", "mine", BRIEF),
    ],
    "recording": [
        ("record", "mine.npz", "--source", FILM, "--seconds", "2"), ("explain", "wall-slides", POINTS, "--rep", "1"),
        ("replay", POINTS, "--exercise", "wall-slides", "--headless"), ("bench", "--model", KEPT),
    ],
    "history": [
        ("demo", "--headless"), ("plan", "use", "stronger-back"), ("plan",), ("plan", "check", PLAN), ("plan", "stop"),
        ("today",), ("history",), ("report", "--no-open"), ("export", "mine.zip"), ("import", "mine.zip"), ("privacy",),
        ("forget", "--all", "--yes"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", IN_ONE_HOME)
def test_every_other_command_is_as_quiet(tracer: Tracer, model: Model, film: Path, tmp_path: Path, name: str) -> None:
    two = (frame for _none, frame in Recording(POINTS) if frame.t_s < 10.0)
    places = {KEPT: str(model.path), FILM: str(film), BRIEF: str(save(tmp_path / "two.npz", two))}
    processes = set()
    with tracer.answering(TESTS / "commands_in_turn.py", COACH_MODEL=str(model.path)) as answer:
        for words in IN_ONE_HOME[name]:
            done = answer(json.dumps([places.get(str(word), str(word)) for word in words]))
            assert done["code"] == 0, (words, done["complaints"])
            processes.add(str(done["process"]))
            assert [path for path in left(tracer.place) if _is_picture(tracer.place / path)] == [], words
    trace = tracer.trace()
    assert len(processes & set(trace.processes)) == len(IN_ONE_HOME[name])
    assert trace.internet() == []
    assert len(trace.started()) == 1, trace.started()
    elsewhere = {Path(path) for path in trace.written() if Path(path).is_absolute()} - {Path(os.devnull)}
    assert [path for path in elsewhere if not path.is_relative_to(trace.place)] == []


def _is_picture(path: Path) -> bool:
    """Whether a file is one that could show somebody: the launcher's icons are the coach's own."""
    return "icons" not in path.parts and path.suffix != ".zip" and looked_at(path)[1]


def test_no_command_is_left_out() -> None:
    run = {
        words[:length] for words in (*SESSIONS.values(), *itertools.chain(*IN_ONE_HOME.values())) for length in (1, 2)
    }
    for name, command in COMMANDS.items():
        made_of = command.load()
        below = made_of.registered_commands if isinstance(made_of, typer.Typer) else []
        assert {(name,), *((name, str(one.name)) for one in below)} <= run


def test_only_the_models_download_opens_a_connection_and_pip_does_it(tracer: Tracer) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PATH": "/nonexistent"}
    trace = tracer.run("-m", "coach", "model", ends=4, **nowhere)
    assert [_words(call)[1:5] for call in trace.started()][1:] == [["-P", "-m", "pip", "download"]]
    pip = {process for process, call in zip(trace.processes, trace.calls, strict=True) if '"pip", "download"' in call}
    connecting = {process for process, call in zip(trace.processes, trace.calls, strict=True) if "127.0.0.1" in call}
    assert connecting == pip
    assert {process for process, call in zip(trace.processes, trace.calls, strict=True) if "AF_INET" in call} == pip


def _words(call: str) -> list[str]:
    """The command line of an `execve`."""
    return re.findall(r'"([^"]*)"', call.partition("[")[2].partition("]")[0])


def _known(path: Path, place: Path) -> bool:
    """Writing nowhere, and Python's trial whether its temporary folder can be written."""
    return path == Path(os.devnull) or (
        path.parent == place / "TMPDIR" and re.fullmatch(r"[a-z0-9_]{8}", path.name) is not None
    )


def test_this_would_see_a_connection_and_a_picture(tracer: Tracer) -> None:
    guilty = """
import os, socket, subprocess, sys, threading
def send():
    with socket.socket() as s:
        s.connect_ex(("127.0.0.1", 9))
thread = threading.Thread(target=send)
thread.start()
thread.join()
picture = os.path.join(os.environ["TMPDIR"], "face.jpg")
subprocess.run([sys.executable, "-c", f"open({picture!r}, 'w').close()"], check=True)
os.remove(picture)
"""
    trace = tracer.run("-c", guilty)
    assert len(trace.started()) == 2
    assert any(call.startswith("connect(") and "127.0.0.1" in call for call in trace.internet())
    assert str(trace.place / "TMPDIR" / "face.jpg") in trace.written()
    assert left(trace.place) == set()
