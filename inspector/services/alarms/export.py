"""The alarm log as CSV (RFC 4180), for spreadsheets and for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from inspector.domain.spreadsheet import BYTE_ORDER_MARK, csv_text
from inspector.wire.alarms import AlarmRow


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="milliseconds")


_COLUMNS: Mapping[str, Callable[[AlarmRow], object]] = MappingProxyType(
    {
        "occurrence_id": lambda row: row.occurrence_id,
        "raised_at": lambda row: _time(row.raised_at),
        "ended_at": lambda row: _time(row.ended_at),
        "duration_s": lambda row: f"{row.duration_s:.3f}",
        "code": lambda row: row.code,
        "severity": lambda row: row.severity.value,
        "effect": lambda row: row.effect.value,
        "subject": lambda row: row.subject,
        "message": lambda row: row.message,
        "state": lambda row: row.state.value,
        "times": lambda row: row.times,
        "ended_by": lambda row: row.ended_by.value,
        "cleared_by": lambda row: row.cleared_by,
        "acknowledged_at": lambda row: _time(row.acknowledged_at),
        "acknowledged_by": lambda row: row.acknowledged_by,
        "trigger_index": lambda row: "" if row.trigger_index is None else row.trigger_index,
    }
)


def csv_lines(rows: Iterable[AlarmRow]) -> Iterator[bytes]:
    """A line of headings and one for each row; no cell is taken for a formula."""
    yield (BYTE_ORDER_MARK + csv_text([_COLUMNS])).encode()
    for row in rows:
        yield csv_text([[value(row) for value in _COLUMNS.values()]]).encode()
