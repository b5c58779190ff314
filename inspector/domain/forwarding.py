"""Handing a station's history on to one that several stations share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Rows = Sequence[Mapping[str, Any]]
"""Rows of one table as they stand in the station's database."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is sent in one transaction.

    Attributes:
        last_sequence: Results up to this one are at the server once it is committed.
        last_change: Of the changes that it holds; 0 for none.
        results: New and changed ones; at most one row of each.
        views: Theirs.
        health: Of their pictures.
        provenances: Those that they cite.
        lots: Those that they belong to, and changed ones.
        reviews: New ones, in the order of their writing.
    """

    last_sequence: int
    last_change: int = 0
    results: Rows = field(default=())
    views: Rows = field(default=())
    health: Rows = field(default=())
    provenances: Rows = field(default=())
    lots: Rows = field(default=())
    reviews: Rows = field(default=())


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far a station is behind the shared history.

    Attributes:
        results: Results that the server has not confirmed.
        changes: Changes of earlier rows that it has not confirmed.
        oldest_utc_ns: When the oldest of these results was triggered.
        forwarded_utc_ns: When the server confirmed something last.
        fault: Why nothing can be sent now, with its code; empty when it can.
        remedy: What to do about it.
        fault_utc_ns: Since when.
    """

    results: int
    changes: int
    oldest_utc_ns: int | None
    forwarded_utc_ns: int | None
    fault: str
    remedy: str
    fault_utc_ns: int | None


class Outbox(Protocol):
    """The station's side."""

    def open(self) -> str:
        """Begin to write changes down, if that is not done already; the database's lineage."""

    def resume(self, at_server: int) -> int:
        """Behind which sequence to send on, given the last one that the server has."""

    def begin_behind(self, sequence: int) -> None:
        """The server knows that sending goes on there."""

    def take(self, after: int, limit: int) -> Batch | None:
        """The next results behind ``after`` and the oldest changes; ``None`` for nothing."""

    def confirm(self, batch: Batch, utc_ns: int) -> None:
        """The server has it."""

    def note_fault(self, fault: str, remedy: str, utc_ns: int) -> None:
        """Nothing can be sent; an empty fault ends it."""


class Inbox(Protocol):
    """The side of the shared history; every method needs the server."""

    def open(self, lineage: str) -> int:
        """Take over from any other sender of a database; its last sequence there, 0 for none.

        Raises:
            SharedHistoryError: the server cannot be asked.
        """

    def rewind(self, sequence: int) -> None:
        """Results behind this one are sent again; raises as :meth:`open`."""

    def receive(self, batch: Batch, utc_ns: int) -> None:
        """Keep all of a batch, or nothing; keeping one again changes nothing.

        Raises:
            SharedHistoryTakenError: another sender of the same database took over.
            SharedHistoryError: nothing was kept, or nobody knows.
        """

    def close(self) -> None:
        """Disconnect."""
