"""`coach doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from coach.cli import options
from coach.cli.error_lines import CommandError
from coach.cli.frames import opened
from coach.cli.settings import camera_for, personal, settings_file
from coach.cli.signals import interrupts
from coach.wording.catalogue import N_, _

NAMES = {
    "settings": N_("settings"), "camera": N_("camera"), "model": N_("model"), "display": N_("display"),
    "voice": N_("voice"),
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
    """What was found, in the order in which a set needs it."""
    looks: tuple[Callable[[], Examined], ...] = (
        _settings,
        lambda: _camera(source),
        lambda: _model(model),
        _display,
        _voice,
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
    from coach.errors import SourceError

    try:
        name = camera_for(source)
    except CommandError:
        name = "0"
    try:
        with opened(name) as camera:
            width, height = camera.size
            return Examined("camera", True, f"{camera.name}, {width} x {height}")
    except SourceError as error:
        return Examined("camera", False, error.message, error.hint)


def _model(explicit: Path | None) -> Examined:
    """The model on this machine; nothing is downloaded."""
    with interrupts.deferred():
        from coach.capture.landmarker import Landmarker
        from coach.capture.model.store import find
        from coach.errors import DeviceError

        try:
            model = find(explicit)
            if model is None:
                return Examined(
                    "model", False, _("not downloaded yet"), _("`coach model` downloads it; so does `coach do`.")
                )
            Landmarker(model.path).close()
            return Examined("model", True, f"{model.path} ({model.origin})")
        except DeviceError as error:
            return Examined("model", False, error.message, error.hint)


def _display() -> Examined:
    from coach.screen.window import why_no_display

    reason = why_no_display(thorough=True)
    if reason is None:
        return Examined("display", True, _("a window opens"))
    return Examined("display", False, reason, _("The coach runs in the terminal instead."))


def _voice() -> Examined:
    from coach.voice.open_voice import why_no_tones, why_no_voice

    reason = why_no_voice()
    if reason is None:
        return Examined("voice", True, _("a speech engine is installed"))
    silent = why_no_tones() is not None
    hint = _("Without it the coach is silent; you can read everything it says.")
    return Examined(
        "voice", False, reason, hint if silent else _("Without it the coach beeps; you can read everything it says.")
    )
