"""`coach watch` from outside: over recordings, and a whole day turned by hand."""

from __future__ import annotations

import json
import os
import pty
import shlex
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cranked import item
from forked import forked_coach
from paths import ROOT
from sitters import SITTING, Sitter, frame, sitting
from small_disk import fill, make_room, small_disk
from trays import Host

from coach.body.landmarks import PoseFrame
from coach.capture import camera_list
from coach.capture.all_day_camera import AllDayCamera
from coach.capture.camera_list import ListedCamera
from coach.capture.recording import Recorder
from coach.cli.drill import drills
from coach.cli.environment import Environment
from coach.cli.folders import watch_folder
from coach.cli.options import duration_s
from coach.cli.signals import Signals, interrupts
from coach.cli.status_line import line
from coach.cli.wanted import WatchWanted
from coach.cli.watch import _kept_value
from coach.cli.working_day import WorkingDay
from coach.desk.reminders import SUGGESTS
from coach.desktop import single_instance
from coach.desktop.notifier import Nowhere
from coach.desktop.status_item import StatusItem
from coach.desktop.tray import NoTray, Tray
from coach.desktop.tray_face import Look, TrayFace
from coach.errors import SourceLostError
from coach.events import Rep, Summary
from coach.records.diary import Diary
from coach.records.history import History
from coach.terminal.keyboard import Keys
from coach.wording.durations import in_short
from coach.workout.log import SetDone

SLOUCH = SITTING["slouch"]
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "COACH_HOME")
T0 = 1_772_442_000.0


