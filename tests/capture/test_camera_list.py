"""Cameras by name and port: what Linux, macOS and Windows tell, and which camera a remembered name means."""

from __future__ import annotations

import errno
import json
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coach.capture import camera_list, v4l2
from coach.capture.camera_list import ListedCamera, find, from_mac, from_windows, metadata_of, number_of
from coach.capture.open_source import is_live, open_source
from coach.errors import SourceError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="video devices as Linux has them")
MJPEG, YUYV = 0x47504A4D, 0x56595559
CARD, USB = "Integrated Camera: Integrated C", "usb-0000:00:14.0-8"
CAPTURE, META, STREAMING = 0x1, 0x800000, 0x4000000


@dataclass
class Kernel:
    """Answers as the kernel does for these devices, each a plain file here; the file says which."""

    nodes: Mapping[str, Node]

    def __call__(self, device: int, request: int, buffer: bytearray) -> int:
        name = Path(f"/proc/self/fd/{device}").readlink().name
        self.nodes[name].answer(request, buffer)
        return 0


@dataclass
class Node:
    """One device. `sizes`: of each format, width, height and the pictures a second."""

    card: str = CARD
    bus: str = USB
    driver: str = "uvcvideo"
    own: int = CAPTURE
    sizes: Mapping[int, list[tuple[int, int, tuple[int, ...]]]] = field(default_factory=dict)
    range_to: tuple[int, int] | None = None

    def answer(self, request: int, buffer: bytearray) -> None:
        index = struct.unpack_from("I", buffer)[0]
        if request == v4l2.QUERYCAP:
            whole = CAPTURE | META | STREAMING | v4l2.OWN_CAPS  # both nodes of a camera say what the camera can do
            names = (self.driver.encode(), self.card.encode(), self.bus.encode())
            struct.pack_into("16s32s32sIII", buffer, 0, *names, 0x60100, whole, self.own | STREAMING)
        elif request == v4l2.ENUM_FMT:
            struct.pack_into("I", buffer, 44, self._at(list(self.sizes), index))
        elif request == v4l2.ENUM_FRAMESIZES and self.range_to:
            self._at([0], index)
            struct.pack_into("IIIIIII", buffer, 8, 3, 16, self.range_to[0], 2, 16, self.range_to[1], 2)
        elif request == v4l2.ENUM_FRAMESIZES:
            width, height, _ = self._at(self.sizes[struct.unpack_from("I", buffer, 4)[0]], index)
            struct.pack_into("III", buffer, 8, v4l2.DISCRETE, width, height)
        elif request == v4l2.ENUM_FRAMEINTERVALS:
            kind, width, height = struct.unpack_from("III", buffer, 4)
            (rates,) = [rates for w, h, rates in self.sizes[kind] if (w, h) == (width, height)] or [()]
            struct.pack_into("III", buffer, 16, v4l2.DISCRETE, 1, self._at(list(rates), index))
        else:
            raise OSError(errno.ENOTTY, "Inappropriate ioctl")

    def _at(self, rows, index):  # type: ignore[no-untyped-def]
        if index >= len(rows):
            raise OSError(errno.EINVAL, "Invalid argument")
        return rows[index]


WEBCAM = Node(
    sizes={YUYV: [(640, 480, (30, 15)), (1920, 1080, (5,))], MJPEG: [(1280, 720, (60,)), (1920, 1080, (30,))]}
)
NODES = {
    "video0": WEBCAM,
    "video1": Node(own=META),
    "video2": Node("Dummy video device (0x0000)", "platform:v4l2loopback-000", "v4l2 loopback", sizes={YUYV: []}),
    "video10": Node("HD Pro Webcam C920", "usb-0000:00:14.0-2", sizes={MJPEG: []}, range_to=(2304, 1536)),
}


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    folder = tmp_path / "dev"
    folder.mkdir()
    for name in [*NODES, "video-notes"]:
        (folder / name).touch()
    return folder


