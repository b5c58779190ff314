"""What the gate says of itself: to the PLC in block V, to the engine ten times a second."""

from __future__ import annotations

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate.core import GateCore
from inspector.gate.settings import GateSettings
from inspector.pipe.records import GateStatus, TriggerSource
from inspector.plc.registers import MAP_VERSION, MachineState, Status

_WORD = 0xFFFF


def show_status(core: GateCore, settings: GateSettings, *, plc_connected: bool) -> None:
    """Write status word, state and counters into block V."""
    vision = core.bank.vision
    ready = core.engine_attached and bool(core.engine.ready) and not core.history.failing
    fault = _fault(core)
    bits = {
        Status.ONLINE: core.engine_attached,
        Status.TRIGGER_READY: ready and core.synchronised,
        Status.INSPECTING: bool(core.history.ledger.undecided()),
        Status.RESULTS_PENDING: core.results.pending > 0,
        Status.BUFFER_OVERRUN: core.results.overruns > core.overruns_cleared,
        Status.MISSED_TRIGGER: core.missed > core.missed_cleared,
        Status.FAULT: fault != 0,
        Status.PLC_LOST: not plc_connected,
        Status.RESYNC_NEEDED: not core.synchronised,
        Status.RECIPE_OK: core.engine.recipe_number > 0,
        Status.SIMULATED: settings.simulated,
    }
    vision["map_version"] = MAP_VERSION
    vision["status"] = sum(bit for bit, is_set in bits.items() if is_set)
    running = MachineState.EXECUTE if ready else MachineState.IDLE
    vision["state"] = MachineState.ABORTED if fault else running
    vision["fault_code"] = fault
    vision["session_id"] = core.session_id
    vision["recipe_active"] = core.engine.recipe_number
    vision["missed_triggers"] = core.missed & _WORD
    vision["queue_depth"] = len(core.history.ledger.undecided())
    _show_counters(core)


def _fault(core: GateCore) -> int:
    """The reason for which no part can pass now, 0 for none."""
    if core.history.failing:
        return Reason.JOURNAL_FAILED
    if not core.engine_attached:
        return Reason.ENGINE_LOST
    return core.engine.fault_reason


def _show_counters(core: GateCore) -> None:
    vision, evaluations = core.bank.vision, core.history.ledger.evaluations
    vision["inspected"] = sum(evaluations.values())
    vision["passed"] = evaluations[Evaluation.OK]
    vision["rejected"] = evaluations[Evaluation.NOT_OK] + evaluations[Evaluation.NOT_DECIDABLE]
    vision["not_inspected"] = evaluations[Evaluation.UNDEFINED]
    vision["late"] = core.tracking.late
    vision["overrun"] = core.results.overruns


def gate_status(core: GateCore, *, plc_connected: bool) -> GateStatus:
    """The gate's counts beside the PLC's own, both counted from the same moment.

    A PLC that does not number the parts has no count of triggers that could disagree.
    """
    ledger, base, plc = core.history.ledger, core.history.base, core.bank.plc
    plc_triggered = plc["plc_triggered"] - base.plc_triggered + base.triggered
    counts_parts = core.tracking.source is TriggerSource.PLC
    return GateStatus(
        plc_connected=plc_connected,
        synchronised=core.synchronised,
        alarm_bits=int(core.history.failing),
        triggered=ledger.triggered,
        undefined=ledger.evaluations[Evaluation.UNDEFINED],
        ok=ledger.evaluations[Evaluation.OK],
        not_ok=ledger.evaluations[Evaluation.NOT_OK],
        not_decidable=ledger.evaluations[Evaluation.NOT_DECIDABLE],
        passed=ledger.outcomes[Outcome.PASSED],
        rejected=ledger.outcomes[Outcome.REJECTED],
        unconfirmed=ledger.outcomes[Outcome.UNCONFIRMED],
        unknown=ledger.outcomes[Outcome.UNKNOWN],
        plc_triggered=_u32(plc_triggered) if counts_parts else ledger.triggered,
        plc_passed=_u32(plc["plc_passed"] - base.plc_passed + base.passed),
        plc_rejected=_u32(plc["plc_rejected"] - base.plc_rejected + base.rejected),
        missed=core.missed,
        late=core.tracking.late,
        last_sequence=core.history.journal.last_sequence,
        repeated=core.repeated,
    )


def _u32(count: int) -> int:
    """A PLC that writes nonsense into its counters shows as a mismatch and does no harm."""
    return min(max(count, 0), 0xFFFFFFFF)
