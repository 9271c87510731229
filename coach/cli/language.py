"""Which language the coach speaks in this run: COACH_LANGUAGE, else the setting, else the system's, else English."""

from __future__ import annotations

import os
import sys

from coach.wording import catalogue


def choose_language() -> None:
    """Once, before anything is said. Settings that cannot be read say so later, in the system's language."""
    catalogue.use(catalogue.choose(_setting(), os.environ | _of_the_system()))


def _setting() -> str | None:
    """What the settings say; read only where there is another language to choose."""
    if len(catalogue.languages()) == 1:
        return None
    from coach.cli.error_lines import CommandError
    from coach.cli.settings import personal

    try:
        return personal().language or None
    except CommandError:
        return None


def _of_the_system() -> dict[str, str]:
    """LANG for systems that have no such variable. "" there leaves the choice to the next one."""
    if sys.platform != "win32" or "LANG" in os.environ:
        return {}
    import ctypes
    import locale

    number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return {"LANG": locale.windows_locale.get(number, "")}