def coach(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"COACH_HOME": str(home)}
    return forked_coach(env, "watch", *words)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Two minutes: upright, a slouch of 50 s, upright, away, upright; 10 pictures a second."""
    path = tmp_path / "desk.npz"
    recorder = Recorder(path)
    for f in sitting([(Sitter(), 20), (SLOUCH, 50), (Sitter(), 20), (None, 15), (Sitter(), 15)], fps=10):
        recorder.add(f)
    recorder.save()
    return path


# ---------------------------------------------------------------- over recordings


def test_the_events_of_a_recording(recording: Path, tmp_path: Path) -> None:
    done = coach("--calibrate", "5", "--source", str(recording), "--headless", "--json", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert {frozenset(r) for r in rows if r["type"] == "posture"} == {frozenset({"type", "t_s", "state", "score"})}
    assert [r["state"] for r in rows if r["type"] == "posture"] == [
        "upright",
        "slouch",
        "upright",
        "away",
        "unknown",
        "upright",
    ]
    (reminder,) = [r for r in rows if r["type"] == "reminder"]
    assert set(reminder) == {"type", "t_s", "reason", "after_s", "suggests"}
    assert (reminder["reason"], reminder["suggests"]) == ("slouch", "scapular-squeezes")
    assert reminder["after_s"] == pytest.approx(30, abs=1)
    assert 50 < reminder["t_s"] < 60
    assert not (tmp_path / "home").exists(), "headless leaves nothing behind"


def test_the_same_recording_gives_the_same_events(recording: Path, tmp_path: Path) -> None:
    first, second = (
        coach("--source", str(recording), "--headless", "--json", home=tmp_path / "h").stdout for _ in "12"
    )
    assert first == second != ""


def test_without_json_a_summary(recording: Path, tmp_path: Path) -> None:
    done = coach("--source", str(recording), "--headless", home=tmp_path / "home")
    assert done.stdout.startswith("Watched 114 s: ")
    assert "slouching 4" in done.stdout
    assert done.stdout.endswith("1 reminder.\n")


def test_no_camera_is_told(tmp_path: Path) -> None:
    done = coach("--source", str(tmp_path / "nothing.npz"), home=tmp_path / "home")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_nobody_to_talk_to(tmp_path: Path) -> None:
    assert coach("--status", home=tmp_path).stdout == "No watch is running.\n"
    assert json.loads(coach("--status", "--json", home=tmp_path).stdout) == {"state": None}
    done = coach("--stop", home=tmp_path)
    assert (done.returncode, done.stderr) == (2, "No watch is running. Start one with `coach watch`.\n")
    done = coach("--pause", "soon", home=tmp_path)
    assert done.returncode == 2
    assert "is not a duration" in done.stderr


def test_autostart_there_and_back_with_every_option(tmp_path: Path) -> None:
    film = tmp_path / "a film.mp4"
    film.touch()
    env = os.environ | {name: str(tmp_path / "home") for name in FOLDERS}
    given = ["--peek", "30", "--source", film.name, "--dim", "--break", "45", "--remind-after", "12.5"]
    env["PYTHONPATH"] = str(ROOT)
    done = forked_coach(env, "watch", *given, "--install-autostart", folder=tmp_path)
    path = Path(done.stdout.splitlines()[0])
    assert path.is_relative_to(tmp_path / "home")
    script = (tmp_path / "home" / "posture-coach" / "start-watch").read_text()
    kept = ["--source", str(film), "--remind-after", "12.5", "--break", "45", "--peek", "30", "--dim"]
    assert shlex.join(["-m", "coach", "watch", *kept]) in script
    assert f"export COACH_HOME={tmp_path}/home\n" in script
    assert forked_coach(env, "watch", "--remove-autostart").returncode == 0
    assert not path.exists()
    assert not list((tmp_path / "home").rglob("start-watch"))


def test_autostart_keeps_a_camera_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_list, "cameras", lambda: [ListedCamera(1, "HD Webcam", "usb-7"), ListedCamera(2, "")])
    assert _kept_value("source", "1") == _kept_value("source", "/dev/video1") == "camera:HD Webcam @ usb-7"
    assert [_kept_value("source", text) for text in ("2", "3")] == ["2", "3"]


def test_no_password_is_kept_in_the_autostart(tmp_path: Path) -> None:
    env = os.environ | {name: str(tmp_path) for name in FOLDERS}
    words = ["--source", "rtsp://me:secret@camera.local/video", "--install-autostart"]
    assert forked_coach(env, "watch", *words).returncode == 0
    script = (tmp_path / "posture-coach" / "start-watch").read_text()
    assert "rtsp://me:***@camera.local/video" in script
    assert "secret" not in script


# ---------------------------------------------------------------- a day turned by hand


class Turned(Nowhere):
    """Notifications that are kept, and answered by the test."""

    def __init__(self) -> None:
        super().__init__("")
        self.shown: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.guided: list[str] = []
        self.up: str | None = None
        self.answer: str | None = None
        self.fails = ""

    @property
    def reason(self) -> str | None:
        return self.fails or None

    def show(self, title: str, text: str, buttons: Any = (), *, sound: bool = False) -> None:
        self.up = title
        if not buttons:
            self.guided.append(title)
            return
        self.shown.append((title, tuple(said for said, _ in buttons)))
        self.texts.append(text)

    def pressed(self) -> str | None:
        answer, self.answer = self.answer, None
        return answer

    def clear(self) -> None:
        self.up = None


class Shown(NoTray):
    """A tray that somebody sees and the test clicks in."""

    def __init__(self) -> None:
        super().__init__("")
        self.faces: list[TrayFace] = []
        self.clicks: list[str] = []

    @property
    def reason(self) -> str | None:
        return None

    def show(self, face: TrayFace) -> None:
        self.faces += [face] if self.faces[-1:] != [face] else []

    def chosen(self) -> list[str]:
        clicks, self.clicks = self.clicks, []
        return clicks


class Day:
    """A day of the real wiring whose camera, body finder, clock and desktop are turned by hand.

    `plan`: what the camera sees, second by second; `at`: what somebody does at a second.
    """

    def __init__(
        self, plan: list[tuple[Any, float]], at: dict[float, Callable[[Day], None]] | None = None, **wanted: Any
    ) -> None:
        self.t_s, self.slept_s, self.judged, self.opened = 0.0, 0.0, 0, 0
        self.is_open = False
        self.light_s = 0.0
        self.plan, self.at = plan, dict(at or {})
        self.notifier = Turned()
        self.tray: Tray = Shown()
        self.drills: list[str] = []
        self.breaks = 0
        self.chimes: list[float] = []
        self.disturbed = False
        self.typing: bool | None = None
        self.wanted = WatchWanted(source="0", **wanted)
        self.ends_s = sum(s for _, s in plan)

    def run(self) -> None:
        with ExitStack() as stack:
            world = Environment(
                source=self._eye,
                landmarker=lambda model: self,
                notifier=lambda: self.notifier,
                disturbed=lambda: self.disturbed,
                typing=lambda: self.typing,
                tray=lambda: self.tray,
                drill=self._drill,
                rest=self._rest,
                chime=lambda: self.chimes.append(self.t_s),
                wall=self._wall,
            )
            WorkingDay(self.wanted, stack, world).run()

    # the camera

    name, live, size, fps = "camera 0", True, (640, 480), 4.0

    def _eye(self, text: str, peek_s: float | None) -> AllDayCamera:
        self.eye = AllDayCamera(self._open, peek_s, clock=lambda: self.t_s, wall=self._wall, wait=self._wait)
        return self.eye

    def _open(self) -> Any:
        if self._now() == "taken":
            raise SourceLostError("camera 0 is busy")
        self.opened += 1
        self.is_open = True
        return self

    def __iter__(self) -> Iterator[tuple[Any, float]]:
        while self.is_open:
            self._wait(0.25)
            now = self._now()
            if now == "taken":
                raise SourceLostError("camera 0 stopped giving pictures")
            moving = round(4 * self.t_s) if now is not None else 0  # an empty room stands still
            image = np.random.default_rng(moving).integers(0, 255, (48, 64, 3)).astype(np.uint8)
            yield None if now == "stalled" else image, self.t_s

    def close(self) -> None:
        self.is_open = False

    def __enter__(self) -> Day:
        return self

    def __exit__(self, *_: object) -> None:
        """Both the landmarker and the source."""

    def frame(self, image: Any, t_s: float) -> PoseFrame:
        self.judged += 1
        now = self._now()
        return frame(t_s, now, noise=0.7)

    # the world

    def _now(self) -> Any:
        t_s = self.t_s
        for what, length in self.plan:
            t_s -= length
            if t_s < 0:
                return what
        return self.plan[-1][0]

    def _wait(self, s: float) -> None:
        self.light_s += s if self.is_open else 0.0
        self.t_s += s
        for when in [w for w in sorted(self.at) if w <= self.t_s]:
            self.at.pop(when)(self)
        if self.t_s >= self.ends_s:
            single_instance.send(watch_folder(), "stop")

    def _wall(self) -> float:
        return T0 + self.t_s + self.slept_s

    def _rest(self, source: str, model: Path | None, diary: Diary, *, mute: bool) -> None:
        assert not self.is_open, "the camera is free for the break"
        self.breaks += 1

    def _drill(self, name: str, source: str, model: Path | None, diary: Diary, *, mute: bool) -> None:
        self.drills.append(name)
        rep = Rep(
            t_s=3.0, start_s=1.0, peak_s=2.0, end_s=3.0, side="both", direction=None, range=1.0, held_s=0.0, count=1
        )
        summary = Summary(t_s=9.0, reps=1, partials=0, hold_s=0.0, by_side={}, cues={}, seen=1.0)
        diary.begin_drill()
        diary.note([SetDone(item(name), 1, (rep, summary))], [])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def answering(said: str) -> Callable[[Day], None]:
    def answer(day: Day) -> None:
        day.notifier.answer = said

    return answer


def saying(command: str) -> Callable[[Day], None]:
    return lambda day: None if single_instance.send(watch_folder(), command) else pytest.fail("no watch runs")


def test_a_slouch_is_reminded_with_its_drill_and_taken_away_when_they_sit_up() -> None:
    up: list[str | None] = []
    day = Day([(Sitter(), 60), (SLOUCH, 60), (Sitter(), 30)], {115: lambda d: up.append(d.notifier.up)})
    day.run()
    assert day.notifier.shown == [("You are slouching", ("drill", "fine", "snooze", "more"))]
    assert day.notifier.texts[0].startswith("For 30 seconds: your ")
    assert up == ["You are slouching"]
    assert day.notifier.up is None


def test_a_reminder_waits_while_they_type_and_comes_at_the_pause() -> None:
    when: list[float] = []

    def types(day: Day) -> None:
        day.typing = True

    def pauses(day: Day) -> None:
        when.append(len(day.notifier.shown))
        day.typing = False

    said = lambda day: when.append(len(day.notifier.shown))  # noqa: E731
    day = Day([(Sitter(), 60), (SLOUCH, 80)], {0.2: types, 105: pauses, 110: said})
    day.typing = False
    day.run()
    assert when == [0, 1]


def test_the_day_closes_with_two_true_sentences(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Day([(Sitter(), 120), (SLOUCH, 60), (Sitter(), 60)]).run()
    with History(home / "history.db") as kept:
        shares = {share.state: share.seconds for share in kept.postures()}
        (reminder,) = kept.reminders()
    there_s = sum(shares[state] for state in shares if state not in ("away", "unknown"))
    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"I saw you at the desk for {in_short(there_s)}, and {in_short(shares['upright'])} of that you sat upright.",
        "I reminded you 1 time, and after 1 of them you moved.",
    ]
    assert reminder[3] == "sat-up"


def test_a_sleep_was_a_break() -> None:
    def sleep(day: Day) -> None:
        day.slept_s += 3600

    day = Day([(Sitter(), 500)], {250: sleep}, break_min=5.0, still_min=0.0)
    day.run()
    assert day.notifier.shown == []


def test_a_reminder_that_reaches_nobody_chimes_and_the_status_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    said: list[Any] = []

    def look(day: Day) -> None:
        said.append(single_instance.status(watch_folder()))

    def fail(day: Day) -> None:
        day.notifier.fails = "the notification service does not answer"

    day = Day([(Sitter(), 60), (SLOUCH, 60)], {70: fail, 118: look})
    day.run()
    assert len(day.notifier.shown) == len(day.chimes) == 1
    assert "no notifications: the notification service does not answer" in line(said[0], T0)
    assert capsys.readouterr().err.count("No notifications: the notification service does not answer.") == 1


def test_a_reminder_that_comes_through_makes_no_sound() -> None:
    day = Day([(Sitter(), 60), (SLOUCH, 60)])
    day.run()
    assert (len(day.notifier.shown), day.chimes) == (1, [])


def test_the_minutes_are_kept_and_no_picture(home: Path) -> None:
    Day([(Sitter(), 305), (SLOUCH, 65), (None, 60), (Sitter(), 30)]).run()
    with History(home / "history.db") as kept:
        by_state: dict[str, float] = {}
        for share in kept.postures():
            by_state[share.state] = by_state.get(share.state, 0.0) + share.seconds
        assert by_state["upright"] == pytest.approx(330, abs=12)
        assert by_state["slouch"] == pytest.approx(65, abs=8)
        assert by_state["away"] == pytest.approx(60, abs=8)
        assert [(reason, answer) for _, reason, _, answer in kept.reminders()] == [("slouch", "sat-up")]
    assert {p.name for p in home.rglob("*") if p.is_file()} == {"history.db", "desk-profiles.json", "lock"}


@pytest.fixture
def signals() -> Iterator[Signals]:
    """Signals taken as in the command, and afterwards as before."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    hook = sys.unraisablehook
    interrupts.install()
    interrupts._terminals = []  # those of whoever runs the tests stay open
    yield interrupts
    sys.unraisablehook = hook
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)
    interrupts.__init__()  # type: ignore[misc]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_watch_that_is_ended_from_outside_loses_no_second(home: Path, signals: Signals, name: str) -> None:
    def end(day: Day) -> None:
        os.kill(os.getpid(), getattr(signal, name))

    with signals.noted():
        Day([(Sitter(), 100)], {57: end}).run()
    with History(home / "history.db") as kept:
        assert sum(share.seconds for share in kept.postures()) == pytest.approx(57 - 5, abs=1.5)


