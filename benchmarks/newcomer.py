"""Somebody new, on a fresh account: from the icon to a finished desk break, a watch that is turned on, paused, resumed
and turned off, and an exercise of their own, with mouse, keys or raised hand alone. Real X server, session bus,
notification daemon, window manager and panel; the camera is a stream of rendered pictures, tracked by the real pose
model.

    python -m benchmarks.newcomer FOLDER [--with mouse keys hand] [--size 1280x720] [--room light|dark]

Pictures of the screen and what was found are left in FOLDER. Exit code 1 where something did not go as it should.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2

from benchmarks.newcomer_person import Camera, Person
from benchmarks.processes import ROOT
from benchmarks.x_server import x_server

NEEDED = ("Xvfb", "dbus-run-session", "xdotool", "openbox", "import", "gtk-launch")
PANELS, DAEMONS = ("xfce4-panel", "lxqt-panel"), ("dunst", "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd")
INSIDE = "NEWCOMER_INSIDE"
HELD_S = 2.4  # a hand is held: the circle wants 1.5 s, the stream and the model take the rest
LOWERED_S = 1.2  # before it is raised anew
SEEN_S = 1.2  # a picture is on the screen by then
PATIENCE_S = 45.0
SET_S = 240.0  # of a set of the break, on a machine that has other work: the longest takes 40 s
LONGER_S = 1.2  # than the dose asks for, somebody holds
OWN = "shoulder-shrugs"  # what is shown as an exercise of one's own
NAMED, TYPED = "my-exercise", "my-shrug"  # its id: of the name that is there, and of what is typed with keys
SHOWN_S, PROOF_S = 30.0, 16.0  # of a movement that takes four seconds: seven of it, and about three
LEARN_S = 240.0  # the longest between two steps of the teaching
ALIKE = 4.0  # grey levels that the line of keys may differ from how it is drawn
HANDS = {"start": "right-high", "up": "right-high", "down": "right-low", "ok": "left-high", "quit": "left-low"}


def why_not() -> str | None:
    """What is missing to play this, or None."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    missing += [] if any(map(shutil.which, PANELS)) else [" or ".join(PANELS)]
    missing += [] if any(map(shutil.which, DAEMONS)) else [" or ".join(DAEMONS)]
    return f"needs {', '.join(missing)}" if missing else None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newcomer", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--with", dest="means", nargs="+", choices=("mouse", "keys", "hand"), default=["mouse", "keys", "hand"]
    )
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--room", choices=("light", "dark"), default="light")
    wanted = parser.parse_args()
    if os.environ.get(INSIDE):
        return Newcomer(wanted.folder, wanted.means[0], wanted.room).run()
    if (missing := why_not()) is not None:
        print(missing)
        return 0
    return max([_played(wanted, means) for means in wanted.means])


def _played(wanted: argparse.Namespace, means: str) -> int:
    """One newcomer on a screen, a session bus and an account of their own."""
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="newcomer-") as home:
        width, height = (int(length) for length in wanted.size.split("x"))
        with x_server(width, height) as display:
            words = ["-m", "benchmarks.newcomer", str(wanted.folder), "--with", means, "--room", wanted.room]
            done = subprocess.run(
                ["dbus-run-session", "--", sys.executable, *words], env=_account(home, display), check=False
            )
    return done.returncode


def _account(home: str, display: str) -> dict[str, str]:
    """A fresh account: nothing of this one's but the programs, and the pose model so that nothing is downloaded."""
    from coach.capture.model.store import find

    kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
    model = find()
    if model is not None:
        kept["COACH_MODEL"] = str(model.path)
    runtime = Path(home) / "run"
    runtime.mkdir(mode=0o700)
    return kept | {
        "HOME": home, "XDG_RUNTIME_DIR": str(runtime), "DISPLAY": display, INSIDE: "1", "PYTHONPATH": str(ROOT),
        "XDG_CURRENT_DESKTOP": "XFCE",
    }  # fmt: skip


