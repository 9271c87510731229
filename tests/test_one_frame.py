"""One frame can be followed: its way through the code is at most half as long as it once was."""

from __future__ import annotations

from benchmarks.walk import walk

AT_MOST = 321 // 2  # half of the changes of file before the rooms of today were built


def test_one_frame_is_followed_in_few_changes_of_file() -> None:
    found = walk()
    assert found.changes.total() <= AT_MOST, str(found)
