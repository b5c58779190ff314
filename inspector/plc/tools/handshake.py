"""The handshake step by step, as it looks from the station's side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from inspector.plc.tools import link_steps, part_steps
from inspector.plc.tools.finding import Finding, StepState, seen, skipped, wrong
from inspector.plc.tools.watch import Watch
from inspector.wire.station import StationSnapshot

STEPS: Final[Mapping[str, Callable[[Watch], Finding]]] = {
    "station is alive": link_steps.station_alive,
    "PLC is alive": link_steps.plc_alive,
    "PLC has a session": link_steps.plc_session,
    "session is acknowledged": link_steps.session_acknowledged,
    "no alarm is latched": link_steps.no_alarm,
    "recipe is in force": link_steps.recipe_in_force,
    "station is ready": link_steps.station_ready,
    "parts are triggered": part_steps.triggered,
    "triggers are taken over": part_steps.trigger_taken,
    "parts have names": part_steps.part_named,
    "encoder is latched": part_steps.encoder_latched,
    "parts are judged": part_steps.judged,
    "results are acknowledged": part_steps.acknowledged,
    "outcomes are confirmed": part_steps.confirmed,
    "PLC counts with them": part_steps.counters_agree,
}
RECONCILED: Final = "all counters agree"


def judge(watch: Watch) -> dict[str, Finding]:
    """Each step by its name, in the order in which a PLC engineer gets them to work."""
    return {name: check(watch) for name, check in STEPS.items()}


def reconciled(snapshot: StationSnapshot | None) -> Finding:
    """What the station's own sum of triggers, verdicts, outcomes, records and the PLC says."""
    if snapshot is None:
        return skipped("the station's API is not on this machine; see the operator's app")
    result, count = snapshot.reconciliation, snapshot.counters
    if not result.agreed:
        return wrong(
            result.detail,
            "Compare the counters that are named here with the PLC's own; a difference stays until "
            "the PLC takes a new plc_session.",
        )
    return seen(
        f"{count.triggered} triggered, {count.passed} passed, {count.rejected} rejected, "
        f"{count.recorded} recorded since the journal began"
    )


def complete(findings: Mapping[str, Finding]) -> bool:
    """Whether every step that can be seen from here works."""
    return all(each.state in (StepState.SEEN, StepState.SKIPPED) for each in findings.values())
