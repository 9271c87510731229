"""`coach model`: where the pose model is, and how it gets there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.error_lines import say
from coach.cli.signals import interrupts

if TYPE_CHECKING:
    from coach.capture.model.store import Model


def show_model(wheel: Path | None, *, as_json: bool) -> None:
    """Print path, checksum and origin. Raises ModelError when there is none and none can be had."""
    model = obtained(None, wheel)
    if as_json:
        print(json.dumps({"path": str(model.path), "sha256": model.sha256, "origin": model.origin, "size": model.size}))
        return
    print(f"path    {model.path}\nsha256  {model.sha256}\norigin  {model.origin}\nsize    {model.size / 1e6:.1f} MB")


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
        task = bar.add_task("the pose model", total=None)
        if not console.is_terminal and wheel is None:
            say("Fetching the pose model, once, from your Python package index.")

        def tell(done: int, total: int | None, what: str) -> None:
            bar.tasks[task].total = total  # update() takes None for unchanged, not for unknown
            bar.update(task, completed=done, description=what)

        model = obtain(explicit, wheel, tell)
    if model.note:
        say(model.note)
    return model
