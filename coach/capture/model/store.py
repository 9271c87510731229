"""The pose model: find it, or fetch, verify, bundle and keep it."""

from __future__ import annotations

import atexit
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coach.atomic_file import PART, replacing
from coach.bounded_file import expanded, plain_json, real
from coach.capture.model.bundle import build, is_bundle
from coach.capture.model.download import Progress, download, download_package
from coach.capture.model.networks import PACKAGE, WHEEL_VERSION, Size, networks
from coach.errors import ModelError, reason
from coach.private_file import cache_folder
from coach.wording.catalogue import N_, _

# What the bundle of the verified networks comes to: made with flatbuffers 25.12 and with 25.9, with the detector of the
# wheel and with that of the package. A kept file with another checksum was altered, whatever the card beside it says.
CHECKSUMS = {
    Size.lite: {
        "ff5140c52cf9c0ae6b04b215def001f1a37ea9504680c793fddf587a359c0f51",
        "c33ca5ac56f0064c08c930784187d206a2cc389af40fab2f34c469a09c9a2afa",
    },
    Size.full: {
        "786f8778736b80f55bb25c51e9f7aeddc5700099f745a7ac93d73a1412a9ce60",
        "f30de0fd3c61c40b339f82aaedd7312fa54fd02f24d8689bc8d7cb251c55059e",
        "a44ceb4e43f587ec59d8888b1a9089719c763b8e91ff00f7627ee4fddb0e29a5",
        "efd66e17670b65511fbd0a095b13b7fab8a5b4f315c67f4fb300e6cfda610d6c",
    },
    Size.heavy: {
        "7add93f240d9ac8a1d55719d5d5c85019e3cb9704ea7da5b02c3d827704a35f5",
        "0d945fdefd2814f0ca8b19f87281d5d6235807ab14ce98cf93c62c03a1463982",
    },
}
WAITING = N_("waiting for another coach that fetches the pose model")
BUNDLING = N_("preparing the pose model")
CHECK_S = 0.1  # how soon Ctrl-C is noticed while another coach fetches the model
UNWRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENOSYS}


@dataclass(frozen=True)
class Model:
    """A model bundle that is there.

    Attributes
    ----------
    path : the `.task` file.
    sha256 : its checksum, hexadecimal.
    origin : where it came from, for people.
    size : bytes.
    note : what the user should know, e.g. that it could not be kept; "" mostly.
    """

    path: Path
    sha256: str
    origin: str
    size: int
    note: str = ""


def find(explicit: Path | None = None) -> Model | None:
    """The model that is here already: `explicit`, else what COACH_MODEL names, else the kept one. Fetches nothing.

    A kept file that is truncated or altered counts as not there.

    Raises
    ------
    ModelError : `explicit` or COACH_MODEL names something that is no model bundle.
    """
    size = _size(explicit)
    if explicit is not None and size is None:
        return _named(explicit, "--model")
    if explicit is None and (named := os.environ.get("COACH_MODEL")):
        size = _size(Path(named))
        return _named(Path(named), "COACH_MODEL") if size is None else _kept(size)
    return _kept(size or Size.full)


def obtain(explicit: Path | None = None, wheel: Path | None = None, progress: Progress | None = None) -> Model:
    """The model, fetched once through the user's package index when it is not here.

    Parameters
    ----------
    explicit : a bundle to use instead of any other, or the size of the model: "lite", "full" or "heavy".
    wheel : a downloaded mediapipe wheel or npm package to make the model from, anew, instead of fetching.
    progress : told what is done and how far it is.

    Raises
    ------
    ModelError : it cannot be had; nothing half done is left behind.
    """
    tell = progress or (lambda done, total, what: None)
    if wheel is None and (found := find(explicit)) is not None:
        return found
    size = _size(explicit) or _size(Path(os.environ.get("COACH_MODEL", ""))) or Size.full
    try:
        with _only_one(tell):
            if wheel is None and (kept := _kept(size)) is not None:
                return kept
            return _keep(size, *_make(wheel, size, tell))
    except OSError as error:
        if error.errno in UNWRITABLE:
            return _for_this_run(error, size, *_make(wheel, size, tell))
        hint = _("Free 100 MB there, or move the cache with XDG_CACHE_HOME.")
        raise ModelError(
            _("the pose model cannot be kept in {folder}: {reason}", folder=cache_folder(), reason=reason(error)), hint
        ) from error


def file_of(size: Size) -> str:
    """The name of the kept file."""
    return f"pose_landmarker_{size}.task"


