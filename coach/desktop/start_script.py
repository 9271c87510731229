"""How the coach is started from outside a terminal: at a login, and from the menu of the desktop.

A script of a few lines starts this very coach, by full paths and with the options and the folder that it was made for.
Nothing that lies in the current folder is run: Python is told so (-P), and what leads it elsewhere is taken out of the
environment. Where the coach was moved or removed, the script says so on the desktop instead of doing nothing.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import coach
from coach import child_process
from coach.wording.catalogue import _

KEPT = ("COACH_HOME", "COACH_LANGUAGE", "COACH_MODEL", "PYTHONPATH")  # where this coach keeps and finds things
FOLDERS = ("COACH_HOME", "COACH_MODEL")  # of these, paths; a script is run from another folder than this one
ASTRAY = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")  # could lead a Python to other modules than the coach's


def here() -> dict[str, str]:
    """What of this process's environment belongs to this coach, every path in full."""
    kept = {name: text for name, text in child_process.environment().items() if name in KEPT and text}
    return kept | {name: str(Path(kept[name]).expanduser().absolute()) for name in FOLDERS if _is_path(kept, name)}


def _is_path(kept: Mapping[str, str], name: str) -> bool:
    """The name of a model, such as "lite", is none."""
    return name in kept and (name == "COACH_HOME" or os.sep in kept[name])


@dataclass(frozen=True)
class StartScript:
    """Starts `coach` with these words. `again`: the command that makes the script anew where the coach is by then."""

    words: tuple[str, ...] = ()
    again: str = ""
    command: tuple[str, ...] = field(default_factory=lambda: tuple(child_process.coach()))
    package: Path = field(default_factory=lambda: Path(coach.__file__).parent)
    env: Mapping[str, str] = field(default_factory=here)

    @property
    def missing(self) -> str:
        """What is said where this coach is no longer there."""
        return _(
            "The posture coach is no longer where it was ({folder}). Where it is now, run: {command}",
            folder=self.package.parent,
            command=self.again,
        )

    def text(self, platform: str) -> str:
        """The script, for `/bin/sh` or for Windows."""
        return self._for_windows() if platform == "win32" else self._for_shell(platform)

    def _for_shell(self, platform: str) -> str:
        interpreter, package = shlex.quote(self.command[0]), shlex.quote(str(self.package / "__main__.py"))
        message, title = shlex.quote(self.missing), shlex.quote(_("Posture coach"))
        exports = [f"  export {name}={shlex.quote(text)}" for name, text in sorted(self.env.items())]
        lines = [
            "#!/bin/sh",
            "# Starts the posture coach, which made this file and removes it.",
            f"if [ -x {interpreter} ] && [ -f {package} ]; then",
            f"  unset {' '.join(ASTRAY)}",
            *exports,
            f"  exec {shlex.join([*self.command, *self.words])}",
            "fi",
            f"title={title}",
            f"message={message}",
            "PATH=/usr/local/bin:/usr/bin:/bin",
            *(_shown_on_mac() if platform == "darwin" else _shown_on_linux()),
            'printf "%s\\n" "$message" >&2',
            "exit 1",
        ]
        return "\n".join(lines) + "\n"

    def _for_windows(self) -> str:
        sets = [f'set "{name}={_percent(text)}"' for name, text in sorted(self.env.items())]
        command = _percent(subprocess.list2cmdline([*self.command, *self.words]))
        lines = [
            "@echo off",
            "chcp 65001 >nul",
            "rem Starts the posture coach, which made this file and removes it.",
            f'if not exist "{_percent(self.command[0])}" goto moved',
            f'if not exist "{_percent(str(self.package))}\\__main__.py" goto moved',
            *(f'set "{name}="' for name in ASTRAY),
            *sets,
            f'start "Posture coach" /min {command}',
            "exit /b",
            ":moved",
            f"echo {_escaped(_percent(self.missing))}",
            "pause",
        ]
        return "\r\n".join(lines) + "\r\n"


def _shown_on_linux() -> Sequence[str]:
    """The first of these that is there shows it; all desktops have one."""
    bus = "org.freedesktop.Notifications"
    call = f"gdbus call --session --dest {bus} --object-path /{bus.replace('.', '/')} --method {bus}.Notify"
    return (
        'notify-send -u critical "$title" "$message" 2>/dev/null ||',
        f"  {call} \"$title\" 0 '' \"$title\" \"$message\" '[]' '{{}}' 0 >/dev/null 2>&1 ||",
        '  zenity --error --text="$message" 2>/dev/null ||',
        '  kdialog --error "$message" 2>/dev/null ||',
        '  xmessage "$message" 2>/dev/null',
    )


def _shown_on_mac() -> Sequence[str]:
    script = 'on run {title, message}\ndisplay dialog message with title title buttons {"OK"}\nend run'
    return (f'osascript -e {shlex.quote(script)} "$title" "$message"',)


def _percent(text: str) -> str:
    """As a batch file has it: one per cent sign would begin a variable."""
    return text.replace("%", "%%")


def _escaped(text: str) -> str:
    """As `echo` has it: these would end the command, or lead it elsewhere."""
    for character in "^&|<>()":
        text = text.replace(character, "^" + character)
    return text
