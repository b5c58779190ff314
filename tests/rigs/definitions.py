"""What the product defines, read once from its source."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Definition:
    """A class with the bases it names, or a function with none."""

    path: str
    name: str
    is_class: bool
    bases: tuple[str, ...] = ()


@cache
def definitions() -> tuple[Definition, ...]:
    return tuple(
        Definition(
            path.relative_to(_ROOT).as_posix(),
            node.name,
            isinstance(node, ast.ClassDef),
            tuple(map(ast.unparse, getattr(node, "bases", ()))),
        )
        for path in sorted((_ROOT / "inspector").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    )
