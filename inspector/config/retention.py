"""How long what was recorded is kept."""

from __future__ import annotations

from pydantic import Field

from inspector.config.base import ConfigModel


class RetentionConfig(ConfigModel):
    """What is let go, and when; results under review, on a list or of challenge parts never are."""

    good_pictures_days: float = Field(
        0.0,
        ge=0,
        le=36_500,
        description="pictures of OK parts are kept so long; 0 for ever, as in all below",
    )
    other_pictures_days: float = Field(
        0.0, ge=0, le=36_500, description="pictures of all other parts are kept so long"
    )
    results_days: float = Field(0.0, ge=0, le=36_500, description="results are kept so long")
    free_gb: float = Field(
        0.0,
        ge=0,
        le=1e6,
        description="with less of the archive's disk free, the oldest pictures go, those of OK "
        "parts first",
    )
    interval_s: float = Field(60.0, ge=1, le=86_400, description="time between two looks")
