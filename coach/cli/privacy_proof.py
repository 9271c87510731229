"""`coach privacy --prove`: a session without a network, each file that it writes looked at, and what was seen."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coach.child_process import program, python, run
from coach.cli.error_lines import CommandError
from coach.wording.catalogue import _, plural
from coach.wording.lists import listed

ALONE = (("--net",), ("--user", "--map-root-user", "--net"))  # a network without interfaces: as root, and as anybody
FOLDERS = {
    "HOME": "user",
    "TMPDIR": "tmp",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "COACH_HOME": "home",
}
LONGEST_S = 300.0  # the demo takes seconds; a slow machine a minute
TRY_S = 5.0  # it ends at once where it works
# How pictures and films begin. Source: the specifications of JPEG (JFIF, Exif), PNG, GIF, WebP and AVI, MP4, Matroska.
PICTURES = {
    "JPEG": (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb"), "PNG": (b"\x89PNG\r\n\x1a\n",),
    "GIF": (b"GIF87a", b"GIF89a"), "WebP": (b"WEBPVP8",), "AVI": (b"AVI LIST",),
    "MP4": (b"ftypisom", b"ftypmp4", b"ftypavc1"), "Matroska": (b"\x1a\x45\xdf\xa3",),
}  # fmt: skip
BY_CHANCE = 6  # bytes: a shorter beginning stands by chance in the middle of many files
LANDMARKS = {"t_s.npy", "image.npy", "world.npy", "visibility.npy", "size.npy"}  # "image": points in the picture
BRIEFLY = ("--seconds", "10")  # of the clip: the model sees hundreds of pictures


@dataclass
class Observed:
    """What a session did, as far as it could let something out."""

    network: str
    done: list[str] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)  # file -> what is in it
    pictures: list[str] = field(default_factory=list)


def prove(model: Path | None = None) -> None:
    """Run the demo and a recording of its clip by the model, and print what was seen. Raises CommandError when anything
    got out."""
    from coach.cli.demo import clip_file
    from coach.cli.model import obtained

    bundle = obtained(model).path
    with tempfile.TemporaryDirectory(prefix="posture-coach-") as place:
        clip = clip_file()
        sessions = (
            ("demo", "--headless", "--json"),
            ("record", str(Path(place, "home", "mine.npz")), "--source", str(clip), "--model", str(bundle), *BRIEFLY),
        )
        seen = _watched(sessions, Path(place))
    print("\n".join(lines_of(seen)))
    if seen.connections or seen.pictures:
        raise CommandError(1, _("This should not be. Please report it."))


def lines_of(seen: Observed) -> list[str]:
    """What was seen, for people."""
    files = [f"  {name}: {what}" for name, what in sorted(seen.written.items())]
    lines = [
        _("Ran: {commands}.", commands=listed([f"coach {words}" for words in seen.done])),
        _("Network: {network}", network=seen.network),
        _("Connections tried: {connections}.", connections=listed(seen.connections) or _("none")),
        _("Programs started: {programs}.", programs=listed(seen.started) or _("none")),
        plural("Files written: {number}", "Files written: {number}", len(files)),
        *files,
    ]
    if not seen.connections and not seen.pictures:
        lines.append(_("Nothing tried to leave this machine, and no picture was stored."))
    return lines


def _watched(sessions: Sequence[Sequence[str]], place: Path) -> Observed:
    alone = _alone()
    seen = Observed(
        _("none; the session ran in a network of its own, without interfaces.")
        if alone
        else _("a guard refused every socket; this system lets nobody make a network without interfaces.")
    )
    folders = _folders(place)
    for words in sessions:
        report = place / "report"
        report.unlink(missing_ok=True)
        command = [*alone, *python("-m", "coach.cli.guarded", str(report), "look" if alone else "refuse", *words)]
        done = run(command, LONGEST_S, folders)
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["?"])[-1]
            raise CommandError(1, _("The session did not run: {said}", said=said))
        seen.done.append(words[0])
        _add(seen, report, place)
    return seen


def _alone() -> list[str]:
    """The beginning of a command that runs in a network without interfaces; nothing where that is not allowed."""
    unshare = program("unshare") if sys.platform.startswith("linux") else None
    for words in ALONE if unshare else ():
        try:
            if run([str(unshare), *words, *python("-c", "")], TRY_S).returncode == 0:
                return [str(unshare), *words]
        except (OSError, subprocess.TimeoutExpired):
            continue
    return []


def _folders(place: Path) -> dict[str, str]:
    """Folders of the session's own: whatever it leaves anywhere is in one of them, or named by the guard."""
    folders = {name: str(place / folder) for name, folder in FOLDERS.items()}
    for folder in folders.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    return folders | {"DISPLAY": "", "WAYLAND_DISPLAY": ""}


def _add(seen: Observed, report: Path, place: Path) -> None:
    named: set[Path] = set()
    for row in report.read_text("utf-8").splitlines() if report.exists() else ():
        for kind, what in json.loads(row).items():
            if kind == "connection":
                seen.connections.append(what)
            elif kind == "started":
                seen.started.append(what)
            else:
                named.add(Path(what))
    left = {path for path in place.rglob("*") if path.is_file() and path != report}
    gone = {path for path in named if not path.exists()}
    seen.written |= {path.name: _("removed again") for path in gone}
    for path in sorted(left | {path for path in named if path.is_file()}):
        what, picture = looked_at(path)
        name = path.name if path.is_relative_to(place) else str(path)
        seen.written[name] = what
        if picture:
            seen.pictures.append(name)


def looked_at(path: Path) -> tuple[str, bool]:
    """What is in a file, and whether that is a picture."""
    content = path.read_bytes()
    for kind, beginnings in PICTURES.items():
        inside = [one for one in beginnings if len(one) > BY_CHANCE]
        if any(one in content[:64] for one in beginnings) or any(one in content for one in inside):
            return _("a picture ({kind})", kind=kind), True
    size = _("{kilobytes} KB", kilobytes=f"{len(content) / 1000:.0f}")
    if content.startswith(b"PK"):
        return (f"{size}, {_('points of the body, no picture')}", False) if _landmarks(path) else (size, True)
    return f"{size}, {_('no picture')}", False


def _landmarks(path: Path) -> bool:
    """Whether a zip holds the arrays of a recording and nothing else, each no larger than points are."""
    import zipfile

    from coach.capture.recording import Recording
    from coach.errors import RecordingError

    try:
        Recording(path)
    except RecordingError:
        return False
    with zipfile.ZipFile(path) as file:
        return set(file.namelist()) <= LANDMARKS
