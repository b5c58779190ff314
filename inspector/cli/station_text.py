"""What a running station says of itself, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.wire.station import StationSnapshot


def status_text(snapshot: StationSnapshot) -> str:
    """State, links, counts, model, and every alarm with its remedy."""
    return "\n".join(_lines(snapshot))


def _lines(snapshot: StationSnapshot) -> Iterator[str]:
    since = snapshot.since.astimezone()
    simulated = ", simulated" if snapshot.simulated else ""
    yield (
        f"{snapshot.station_id}{simulated}: {snapshot.state.value} since {since:%Y-%m-%d %H:%M:%S}"
    )
    links = (
        ("gate", snapshot.gate_connected),
        ("PLC", snapshot.plc_connected),
        ("camera", snapshot.camera_connected),
    )
    yield ", ".join(f"{name} {'connected' if there else 'NOT CONNECTED'}" for name, there in links)
    counts = snapshot.counters
    yield (
        f"{counts.triggered} parts: {counts.ok} OK, {counts.not_ok} NOT_OK, "
        f"{counts.not_decidable} NOT_DECIDABLE, {counts.undefined} UNDEFINED"
    )
    agreed = snapshot.reconciliation
    yield "every part is accounted for" if agreed.agreed else f"NOT RECONCILED: {agreed.detail}"
    model = snapshot.model
    judging = "no model" if model is None else f"{model.model_id}/{model.version} ({model.variant})"
    yield f"{judging}, recipe {snapshot.recipe_id}, number {snapshot.recipe_number}"
    for alarm in snapshot.alarms:
        yield f"{alarm.severity.value.upper():7}  {alarm.code}: {alarm.message}"
        yield f"         -> {alarm.remedy}"