@pytest.mark.parametrize("later", [False, True])
def test_a_day_goes_on_with_a_history_that_fails(home: Path, capsys: pytest.CaptureFixture[str], later: bool) -> None:
    """From the morning on, or from noon, when a migration of a later version is found in it."""
    spoilt = "0005-something-later"

    def spoil(day: Day) -> None:
        with sqlite3.connect(home / "history.db") as db:
            db.execute("DROP TABLE reminder" if later else "CREATE TABLE migration (name TEXT)")
            db.execute("INSERT INTO migration VALUES (?)", (spoilt,))

    if not later:
        home.mkdir()
        spoil(None)  # type: ignore[arg-type]
    day = Day(
        [(Sitter(), 60), (SLOUCH, 60), (Sitter(), 40)],
        {30: spoil if later else lambda d: None, 115: answering("drill")},
    )
    day.run()
    assert day.notifier.shown[0][0] == "You are slouching"
    assert day.drills == ["scapular-squeezes"]
    told = capsys.readouterr().err.splitlines()
    assert len([row for row in told if "I keep what happens in memory" in row]) == 1 + later


def test_a_disk_that_is_full_for_an_hour_loses_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    at = {20: lambda d: fill(home), 115: answering("drill"), 140: lambda d: make_room(home)}
    with small_disk(home):
        day = Day([(Sitter(), 60), (SLOUCH, 60), (Sitter(), 40)], at)
        day.run()
        told = capsys.readouterr().err
        assert told.count("history.db cannot be written: the disk is full.\nMake room on the disk.") == 1
        with History(home / "history.db") as kept:
            assert [row["exercise"] for row in kept.sets()] == day.drills == ["scapular-squeezes"]
            assert [answer for *_, answer in kept.reminders()] == ["drill"]
            seconds = {state: s for day in kept.postures_by_day().values() for state, s in day.items()}
    assert seconds["upright"] > 80
    assert seconds["slouch"] == pytest.approx(60, abs=8)


