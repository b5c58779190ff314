"""The sections of the station file but for the camera."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from inspector.config.base import ConfigModel, Host, Identifier, PublicKey


class StationSection(ConfigModel):
    """Who this station is."""

    id: Identifier = Field(description="name of the station in every record")
    simulated: bool = Field(
        False, description="marks every record as simulated; true for demos and tests"
    )


class ModelConfig(ConfigModel):
    """Which model judges, and on what."""

    package: str = Field(
        min_length=1, description="bundled package NAME/VERSION, or folder relative to this file"
    )
    provider: Literal["auto", "cpu", "cuda", "tensorrt"] = Field(
        "auto", description='"auto" takes the fastest execution provider that loads'
    )
    threads: int = Field(1, ge=1, le=64, description="threads of one inference")
    trusted_keys: Annotated[tuple[PublicKey, ...], Strict(False)] = Field(
        (),
        description="public keys like ed25519:BASE64; with any listed, every package but the "
        "bundled ones must be signed by one",
    )
    shadow_duty_percent: float = Field(
        20.0, ge=1, le=100, description="share of the time that a model on trial may work"
    )


class RecipeConfig(ConfigModel):
    """Which recipe is in force."""

    file: str | None = Field(
        None,
        min_length=1,
        description="recipe file relative to this file; absent for the model's own limits",
    )
    more: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Strict(False)] = Field(
        (), description="further recipe files; the PLC changes over to them by their `number`"
    )


class ArchiveConfig(ConfigModel):
    """Which pictures are kept."""

    keep: Literal["all", "rejects", "none"] = Field("all", description="pictures to keep")
    reject_format: Literal["png", "webp"] = Field(
        "png", description="file of the pictures of all parts but OK ones; every bit is kept"
    )
    good_format: Literal["png", "webp", "webp_lossy", "jpeg"] = Field(
        "png", description="file of the pictures of OK parts"
    )
    good_quality: int = Field(
        90, ge=1, le=100, description="of `webp_lossy` and `jpeg`; more is better and larger"
    )
    sample_good: int = Field(
        1, ge=1, le=1_000_000, description="of so many OK parts one keeps its pictures"
    )
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
