"""The catalogue of all errors, and the page of the documentation that is written from it.

To write the page: ``python -m inspector.domain.errors.catalogue > docs/reference/error-codes.md``.
"""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import inspector.domain.errors as branches
from inspector.domain.errors.base import InspectorError

_HEADER = """\
# Error codes

Every error that reaches a user has a code that stays the same from version to version. On the
command line it is the line `error CODE: what happened`, followed by the remedy. A code that ends
in `000` stands for a whole branch and is used where no closer one fits.

<!-- Written from the classes in inspector/domain/errors:
     python -m inspector.domain.errors.catalogue > docs/reference/error-codes.md -->

| Code | Cause | Remedy |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """One error as the documentation shows it."""

    code: str
    error: type[InspectorError]
    cause: str
    remedy: str


def catalogue() -> tuple[ErrorEntry, ...]:
    """All errors of the branches in this package, in the order of their codes."""
    for module in pkgutil.iter_modules(branches.__path__, branches.__name__ + "."):
        importlib.import_module(module.name)
    entries = (_entry(error) for error in _descendants(InspectorError))
    return tuple(sorted(entries, key=lambda entry: (entry.code, entry.error.__name__)))


def as_markdown() -> str:
    """The page docs/reference/error-codes.md."""
    return _HEADER + "".join(
        f"| `{entry.code}` | {_cell(entry.cause)} | {_cell(entry.remedy)} |\n"
        for entry in catalogue()
    )


def _descendants(error: type[InspectorError]) -> Iterator[type[InspectorError]]:
    yield error
    for child in error.__subclasses__():
        if child.__module__.startswith(branches.__name__):
            yield from _descendants(child)


def _entry(error: type[InspectorError]) -> ErrorEntry:
    own_docstring = inspect.cleandoc(error.__dict__.get("__doc__") or "")
    return ErrorEntry(error.code, error, cause=own_docstring, remedy=error.remedy)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
