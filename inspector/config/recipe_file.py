"""The shape of a recipe file; what its entries mean is decided where they are used."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from inspector.config.base import ConfigModel, Identifier, Scalar

SCHEMA_VERSION = 1

Probability = Annotated[float, Field(gt=0, le=1)]


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
