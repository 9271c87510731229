"""The exercises that come with the coach, in English: read once for all tests that only look at them."""

from __future__ import annotations

from coach.definitions.library import Library

LIBRARY = Library()
