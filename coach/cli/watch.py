"""`coach watch`: sits beside somebody who works; and the words to it from another terminal."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from coach.cli.durations import seconds
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.safety import home
from coach.cli.signals import interrupts
from coach.cli.status_line import at, line

STOP_S = 10.0


@dataclass(frozen=True)
class WatchWanted:
    """What was asked for on the command line; None = the default of where it runs."""

    source: str = "0"
    calibrate: float | None = None
    as_json: bool = False
    headless: bool = False
    model: Path | None = None
    after: float = 30.0
    still: float | None = None
    rest: float | None = None
    sound: bool = False
    dim: bool = False
    peek: float | None = None
    mute: bool = False


@dataclass(frozen=True)
class Word:
    """What is to be said to the running watch, instead of starting one."""

    status: bool = False
    stop: bool = False
    recalibrate: bool = False
    resume: bool = False
    pause: str | None = None
    quiet: str | None = None
    install_autostart: bool = False
    remove_autostart: bool = False

    def __bool__(self) -> bool:
        return self != Word()


def watch_folder() -> Path:
    """Where the lock, the status and the commands of the running watch are."""
    return home() / "watch"


def run_watch(wanted: WatchWanted) -> None:
    """Watch until the source ends, or Ctrl-C. Raises what `failures.explain` can tell."""
    from coach.cli.working_day import WorkingDay

    with interrupts.noted(), ExitStack() as stack:
        WorkingDay(wanted, stack).run()
    interrupts.check()


def say_to_watch(word: Word, *, as_json: bool) -> None:
    """Status, pause, stop and autostart. Raises CommandError when no watch runs."""
    from coach.desktop import single_instance

    folder = watch_folder()
    if word.install_autostart or word.remove_autostart:
        _autostart(install=word.install_autostart)
        return
    if word.status:
        _status(as_json=as_json)
        return
    for command in _commands(word):
        if not single_instance.send(folder, command):
            raise CommandError(USAGE, "No watch is running. Start one with `coach watch`.")
    if word.stop and not single_instance.wait_for_end(folder, STOP_S):
        raise CommandError(1, "The watch was told to stop and has not done so yet. See `coach watch --status`.")
    print(_answer(word, time.time()))


def _answer(word: Word, now_s: float) -> str:
    """What the commands do, for who gave them."""
    if word.stop:
        return "The watch has ended."
    if word.recalibrate:
        return "Sit upright and look at the screen until the watch thanks you."
    if word.pause is not None:
        until = at(now_s + seconds(word.pause))
        return f"Paused until {until}: the camera is off. `coach watch --resume` ends it earlier."
    if word.quiet is not None:
        return f"Silent until {at(now_s + seconds(word.quiet))}; it goes on watching."
    return "The watch goes on."


def _commands(word: Word) -> list[str]:
    found = ["stop"] if word.stop else []
    found += ["recalibrate"] if word.recalibrate else []
    found += ["resume"] if word.resume else []
    for name, value in (("pause", word.pause), ("quiet", word.quiet)):
        if value is not None:
            found.append(f"{name} {seconds(value):g}s")
    return found


def _status(*, as_json: bool) -> None:
    from coach.desktop import single_instance

    facts = single_instance.status(watch_folder())
    if as_json:
        print(json.dumps(facts or {"state": None}))
    else:
        print(line(facts, time.time()) if facts else "No watch is running.")


def _autostart(*, install: bool) -> None:
    from coach.desktop import autostart

    if install:
        print(
            f"{autostart.install(autostart.command())}\nThe watch starts at every login. --remove-autostart undoes it."
        )
        return
    path = autostart.remove()
    print(f"{path} is removed." if path else "There was no autostart entry.")
