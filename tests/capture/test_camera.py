"""Cameras, videos and streams: real files made here, a real MJPEG server on loopback, a real freeze."""

from __future__ import annotations

import base64
import itertools
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from paths import ROOT

from benchmarks.network_camera import NetworkCamera
from coach.capture import camera, liveness, opencv
from coach.capture.address import shown
from coach.capture.camera import Live
from coach.capture.camera_look import trouble_of
from coach.capture.open_source import open_source
from coach.capture.recording import Recording
from coach.capture.source import Image, Source
from coach.capture.video import VideoFile
from coach.errors import SourceError, SourceLostError

PERSON = ROOT / "fixtures" / "video" / "person.mp4"
WIDTH, HEIGHT = 96, 64


def picture(k: int) -> Image:
    """Picture number k: its level of grey is 10 k; the left half of the top row of blocks is white."""
    image = np.full((HEIGHT, WIDTH, 3), 10 * k % 250, np.uint8)
    image[: HEIGHT // 2, : WIDTH // 2] = 255
    return image


def number(image: Image | None) -> int | None:
    return None if image is None else round(float(image[-8:, -8:].mean()) / 10)


def video(path: Path, n: int = 10, fps: float = 10.0, code: str = "mp4v") -> Path:
    cv2 = opencv.load()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), fps, (WIDTH, HEIGHT))
    for k in range(n):
        writer.write(picture(k))
    writer.release()
    return path


