"""Seals of results, in the bytes that they are computed of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SealedResult:
    """One result as it is recorded now, beside its seal.

    Attributes:
        sequence: Its place in the history.
        content: What of it is sealed, as it is now.
        sha256: Of what was sealed, 64 hex digits; empty while it waits for its seal.
    """

    sequence: int
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedBlock:
    """One link of the chain.

    Attributes:
        digest: As it was computed when it was sealed, 64 hex digits.
        content: What it vouches for, as it is now: its SHA-256 is the digest. It begins with the
            digest of the block before.
        first_sequence: Of the first result in it.
        last_sequence: Of the last one.
        sealed_utc_ns: When, in Unix nanoseconds.
    """

    digest: str
    content: bytes
    first_sequence: int
    last_sequence: int
    sealed_utc_ns: int


class SealProofs(Protocol):
    """Where seals are read. All methods may be called from several threads."""

    def sealed(self, result_id: str) -> SealedResult:
        """A result beside its seal.

        Raises:
            ResultNotFoundError: no row has this id.
        """

    def blocks(self, first: int, last: int) -> Iterator[SealedBlock]:
        """Those that hold results from one sequence to another, in their order."""
