"""`coach doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from coach.cli import options
from coach.cli.error_lines import CommandError
from coach.cli.frames import opened
from coach.cli.settings import camera_for, personal, settings_file
from coach.cli.signals import interrupts
from coach.wording.catalogue import N_, _

DESKTOP_S = 3.0  # a desktop answers within milliseconds, one that is busy starting within a second or two
LOOK_S = 0.05
NAMES = {
    "settings": N_("settings"), "camera": N_("camera"), "model": N_("model"), "display": N_("display"),
    "voice": N_("voice"), "notifications": N_("notifications"), "tray": N_("tray"), "launcher": N_("launcher"),
}  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """One thing the coach uses. `name` is a key of `NAMES`; `advice` says what to do if it does not work."""

    name: str
    works: bool
    found: str
    advice: str = ""


def doctor(
    source: options.SourceOption = None, as_json: options.JsonOption = False, model: options.ModelOption = None
) -> None:
    """Show what works on this machine, and how to fix the rest."""
    examine(source, model, as_json=as_json)


def examine(source: str | None, model: Path | None, *, as_json: bool) -> None:
    """Print a row, or a JSON object, for each thing the coach uses."""
    findings = _findings(source, model)
    if as_json:
        for finding in findings:
            print(json.dumps(asdict(finding)), flush=True)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for style in ("bold", "", ""):
        table.add_column(style=style, overflow="fold")
    for finding in findings:
        colour, sign = ("green", _("works")) if finding.works else ("yellow", _("missing"))
        table.add_row(
            _(NAMES[finding.name]),
            f"[{colour}]{sign}[/{colour}]",
            escape("\n".join(filter(None, (finding.found, finding.advice)))),
        )
    Console(highlight=False).print(table)


def _findings(source: str | None, model: Path | None) -> Iterator[Examined]:
    """What was found: first what a set needs, in this order, then what the watch and the desktop do."""
    looks: tuple[Callable[[], Examined], ...] = (
        _settings,
        lambda: _camera(source),
        lambda: _model(model),
        _display,
        _voice,
        _notifications,
        _tray,
        _launcher,
    )
    for look in looks:
        yield look()


def _settings() -> Examined:
    path = settings_file()
    try:
        personal()
    except CommandError as error:
        found, _end, advice = str(error).partition("\n")
        return Examined("settings", False, found, advice)
    return Examined("settings", True, str(path) if path.exists() else _("the defaults; you have changed nothing yet"))


def _camera(source: str | None) -> Examined:
    """The named camera, or the one in the settings; the first camera if the settings cannot be read."""
    from coach.capture.camera_look import trouble_of
    from coach.capture.source import Source
    from coach.errors import SourceError

    try:
        name = camera_for(source)
    except CommandError:
        name = "0"
    try:
        with opened(name) as camera:
            width, height = camera.size
            trouble = trouble_of(camera) if camera.live and isinstance(camera, Source) else ""
            if trouble:
                return Examined("camera", False, trouble, _("`coach list --cameras` shows what there is."))
            return Examined("camera", True, f"{camera.name}, {width} x {height}")
    except SourceError as error:
        return Examined("camera", False, error.message, error.hint)


def _model(explicit: Path | None) -> Examined:
    """The model on this machine; nothing is downloaded."""
    with interrupts.deferred():
        from coach.capture.landmarker import Landmarker
        from coach.capture.model.store import find
        from coach.cli.model import chosen
        from coach.errors import DeviceError

        try:
            model = find(chosen(explicit))
            if model is None:
                return Examined(
                    "model", False, _("not downloaded yet"), _("`coach model` downloads it; so does `coach do`.")
                )
            Landmarker(model.path).close()
            return Examined("model", True, f"{model.path} ({model.origin})")
        except DeviceError as error:
            return Examined("model", False, error.message, error.hint)


def _display() -> Examined:
    from coach.screen.display import why_no_display

    reason = why_no_display(thorough=True)
    if reason is None:
        return Examined("display", True, _("a window opens"))
    return Examined("display", False, reason, _("The coach runs in the terminal instead."))


def _voice() -> Examined:
    """A sentence is said aloud."""
    from coach.voice.open_voice import say_now, why_no_tones

    reason = say_now(_("This is how I speak."))
    if reason is None:
        return Examined("voice", True, _("a sentence was said aloud"))
    silent = why_no_tones() is not None
    hint = _("Without it the coach is silent; you can read everything it says.")
    return Examined(
        "voice", False, reason, hint if silent else _("Without it the coach beeps; you can read everything it says.")
    )


def _notifications() -> Examined:
    """One is shown and taken away again."""
    from coach.desktop.notifications import Desktop, why_no_notifications

    advice = _("Without them the watch reminds you in its terminal, with a sound.")
    if (reason := why_no_notifications()) is not None:
        return Examined("notifications", False, reason, advice)
    desktop = Desktop()
    desktop.show(_("Posture coach"), _("`coach doctor` tries whether this reaches you."))
    _soon(lambda: desktop.shown or desktop.reason is not None)
    shown, reason = desktop.shown, desktop.reason
    desktop.close()
    if shown:
        return Examined("notifications", True, _("the desktop showed one"))
    return Examined("notifications", False, reason or _("the notification service does not answer"), advice)


def _tray() -> Examined:
    """The icon is shown for a moment."""
    from coach.desktop.tray import open_tray, why_no_tray

    advice = _("The buttons of notifications do the same. GNOME shows icons with its extension AppIndicator.")
    if (reason := why_no_tray()) is not None:
        return Examined("tray", False, reason, advice)
    tray = open_tray()
    shown = _soon(lambda: tray.reason is None)
    reason = tray.reason
    tray.close()
    if shown:
        return Examined("tray", True, _("the desktop showed the icon of the watch"))
    return Examined("tray", False, reason or "", advice)


def _launcher() -> Examined:
    """Whether the menu has this coach; nothing is installed."""
    from coach.desktop import launcher

    reason = launcher.why_not()
    if reason is None:
        return Examined("launcher", True, str(launcher.entry_path()))
    return Examined("launcher", False, reason, _("`coach install-launcher` puts it there."))


def _soon(true: Callable[[], bool]) -> bool:
    """Whether it becomes true in the time that a desktop takes."""
    until_s = time.monotonic() + DESKTOP_S
    while not (found := true()) and time.monotonic() < until_s:
        time.sleep(LOOK_S)
    return found