@LINUX
def test_what_linux_tells(dev: Path, tmp_path: Path) -> None:
    found = camera_list._of_linux(dev, tmp_path, Kernel(NODES))
    assert found == [
        ListedCamera(0, CARD, USB, size=(1920, 1080), fps=30.0),
        ListedCamera(1, CARD, USB, pictures=False),
        ListedCamera(2, "Dummy video device (0x0000)", "platform:v4l2loopback-000", virtual=True),
        ListedCamera(10, "HD Pro Webcam C920", "usb-0000:00:14.0-2", size=(2304, 1536)),
    ]
    assert metadata_of(found[1], found) == found[0]


@LINUX
def test_a_device_that_may_not_be_asked_has_the_name_that_the_system_tells(tmp_path: Path) -> None:
    (tmp_path / "video3").mkdir()  # as one that cannot be opened for reading and writing
    (tmp_path / "video3" / "name").write_text("Integrated Camera\n")
    (tmp_path / "video4").mkdir()
    found = camera_list._of_linux(tmp_path, tmp_path, Kernel({}))
    assert found == [ListedCamera(3, "Integrated Camera"), ListedCamera(4, "")]


def test_a_driver_whose_list_never_ends_is_left(dev: Path) -> None:
    class Endless(Node):
        def _at(self, rows, index):  # type: ignore[no-untyped-def]
            return rows[0]

    told = v4l2.node(dev / "video0", Kernel({"video0": Endless(sizes={MJPEG: [(640, 480, (30,))]})}))
    assert told is not None
    assert (told.size, told.fps) == ((640, 480), 30.0)


@LINUX
@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs a compiler and the kernel's headers")
def test_the_numbers_are_those_of_the_kernel(tmp_path: Path) -> None:
    (tmp_path / "a.c").write_text(HEADER)
    built = subprocess.run(["gcc", tmp_path / "a.c", "-o", tmp_path / "a"], capture_output=True, check=False)
    if built.returncode:
        pytest.skip("the kernel's headers are not installed")
    said = subprocess.run([tmp_path / "a"], capture_output=True, text=True, check=True).stdout.split()
    assert [int(word, 16) for word in said[:4]] == [
        v4l2.QUERYCAP, v4l2.ENUM_FMT, v4l2.ENUM_FRAMESIZES, v4l2.ENUM_FRAMEINTERVALS
    ]  # fmt: skip
    assert [int(word) for word in said[4:]] == [
        v4l2.CAPABILITY, v4l2.FORMAT, v4l2.FRAME_SIZE, v4l2.FRAME_INTERVAL, 16, 48, 88, 44, 12, 20
    ]  # fmt: skip


HEADER = r"""
#include <linux/videodev2.h>
#include <stddef.h>
#include <stdio.h>
#define AT(kind, field) offsetof(struct kind, field)
int main(void) {
    printf("%x %x %x %x ", (unsigned)VIDIOC_QUERYCAP, (unsigned)VIDIOC_ENUM_FMT, (unsigned)VIDIOC_ENUM_FRAMESIZES,
           (unsigned)VIDIOC_ENUM_FRAMEINTERVALS);
    printf("%zu %zu %zu %zu ", sizeof(struct v4l2_capability), sizeof(struct v4l2_fmtdesc),
           sizeof(struct v4l2_frmsizeenum), sizeof(struct v4l2_frmivalenum));
    printf("%zu %zu %zu %zu %zu %zu", AT(v4l2_capability, card), AT(v4l2_capability, bus_info),
           AT(v4l2_capability, device_caps), AT(v4l2_fmtdesc, pixelformat), AT(v4l2_frmsizeenum, discrete),
           AT(v4l2_frmivalenum, discrete));
}
"""


# ---------------------------------------------------------------- which camera a name means

