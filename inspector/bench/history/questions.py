"""What people ask a history for: each criterion, and every two of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from inspector.bench.history.rows import BEGIN, LOTS
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.review import Standing

SHIFT_BEGINS_H, SHIFT_ENDS_H = 9 * 24 + 6, 9 * 24 + 14
_HOUR_NS = 3600 * 10**9


def criteria() -> Iterator[tuple[str, dict[str, Any]]]:
    """One criterion each, from one that every row meets to one that none does."""
    begin_ns = round(BEGIN.timestamp()) * 10**9
    shift = (begin_ns + SHIFT_BEGINS_H * _HOUR_NS, begin_ns + SHIFT_ENDS_H * _HOUR_NS)
    yield "a shift", {"since_utc_ns": shift[0], "until_utc_ns": shift[1]}
    yield "an old lot", {"lot": f"lot-{LOTS // 3}"}
    for evaluation in Evaluation:
        yield evaluation.name, {"evaluation": evaluation}
    for name in ("good", "scratch", "dent", "inclusion", "unknown"):
        yield f"class {name}", {"class_name": name}
    for low, high in ((None, 0.3), (None, 0.5), (0.45, 0.55), (0.9, None), (0.9995, None)):
        yield f"score {low} to {high}", {"score_min": low, "score_max": high}
    for standing in Standing:
        yield f"review {standing.name}", {"review": standing}
    for outcome in (Outcome.PASSED, Outcome.REJECTED, Outcome.UNCONFIRMED):
        yield f"outcome {outcome.name}", {"outcome": outcome}
    yield "a reason", {"reason": Reason.FRAME_MISSING}
    yield "an old model", {"model_id": "model-0"}
    yield "a recipe", {"recipe_id": "recipe-0"}
    yield "challenge parts", {"challenge": True}


def filters() -> Iterator[tuple[str, HistoryFilter]]:
    """No criterion, each one, and every two that concern different fields."""
    known = list(criteria())
    yield "all", HistoryFilter()
    for name, fields in known:
        yield name, HistoryFilter(**fields)
    for (one, fields), (other, more) in combinations(known, 2):
        if not fields.keys() & more.keys():
            yield f"{one}, {other}", HistoryFilter(**fields, **more)