def test_the_profile_is_found_again_and_needs_no_calibration(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Day([(Sitter(), 20)]).run()
    day = Day([(Sitter(), 10), (SLOUCH, 50), (Sitter(), 10)], as_json=True)
    day.run()
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines() if row.startswith("{")]
    assert "ready" not in [r["type"] for r in rows]
    assert [r["type"] for r in rows if r["type"] == "reminder"] == ["reminder"]
    assert len(json.loads((home / "desk-profiles.json").read_text())) == 1


def test_a_profile_that_does_not_fit_is_asked_about_and_one_click_recalibrates(home: Path) -> None:
    Day([(Sitter(), 20)]).run()
    elsewhere = Sitter(moved=(0.0, -0.12, -0.25))
    slouching = Sitter(slouch=1.0, moved=elsewhere.moved)
    day = Day([(elsewhere, 60), (slouching, 60), (elsewhere, 10)], {30: answering("recalibrate")})
    day.run()
    titles = [title for title, _ in day.notifier.shown]
    assert titles == ["Is this still you, at the same place?", "You are slouching"]
    profiles = json.loads((home / "desk-profiles.json").read_text())
    assert sorted(p["place"] for p in profiles) == [1, 2]


def test_without_a_terminal_notifications_lead_through_a_calibration() -> None:
    day = Day([(Sitter(), 30)], {15: saying("recalibrate")})
    day.run()
    assert day.notifier.guided == 2 * ["Sit upright and look at the screen", "Thank you"]


