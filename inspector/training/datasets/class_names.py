"""What a class may be called: its name stands in files, tables, paths and registers."""

from __future__ import annotations

from collections.abc import Iterable

from inspector.domain.errors.dataset import SourceInvalidError

LONGEST_NAME = 64


def refuse_class_names(names: Iterable[str]) -> None:
    """Refuse names that are not short and printable, or that could be a path.

    Raises:
        SourceInvalidError: all such names are listed.
    """
    unfit = sorted(ascii(name) for name in names if not _is_fit(name))
    if unfit:
        raise SourceInvalidError(
            f"no name for a class: {', '.join(unfit)}",
            remedy=f"Use up to {LONGEST_NAME} printable characters, without slashes, and without "
            "spaces or dots at the ends.",
        )


def _is_fit(name: str) -> bool:
    whole = name == name.strip(" .") and 0 < len(name) <= LONGEST_NAME
    return whole and name.isprintable() and not set(name) & set("/\\")
