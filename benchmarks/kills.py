"""Ends the coach in the middle of what it writes, again and again, and looks for what is lost.

python -m benchmarks.kills [--times 500] [--seed 1]

`do`, `watch`, an import and a migration run in processes of their own, on a history of their own, and get SIGKILL or
SIGTERM at a random moment. Afterwards SQLite has to find the file whole, and there may be missing at most: of `do` the
repetition in the making, of `watch` (killed) the reminder in the making, of an import all of it or nothing, and of a
migration nothing at all.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "cli")]

from bodies import film  # noqa: E402
from cranked import LIBRARY, slides  # noqa: E402
from joined import Live, save  # noqa: E402
from sitters import Sitter  # noqa: E402
from test_watch import Day  # noqa: E402

from benchmarks.made_history import MadeHistory  # noqa: E402
from coach.cli.do import coach_through  # noqa: E402
from coach.cli.signals import interrupts  # noqa: E402
from coach.cli.wanted import Wanted  # noqa: E402
from coach.records import archive, migrations  # noqa: E402
from coach.records.history import History  # noqa: E402
from coach.records.settings import Settings  # noqa: E402

LAST = date(2026, 11, 28)
TRIES = ("rep", "partial")
FILE = "history.db"
WITH_REPS = "0002-sets-and-reps"  # the first step whose version has something to lose


class Deeds:
    """What is interrupted. Each runs in a child process, with COACH_HOME a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._recording = save(folder / "slides.npz", film(slides, 100, fps=15))
        self._zip, self._old = folder / "mine.zip", folder / "old.db"
        with History(folder / "made.db") as made:
            MadeHistory(made).live(LAST - timedelta(days=60), LAST)
            archive.export(made, self._zip)
            self.made = counted(folder / "made.db")
        self._write_old()

    def _write_old(self) -> None:
        """A history of the first version that kept repetitions, with as many of them as a year has: every later step
        is still to come, and may be the one that is interrupted."""
        first = [name for name, _script in migrations.MIGRATIONS].index(WITH_REPS) + 1
        with sqlite3.connect(self._old) as db:
            db.execute("CREATE TABLE migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
            for name, script in migrations.MIGRATIONS[:first]:
                db.executescript(script)
                db.execute("INSERT INTO migration VALUES (?)", (name,))
            for number in range(2000):
                at = f"2026-01-{number // 72 + 1:02d}T{number % 72 // 6 + 8:02d}:{number % 6}0:00"
                db.execute(
                    "INSERT INTO training_set (at, exercise, reps, partials, hold_s, seen)"
                    " VALUES (?, 'a', 10, 0, 0, 1)", (at,),
                )  # fmt: skip
                rep = (number + 1, "rep", 1.0, "both", None, 1.0, 0.0)
                db.executemany("INSERT INTO rep VALUES (?, ?, ?, ?, ?, ?, ?)", [rep] * 10)
        db.close()

    def do(self, home: Path) -> None:
        """Two sets of wall slides, every event told on standard output after it was written."""
        wanted = Wanted(
            exercise="wall-slides", source="0", settings=Settings(plain=True), mute=True, as_json=True, reps=4, sets=2
        )
        coach_through(LIBRARY.card("wall-slides"), wanted, Live(self._recording))

    def watch(self, home: Path) -> None:
        """Ten minutes at a desk, upright and slouching in turns."""
        Day([(Sitter(), 60), *[(Sitter(slouch=1.0), 50), (Sitter(), 30)] * 6], as_json=True).run()

    def import_(self, home: Path) -> None:
        """Two months from an export."""
        with History(home / FILE) as history:
            archive.import_from(history, self._zip)

    def ready(self, name: str, home: Path) -> None:
        """What has to be there before the deed begins; made here, because half a copy is no fault of the coach."""
        home.mkdir()
        if name == "migration":
            (home / FILE).write_bytes(self._old.read_bytes())

    def migration(self, home: Path) -> None:
        """A year brought up to date."""
        History(home / FILE).close()


def counted(path: Path) -> dict[str, int]:
    """Rows by table; the file is found whole."""
    with History(path) as history:
        assert history.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert history.rows("PRAGMA foreign_key_check") == []
        return {
            name: history.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"]
            for name in ("training_set", "rep", "posture", "reminder", "workout")
        }


def lost(name: str, kill: int, told: list[str], found: dict[str, int], deeds: Deeds) -> str:
    """What is missing that may not be, in words; "" where nothing is."""
    types = [json.loads(line)["type"] for line in told if line.startswith("{") and line.endswith("}")]
    if name == "do":
        tries = sum(kind in TRIES for kind in types)
        return "" if tries <= found["rep"] <= tries + 1 else f"{tries} told, {found['rep']} kept"
    if name == "watch":
        reminders = types.count("reminder")
        least = reminders - (kill == signal.SIGKILL)
        return "" if found["reminder"] >= least else f"{reminders} told, {found['reminder']} kept"
    if name == "import_":
        return "" if found["rep"] in (0, deeds.made["rep"]) else f"{found['rep']} of {deeds.made['rep']}"
    return "" if (found["training_set"], found["rep"]) == (2000, 20000) else str(found)


def child(deed: Callable[[Path], None], home: Path, out: int) -> None:
    """Runs the deed as the command would, and never comes back."""
    os.dup2(out, 1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.environ["COACH_HOME"] = str(home)
    interrupts.install()
    code = 1
    with suppress(BaseException):
        deed(home)
        code = 0
    sys.stdout.flush()
    os._exit(code)


def run(deed: Callable[[Path], None], home: Path, after_s: float | None, kill: int) -> tuple[list[str], float, bool]:
    """Run the deed and end it after so long. Returns what it told, how long it took, and whether it was ended."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        child(deed, home, writing)
    os.close(writing)
    began_s = time.monotonic()
    told, is_over = b"", False
    os.set_blocking(reading, False)
    while not is_over:
        with suppress(BlockingIOError):
            while part := os.read(reading, 65536):
                told += part
        over, status = os.waitpid(pid, os.WNOHANG)
        is_over = over == pid
        if after_s is not None and time.monotonic() - began_s >= after_s:
            with suppress(ProcessLookupError):
                os.kill(pid, kill)
            after_s = None
        time.sleep(0.002)
    with suppress(BlockingIOError):
        while part := os.read(reading, 65536):
            told += part
    os.close(reading)
    ended = os.WIFSIGNALED(status) or os.WEXITSTATUS(status) != 0
    return told.decode().splitlines(), time.monotonic() - began_s, ended


def main() -> None:
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--times", type=int, default=500)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    chance, done, failures = random.Random(asked.seed), Counter[str](), list[str]()
    with tempfile.TemporaryDirectory() as place:
        deeds = Deeds(Path(place))
        usual_s: dict[str, float] = {}
        for number in range(asked.times):
            name = ("do", "watch", "import_", "migration")[number % 4]
            kill = (signal.SIGKILL, signal.SIGTERM)[number // 4 % 2]
            home = Path(place) / f"home-{number}"
            deeds.ready(name, home)
            if name not in usual_s:  # the first time it runs to its end, to know how long that takes
                whole = Path(place) / f"whole-{name}"
                deeds.ready(name, whole)
                usual_s[name] = run(getattr(deeds, name), whole, None, kill)[1]
            told, _took_s, ended = run(getattr(deeds, name), home, chance.uniform(0, usual_s[name]), kill)
            done[f"{name.rstrip('_')} {kill.name}{'' if ended else ' (was over already)'}"] += 1
            if what := lost(name, kill, told, counted(home / FILE), deeds):
                failures.append(f"{number}: {name} {kill.name}: {what}")
                print(failures[-1], flush=True)
            if number % 20 == 19:
                print(f"{number + 1} kills, {len(failures)} with a loss", flush=True)
    for kind, times in sorted(done.items()):
        print(f"{times:4}  {kind}")
    print(f"{asked.times} kills, {len(failures)} with a loss")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
