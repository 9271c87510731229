"""What is forked into commands is warm: it has imported what they use, and nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from forked import forked_coach

SAYS = """
import sys
asked = "pydantic", "coach.cli.do", "coach.counting.session", "cv2", "matplotlib"
print(*(name for name in asked if name in sys.modules))
sys.exit()
"""


@pytest.mark.skipif(os.name == "nt", reason="nothing is forked there")
def test_the_command_line_is_imported_already(tmp_path: Path) -> None:
    script = tmp_path / "says.py"
    script.write_text(SAYS)
    assert forked_coach(os.environ, script=script).stdout == "pydantic coach.cli.do coach.counting.session\n"
