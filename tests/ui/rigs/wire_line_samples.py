"""Registers and signals of a plausible line."""

from typing import Any

from wire_samples import NOON

from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.registers import PLC_BLOCK, VISION_BLOCK, Control, MachineState, Status
from inspector.plc.registers import Register as MapRegister
from inspector.services.live.register_values import register_values
from inspector.wire.people import Role
from inspector.wire.plc import MaintenanceState, PlcLink, PlcState, RegisterValue, Signal
from inspector.wire.station import Alarm, Severity

VISION = {
    "map_version": 0x0100,
    "heartbeat": 41_207,
    "status": int(
        Status.ONLINE
        | Status.TRIGGER_READY
        | Status.INSPECTING
        | Status.LAST_PASS
        | Status.RECIPE_OK
    ),
    "state": int(MachineState.EXECUTE),
    "session_id": 51_966,
    "recipe_active": 3,
    "trigger_seq_seen": 62_870,
    "queue_depth": 1,
    "result_seq": 62_869,
    "part_id": 402_331,
    "evaluation": 1,
    "score_permille": 973,
    "encoder_at_trigger": 88_214_300,
    "latency_ms": 14,
    "result_seq_echo": 62_869,
    "inspected": 128_406,
    "passed": 124_988,
    "rejected": 3_399,
    "not_inspected": 19,
}
PLC = {
    "plc_heartbeat": 9_141,
    "control": int(Control.LINE_RUNNING),
    "trigger_seq": 62_870,
    "part_id": 402_332,
    "encoder_at_trigger": 88_214_812,
    "result_ack_seq": 62_868,
    "plc_session": 1_204,
    "confirm_seq": 62_861,
    "confirm_code": 6,
    "encoder_now": 88_215_044,
    "session_ack": 51_966,
    "plc_triggered": 128_407,
    "plc_passed": 124_980,
    "plc_rejected": 3_418,
}
BIN_FULL = Alarm(
    code="GAT-106",
    severity=Severity.FAULT,
    message="the reject bin is full; no part may pass and the infeed must stop until it is cleared",
    remedy="Empty the bin, then clear the alarm.",
    since=NOON,
    clearing=Role.ENGINEER,
)


def registers(block: tuple[MapRegister, ...], values: dict[str, int]) -> list[RegisterValue]:
    words = [0] * 64
    for register in block:
        value = values.get(register.name, 0)
        for place in range(register.words):
            words[register.offset + place] = value >> 16 * (register.words - 1 - place) & 0xFFFF
    return register_values(block, words[:48])


def plc_state(vision: dict[str, int] | None = None, **changes: Any) -> PlcState:
    fields: dict[str, Any] = {
        "link": PlcLink(
            role="server",
            transport="tcp",
            address="192.168.10.5:1502",
            gate_connected=True,
            alive=True,
            heartbeat_age_ms=82,
            told_age_ms=41,
        ),
        "vision": registers(VISION_BLOCK, VISION | (vision or {})),
        "plc": registers(PLC_BLOCK, PLC),
        "inputs": [],
        "outputs": [
            Signal(name="STOP_INFEED", on=False, meaning="let no further part come"),
            Signal(name="PURGE", on=False, meaning="reject all that is between camera and ejector"),
        ],
        "maintenance": maintenance(),
    }
    return PlcState(**(fields | changes))


def coupler_state() -> PlcState:
    state = plc_state()
    lit = {"PHOTO_EYE", "LINE_RUNNING"}
    return state.model_copy(
        update={
            "link": state.link.model_copy(update={"role": "coupler", "address": "10.0.0.7:502"}),
            "inputs": [
                Signal(name=each.name, on=each.name in lit, meaning="a sensor")
                for each in CouplerInput
            ],
            "outputs": [
                Signal(name=each.name, on=each.name == "INFEED", meaning="an actuator")
                for each in CouplerOutput
            ],
        }
    )


def maintenance(period: int = 0, forced: dict[str, bool] | None = None) -> MaintenanceState:
    return MaintenanceState(
        active=period > 0,
        by="Anna Berg" if period else "",
        period=period,
        forced=forced or {},
        renew_within_s=5,
    )


def with_maintenance(state: PlcState, now: MaintenanceState) -> PlcState:
    outputs = [
        each.model_copy(
            update={"forced": each.name in now.forced, "on": now.forced.get(each.name, False)}
        )
        for each in state.outputs
    ]
    return state.model_copy(update={"maintenance": now, "outputs": outputs})