def test_a_pause_in_a_calibration_leaves_nothing_standing() -> None:
    standing: list[str | None] = []
    day = Day(
        [(Sitter(), 60)],
        {3: saying("pause"), 10: lambda d: standing.append(d.notifier.up), 30: saying("resume")},
    )
    day.run()
    assert standing == [None]
    assert day.notifier.guided == [*2 * ["Sit upright and look at the screen"], "Thank you"]


def test_recalibrating_where_it_fits_replaces_the_profile(home: Path) -> None:
    Day([(Sitter(), 40)], {20: saying("recalibrate")}).run()
    assert [p["place"] for p in json.loads((home / "desk-profiles.json").read_text())] == [1]


def test_an_accepted_drill_is_done_counted_and_the_baseline_checked_after(home: Path) -> None:
    seen: list[Any] = []
    day = Day(
        [(Sitter(), 30), (SLOUCH, 60), (Sitter(), 40)],
        {75: answering("drill"), 78: lambda d: seen.append(single_instance.status(watch_folder()))},
    )
    day.run()
    assert day.drills == ["scapular-squeezes"]
    assert day.opened == 2, "the drill has the camera to itself"
    assert seen[0]["phase"] == "checking"
    with History(home / "history.db") as kept:
        (row,) = kept.sets()
        assert (row["exercise"], row["reps"], row["workout"]) == ("scapular-squeezes", 1, None)
        assert kept.reminders()[0][3] == "drill"


@pytest.mark.parametrize(
    ("sitter", "title", "drill"),
    [("forward_head", "Your head is far forward", "chin-tucks"), ("slouch", "You are slouching", "scapular-squeezes")],
)
def test_each_posture_offers_the_drill_that_answers_it(sitter: str, title: str, drill: str) -> None:
    day = Day([(Sitter(), 30), (SITTING[sitter], 50), (Sitter(), 20)], {75: answering("drill")})
    day.run()
    assert day.notifier.shown == [(title, ("drill", "fine", "snooze", "more"))]
    assert day.drills == [drill]


def test_sitting_still_offers_shoulder_rolls() -> None:
    day = Day([(Sitter(), 200)], {150: answering("drill")}, still_min=2.0, break_min=0.0)
    day.run()
    assert day.notifier.shown == [("Time to move", ("drill", "snooze", "more"))]
    assert day.drills == ["shoulder-rolls"]


def test_every_drill_that_is_suggested_is_in_the_library() -> None:
    assert set(SUGGESTS.values()) <= drills().keys()


def pressing(key: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[Day], None]:
    def press(day: Day) -> None:
        left = [key]
        monkeypatch.setattr(Keys, "pressed", lambda self: [left.pop()] if left else [])

    return press