def _size(name: Path | None) -> Size | None:
    """The model that is meant by its size ("lite"), not by a file; None otherwise."""
    return Size(str(name)) if name is not None and str(name) in set(Size) else None


def _named(path: Path, by: str) -> Model:
    path = expanded(path)
    if not path.is_file():
        raise ModelError(
            _("{by} names {path}: no such file", by=by, path=path), _("Give a .task bundle, or leave {by} out.", by=by)
        )
    if not is_bundle(path):
        raise ModelError(
            _("{by} names {path}: not a pose landmarker bundle, or a damaged one", by=by, path=path),
            _("Leave {by} out for the default.", by=by),
        )
    return Model(path, _checksum(path), by, path.stat().st_size)


def _kept(size: Size) -> Model | None:
    path = cache_folder() / file_of(size)
    try:
        known = plain_json(_card(path))
        kept = Model(path, _checksum(path), str(known["origin"]), path.stat().st_size)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return kept if kept.sha256 in CHECKSUMS[size] else None


def _card(path: Path) -> Path:
    return path.with_suffix(".json")


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _only_one(tell: Progress) -> Iterator[None]:
    """The cache folder, for one coach at a time; leftovers of one that was killed are cleared."""
    import filelock

    home = cache_folder()
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=home):
        pass  # a lock file may exist where nothing new may be written: better known before 35 MB are fetched
    lock = filelock.FileLock(home / "model.lock")
    try:
        lock.acquire(blocking=False)
    except filelock.Timeout:
        tell(0, None, _(WAITING))
        lock.acquire(poll_interval=CHECK_S)
    try:
        for part in home.glob(f".*{PART}"):
            part.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def _make(wheel: Path | None, size: Size, tell: Progress) -> tuple[bytes, str]:
    """The bundle's bytes, and where they came from."""
    if wheel is not None:
        return _bundle(wheel, size, tell), f"{real(wheel)}"
    try:
        with tempfile.TemporaryDirectory(prefix="posture-coach-", ignore_cleanup_errors=True) as place:
            return _fetched(Path(place), size, tell)
    except OSError as error:
        raise ModelError(
            _(
                "the pose model could not be fetched: {reason} ({folder})",
                reason=reason(error),
                folder=tempfile.gettempdir(),
            ),
            _("Free 100 MB there, or name another folder with TMPDIR."),
        ) from error


def _fetched(place: Path, size: Size, tell: Progress) -> tuple[bytes, str]:
    """From the package index; where that has it no more, and for lite and heavy, from the npm registry."""
    try:
        if size == Size.full:
            origin = _("mediapipe {version} wheel, package index", version=WHEEL_VERSION)
            return _bundle(download(place, tell), size, tell), origin
    except ModelError as missing:
        try:
            return _bundle(download_package(place, tell), size, tell), _("{package}, npm registry", package=PACKAGE)
        except ModelError:
            raise missing from None
    return _bundle(download_package(place, tell), size, tell), _("{package}, npm registry", package=PACKAGE)


def _bundle(archive: Path, size: Size, tell: Progress) -> bytes:
    tell(0, None, _(BUNDLING))
    content = build(*networks(archive, size))
    if hashlib.sha256(content).hexdigest() not in CHECKSUMS[size]:
        raise ModelError(
            _("the pose model came out different from the one the coach is made for"),
            _("Install the coach again: pip install ."),
        )
    return content


def _keep(size: Size, content: bytes, origin: str, note: str = "", home: Path | None = None) -> Model:
    path = (home or cache_folder()) / file_of(size)
    model = Model(path, hashlib.sha256(content).hexdigest(), origin, len(content), note)
    with replacing(path) as file:
        file.write(content)
    with replacing(_card(path)) as file:
        file.write(json.dumps({"origin": origin}, indent=1).encode())
    return model


def _for_this_run(error: OSError, size: Size, content: bytes, origin: str) -> Model:
    """The model in a temporary folder: a cache that cannot be written costs a fetch each time, not the session."""
    home = Path(tempfile.mkdtemp(prefix="posture-coach-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    note = _(
        "The pose model could not be kept in {folder} ({reason}), so it is used for this run only. "
        "Make that folder writable, or move the cache with XDG_CACHE_HOME.",
        folder=cache_folder(),
        reason=reason(error),
    )
    try:
        return _keep(size, content, origin, note, home)
    except OSError as full:
        raise ModelError(
            _("the pose model can be kept nowhere: {reason} ({home})", reason=reason(full), home=home),
            _("Free 100 MB."),
        ) from full
