"""A real Chromium without a window: a page loaded at a width, measured from outside, and printed."""

from __future__ import annotations

import json
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), None)
LONGEST_S = 120
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
document.title = JSON.stringify(found);
"""


def measured(page: Path, width: int, folder: Path, *, dark: bool = False) -> dict[str, Any]:
    """The page in a frame of that width: how wide it needs to be, what is cropped, too small or covered; the colours;
    `said` is what the console said."""
    frame = (
        f'<iframe style="border:0" width="{width}" height="900" srcdoc="{escape(page.read_text(encoding="utf-8"))}">'
    )
    around = folder / f"around-{width}.html"
    around.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{frame}</iframe><script>onload = () => {{{MEASURE}}}</script>",
        encoding="utf-8",
    )
    wish = ["--blink-settings=preferredColorScheme=0"] if dark else []
    done = _run(
        ["--dump-dom", "--enable-logging=stderr", "--v=0", *wish, "--window-size=1600,1000", around.as_uri()], folder
    )
    title = done.stdout.split("<title>", 1)[1].split("</title>", 1)[0]
    said = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return {**json.loads(unescape(title)), "said": said}


def printed(page: Path, folder: Path) -> bytes:
    """The page as the PDF that a printer gets."""
    pdf = folder / "page.pdf"
    _run([f"--print-to-pdf={pdf}", "--no-pdf-header-footer", page.as_uri()], folder)
    return pdf.read_bytes()


def _run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        str(PROGRAM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}", *words,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=True)
