"""What the station can switch, and what a coupler tells it: bits with names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.config.plc import PlcConfig, PlcCouplerConfig
from inspector.domain.errors.api import RequestInvalidError
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.registers import REQUEST_MEANING, Request
from inspector.wire.plc import Signal

_INPUT_MEANING: Mapping[CouplerInput, str] = {
    CouplerInput.PHOTO_EYE: "a part is at the camera",
    CouplerInput.CHUTE: "a part fell into the bin",
    CouplerInput.EXIT_EYE: "a part passed",
    CouplerInput.REJECT_EYE: "a part is just before the ejector",
    CouplerInput.LINE_RUNNING: "the belt moves",
    CouplerInput.BIN_FULL: "the reject bin is full",
    CouplerInput.AIR_LOW: "too little air pressure",
}
_OUTPUT_MEANING: Mapping[CouplerOutput, str] = {
    CouplerOutput.PASS_GATE: "lets a part pass; without power it rejects",
    CouplerOutput.INFEED: "lets the infeed run",
    CouplerOutput.ALARM: "beacon or horn",
}


@dataclass(frozen=True, slots=True)
class Terminal:
    """One bit that a wire or a request stands for."""

    name: str
    bit: int
    meaning: str


class Terminals:
    """A row of terminals in the order of their bits."""

    def __init__(self, terminals: Sequence[Terminal]) -> None:
        self._terminals = {each.name: each for each in terminals}

    def signals(self, states: int, forced: Mapping[str, bool] | None = None) -> list[Signal]:
        """All of them; ``states`` holds the bits that are on."""
        return [
            Signal(
                name=each.name,
                on=bool(states & each.bit),
                meaning=each.meaning,
                forced=each.name in (forced or {}),
            )
            for each in self._terminals.values()
        ]

    def bits(self, named: Mapping[str, bool]) -> tuple[int, int]:
        """The bits that are named, and those of them that are on.

        Raises:
            RequestInvalidError: one of the names is not there.
        """
        unknown = sorted(named.keys() - self._terminals.keys())
        if unknown:
            known = ", ".join(self._terminals) or "none"
            raise RequestInvalidError(f"no output {unknown[0]}; there is {known}")
        forced = sum(self._terminals[name].bit for name in named)
        return forced, sum(self._terminals[name].bit for name, on in named.items() if on)


def inputs_of(plc: PlcConfig) -> Terminals:
    """The sensors that are wired to the coupler; none without one."""
    if not isinstance(plc, PlcCouplerConfig):
        return Terminals(())
    wired = plc.inputs.model_dump(exclude_none=True)
    return Terminals(
        [
            Terminal(each.name or "", each.value, _INPUT_MEANING[each])
            for each in CouplerInput
            if (each.name or "").lower() in wired
        ]
    )


def outputs_of(plc: PlcConfig) -> Terminals:
    """The actuators that are wired to the coupler, or else what the PLC can be asked for."""
    if not isinstance(plc, PlcCouplerConfig):
        requests = [
            Terminal(each.name or "", each.value, REQUEST_MEANING[each]) for each in Request
        ]
        return Terminals(requests)
    wired = plc.outputs.model_dump(exclude_none=True)
    return Terminals(
        [
            Terminal(each.name or "", each.value, _OUTPUT_MEANING[each])
            for each in CouplerOutput
            if (each.name or "").lower() in wired
        ]
    )
