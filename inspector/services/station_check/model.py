"""Does the model in force still give its golden answers here, and in time?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from inspector.domain.errors.model import ModelError
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.place import Place
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName
from inspector.services.station_check.step import (
    Cancelled,
    CheckStep,
    answered,
    failed,
    not_applicable,
)
from inspector.wire.station import StationSnapshot

TIGHT_SHARE = 0.8
"""From this share of the deadline on there is little left for a busy moment."""
_FASTER = CheckPhrase.GIVE_VERDICTS_TIME()


def model_step(snapshot: Callable[[], StationSnapshot], replay: Callable[[], str]) -> CheckStep:
    """Everything about the model.

    Args:
        snapshot: The station now.
        replay: Opens the package in force anew in a process of low priority and compares the
            answers to its golden pictures; what was replayed, or a ``ModelError``.
    """

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        now = snapshot()
        yield not_applicable(CheckName.MODEL_PACKAGE) if now.model is None else _replayed(replay)
        if now.deadline is not None:
            needed, limit = now.deadline.needed_ms, now.deadline.deadline_ms
            yield answered(
                CheckName.MODEL_DEADLINE,
                f"{needed:.1f} ms / {limit:.1f} ms",
                _FASTER,
                warns=needed > TIGHT_SHARE * limit,
                fails=not now.deadline.met,
                place=Place.MODELS,
            )
        yield _latency(now)

    return CheckStep(CheckGroup.MODEL, look)


def _replayed(replay: Callable[[], str]) -> CheckFinding:
    try:
        figure = replay()
    except ModelError as error:
        return failed(CheckName.MODEL_PACKAGE, error, Place.MODELS)
    return answered(CheckName.MODEL_PACKAGE, figure, place=Place.MODELS)


def _latency(now: StationSnapshot) -> CheckFinding:
    p99 = now.latency_ms.p99
    if p99 is None or now.deadline is None:
        return not_applicable(CheckName.MODEL_LATENCY)
    limit = now.deadline.deadline_ms
    return answered(
        CheckName.MODEL_LATENCY,
        f"p50 {now.latency_ms.p50 or 0:.1f} ms · p99 {p99:.1f} ms / {limit:.0f} ms",
        _FASTER,
        warns=p99 > TIGHT_SHARE * limit,
        fails=p99 > limit,
        place=Place.MODELS,
    )
