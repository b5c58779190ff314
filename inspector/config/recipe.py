"""Recipes: from TOML or JSON to the domain's immutable revision, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidationError

from inspector.config.base import ConfigModel, Identifier, Scalar
from inspector.config.faults import fault_lines
from inspector.config.toml_text import TomlDocument, decode_utf8, parse_toml, read_file
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.recipe import DecisionLimits, PreprocessingStep, Recipe, StepValue

SCHEMA_VERSION = 1
DEFAULT_RECIPE_ID = "default"

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


class RecipeFile(ConfigModel):
    """The shape of a recipe; whether operations exist is known where they are compiled."""

    schema_version: int = Field(
        SCHEMA_VERSION, ge=SCHEMA_VERSION, le=SCHEMA_VERSION, description="version of this format"
    )
    recipe_id: Identifier = Field(description="name of the recipe in every record")
    number: int = Field(0, ge=0, le=65535, description="number by which the PLC knows the recipe")
    preprocessing: list[StepConfig] = Field(default_factory=list, description="operations in order")
    limits: LimitsConfig = Field(default_factory=LimitsConfig, description="thresholds")


def load_recipe(path: Path) -> Recipe:
    """Read a recipe file.

    Raises:
        RecipeInvalidError: it cannot be read, or with every fault, its line and its remedy.
    """

    def refuse(faults: str) -> RecipeInvalidError:
        return RecipeInvalidError(f"{path}:\n{faults}")

    text = decode_utf8(read_file(path, RecipeInvalidError), refuse)
    try:
        return _checked(parse_toml(text, refuse))
    except _ShapeError as error:
        raise refuse(str(error)) from error


def parse_recipe(content: Mapping[str, Any]) -> Recipe:
    """Check a recipe that is already a mapping, such as :func:`canonical_form` gives.

    Raises:
        RecipeInvalidError: with every fault.
    """
    try:
        return _checked(TomlDocument(dict(content), None))
    except _ShapeError as error:
        raise RecipeInvalidError(str(error)) from error


def default_recipe(limits: DecisionLimits) -> Recipe:
    """No preprocessing and the given limits, which a model package recommends."""
    return _with_revision(Recipe(DEFAULT_RECIPE_ID, "", 0, (), limits))


def canonical_form(recipe: Recipe) -> str:
    """The recipe without its revision as JSON, equal for equal recipes."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "recipe_id": recipe.recipe_id,
        "number": recipe.number,
        "preprocessing": [
            {"operation": step.operation, **step.parameters} for step in recipe.preprocessing
        ],
        "limits": {
            "accept": recipe.limits.accept,
            "reject_default": recipe.limits.reject_default,
            "reject": dict(recipe.limits.reject),
        },
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class _ShapeError(Exception):
    """All faults of a recipe, one per line."""


def _checked(document: TomlDocument) -> Recipe:
    try:
        file = RecipeFile.model_validate(document.content)
    except ValidationError as error:
        raise _ShapeError("\n".join(fault_lines(error, RecipeFile, document))) from error
    limits = DecisionLimits(
        accept=float(file.limits.accept),
        reject_default=float(file.limits.reject_default),
        reject=MappingProxyType({name: float(each) for name, each in file.limits.reject.items()}),
    )
    steps = tuple(_step(each) for each in file.preprocessing)
    return _with_revision(Recipe(file.recipe_id, "", file.number, steps, limits))


def _step(step: StepConfig) -> PreprocessingStep:
    parameters: dict[str, StepValue] = dict(step.__pydantic_extra__)
    return PreprocessingStep(step.operation, MappingProxyType(parameters))


def _with_revision(recipe: Recipe) -> Recipe:
    revision = hashlib.sha256(canonical_form(recipe).encode()).hexdigest()
    return Recipe(recipe.recipe_id, revision, recipe.number, recipe.preprocessing, recipe.limits)
