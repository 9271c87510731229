"""The report as one HTML page: a few numbers on top, then the charts. No script, and nothing asked of the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import jinja2

from coach.report.contents import Contents, pain_change
from coach.report.sections import sections_of, upright_share
from coach.wording import dates
from coach.wording.catalogue import _, language

PAGE = "report.html"


@dataclass(frozen=True)
class Tile:
    """One of the numbers on top."""

    value: str
    name: str


def report_page(contents: Contents) -> str:
    """The whole page."""
    return rendered(
        PAGE,
        language=language() if language().isalpha() and len(language()) == 2 else "en",
        title=_("My exercise and posture"),
        span=span_in_words(contents),
        tiles=_tiles(contents),
        sections=sections_of(contents),
        numbers=_("The numbers"),
        empty=[
            _("Nothing is kept yet."),
            _("Do an exercise, or let the coach sit beside you at work: what you do will be shown here."),
        ],
        foot=[
            _("All of this was measured by one camera and is kept on your own machine. It is no diagnosis."),
            _("Measuring errors are those of rendered people with known joints; trust their order of magnitude."),
        ],
    )  # fmt: skip


def _tiles(contents: Contents) -> list[Tile]:
    if not contents.known:
        return []
    done = {one.day for one in contents.days}
    reps = sum(one.reps for one in contents.days)
    tiles = [
        Tile(_("{days} of {of}", days=len(done), of=contents.lived_days), _("days with exercise")),
        Tile(f"{reps}", _("repetitions")),
    ]
    share, pain = upright_share(contents), pain_change(contents).now
    if share is not None:
        tiles.append(Tile(_("{number} %", number=f"{100 * share:.0f}"), _("of the time upright")))
    if pain == pain:
        tiles.append(Tile(_("{number} of 10", number=f"{pain:.1f}"), _("pain lately")))
    return tiles


def span_in_words(contents: Contents) -> str:
    """ "7 Sep 2026 – 28 Nov 2026"; "" where nothing is kept."""
    if not contents.known:
        return ""
    first, last = _date(contents.since), _date(contents.span.last)
    return last if first == last else f"{first} – {last}"


def rendered(name: str, **what: object) -> str:
    """One of the templates, filled; what is put in is text, unless the template says otherwise."""
    folder = files("coach.report") / "templates"
    loader = jinja2.FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8"))
    pages = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template(name).render(**what)


def _date(day: date) -> str:
    return dates.in_full(day.day, day.month, day.year)
