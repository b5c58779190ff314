"""What of a result is sealed, and the bytes that stand for it.

Sealed is what was recorded: verdict, scores, times, frame, the picture's hash, outcome, and with
what it was judged. Not sealed is what may change by right: reviews, lists, the lot, and where a
picture lies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from inspector.store.schema.tables import ProvenanceTable, ResultTable, ResultViewTable

_RESULT = (
    "result_id",
    "journal_id",
    "trigger_index",
    "part_id",
    "encoder",
    "triggered_utc_ns",
    "decided_utc_ns",
    "latency_ns",
    "evaluation",
    "reason",
    "class_name",
    "score",
    "threshold",
    "scores",
    "novelty",
    "frame_id",
    "frame_source",
    "pixel_format",
    "missed_since_last",
    "device_ns",
    "image_sha256",
    "outcome",
    "outcome_utc_ns",
    "late_evaluation",
    "view",
    "camera",
    "challenge",
)
_PROVENANCE = (
    "station_id",
    "app_version",
    "config_hash",
    "recipe_id",
    "recipe_revision",
    "model_id",
    "model_sha256",
    "model_variant",
    "provider",
    "is_simulated",
)
_VIEW = (
    "view",
    "camera",
    "evaluation",
    "reason",
    "class_name",
    "score",
    "threshold",
    "scores",
    "novelty",
    "frame_id",
    "frame_source",
    "device_ns",
    "image_sha256",
)
_RESULTS = select(
    ResultTable.sequence,
    *(ResultTable.__table__.c[name] for name in _RESULT),
    *(ProvenanceTable.__table__.c[name] for name in _PROVENANCE),
).join_from(ResultTable.__table__, ProvenanceTable.__table__)
_VIEWS = select(
    ResultViewTable.sequence, *(ResultViewTable.__table__.c[name] for name in _VIEW)
).order_by(ResultViewTable.sequence, ResultViewTable.view)


def hashes(connection: Connection, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """SHA-256 of each result from one sequence to another, in their order."""
    for sequence, content in contents(connection, first, last):
        yield sequence, hashlib.sha256(content).digest()


def contents(connection: Connection, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """What is hashed of each result."""
    in_range = ResultViewTable.sequence.between(first, last)
    found = connection.execute(_VIEWS.where(in_range))
    views = {
        sequence: [list(row[1:]) for row in rows]
        for sequence, rows in groupby(found, key=itemgetter(0))
    }
    query = _RESULTS.where(ResultTable.sequence.between(first, last))
    for row in connection.execute(query.order_by(ResultTable.sequence)):
        yield row[0], _content([*row[1:]], views.get(row[0], []))


def _content(result: list[Any], views: list[list[Any]]) -> bytes:
    """JSON without spaces; numbers as Python writes them, which is exact for both kinds."""
    text = json.dumps([result, views], ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.encode()