class Newcomer:
    """One account, one way to answer. `run()` returns 0 when all went as it should."""

    def __init__(self, folder: Path, means: str, room: str) -> None:
        self._folder, self._means, self._room = folder, means, room
        self._camera = Camera(Person(room))
        self._programs: list[subprocess.Popen[bytes]] = []
        self._found: list[str] = []
        self._shots = 0
        self._began_s = time.monotonic()

    def run(self) -> int:
        """From the icon to the end."""
        try:
            self._desktop()
            self._from_the_icon()
            self._welcome()
            self._desk_break()
            self._watch()
            self._own_exercise()
            self._leave()
        except AssertionError as error:
            self._shot("wrong")
            self._note(f"WRONG: {error}")
        finally:
            self._end()
        return int(any("WRONG" in line for line in self._found))

    # ------------------------------------------------------------ the account

    def _desktop(self) -> None:
        from coach.cli.folders import coach_home

        coach_home().mkdir(parents=True)
        (coach_home() / "settings.yaml").write_text(f"camera: {self._camera.url}\nvoice: off\n")
        self._start("openbox")
        self._start(next(name for name in DAEMONS if shutil.which(name)))
        self._start(next(name for name in PANELS if shutil.which(name)))
        subprocess.run([sys.executable, "-m", "coach", "install-launcher"], check=True, stdout=subprocess.DEVNULL)
        time.sleep(3.0)  # a panel takes its time

    def _start(self, *words: str) -> None:
        self._programs.append(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def _end(self) -> None:
        for process in (*self._programs,):
            process.terminate()
        subprocess.run([sys.executable, "-m", "coach", "watch", "--stop"], check=False, capture_output=True)
        self._camera.close()
        report = self._folder / f"{self._means}-{self._room}.txt"
        report.write_text("\n".join(self._found) + "\n", encoding="utf-8")

    def _note(self, text: str) -> None:
        line = f"{time.monotonic() - self._began_s:6.1f} s  {text}"
        self._found.append(line)
        print(self._means, line, flush=True)

    def _until(self, what: str, is_so: Callable[[], Any], patience_s: float = PATIENCE_S) -> Any:
        """Wait until it is so. Raises AssertionError with its words."""
        began_s = time.monotonic()
        while time.monotonic() - began_s < patience_s:
            if found := is_so():
                self._note(f"{what} after {time.monotonic() - began_s:.1f} s")
                return found
            time.sleep(0.1)
        raise AssertionError(f"not within {patience_s:.0f} s: {what}")

    # ------------------------------------------------------------ the screen

    def _shot(self, name: str) -> Any:
        """The screen as it is, kept."""
        self._shots += 1
        path = self._folder / f"{self._means}-{self._room}-{self._shots:02d}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=False)
        return cv2.imread(str(path))

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout

    def _window(self) -> str:
        return next(iter(self._xdotool("search", "--onlyvisible", "--name", "Posture coach").split()), "")

    def _size(self) -> tuple[int, int]:
        """Of the inside of the window."""
        told = self._xdotool("getwindowgeometry", "--shell", self._window())
        facts = dict(line.split("=") for line in told.split("\n") if line)
        return int(facts["WIDTH"]), int(facts["HEIGHT"])

    def _click(self, x: int, y: int) -> None:
        """A place on the picture, which fills the window."""
        self._xdotool("mousemove", "--window", self._window(), str(x), str(y), "click", "1")

    # ------------------------------------------------------------ the home window

    def _places(self, page: str) -> tuple[Any, Any]:
        """(page, its layout), as this very account has it now."""
        from coach.cli.front_facts import FrontFacts
        from coach.cli.front_pages import view_of
        from coach.home.home_page import HomePage, Spot
        from coach.screen.draw.home_layout import home_layout
        from coach.screen.renderer import canvas_size

        size = canvas_size(None, self._size())
        view = view_of(FrontFacts(), Spot(HomePage(page)))
        return view, home_layout(size, view, self._means == "hand" or page == "page-welcome")

    def _press(self, page: str, number: int, key: str = "", focus: int = 0) -> None:
        """The button of that number on a page, by what this person has; `key`: the one that does the same; `focus`: the
        button that a hand would press now."""
        view, places = self._places(page)
        if self._means == "mouse":
            self._click(*places.buttons[number][1].centre)
        elif self._means == "keys":
            self._xdotool("key", key or "space")
        else:
            self._step_to(number - focus, len(view.buttons))
            self._hand("ok")
        time.sleep(SEEN_S)

    def _step_to(self, number: int, buttons: int) -> None:
        """With the hand from button to button: the shorter way round."""
        forward = number % buttons
        way, steps = ("down", forward) if forward <= buttons / 2 else ("up", buttons - forward)
        for _step in range(steps):
            self._hand(way)

    def _hand(self, answer: str) -> None:
        self._camera.do(f"hand {HANDS[answer]}")
        time.sleep(HELD_S)
        self._camera.do("standing")
        time.sleep(LOWERED_S)

    def _key_at_click(self, progress: Any, key: str) -> None:
        """Click the hint of a key as it stands on a picture of the workout."""
        from coach.screen.renderer import Renderer, canvas_size

        size = canvas_size(None, self._size())
        drawer = Renderer(size, True)
        drawer.update(None, progress, None, False)
        spots = [(x, y) for y in range(4, size[1], 8) for x in range(4, size[0], 8) if drawer.key_at(x, y) == key]
        assert spots, f"the key {key} stands nowhere to be clicked"
        lowest = [spot for spot in spots if spot[1] > spots[-1][1] - size[1] // 12]  # the hint below, not a circle
        at = lowest[0][0] + (lowest[-1][0] - lowest[0][0]) // 2, lowest[0][1] + (lowest[-1][1] - lowest[0][1]) // 2
        self._click(*at)

    # ------------------------------------------------------------ the way

    def _from_the_icon(self) -> None:
        subprocess.run(["gtk-launch", "posture-coach"], check=True, stdout=subprocess.DEVNULL)
        self._until("the home window is there", self._window, 60.0)
        time.sleep(3.0)
        self._shot("welcome")

    def _welcome(self) -> None:
        if self._means == "hand":
            time.sleep(4.0)  # until the camera is open and the circles stand
            self._shot("welcome-by-hand")
            self._hand("start")
        else:
            self._press("page-welcome", 1, "Return")
        wanted = f"hands: {str(self._means == 'hand').lower()}"
        self._until(f"the answer is kept ({wanted})", lambda: wanted in self._settings())
        time.sleep(4.0 if self._means == "hand" else SEEN_S)
        self._shot("today")

    def _settings(self) -> str:
        from coach.cli.folders import coach_home

        return (coach_home() / "settings.yaml").read_text()

    def _desk_break(self) -> None:
        from coach.cli.folders import coach_home
        from coach.cli.front_facts import FrontFacts
        from coach.cli.safety import screen
        from coach.workout.program import dosed

        self._press("page-today", 0)
        time.sleep(3.0)
        self._shot("safety")
        if self._means == "mouse":
            self._key_at_click(screen(), "space")
        elif self._means == "keys":
            self._xdotool("key", "space")
        else:
            self._hand("start")
        self._until("the safety text was read", (coach_home() / "safety-acknowledged").exists)
        facts = FrontFacts()
        entries = [dosed(entry, facts.pause.cards).exercise for entry in facts.pause.program.entries]
        for number, exercise in enumerate(entries, 1):
            self._exercise(number, exercise)
        self._camera.do("standing")
        self._until("all sets are in the history", lambda: self._sets() == len(entries))
        time.sleep(2 * SEEN_S)
        self._shot("summary")
        self._note(f"the history says: {', '.join(self._told())}")
        assert all(self._is_whole()), "a set was not done to its end"
        if self._means == "hand":
            self._hand("start")  # the first circle: done
        else:
            self._xdotool("key", "q") if self._means == "keys" else self._click_done()
        time.sleep(4.0)
        self._shot("today-done")

    def _exercise(self, number: int, exercise: Any) -> None:
        """To its end and through the question about pain."""
        hold_s = exercise.dose.hold_s
        self._camera.do(exercise.id, hold_s + LONGER_S if hold_s else 0.0)
        time.sleep(14.0)
        self._shot(f"exercise-{number}")
        self._until(f"{exercise.title} is done", lambda: self._sets() >= number, SET_S)
        time.sleep(SEEN_S)
        self._no_pain(number)

    def _told(self) -> list[str]:
        """What the history has of each set: repetitions of how many, and the pain."""
        return [f"{name} {reps} of {goal}, pain {pain}" for name, reps, goal, pain in self._kept()]

    def _is_whole(self) -> list[bool]:
        return [reps == goal and pain == 0 for _name, reps, goal, pain in self._kept()]

    def _kept(self) -> list[Any]:
        return self._rows("SELECT exercise, reps, goal, pain FROM training_set ORDER BY id")

    def _answered(self) -> int:
        return self._one("SELECT count(*) FROM training_set WHERE pain IS NOT NULL")

    def _sets(self) -> int:
        return int(self._one("SELECT count(*) FROM training_set WHERE ended IS NOT NULL"))

    def _one(self, query: str) -> int:
        return int(self._rows(query)[0][0])

    def _rows(self, query: str) -> list[Any]:
        from coach.cli.folders import coach_home

        path = coach_home() / "history.db"
        if not path.exists():
            return [(0,)]
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as history:
            return history.execute(query).fetchall()

    def _no_pain(self, number: int) -> None:
        if number == 1:
            self._shot("pain")
        if self._means == "hand":
            self._camera.do("standing")
            time.sleep(LOWERED_S)
            self._hand("ok")  # no pain stands where "press" stands
        elif self._means == "keys":
            self._xdotool("key", "0")
        else:
            self._key_at_click(_pain(), "0")
        self._until("no pain is kept", lambda: self._answered() >= self._sets(), 20.0)

    def _click_done(self) -> None:
        from coach.workout.prompts import choices
        from coach.workout.stage import Stage

        offered = choices(Stage.SUMMARY, judged=True, doubtful=False, waited=False)
        self._key_at_click(_asking(Stage.SUMMARY, offered, "Well done: all 5 exercises."), "q")

    def _watch(self) -> None:
        from coach.home.home_page import NAMES, HomePage

        view, _places = self._places("page-today")
        rail = next(i for i, button in enumerate(view.buttons) if button.what == HomePage.WATCH)
        self._press("page-today", rail, str(list(NAMES).index(HomePage.WATCH) + 1))
        self._shot("watch-off")
        self._press("page-watch", 0)
        self._until("the watch is on", lambda: self._status().get("state") not in (None, "paused"))
        time.sleep(3.0)
        self._shot("watch-on")
        self._until("the tray has it", lambda: "StatusNotifierItem" in self._in_the_tray())
        self._shot("in-the-tray")
        self._press("page-watch", 0)
        self._until("the watch is paused", lambda: self._status().get("state") == "paused")
        time.sleep(2.0)
        self._shot("watch-paused")
        self._press("page-watch", 0)
        self._until("the watch goes on", lambda: self._status().get("state") not in (None, "paused"))
        time.sleep(2.0)
        if self._means == "keys":
            self._xdotool("key", "Down")
        self._press("page-watch", 1)
        self._until("the watch is off", lambda: not self._status())
        time.sleep(2.0)
        self._shot("watch-ended")

    def _own_exercise(self) -> None:
        """A name that already exists, a showing, the report, a few more as proof, and yes."""
        from coach.cli.folders import coach_home
        from coach.cli.teaching import Step
        from coach.home.home_page import NAMES, HomePage

        view, _places = self._places("page-watch")
        rail = next(i for i, button in enumerate(view.buttons) if button.what == HomePage.EXERCISES)
        self._press("page-watch", rail, str(list(NAMES).index(HomePage.EXERCISES) + 1), focus=1)
        view, places = self._places("page-exercises")
        new = next(i for i, button in enumerate(view.buttons) if button.what == HomePage.NEW)
        if self._means == "keys":
            for key in _way(places, new):
                self._xdotool("key", key)
                time.sleep(0.3)
        self._press("page-exercises", new)
        name = NAMED
        if self._means == "keys":
            name = TYPED
            self._xdotool("type", "--delay", "120", name.replace("-", " "))
            time.sleep(SEEN_S)
        self._shot("new-exercise")
        self._press("page-new", 0, "Return")
        self._until_step(Step.STAND)
        self._does_it(Step.SHOW, SHOWN_S, "shown")
        self._until_step(Step.REPORT)
        self._shot("report")
        self._answer(Step.REPORT, "space", "start")
        self._does_it(Step.PROVE, PROOF_S, "proof")
        self._until_step(Step.ASK)
        self._shot("was-that-right")
        self._answer(Step.ASK, "space", "ok")
        file = coach_home() / "exercises" / f"{name}.yaml"
        self._until("the exercise is kept", file.exists)
        self._until_step(Step.KEPT)
        self._shot("kept")
        self._answer(Step.KEPT, "space", "ok")
        time.sleep(2 * SEEN_S)
        self._shot("among-the-exercises")

    def _does_it(self, step: Any, seconds: float, picture: str) -> None:
        """The movement, for so long, once that step is reached; then stand as before."""
        self._until_step(step)
        self._camera.do(OWN)
        time.sleep(seconds)
        self._shot(picture)
        self._camera.do("standing")

    def _until_step(self, step: Any) -> None:
        """Until the answers of that step of the teaching stand at the foot of the window."""
        self._until(f"the window is at: {step}", lambda: self._stands(_taught(step)), LEARN_S)

    def _answer(self, step: Any, key: str, by_hand: str) -> None:
        """The first answer of a step, or the one that the hand reaches there."""
        if self._means == "mouse":
            self._key_at_click(_taught(step), key)
        elif self._means == "keys":
            self._xdotool("key", key)
        else:
            time.sleep(LOWERED_S)
            self._hand(by_hand)

    def _stands(self, progress: Any) -> bool:
        """Whether the line of keys in the window is that of this progress."""
        from coach.screen.draw.layout import layout
        from coach.screen.renderer import Renderer, canvas_size

        size = canvas_size(None, self._size())
        place = layout(size, progress, False)["keys"]
        wanted = place.of(Renderer(size, True).update(None, progress, None, False)).astype(int)
        path = self._folder / f"{self._means}-now.png"
        subprocess.run(["import", "-window", self._window(), str(path)], check=False, capture_output=True)
        seen = cv2.imread(str(path))
        path.unlink(missing_ok=True)
        if seen is None or (there := place.of(seen)).shape != wanted.shape:
            return False
        return bool(abs(there.astype(int) - wanted).mean() < ALIKE)

    def _status(self) -> dict[str, Any]:
        from coach.cli.folders import watch_folder
        from coach.desktop import single_instance

        return single_instance.status(watch_folder()) or {}

    def _in_the_tray(self) -> str:
        told = subprocess.run(
            ["busctl", "--user", f"--address={os.environ['DBUS_SESSION_BUS_ADDRESS']}", "get-property",
             "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher",
             "RegisteredStatusNotifierItems"], capture_output=True, text=True, check=False,
        )  # fmt: skip
        return (told.stdout or told.stderr).strip()

    def _leave(self) -> None:
        for _page in range(5):  # the exercises, the watch, today, and two that may not have been seen
            if not self._window():
                break
            view, places = self._places("page-exercises")
            if self._means == "mouse":
                self._click(*places.buttons[len(view.buttons) - 1][1].centre)
            elif self._means == "keys":
                self._xdotool("key", "q")
            else:
                self._hand("quit")
            time.sleep(2.0)
        self._until("the window is closed", lambda: not self._window())


def _way(places: Any, number: int) -> list[str]:
    """The arrow keys from the first button to that one."""
    from coach.screen.draw.home_layout import beside

    ways: dict[int, list[str]] = {0: []}
    for at in (reached := [0]):
        for key, name in (("up", "Up"), ("down", "Down"), ("earlier", "Left"), ("later", "Right")):
            if (there := beside(places, at, key)) not in ways:
                ways[there] = [*ways[at], name]
                reached.append(there)
    assert number in ways, "no arrow key leads there"
    return ways[number]


def _taught(step: Any) -> Any:
    """A step of the teaching as the window has it."""
    from dataclasses import replace

    from coach.cli.teaching import OFFERED, STAGES
    from coach.wording.catalogue import _

    return _asking(STAGES[step], tuple(replace(one, label=_(one.label)) for one in OFFERED[step]), "I")


def _pain() -> Any:
    from coach.workout.pain import PainQuestion
    from coach.workout.stage import Stage

    question = PainQuestion()
    return _asking(Stage.PAIN, question.choices(), *question.said())


def _asking(stage: Any, choices: Any, say: str, *lines: str) -> Any:
    """A question of the workout as the window has it."""
    from coach.body.landmarks import empty_frame
    from coach.counting.progress import SetProgress
    from coach.workout.workout_progress import WorkoutProgress

    inner = SetProgress(t_s=0.0, title="", frame=empty_frame(0.0, (640, 480)))
    return WorkoutProgress(set=inner, title="Shoulder rolls", stage=stage, say=say, lines=lines, choices=choices)


if __name__ == "__main__":
    raise SystemExit(main())
