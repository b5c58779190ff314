"""The shape of a recipe file; what its entries mean is decided where they are used."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from inspector.config.base import ConfigModel, Identifier, Scalar
from inspector.domain.release import EscapeFigure, ReleaseLimits

SCHEMA_VERSION = 1

Probability = Annotated[float, Field(gt=0, le=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
_RELEASE = ReleaseLimits()


class StepConfig(ConfigModel):
    """One `[[preprocessing]]` entry: the operation, and its parameters beside it."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Scalar] = Field(init=False)

    operation: str = Field(min_length=1, description="name of the operation")


class LimitsConfig(ConfigModel):
    """Thresholds on probabilities."""

    accept: Probability = Field(0.5, description="the good classes must reach this together")
    reject_default: Probability = Field(0.5, description="a defect class that reaches it rejects")
    reject: dict[str, Probability] = Field(
        default_factory=dict, description="limits of single defect classes"
    )


class CalibrationConfig(ConfigModel):
    """What the pixels measure; `inspector camera calibrate` writes it."""

    mm_per_pixel: float = Field(gt=0, description="millimetres on the part per pixel")
    reprojection_error_px: float = Field(0.0, ge=0, description="residual of the fit")
    target: str = Field("", description="what was measured")
    date: str = Field("", description="day of the measurement")


class ViewConfig(ConfigModel):
    """What one camera of several does otherwise."""

    preprocessing: list[StepConfig] | None = Field(
        None, description="operations in order, in place of the recipe's"
    )
    features: dict[str, Scalar] = Field(
        default_factory=dict, description="camera settings by SFNC name, after the recipe's"
    )
    calibration: CalibrationConfig | None = Field(None, description="what the pixels measure")


class ReleaseConfig(ConfigModel):
    """What a model package must reach before it may judge this product."""

    min_accuracy: Share = Field(_RELEASE.min_accuracy, description="share of right classes")
    max_escape_percent: Percent = Field(
        _RELEASE.max_escape_percent, description="defective pictures that would pass, of these"
    )
    escapes_by: EscapeFigure = Field(
        _RELEASE.escapes_by,
        description='"rate" compares what was counted; "upper_bound" what 95 % certainty allows',
    )
    max_false_reject_percent: Percent = Field(
        _RELEASE.max_false_reject_percent, description="good pictures that would be rejected"
    )
    max_not_decidable_percent: Percent = Field(
        _RELEASE.max_not_decidable_percent, description="pictures without a decision, of all"
    )
    max_flip_percent: Percent = Field(
        _RELEASE.max_flip_percent, description="verdicts that differ from the FP32 twin's"
    )
    min_robustness: Annotated[float, Field(ge=0)] = Field(
        _RELEASE.min_robustness, description="disturbed over clean accuracy, worst disturbance"
    )
    max_p99_ms: Annotated[float, Field(gt=0)] = Field(
        _RELEASE.max_p99_ms, description="99th percentile of one inference on the station"
    )


class RecipeFile(ConfigModel):
    """The shape of a recipe; whether operations exist is known where they are compiled."""

    schema_version: int = Field(
        SCHEMA_VERSION, ge=SCHEMA_VERSION, le=SCHEMA_VERSION, description="version of this format"
    )
    recipe_id: Identifier = Field(description="name of the recipe in every record")
    number: int = Field(0, ge=0, le=65535, description="number by which the PLC knows the recipe")
    preprocessing: list[StepConfig] = Field(default_factory=list, description="operations in order")
    limits: LimitsConfig = Field(default_factory=LimitsConfig, description="thresholds")
    features: dict[str, Scalar] = Field(
        default_factory=dict, description="camera settings by SFNC name, after the station file's"
    )
    calibration: CalibrationConfig | None = Field(None, description="what the pixels measure")
    views: dict[Identifier, ViewConfig] = Field(
        default_factory=dict, description="what single cameras of several do otherwise"
    )
    release: ReleaseConfig = Field(
        default_factory=ReleaseConfig, description="what a model must reach to be promoted"
    )
