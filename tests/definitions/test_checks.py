"""Style, types and architecture, with the settings of pyproject.toml, so that `pytest` alone runs all checks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from paths import ROOT

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy --strict": ["-m", "mypy"],
    "import-linter": ["-c", LINT_IMPORTS],
}


@pytest.mark.parametrize("name", CHECKS)
def test_check(name: str) -> None:
    # The tree comes first on the path: import-linter reads the package it can import.
    env = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *CHECKS[name]], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        pytest.fail(f"{name} found:\n{done.stdout}{done.stderr}", pytrace=False)
