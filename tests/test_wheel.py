"""The wheel as a stranger gets it: built by pip, unpacked elsewhere, complete, and nothing but the coach in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from paths import ROOT
from shared_folder import shared_folder

from coach.capture.model.store import Model


def build(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("posture_coach-*.whl"))) as archive:
        archive.extractall(folder / "unpacked")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_folder(tmp_path_factory, "built", build)


@pytest.fixture
def wheel(built: Path) -> Path:
    return next(built.glob("posture_coach-*.whl"))


@pytest.fixture
def unpacked(built: Path) -> Path:
    return built / "unpacked"


COUNTRIES = Path("/usr/share/i18n/locales/de_DE")
COACH = ("-m", "coach")
BRIEF = ("-c", "from coach.cli import bench, main; bench.PICTURES, bench.WARM = 12, 2; main()")
# As a toolkit does when it opens a window: from then on, C reads and writes numbers in the way of the country.
LOCAL = ("-c", """
import locale, sys
locale.setlocale(locale.LC_ALL, "")
print("decimal point", locale.localeconv()["decimal_point"], file=sys.stderr)
from coach.cli import main
main()
""")  # fmt: skip


def coach(
    site: Path, home: Path, *words: str, program: tuple[str, ...] = COACH, **more: str
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "COACH_MODEL")}
    env = kept | {
        "PYTHONPATH": str(site),
        "COACH_HOME": str(home),
        "COACH_LANGUAGE": "en",
        "COACH_MODEL": str(home / "none.task"),
    }
    command = [sys.executable, *program, *words]
    return subprocess.run(command, cwd=home, env=env | more, capture_output=True, text=True, timeout=120, check=False)


def test_it_holds_the_whole_library_and_one_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"coach", "posture_coach"}
    for folder, place in (("poses", "poses"), ("exercises", "exercises")):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith(".")]
        assert files
        wanted = {f"coach/library/{place}/{path.relative_to(ROOT / folder).as_posix()}" for path in files}
        assert wanted <= names
    assert {"coach/library/demo/workout.mp4", "coach/library/demo/workout.npz"} <= names
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "coach").rglob("*.py")}
    assert code <= names
    assert "coach/py.typed" in names  # so that a type checker reads the coach's types in somebody else's program
    assert wheel.stat().st_size < 12_000_000  # eight of which the demonstrations may have


def test_bench_finds_its_clip_where_it_was_unpacked(unpacked: Path, tmp_path: Path, model: Model) -> None:
    done = coach(unpacked, tmp_path, "bench", "--json", "--model", str(model.path), program=BRIEF)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["find"] > 0


def test_it_coaches_from_where_it_was_unpacked(unpacked: Path, tmp_path: Path) -> None:
    listed = coach(unpacked, tmp_path, "list", "--json")
    ids = {json.loads(line)["id"] for line in listed.stdout.splitlines()}
    assert ids == {path.stem for path in (ROOT / "exercises").rglob("*.yaml") if path.parent.name != "plans"}
    assert coach(unpacked, tmp_path, "plan", "use", "band-pulls").returncode == 0
    done = coach(unpacked, tmp_path, "demo", "--headless", "--json")
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["source"] == str(unpacked / "coach" / "library" / "demo" / "workout.mp4")
    assert [row["type"] for row in rows].count("rep") == 4


@pytest.fixture
def comma(tmp_path: Path) -> dict[str, str]:
    """The environment of a country whose decimal point is a comma; skips where the system cannot make such a locale."""
    if not COUNTRIES.exists() or shutil.which("localedef") is None:
        pytest.skip("needs the package locales")
    # The plain order of letters: the country's own takes a second to make.
    plain = 'LC_COLLATE\ncopy "POSIX"\nEND LC_COLLATE'
    text = re.sub(r"^LC_COLLATE$.*?^END LC_COLLATE$", plain, COUNTRIES.read_text(), flags=re.DOTALL | re.MULTILINE)
    (tmp_path / "country").write_text(text)
    command = ["localedef", "-i", str(tmp_path / "country"), "-f", "UTF-8", str(tmp_path / "de_DE.UTF-8")]
    subprocess.run(command, check=True, capture_output=True)
    return {"LOCPATH": str(tmp_path), "LC_ALL": "de_DE.UTF-8"}


def test_a_home_with_blanks_and_umlauts_in_a_country_with_a_comma(
    unpacked: Path, comma: dict[str, str], film: Path, tmp_path: Path, model: Model
) -> None:
    home = tmp_path / "Jörg Müller"
    shutil.copytree(unpacked, home / "Meine Programme")
    video = Path(shutil.copy(film, home / "mein Übungsvideo.mp4"))
    words = ("do", "wall-slides", "--source", video.name, "--headless", "--json", "--reps", "1", "--model", model.path)
    site = home / "Meine Programme"
    assert coach(site, home, "plan", "use", "stronger-back", program=LOCAL, **comma).returncode == 0
    done = coach(site, home, *map(str, words), program=LOCAL, **comma)
    assert (done.returncode, done.stderr) == (0, "decimal point ,\n")
    assert json.loads(done.stdout.splitlines()[-1])["reps"] == 1
    assert done.stdout == coach(site, home, *map(str, words)).stdout
    assert "A stronger back" in coach(site, home, "plan", program=LOCAL, **comma).stdout
    today = coach(site, home, "today", program=LOCAL, **comma)
    assert (today.returncode, today.stderr) == (0, "decimal point ,\n")
