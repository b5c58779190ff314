"""What the messages carry, as JSON; fields that the API has are named as there."""

from __future__ import annotations

from datetime import datetime

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.station import StationState
from inspector.wire.history import ResultRow
from inspector.wire.model import WireModel
from inspector.wire.station import Alarm, Counters, LatencyMs, Reconciliation, StationSnapshot


class Online(WireModel):
    """Whether the publisher is connected. The broker itself tells the end, with no time."""

    online: bool
    since: datetime | None = None


class ResultTold(ResultRow):
    """The verdict on one part; `outcome` is what was known when the message was made."""

    station_id: str


class OutcomeTold(WireModel):
    """Where a part went, as the PLC confirmed it."""

    station_id: str
    result_id: str
    sequence: int
    part_id: int
    trigger_index: int
    evaluation: Evaluation
    outcome: Outcome
    outcome_at: datetime | None


class CountersTold(WireModel):
    """Counts, their reconciliation, rate and latency, each as the API tells them."""

    at: datetime
    counters: Counters
    reconciliation: Reconciliation
    rate_per_min: float
    latency_ms: LatencyMs


class StateTold(WireModel):
    """The station's state; all but `api_connected` is absent while the engine does not answer."""

    api_connected: bool
    state: StationState | None = None
    since: datetime | None = None
    gate_connected: bool | None = None
    plc_connected: bool | None = None
    camera_connected: bool | None = None
    maintenance: bool | None = None
    simulated: bool | None = None
    recipe_id: str | None = None
    recipe_number: int | None = None
    recipe_revision: str | None = None
    app_version: str | None = None


class AlarmTold(Alarm):
    """An alarm was raised (`active`) or cleared."""

    active: bool
    at: datetime


class AlarmsTold(WireModel):
    """All alarms that stand."""

    alarms: list[Alarm]


def result_told(station_id: str, row: ResultRow) -> ResultTold:
    """The message of one row of the history."""
    return ResultTold.model_validate(dict(row) | {"station_id": station_id})


def outcome_told(station_id: str, row: ResultRow) -> OutcomeTold | None:
    """The message of one row, if its outcome is known."""
    if row.outcome is Outcome.PENDING:
        return None
    return OutcomeTold(
        station_id=station_id,
        result_id=row.result_id,
        sequence=row.sequence,
        part_id=row.part_id,
        trigger_index=row.trigger_index,
        evaluation=row.evaluation,
        outcome=row.outcome,
        outcome_at=row.outcome_at,
    )


def state_told(snapshot: StationSnapshot | None) -> StateTold:
    """The state; ``None`` for an engine that does not answer."""
    if snapshot is None:
        return StateTold(api_connected=False)
    return StateTold(
        api_connected=True,
        state=snapshot.state,
        since=snapshot.since,
        gate_connected=snapshot.gate_connected,
        plc_connected=snapshot.plc_connected,
        camera_connected=snapshot.camera_connected,
        maintenance=snapshot.maintenance,
        simulated=snapshot.simulated,
        recipe_id=snapshot.recipe_id,
        recipe_number=snapshot.recipe_number,
        recipe_revision=snapshot.recipe_revision,
        app_version=snapshot.app_version,
    )


def counters_told(snapshot: StationSnapshot, at: datetime) -> CountersTold:
    """The counts of a snapshot."""
    return CountersTold(
        at=at,
        counters=snapshot.counters,
        reconciliation=snapshot.reconciliation,
        rate_per_min=snapshot.rate_per_min,
        latency_ms=snapshot.latency_ms,
    )
