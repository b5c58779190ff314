"""A history of any length to look through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import StageTimings
from inspector.domain.record import ArchivedImage, Provenance, ResultRecord
from inspector.domain.result_id import make_result_id
from inspector.store.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

_JOURNAL = 0xBE7C
_FIRST_UTC_NS = 1_780_000_000_000_000_000
_STEP_NS = 500_000_000
_BATCH = 2000
_LATENCY_NS, _INFERENCE_NS = 14_000_000, 7_000_000
_NOT_KEPT = ArchivedImage(note="made for a measurement")
_PROVENANCE = Provenance(
    "bench", "0", "77" * 32, "bench", "9a" * 32, "bench", "c4" * 32, "int8", "CPU", True
)
_FINDINGS = (
    (Evaluation.OK, "good", 0.973),
    (Evaluation.NOT_OK, "scratch", 0.912),
    (Evaluation.NOT_DECIDABLE, "dent", 0.381),
)


def fill_history(folder: Path, rows: int, progress: Callable[[str], object]) -> None:
    """Store rows until there are as many, two parts a second, most of them good.

    What an earlier call stored stays, so an interrupted filling goes on where it was.
    """
    store = open_store(folder)
    try:
        stored = store.position(_JOURNAL)
        while stored < rows:
            last = min(stored + _BATCH, rows)
            store.commit(_JOURNAL, last, [_record(n) for n in range(stored + 1, last + 1)], [], [])
            stored = last
            if stored % (50 * _BATCH) == 0:
                progress(f"{stored} of {rows} rows stored")
    finally:
        store.close()


def _record(number: int) -> ResultRecord:
    evaluation, class_name, score = _FINDINGS[(number % 23 == 5) + (number % 97 == 11)]
    triggered_utc_ns = _FIRST_UTC_NS + number * _STEP_NS
    return ResultRecord(
        result_id=make_result_id(_JOURNAL, number),
        journal_id=_JOURNAL,
        trigger_index=number,
        part_id=number,
        encoder=number * 512,
        triggered_utc_ns=triggered_utc_ns,
        decided_utc_ns=triggered_utc_ns + _LATENCY_NS,
        latency_ns=_LATENCY_NS,
        evaluation=evaluation,
        reason=Reason.CLASSIFIED,
        provenance=_PROVENANCE,
        class_name=class_name,
        score=score,
        threshold=0.5,
        scores={class_name: score},
        timings=StageTimings(inference_ns=_INFERENCE_NS),
        image=_NOT_KEPT,
    )
