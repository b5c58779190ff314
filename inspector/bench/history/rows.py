"""A history of any length: a month of parts in lots, of two recipes and two models."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import StageTimings
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.record import ArchivedImage, Provenance, ResultRecord
from inspector.domain.result_id import make_result_id
from inspector.store.opening import DATABASE_NAME, open_store

JOURNAL = 0xBE7C
DAYS, LOTS = 30, 90
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
END = BEGIN + timedelta(days=DAYS)
_BEGIN_NS, _SPAN_NS = round(BEGIN.timestamp()) * 10**9, DAYS * 86_400 * 10**9
_LATENCY_NS, _INFERENCE_NS = 14_000_000, 7_000_000
_PIECE = 200_000
_NOT_KEPT = ArchivedImage(note="made for a measurement")
_CHANCE = "(abs(random()) % 1000000 / 1000000.0)"
_VARIED = {
    "sequence": "n",
    "result_id": f"printf('{JOURNAL:08x}-%012d', n)",
    "trigger_index": "n",
    "part_id": "n",
    "triggered_utc_ns": f"{_BEGIN_NS} + n * step",
    "decided_utc_ns": f"{_BEGIN_NS} + n * step + {_LATENCY_NS}",
    "evaluation": "CASE WHEN k < 0.03 THEN 2 WHEN k < 0.031 THEN 3 WHEN k < 0.032 THEN 0 "
    "ELSE 1 END",
    "reason": "CASE WHEN k >= 0.031 AND k < 0.032 THEN 20 ELSE 0 END",
    "class_name": "CASE WHEN k < 0.0001 THEN 'inclusion' WHEN k < 0.01 THEN 'dent' "
    "WHEN k < 0.03 THEN 'scratch' ELSE 'good' END",
    "score": "CASE WHEN k < 0.05 THEN 0.4 + k * 12 ELSE 1 - (k - 0.05) * 0.02 END",
    "outcome": "CASE WHEN k < 0.032 THEN 2 ELSE 1 END",
    "lot_id": f"min(1 + n * step / {_SPAN_NS // LOTS}, {LOTS})",
    "provenance_id": f"1 + (n * step > {_SPAN_NS // 2}) * 2 + n * step / {_SPAN_NS // 700} % 2",
    "challenge": "n % 9000 = 0",
    "review": "CASE WHEN n % 500 = 0 THEN 1 + n / 500 % 3 ELSE 0 END",
}
"""What differs from row to row; three parts of a hundred are defective."""


def fill_history(folder: Path, rows: int, tell: Callable[[str], object]) -> None:
    """Make rows until there are as many; what an earlier call made of as many stays.

    The first rows are stored as a station does, all others by SQL from them, with every index and
    trigger that a station has.
    """
    if not (folder / DATABASE_NAME).exists():
        _begin(folder)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144;")
        names = [row[1] for row in connection.execute("PRAGMA table_info(result)")]
        made = connection.execute("SELECT max(sequence) FROM result").fetchone()[0]
        while made < rows:
            end = min(made + _PIECE, rows)
            with connection:
                connection.execute(_insertion(names), (made + 1, end, _SPAN_NS // rows))
            made = end
            tell(f"{made} of {rows} rows made")


def record(number: int) -> ResultRecord:
    """One part as a station stores it."""
    triggered_utc_ns = _BEGIN_NS + number
    return ResultRecord(
        result_id=make_result_id(JOURNAL, number),
        journal_id=JOURNAL,
        trigger_index=number,
        part_id=number,
        encoder=number * 512,
        triggered_utc_ns=triggered_utc_ns,
        decided_utc_ns=triggered_utc_ns + _LATENCY_NS,
        latency_ns=_LATENCY_NS,
        evaluation=Evaluation.OK,
        reason=Reason.CLASSIFIED,
        provenance=_provenance((number - 1) % 4),
        class_name="good",
        score=0.973,
        threshold=0.5,
        scores={"good": 0.973, "scratch": 0.02, "dent": 0.007},
        timings=StageTimings(inference_ns=_INFERENCE_NS),
        image=_NOT_KEPT,
    )


def _begin(folder: Path) -> None:
    store = open_store(folder)
    lots = store.lots()
    for number in range(LOTS):
        lots.begin(Lot(0, f"lot-{number}", "", _BEGIN_NS, "bench"), LotBoundary(JOURNAL, number))
    for number in range(1, 5):
        store.commit(JOURNAL, number, [record(number)], [], [])
    store.close()


def _provenance(kind: int) -> Provenance:
    recipe, model = kind % 2, kind // 2
    return Provenance(
        station_id="bench",
        app_version="0",
        config_hash="77" * 32,
        recipe_id=f"recipe-{recipe}",
        recipe_revision=f"{recipe}a" * 32,
        model_id=f"model-{model}",
        model_sha256=f"{model}c" * 32,
        model_variant="int8",
        provider="CPU",
        is_simulated=True,
    )


def _insertion(names: list[str]) -> str:
    values = ", ".join(_VARIED.get(name, f'"{name}"') for name in names)
    return (
        "WITH RECURSIVE number(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM number WHERE n < ?), "  # noqa: S608
        f"part AS MATERIALIZED (SELECT n, ? AS step, {_CHANCE} AS k FROM number) "
        f"INSERT INTO result ({', '.join(names)}) "
        f"SELECT {values} FROM part, (SELECT * FROM result WHERE sequence = 1)"
    )
