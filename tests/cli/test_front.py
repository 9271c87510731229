"""`coach` alone: as text where nobody can look, otherwise a window from which a workout is begun and come back from."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
import yaml
from bodies import Arm, Stick, frame, reaching
from forked import forked_coach
from home_made import PAUSE
from joined import save
from paths import ROOT
from shipped import LIBRARY

from coach.body.landmarks import PoseFrame
from coach.body.visibility import Watcher
from coach.capture.source import Image
from coach.cli import do, front, front_facts, front_lesson, front_watch, report, watch
from coach.cli.error_lines import CommandError
from coach.cli.front_camera import ANSWERS, FrontCamera
from coach.cli.front_deeds import FrontDeeds
from coach.cli.front_facts import FrontFacts
from coach.cli.front_pages import view_of
from coach.cli.wanted import Wanted, Word
from coach.counting.progress import Choice, Reply
from coach.gestures.hands import Hands
from coach.home.button import Button
from coach.home.camera_state import CameraState
from coach.home.home_page import NAMES, HomePage, Spot
from coach.home.home_view import HomeView
from coach.home.today_page import TodayFacts, today_page
from coach.home.watch_page import GO_ON, OFF, ON, PAUSED_30, WatchFacts
from coach.screen import display
from coach.screen import window as windows
from coach.screen.draw.home_layout import home_layout
from coach.wording.catalogue import _
from coach.workout.workout_progress import WorkoutProgress


class Glass:
    """Stands where the window would: each turn takes the next of what somebody presses, and in the end closes it. What
    begins with a quotation mark is typed."""

    presses: list[object]
    shown: int
    size = (1280, 720)

    def __init__(self) -> None:
        self.closed = self.typing = False
        self._typed = ""
        self._clicked: tuple[int, int] | None = None
        Glass.shown = 0

    def __enter__(self) -> Glass:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed = True

    def show(self, image: Image) -> str | None:
        Glass.shown += 1
        return self._next()

    def wait(self, seconds: float) -> str | None:
        return self._next()

    def click(self) -> tuple[int, int] | None:
        clicked, self._clicked = self._clicked, None
        return clicked

    def typed(self) -> str:
        typed, self._typed = self._typed, ""
        return typed

    def toggle_full_screen(self) -> None:
        return None

    def _next(self) -> str | None:
        if not Glass.presses:
            self.closed = True
            return "quit"
        press = Glass.presses.pop(0)
        if callable(press):
            press = press()
        if isinstance(press, tuple):
            self._clicked = press
            return None
        assert press is None or isinstance(press, str)
        if press is not None and press.startswith("'"):
            assert self.typing
            self._typed = press[1:]
            return None
        return press


@pytest.fixture
def began(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str]]:
    """A window without a display and a home of its own. Returns the workouts that are begun, with their sources."""
    found: list[tuple[str, str]] = []

    def run_exercise(wanted: Wanted, window: object) -> None:
        assert isinstance(window, Glass)
        found.append((wanted.exercise, wanted.source))

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "safety-acknowledged").touch()
    monkeypatch.setattr(windows, "Window", Glass)
    monkeypatch.setattr(display, "why_no_display", lambda: None)
    monkeypatch.setattr(do, "run_exercise", run_exercise)
    return found


def opened(*presses: object, source: str | None = None) -> None:
    """The home window, in which somebody presses these one after the other and then closes it."""
    Glass.presses = list(presses)
    front.front(source, window=True)


@pytest.fixture
def views(monkeypatch: pytest.MonkeyPatch) -> list[HomeView]:
    """The pages as they are painted."""
    found: list[HomeView] = []
    from coach.screen.home_renderer import HomeRenderer

    update = HomeRenderer.update

    def noted(self: HomeRenderer, view: HomeView, *others: object, **named: object) -> Image:
        found.append(view)
        return update(self, view, *others, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(HomeRenderer, "update", noted)
    return found


def test_the_space_bar_begins_the_break_and_home_comes_back(began: list[tuple[str, str]]) -> None:
    opened("space", None, "space", None, source="0")  # what is pressed while the camera is opened is let go
    assert began == [("desk-break", "0"), ("desk-break", "0")]


def test_a_click_begins_it_too(began: list[tuple[str, str]]) -> None:
    opened(None, (700, 300))
    assert began == [("desk-break", "0")]


def test_the_camera_of_the_settings_is_used(began: list[tuple[str, str]], tmp_path: Path) -> None:
    (tmp_path / "home" / "settings.yaml").write_text("camera: 2\n")
    opened("space")
    assert began == [("desk-break", "2")]


def test_every_page_is_reached_by_its_number_and_left_by_the_same_key(
    began: list[tuple[str, str]], views: list[HomeView]
) -> None:
    for number, page in enumerate(NAMES, 1):
        views.clear()
        opened(str(number), None, "quit", None, None)
        shown = [view.page for view in views]
        assert page in shown
        assert shown[-1] == HomePage.TODAY
    assert began == []


def test_an_exercise_is_looked_at_and_tried(began: list[tuple[str, str]]) -> None:
    opened("3", None, "space", None, "space", "quit")
    assert began == [("butterfly-elbows", "0")]


def test_what_fails_is_told_in_the_window(
    began: list[tuple[str, str]], views: list[HomeView], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(wanted: Wanted, window: object) -> None:
        raise CommandError(3, "there is no camera")

    monkeypatch.setattr(do, "run_exercise", fails)
    opened("space", None, "down", None)
    notices = [view.notice for view in views]
    assert "there is no camera" in notices
    assert notices[-1] == "there is no camera"  # an arrow only looks around
    opened("space", None, "2", None)
    assert views[-1].notice == ""


def test_nothing_is_painted_while_nothing_changes(began: list[tuple[str, str]]) -> None:
    opened(*[None] * 200)
    assert Glass.shown <= 3  # the page, its picture once that is there


def test_closing_the_window_in_a_workout_closes_home(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closes(wanted: Wanted, window: Glass) -> None:
        window.closed = True

    monkeypatch.setattr(do, "run_exercise", closes)
    opened("space", *["space"] * 5)
    assert len(Glass.presses) == 4 - 1  # the one while the camera is opened, and the one that closes


def to_setting(name: str, views: list[HomeView]) -> Callable[[], object]:
    """A click on the row of a setting, where it is."""

    def press() -> object:
        from coach.screen.draw.home_layout import home_layout

        places = home_layout(Glass.size, views[-1], False)
        x, y = next(place.centre for button, place in places.buttons if button.what.startswith(f"{name}="))
        return round(x), round(y)

    return press


def test_a_press_changes_a_setting_for_good(
    began: list[tuple[str, str]], views: list[HomeView], tmp_path: Path
) -> None:
    opened("6", None, to_setting("voice", views), None, to_setting("mirror", views), None)
    kept = yaml.safe_load((tmp_path / "home" / "settings.yaml").read_text())
    assert kept == {"voice": "talkative", "mirror": False}
    assert any(button.value == _("talkative") for button in views[-1].rows)


def test_the_watch_is_started_and_told(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, views: list[HomeView]
) -> None:
    started: list[str | None] = []
    told: list[Word] = []

    class Begun:
        def __init__(self, source: str | None) -> None:
            started.append(source)

        def why_ended(self) -> str | None:
            return None

    def tell(word: Word) -> str:
        told.append(word)
        return ""

    monkeypatch.setattr(front_watch, "StartedWatch", Begun)
    monkeypatch.setattr(watch, "tell_watch", tell)
    opened("4", None, "space", None, source="rec.npz")
    assert started == ["rec.npz"]
    assert views[-1].notice == "The watch is starting."
    opened("4", None, "down", "space", None)
    assert told == [Word(install_autostart=True)]


def test_a_watch_that_cannot_begin_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    begun = front_watch.StartedWatch(str(tmp_path / "nothing.npz"))
    begun._process.wait(60)
    why = begun.why_ended()
    assert why is not None
    assert "nothing.npz" in why


def test_the_report_is_opened(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, views: list[HomeView]
) -> None:
    from lived import did

    from coach.cli.folders import coach_home
    from coach.records.clock import now
    from coach.records.history import History

    with History(coach_home() / "history.db") as history:
        did(history, now().date())
    written: list[bool] = []
    monkeypatch.setattr(report, "write_report", lambda out, weeks, open_it: written.append(open_it))
    opened("5", None, "space", None)
    assert written == [True]
    assert "report" in views[-1].notice


HANGING = Stick(left=Arm(8, 8), right=Arm(8, 8))


def somebody(path: Path, *answers: tuple[str, float]) -> str:
    """A recording of somebody who holds a hand on these circles of the home window, each for so many seconds; "" lets
    both arms hang."""
    hands, watcher = Hands(), Watcher()
    for n in range(20):
        offered, _chosen = hands.update(watcher.update(frame(n / 15, HANGING)), ANSWERS)
    at = {choice.id: choice.at for choice in offered}
    moves: list[Stick] = []
    for word, seconds in answers:
        there, stick = at.get(word), HANGING
        if there is not None:
            side = "left" if there[0] > HANGING.at[0] else "right"
            stick = replace(HANGING, **{side: reaching(HANGING, side, there)})  # type: ignore[arg-type]
        moves += [stick] * round(seconds * 15)
    return str(save(path, [replace(frame(0.0, one), t_s=n / 15) for n, one in enumerate(moves)]))


def with_hands(home: Path) -> None:
    (home / "settings.yaml").write_text("hands: true\n")


def test_a_raised_hand_begins_what_is_due(began: list[tuple[str, str]], tmp_path: Path) -> None:
    with_hands(tmp_path / "home")
    seen = somebody(tmp_path / "hand.npz", ("", 1.0), (Reply.OK, 2.2), ("", 9.0))

    def waits() -> str | None:
        time.sleep(0.02)
        return "quit" if began else None

    opened(*[waits] * 1000, source=seen)
    assert began[0] == ("desk-break", seen)


class Reaching(FrontCamera):
    """A camera that sees somebody who answers by hand alone: first one lets both arms hang, then holds a hand on the
    circle of the next word. The time is the frames' own, so nobody waits."""

    words_to_say: list[str]

    def _frames(self, stack: ExitStack) -> Iterator[tuple[None, PoseFrame]]:
        since_s = t_s = 0.0
        waiting = len(Reaching.words_to_say)
        while True:
            if len(Reaching.words_to_say) != waiting:
                waiting, since_s = len(Reaching.words_to_say), t_s
            shown = self._newest[1]
            wanted = Reaching.words_to_say[0] if Reaching.words_to_say else ""
            at = next((one.at for one in (shown.choices if shown else ()) if one.id == wanted), None)
            since_s = t_s if at is None else since_s  # a hand that is there before its circle does not count
            stick = HANGING
            if at is not None and t_s - since_s > 1.0 and self._answers.empty():
                side = "left" if at[0] > HANGING.at[0] else "right"
                stick = replace(HANGING, **{side: reaching(HANGING, side, at)})  # type: ignore[arg-type]
            yield None, replace(frame(t_s, stick), t_s=t_s)
            t_s += 1 / 15
            time.sleep(0.004)

    def _answered(self, *seen: Any) -> WorkoutProgress:
        before = self._answers.qsize()
        found = super()._answered(*seen)
        if self._answers.qsize() > before:
            Reaching.words_to_say.pop(0)
        return found


