"""When the station says that pictures or scores have moved away from where they were."""

from __future__ import annotations

from pydantic import Field

from inspector.config.base import ConfigModel


class DriftConfig(ConfigModel):
    """When pictures and scores are no longer what they were; the line goes on, people are told."""

    window_parts: int = Field(
        200, ge=50, le=10_000, description="the last so many parts are compared"
    )
    baseline_parts: int = Field(
        200,
        ge=50,
        le=10_000,
        description="with the first so many under the same recipe and model",
    )
    interval_s: float = Field(10.0, ge=1, le=3600, description="time between two looks")
    focus_percent: float = Field(
        20.0, ge=0, le=100, description="loss of focus that is told; 0 for never, as in all below"
    )
    brightness_percent: float = Field(
        15.0, ge=0, le=1000, description="change of brightness, of what it was"
    )
    contrast_percent: float = Field(
        25.0, ge=0, le=1000, description="change of contrast, of what it was"
    )
    saturation_points: float = Field(
        2.0, ge=0, le=100, description="more of the picture saturated, in percent of its pixels"
    )
    shift_px: float = Field(12.0, ge=0, le=10_000, description="parts lie elsewhere, in pixels")
    good_score_points: float = Field(
        10.0, ge=0, le=100, description="loss of the good classes' probability, in percent points"
    )
    reject_points: float = Field(
        5.0, ge=0, le=100, description="change of the share of rejects, in percent points"
    )
    stability_index: float = Field(
        0.25,
        ge=0,
        le=10,
        description="population stability index of score and novelty against the validation set",
    )
