"""No file of somebody else's, however damaged, gives another error than the one meant for people, or takes long."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest
from fuzzed import damaged, seeds
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

SLOW_S = 2.0  # of the processor, which a busy machine does not change: the longest that anybody waits for a refusal

pytestmark = pytest.mark.filterwarnings("error")  # a warning would be printed over what the coach says


@pytest.mark.parametrize("name", seeds())
def test_a_damaged_file_is_refused_and_nothing_else(name: str) -> None:
    reader, whole = seeds()[name]

    @trying(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.one_of([damaged(one) for one in whole]))
    def tried(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as place:
            began_s = time.thread_time()
            reader(content, Path(place))
            assert time.thread_time() - began_s < SLOW_S

    tried()


FINDS = sorted((Path(__file__).parent / "fuzz_finds").iterdir())


@pytest.mark.parametrize("find", FINDS, ids=lambda find: find.name)
def test_what_fuzzing_once_found_is_refused_as_well(find: Path, tmp_path: Path) -> None:
    reader, _whole = seeds()[find.name.split("-")[0]]
    began_s = time.thread_time()
    reader(find.read_bytes(), tmp_path)
    assert time.thread_time() - began_s < SLOW_S
