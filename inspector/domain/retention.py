"""How long results and their pictures are kept."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol


class PictureKind(Enum):
    """Which pictures go together."""

    GOOD = "good"
    """Of parts that were found OK."""
    OTHER = "other"
    """Of all others."""


class RetentionStore(Protocol):
    """Finds what is old and takes it out of the history.

    Results that somebody has reviewed or put on a list, and challenge parts, are never found.
    """

    def old_pictures(self, kind: PictureKind, before_utc_ns: int, limit: int) -> Sequence[int]:
        """Sequences of the oldest results with pictures, triggered before a time."""

    def let_go(self, sequences: Sequence[int], note: str) -> int:
        """Let the rows say ``note`` in place of their pictures; how many files are remembered.

        A result that somebody has reviewed or put on a list meanwhile keeps its pictures.
        """

    def removals(self, limit: int) -> Sequence[str]:
        """Files that no row names any more and that may still be on the disk."""

    def forget_removals(self, paths: Sequence[str]) -> None:
        """These files are gone."""

    def drop_results(self, before_utc_ns: int, limit: int) -> int:
        """Delete the oldest results, triggered before a time and without pictures; how many."""
