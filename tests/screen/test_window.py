"""The real window on a real X server: what is on the screen is what was drawn, keys arrive, closing is quitting."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from paths import ROOT
from progress_made import progress_of
from waiting import eventually

from benchmarks.x_server import x_server
from coach.counting.progress import ActiveCue
from coach.screen.demonstration import find_demonstration
from coach.screen.display import why_no_display
from coach.screen.draw.canvas import SMALLEST
from coach.screen.draw.colours import BACKDROP, PANEL
from coach.screen.draw.help_page import help_panel
from coach.screen.first_picture import first_picture
from coach.screen.renderer import draw, layout
from coach.screen.window import TITLE

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
SCREEN = (1600, 1000)
needs_xdotool = pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed")

BUSY = progress_of(
    3.0, "Scapular squeezes at the desk", phase="target", count=12, goal=20, outcomes=("rep", "partial", "rep") * 5,
    fraction=0.7, hold_s=1.2, hold_goal_s=5.0, missing=("left_elbow",),
    cue=ActiveCue("x", "Move your head back over your shoulders, chin in", "both", 2.0),
)  # fmt: skip

# Shows one picture until the window says quit; each key goes to standard output. Never longer than 30 s.
SHOW = """
import sys, time
import cv2
import numpy as np
from coach.screen.window import Window
picture, until = np.load(sys.argv[1]), time.monotonic() + 30
with Window() as window:
    while time.monotonic() < until:
        key = window.show(picture)
        if key:
            print(key, flush=True)
        if click := window.click():
            print("click", *click, flush=True)
        if key == "f":
            print(int(cv2.getWindowProperty(window.title, cv2.WND_PROP_FULLSCREEN)), flush=True)
        if key == "n":
            print(*window.size, flush=True)
        if key == "quit":
            print("then", window.show(picture))
            sys.exit(0)
        time.sleep(0.01)
sys.exit(4)
"""


# The least a window manager does: it shows what asks to be shown, as on every desktop.
MANAGER = """
import ctypes
x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype, x11.XDefaultRootWindow.restype = ctypes.c_void_p, ctypes.c_ulong
ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)
x11.XSetErrorHandler(ignore)
display = ctypes.c_void_p(x11.XOpenDisplay(None))
x11.XSelectInput(display, ctypes.c_ulong(x11.XDefaultRootWindow(display)), ctypes.c_long(1 << 20))
x11.XSync(display, 0)
print("ready", flush=True)
event = (ctypes.c_long * 24)()
numbers = ctypes.cast(event, ctypes.POINTER(ctypes.c_int))
while True:
    x11.XNextEvent(display, event)
    if numbers[0] == 20:  # MapRequest
        x11.XMapWindow(display, ctypes.c_ulong(event[5]))
    elif numbers[0] == 23:  # ConfigureRequest
        x11.XMoveResizeWindow(display, ctypes.c_ulong(event[5]), *numbers[12:16])
    x11.XFlush(display)
"""


@dataclass
class Screen:
    """An X server of the test's own."""

    display: str
    folder: Path

    def pixels(self) -> np.ndarray:
        """What is on the screen, BGR, from the server's own frame buffer (an XWD file)."""
        raw = (self.folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", raw[:100])
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + 12 * colours
        rows = np.frombuffer(raw, np.uint8, line * height, start).reshape(height, line)
        return rows[:, : 4 * width].reshape(height, width, 4)[:, :, :3].copy()

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=environment(self.display), capture_output=True, text=True, timeout=20, check=True
        )
        return done.stdout.strip()

    def press_the_cross(self, window: int) -> None:
        """Send what a window manager sends when the cross in the corner is pressed."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(self.display.encode()))
        protocols, delete = (x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        event = (ctypes.c_long * 24)(33, 0, 1, 0, window, protocols, 32, delete, 0)  # a ClientMessage of 32 bits
        x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        x11.XCloseDisplay(display)


def environment(display: str | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_") and name != "DISPLAY"}
    return kept | {"PYTHONPATH": str(ROOT)} | ({} if display is None else {"DISPLAY": display})


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    folder = tmp_path_factory.mktemp("screen")
    with x_server(*SCREEN, "-fbdir", str(folder), "-nocursor") as display:
        manager = subprocess.Popen(
            [sys.executable, "-c", MANAGER], env=environment(display), stdout=subprocess.PIPE, text=True
        )
        assert manager.stdout is not None
        assert manager.stdout.readline() == "ready\n"
        yield Screen(display, folder)
        manager.kill()
        manager.communicate()


@pytest.fixture
def shown(screen: Screen, tmp_path: Path) -> Iterator[Callable[[np.ndarray], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def show(picture: np.ndarray) -> subprocess.Popen[str]:
        np.save(tmp_path / "picture.npy", picture)
        program = subprocess.Popen(
            [sys.executable, "-c", SHOW, str(tmp_path / "picture.npy")],
            env=environment(screen.display), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(program)
        return program

    yield show
    for program in started:
        if program.poll() is None:
            program.kill()
        program.communicate()


def drawn() -> np.ndarray:
    demonstration = find_demonstration(ROOT / "exercises" / "demonstrations", "wall-slides")
    assert demonstration is not None
    picture = np.random.default_rng(1).integers(60, 180, (12, 16, 3), np.uint8)
    return draw(cv2.resize(picture, (640, 480), interpolation=cv2.INTER_CUBIC), BUSY, demonstration)


def named(screen: Screen) -> str:
    """The number of the coach's window."""
    return screen.xdotool("search", "--name", "Posture coach").splitlines()[0]


