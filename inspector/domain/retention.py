"""How long results and their pictures are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class PictureKind(Enum):
    """Which pictures go together."""

    GOOD = "good"
    """Of parts that were found OK."""
    OTHER = "other"
    """Of all others."""


@dataclass(frozen=True, slots=True)
class OldPictures:
    """Results whose pictures have served their time.

    Attributes:
        sequences: Of the results.
        paths: Of their pictures in the archive, each once.
    """

    sequences: Sequence[int]
    paths: Sequence[str]


class RetentionStore(Protocol):
    """Finds what is old and takes it out of the history.

    Results that somebody has reviewed or put on a list, and challenge parts, are never found.
    """

    def old_pictures(self, kind: PictureKind, before_utc_ns: int, limit: int) -> OldPictures:
        """The oldest results with pictures, triggered before a time, at most ``limit``."""

    def let_go(self, old: OldPictures, note: str) -> None:
        """Let the rows say ``note`` in place of their pictures, and remember the files."""

    def removals(self, limit: int) -> Sequence[str]:
        """Files that no row names any more and that may still be on the disk."""

    def forget_removals(self, paths: Sequence[str]) -> None:
        """These files are gone."""

    def drop_results(self, before_utc_ns: int, limit: int) -> int:
        """Delete the oldest results, triggered before a time and without pictures; how many."""
