"""The process that shows the icon on Windows and macOS, for as long as the pipe to its standard input is open."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from coach.desktop.icon import drawn
from coach.desktop.tray_face import Look, MenuEntry, TrayFace
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Callable

SIDE_PX = 64  # Windows and macOS make it smaller themselves


def main() -> None:
    """Show what comes in, say what is clicked. Ends with standard input."""
    import pystray

    icon = pystray.Icon("posture-coach", _image(Look.UNSEEN), _("Posture coach"))
    threading.Thread(target=_follow, args=(icon,), daemon=True).start()
    icon.run()


def _follow(icon: Any) -> None:
    for line in sys.stdin:
        words = json.loads(line)
        _show(
            icon, TrayFace(Look(words["look"]), words["text"], tuple(MenuEntry(**entry) for entry in words["entries"]))
        )
    icon.stop()
    os._exit(0)  # ends even while the toolkit is busy


def _show(icon: Any, face: TrayFace) -> None:
    icon.icon = _image(face.look)
    icon.title = f"{_('Posture coach')}: {face.text}" if face.text else _("Posture coach")
    icon.menu = _menu(face)
    icon.update_menu()


def _menu(face: TrayFace) -> Any:
    import pystray

    items = [pystray.MenuItem(face.text, None, enabled=False)] if face.text else []
    for entry in face.entries:
        row = pystray.MenuItem(entry.words, _saying(entry.command)) if entry.command else pystray.Menu.SEPARATOR
        items.append(row)
    return pystray.Menu(*items)


def _saying(command: str) -> Callable[[], None]:
    """pystray counts the arguments of what it calls: none."""

    def say() -> None:
        sys.stdout.write(command + "\n")
        sys.stdout.flush()

    return say


def _image(look: Look) -> Any:
    from PIL import Image

    return Image.fromarray(drawn(look, SIDE_PX), "RGBA")


if __name__ == "__main__":
    main()