def opened(screen: Screen, shown: Callable[[np.ndarray], subprocess.Popen[str]]) -> tuple[subprocess.Popen[str], str]:
    """A program that shows the usual picture, when all of it is on the screen, and its window."""
    picture = drawn()
    program = shown(picture)
    assert eventually(lambda: np.array_equal(screen.pixels()[:720, :1280], picture))
    return program, named(screen)


def test_the_screen_shows_every_pixel_that_was_drawn(screen: Screen, shown: Callable[[np.ndarray], object]) -> None:
    picture = drawn()
    shown(picture)
    height, width = picture.shape[:2]
    assert eventually(lambda: np.array_equal(screen.pixels()[:height, :width], picture))
    assert screen.pixels()[height:].max() == 0  # the window ends where the picture ends
    assert screen.pixels()[:, width:].max() == 0


@needs_xdotool
@pytest.mark.parametrize("size", [(800, 450), (1500, 900), (640, 480)], ids=str)
def test_a_resized_window_scales_the_picture_and_crops_nothing(
    size: tuple[int, int], screen: Screen, shown: Callable[[np.ndarray], object]
) -> None:
    picture = drawn()
    shown(picture)
    height, width = picture.shape[:2]
    assert eventually(lambda: np.array_equal(screen.pixels()[:height, :width], picture))
    window = named(screen)
    screen.xdotool("windowsize", window, str(size[0]), str(size[1]))
    scale = min(size[0] / width, size[1] / height)
    inner = (round(width * scale), round(height * scale))
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    expected = cv2.resize(picture, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR).astype(float)

    def fits() -> bool:
        seen = screen.pixels()[top : top + inner[1], left : left + inner[0]].astype(float)
        return all(
            np.abs(place.of(seen) - place.of(expected)).mean() < 12
            for place in layout(inner, BUSY).values()
        )  # fmt: skip

    assert eventually(fits)


@needs_xdotool
def test_keys_arrive_and_escape_quits(screen: Screen, shown: Callable[[np.ndarray], subprocess.Popen[str]]) -> None:
    program, window = opened(screen, shown)
    screen.xdotool("windowfocus", "--sync", window, "mousemove", "400", "300")
    for key in ("space", "n", "r", "l", "t", "m", "h", "x", "0", "7", "Up", "Down", "Escape"):
        screen.xdotool("key", key)
        time.sleep(0.15)
    out, err = program.communicate(timeout=15)
    assert out.split() == [
        "space",
        "n",
        "1280",
        "720",
        "r",
        "l",
        "t",
        "m",
        "h",
        "0",
        "7",
        "up",
        "down",
        "quit",
        "then",
        "None",
    ]
    assert program.returncode == 0
    assert err == ""  # no toolkit noise either


@needs_xdotool
def test_f_asks_for_the_whole_screen_and_gives_it_back(
    screen: Screen, shown: Callable[[np.ndarray], subprocess.Popen[str]]
) -> None:
    program, window = opened(screen, shown)
    screen.xdotool("windowfocus", "--sync", window, "mousemove", "400", "300")
    for key in ("f", "f", "q"):  # there is no window manager here to grant it: what is asked for is what counts
        screen.xdotool("key", key)
        time.sleep(0.3)
    assert program.communicate(timeout=15)[0].split() == ["f", "1", "f", "0", "quit", "then", "None"]