def test_a_drill_is_accepted_by_key_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up: list[str | None] = []
    day = Day(
        [(Sitter(), 30), (SLOUCH, 60), (Sitter(), 20)],
        {75: pressing("e", monkeypatch), 76: lambda d: up.append(d.notifier.up)},
    )
    day.run()
    assert day.drills == ["scapular-squeezes"]
    assert up == [None], "the notification is answered, so it goes away"
    with History(home / "history.db") as kept:
        assert [answer for _, _, _, answer in kept.reminders()] == ["drill"]


def test_the_key_of_a_drill_does_nothing_without_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = Day([(Sitter(), 40)], {20: pressing("e", monkeypatch)})
    day.run()
    assert (day.drills, day.opened) == ([], 1)


def test_that_was_fine_is_remembered(home: Path) -> None:
    Day([(Sitter(), 30), (SLOUCH, 50), (Sitter(), 10)], {75: answering("fine")}).run()
    (profile,) = json.loads((home / "desk-profiles.json").read_text())
    assert profile["baseline"]["widened"]


def test_snoozed_is_not_skipped() -> None:
    day = Day([(Sitter(), 30), (SLOUCH, 1100)], {70: answering("snooze")})
    day.run()
    assert len(day.notifier.shown) == 2


@pytest.mark.parametrize("how", ["quiet", "desktop"])
def test_nothing_is_said_in_a_call(how: str) -> None:
    def begin(day: Day) -> None:
        day.disturbed = True

    day = Day([(Sitter(), 30), (SLOUCH, 200)], {20: saying("quiet 1h") if how == "quiet" else begin})
    day.run()
    assert day.notifier.shown == []


def test_the_status_says_until_when_it_is_snoozed() -> None:
    seen: list[Any] = []
    look = {25: lambda d: seen.append(single_instance.status(watch_folder())), 20: saying("snooze 60s")}
    Day([(Sitter(), 100)], {**look, 95: lambda d: seen.append(single_instance.status(watch_folder()))}).run()
    assert seen[0]["snoozed_until"] == pytest.approx(T0 + 80, abs=2)
    assert seen[1]["snoozed_until"] is None


@pytest.mark.parametrize("word", ["pause 9999999h", "pause soon", "snooze \x00", "quiet 1e999", "dance", "pause -1m"])
def test_a_command_that_means_nothing_changes_nothing(word: str) -> None:
    day = Day([(Sitter(), 20)], {9: lambda day: single_instance.send(watch_folder(), word) or None})
    day.run()
    assert day.t_s >= 20
    assert day.is_open is False
    assert day.light_s > 18


def test_paused_means_the_camera_is_off_and_it_comes_back_by_itself() -> None:
    states: list[tuple[bool, Any]] = []

    def look(day: Day) -> None:
        states.append((day.is_open, (single_instance.status(watch_folder()) or {})["state"]))

    day = Day([(Sitter(), 300)], {30: saying("pause 60s"), 60: look, 120: look})
    day.run()
    assert states == [(False, "paused"), (True, "upright")]
    assert day.light_s == pytest.approx(240, abs=5)


def test_peeking_keeps_the_light_mostly_off_and_still_reminds() -> None:
    day = Day([(Sitter(), 120), (SLOUCH, 300), (Sitter(), 60)], peek_s=20.0)
    day.run()
    assert day.light_s < 0.3 * day.ends_s
    assert [title for title, _ in day.notifier.shown][:1] == ["You are slouching"]


def test_peeks_wait_for_a_calibration(capsys: pytest.CaptureFixture[str]) -> None:
    """Or it would be made of what two peeks happen to show."""
    made: list[bool] = []
    fidgets = [(Sitter(slouch=float(k % 2)), 1) for k in range(8)]
    day = Day([*fidgets, (Sitter(), 60)], {7.9: lambda d: made.append(d.is_open)}, peek_s=20.0, as_json=True)
    day.run()
    ready = [json.loads(row)["t_s"] for row in capsys.readouterr().out.splitlines() if '"ready"' in row]
    assert made == [True]
    assert 8 < ready[0] < 16


def test_a_camera_that_was_taken_is_never_good_and_comes_back() -> None:
    states: list[Any] = []
    day = Day(
        [(Sitter(), 30), ("taken", 60), (Sitter(), 60)],
        {
            80: lambda d: states.append(single_instance.status(watch_folder())),
            145: lambda d: states.append(single_instance.status(watch_folder())),
        },
    )
    day.run()
    assert [s["state"] for s in states] == ["unknown", "upright"]
    assert "camera 0" in states[0]["says"]


