"""A camera or a network stream as timed pictures: stamped on arrival, the newest only, given up on when it hangs."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from coach.capture import address, camera_list, opencv, v4l2
from coach.capture.liveness import Liveness
from coach.capture.source import EARLY, Image
from coach.errors import SourceError, SourceLostError
from coach.wording.catalogue import N_, _

OPEN_S = 7.0  # leaves room for starting up within the ten seconds that a user is made to wait at most
STALL_S = 2.0  # chosen by eye: so long without a picture is said, and a camera that is slow in the dark is not
STOPPED_S = 1.0  # between two looks, which TICK_S parts: longer, and this process did not run in between
TICK_S = 0.5  # how often it is said that there is none, and on Windows how soon Ctrl-C is heard
LOST_S = 10.0  # without a picture for so long, it is taken to be gone; chosen by eye, well above any hiccup
CLOSE_S = 2.0  # a driver that hangs is not waited for any longer
AWAY_S = 30.0  # a camera that is plugged in again, or a telephone that comes back to the network, takes some ten
AGAIN_S = 1.0  # between two attempts to reach it again
TRIES = 3  # readings that fail in a row: one alone happens to a camera that is well
OTHER = N_("Or use a video file: --source clip.mp4. `coach demo` needs no camera.")


class Live:
    """Pictures that come when they come; see `Source`. One thread opens, reads and releases the device, and opens it
    again for a while when it has gone away.

    Pictures are never queued: a reader that is slower gets the newest one each time. The thread is one that can be
    given up on, since opening a camera that hangs never returns.

    Parameters
    ----------
    name : what to call it.
    opener : gives an opened `cv2.VideoCapture`, or raises SourceError.
    hint : what to do when it fails.
    fps : give at most this many pictures a second; those between are not decoded.
    open_s, lost_s : seconds to wait for the first picture, and for the next.
    away_s : when it breaks off, it is tried again for so many seconds.

    Raises
    ------
    SourceError : no picture came in `open_s` seconds.
    SourceLostError : while iterating; unplugged or broken off and not back in time, or none for `lost_s` seconds.

    Attributes
    ----------
    trouble : why there is no picture now, for people; "" while there is one.
    skipped : pictures that came broken and were left out.
    """

    live = True

    def __init__(
        self, name: str, opener: Callable[[], Any], hint: str, *, fps: float | None = None,
        open_s: float = OPEN_S, lost_s: float = LOST_S, away_s: float = 0.0,
    ) -> None:  # fmt: skip
        self.name = name
        self.fps: float | None = None
        self.trouble, self.skipped = "", 0
        self._opener, self._hint, self._lost_s, self._away_s = opener, hint, lost_s, away_s
        self._least_s = EARLY / fps if fps else 0.0
        self._news = threading.Condition()
        self._newest: tuple[Image, float] | None = None
        self._error: SourceError | None = None
        self._given = self._ended = self._away = False
        self._liveness, self._dead = Liveness(), ""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"camera {name}", daemon=True)
        self._thread.start()
        self._seen_s = time.monotonic()
        self.size = self._opened(open_s)

    def _opened(self, open_s: float) -> tuple[int, int]:
        try:
            with self._news:
                came = self._news.wait_for(lambda: self._newest or self._error, open_s)
        except BaseException:  # Ctrl-C while waiting
            self._over.set()
            raise
        if self._newest is not None:
            image, self._seen_s = self._newest
            return image.shape[1], image.shape[0]
        self._over.set()
        if came and self._error is not None:
            raise self._error
        raise SourceError(
            _(
                "{name} gave no picture within {seconds} s: it is held by another program, or hangs",
                name=self.name,
                seconds=f"{open_s:.0f}",
            ),
            self._hint,
        )

    def __iter__(self) -> Iterator[tuple[Image | None, float]]:
        start_s, t_s = None, -1.0
        while (news := self._next()) is not None:
            image, arrived_s = news
            start_s = arrived_s if start_s is None else start_s
            t_s = max(arrived_s - start_s, t_s + 0.001)  # two at once are a millisecond apart: time only grows
            yield image, t_s

    def _next(self) -> tuple[Image | None, float] | None:
        """The newest picture not given yet; None and the time when they have stalled; nothing at the end."""
        since_s = looked_s = time.monotonic()
        while not self._over.is_set():
            with self._news:
                # In slices: on Windows Ctrl-C is only heard between waits.
                self._news.wait_for(lambda: self._newest or self._error or self._ended, TICK_S)
                news, self._newest = self._newest, None
            if news is not None:
                self._seen_s, self.trouble = news[1], ""
                return news
            if self._error is not None:
                raise self._error
            if self._ended:
                return None
            now_s = time.monotonic()
            self._seen_s += max(0.0, now_s - looked_s - STOPPED_S)  # this process was stopped, not the camera
            looked_s = now_s
            patience_s = max(self._lost_s, self._away_s) if self._away or self._dead else self._lost_s
            if now_s - self._seen_s > patience_s:
                raise SourceLostError(
                    _("{name} gave no picture for {seconds} s", name=self.name, seconds=f"{patience_s:.0f}"),
                    self._hint,
                )
            if (self._dead or now_s - self._seen_s > STALL_S) and now_s - since_s >= TICK_S:
                self.trouble = self._why_none()
                return None, now_s
        return None

    def _why_none(self) -> str:
        if self._dead:
            return _(self._dead, name=self.name)
        if self._away:
            return _("{name} has stopped. I am trying to reach it again.", name=self.name)
        return _("No picture comes from {name}. I am waiting for it.", name=self.name)

    def _run(self) -> None:
        capture = None
        try:
            capture = self._opener()
            while not self._read(capture):
                capture.release()
                capture = self._opened_again()
        except SourceError as error:
            self._tell(error=error)
        except Exception as error:  # a thread that dies unheard would look like a stall
            self._tell(error=SourceLostError(_("{name} failed: {error}", name=self.name, error=error), self._hint))
        finally:
            if capture is not None:
                capture.release()

    def _opened_again(self) -> Any:
        """The device, once it is back. Raises what is wrong with it when the time is up."""
        until_s = time.monotonic() + self._away_s
        self._away = True
        while not self._over.wait(AGAIN_S):
            try:
                return self._opener()
            except SourceError:
                if time.monotonic() > until_s:
                    break
        raise self._gone()

    def _read(self, capture: Any) -> bool:
        """Give its pictures. False when it broke off and is to be tried again; True at the end."""
        given_s, failed, skipped = -self._least_s, 0, self.skipped
        while not self._over.is_set():
            if not capture.grab():
                failed += 1
                if failed >= TRIES or getattr(capture, "ended", False):
                    return self._end(capture)
                continue
            arrived_s = time.monotonic()
            if arrived_s - given_s < self._least_s:
                continue
            ok, image = capture.retrieve()
            self.skipped = skipped + getattr(capture, "skipped", 0)
            if ok:
                given_s, failed, self._away = arrived_s, 0, False
                self._dead = self._liveness.why_dead(image, arrived_s)
            if ok and not self._dead:
                self._tell(news=(image, arrived_s))
        return True

    def _end(self, capture: Any) -> bool:
        """What it means that no more pictures come. False: it may come back."""
        if not self._given:
            raise SourceError(_("{name} opens but gives no picture: in use or broken", name=self.name), self._hint)
        if getattr(capture, "ended", False):
            self._tell(ended=True)
            return True
        if self._away_s <= 0:
            raise self._gone()
        return False

    def _gone(self) -> SourceLostError:
        return SourceLostError(
            _("{name} stopped giving pictures: it was unplugged or taken", name=self.name), self._hint
        )

    def _tell(
        self, news: tuple[Image, float] | None = None, error: SourceError | None = None, ended: bool = False
    ) -> None:
        with self._news:
            self._newest = news or self._newest
            self._given = self._given or news is not None
            self._error, self._ended = error, ended
            self._news.notify_all()

    def close(self) -> None:
        """Release the device; may be called twice. A device that hangs is left to the end of the process."""
        self._over.set()
        self._thread.join(CLOSE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def camera(device: int | str, size: tuple[int, int] | None = None, fps: float | None = None) -> Live:
    """The camera of that number, device path or name. `size` and `fps` are wishes; it gives what it can.

    Raises
    ------
    SourceError : absent, not allowed, busy, frozen, or no camera.
    """
    named = isinstance(device, str) and device.startswith(camera_list.NAMED)
    name = camera_list.find(str(device)).name if named else _("camera {device}", device=device)
    opener = partial(_looked_up, device, name, size, fps)
    _look(_device(device), name)
    if sys.platform == "darwin":
        # macOS asks the user for permission on the main thread only, so there a camera that hangs is waited for.
        opener = partial(_same, opener())
    return Live(
        name, opener, _("Close other programs that use it, or plug it in again. {other}", other=_(OTHER)), fps=fps,
        away_s=AWAY_S,
    )  # fmt: skip


def _device(device: int | str) -> int | str:
    """What OpenCV opens: a name is looked up each time, because its number changes when it is plugged in again."""
    if isinstance(device, str) and device.startswith(camera_list.NAMED):
        return camera_list.find(device).number
    return device


def _looked_up(device: int | str, name: str, size: tuple[int, int] | None, fps: float | None) -> Any:
    return _open_camera(_device(device), name, size, fps)


def stream(url: str, fps: float | None = None) -> Live:
    """The live stream at a URL: MJPEG over HTTP, RTSP, and what else OpenCV's ffmpeg knows.

    Raises
    ------
    SourceError : nothing there, no video, a file that is no live stream, or no answer in time.
    """
    where = address.parsed(url)
    url, name = where.opens(url), where.shown
    hint = _("Check the address in a browser; a phone or camera must be on, and in the same network.")
    return Live(name, partial(_open_stream, url, name, hint), hint, fps=fps, away_s=AWAY_S)


def _same(capture: Any) -> Any:
    return capture


def _look(device: int | str, name: str) -> None:
    """On Linux a camera is a file, so that absent and forbidden are known at once."""
    if sys.platform != "linux":
        return
    path = Path(f"/dev/video{device}") if isinstance(device, int) else Path(device)
    if not path.exists():
        others = sorted(Path("/dev").glob("video*"))
        there = _("there are {cameras}", cameras=", ".join(map(str, others))) if others else _("this machine has none")
        raise SourceError(
            _("{name}: there is no {path}; {there}", name=name, path=path, there=there),
            _("Plug one in. {other}", other=_(OTHER)),
        )
    if not os.access(path, os.R_OK | os.W_OK):
        raise SourceError(
            _("{name}: you may not use {path}", name=name, path=path),
            _("Join the group: sudo usermod -aG video $USER; log in again."),
        )
    told = v4l2.node(path)
    if told is not None and not told.pictures:
        raise SourceError(
            _("{name} gives no pictures, only notes about those of another camera (metadata)", name=name),
            _("Choose one that does: `coach list --cameras`."),
        )


def _open_camera(device: int | str, name: str, size: tuple[int, int] | None, fps: float | None) -> Any:
    cv2 = opencv.load()
    backends = {"linux": cv2.CAP_V4L2, "darwin": cv2.CAP_AVFOUNDATION}
    capture = cv2.VideoCapture(device, backends.get(sys.platform, cv2.CAP_ANY))
    if not capture.isOpened():
        capture.release()
        raise SourceError(
            _("{name} does not open: another program holds it, or the system keeps cameras from this one", name=name),
            _("Close video calls, and allow the camera in the privacy settings. {other}", other=_(OTHER)),
        )
    if size is not None:
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
    if fps is not None:
        capture.set(cv2.CAP_PROP_FPS, fps)
    return capture


def _open_stream(url: str, name: str, hint: str) -> Any:
    if url.lower().startswith("http"):
        from coach.capture import mjpeg  # what speaks HTTP takes a while to load, and only a stream needs it

        if (pictures := mjpeg.opened(url, OPEN_S)) is not None:
            return pictures
    cv2 = opencv.load()
    limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, int(OPEN_S * 1000), cv2.CAP_PROP_READ_TIMEOUT_MSEC, int(LOST_S * 1000)]
    capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)
    if not capture.isOpened():
        capture.release()
        raise SourceError(_("{name} does not open: {why}", name=name, why=_why(url)), hint)
    if capture.get(cv2.CAP_PROP_FRAME_COUNT) > 0:
        capture.release()
        raise SourceError(
            _("{name} is a video file, not a live stream", name=name), _("Download it and give the file.")
        )
    return capture


def _why(url: str) -> str:
    """What a plain connection says, since OpenCV does not."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "rtsp": 554, "rtmp": 1935}.get(parts.scheme.lower(), 80)
        socket.create_connection((parts.hostname or "", port), timeout=2).close()
    except OSError as error:
        return f"{error.strerror or error}".lower()
    except ValueError:  # whose words could hold a part of the password
        return _("the address has no host, or its port is not a number")
    return _("there is no video stream at this address")
