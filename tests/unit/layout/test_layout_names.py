"""Names that say nothing are kept out of the product."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
EMPTY_ENDINGS = ("Manager", "Helper", "Helpers", "Utils", "Handler", "Data", "Info")
EMPTY_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
EMPTY_FUNCTIONS = {"process", "handle", "do"}


def definitions() -> Iterator[tuple[Path, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in sorted((ROOT / "inspector").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(ROOT), node


def test_no_class_is_called_by_an_empty_word() -> None:
    found = [
        f"{path}: {node.name}"
        for path, node in definitions()
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_ENDINGS)
    ]
    assert found == []


def test_no_function_is_called_by_an_empty_word() -> None:
    found = [f"{path}: {node.name}" for path, node in definitions() if node.name in EMPTY_FUNCTIONS]
    assert found == []


def test_no_module_is_called_by_an_empty_word() -> None:
    paths = (ROOT / "inspector").rglob("*.py")
    assert [str(path) for path in paths if path.stem in EMPTY_MODULES] == []
