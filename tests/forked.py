"""The command `coach` in a process of its own that has everything imported already.

A command takes a few tenths of a second, and most of that is importing. Here one process imports what `warm.py` lists,
and each command is a fork of it, with an environment, streams, signals and an exit code of its own. What a
test says about starting itself (PYTHON... in the environment, another locale) needs `sys.executable -m coach`.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory

from paths import ROOT, TESTS

from coach.cli import main

LONGEST_S = 120.0
IMPORTED = ["pytest", "forked", "warm", "numpy"]


def forked_coach(
    env: Mapping[str, str], *words: str | Path, folder: Path = ROOT, script: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `coach` with these words to its end, as subprocess.run would, with nothing to read; or a script instead."""
    command = list(map(str, words))
    if os.name == "nt":
        started = ["-m", "coach"] if script is None else [str(script)]
        return subprocess.run(
            [sys.executable, *started, *command], env=env, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=LONGEST_S, check=False,
        )  # fmt: skip
    with TemporaryDirectory() as name:
        place = Path(name)
        process = _server().Process(target=_run, args=(command, dict(env), folder, script, place))
        process.start()
        process.join(LONGEST_S)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, LONGEST_S)
        said, complained = ((place / stream).read_text(encoding="utf-8") for stream in ("out", "err"))
        return subprocess.CompletedProcess(command, process.exitcode, said, complained)


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(map(str, (ROOT, TESTS)))  # what it cannot find, it leaves out silently
    try:
        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before
    return context


def _run(words: list[str], env: dict[str, str], folder: Path, script: Path | None, place: Path) -> None:
    become(words, env, folder, script, place)
    if script is not None:
        runpy.run_path(str(script), run_name="__main__")
    main()


def become(words: list[str], env: dict[str, str], folder: Path, script: Path | None, place: Path) -> None:
    """Turn this process into one that was started with these words; what it says goes to files in `place`."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    streams = ((os.devnull, os.O_RDONLY), (place / "out", os.O_WRONLY), (place / "err", os.O_WRONLY))
    for number, (path, mode) in enumerate(streams):
        opened = os.open(path, mode | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["coach" if script is None else str(script), *words]
