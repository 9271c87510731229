"""`coach report`: the history as one HTML page, opened in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.home import home
from coach.cli.open_library import open_library
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

FILE = "report.html"
USUAL_WEEKS = 12  # a treatment is judged after six to twelve weeks


def report(
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write the page; report.html in the folder of settings."),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    weeks: Annotated[
        int | None,
        typer.Option(
            parser=options.whole_number(1, 5000), metavar="WEEKS", help="How many weeks to show: 12 unless you say."
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show everything that is kept.")] = False,
) -> None:
    """Show your progress as a page: range, left and right, posture, pain."""
    write_report(out, weeks=None if everything else weeks or USUAL_WEEKS, open_it=open_it)


def write_report(out: Path | None, *, weeks: int | None, open_it: bool) -> None:
    """Write the page and say where it is. Raises CommandError, OSError."""
    from coach.atomic_file import replacing
    from coach.cli.kept import kept
    from coach.records.clock import now
    from coach.records.titles import Titles

    with interrupts.deferred():
        from coach.report.contents import contents_of
        from coach.report.page import report_page

    with kept(home() / "history.db") as history:
        contents = contents_of(history, Titles(open_library()), now().date(), weeks)
    path = (out or home() / FILE).absolute()
    with replacing(path) as file:
        file.write(report_page(contents).encode())
    path.chmod(0o600)  # it tells of pain
    print(_("The report is in {path}", path=path))
    if open_it:
        webbrowser.open(path.as_uri())