def test_with_the_hand_alone_the_watch_is_begun_paused_resumed_ended_and_a_break_taken(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, views: list[HomeView]
) -> None:
    with_hands(tmp_path / "home")
    told: list[str] = []
    state = WatchFacts()

    def tell(self: FrontDeeds, word: str) -> str:
        nonlocal state
        told.append(word)
        state = {ON: WatchFacts(on=True), PAUSED_30: WatchFacts(on=True, paused=True), GO_ON: WatchFacts(on=True),
                 OFF: WatchFacts()}[word]  # fmt: skip
        return ""

    monkeypatch.setattr(FrontDeeds, "_tell_watch", tell)
    monkeypatch.setattr(front_facts.FrontFacts, "watch", lambda self: state)
    monkeypatch.setattr(front, "FrontCamera", Reaching)
    first = today_page(TodayFacts("", (), (), (), PAUSE)).buttons
    to_watch = next(n for n, button in enumerate(first) if button.what == HomePage.WATCH)
    # To the watch: on, pause, go on; then the button below it: off; back to where one came from, up to the first
    # button, and begin.
    Reaching.words_to_say = [Reply.DOWN] * to_watch + [Reply.OK] * 4 + [Reply.DOWN, Reply.OK, Reply.QUIT]
    Reaching.words_to_say += [Reply.UP] * to_watch + [Reply.OK]

    def waits() -> str | None:
        time.sleep(0.01)
        return "quit" if began else None

    opened(*[waits] * 6000, source="rtsp://somewhere")
    assert told == [ON, PAUSED_30, GO_ON, OFF]
    assert began == [("desk-break", "rtsp://somewhere")]


