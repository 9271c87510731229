"""Where progress goes: keys come back, the voice can be muted and heard again, and it may finish what it says."""

from __future__ import annotations

import pytest
from moments import moment, rep, staged

from coach.cli import output as module
from coach.cli.do import Wanted
from coach.cli.output import Output
from coach.counting.progress import Progress
from coach.definitions.library import Library
from coach.events import Summary
from coach.records.settings import Settings


class Pressed:
    """A view that is given the keys."""

    live = True

    def __init__(self, *keys: str | None) -> None:
        self.keys = list(keys)
        self.ended_at_once: bool | None = None

    def show(self, image: object, progress: Progress) -> str | None:
        return self.keys.pop(0) if self.keys else None

    def end(self, progress: Progress, summary: Summary | None, *, at_once: bool) -> None:
        self.ended_at_once = at_once

    def close(self) -> None:
        pass


class Listened:
    """A voice that writes down what happens to it."""

    reason = None

    def __init__(self, talk: str = "normal", numbers: str = "en", waits: int = 0) -> None:
        self.opened, self.muted, self.log, self._waits = (talk, numbers), False, [], waits  # type: ignore[var-annotated]

    def update(self, progress: Progress) -> None:
        self.log.append("update")

    def mute(self, on: bool) -> None:
        self.muted = on

    def finish(self, wait_s: float) -> bool:
        self.log.append("finish")
        self._waits -= 1
        return self._waits < 0

    def close(self) -> None:
        self.log.append("close")


def made(
    monkeypatch: pytest.MonkeyPatch, view: Pressed, voice: Listened | None, **wanted: object
) -> tuple[Output, list[tuple[str, str]]]:
    opened: list[tuple[str, str]] = []

    def opening(talk: str, numbers: str) -> Listened | None:
        opened.append((talk, numbers))
        return voice

    monkeypatch.setattr(module, "view_for", lambda cards, size, wanted: view)
    monkeypatch.setattr("coach.voice.open_voice.open_voice", opening)
    one = Wanted("wall-slides", "0", **wanted)  # type: ignore[arg-type]
    return Output([Library().card("wall-slides")], one, (640, 480), live_source=True), opened


def test_m_mutes_and_is_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    voice = Listened()
    output, _ = made(monkeypatch, Pressed("m", "m"), voice)
    output.show(None, moment(1.0))
    assert voice.muted
    assert output.show(None, moment(1.1)) == "m"
    assert not voice.muted


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
        output.show(None, moment(1.0, rep(1)))
        output.end(staged("summary", 2.0, say="Well done"))
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