LOGI = "HD Pro Webcam C920"
KNOWN = [
    ListedCamera(0, LOGI, "usb-1"),
    ListedCamera(1, LOGI, "usb-1", pictures=False),
    ListedCamera(2, CARD, USB),
    ListedCamera(4, LOGI, "usb-2"),
]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (CARD, 2),
        (f"{CARD} @ {USB}", 2),
        (f"camera:{CARD} @ usb-9", 2),  # plugged in elsewhere
        (f"{LOGI} @ usb-2", 4),
        (f"{LOGI} @ usb-1", 0),
        (f"{LOGI} @ usb-9", 0),
        (LOGI, 0),
        ("integrated", 2),
        ("c920", 0),
    ],
)
def test_a_name_finds_its_camera(name: str, number: int) -> None:
    assert find(name, KNOWN).number == number


def test_its_number_may_change_and_it_is_found_all_the_same() -> None:
    remembered = KNOWN[3].remembered
    moved = [ListedCamera(0, LOGI, "usb-2"), ListedCamera(2, LOGI, "usb-1")]
    assert find(remembered, moved).number == 0


@pytest.mark.parametrize("name", ["FaceTime", "camera", "", " @ usb-1"])
def test_a_name_that_no_camera_or_more_than_one_has(name: str) -> None:
    known = [*KNOWN, ListedCamera(6, "Camera of a phone", "usb-3")]
    with pytest.raises(SourceError) as told:
        find(name, known)
    assert "is not there: there are HD Pro Webcam C920 @ usb-1; " in told.value.message
    assert "coach list --cameras" in told.value.hint


def test_a_number_or_a_path_is_looked_up() -> None:
    assert number_of("2", KNOWN) == number_of("/dev/video2", KNOWN) == KNOWN[2]
    assert number_of("3", KNOWN) is None
    assert number_of("/dev/v4l/by-id/2", KNOWN) is None


def test_a_named_camera_is_live_and_opens_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_list, "cameras", lambda: [ListedCamera(97, "Some Camera", "usb-7")])
    assert is_live("camera:Some Camera")
    with pytest.raises(SourceError, match="Some Camera") as told:
        open_source("camera:some camera @ usb-7")
    assert sys.platform != "linux" or "/dev/video97" in told.value.message


# ---------------------------------------------------------------- the others


def test_what_a_mac_tells_sorted_as_opencv_sorts_them() -> None:
    rows = [
        {"_name": "Studio Display Camera", "spcamera_unique-id": "B1"},
        {"_name": "FaceTime HD Camera", "spcamera_unique-id": "47B4"},
    ]
    found = from_mac(json.dumps({"SPCameraDataType": rows}))
    assert found == [ListedCamera(0, "FaceTime HD Camera"), ListedCamera(1, "Studio Display Camera")]
    assert [camera.remembered for camera in found] == ["FaceTime HD Camera", "Studio Display Camera"]


def test_on_windows_a_name_is_sure_only_where_there_is_one() -> None:
    assert from_windows('{"Name": "HD Webcam"}') == [ListedCamera(0, "HD Webcam")]
    two = from_windows('[{"Name": "HD Webcam"}, {"Name": "OBS Virtual Camera"}]')
    assert two == [ListedCamera(0, ""), ListedCamera(1, "")]
    assert [camera.remembered for camera in two] == ["0", "1"]


@pytest.mark.parametrize("text", ["", "no json", "[1]", "{}"])
def test_no_answer_is_no_camera(text: str) -> None:
    assert from_mac(text) == []
    assert from_windows(text) in ([], [ListedCamera(0, "")])


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_those_who_take_seconds_to_answer_are_asked_once(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for name in ("_of_mac", "_of_windows"):
        monkeypatch.setattr(camera_list, name, lambda: asked.append(1) or [ListedCamera(0, "A")])
    monkeypatch.setattr(camera_list, "_told", {})
    assert camera_list.cameras(platform) == camera_list.cameras(platform) == [ListedCamera(0, "A")]
    assert len(asked) == 1
    monkeypatch.setattr(camera_list, "RECENT_S", 0.0)
    camera_list.cameras(platform)
    assert len(asked) == 2
