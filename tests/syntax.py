"""The Python of this project as trees, read once however many tests walk them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Every statement inside, at any depth; what is inside of an expression is none, and need not be walked."""
    for block in ("body", "handlers", "orelse", "finalbody", "cases"):
        inside = getattr(node, block, ())
        for inner in inside if isinstance(inside, list) else ():
            if isinstance(inner, ast.stmt):
                yield inner
            yield from statements(inner)