def test_without_leave_the_camera_stays_off(
    began: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(front, "FrontCamera", lambda source, size, hands: looked.append(source))
    opened("3", None, "6", None, "1", None, source="0")
    assert looked == []


class Shutter:
    """Stands where the camera would; notes how it is opened and closed."""

    events: list[str]
    words, hands, state = "Camera on", False, CameraState.ON

    def __init__(self, source: str, size: tuple[int, int] | None, *, hands: bool) -> None:
        self.hands = hands
        Shutter.events.append(f"open {source} {hands}")

    def update(self, choices: object) -> tuple[None, None, None]:
        return None, None, None

    def close(self) -> None:
        Shutter.events.append("close")


def test_the_camera_is_given_back_before_a_workout_and_when_its_picture_is_left(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, views: list[HomeView]
) -> None:
    Shutter.events = []
    monkeypatch.setattr(front, "FrontCamera", Shutter)
    monkeypatch.setattr(front, "FRESH_S", 0.0)
    opened("6", None, "down", "space", None, None, "1", None, None)
    assert Shutter.events == ["open 0 False", "close"]
    assert any(view.live for view in views)


def test_with_hands_the_workout_gets_the_camera(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_hands(tmp_path / "home")
    Shutter.events = []
    monkeypatch.setattr(front, "FrontCamera", Shutter)
    monkeypatch.setattr(do, "run_exercise", lambda wanted, window: Shutter.events.append("workout"))
    opened(None, "space", None, None)
    assert Shutter.events == ["open 0 True", "close", "workout", "open 0 True", "close"]


@pytest.fixture
def new(began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The settings file of somebody new, who has begun nothing yet; the camera is noted."""
    (tmp_path / "home" / "safety-acknowledged").unlink()
    Shutter.events = []
    monkeypatch.setattr(front, "FrontCamera", Shutter)
    monkeypatch.setattr(front, "FRESH_S", 0.0)
    return tmp_path / "home" / "settings.yaml"


def test_somebody_new_is_asked_once_and_a_press_without_a_thought_leaves_the_camera_off(
    new: Path, views: list[HomeView]
) -> None:
    opened(None, "enter", None, None)
    assert views[0].page == HomePage.WELCOME
    assert views[-1].page == HomePage.TODAY
    assert "hands: false" in new.read_text()
    assert Shutter.events == ["open 0 True", "close"]
    opened(None)
    assert views[-1].page == HomePage.TODAY
    assert len(Shutter.events) == 2


def test_somebody_new_answers_by_hand_and_the_same_camera_goes_on(
    new: Path, views: list[HomeView], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str | None] = [Reply.START]
    monkeypatch.setattr(Shutter, "update", lambda self, _offered: (None, None, answers.pop() if answers else None))
    opened(None, None, None)
    assert "hands: true" in new.read_text()
    assert views[-1].page == HomePage.TODAY
    assert Shutter.events == ["open 0 True", "close"]


def test_the_camera_of_the_welcome_goes_off_after_a_minute_and_not_now_asks_again(
    new: Path, views: list[HomeView], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "WELCOME_S", 0.0)
    opened(None, "quit", None)
    assert Shutter.events == []
    assert views[-1].page == HomePage.TODAY
    assert not new.exists()
    opened(None)
    assert views[-1].page == HomePage.WELCOME


@pytest.mark.parametrize(("source", "shares"), [("0", True), ("rtsp://a/b", False), ("clip.mp4", False)])
def test_a_watch_with_the_camera_is_paused_for_a_workout(
    began: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, source: str, shares: bool
) -> None:
    told: list[Word] = []
    monkeypatch.setattr(watch, "tell_watch", lambda word: told.append(word) or "")
    monkeypatch.setattr(front_facts.FrontFacts, "watch", lambda self: WatchFacts(on=True))
    opened("space", None, source=source)
    assert began == [("desk-break", source)]
    assert told == ([Word(pause="1h"), Word(resume=True)] if shares else [])


def test_the_welcome_says_how_the_camera_truly_stands(
    new: Path, views: list[HomeView], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [CameraState.OPENING, CameraState.ON, CameraState.FAILED]
    monkeypatch.setattr(Shutter, "state", property(lambda self: states.pop(0) if len(states) > 1 else states[0]))
    opened(None, None, None, None)
    told = [view.lists[0].heading for view in views if view.page == HomePage.WELCOME]
    assert list(dict.fromkeys(told)) == [
        "The camera goes on for a minute", "The camera is on for a minute", "There is no picture",
    ]  # fmt: skip
    monkeypatch.setattr(front, "WELCOME_S", 0.0)
    opened(None)
    assert views[-1].lists[0].heading == "The camera is off"


def test_a_camera_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    camera = FrontCamera(str(tmp_path / "nothing.mp4"), None, hands=True)
    camera._thread.join(20)
    assert "nothing.mp4" in camera.words
    assert camera.state == CameraState.FAILED
    assert camera.update(ANSWERS) == (None, None, None)
    camera.close()


def test_a_plan_is_begun_shown_and_done_in_the_window(began: list[tuple[str, str]], views: list[HomeView]) -> None:
    to_plan = next(n for n, button in enumerate(today_buttons(views)) if button.what == HomePage.PLAN)
    opened(*[Reply.DOWN] * to_plan, "space", None, "space", None, "quit", None)
    shown = [view for view in views if view.page == HomePage.PLAN]
    assert shown[0].title == "Choose a plan"
    assert shown[-1].title != "Choose a plan"
    assert shown[-1].title == views[-1].rows[-1].note
    opened("space", None)
    assert len(began) == 1


def today_buttons(views: list[HomeView]) -> tuple[Button, ...]:
    """Those of the first page."""
    opened(None)
    return views[-1].buttons


@pytest.fixture
def lessons(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles under which an exercise is shown; each is learned and kept at once."""
    found: list[str] = []

    def learn(title: str, wanted: Wanted, window: object) -> bool:
        assert isinstance(window, Glass)
        found.append(title)
        return title != "Nothing"

    monkeypatch.setattr(front_lesson, "learn_in_window", learn)
    return found


def _button_of(page: str, what: str) -> Callable[[], tuple[int, int]]:
    """Where the button with that meaning is on a page, to be clicked."""

    def place() -> tuple[int, int]:
        view = view_of(FrontFacts(), Spot(HomePage(page)))
        found = home_layout(Glass.size, view, False).buttons
        return next(place.centre for button, place in found if button.what == what)

    return place


def test_a_new_exercise_has_a_name_typed_or_pressed(
    began: list[tuple[str, str]], lessons: list[str], views: list[HomeView]
) -> None:
    new = _button_of("page-exercises", HomePage.NEW)
    opened(
        "3", new, "'f", "'or me", "'3\b!", "enter", "3", new, "down", "enter", "up", "enter", "3", new, "quit", "quit"
    )
    assert lessons == ["For me!", "My stretch"]
    assert "For me! stands among your exercises now." in [view.notice for view in views]
    assert views[-1].page == HomePage.TODAY


def test_who_keeps_nothing_stays_on_the_page_of_the_new_exercise(
    began: list[tuple[str, str]], lessons: list[str], views: list[HomeView]
) -> None:
    opened("3", _button_of("page-exercises", HomePage.NEW), "'nothing", "enter", None)
    assert lessons == ["Nothing"]
    assert (views[-1].page, views[-1].rows[0].value) == (HomePage.NEW, "Nothing_")


def test_a_name_that_is_taken_is_told(began: list[tuple[str, str]], views: list[HomeView]) -> None:
    opened("3", _button_of("page-exercises", HomePage.NEW), "'wall slides", "enter", None)
    assert "wall-slides comes with the coach; choose another name" in views[-1].notice


def test_a_suggested_name_is_one_that_no_exercise_has(began: list[tuple[str, str]], tmp_path: Path) -> None:
    folder = tmp_path / "home" / "exercises"
    folder.mkdir()
    assert front_lesson.suggestion() == "My exercise"
    for name in ("my-exercise", "my-stretch"):
        (folder / f"{name}.yaml").touch()
    assert front_lesson.suggestion() == "My lift"
    for name in ("my-lift", "for-my-neck", "for-my-shoulders"):
        (folder / f"{name}.yaml").touch()
    assert front_lesson.suggestion() == "My exercise 2"
    assert front_lesson.suggestion("My exercise 2") == "My exercise 3"


def test_what_was_learned_stands_among_the_exercises(
    began: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = FrontFacts()
    before = [one.name for one in facts.exercises]
    own = tmp_path / "home" / "exercises"
    own.mkdir()
    text = (LIBRARY.root / "exercises" / "wall-slides.yaml").read_text()
    (own / "my-slides.yaml").write_text(text.replace("id: wall-slides", "id: my-slides"))
    facts.typed = "My slides"
    facts.learned()
    assert sorted(one.name for one in facts.exercises) == sorted([*before, "my-slides"])
    assert facts.typed is None


def test_the_safety_text_is_shown_in_the_same_window_once(
    began: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "home" / "safety-acknowledged"
    note.unlink()
    (tmp_path / "home" / "settings.yaml").write_text("hands: false\n")
    opened("space", "quit", None)
    assert began == []
    assert not note.exists()
    opened("space", "space", None)
    assert began == [("desk-break", "0")]
    assert note.exists()


def test_the_safety_text_is_answered_by_hand_where_hands_answer(
    began: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_hands(tmp_path / "home")
    (tmp_path / "home" / "safety-acknowledged").unlink()

    class Nodding(Shutter):
        def update(self, choices: tuple[Choice, ...]) -> tuple[None, None, str | None]:  # type: ignore[override]
            return None, None, Reply.START if choices[0].id == Reply.START else None

    Shutter.events = []
    monkeypatch.setattr(front, "FrontCamera", Nodding)
    opened("space", None, None)
    assert began == [("desk-break", "0")]


def test_options_of_the_window_are_for_coach_alone(tmp_path: Path) -> None:
    found = coach(tmp_path, "--text", "list")
    assert found.returncode == 2
    assert "after the command" in found.stderr


def coach(tmp_path: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    own = {name: text for name, text in os.environ.items() if name != "DISPLAY"}
    own |= {"COACH_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT), **env}
    return forked_coach(own, *words)


def test_in_a_pipe_it_is_text_and_help_stays_help(tmp_path: Path) -> None:
    found = coach(tmp_path, DISPLAY=":987")
    assert found.returncode == 0
    assert found.stderr == ""
    assert all(f"\n{name}" in f"\n{found.stdout}" for name in NAMES.values())
    assert "Wall slides" in found.stdout
    assert "`coach do desk-break`" in found.stdout
    assert "Usage: coach" in coach(tmp_path, "--help").stdout


def test_a_window_that_is_asked_for_and_cannot_be_opened_says_why(tmp_path: Path) -> None:
    found = coach(tmp_path, "--window")
    assert found.returncode != 0
    assert "DISPLAY" in found.stderr
