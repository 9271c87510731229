"""The house: every name stands once, and no module needs one that needs it, not even for types."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from paths import ROOT
from syntax import statements, tree_of

TWICE = {"history.py", "settings.py"}  # the command, and what it keeps
FILES = [path for path in sorted((ROOT / "coach").rglob("*.py")) if path.stem not in ("__init__", "__main__")]


def name_of(path: Path) -> str:
    """ "coach.body.landmarks"."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


MODULES = {name_of(path): path for path in FILES}


def test_no_class_name_stands_twice() -> None:
    where = defaultdict(list)
    for path in FILES:
        for node in statements(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                where[node.name].append(str(path))
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_no_file_name_stands_twice_but_for_a_command_and_what_it_keeps() -> None:
    where = defaultdict(list)
    for path in FILES:
        where[path.name].append(path)
    twice = {name: paths for name, paths in where.items() if len(paths) > 1}
    assert twice.keys() == TWICE
    assert all(len(paths) == 2 and any(path.parent.name == "cli" for path in paths) for paths in twice.values())


def test_no_modules_import_each_other_in_a_circle() -> None:
    imports = {name: set(_imported(tree_of(path))) for name, path in MODULES.items()}
    assert _circle(imports) == []


def test_a_circle_is_found() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert _circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def _imported(tree: ast.Module) -> Iterator[str]:
    """The coach's own modules that are imported anywhere in a file: at the top, in a function, or for types only."""
    for node in statements(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found = whole if whole in MODULES else node.module
                if found in MODULES:
                    yield found


def _circle(imports: dict[str, set[str]]) -> list[str]:
    """The modules that are left when those that need none of the others are taken away again and again."""
    left = dict(imports)
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in free:
            del left[name]
    while free := [name for name in left if not any(name in needed for needed in left.values())]:
        for name in free:
            del left[name]
    return sorted(left)
