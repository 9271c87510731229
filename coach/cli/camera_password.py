"""The password of a stream's address: into the keyring when the address becomes a setting, back when it is opened."""

from __future__ import annotations

import sys

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.wording.catalogue import _

_given: dict[str, str] = {}  # what was typed in this run: a camera is opened again after a pause


def without_password(text: str) -> str:
    """The address as it may stand in the settings; its password goes into the keyring, or is asked for each time.

    Raises CommandError where nobody could say what of it is the password.
    """
    from coach.capture import address
    from coach.desktop import secret_store

    if "://" not in text:
        return text
    found = address.parsed(text)
    if not found.clear:
        raise CommandError(USAGE, _("Write the special characters of the address as %40 for @, %2F for /, %3A for :."))
    if found.kept == text or address.HIDDEN in text:
        return text
    if secret_store.keep(found.kept, found.url):
        show_line(_("The password of {camera} is kept in your keyring, not in the settings.", camera=found.shown))
    else:
        show_line(
            _(
                "There is no keyring here, so the password of {camera} is not kept: you will be asked for it. "
                "`pip install keyring` may bring one.",
                camera=found.shown,
            )
        )
    return found.kept


def with_password(text: str) -> str:
    """The address that opens the camera: a hidden password is found in the keyring, or asked for in the terminal.

    Raises CommandError where nobody is there to be asked.
    """
    from coach.capture import address
    from coach.desktop import secret_store

    if "://" not in text or address.HIDDEN not in text:
        return text
    if text not in _given:
        _given[text] = secret_store.find(text) or _typed(text, address.shown(text))
    return _given[text]


def _typed(text: str, camera: str) -> str:
    from getpass import getpass
    from urllib.parse import quote

    from coach.capture import address

    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandError(
            USAGE,
            _("{camera} needs its password, and there is nobody to ask.", camera=camera)
            + "\n"
            + _("Start the coach in a terminal, or keep it in a keyring: `coach settings set camera ADDRESS`."),
        )
    password = getpass(_("Password of {camera}: ", camera=camera))
    return text.replace(address.HIDDEN, quote(password, safe=""))