@needs_xdotool
@pytest.mark.parametrize("size", [(640, 480), (900, 900), (1500, 700)], ids=str)
def test_the_window_knows_its_size(
    screen: Screen, shown: Callable[[np.ndarray], subprocess.Popen[str]], size: tuple[int, int]
) -> None:
    program, window = opened(screen, shown)
    screen.xdotool("windowsize", window, str(size[0]), str(size[1]))
    time.sleep(0.5)
    screen.xdotool("windowfocus", "--sync", window, "mousemove", "400", "300", "key", "N")  # a capital is the same key
    time.sleep(0.2)
    screen.xdotool("key", "q")
    assert program.communicate(timeout=15)[0].split()[:3] == ["n", str(size[0]), str(size[1])]


@needs_xdotool
def test_a_click_is_told_in_pixels_of_the_picture(
    screen: Screen, shown: Callable[[np.ndarray], subprocess.Popen[str]]
) -> None:
    program, window = opened(screen, shown)
    screen.xdotool("windowfocus", "--sync", window, "mousemove", "400", "300", "click", "1")
    time.sleep(0.2)
    screen.xdotool("windowsize", window, "640", "360")
    time.sleep(0.5)
    screen.xdotool("mousemove", "400", "300", "click", "1")
    time.sleep(0.2)
    screen.xdotool("key", "q")
    said = program.communicate(timeout=15)[0].split()
    assert (said[0], said[3]) == ("click", "click")
    assert [int(n) for n in (*said[1:3], *said[4:6])] == pytest.approx([400, 300, 800, 600], abs=3)


@needs_xdotool
def test_closing_the_window_is_quitting(screen: Screen, shown: Callable[[np.ndarray], subprocess.Popen[str]]) -> None:
    program, window = opened(screen, shown)
    screen.press_the_cross(int(window))
    out, err = program.communicate(timeout=15)
    assert (out.split(), program.returncode, err) == (["quit", "then", "quit"], 0, "")


