"""`coach model`: where the pose model is, and how it gets there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.console import show_line
from coach.cli.error_lines import CommandError
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.capture.model.store import Model


def model(
    wheel: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="Take the model from a MediaPipe wheel or npm package that you downloaded."
        ),
    ] = None,
    model: options.ModelOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Show the pose model; download it if it is missing."""
    show_model(wheel, model, as_json=as_json)


def show_model(wheel: Path | None, explicit: Path | None = None, *, as_json: bool) -> None:
    """Print path, checksum and origin. Raises ModelError when there is none and none can be had."""
    got = obtained(explicit, wheel)
    if as_json:
        print(json.dumps({"path": str(got.path), "sha256": got.sha256, "origin": got.origin, "size": got.size}))
        return
    print(
        _(
            "path    {path}\nsha256  {sha256}\norigin  {origin}\nsize    {megabytes} MB",
            path=got.path,
            sha256=got.sha256,
            origin=got.origin,
            megabytes=f"{got.size / 1000000.0:.1f}",
        )
    )


def chosen(explicit: Path | None) -> Path | None:
    """The model for a camera: the one named on the command line or by COACH_MODEL, else that of the settings. None is
    the usual one. What is wrong with the settings is told by those who need them."""
    from coach.cli.settings import personal

    if explicit is not None or os.environ.get("COACH_MODEL"):
        return explicit
    try:
        size = personal().model
    except CommandError:
        return None
    return None if size == "full" else Path(size)


def obtained(explicit: Path | None, wheel: Path | None = None) -> Model:
    """The model, fetched with a progress bar on stderr when it is not here. Raises ModelError."""
    with interrupts.deferred():
        from coach.capture.model.store import find, obtain
    if wheel is None and (found := find(explicit)) is not None:
        return found
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_("the pose model"), total=None)
        if not console.is_terminal and wheel is None:
            show_line(_("Fetching the pose model, once, from your Python package index."))

        def tell(done: int, total: int | None, what: str) -> None:
            bar.tasks[task].total = total  # update() takes None for unchanged, not for unknown
            bar.update(task, completed=done, description=what)

        fetched = obtain(explicit, wheel, tell)
    if fetched.note:
        show_line(fetched.note)
    return fetched
