"""Measures, prints, and writes docs/benchmarks.md when everything was measured. Exit code 1 when a target is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import date

from benchmarks.drawing import drawing_rows
from benchmarks.live import live_rows
from benchmarks.measured import Row, machine, replay_rows, session_rows, start_rows
from benchmarks.page import PAGE, write_head
from benchmarks.processes import ROOT
from benchmarks.watching import memory_rows, watching_rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="start, replay, session, watching, memory, drawing or live; none for all",
    )
    parser.add_argument("--pairs", type=int, default=3, help="sessions and bare loops to run in turn")
    wanted = parser.parse_args()
    measures: dict[str, Callable[[], Iterator[Row]]] = {
        "start": lambda: start_rows(11),
        "replay": lambda: replay_rows(3),
        "session": lambda: session_rows(wanted.pairs),
        "watching": watching_rows,
        "memory": memory_rows,
        "drawing": lambda: drawing_rows(240),
        "live": lambda: live_rows(600),
    }
    if unknown := set(wanted.names) - set(measures):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(measures)}")
    where, rows = machine(), []
    print(where, flush=True)
    for name in wanted.names or measures:
        for row in measures[name]():
            rows.append(row)
            print(
                f"{_verdict(row):6} {row.what}: {row.figure} ({row.target or 'for information'}; {row.made_of})",
                flush=True,
            )
    if not wanted.names:
        write_head(_page(where, rows))
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 0 if all(row.met for row in rows) else 1


def _verdict(row: Row) -> str:
    return "" if not row.target else "met" if row.met else "MISSED"


def _page(where: str, rows: list[Row]) -> list[str]:
    return [
        "# How fast the coach is",
        "",
        f"Written by `python -m benchmarks` on {date.today()}: {where}.",
        "Seconds depend on the machine and on what else it does; the ratios much less, because both sides run in turn.",
        "The bare loop (`benchmarks/bare.py`) only reads pictures and has MediaPipe find the body in them.",
        "",
        "| what | figure | target | | made of |",
        "|---|---|---|---|---|",
        *(f"| {r.what} | {r.figure} | {r.target} | {_verdict(r).lower()} | {r.made_of} |" for r in rows),
    ]


if __name__ == "__main__":
    sys.exit(main())
