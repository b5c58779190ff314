"""The Modbus side of the station file, by the role that the station plays on the fieldbus."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, Strict, model_validator

from inspector.config.base import ConfigModel, Host, Network, Port, is_loopback
from inspector.config.coupler import (
    CouplerInputs,
    CouplerOutputs,
    TrackingConfig,
    WatchdogRegister,
    missing_sensor,
)

_LOOPBACK: tuple[str, ...] = ("127.0.0.0/8", "::1/128")

DeviceId = Annotated[int, Field(ge=0, le=247)]


class SerialConfig(ConfigModel):
    """The serial line of transport "rtu"."""

    device: str = Field(min_length=1, description="/dev/ttyUSB0, COM3 or the like")
    baud_rate: Literal[9600, 19200, 38400, 57600, 115200] = Field(
        19200, description="bits per second"
    )
    parity: Literal["none", "even", "odd"] = Field("even", description="Modbus prescribes even")
    stop_bits: Literal[1, 2] = Field(1, description="2 without parity, by the Modbus specification")


class TlsConfig(ConfigModel):
    """The certificates of transport "tls": both sides prove who they are."""

    certificate: str = Field(
        min_length=1, description="this station's X.509 certificate, PEM, relative to this file"
    )
    private_key: str = Field(
        min_length=1, description="its private key, PEM without password, for this account only"
    )
    authority: str = Field(
        min_length=1, description="certificate of the authority that signed the other side's, PEM"
    )


class PlcBaseConfig(ConfigModel):
    """What all roles have."""

    transport: Literal["tcp", "tls", "rtu", "rtu_over_tcp"] = Field(
        "tcp", description='"tls" needs [plc.tls], "rtu" needs [plc.serial]'
    )
    heartbeat_timeout_ms: int = Field(
        300, ge=50, le=10_000, description="silence after which the other side counts as lost"
    )
    trigger_source: Literal["plc", "vision"] = Field(
        "plc",
        description='who counts the parts: "plc", or "vision": the first camera, which runs free '
        "and has `part_detection`",
    )
    decision_deadline_ms: int = Field(
        250, ge=5, le=60_000, description="from trigger to verdict; later is a reject"
    )
    serial: SerialConfig | None = Field(None, description="the serial line")
    tls: TlsConfig | None = Field(None, description="the certificates")

    @model_validator(mode="after")
    def _require_transport(self) -> Self:
        needed = {"rtu": "serial", "tls": "tls"}
        for transport, section in needed.items():
            if (self.transport == transport) is not (getattr(self, section) is not None):
                raise ValueError(
                    f'transport "{transport}" and the section [plc.{section}] belong together: '
                    "add both or neither"
                )
        return self


class PlcServerConfig(PlcBaseConfig):
    """The PLC polls the station. Modbus has no password: the allow list is the only door."""

    role: Literal["server"] = Field("server", description="the PLC connects to the station")
    host: Host = Field(
        "127.0.0.1", description="interface to listen on; loopback until you name another"
    )
    port: Port = Field(1502, description="TCP port; 502 needs administrator rights")
    units: Annotated[tuple[DeviceId, ...], Strict(False)] = Field(
        (1,), min_length=1, description="Modbus device ids (unit identifiers) that are answered"
    )
    allow: Annotated[tuple[Network, ...], Strict(False)] = Field(
        _LOOPBACK, min_length=1, description="networks that may connect, in CIDR notation"
    )
    writer: Network | None = Field(
        None,
        description="the only network that may write; absent for the first client that writes",
    )
    connections_max: int = Field(8, ge=1, le=64, description="clients at the same time")
    idle_timeout_s: float = Field(
        60.0, ge=1, le=86_400, description="a client that is silent for so long is disconnected"
    )

    @model_validator(mode="after")
    def _require_explicit_allow(self) -> Self:
        if not is_loopback(self.host) and "allow" not in self.model_fields_set:
            raise ValueError(
                f'host {self.host} is open to the network; add allow = ["ADDRESS_OF_THE_PLC/32"]'
            )
        return self


class _ClientConfig(PlcBaseConfig):
    """What the roles have in which the station is the Modbus client."""

    host: Host = Field("127.0.0.1", description="address of the device; not for transport rtu")
    port: Port = Field(502, description="TCP port of the device; not for transport rtu")
    device_id: DeviceId = Field(1, description="Modbus device id (unit identifier)")
    cycle_ms: int = Field(10, ge=2, le=1000, description="from one exchange to the next")
    timeout_ms: int = Field(
        100, ge=10, le=5000, description="longest wait for an answer; then the link is made anew"
    )


class PlcClientConfig(_ClientConfig):
    """The station polls the PLC, where the two blocks lie at addresses of your choice."""

    role: Literal["client"] = Field(description="the station connects to the PLC")
    vision_base: int = Field(
        1000, ge=0, le=65_535 - 64, description="first holding register of block V in the PLC"
    )
    plc_base: int = Field(
        100, ge=0, le=65_535 - 24, description="first holding register of block P in the PLC"
    )
    exchange: Literal["fc23", "fc16_fc3"] = Field(
        "fc23", description='"fc16_fc3" for a PLC that does not know function 23'
    )

    @model_validator(mode="after")
    def _require_apart(self) -> Self:
        if self.vision_base < self.plc_base + 24 and self.plc_base < self.vision_base + 64:
            raise ValueError(
                f"block V (64 words from {self.vision_base}) and block P (24 words from "
                f"{self.plc_base}) overlap; move one of them"
            )
        return self


class PlcCouplerConfig(_ClientConfig):
    """No PLC: the station reads sensors and drives the gate through a remote I/O coupler."""

    role: Literal["coupler"] = Field(description="the station drives a remote I/O coupler")
    trigger_source: Literal["plc"] = Field("plc", description="the photo-eye counts the parts")
    inputs: CouplerInputs = Field(description="where the sensors are wired")
    outputs: CouplerOutputs = Field(description="where the actuators are wired")
    tracking: TrackingConfig = Field(description="how a part is followed to the ejector")
    watchdog: Annotated[tuple[WatchdogRegister, ...], Strict(False)] = Field(
        min_length=1,
        description="what makes the coupler drop its outputs when the station falls silent",
    )
    watchdog_ms: int = Field(
        ge=10,
        le=10_000,
        description="the time that these registers set; shorter than the gap between two parts, "
        "for so long the gate may stay open after the station has fallen silent",
    )

    @model_validator(mode="after")
    def _require_safe_line(self) -> Self:
        if missing := missing_sensor(self.inputs, self.tracking.method):
            raise ValueError(missing)
        if not any(register.read_back for register in self.watchdog):
            raise ValueError("one register of plc.watchdog at least must have read_back = true")
        if self.watchdog_ms < 3 * self.cycle_ms:
            raise ValueError(
                f"watchdog_ms {self.watchdog_ms} must be three times cycle_ms {self.cycle_ms} at "
                "least: one late cycle must not drop the outputs"
            )
        return self


def _default_role(given: Any) -> Any:
    return {"role": "server"} | given if isinstance(given, dict) else given


PlcConfig = PlcServerConfig | PlcClientConfig | PlcCouplerConfig
AnyPlcConfig = Annotated[PlcConfig, Field(discriminator="role"), BeforeValidator(_default_role)]
