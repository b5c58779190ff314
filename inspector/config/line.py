"""How fast the line is; from it follows how much time a verdict may take."""

from __future__ import annotations

from pydantic import Field

from inspector.config.base import ConfigModel


class LineConfig(ConfigModel):
    """The line between camera and ejector. With distance and speed the deadline is checked."""

    decision_distance_mm: float | None = Field(
        None, gt=0, le=1_000_000, description="from the photo-eye to the decision point"
    )
    belt_speed_max_mm_s: float | None = Field(
        None, gt=0, le=100_000, description="the fastest that the belt can run"
    )
    plc_scan_ms: float = Field(10.0, gt=0, le=1000, description="cycle time of the PLC's task")
    plc_poll_ms: float = Field(
        10.0, gt=0, le=1000, description="from one of the PLC's polls to the next"
    )
    transfer_ms: float = Field(
        0.0, ge=0, le=10_000, description="from the end of exposure to the whole frame in memory"
    )
