"""Looking things up in the audit trail, newest first, a bounded stretch of it at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.spreadsheet import BYTE_ORDER_MARK, csv_text
from inspector.services.people.audit_file import AuditFiles, Part
from inspector.services.people.audit_line import sha256
from inspector.wire.audit import AuditFilter, AuditPage, AuditRow

_LINES_A_QUESTION = 20_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = tuple(AuditRow.model_fields)


def audit_page(
    files: AuditFiles, criteria: AuditFilter, before: str | None, limit: int
) -> AuditPage:
    """At most ``limit`` entries that match; looks at no more than some thousand lines.

    Args:
        files: The trail.
        criteria: What is asked for.
        before: ``next_before`` of the page before; ``None`` for the newest.
        limit: The longest page.

    Raises:
        RequestInvalidError: ``before`` is of no page.
        OSError: a file cannot be read.
    """
    number, line = _place(before)
    rows: list[AuditRow] = []
    left = _LINES_A_QUESTION
    with files.parts() as parts:
        for part in reversed(parts):
            if number is not None and part.number > number:
                continue
            lines = part.read().split(b"\n")
            start = line if number == part.number and line is not None else len(lines)
            for index in range(min(start, len(lines)) - 1, -1, -1):
                row = _row(lines[index])
                if row is not None and _matches(row, criteria):
                    rows.append(row)
                left -= 1
                if len(rows) == limit or not left:
                    ended = index == 0 and part.number == 1
                    return AuditPage(
                        rows=rows, next_before=None if ended else f"{part.number}-{index}"
                    )
    return AuditPage(rows=rows, next_before=None)


def entries(files: AuditFiles, criteria: AuditFilter) -> Iterator[AuditRow]:
    """All entries that match, oldest first.

    Raises:
        OSError: a file cannot be read.
    """
    with files.parts() as parts:
        for part in parts:
            yield from _entries_of(part, criteria)


def as_json_lines(rows: Iterator[AuditRow]) -> Iterator[bytes]:
    """One JSON object per line."""
    for row in rows:
        yield f"{row.model_dump_json()}\n".encode()


def as_csv(rows: Iterator[AuditRow]) -> Iterator[bytes]:
    """For a spreadsheet; nothing in it is taken for a formula."""
    yield (BYTE_ORDER_MARK + csv_text([_COLUMNS])).encode()
    for row in rows:
        cells = [_cell(value) for value in row.model_dump(mode="json").values()]
        yield csv_text([cells]).encode()


def _entries_of(part: Part, criteria: AuditFilter) -> Iterator[AuditRow]:
    for raw in part.read().split(b"\n"):
        row = _row(raw)
        if row is not None and _matches(row, criteria):
            yield row


def _cell(value: object) -> object:
    structured = isinstance(value, (bool, list, dict))
    return json.dumps(value, ensure_ascii=False) if structured else value


def _place(before: str | None) -> tuple[int | None, int | None]:
    if before is None:
        return None, None
    number, dash, line = before.partition("-")
    if not (dash and number.isdecimal() and line.isdecimal() and len(before) < 32):
        raise RequestInvalidError(f"before: {before!r} is of no page")
    return int(number), int(line)


def _row(raw: bytes) -> AuditRow | None:
    """An entry, also one from before the chain; what is none belongs to the check, not here."""
    try:
        told = json.loads(raw)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    return AuditRow(
        seq=told["seq"] if isinstance(told.get("seq"), int) else None,
        at=_moment(told.get("at")),
        role=_text(told, "role") or None,
        old=told.get("old"),
        new=told.get("new"),
        sha256=sha256(raw),
        who=_text(told, "who"),
        what=_text(told, "what"),
        target=_text(told, "target"),
        reason=_text(told, "reason"),
        outcome=_text(told, "outcome"),
        client=_text(told, "client"),
        approved_by=_text(told, "approved_by"),
    )


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _moment(told: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        return _EPOCH
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _matches(row: AuditRow, criteria: AuditFilter) -> bool:
    return (
        (criteria.person is None or criteria.person in (row.who, row.approved_by))
        and (criteria.what is None or row.what.startswith(criteria.what))
        and (criteria.target is None or criteria.target.casefold() in row.target.casefold())
        and (criteria.since is None or row.at >= _aware(criteria.since))
        and (criteria.until is None or row.at < _aware(criteria.until))
        and not (criteria.failed and row.outcome == "done")
    )


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
