"""The cameras of this machine: by name and port, which stay, and not only by number, which does not.

A number is given in the order in which the system found the cameras, so it changes when one is plugged in elsewhere or
found earlier. Linux tells name and port of each. macOS tells the names; a camera's number there is its place by unique
name, which is how OpenCV sorts them. Windows tells names, but to no program without a library of its own which number
belongs to which: there a camera is known by its number, unless it is the only one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.capture import v4l2
from coach.child_process import program, run
from coach.errors import SourceError
from coach.wording.catalogue import _

NAMED = "camera:"  # a source that begins like this is the name of a camera and no file
AT = " @ "  # between the name and the port
ASK_S = 10.0  # what macOS and Windows are asked with takes some seconds the first time
RECENT_S = 10.0  # ... so for so long their answer is kept, for a page that is drawn anew with every key
DEV, SYS = Path("/dev"), Path("/sys/class/video4linux")

_told: dict[str, tuple[float, list[ListedCamera]]] = {}  # by platform: when it was asked, and what it said


@dataclass(frozen=True)
class ListedCamera:
    """One camera.

    Attributes
    ----------
    number : what OpenCV opens it by.
    name, port : as the system tells them; "" where it does not.
    pictures : False for a node that gives only notes about the pictures of another (metadata).
    virtual : a program gives its pictures.
    size, fps : its largest pictures and how many a second, None where the system does not tell.
    """

    number: int
    name: str
    port: str = ""
    pictures: bool = True
    virtual: bool = False
    size: tuple[int, int] | None = None
    fps: float | None = None

    @property
    def remembered(self) -> str:
        """As it stands in the settings: "Integrated Camera @ usb-0000:00:14.0-8"; its number where it has no name."""
        if not self.name:
            return str(self.number)
        return f"{self.name}{AT}{self.port}" if self.port else self.name

    @property
    def source(self) -> str:
        """What opens it: the same, marked as a name."""
        return f"{NAMED}{self.remembered}" if self.name else str(self.number)


def cameras(platform: str = sys.platform) -> list[ListedCamera]:
    """Those there are, by number. Nothing is opened to take pictures."""
    if platform not in ("darwin", "win32"):
        return _of_linux()
    asked_s, found = _told.get(platform, (-RECENT_S, []))
    if time.monotonic() - asked_s >= RECENT_S:
        found = _of_mac() if platform == "darwin" else _of_windows()
        _told[platform] = time.monotonic(), found
    return found


def find(name: str, known: Sequence[ListedCamera] | None = None) -> ListedCamera:
    """The camera of that name: "Integrated Camera", with or without its port, or a part of the name that only one has.

    At another port it is the same camera, plugged in elsewhere, unless one of that name is where it was.

    Raises
    ------
    SourceError : there is none, or the part of a name fits several.
    """
    known = cameras() if known is None else known
    wanted, _at, port = name.removeprefix(NAMED).strip().rpartition(AT) if AT in name else (name, "", "")
    wanted = wanted.removeprefix(NAMED).strip().casefold()
    giving = [camera for camera in known if camera.pictures and camera.name]
    same = [camera for camera in giving if camera.name.casefold() == wanted]
    alike = [camera for camera in giving if wanted and wanted in camera.name.casefold()]
    fitting = same or alike
    there = [camera for camera in fitting if camera.port == port]
    if there or same:
        return (there or same)[0]
    if len({camera.name for camera in fitting}) == 1:
        return fitting[0]
    raise SourceError(_("the camera {name} is not there: {cameras}", name=shown(name), cameras=_named(known)), _hint())


def number_of(path: str, known: Sequence[ListedCamera]) -> ListedCamera | None:
    """The camera of a number or of a device path such as /dev/video2, or None."""
    found = re.fullmatch(r"(?:/dev/video)?([0-9]+)", path)
    return next((camera for camera in known if found and camera.number == int(found[1])), None)


def shown(source: str) -> str:
    """A source as people read it: the name of a camera without the mark that it is one."""
    return source.removeprefix(NAMED)


def metadata_of(camera: ListedCamera, known: Sequence[ListedCamera]) -> ListedCamera | None:
    """The camera whose pictures a metadata node is about: the one at the same port."""
    return next((one for one in known if one.pictures and one.port == camera.port and camera.port), None)


def _named(known: Sequence[ListedCamera]) -> str:
    names = [camera.remembered for camera in known if camera.pictures]
    return _("there are {cameras}", cameras="; ".join(names)) if names else _("this machine has none")


def _hint() -> str:
    return _("Plug it in, or choose another: `coach list --cameras`.")


# ------------------------------------------------------------ Linux


def _of_linux(dev: Path | None = None, system: Path | None = None, ask: v4l2.Ask | None = None) -> list[ListedCamera]:
    dev, system = dev or DEV, system or SYS
    found = []
    for path in dev.glob("video[0-9]*"):
        if not path.name[5:].isdigit():
            continue
        told = v4l2.node(path, ask)
        number = int(path.name[5:])
        if told is None:  # held back from this user, or broken: its name is told to everybody
            found.append(ListedCamera(number, _name_in(system / path.name)))
            continue
        virtual = told.driver.startswith("v4l2 loopback") or told.port.startswith("platform:v4l2loopback")
        found.append(ListedCamera(number, told.name, told.port, told.pictures, virtual, told.size, told.fps))
    return sorted(found, key=lambda camera: camera.number)


def _name_in(folder: Path) -> str:
    try:
        return (folder / "name").read_text("utf-8", "replace").strip()
    except OSError:
        return ""


# ------------------------------------------------------------ macOS and Windows


def _of_mac() -> list[ListedCamera]:
    profiler = program("system_profiler") or "/usr/sbin/system_profiler"
    return from_mac(_said([profiler, "SPCameraDataType", "-json"]))


def from_mac(text: str) -> list[ListedCamera]:
    """The cameras in what `system_profiler SPCameraDataType -json` says."""
    rows = _rows(text, "SPCameraDataType")
    rows.sort(key=lambda row: str(row.get("spcamera_unique-id", "")))
    return [ListedCamera(number, str(row.get("_name", ""))) for number, row in enumerate(rows)]


def _of_windows() -> list[ListedCamera]:
    shell = program("powershell")
    words = "Get-CimInstance Win32_PnPEntity | Where {$_.PNPClass -in 'Camera','Image'} | Select Name"
    asked = f"[Console]::OutputEncoding=[Text.Encoding]::UTF8; ConvertTo-Json @({words})"
    return from_windows(_said([shell, "-NoProfile", "-NonInteractive", "-Command", asked]) if shell else "")


def from_windows(text: str) -> list[ListedCamera]:
    """The cameras in what PowerShell says; without their names where there are several, whose numbers nobody tells."""
    names = [str(row.get("Name", "")) for row in _rows(text)]
    return [ListedCamera(number, name if len(names) == 1 else "") for number, name in enumerate(names)]


def _said(command: list[str]) -> str:
    try:
        return run(command, ASK_S).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _rows(text: str, key: str = "") -> list[dict[str, object]]:
    try:
        found = json.loads(text)
    except ValueError:
        return []
    rows = found.get(key, []) if key and isinstance(found, dict) else found
    rows = rows if isinstance(rows, list) else [rows]
    return [row for row in rows if isinstance(row, dict)]
