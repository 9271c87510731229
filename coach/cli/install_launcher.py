"""`coach install-launcher`: puts the coach into the menu of the desktop, and takes it out again."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.wording.catalogue import _


def install_launcher(
    remove: Annotated[bool, typer.Option("--remove", help="Take the coach out of the menu again.")] = False,
) -> None:
    """Put the coach into the menu of the desktop, with its icon."""
    from coach.desktop import launcher

    if not remove:
        print(_("{entry}\nThe coach is in the menu. --remove takes it out again.", entry=launcher.install()))
        return
    path = launcher.remove()
    print(_("{path} is removed.", path=path) if path else _("The coach was not in the menu."))
