"""SHA-256 of all that a report of a lot stands on.

Results count with the hash that seals them, so each with its views, what judged it, and its
picture. An alarm counts as far as it lies within the lot, so that its later end changes nothing;
so do challenges.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from inspector.domain.challenge import ChallengeRun
from inspector.domain.lot_record import LotDigests
from inspector.domain.lots import LineReading, Lot, LotEdge
from inspector.store.challenges.record import runs_between
from inspector.store.schema.alarm_tables import AlarmOccurrenceTable
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.tables import ResultTable
from inspector.store.seals.content import hashes

_T, _A = ResultTable, AlarmOccurrenceTable
_ROWS = 2_000
_ENDLESS = 2**63 - 1


def digests_of(
    connection: Connection, lot: Lot, readings: Mapping[LotEdge, LineReading]
) -> LotDigests:
    """Read every row once."""
    since, until = lot.begun_utc_ns, lot.ended_utc_ns or _ENDLESS
    begun = {edge.value: asdict(reading) for edge, reading in sorted(readings.items())}
    told = asdict(lot) | {"by_evaluation": None}
    return LotDigests(
        lot=_digest([[told, begun]]),
        results=_results(connection, lot.lot_id),
        reviews=_digest(_reviews(connection, lot.lot_id)),
        challenges=_digest(map(_challenge, runs_between(connection, since, until))),
        alarms=_digest(_alarms(connection, since, until)),
    )


def _results(connection: Connection, lot_id: int) -> str:
    digest, before = hashlib.sha256(), 0
    page = select(_T.sequence, _T.challenge).where(_T.lot_id == lot_id)
    while True:
        query = page.where(_T.sequence > before).order_by(_T.sequence).limit(_ROWS)
        rows = connection.execute(query).all()
        if not rows:
            return digest.hexdigest()
        own = {row.sequence: row.challenge for row in rows}
        for sequence, value in hashes(connection, rows[0].sequence, rows[-1].sequence):
            if sequence in own:
                digest.update(f"{sequence} {own[sequence]} {value.hex()}\n".encode())
        before = rows[-1].sequence


def _reviews(connection: Connection, lot_id: int) -> Iterable[object]:
    query = (
        select(ReviewTable.__table__)
        .join_from(ReviewTable, _T, ReviewTable.result_id == _T.result_id)
        .where(_T.lot_id == lot_id)
        .order_by(ReviewTable.review_id)
    )
    return ([*row] for row in connection.execute(query))


def _alarms(connection: Connection, since: int, until: int) -> Iterable[object]:
    columns = (_A.code, _A.subject, _A.severity, _A.effect, _A.message, _A.raised_utc_ns)
    query = (
        select(*columns, _A.ended_utc_ns)
        .where(_A.raised_utc_ns < until)
        .where((_A.ended_utc_ns.is_(None)) | (_A.ended_utc_ns >= since))
        .order_by(_A.raised_utc_ns, _A.occurrence_id)
    )
    for *told, ended in connection.execute(query):
        yield [*told, None if ended is None or ended >= until else ended]


def _challenge(run: ChallengeRun) -> dict[str, object]:
    """But for its phrases, which say the same as its detail."""
    return {name: value for name, value in asdict(run).items() if name != "reasons"}


def _digest(rows: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        text = json.dumps(_plain(row), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """A score that is no number stands as nothing: JSON has no other way to write it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
