"""`coach doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from coach.cli.failures import CommandError
from coach.cli.interrupts import interrupts
from coach.cli.settings import camera_for, personal, settings_file


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `advice` is "" when there is nothing to do."""

    name: str
    works: bool
    found: str
    advice: str = ""


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
        sign = "[green]works[/green]" if finding.works else "[yellow]missing[/yellow]"
        table.add_row(finding.name, sign, escape("\n".join(filter(None, (finding.found, finding.advice)))))
    Console(highlight=False).print(table)


def _findings(source: str | None, model: Path | None) -> Iterator[Finding]:
    """In the order in which somebody would need them. Importing what is looked at bears no interruption."""
    looks: tuple[Callable[[], Finding], ...] = (
        _settings,
        lambda: _camera(source),
        lambda: _model(model),
        _display,
        _voice,
    )
    for look in looks:
        yield look()


def _settings() -> Finding:
    path = settings_file()
    try:
        personal()
    except CommandError as error:
        found, _, advice = str(error).partition("\n")
        return Finding("settings", False, found, advice)
    return Finding("settings", True, str(path) if path.exists() else "as they come; none of your own yet")


def _camera(source: str | None) -> Finding:
    """The one that was named, else the user's own; the first where the settings cannot be read."""
    from coach.cli.do import opened
    from coach.devices.errors import SourceError

    try:
        name = camera_for(source)
    except CommandError:
        name = "0"
    try:
        with opened(name) as camera:
            width, height = camera.size
            return Finding("camera", True, f"{camera.name}, {width} x {height}")
    except SourceError as error:
        return Finding("camera", False, error.message, error.hint)


def _model(explicit: Path | None) -> Finding:
    """The model as it is; nothing is fetched for a look."""
    with interrupts.deferred():
        from coach.devices.errors import DeviceError
        from coach.devices.landmarker import Landmarker
        from coach.devices.model import find

        try:
            model = find(explicit)
            if model is None:
                return Finding("model", False, "not fetched yet", "`coach model` fetches it; so does `coach do`.")
            Landmarker(model.path).close()
            return Finding("model", True, f"{model.path} ({model.origin})")
        except DeviceError as error:
            return Finding("model", False, error.message, error.hint)


def _display() -> Finding:
    from coach.devices.window import why_no_display

    reason = why_no_display(thorough=True)
    if reason is None:
        return Finding("display", True, "a window opens")
    return Finding("display", False, reason, "The coach shows itself in the terminal instead.")


def _voice() -> Finding:
    from coach.devices.voice import why_no_tones, why_no_voice

    reason = why_no_voice()
    if reason is None:
        return Finding("voice", True, "a speech engine is there")
    instead = "is silent" if why_no_tones() is not None else "beeps"
    return Finding("voice", False, reason, f"Without it the coach {instead}; everything it says can be read.")
