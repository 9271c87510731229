"""An hour of damaged files: `python -m benchmarks.fuzz --seconds 3600`. Prints what was tried, and what failed.

What fails is kept in a folder (`--keep`). Put into `tests/fuzz_finds`, a file is a test from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.processes import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from fuzzed import damaged, seeds
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

SLOW_S, ROUND = 2.0, 200  # seconds of the processor for one file; files between two looks at the clock
MB = 1024.0  # Linux tells kilobytes


class Found:
    """What was tried, and what failed, which is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.tried, self.failed = Counter[str](), Counter[str]()
        self.slowest_s: dict[str, float] = {}

    def note(self, name: str, content: bytes, took_s: float, error: Exception | None) -> None:
        self.tried[name] += 1
        self.slowest_s[name] = max(took_s, self.slowest_s.get(name, 0.0))
        if error is None and took_s <= SLOW_S:
            return
        self.failed[name] += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._folder / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"
        kept.write_bytes(content)
        print(f"{kept}: {type(error).__name__}: {error}; {took_s:.1f} s", flush=True)


def one_round(name: str, reader: Callable[[bytes, Path], None], whole: tuple[bytes, ...], found: Found) -> None:
    """Some files of one kind."""

    @settings(max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.one_of([damaged(one) for one in whole]))
    def tried(content: bytes) -> None:
        began_s, failure = time.thread_time(), None
        try:
            with tempfile.TemporaryDirectory() as place:
                reader(content, Path(place))
        except Exception as error:
            failure = error
        found.note(name, content, time.thread_time() - began_s, failure)

    tried()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir(), "coach-fuzz"))
    wanted = parser.parse_args()
    warnings.simplefilter("error")  # it would be printed over what the coach says
    found = Found(wanted.keep)
    until_s = time.monotonic() + wanted.seconds
    while time.monotonic() < until_s:
        for name, (reader, whole) in seeds().items():
            one_round(name, reader, whole, found)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    for name, count in found.tried.items():
        print(f"{name}: {count} tried, {found.failed[name]} failed, the slowest {found.slowest_s[name]:.2f} s")
    print(f"memory at the peak: {most:.0f} MB")
    return 1 if found.failed else 0


if __name__ == "__main__":
    sys.exit(main())
