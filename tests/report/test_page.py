"""The page: whole in one file, looked at by a real browser, as wide as a phone and as a desk, light, dark, printed."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from chromium import PROGRAM, measured, printed
from lived import SATURDAY, did, reminded, sat
from shipped import LIBRARY

from benchmarks.made_history import MadeHistory
from coach.cli.report import write_report
from coach.records.history import History
from coach.records.titles import Titles
from coach.report.contents import contents_of
from coach.report.page import report_page

TITLES = Titles(LIBRARY)
NEEDS_CHROMIUM = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed")
KINDS = ("empty", "one-day", "three-months")


def page_of(kind: str, folder: Path) -> str:
    with History(folder / "history.db") as kept:
        if kind == "one-day":
            did(kept, SATURDAY, pain=2, cues={"uneven-arms": 1})
            sat(kept, SATURDAY, 9, upright=40, slouch=12)
            reminded(kept, SATURDAY, "sat-up")
        if kind == "three-months":
            MadeHistory(kept).live(SATURDAY - timedelta(days=83), SATURDAY)
        return report_page(contents_of(kept, TITLES, SATURDAY, 12))


@pytest.fixture(scope="module", params=KINDS)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    path = folder / "report.html"
    path.write_text(page_of(request.param, folder), encoding="utf-8")
    return path


class Parts(HTMLParser):
    """What a page consists of."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "action") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


def test_it_needs_nothing_but_itself(page: Path) -> None:
    parts = Parts(page)
    assert {"script", "img", "iframe", "object"} & set(parts.tags) == set()
    assert [link for link in parts.links if not link.startswith("#")] == ["data:,"]
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!www\.w3\.org)", text) == []
    assert "@import" not in text


def test_every_chart_has_a_title_a_label_and_its_numbers(page: Path) -> None:
    parts = Parts(page)
    assert parts.tags.count("svg") == parts.tags.count("figure") == parts.tags.count("table") == parts.tags.count("h3")
    assert page.read_text(encoding="utf-8").count('role="img" aria-label="') == parts.tags.count("svg")


def test_no_name_stands_twice_and_every_colour_is_the_page_s_own(page: Path) -> None:
    ids = Parts(page).ids
    assert sorted(ids) == sorted(set(ids))
    for svg in re.findall(r"<svg.*?</svg>", page.read_text(encoding="utf-8"), flags=re.DOTALL):
        assert re.findall(r"(?:fill|stroke): #", svg) == []


@NEEDS_CHROMIUM
@pytest.mark.parametrize(("width", "dark"), [(360, False), (390, True), (1280, False)])
def test_nothing_is_cropped_covered_or_too_small_and_the_console_is_silent(
    page: Path, tmp_path: Path, width: int, dark: bool
) -> None:
    found = measured(page, width, tmp_path, dark=dark)
    assert found["said"] == []
    assert found["needed"] <= found["width"]
    assert found["cropped"] == found["small"] == found["overlaps"] == []
    ink, paper = found["colours"]
    assert _brightness(ink) > _brightness(paper) if dark else _brightness(ink) < _brightness(paper)


@NEEDS_CHROMIUM
def test_what_is_cropped_too_wide_and_said_would_be_noticed(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<p style='width: 900px; height: 9px'>wide<p style='width: 9px; overflow: hidden'>incomprehensibilities</p>"
        "<svg><text x=9 y=9 font-size=5>tiny</text></svg><script>console.log('here I am')</script>"
    )
    found = measured(page, 390, tmp_path)
    assert found["needed"] > found["width"]
    assert (found["cropped"], found["small"]) == (["incomprehensibilities"], ["tiny"])
    assert [part["value"] for row in found["said"] for part in row["params"]["args"]] == ["here I am"]


def _brightness(colour: str) -> float:
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


@NEEDS_CHROMIUM
def test_it_is_printed_on_a4(page: Path) -> None:
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", printed(page))
    assert boxes
    for box in boxes:
        assert [round(float(number)) for number in box.split()] == [0, 0, 595, 842]


def test_what_the_history_says_is_text_and_never_a_tag(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as kept:
        for n in range(3):
            did(kept, SATURDAY - n * timedelta(days=7), '<b>&"mine', cues={"<script>": 3})
        page = report_page(contents_of(kept, TITLES, SATURDAY, 12))
    assert "<script" not in page
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp;" in page


def test_the_command_writes_it_for_its_owner_alone_and_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", opened.append)
    write_report(tmp_path / "mine.html", weeks=12, open_it=False)
    assert opened == []
    write_report(None, weeks=None, open_it=True)
    assert opened == [(tmp_path / "report.html").as_uri()]
    assert str(tmp_path / "report.html") in capsys.readouterr().out
    if sys.platform != "win32":
        assert (tmp_path / "mine.html").stat().st_mode & 0o077 == 0


def test_nothing_of_it_is_loaded_by_another_command() -> None:
    loaded = (
        "import sys, coach.cli.app; print([m for m in ('matplotlib', 'jinja2', 'coach.report') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