def boxes(content: bytes, at: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and end of the boxes of an mp4."""
    while at + 8 <= (end or len(content)):
        length, kind = struct.unpack_from(">I4s", content, at)
        yield kind, at, at + length
        at += length


def inside(content: bytes, *kinds: bytes) -> tuple[int, int]:
    at, end = 0, len(content)
    for kind in kinds:
        at, end = next((a + 8, e) for k, a, e in boxes(content, at, end) if k == kind)
    return at, end


def turned(path: Path, quarter: int) -> Path:
    """The video with the note that a player must turn it by that many quarters clockwise, as phones write it."""
    content = bytearray(path.read_bytes())
    at, _ = inside(content, b"moov", b"trak", b"tkhd")
    one, cos, sin = 1 << 16, (1, 0, -1, 0)[quarter], (0, 1, 0, -1)[quarter]
    struct.pack_into(">9i", content, at + 40, cos * one, sin * one, 0, -sin * one, cos * one, 0, 0, 0, 1 << 30)
    path.write_bytes(content)
    return path


def restamped(path: Path, durations: list[int]) -> Path:
    """The video with these times between its pictures, in its own ticks."""
    content = bytearray(path.read_bytes())
    at, _ = inside(content, b"moov", b"trak", b"mdia", b"minf", b"stbl")
    kind, start, end = next(b for b in boxes(content, at) if b[0] == b"stts")
    table = struct.pack(">II", 0, len(durations)) + b"".join(struct.pack(">II", 1, d) for d in durations)
    box = struct.pack(">I4s", 8 + len(table), kind) + table
    grown = len(box) - (end - start)
    for path_to in ((b"moov",), (b"moov", b"trak"), (b"moov", b"trak", b"mdia"), (b"moov", b"trak", b"mdia", b"minf"),
                    (b"moov", b"trak", b"mdia", b"minf", b"stbl")):  # fmt: skip
        where = inside(content, *path_to)[0] - 8
        struct.pack_into(">I", content, where, struct.unpack_from(">I", content, where)[0] + grown)
    content[start:end] = box
    path.write_bytes(content)
    return path


def ticks(path: Path) -> int:
    content = path.read_bytes()
    at, _ = inside(content, b"moov", b"trak", b"mdia", b"mdhd")
    return int(struct.unpack_from(">I", content, at + 12)[0])


def moov_first(content: bytes) -> bytes:
    """The same mp4 with its table of contents before the pictures, as cameras and web servers write it."""
    parts = {kind: content[a:e] for kind, a, e in boxes(content)}
    table = bytearray(parts.pop(b"moov"))
    at = table.find(b"stco") + 4
    count = struct.unpack_from(">I", table, at + 4)[0]
    for i in range(count):
        where = at + 8 + 4 * i
        struct.pack_into(">I", table, where, struct.unpack_from(">I", table, where)[0] + len(table))
    return parts.pop(b"ftyp") + bytes(table) + b"".join(parts.values())


def seen(source: Source | Recording) -> list[tuple[int | None, float]]:
    with source:
        return [(number(image), round(float(t_s), 3)) for image, t_s in source]  # type: ignore[arg-type]


def collect(source: Source | Recording, into: list[tuple[int | None, float]]) -> None:
    """Put what comes into a list that is still there when the source fails."""
    for image, t_s in source:
        into.append((number(image), float(t_s)))  # type: ignore[arg-type]


# Files


@pytest.mark.parametrize(
    ("name", "code"), [("a.mp4", "mp4v"), ("a.avi", "MJPG"), ("a.mkv", "mp4v"), ("a:b.mp4", "mp4v")]
)
def test_a_video_gives_each_picture_at_its_time(name: str, code: str, tmp_path: Path) -> None:
    source = open_source(str(video(tmp_path / name, code=code)))
    assert (source.live, source.size, source.fps) == (False, (WIDTH, HEIGHT), 10.0)
    assert seen(source) == [(k, round(k / 10, 3)) for k in range(10)]


def test_a_variable_frame_rate_is_kept(tmp_path: Path) -> None:
    path = video(tmp_path / "a.mp4", n=6)
    steps_s = [0.1, 0.2, 0.03, 0.12, 0.05, 0.1]  # as long in all as before, or the mp4's edit list cuts it
    restamped(path, [round(s * ticks(path)) for s in steps_s])
    assert [t_s for _, t_s in seen(open_source(str(path)))] == pytest.approx(np.cumsum([0, *steps_s[:5]]), abs=0.002)


def test_times_are_seconds_from_the_first_picture_and_increase_in_any_case(tmp_path: Path) -> None:
    path = video(tmp_path / "a.mp4", n=5)
    restamped(path, [0, round(0.2 * ticks(path)), 0, 0, 1])
    times = [t_s for _, t_s in seen(open_source(str(path)))]
    assert times[0] == 0.0
    assert all(later > earlier for earlier, later in itertools.pairwise(times))
    assert len(times) == 5


def test_a_rate_wished_for_thins_out(tmp_path: Path) -> None:
    assert seen(open_source(str(video(tmp_path / "a.mp4")), fps=5)) == [(k, k / 10) for k in (0, 2, 4, 6, 8)]


@pytest.mark.parametrize(
    ("quarter", "size", "white"),  # where the white corner of the upright picture is: row half, column half
    [(0, (96, 64), (0, 0)), (1, (64, 96), (0, 1)), (2, (96, 64), (1, 1)), (3, (64, 96), (1, 0))],
)
def test_a_turned_video_is_upright(quarter: int, size: tuple[int, int], white: tuple[int, int], tmp_path: Path) -> None:
    with open_source(str(turned(video(tmp_path / "a.mp4"), quarter))) as source:
        assert source.size == size
        image, _ = next(iter(source))
    assert isinstance(image, np.ndarray)
    assert (image.shape[1], image.shape[0]) == size
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    corners = image[:, :, 0].reshape(2, rows, 2, columns).mean(axis=(1, 3))
    assert np.unravel_index(corners.argmax(), (2, 2)) == white


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (Path.unlink, "no such file"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("hello\n" * 100), "cannot be read as a video: it is no video"),
        (lambda path: path.write_bytes(bytes(range(256)) * 9), "cannot be read as a video"),
        (cut_in_half, "cannot be read as a video: it is cut short"),  # its table of contents is at the end
        (lambda path: path.unlink() or path.mkdir(), "is a folder"),
        (lambda path: path.unlink() or os.mkfifo(path), "is not a regular file"),
        (lambda path: video(path, n=0), "cannot be read|holds no picture"),
    ],
)
def test_a_file_that_is_no_video_is_a_clear_line(
    damage: Callable[[Path], object], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = video(tmp_path / "clip.mp4")
    damage(path)
    with pytest.raises(SourceError, match=said) as caught:
        open_source(str(path))
    assert str(path) in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2
    assert caught.value.exit_code == 3
    assert capfd.readouterr().err == "", "OpenCV or ffmpeg wrote to the terminal"


def test_a_video_cut_in_the_middle_gives_what_there_is_and_then_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = video(tmp_path / "clip.mp4", n=60)
    content = moov_first(path.read_bytes())
    path.write_bytes(content)
    assert len(seen(open_source(str(path)))) == 60
    path.write_bytes(content[: len(content) * 3 // 5])
    came: list[tuple[int | None, float]] = []
    with open_source(str(path)) as source, pytest.raises(SourceLostError, match="cut short") as caught:
        collect(source, came)
    assert 5 < len(came) < 60
    assert str(path) in str(caught.value)
    assert capfd.readouterr().err == ""


def test_a_word_is_no_source() -> None:
    with pytest.raises(SourceError, match="webcam: no such file"):
        open_source("webcam")


def test_a_recording_is_known_by_its_name(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "A.NPZ.npz", t_s=[0.0, 0.1], image=np.zeros((2, 33, 3)), world=np.zeros((2, 33, 3)),
        visibility=np.zeros((2, 33)), size=[640, 480],
    )  # fmt: skip
    assert isinstance(open_source(str(tmp_path / "A.NPZ.npz")), Recording)


def test_a_closed_video_gives_nothing_more(tmp_path: Path) -> None:
    source = VideoFile(video(tmp_path / "a.mp4"))
    pictures = iter(source)
    next(pictures)
    source.close()
    source.close()
    assert list(pictures) == []


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".tiff", ".webp", ".gif", ".mp4"])
def test_a_picture_is_no_source_whatever_its_name(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"me{ending}"
    kind = ".png" if ending == ".mp4" else ending
    path.write_bytes(cv2.imencode(kind, np.zeros((48, 64, 3), np.uint8))[1].tobytes())
    with pytest.raises(SourceError, match="is a picture; movement takes a video"):
        open_source(str(path))


def test_a_video_of_one_picture_is_a_picture(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a picture; movement takes a video"):
        open_source(str(video(tmp_path / "clip.mp4", n=1)))
    open_source(str(video(tmp_path / "two.mp4", n=2))).close()


# Streams


class Stream(NetworkCamera):
    """MJPEG over HTTP as network cameras speak it."""

    def __init__(
        self, fps: float = 20, count: int = 10_000, freeze_after: int = 10_000, mute: bool = False, port: int = 0,
        broken: tuple[bytes, ...] = (), lengths: bool = True, ends: bool = True, login: str = "",
    ) -> None:  # fmt: skip
        """`broken`: parts that are sent after the third picture; `lengths`: each part says how long it is; `ends`: the
        last boundary comes before the connection is closed; `login`: "me:secret" is asked for."""
        super().__init__(_Pictures, port)
        self.broken, self.lengths, self.ends, self.login = broken, lengths, ends, login
        self.pause_s, self.count, self.freeze_after, self.mute = 1 / fps, count, freeze_after, mute
        self.sent = 0
        self.left = threading.Event()
        self.thread = self.serve()


class _Pictures(BaseHTTPRequestHandler):
    server: Stream

    def do_GET(self) -> None:
        if self.server.mute:
            self.server.over.wait(30)
            return
        if self.server.login and not self._let_in():
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            for k in range(self.server.count):
                if k >= self.server.freeze_after:
                    self.server.over.wait(30)
                    return
                self._send(k)
                self.server.sent = k
                for part in self.server.broken if k == 3 else ():
                    self._part(part)
                self.server.over.wait(self.server.pause_s)
            if self.server.ends:
                self.wfile.write(b"--frame--\r\n")
        except OSError:
            self.server.left.set()

    def _send(self, k: int) -> None:
        self._part(opencv.load().imencode(".jpg", picture(k % 25))[1].tobytes())

    def _part(self, content: bytes) -> None:
        length = f"Content-Length: {len(content)}\r\n" if self.server.lengths else ""
        self.wfile.write(f"--frame\r\nContent-Type: image/jpeg\r\n{length}\r\n".encode() + content + b"\r\n")

    def _let_in(self) -> bool:
        wanted = "Basic " + base64.b64encode(self.server.login.encode()).decode()
        if self.headers["Authorization"] == wanted:
            return True
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="camera"')
        self.end_headers()
        return False

    def log_message(self, *_: object) -> None:
        """Quiet."""


def first(source: Source | Recording, n: int, pause_s: float = 0.0) -> list[tuple[int | None, float]]:
    came = []
    for image, t_s in source:
        came.append((number(image), float(t_s)))  # type: ignore[arg-type]
        if len(came) == n:
            break
        time.sleep(pause_s)
    return came


def test_a_stream_gives_pictures_as_they_arrive() -> None:
    with Stream(fps=20) as server, open_source(server.url) as source:
        assert (source.live, source.size) == (True, (WIDTH, HEIGHT))
        came = first(source, 20)
    times = [t_s for _, t_s in came]
    assert times[0] == 0.0
    assert all(later > earlier for earlier, later in itertools.pairwise(times))
    assert np.median(np.diff(times[5:])) == pytest.approx(0.05, abs=0.02)


def test_who_is_slow_gets_the_newest_picture_and_no_queue() -> None:
    late = []
    with Stream(fps=20) as server, open_source(server.url) as source:
        for image, t_s in source:
            # -1: it was here before the server had counted it
            late.append((server.sent + 1 - (number(image) or 0)) % 25 - 1)  # type: ignore[arg-type]
            if t_s > 1.0:
                break
            time.sleep(0.3)
    assert len(late) <= 6, "pictures were queued"
    assert max(late[1:]) <= 3, f"not the newest: {late} pictures late"


def test_a_stream_s_end_is_the_end_and_leaving_hangs_up() -> None:
    with Stream(fps=50, count=20) as server, open_source(server.url) as source:
        assert 5 <= len(list(source)) <= 20
    with Stream(fps=50) as server:
        with open_source(server.url) as source:
            first(source, 3)
        assert server.left.wait(5), "the connection was left open"


@pytest.mark.parametrize("lengths", [True, False])
def test_a_part_that_is_no_picture_is_left_out_and_counted(lengths: bool) -> None:
    whole = opencv.load().imencode(".jpg", picture(1))[1].tobytes()
    broken = (b"", b"no picture", whole[:20], b"\xff\xd8" + bytes(500))
    with Stream(fps=50, count=30, broken=broken, lengths=lengths) as server, open_source(server.url) as source:
        came = [number(image) for image, _ in source if image is not None]  # type: ignore[arg-type]
        assert came[-1] == 29 % 25
        assert source.skipped == len(broken)  # type: ignore[union-attr]


def test_a_picture_that_says_it_is_huge_is_left_out() -> None:
    huge = bytearray(opencv.load().imencode(".jpg", picture(1))[1].tobytes())
    at = huge.index(b"\xff\xc0")
    huge[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    with Stream(fps=50, count=10, broken=(bytes(huge),)) as server, open_source(server.url) as source:
        assert len(list(source)) >= 5
        assert source.skipped == 1  # type: ignore[union-attr]


def test_a_stream_that_breaks_off_is_tried_again_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "STALL_S", 0.05)
    monkeypatch.setattr(camera, "TICK_S", 0.05)
    monkeypatch.setattr(camera, "AGAIN_S", 0.05)
    with Stream(fps=50, count=5, ends=False) as server:
        port = server.server_port
        source = open_source(server.url)
        pictures = iter(source)
        came = [next(pictures) for _ in range(3)]
    for image, _t_s in pictures:  # the server is gone
        if image is None and "again" in source.trouble:  # type: ignore[union-attr]
            break
    assert source.trouble == f"http://127.0.0.1:{port}/video has stopped. I am trying to reach it again."  # type: ignore[union-attr]
    with source, Stream(fps=50, port=port):
        image, t_s = next((image, t_s) for image, t_s in pictures if image is not None)
    assert t_s > came[-1][1]
    assert source.trouble == ""  # type: ignore[union-attr]


def test_a_stream_that_stays_away_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "AGAIN_S", 0.05)
    monkeypatch.setattr(camera, "AWAY_S", 0.3)
    with Stream(fps=50, count=5, ends=False) as server:
        source = open_source(server.url)
    with source, pytest.raises(SourceLostError, match="stopped giving pictures"):
        list(source)


def test_a_camera_that_is_plugged_in_again_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "AGAIN_S", 0.02)
    opened: list[Odd] = []

    def plugged() -> Odd:
        if len(opened) == 1 and not opened[0].released:
            raise AssertionError("the first one is still open")
        if len(opened) in (1, 2):
            opened.append(Odd(lambda: False))
            raise SourceError("camera 7: there is no /dev/video7")
        left = iter(range(4))
        opened.append(Odd(lambda: next(left, None) is not None or len(opened) > 3))
        return opened[-1]

    with Live("camera 7", plugged, "Plug it in again.", away_s=5.0) as source:
        assert len(first(source, 8)) == 8
    assert len(opened) == 4


@pytest.mark.parametrize("password", ["secret", "s@cret", "se/cr?t#"])
def test_a_stream_with_a_password_opens(password: str) -> None:
    with (
        Stream(fps=50, login=f"me:{password}") as server,
        open_source(f"http://me:{password}@127.0.0.1:{server.server_port}/video") as source,
    ):
        assert source.name == server.url
        assert first(source, 3)


def test_a_stream_is_thinned_out() -> None:
    with Stream(fps=40) as server, open_source(server.url, fps=10) as source:
        times = [t_s for _, t_s in first(source, 8)]
    assert np.diff(times).min() > 0.08


def test_a_stall_is_told_and_then_given_up() -> None:
    with Stream(fps=20, freeze_after=10) as server:
        opener = lambda: opencv.load().VideoCapture(server.url)  # noqa: E731
        came: list[tuple[int | None, float]] = []
        live = Live("camera 7", opener, "Plug it in again.", lost_s=3.2)
        with live as source, pytest.raises(SourceLostError) as caught:
            collect(source, came)
    stalled = [t_s for k, t_s in came if k is None]
    assert len(stalled) >= 2
    assert all(later > earlier for (_, earlier), (_, later) in itertools.pairwise(came))
    assert str(caught.value) == "camera 7 gave no picture for 3 s\nPlug it in again."


def test_a_camera_that_is_unplugged_is_a_clear_line() -> None:
    with Stream(fps=50, count=15) as server:
        opener = lambda: opencv.load().VideoCapture(server.url)  # noqa: E731
        lost = pytest.raises(SourceLostError, match="camera 7 stopped giving pictures: it was unplugged")
        with Live("camera 7", opener, "Plug it in again.") as source, lost:
            first(source, 100)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/video", "connection refused"),
        ("rtsp://me:secret@127.0.0.1:9/video", "connection refused"),
        ("http://nowhere.invalid/video", "does not open: "),
        ("http://127.0.0.1:notaport/video", "its port is not a number"),
    ],
)
def test_nobody_at_the_address_is_a_clear_line(url: str, why: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError, match=why) as caught:
        open_source(url)
    assert shown(url) in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2
    assert capfd.readouterr().err == ""


def test_a_page_that_is_no_stream_and_a_file_that_is_not_live_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>hello</p>" * 100)
    video(tmp_path / "clip.mp4")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().split("port ")[1].split()[0]
        with pytest.raises(SourceError, match=r"page.html does not open: there is no video stream at this address"):
            open_source(f"http://127.0.0.1:{port}/page.html")
        with pytest.raises(SourceError, match=r"clip.mp4 is a video file, not a live stream"):
            open_source(f"http://127.0.0.1:{port}/clip.mp4")
        server.terminate()


# Cameras


def test_an_absent_camera_is_a_clear_line(capfd: pytest.CaptureFixture[str]) -> None:
    start_s = time.monotonic()
    with pytest.raises(SourceError, match="camera 97") as caught:
        open_source("97")
    assert time.monotonic() - start_s < 10
    assert "--source clip.mp4" in str(caught.value)
    assert caught.value.exit_code == 3
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="cameras are files on Linux only")
def test_a_device_that_is_no_camera_is_a_clear_line(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError, match="camera /dev/null does not open"):
        open_source("/dev/null")
    assert capfd.readouterr().err == ""


def process(code: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


# Opening a pipe that nobody writes to never returns, like a camera driver that hangs.
FREEZE = """
import os, sys
from coach.capture.camera import Live
from coach.capture.camera_look import trouble_of
from coach.errors import SourceError
print("opening", flush=True)
try:
    Live("camera 0", lambda: open(sys.argv[1]), "Plug it in again.", open_s=float(sys.argv[2]))
except SourceError as error:
    print(error, file=sys.stderr)
    sys.exit(3)
"""


def test_a_camera_that_freezes_on_opening_is_given_up_and_the_process_ends(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "frozen")
    start_s = time.monotonic()
    frozen = process(FREEZE, tmp_path / "frozen", 1.0)
    _, err = frozen.communicate(timeout=9)
    assert time.monotonic() - start_s < 9
    assert frozen.returncode == 3
    assert err == "camera 0 gave no picture within 1 s: it is held by another program, or hangs\nPlug it in again.\n"


def test_a_server_that_never_answers_is_given_up_within_ten_seconds_and_the_process_ends() -> None:
    code = (
        "import sys\nfrom coach.capture.open_source import open_source\nfrom coach.errors import SourceError\n"
        "try: open_source(sys.argv[1])\n"
        "except SourceError as error: sys.exit(print(error, file=sys.stderr) or 3)\n"
    )
    with Stream(mute=True) as server:
        start_s = time.monotonic()
        mute = process(code, server.url)
        _, err = mute.communicate(timeout=15)
        took_s = time.monotonic() - start_s
    assert (mute.returncode, len(err.splitlines())) == (3, 2)
    assert took_s < 10


def test_ctrl_c_while_a_camera_freezes_ends_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "frozen")
    frozen = process(FREEZE, tmp_path / "frozen", 60.0)
    assert frozen.stdout is not None
    frozen.stdout.readline()
    time.sleep(0.3)
    frozen.send_signal(signal.SIGINT)
    frozen.communicate(timeout=5)
    assert frozen.returncode in (-signal.SIGINT, 130)


class Odd:
    """A capture that opens and then fails in a way of its own."""

    released = 0

    def __init__(self, grabs: Any) -> None:
        self.grabs = grabs

    def grab(self) -> Any:
        return self.grabs()

    def retrieve(self) -> tuple[bool, Image]:
        time.sleep(0.005)
        return True, picture(1)

    def release(self) -> None:
        self.released += 1


def test_a_camera_that_opens_but_gives_no_picture_is_busy() -> None:
    busy = Odd(lambda: False)
    with pytest.raises(SourceError, match="camera 3 opens but gives no picture: in use or broken"):
        Live("camera 3", lambda: busy, "Close it.")
    assert busy.released == 1


def test_a_driver_that_throws_is_told_and_released() -> None:
    def throws() -> bool:
        raise RuntimeError("select() timeout")

    broken = Odd(throws)
    with pytest.raises(SourceError, match=r"camera 3 failed: select\(\) timeout"):
        Live("camera 3", lambda: broken, "Close it.")
    assert broken.released == 1


def test_every_source_keeps_the_protocol(tmp_path: Path) -> None:
    assert isinstance(VideoFile(PERSON), Source)
    with Stream() as server, open_source(server.url) as stream:
        assert isinstance(stream, Source)


# Less than the 2.2 s of the stop, and more than what of it counts: STOPPED_S, and a TICK_S before it.
STOPPED = """
import sys, time
from coach.capture.camera import Live
from coach.capture import opencv
seen = 0
with Live("camera 0", lambda: opencv.load().VideoCapture(sys.argv[1]), "", lost_s=1.9) as source:
    for image, t_s in source:
        seen += image is not None
        if seen in (3, 20):
            print("seen", seen, flush=True)
        if seen == 20:
            break
"""


@pytest.mark.skipif(os.name == "nt", reason="a stop signal is POSIX")
def test_a_process_that_was_stopped_goes_on_with_its_camera() -> None:
    with Stream(fps=20) as server:
        stopped = process(STOPPED, server.url)
        assert stopped.stdout is not None
        assert stopped.stdout.readline() == "seen 3\n"
        stopped.send_signal(signal.SIGSTOP)
        time.sleep(2.2)
        stopped.send_signal(signal.SIGCONT)
        out, err = stopped.communicate(timeout=20)
    assert (stopped.returncode, out, err) == (0, "seen 20\n", "")


class Filming(Odd):
    """A camera that gives these pictures, as fast as they are taken."""

    def __init__(self, pictures: Iterator[Image]) -> None:
        super().__init__(lambda: True)
        self.pictures = pictures

    def retrieve(self) -> tuple[bool, Image]:
        time.sleep(0.002)
        return True, next(self.pictures)


BLACK = "The picture of camera 7 is black. Is its cover open?"


def noisy(level: int, spread: int, seed: int = 1) -> Iterator[Image]:
    rng = np.random.default_rng(seed)
    while True:
        yield rng.integers(level, level + spread, (HEIGHT, WIDTH, 3), np.uint8)


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        (itertools.repeat(picture(9)), "The picture of camera 7 does not change any more."),
        (
            itertools.repeat(np.zeros((HEIGHT, WIDTH, 3), np.uint8)),
            "The picture of camera 7 is plain black. "
            "Is it switched off by a key, or a virtual camera without its program?",
        ),
        (noisy(0, 6), "The picture of camera 7 is black. Is its cover open?"),
    ],
)
def test_frozen_and_black_pictures_are_none_and_are_told(
    pictures: Iterator[Image], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liveness, "DEAD_S", 0.1)
    monkeypatch.setattr(camera, "TICK_S", 0.05)
    with Live("camera 7", lambda: Filming(itertools.chain(itertools.islice(noisy(90, 9), 5), pictures)), "") as source:
        assert next(image for image, _ in source) is not None
        assert next(1 for image, _ in source if image is None)
        assert source.trouble == said


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        (noisy(90, 9), ""),
        (itertools.repeat(picture(9)), "The picture of camera 7 does not change any more."),
        (noisy(0, 6), BLACK),
    ],
)
def test_a_look_through_a_camera(pictures: Iterator[Image], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a camera from the start; one that is alive is known by its first two pictures."""
    monkeypatch.setattr(liveness, "DEAD_S", 0.2)
    monkeypatch.setattr(camera, "TICK_S", 0.05)
    with Live("camera 7", lambda: Filming(pictures), "") as source:
        assert trouble_of(source) == said


def test_a_frozen_picture_is_told_as_soon_as_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds, not three and then those in which no picture comes."""
    monkeypatch.setattr(liveness, "DEAD_S", 0.3)
    monkeypatch.setattr(camera, "STALL_S", 30.0)
    monkeypatch.setattr(camera, "TICK_S", 0.05)
    with Live("camera 7", lambda: Filming(itertools.repeat(picture(9))), "") as source:
        assert next(t_s for image, t_s in source if image is None) < 5.0


def test_a_dark_room_where_nothing_moves_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(liveness, "DEAD_S", 0.01)
    with Live("camera 7", lambda: Filming(noisy(14, 3)), "") as source:
        assert len(first(source, 30)) == 30
        assert source.trouble == ""


def test_another_size_of_the_pictures_is_borne() -> None:
    sizes = itertools.cycle([(48, 64), (60, 80), (30, 40)])
    rng = np.random.default_rng(1)
    changing = (rng.integers(50, 90, (*size, 3), np.uint8) for size in sizes)
    with Live("camera 7", lambda: Filming(changing), "") as source:
        shapes = {image.shape[:2] for image, _ in itertools.islice(source, 40) if image is not None}
    assert len(shapes) > 1
