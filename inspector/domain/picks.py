"""Named lists of results, from which datasets are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pick:
    """A list, and when results were first and last put on it, in Unix nanoseconds."""

    name: str
    results: int
    first_utc_ns: int
    last_utc_ns: int


class PickStore(Protocol):
    """Where lists are kept. All methods may be called from several threads."""

    def add(self, name: str, result_ids: Sequence[str], utc_ns: int, person: str) -> int:
        """Put results on a list; how many of them were new there.

        Raises:
            ResultNotFoundError: one does not exist; none was put there.
        """

    def all(self) -> Sequence[Pick]:
        """All lists, the one that was added to last first."""
