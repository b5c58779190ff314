"""When known parts must prove that the station still finds what it must."""

from __future__ import annotations

from pydantic import Field

from inspector.config.base import ConfigModel


class ChallengeConfig(ConfigModel):
    """When a challenge is due, and what one that is not passed does; nothing is due by default."""

    every_hours: float = Field(
        0.0, ge=0, le=10_000, description="due so long after the last one was passed; 0 for never"
    )
    at_start: bool = Field(False, description="due when the station was started anew")
    on_lot: bool = Field(False, description="due when a lot begins")
    on_changeover: bool = Field(False, description="due when another recipe is in force")
    on_model: bool = Field(False, description="due when another model is in force")
    grace_minutes: float = Field(
        15.0, ge=0, le=10_000, description="after so long the station locks itself"
    )
    good_rejected_locks: bool = Field(
        False, description="a good part that was rejected locks the station as well"
    )
    part_timeout_s: float = Field(
        120.0, ge=1, le=86_400, description="each part of a challenge must come within this time"
    )
    outcome_timeout_s: float = Field(
        30.0, ge=1, le=3600, description="the PLC must tell where it went within this time"
    )
