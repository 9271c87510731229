"""`coach watch`: watches somebody at work, and takes commands from another terminal."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import fields
from typing import Annotated

import typer

from coach.bounded_file import expanded
from coach.cli import options
from coach.cli.camera_password import without_password
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import watch_folder
from coach.cli.options import duration_s
from coach.cli.signals import interrupts
from coach.cli.wanted import WatchWanted, Word
from coach.wording.catalogue import _

ABOUT_A_WATCH = {field.name for field in fields(Word)}  # these options are told to a watch and do not start one
STOP_S = 10.0  # a camera that is just being opened can take seven seconds to release


def watch(
    context: typer.Context,
    source: options.SourceOption = None,
    calibrate: Annotated[
        float | None,
        typer.Option(
            parser=options.number(1, 120),
            metavar="SECONDS",
            help="Calibrate for this long first, even if the coach already knows how you sit upright.",
        ),
    ] = None,
    remind_after: Annotated[
        float,
        typer.Option(
            parser=options.number(5, 3600), metavar="SECONDS", help="Remind you after this long in a bad posture."
        ),
    ] = 30,
    still: Annotated[
        float | None,
        typer.Option(
            parser=options.number(0, options.DAY_MIN),
            metavar="MINUTES",
            help="Remind you after this long without moving; 0 = never.",
        ),
    ] = None,
    pause_every: Annotated[
        float | None,
        typer.Option(
            "--break",
            parser=options.number(0, options.DAY_MIN),
            metavar="MINUTES",
            help="Remind you to take a break this often; 0 = never.",
        ),
    ] = None,
    peek: Annotated[
        float | None,
        typer.Option(
            parser=options.number(5, 600),
            metavar="SECONDS",
            help="Keep the camera off and look for a moment only this often.",
        ),
    ] = None,
    sound: Annotated[bool, typer.Option("--sound", help="Play a sound with each reminder.")] = False,
    dim: Annotated[bool, typer.Option("--dim", help="Dim the screen after a reminder until you sit up.")] = False,
    as_json: options.JsonOption = False,
    headless: options.HeadlessOption = False,
    model: options.ModelOption = None,
    mute: options.MuteOption = False,
    status: Annotated[bool, typer.Option("--status", help="Show what the running watch sees now.")] = False,
    pause: Annotated[
        str | None,
        typer.Option(
            metavar="DURATION", help="Pause the running watch and turn the camera off for this long: 30m, 1h."
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="End the pause of the running watch.")] = False,
    quiet: Annotated[
        str | None,
        typer.Option(metavar="DURATION", help="Keep watching, but give no reminders for this long: 30m, 1h."),
    ] = None,
    recalibrate: Annotated[
        bool, typer.Option("--recalibrate", help="Let the running watch learn again how you sit upright.")
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End the running watch.")] = False,
    install_autostart: Annotated[
        bool, typer.Option("--install-autostart", help="Start the watch whenever you log in.")
    ] = False,
    remove_autostart: Annotated[
        bool, typer.Option("--remove-autostart", help="Stop starting the watch when you log in.")
    ] = False,
) -> None:
    """Watch you while you work, and remind you when you slouch."""
    word = Word(
        status=status, stop=stop, recalibrate=recalibrate, resume=resume, pause=pause, quiet=quiet,
        install_autostart=install_autostart, remove_autostart=remove_autostart,
    )  # fmt: skip
    if word:
        say_to_watch(word, as_json=as_json, given=given_options(context))
        return
    from coach.cli.settings import camera_for

    run_watch(
        WatchWanted(
            source=camera_for(source, headless=headless), calibrate_s=calibrate, remind_after_s=remind_after,
            still_min=still, break_min=pause_every, peek_s=peek, sound=sound, dim=dim, as_json=as_json,
            headless=headless, model=model, mute=mute,
        )
    )  # fmt: skip


def run_watch(wanted: WatchWanted) -> None:
    """Watch until the source ends, or Ctrl-C. Raises what `error_lines.explain` can tell."""
    from coach.cli.working_day import WorkingDay

    with interrupts.noted(), ExitStack() as stack:
        WorkingDay(wanted, stack).run()
    interrupts.check()


def say_to_watch(word: Word, *, as_json: bool, given: Sequence[str] = ()) -> None:
    """Status, pause, stop, and autostart with the options that were given. Raises CommandError when no watch runs."""
    if word.status:
        _status(as_json=as_json)
    else:
        print(tell_watch(word, given))


def tell_watch(word: Word, given: Sequence[str] = ()) -> str:
    """Pause, stop, autostart with the options that were given, and the others. Returns what came of it, in words.
    Raises CommandError when no watch runs."""
    from coach.desktop import single_instance

    folder = watch_folder()
    if word.install_autostart or word.remove_autostart:
        return _autostart(given, install=word.install_autostart)
    for command in _commands(word):
        if not single_instance.send(folder, command):
            raise CommandError(USAGE, _("No watch is running. Start one with `coach watch`."))
    if word.stop and not single_instance.wait_for_end(folder, STOP_S):
        raise CommandError(1, _("The watch was told to stop and has not done so yet. See `coach watch --status`."))
    return _answer(word, time.time())


def _answer(word: Word, now_s: float) -> str:
    """What the command did, as a line for the person who gave it."""
    from coach.cli.status_line import at

    if word.stop:
        return _("The watch has ended.")
    if word.recalibrate:
        return _("Sit upright and look at the screen until the watch thanks you.")
    if word.pause is not None:
        until = at(now_s + duration_s(word.pause))
        return _("Paused until {time}: the camera is off. `coach watch --resume` ends it earlier.", time=until)
    if word.quiet is not None:
        return _("Silent until {time}; it goes on watching.", time=at(now_s + duration_s(word.quiet)))
    return _("The watch goes on.")


def _commands(word: Word) -> list[str]:
    found = ["stop"] if word.stop else []
    found += ["recalibrate"] if word.recalibrate else []
    found += ["resume"] if word.resume else []
    for name, value in (("pause", word.pause), ("quiet", word.quiet)):
        if value is not None:
            found.append(f"{name} {duration_s(value):g}s")
    return found


def _status(*, as_json: bool) -> None:
    from coach.cli.status_line import line
    from coach.desktop import single_instance

    facts = single_instance.status(watch_folder())
    if as_json:
        print(json.dumps(facts or {"state": None}))
    else:
        print(line(facts, time.time()) if facts else _("No watch is running."))


def _autostart(given: Sequence[str], *, install: bool) -> str:
    from coach.desktop import autostart

    if not install:
        gone = autostart.remove()
        return _("{path} is removed.", path=gone) if gone else _("There was no autostart entry.")
    entry = autostart.install(given)
    said = _("{entry}\nThe watch starts at every login. --remove-autostart undoes it.", entry=entry)
    with_options = _("It starts with these options: {options}", options=shlex.join(given))
    return f"{said}\n{with_options}" if given else said


def given_options(context: typer.Context) -> list[str]:
    """The options of this command line that belong to the watch itself, as they hold in any other folder."""
    words: list[str] = []
    for parameter in context.command.params:
        name, value = str(parameter.name), context.params.get(str(parameter.name))
        origin = context.get_parameter_source(name)
        if origin is None or origin.name != "COMMANDLINE" or name in ABOUT_A_WATCH:
            continue
        words.append(max(parameter.opts, key=len))
        if not isinstance(value, bool):
            words.append(_kept_value(name, value))
    return words


def _kept_value(name: str, value: object) -> str:
    """A file by its full path, an address without its password, a camera by its name, a number as it was meant."""
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    if name == "source":
        text = _kept_source(text)
    return str(expanded(text).absolute()) if name in ("source", "model") and expanded(text).exists() else text


def _kept_source(text: str) -> str:
    from coach.capture import camera_list

    found = camera_list.number_of(text, camera_list.cameras())
    return without_password(text) if found is None else found.source
