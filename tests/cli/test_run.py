"""The loop of a workout: what was shown, said, kept and answered, and in which order it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace

import pytest
from moments import moment, rep, staged

from coach.cli import output as module
from coach.cli.output import Output
from coach.cli.run import run
from coach.cli.wanted import Wanted
from coach.counting.progress import Choice
from coach.definitions.library import Library
from coach.errors import SourceLostError
from coach.events import Event, Rep
from coach.records.settings import Settings
from coach.workout.workout_progress import WorkoutProgress


class Pressed:
    """A view that is given the keys."""

    live = True

    def __init__(self, *keys: str | None) -> None:
        self.keys = list(keys)
        self.shown: list[WorkoutProgress] = []
        self.ended_at_once: bool | None = None
        self.ended_with: tuple[str, ...] = ()

    def show(self, image: object, progress: WorkoutProgress) -> str | None:
        self.shown.append(progress)
        return self.keys.pop(0) if self.keys else None

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        self.ended_at_once, self.ended_with = at_once, progress.lines

    def close(self) -> None:
        pass


class Listened:
    """A voice that writes down what happens to it."""

    reason = None

    def __init__(self, talk: str = "normal", numbers: str = "en", waits: int = 0) -> None:
        self.opened, self.muted, self.log, self._waits = (talk, numbers), False, [], waits  # type: ignore[var-annotated]

    def update(self, progress: WorkoutProgress) -> None:
        self.log.append(f"{progress.set.t_s:g}")

    def mute(self, on: bool) -> None:
        self.muted = on

    def finish(self, wait_s: float) -> bool:
        self.log.append("finish")
        self._waits -= 1
        return self._waits < 0

    def close(self) -> None:
        self.log.append("close")


class Played:
    """A workout that gives this progress, one a frame, and writes down the words that it is given."""

    def __init__(self, *frames: WorkoutProgress, over_at: int = 1000) -> None:
        self.frames, self.words, self.sets, self._over_at = list(frames), [], [], over_at  # type: ignore[var-annotated]

    @property
    def over(self) -> bool:
        return len(self.words) >= self._over_at

    def update(self, frame: object, word: str | None = None) -> WorkoutProgress:
        self.words.append(word)
        return self.frames[len(self.words) - 1]

    def finish(self, ended_by: str = "") -> WorkoutProgress:
        return staged("summary", 99.0, say="Well done", lines=(ended_by,) if ended_by else ())


class Written:
    """A diary that keeps the events it is shown."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def note(self, done: object, events: Iterable[Event]) -> None:
        self.events += events


class Held:
    """Hands that choose this answer in every frame."""

    def __init__(self, word: str | None) -> None:
        self.word = word

    def answer(self, progress: WorkoutProgress) -> tuple[WorkoutProgress, str | None]:
        return progress, self.word


def made(
    monkeypatch: pytest.MonkeyPatch, view: Pressed, voice: Listened | None = None, **wanted: object
) -> tuple[Output, list[tuple[str, str]]]:
    opened: list[tuple[str, str]] = []

    def opening(talk: str, numbers: str) -> Listened | None:
        opened.append((talk, numbers))
        return voice or Listened()

    monkeypatch.setattr(module, "view_for", lambda cards, size, wanted, window: view)
    monkeypatch.setattr("coach.voice.open_voice.open_voice", opening)
    one = Wanted(exercise="wall-slides", source="0", **wanted)  # type: ignore[arg-type]
    return Output([Library().card("wall-slides")], one, (640, 480), live_source=True), opened


def played(played: Played, output: Output, **others: object) -> bool:
    """The loop over as many frames as the workout has progress for; none has a picture."""
    frames = ((None, SimpleNamespace(t_s=progress.set.t_s)) for progress in played.frames)
    return run(frames, played, output, **others)  # type: ignore[arg-type]


def moments(count: int, **others: object) -> list[WorkoutProgress]:
    return [moment(float(second), **others) for second in range(1, count + 1)]


# ---------------------------------------------------------------- a frame after the other


