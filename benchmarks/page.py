"""docs/benchmarks.md: the table that `python -m benchmarks` writes, and sections that other benchmarks write."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.processes import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
BEGINS = "\n## "  # a section


def write_head(lines: Sequence[str]) -> None:
    """Write all that stands before the first section anew; the sections stay."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _head, begins, sections = text.partition(BEGINS)
    PAGE.write_text("\n".join(lines).rstrip("\n") + "\n" + begins + sections, encoding="utf-8")


def write_section(heading: str, lines: Sequence[str]) -> None:
    """Write one section anew; `lines` begin with its heading. The rest stays."""
    text = PAGE.read_text(encoding="utf-8")
    section = "\n".join(lines).rstrip("\n") + "\n"
    before, begins, after = text.partition(f"\n{heading}\n")
    _old, more, later = after.partition(BEGINS) if begins else ("", "", "")
    PAGE.write_text(before.rstrip("\n") + "\n\n" + section + more + later, encoding="utf-8")
