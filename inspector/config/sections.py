"""The sections of the station file but for the camera."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, Strict, model_validator

from inspector.config.base import ConfigModel, Host, Identifier, Network, Port, is_loopback

_LOOPBACK: tuple[str, ...] = ("127.0.0.0/8", "::1/128")


class StationSection(ConfigModel):
    """Who this station is."""

    id: Identifier = Field(description="name of the station in every record")
    simulated: bool = Field(
        False, description="marks every record as simulated; true for demos and tests"
    )


class PlcConfig(ConfigModel):
    """The Modbus side. Modbus knows no password, so the allow list is the only door."""

    role: Literal["server"] = Field("server", description="the PLC connects to the station")
    host: Host = Field(
        "127.0.0.1", description="interface to listen on; loopback until you name another"
    )
    port: Port = Field(1502, description="TCP port; 502 needs administrator rights")
    units: Annotated[tuple[Annotated[int, Field(ge=0, le=247)], ...], Strict(False)] = Field(
        (1,), min_length=1, description="Modbus device ids (unit identifiers) that are answered"
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
    allow: Annotated[tuple[Network, ...], Strict(False)] = Field(
        _LOOPBACK, min_length=1, description="networks that may connect, in CIDR notation"
    )

    @model_validator(mode="after")
    def _require_explicit_allow(self) -> Self:
        if not is_loopback(self.host) and "allow" not in self.model_fields_set:
            raise ValueError(
                f'host {self.host} is open to the network; add allow = ["ADDRESS_OF_THE_PLC/32"]'
            )
        return self


class ModelConfig(ConfigModel):
    """Which model judges, and on what."""

    package: str = Field(
        min_length=1, description="bundled package NAME/VERSION, or folder relative to this file"
    )
    provider: Literal["auto", "cpu", "cuda", "tensorrt"] = Field(
        "auto", description='"auto" takes the fastest execution provider that loads'
    )
    threads: int = Field(1, ge=1, le=64, description="threads of one inference")


class RecipeConfig(ConfigModel):
    """Which recipe is in force."""

    file: str | None = Field(
        None,
        min_length=1,
        description="recipe file relative to this file; absent for the model's own limits",
    )


class ArchiveConfig(ConfigModel):
    """Which pictures are kept."""

    keep: Literal["all", "rejects", "none"] = Field("all", description="pictures to keep")
    reserve_mb: int = Field(
        500, ge=0, le=10_000_000, description="disk space that pictures leave free"
    )


class ApiConfig(ConfigModel):
    """The door for the operator app and other clients."""

    host: Host = Field(
        "127.0.0.1", description="interface to listen on; loopback until you name another"
    )
    port: int = Field(0, ge=0, le=65535, description="TCP port; 0 takes a free one")


class EngineConfig(ConfigModel):
    """How many parts are in hand at a time."""

    inspectors: int = Field(1, ge=1, le=16, description="parts inspected side by side")
    queue_depth: int = Field(
        8, ge=1, le=1024, description="parts that may wait; one more is a reject"
    )
