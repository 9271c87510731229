"""No text for people goes round the catalogue, none is frozen at import, and none is put together by the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from paths import ROOT
from syntax import tree_of

from coach.definitions import document

COACH = ROOT / "coach"
FILES = sorted(COACH.rglob("*.py"))
CATALOGUE = ("_", "N_", "plural")
WORDS = re.compile(r"[A-Za-z]{2,}[,;:.!?]? +[A-Za-z]{2,}")
# Calls whose texts nobody reads: programmers' errors, SQL, patterns, command lines; help is looked up by plain_help.
NOT_READ = {
    "ValueError", "TypeError", "KeyError", "execute", "executemany", "executescript", "compile",
    "fullmatch", "match", "search", "sub", "Option", "Argument", "Typer", "Literal", "measure",
}  # fmt: skip
# Files with texts for other readers, and who they are.
FOR_OTHERS = {
    "definitions/json_schema.py": "an editor, in the language of the YAML keys",
    "definitions/template.py": "whoever writes an exercise, as YAML; its sentences are looked up",
    "records/history.py": "the database",
    "records/archive.py": "the database, and whoever reads its export",
    "records/migrations.py": "the database",
    "records/practice.py": "the database",
    "desktop/autostart.py": "the desktop, in files whose form is fixed",
    "desktop/desktop_files.py": "the desktop, in files whose form is fixed",
    "desktop/launcher.py": "the desktop, in files whose form is fixed",
    "desktop/start_script.py": "the shells of three systems; what people read there is looked up",
    "desktop/status_item.py": "panels, in the form that the bus prescribes",
    "body/measures": "whoever writes an exercise",
    "wording/numbers.py": "the speech engine, in four languages",
    "voice/engines.py": "PowerShell",
}
# What YAML's parser says: matched, never shown.
PARSER = {pattern for pattern, _plain in document._PLAINLY} | set(document._OPENS)
ALLOWED = {
    "state: RUNNING": "what Linux writes about a microphone",
    "Start Menu": "a folder of Windows",
    "Value error, ": "what pydantic puts before a message",
    "Disk quota": "what pip says", "No space left": "what pip says", "No module named pip": "what pip says",
    "Max retries": "what pip says", "No matching distribution": "what pip says",
    "bold cyan": "a colour", "bold green": "a colour", "bold yellow": "a colour",
    "Get-CimInstance Win32_PnPEntity | Where {$_.PNPClass -in 'Camera','Image'} | Select Name": "PowerShell",
    "nothing stands here, and libyaml gives it another place": "said to another parser",
    "Posture coach": "a name", "coach {}": "a name", "camera {}": "a thread's name", "--dose {}": "an option",
    "DejaVu Sans": "a font", "offset points": "a unit", "outside upper right": "a place",
    "no connections here": "what a process hears that is kept from the network, to see whether it tries",
    "low left": "a name in the code", "low right": "a name in the code",
    "# Settings of the posture coach; `coach settings` explains them.\n": "a file's first line, read by editors",
}  # fmt: skip


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literals of two words that are not looked up, with their lines."""
    nodes = list(ast.walk(tree))
    skipped = {id(inner) for node in nodes for part in _passed_over(node) for inner in ast.walk(part)}
    for node in nodes:
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            if WORDS.search(text) or re.search(r"[A-Za-z]{3,} \{\}|\{\} [A-Za-z]{3,}", text):
                yield node.lineno, text
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and WORDS.search(node.value):
            yield node.lineno, node.value


def _passed_over(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that hold no text for people, or one that is looked up."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # a docstring
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in CATALOGUE or called in NOT_READ:
            yield from node.args
            yield from (keyword.value for keyword in node.keywords if called in NOT_READ)
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield node.annotation
    elif isinstance(node, ast.Raise) and "Error" not in ast.dump(node):
        yield node


def _is_code(text: str) -> bool:
    return text.startswith("import ") or text in PARSER or text in ALLOWED


def _is_for_others(path: Path) -> bool:
    name = path.relative_to(COACH).as_posix()
    return any(name == other or name.startswith(f"{other}/") for other in FOR_OTHERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(COACH).as_posix())
def test_no_text_goes_round_the_catalogue(path: Path) -> None:
    if _is_for_others(path):
        pytest.skip("texts for other readers")
    found = [(line, text) for line, text in texts(tree_of(path)) if not _is_code(text)]
    assert found == []


def test_such_a_text_would_be_found() -> None:
    code = 'print("Well done")\nprint(f"Set {n} is next")\nprint(_("Good one"))'
    assert [text for _line, text in texts(ast.parse(code))] == ["Well done", "Set {} is next"]


@pytest.mark.parametrize("name", ["definitions/definition.py", "records/settings.py"])
def test_mistakes_in_a_file_are_told_through_the_catalogue(name: str) -> None:
    raised = [
        node.exc for node in ast.walk(tree_of(COACH / name))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
    ]  # fmt: skip
    assert raised
    assert [ast.unparse(call) for call in raised if isinstance(call.args[-1], ast.Constant | ast.JoinedStr)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(COACH).as_posix())
def test_texts_are_whole_and_looked_up_when_they_are_used(path: Path) -> None:
    nodes = list(ast.walk(tree_of(path)))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    within = {function: list(ast.walk(function)) for function in functions}
    inside = {id(inner) for function in functions for part in function.body for inner in ast.walk(part)}
    for node in nodes:
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if called in ("_", "plural"):
            assert id(node) in inside, f"line {node.lineno}: the language is not chosen yet when a module is read"
        if called in CATALOGUE:
            assert not any(isinstance(a, ast.JoinedStr | ast.BinOp) for a in node.args[:2]), (
                f"line {node.lineno}: glued"
            )
    for function in functions:
        names = {node.id for node in within[function] if isinstance(node, ast.Name) and node.id == "_"
                 and isinstance(node.ctx, ast.Store)}  # fmt: skip
        calls = any(
            isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "_" for n in within[function]
        )
        assert not (names and calls), f"{function.name}: a loop variable hides the catalogue"