def test_every_frame_is_kept_said_and_shown_and_then_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    view, voice, diary = Pressed(), Listened(), Written()
    output, _ = made(monkeypatch, view, voice)
    frames = [moment(1.0), moment(2.0, rep(1, 2.0)), moment(3.0, rep(2, 3.0))]
    assert played(Played(*frames), output, diary=diary) is True
    assert view.shown == frames
    assert voice.log == ["1", "2", "3", "99", "finish"]
    assert [event.count for event in diary.events if isinstance(event, Rep)] == [1, 2]


def test_a_key_is_a_word_for_the_next_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    output, _ = made(monkeypatch, Pressed("space", "n", "9", None))
    workout = Played(*moments(4, choices=(Choice("pause", "Pause", "space"),)))
    played(workout, output)
    assert workout.words == [None, "pause", "skip", None]  # a digit means something only where pain is asked for


def test_a_raised_hand_comes_before_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    output, _ = made(monkeypatch, Pressed("n", "n"))
    workout = Played(*moments(3))
    played(workout, output, gestures=Held("start"))
    assert workout.words == [None, "start", "start"]


# ---------------------------------------------------------------- how it ends


def test_who_leaves_is_asked_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    output, _ = made(monkeypatch, Pressed(None, "quit"))
    workout = Played(*moments(4))
    assert played(workout, output) is False
    assert workout.words == [None, None]


def test_it_ends_with_the_workout_or_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    for others, workout in (({}, Played(*moments(9), over_at=2)), ({"until_s": 2.5}, Played(*moments(9)))):
        output, _ = made(monkeypatch, Pressed())
        assert played(workout, output, **others) is False
        assert len(workout.words) == (2 if workout.over else 3)


def test_a_camera_that_is_lost_is_told_after_the_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> Iterator[tuple[None, SimpleNamespace]]:
        yield None, SimpleNamespace(t_s=1.0)
        raise SourceLostError("camera 0 stopped giving pictures", "Plug it in again.")

    view = Pressed()
    output, _ = made(monkeypatch, view)
    with pytest.raises(SourceLostError, match="camera 0"):
        run(lost(), Played(*moments(2)), output)  # type: ignore[arg-type]
    assert view.ended_at_once is False
    assert view.ended_with == ("camera 0 stopped giving pictures. Plug it in again.",), "as sentences"


def test_m_mutes_and_is_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for keys, muted in ((("m",), True), (("m", "m"), False)):
        voice = Listened()
        output, _ = made(monkeypatch, Pressed(*keys), voice)
        played(Played(*moments(3)), output)
        assert voice.muted is muted


@pytest.mark.parametrize(
    ("keys", "waits", "finished"),
    [((), 2, 3), (("quit",), 2, 0), ((), 10_000, 80)],
    ids=["it may finish", "who leaves does not wait", "and nobody waits for ever"],
)
def test_the_voice_may_finish(
    keys: tuple[str, ...], waits: int, finished: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice, view = Listened(waits=waits), Pressed(*keys)
    output, _ = made(monkeypatch, view, voice)
    with output:
        played(Played(moment(1.0, rep(1))), output)
    assert voice.log.count("finish") == finished
    assert voice.log[-1] == "close"
    assert view.ended_at_once is bool(keys)


@pytest.mark.parametrize(
    ("wanted", "opened"),
    [
        ({"settings": Settings(voice="quiet", numbers="de")}, [("quiet", "de")]),
        ({"settings": Settings(voice="off")}, []),
        ({"mute": True}, []),
        ({"headless": True}, []),
    ],
)
def test_the_voice_is_opened_as_the_settings_say(
    wanted: dict[str, object], opened: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(monkeypatch, Pressed(), Listened(), **wanted)[1] == opened


# ---------------------------------------------------------------- a camera without pictures


def test_why_no_picture_comes_stands_where_the_guidance_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    view, voice = Pressed(), Listened()
    output, _ = made(monkeypatch, view, voice)
    played(Played(*moments(2)), output, trouble=lambda: "camera 0 has stopped.")
    assert [(p.set.guidance, p.say) for p in view.shown] == [("camera 0 has stopped.", "camera 0 has stopped.")] * 2


def test_a_recording_which_has_no_pictures_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    view = Pressed()
    output, _ = made(monkeypatch, view)
    frames = moments(2)
    played(Played(*frames), output)
    assert view.shown == frames
