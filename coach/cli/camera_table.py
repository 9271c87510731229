"""`coach list --cameras`: the cameras by name and port, what they deliver, and whether pictures come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coach.cli.console import show_table
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.capture.camera_list import ListedCamera


def list_cameras(*, as_json: bool) -> None:
    """Look through each camera for a moment, and print a row, or a JSON object, for each."""
    with interrupts.deferred():
        from coach.capture import camera_list, opencv
        from coach.capture.camera_look import troubles

        opencv.load()
    known = camera_list.cameras()
    giving = [camera for camera in known if camera.pictures]
    wrong = {camera.number: text for camera, text in zip(giving, troubles(giving), strict=True)}
    if as_json:
        for camera in known:
            print(json.dumps(_plain(camera, wrong.get(camera.number, ""))))
        return
    if not known:
        print(_("No camera is connected. `coach demo` needs none."))
        return
    _show([_cells(camera, _state(camera, known, wrong.get(camera.number, ""))) for camera in known])
    if giving:
        example = giving[0].remembered
        print(_('\n`coach settings set camera "{camera}"` chooses one by its name.', camera=example))
    if any(not camera.name for camera in known):
        print(_("Where no name stands, the system tells none to programs like this one: choose by the number."))


def _show(rows: list[tuple[str, ...]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for style in ("bold", "", "", "dim"):
        table.add_column(style=style, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    show_table(table)


def _cells(camera: ListedCamera, state: str) -> tuple[str, str, str, str]:
    return str(camera.number), camera.name or _("camera {number}", number=camera.number), state, camera.port


def _state(camera: ListedCamera, known: list[ListedCamera], wrong: str) -> str:
    """What it delivers, in words."""
    from coach.capture.camera_list import metadata_of

    if not camera.pictures:
        about = metadata_of(camera, known)
        if about is None:
            return _("no pictures, only notes about those of another camera (metadata)")
        return _("no pictures, only notes about those of camera {number} (metadata)", number=about.number)
    return wrong or _delivers(camera)


def _delivers(camera: ListedCamera) -> str:
    """ "gives pictures, up to 1920 x 1080, 30 a second"."""
    if camera.size is None:
        return _("gives pictures")
    width, height = camera.size
    if camera.fps is None:
        return _("gives pictures, up to {width} x {height}", width=width, height=height)
    return _(
        "gives pictures, up to {width} x {height}, {fps} a second", width=width, height=height, fps=f"{camera.fps:.0f}"
    )


def _plain(camera: ListedCamera, wrong: str) -> dict[str, object]:
    return {
        "number": camera.number, "name": camera.name, "port": camera.port, "remembered": camera.remembered,
        "pictures": camera.pictures, "virtual": camera.virtual, "size": camera.size, "fps": camera.fps,
        "works": camera.pictures and not wrong, "trouble": wrong,
    }  # fmt: skip
