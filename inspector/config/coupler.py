"""What is wired to a remote I/O coupler, and how it guards itself. Addresses are 0-based."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from inspector.config.base import ConfigModel

DISCRETE_INPUTS = (
    "photo_eye",
    "chute",
    "exit_eye",
    "reject_eye",
    "line_running",
    "bin_full",
    "air_low",
)
_SPAN_MAX = 2000
"""So many discrete inputs one request reads (Modbus Application Protocol V1.1b3, 6.2)."""

Address = Annotated[int, Field(ge=0, le=65_535)]


class CouplerInputs(ConfigModel):
    """The sensors: discrete inputs, and counters in input registers."""

    photo_eye: Address = Field(description="discrete input: a part is at the camera")
    chute: Address | None = Field(None, description="discrete input: a part fell into the bin")
    exit_eye: Address | None = Field(None, description="discrete input: a part passed")
    reject_eye: Address | None = Field(
        None, description="discrete input: a part is just before the ejector"
    )
    line_running: Address | None = Field(None, description="discrete input: the belt moves")
    bin_full: Address | None = Field(None, description="discrete input: the reject bin is full")
    air_low: Address | None = Field(None, description="discrete input: too little air pressure")
    encoder: Address | None = Field(
        None, description="input registers: first of two words of the encoder's count"
    )
    photo_eye_counter: Address | None = Field(
        None,
        description="input register: counts the photo-eye's edges by itself, modulo 65536, so that "
        "no part is missed between two readings",
    )
    encoder_words: Literal["high_first", "low_first"] = Field(
        "high_first", description="which word of the count comes first"
    )

    @model_validator(mode="after")
    def _require_one_span(self) -> Self:
        wired = [getattr(self, name) for name in DISCRETE_INPUTS]
        addresses = [address for address in wired if address is not None]
        if len(set(addresses)) < len(addresses):
            raise ValueError("two sensors have the same discrete input; give each its own")
        if max(addresses) - min(addresses) >= _SPAN_MAX:
            raise ValueError(f"one request reads all inputs: put them within {_SPAN_MAX} addresses")
        return self


class CouplerOutputs(ConfigModel):
    """The actuators: coils."""

    pass_gate: Address = Field(
        description="coil that lets a part pass while it is energised; without power it rejects"
    )
    infeed: Address | None = Field(
        None, description="coil that lets the infeed run while it is energised"
    )
    alarm: Address | None = Field(None, description="coil of a beacon or horn")

    @model_validator(mode="after")
    def _require_own_coils(self) -> Self:
        coils = [coil for coil in (self.pass_gate, self.infeed, self.alarm) if coil is not None]
        if len(set(coils)) < len(coils):
            raise ValueError("two outputs have the same coil; give each its own")
        return self


class WatchdogRegister(ConfigModel):
    """One holding register that sets up the coupler's own watchdog, in the order to write them."""

    address: Address = Field(description="holding register, 0-based")
    value: Annotated[int, Field(ge=0, le=65_535)] = Field(description="what to write")
    read_back: bool = Field(
        True, description="false for a register that starts the watchdog and cannot be read"
    )


_NEEDED_SENSOR = {"encoder": "encoder", "photo_eye": "reject_eye", "delay": "line_running"}


def missing_sensor(inputs: CouplerInputs, method: str) -> str:
    """What must be wired for this way of following parts and is not; empty for nothing."""
    needed = _NEEDED_SENSOR[method]
    if getattr(inputs, needed) is None:
        return f'method "{method}" needs the input {needed}'
    if inputs.chute is None and inputs.exit_eye is None:
        return "nothing sees where the parts go; wire the input chute, or exit_eye, or both"
    return ""


class TrackingConfig(ConfigModel):
    """Distances from the photo-eye: encoder counts, or milliseconds of running belt."""

    method: Literal["encoder", "photo_eye", "delay"] = Field(
        "encoder",
        description='"encoder" counts, "photo_eye" queues parts for a second eye before the '
        'ejector, "delay" waits while the belt runs',
    )
    decision: int = Field(gt=0, description="where a part must have been cleared; else rejected")
    ejector: int = Field(gt=0, description="where the ejector is")
    exit: int = Field(gt=0, description="where the exit eye is, or where it would be")
    window: int = Field(gt=0, description="half of the length over which a part is at the ejector")
    tolerance: int = Field(
        0,
        ge=0,
        description='"photo_eye": how far from its place a part may be at the second eye; '
        "0 for the window",
    )

    @model_validator(mode="after")
    def _require_order(self) -> Self:
        if not self.decision + self.window <= self.ejector < self.exit - self.window:
            raise ValueError(
                "the line runs photo-eye, decision, ejector, exit; with the window, "
                f"decision {self.decision} < ejector {self.ejector} < exit {self.exit} must hold"
            )
        return self
