"""`coach report`: the history as one HTML page, opened in the browser."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from coach.child_process import browse
from coach.cli import options
from coach.cli.folders import coach_home
from coach.cli.open_library import open_library
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

FILE, FOR_CLINICIAN = "report.html", "for-clinician.html"
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
    for_clinician: Annotated[
        bool, typer.Option("--for-clinician", help="One page for your physiotherapist, with the error of every number.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show everything that is kept.")] = False,
) -> None:
    """Show your progress as a page: range, left and right, posture, pain."""
    span_weeks = None if everything else weeks or USUAL_WEEKS
    write_report(out, weeks=span_weeks, open_it=open_it, for_clinician=for_clinician)


def write_report(out: Path | None, *, weeks: int | None, open_it: bool, for_clinician: bool = False) -> None:
    """Write the page and say where it is. Raises CommandError, OSError."""
    from coach.atomic_file import replacing

    with _nothing_collected():
        page = _page(weeks, for_clinician=for_clinician)
    path = (out or coach_home() / (FOR_CLINICIAN if for_clinician else FILE)).absolute()
    with replacing(path) as file:
        file.write(page.encode())
    path.chmod(0o600)  # it tells of pain
    print(_("The report is in {path}", path=path))
    if open_it:
        browse(path.as_uri())


def _page(weeks: int | None, *, for_clinician: bool) -> str:
    from coach.cli.kept import kept
    from coach.records.clock import now
    from coach.records.titles import Titles

    with interrupts.deferred():
        from coach.report.clinician import clinician_page
        from coach.report.contents import contents_of
        from coach.report.page import report_page

    with kept(coach_home() / "history.db") as history:
        contents = contents_of(history, Titles(open_library()), now().date(), weeks)
    return clinician_page(contents) if for_clinician else report_page(contents)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Rubbish waits meanwhile: almost all that a page is made from is needed to its end, and looking for rubbish among
    ten years of days took a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
