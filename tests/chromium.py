"""A real Chromium without a window: a page loaded at a width, measured from outside, and printed.

It is started once and opens a tab for each page. What it is told goes through a pipe, as its own test tools do it:
https://chromedevtools.github.io/devtools-protocol
"""

from __future__ import annotations

import atexit
import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), None)
LONGEST_S = 120
SAID = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
MEASURE = """
const page = document.querySelector('iframe').contentDocument, inside = page.documentElement;
const found = {width: inside.clientWidth, needed: inside.scrollWidth, cropped: [], small: [], overlaps: []};
for (const svg of page.querySelectorAll('svg')) {
  const box = svg.getBoundingClientRect();
  if (box.left < 0 || box.right > inside.clientWidth + 1) found.cropped.push('chart ' + svg.getAttribute('aria-label'));
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  for (const [name, one] of texts) {
    if (one.left < box.left - 3 || one.right > box.right + 3 || one.top < box.top - 3 || one.bottom > box.bottom + 3)
      found.cropped.push(name);
    if (one.height < 11) found.small.push(name);
    for (const [other, two] of texts)
      if (name < other && one.left < two.right - 1 && two.left < one.right - 1
          && one.top < two.bottom - 3 && two.top < one.bottom - 3) found.overlaps.push([name, other]);
  }
}
for (const part of page.querySelectorAll('h1, h2, h3, p, b, li'))
  if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth) found.cropped.push(part.textContent);
const style = getComputedStyle(page.body);
found.colours = [style.color, style.backgroundColor];
found;
"""


def measured(page: Path, width: int, folder: Path, *, dark: bool = False) -> dict[str, Any]:
    """The page in a frame of that width: how wide it needs to be, what is cropped, too small or covered; the colours;
    `said` is what the console said."""
    frame = (
        f'<iframe style="border:0" width="{width}" height="900" srcdoc="{escape(page.read_text(encoding="utf-8"))}">'
    )
    around = folder / f"around-{width}.html"
    around.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{frame}</iframe>", encoding="utf-8")
    tab = Tab(_browser())
    tab.ask("Emulation.setEmulatedMedia", features=[_scheme("dark" if dark else "light")])
    tab.load(around)
    found = tab.ask("Runtime.evaluate", expression=MEASURE, returnByValue=True)["result"]["value"]
    return {**found, "said": tab.close()}


def printed(page: Path) -> bytes:
    """The page as the PDF that a printer gets."""
    tab = Tab(_browser())
    tab.load(page)
    pdf = tab.ask("Page.printToPDF", preferCSSPageSize=True)["data"]
    tab.close()
    return base64.b64decode(pdf)


def _scheme(name: str) -> dict[str, str]:
    return {"name": "prefers-color-scheme", "value": name}


class Browser:
    """The program: JSON in and out, each ended by a zero byte."""

    def __init__(self) -> None:
        self._home = TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        told, self._in = os.pipe()
        self._out, tells = os.pipe()
        command = [
            str(PROGRAM), "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
            "--window-size=1600,1000", f"--user-data-dir={self._home.name}",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            command, preexec_fn=lambda: _put(told, tells), pass_fds=(3, 4),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(told)
        os.close(tells)
        self._rest, self._number = b"", 0

    def ask(self, method: str, session: str | None, **words: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The answer, and what else was told before it."""
        self._number += 1
        row = {"id": self._number, "method": method, "params": words} | ({"sessionId": session} if session else {})
        os.write(self._in, json.dumps(row).encode() + b"\0")
        told: list[dict[str, Any]] = []
        while (one := self.heard()).get("id") != self._number:
            told.append(one)
        assert "error" not in one, (method, one["error"])
        return one["result"], told

    def heard(self) -> dict[str, Any]:
        """The next thing that it tells."""
        until_s = time.monotonic() + LONGEST_S
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._out], [], [], until_s - time.monotonic())
            more = os.read(self._out, 1 << 20) if ready else b""
            assert more, "Chromium says nothing"
            self._rest += more
        whole, _, self._rest = self._rest.partition(b"\0")
        row: dict[str, Any] = json.loads(whole)
        return row

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(LONGEST_S)
        self._home.cleanup()


class Tab:
    """One page of its own, with what was said in it."""

    def __init__(self, browser: Browser) -> None:
        self._browser, self._told = browser, list[dict[str, Any]]()
        self._target = browser.ask("Target.createTarget", None, url="about:blank")[0]["targetId"]
        attached, _ = browser.ask("Target.attachToTarget", None, targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for part in ("Page", "Runtime", "Log"):
            self.ask(f"{part}.enable")

    def ask(self, method: str, **words: Any) -> dict[str, Any]:
        answer, told = self._browser.ask(method, self._session, **words)
        self._told += told
        return answer

    def load(self, page: Path) -> None:
        """Open a file, to the end."""
        self.ask("Page.navigate", url=page.as_uri())
        while not any(row.get("method") == "Page.loadEventFired" for row in self._told):
            self._told.append(self._browser.heard())

    def close(self) -> list[dict[str, Any]]:
        """End it; what it said on the console."""
        said = [row for row in self._told if row.get("method") in SAID]
        self._browser.ask("Target.closeTarget", None, targetId=self._target)
        return said


def _put(told: int, tells: int) -> None:
    """The ends of the pipes to where Chromium looks for them: what it is told at 3, what it tells at 4."""
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (told, tells)]
    for number, end in enumerate(ends, start=3):
        os.dup2(end, number)


@cache
def _browser() -> Browser:
    started = Browser()
    atexit.register(started.close)
    return started
