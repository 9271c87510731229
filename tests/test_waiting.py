"""How long a process was kept waiting for a processor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from waiting import eventually, kept_waiting_s

BUSY = "import os\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nwhile True: pass"


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux counts it")
def test_two_who_want_one_processor_keep_each_other_waiting() -> None:
    both = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(2)]
    try:
        assert eventually(lambda: min(kept_waiting_s(process.pid) for process in both) > 0.05)
    finally:
        for process in both:
            process.kill()
            process.wait(10)


def test_who_is_not_there_waits_for_nothing() -> None:
    assert kept_waiting_s(2**30) == 0.0