def test_a_camera_that_stalls_is_never_good() -> None:
    states: list[Any] = []
    day = Day(
        [(Sitter(), 30), ("stalled", 30), (Sitter(), 10)],
        {40: lambda d: states.append(single_instance.status(watch_folder()))},
    )
    day.run()
    assert states[0]["state"] == "unknown"
    assert "can't see" in states[0]["says"]


def test_after_a_sleep_the_camera_is_opened_anew_and_the_baseline_checked(home: Path) -> None:
    seen: list[Any] = []

    def sleep(day: Day) -> None:
        day.slept_s += 3600

    look = lambda d: seen.append(single_instance.status(watch_folder()))  # noqa: E731
    day = Day([(Sitter(), 60)], {30: sleep, 31: look, 40: look})
    day.run()
    assert day.opened == 2
    assert [(s["phase"], s["state"]) for s in seen] == [("checking", "unknown"), ("watching", "upright")]
    with History(home / "history.db") as kept:
        assert sum(share.seconds for share in kept.postures()) < 60, "nobody was seen while it slept"


def test_a_break_at_the_interval_that_was_chosen() -> None:
    day = Day([(Sitter(), 700)], break_min=5.0, still_min=0.0)
    day.run()
    assert [title for title, _ in day.notifier.shown] == ["Time for a break", "Time for a break"]


def test_an_empty_room_is_hardly_judged() -> None:
    day = Day([(Sitter(), 20), (None, 600)])
    day.run()
    assert day.judged < 60 + 0.15 * 600


# ---------------------------------------------------------------- what is said


def test_the_line_is_made_of_the_facts() -> None:
    facts = {"state": "slouch", "since": 1000.0, "says": "", "upright_s": 2700.0, "watched_s": 3600.0, "quiet": True,
             "camera": True}  # fmt: skip
    assert line(facts, 1072.0) == "slouching for 72 s · 75 % upright of 1 h 00 min · silent · camera on"
    paused = {**facts, "state": "paused", "since": None, "paused_until": 1200.0, "camera": False}
    assert line(paused, 1072.0).startswith("paused: the camera is off · on again at ")
    calibrating = {**facts, "state": "unknown", "phase": "calibrating", "says": "Sit upright"}
    assert line(calibrating, 1072.0).startswith("calibrating · Sit upright · ")
    assert "no reminders until" in line({**facts, "snoozed_until": 1200.0, "camera": None}, 1072.0)
    assert "does not answer" in line({**facts, "fresh": False, "pid": 7}, 1072.0)


def test_the_line_has_room_in_eighty_columns_and_keeps_what_matters_most() -> None:
    facts = {"state": "slouch", "since": 1000.0, "says": "your head has dropped, your chin is down",
             "upright_s": 2700.0, "watched_s": 3600.0, "quiet": True, "camera": True, "snoozed_until": 1200.0,
             "unheard": "the notification service does not answer"}  # fmt: skip
    assert line(facts, 1072.0) == ("slouching for 72 s · no notifications: the notification service does not answer")
    heard = {name: fact for name, fact in facts.items() if name != "unheard"}
    assert line(heard, 1072.0) == "slouching for 72 s · your head has dropped, your chin is down · silent"
    names = [name for name in facts if name not in ("state", "since")]
    every = [
        {name: fact for name, fact in facts.items() if name not in names or number >> names.index(name) & 1}
        for number in range(2 ** len(names))
    ]
    assert max(len(line(some, 1072.0)) for some in every) < 80
    assert line({"state": "x" * 90}, 0.0) == "x" * 78 + "…"
    assert len(line({"fresh": False, "pid": 4194304}, 0.0)) < 80


@pytest.mark.parametrize(
    ("text", "s"), [("30m", 1800), ("1h", 3600), ("1h30m", 5400), ("90s", 90), ("5", 300), ("1.5h", 5400)]
)
def test_durations(text: str, s: float) -> None:
    assert duration_s(text) == s


def test_keys_of_a_real_terminal() -> None:
    """One key at a time without Enter, and the terminal as before afterwards."""
    program = (
        "from coach.terminal.keyboard import Keys\n"
        "with Keys() as keys:\n"
        "    print('ready', flush=True)\n"
        "    got = []\n"
        "    while len(got) < 2: got += keys.pressed()\n"
        "    print('got', got, flush=True)\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", program])
    said = b""
    while b"ready" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, b"Cq")
    while b"]" not in said:
        said += os.read(terminal, 1024)
    os.waitpid(child, 0)
    os.close(terminal)
    assert b"got ['c', 'q']" in said


# ---------------------------------------------------------------- the tray, and the same with buttons