@needs_xdotool
def test_a_set_in_the_window_shows_help_follows_the_window_s_size_and_leaves(screen: Screen, tmp_path: Path) -> None:
    recording = ROOT / "fixtures" / "demo" / "demo.npz"
    program = subprocess.Popen(
        [sys.executable, "-m", "coach", "do", "wall-slides", "--source", str(recording), "--mute"],
        env=environment(screen.display) | {"COACH_HOME": str(tmp_path)}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:

        def helped(size: tuple[int, int]) -> bool:
            place = help_panel(size).place
            low, left = place.bottom - 12, place.x + 20  # where nothing is written
            return bool((screen.pixels()[low, left : place.right - 20] == PANEL).all())

        def ground() -> bool:
            return bool((screen.pixels()[4, 4] == BACKDROP).all())

        def pressed(key: str) -> None:
            window = named(screen)
            screen.xdotool("windowfocus", "--sync", window, "mousemove", "400", "300", "key", key)

        assert eventually(ground)
        assert not (tmp_path / "safety-acknowledged").exists()  # what to know first stands in the window ...
        pressed("h")
        assert eventually(lambda: helped((1280, 720)))  # ... and has the help that it names
        row = next(place for place, key in help_panel((1280, 720)).keys if key == "h")
        screen.xdotool("mousemove", str(row.x + 9), str(row.y + 9), "click", "1")
        assert eventually(lambda: ground() and not helped((1280, 720)))
        assert not (tmp_path / "safety-acknowledged").exists()
        pressed("space")
        assert eventually((tmp_path / "safety-acknowledged").exists)
        assert eventually(ground)
        time.sleep(0.5)
        pressed("h")
        window = named(screen)
        assert eventually(lambda: helped((1280, 720)))
        screen.xdotool("windowsize", window, "800", "600")  # 4:3: without bars only when it is drawn for that size
        assert eventually(lambda: helped((800, 600)))
        screen.xdotool("key", "h")
        assert eventually(lambda: ground() and not helped((800, 600)))
        screen.xdotool("key", "q")
        out, _ = program.communicate(timeout=20)
        assert program.returncode == 0
        assert "Wall slides" in out
    finally:
        program.kill()
        program.communicate()


# `coach demo`, which tells what is loaded when its first picture is there, and then goes no further.
FIRST = """
import sys, time
import coach.cli.demo
def run_demo(**_):
    print(*sys.modules, flush=True)
    time.sleep(30)
coach.cli.demo.run_demo = run_demo
sys.argv = ["coach", "demo", "--mute"]
coach.cli.main()
"""
HEAVY = {
    "coach.definitions.definition",
    "coach.workout.workout",
    "coach.screen.renderer",
    "coach.cli.output",
    "mediapipe",
}


def test_the_demo_has_a_picture_on_the_screen_before_the_rest_is_loaded(screen: Screen, tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", FIRST], env=environment(screen.display) | {"COACH_HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert program.stdout is not None
        loaded = set(program.stdout.readline().split())
        assert "coach.screen.window" in loaded
        assert not HEAVY & loaded
        first = first_picture(SMALLEST, TITLE, "A short workout of somebody else. Your camera stays off.")
        assert eventually(lambda: np.array_equal(screen.pixels()[:720, :1280], first))  # though nobody looks after it
    finally:
        program.kill()
        program.communicate()


def test_a_window_that_stays_blank_is_opened_again_but_not_for_ever(screen: Screen, tmp_path: Path) -> None:
    np.save(tmp_path / "picture.npy", drawn())
    program = """
import sys, time
import numpy as np
from coach.screen import window
seen = iter([False, False, True])
window._painted = lambda: next(seen)
picture, until = np.load(sys.argv[1]), time.monotonic() + 3.5
with window.Window() as shown:
    while time.monotonic() < until:
        assert shown.show(picture) is None
        time.sleep(0.01)
print(list(seen))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "picture.npy")],
        env=environment(screen.display), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("[]\n", "", 0)


def answer(display: str | None, thorough: bool = False) -> str:
    program = f"from coach.screen.display import why_no_display; print(why_no_display({thorough}))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(display),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


def test_a_display_that_answers_is_found(screen: Screen) -> None:
    assert answer(screen.display) == "None"
    assert answer(screen.display, thorough=True) == "None"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_on_a_small_screen_the_whole_window_fits_below_a_panel(tmp_path: Path) -> None:
    np.save(tmp_path / "picture.npy", drawn())
    with x_server(1024, 600) as display:
        small = Screen(display, tmp_path)
        program = subprocess.Popen(
            [sys.executable, "-c", SHOW, str(tmp_path / "picture.npy")], env=environment(display),
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            small.xdotool("search", "--sync", "--onlyvisible", "--name", "Posture coach")
            told = small.xdotool("getwindowgeometry", "--shell", named(small))
        finally:
            program.kill()
            program.wait(10)
    size = {key: int(value) for key, value in (line.split("=") for line in told.splitlines())}
    assert 500 < size["HEIGHT"] <= 0.88 * 600
    assert size["WIDTH"] <= 0.96 * 1024


def test_without_a_display_the_reason_is_said_and_nothing_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(":987") == "the display :987 does not answer"
    assert answer("nonsense") == "the display nonsense does not answer"
    monkeypatch.delenv("DISPLAY", raising=False)
    assert why_no_display() == "no display: DISPLAY is not set"


FOR_SERVERS = """
class utils:
    class logging:
        LOG_LEVEL_SILENT = 0
        setLogLevel = id
def currentUIFramework():
    return ""
"""


@pytest.mark.parametrize("name", ["", "opencv-python-headless"])
def test_an_opencv_without_windows_is_named_and_how_to_get_the_other_one(
    screen: Screen, name: str, tmp_path: Path
) -> None:
    (tmp_path / "cv2.py").write_text(FOR_SERVERS)
    if name:
        folder = tmp_path / "opencv_python_headless-5.0.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 5.0.0\n")
    program = "from coach.screen.display import why_no_display; print(why_no_display())"
    env = environment(screen.display) | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, timeout=60, check=True
    )
    if not name:
        assert done.stdout == "this OpenCV was made without windows\n"
        return
    wanted = "pip install --force-reinstall --no-deps " + next(
        one for one in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
        if one.startswith("opencv-python==")
    )  # fmt: skip
    assert done.stdout == (
        f"this OpenCV has no windows, because {name} took its place. Run: pip uninstall {name}. Then: {wanted}\n"
    )
