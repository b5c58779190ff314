"""What the gate says of itself: to the PLC in block V, to the engine ten times a second."""

from __future__ import annotations

import struct

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate.core import GateCore
from inspector.gate.history import u32
from inspector.gate.link import Link
from inspector.gate.readiness import obstacle, recipe_wanted
from inspector.gate.settings import GateSettings
from inspector.pipe.records import (
    LINK_DETAIL_BYTES,
    VISION_WORDS_SHOWN,
    GateStatus,
    LinkFault,
    PlcWords,
    TriggerSource,
    VisionWords,
)
from inspector.plc.registers import MAP_VERSION, PLC_WORDS, MachineState, Request, Status

_WORD = 0xFFFF
_CUT_OFF = "…".encode()
_STATES = {
    Reason.CLASSIFIED: MachineState.EXECUTE,
    Reason.STATION_NOT_READY: MachineState.IDLE,
    Reason.PURGING: MachineState.IDLE,
    Reason.RECIPE_CHANGING: MachineState.IDLE,
    Reason.MAINTENANCE: MachineState.STOPPED,
    Reason.LOCKED_OUT: MachineState.HELD,
    Reason.STATION_HELD: MachineState.HELD,
}
_NO_FAULT = frozenset(_STATES) - {Reason.STATION_HELD, Reason.LOCKED_OUT}


def show_status(core: GateCore, settings: GateSettings, *, plc_connected: bool) -> None:
    """Write status word, state and counters into block V."""
    vision = core.bank.vision
    reason = obstacle(core)
    fault = reason if reason not in _NO_FAULT else 0
    wanted = recipe_wanted(core)
    refused = wanted if wanted == core.engine.recipe_refused else 0
    bits = (
        (Status.ONLINE, core.engine_attached),
        (Status.TRIGGER_READY, reason is Reason.CLASSIFIED and core.synchronised),
        (Status.INSPECTING, core.history.ledger.undecided_count > 0),
        (Status.RESULTS_PENDING, core.results.pending > 0),
        (Status.BUFFER_OVERRUN, core.results.overruns > core.overruns_cleared),
        (Status.MISSED_TRIGGER, core.missed > core.missed_cleared),
        (Status.FAULT, fault != 0),
        (Status.LAST_PASS, core.tracking.last_cleared),
        (Status.RECIPE_LOADING, wanted != refused),
        (Status.BYPASS, bool(core.maintenance.active)),
        (Status.PLC_LOST, not plc_connected),
        (Status.ALARM, bool(core.alarms.active)),
        (Status.RESYNC_NEEDED, not core.synchronised),
        (Status.RECIPE_OK, core.engine.recipe_number > 0 and not wanted),
        (Status.SIMULATED, settings.simulated),
    )
    vision["map_version"] = MAP_VERSION
    vision["status"] = sum(int(bit) for bit, applies in bits if applies)
    vision["state"] = _STATES.get(reason, MachineState.ABORTED)
    vision["fault_code"] = fault
    vision["alarm_bits"] = core.alarms.active
    vision["request"] = requests(core)
    vision["recipe_refused"] = refused
    vision["session_id"] = core.session_id
    vision["recipe_active"] = core.engine.recipe_number
    vision["missed_triggers"] = core.missed & _WORD
    vision["queue_depth"] = core.history.ledger.undecided_count
    _show_counters(core)


def requests(core: GateCore) -> int:
    """What the PLC is asked for; in maintenance a person may have taken bits over."""
    locked_out = core.engine.fault_reason == Reason.LOCKED_OUT
    must_stop = core.alarms.infeed_must_stop or locked_out
    bits = int(Request.STOP_INFEED) if must_stop or core.maintenance.active else 0
    bits += int(Request.PURGE) if core.watch.purge_wanted else 0
    if core.drives_outputs or not core.maintenance.active:
        return bits
    forced = core.maintenance.forced
    return (bits & ~forced) | (core.maintenance.values & forced)


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
        alarm_bits=core.alarms.active,
        triggered=u32(ledger.triggered),
        undefined=u32(ledger.evaluations[Evaluation.UNDEFINED]),
        ok=u32(ledger.evaluations[Evaluation.OK]),
        not_ok=u32(ledger.evaluations[Evaluation.NOT_OK]),
        not_decidable=u32(ledger.evaluations[Evaluation.NOT_DECIDABLE]),
        passed=u32(ledger.outcomes[Outcome.PASSED]),
        rejected=u32(ledger.outcomes[Outcome.REJECTED]),
        unconfirmed=u32(ledger.outcomes[Outcome.UNCONFIRMED]),
        unknown=u32(ledger.outcomes[Outcome.UNKNOWN]),
        plc_triggered=u32(plc_triggered if counts_parts else ledger.triggered),
        plc_passed=u32(plc["plc_passed"] - base.plc_passed + base.passed),
        plc_rejected=u32(plc["plc_rejected"] - base.plc_rejected + base.rejected),
        missed=core.missed,
        late=core.tracking.late,
        last_sequence=core.history.journal.last_sequence,
        repeated=core.repeated,
        held=core.alarms.held,
        maintenance=bool(core.maintenance.active),
        requests=requests(core),
        epoch=core.epoch,
        rejects_in_a_row=core.alarms.rejects_in_a_row,
    )


def register_words(core: GateCore, link: Link) -> tuple[VisionWords, PlcWords]:
    """Both blocks as they are now, and what a coupler reads and drives."""
    vision = core.bank.vision.words[:VISION_WORDS_SHOWN]
    return (
        VisionWords(struct.pack(f"<{len(vision)}H", *vision)),
        PlcWords(struct.pack(f"<{PLC_WORDS}H", *core.bank.plc.words), link.inputs, link.outputs),
    )


def link_fault(link: Link) -> LinkFault:
    """What keeps the link from working, as far as a record holds its words."""
    fault = link.fault
    if fault is None:
        return LinkFault(b"", b"")
    detail = fault.detail.encode()
    if len(detail) > LINK_DETAIL_BYTES:
        room = LINK_DETAIL_BYTES - len(_CUT_OFF)
        detail = detail[:room].decode(errors="ignore").encode() + _CUT_OFF
    return LinkFault(fault.code.encode(), detail)