def clicking(command: str) -> Callable[[Day], None]:
    return lambda day: day.tray.clicks.append(command)  # type: ignore[attr-defined]


def disturbing(day: Day) -> None:
    day.disturbed = True


def test_the_icon_follows_the_state() -> None:
    day = Day(
        [(Sitter(), 60), (SLOUCH, 40), (Sitter(), 120), (None, 60)],
        {110: saying("quiet 10s"), 150: saying("pause 20s")},
    )
    day.run()
    faces = day.tray.faces  # type: ignore[attr-defined]
    looks = [look for k, look in enumerate(f.look for f in faces) if k == 0 or look != faces[k - 1].look]
    wanted = [Look.UNSEEN, Look.UPRIGHT, Look.BAD, Look.UPRIGHT, Look.QUIET, Look.UPRIGHT, Look.PAUSED]
    assert looks[: len(wanted)] == wanted
    assert looks[-1] == Look.UNSEEN
    paused = next(face for face in faces if face.look == Look.PAUSED)
    assert paused.text.startswith("paused: the camera is off, on again at ")
    assert [entry.command for entry in paused.entries] == ["resume", "quiet 1h", "break", "today", "", "stop"]


def test_the_menu_pauses_and_goes_on() -> None:
    lit: list[bool] = []

    def look(day: Day) -> None:
        lit.append(day.is_open)

    day = Day([(Sitter(), 120)], {60: clicking("pause 30m"), 70: look, 80: clicking("resume"), 90: look})
    day.run()
    assert lit == [False, True]


def test_the_menu_keeps_quiet_for_an_hour() -> None:
    day = Day([(Sitter(), 60), (SLOUCH, 60)], {40: clicking("quiet 1h")})
    day.run()
    assert day.notifier.shown == []


def test_in_a_call_the_menu_still_offers_an_hour_without_reminders() -> None:
    """What the desktop silences ends with the call; the menu is for what the person wants."""
    day = Day([(Sitter(), 60), (SLOUCH, 60)], {50: disturbing})
    day.run()
    last = day.tray.faces[-1]  # type: ignore[attr-defined]
    assert last.look == Look.QUIET
    assert last.entries[1].command == "quiet 1h"


def test_the_menu_takes_a_break_tells_the_day_and_ends_it() -> None:
    day = Day([(Sitter(), 300)], {60: clicking("break"), 100: clicking("today"), 120: clicking("stop")})
    day.run()
    assert day.breaks == 1
    assert day.notifier.guided[-1] == "Today"
    assert 120 <= day.t_s < 125


def test_without_a_tray_the_buttons_of_notifications_offer_the_same() -> None:
    """Three at a time, because GNOME shows no more; the last leads to the next."""
    day = Day([(Sitter(), 100)], {40: answering("more"), 50: answering("more"), 60: answering("pause 30m")})
    day.tray = NoTray("no program on this desktop shows a tray")
    day.run()
    assert day.notifier.shown == [
        ("The watch is on", ("pause 30m", "quiet 1h", "more")),
        ("What shall the watch do?", ("break", "today", "more")),
        ("What shall the watch do?", ("stop", "more")),
    ]
    assert day.light_s == pytest.approx(60, abs=2), "the last press paused it"


def test_more_on_a_reminder_leads_to_the_menu() -> None:
    day = Day([(Sitter(), 60), (SLOUCH, 120)], {100: answering("more"), 110: answering("stop")})
    day.run()
    assert [buttons for _, buttons in day.notifier.shown] == [
        ("drill", "fine", "snooze", "more"),
        ("pause 30m", "quiet 1h", "more"),
    ]
    assert day.t_s < 115
    with History(watch_folder().parent / "history.db") as kept:
        assert [answer for *_, answer in kept.reminders()] == [None], "that was no answer to the reminder"


def test_the_tray_of_a_real_session_bus_pauses_the_watch(bus: str) -> None:
    host, lit = Host(), []
    day = Day([(Sitter(), 200)])
    day.tray = StatusItem()
    host.told("registered")

    def click(words: str) -> Callable[[Day], None]:
        def now(day: Day) -> None:
            host.do(f"click {words}")
            host.told("clicked")

        return now

    day.at = {
        60: click("Pause for 30 minutes"), 70: lambda d: lit.append(d.is_open),
        80: click("Go on watching"), 90: lambda d: lit.append(d.is_open), 100: click("End the watch"),
    }  # fmt: skip
    day.run()
    host.close()
    assert lit == [False, True]
    assert day.t_s < 105
