"""Which station a result belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.wire.history import ResultRow


def home_of(row: ResultRow) -> str:
    """The other station that a result belongs to; empty for this one.

    Two stations may have given a result the same id.
    """
    return row.station_id if row.is_elsewhere else ""


def same_part(one: ResultRow, other: ResultRow) -> bool:
    """Whether both are of one inspection."""
    return (one.result_id, home_of(one)) == (other.result_id, home_of(other))
