"""What one process makes for all others: once, also when several ask at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from paths import TESTS
from shared_folder import shared_folder

ASKS = """
import sys, time
from pathlib import Path
from shared_folder import shared_folder
class Places:
    def getbasetemp(self):
        return Path(sys.argv[1], sys.argv[2])
def fill(folder):
    with (Path(sys.argv[1]) / "made").open("a") as made:
        made.write("x")
    time.sleep(0.2)
    (folder / "content").write_text("whole")
print((shared_folder(Places(), "thing", fill) / "content").read_text())
"""


def test_of_several_workers_one_makes_it_and_all_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    names = ["popen-gw0", "popen-gw1", "popen-gw2"]
    asking = [
        subprocess.Popen([sys.executable, "-c", ASKS, tmp_path, name], stdout=subprocess.PIPE, text=True)
        for name in names
    ]
    assert [process.communicate(timeout=60)[0] for process in asking] == ["whole\n"] * 3
    assert (tmp_path / "made").read_text() == "x"


def test_what_failed_is_made_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fails(_folder: Path) -> None:
        raise OSError("no index")

    with pytest.raises(OSError, match="no index"):
        shared_folder(tmp_path_factory, "again", fails)
    assert list(shared_folder(tmp_path_factory, "again", lambda folder: (folder / "a").touch()).iterdir())
