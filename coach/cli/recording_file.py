"""The file that a recording is to be written to: one that can be read back, and nothing that somebody wants to keep."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.cli.console import said_yes
from coach.cli.error_lines import USAGE, CommandError
from coach.wording.catalogue import _

ENDING = ".npz"  # by which `--source` tells a recording from a video


def check_recording(out: Path, *, overwrite: bool | None = None) -> None:
    """Raise CommandError for a name that no recording can be read back from, and for a file that is there, unless the
    person wants to write over it. `overwrite`: whether they said so beforehand; None where there is no such option."""
    if out.suffix.lower() != ENDING:
        raise CommandError(USAGE, _("{file}: a recording has to end in .npz, or it cannot be read back", file=out))
    if not out.is_file() or overwrite or _may_write_over(out):
        return
    if overwrite is None:
        raise CommandError(USAGE, _("{file} already exists and was left as it is; give another name", file=out))
    raise CommandError(
        USAGE, _("{file} already exists and was left as it is; give another name, or --overwrite", file=out)
    )


def _may_write_over(out: Path) -> bool:
    return sys.stdin.isatty() and said_yes(_("{file} already exists. Write over it? Type y, then Enter.", file=out))
