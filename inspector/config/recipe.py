"""Recipes: from TOML or JSON to the domain's immutable revision, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from inspector.config.faults import faults_of, in_order
from inspector.config.recipe_file import (
    SCHEMA_VERSION,
    CalibrationConfig,
    RecipeFile,
    StepConfig,
    ViewConfig,
)
from inspector.config.toml_text import TomlDocument, decode_utf8, parse_toml, read_file
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.feature import FeatureValue
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.entries import FilePhrase
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe import (
    Calibration,
    DecisionLimits,
    PreprocessingStep,
    Recipe,
    ViewRecipe,
)
from inspector.domain.release import ReleaseLimits

DEFAULT_RECIPE_ID = "default"


def load_recipe(path: Path, cameras: Collection[str] = ()) -> Recipe:
    """Read a recipe file.

    Args:
        path: The file.
        cameras: Names of the station's cameras, to refuse views of others.

    Raises:
        RecipeInvalidError: it cannot be read, or with every fault, its line and its remedy.
    """
    refuse = partial(RecipeInvalidError, FilePhrase.IN_FILE(file=str(path)))
    text = decode_utf8(read_file(path, RecipeInvalidError), refuse)
    try:
        return _checked(parse_toml(text, refuse), cameras)
    except _ShapeError as error:
        raise refuse(*error.faults) from error


def parse_recipe(content: Mapping[str, Any]) -> Recipe:
    """Check a recipe that is already a mapping, such as :func:`canonical_form` gives.

    Raises:
        RecipeInvalidError: with every fault.
    """
    try:
        return _checked(TomlDocument(dict(content), None))
    except _ShapeError as error:
        raise RecipeInvalidError(*error.faults) from error


def default_recipe(limits: DecisionLimits) -> Recipe:
    """No preprocessing and the given limits, which a model package recommends."""
    return _with_revision(Recipe(DEFAULT_RECIPE_ID, "", 0, (), limits))


def canonical_form(recipe: Recipe) -> str:
    """The recipe without its revision as JSON, equal for equal recipes."""
    content: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "recipe_id": recipe.recipe_id,
        "number": recipe.number,
        "preprocessing": _steps_content(recipe.preprocessing),
        "limits": recipe.limits.table(),
    }
    content |= _camera_content(recipe.features, recipe.calibration)
    if recipe.views:
        content["views"] = {name: _view_content(view) for name, view in recipe.views.items()}
    if recipe.release != ReleaseLimits():
        content["release"] = asdict(recipe.release)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _steps_content(steps: Iterable[PreprocessingStep]) -> list[dict[str, Any]]:
    return [{"operation": step.operation, **step.parameters} for step in steps]


def _view_content(view: ViewRecipe) -> dict[str, Any]:
    content = _camera_content(view.features, view.calibration)
    if view.preprocessing is not None:
        content["preprocessing"] = _steps_content(view.preprocessing)
    return content


def _camera_content(
    features: Mapping[str, FeatureValue], calibration: Calibration | None
) -> dict[str, Any]:
    """Only what is there: recipes from before these entries keep their revision."""
    content: dict[str, Any] = {}
    if features:
        content["features"] = dict(features)
    if calibration is not None:
        content["calibration"] = asdict(calibration)
    return content


class _ShapeError(Exception):
    """All faults of a recipe."""

    def __init__(self, faults: Iterable[Phrase]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def _checked(document: TomlDocument, cameras: Collection[str] = ()) -> Recipe:
    try:
        file = RecipeFile.model_validate(document.content)
    except ValidationError as error:
        raise _ShapeError(faults_of(error, RecipeFile, document)) from error
    strangers = [name for name in file.views if cameras and name not in cameras]
    if strangers:
        words = RecipePhrase.VIEW_UNKNOWN(cameras=cameras)
        raise _ShapeError(in_order(((("views", name), words) for name in strangers), document))
    limits = DecisionLimits(
        accept=float(file.limits.accept),
        reject_default=float(file.limits.reject_default),
        reject=MappingProxyType({name: float(each) for name, each in file.limits.reject.items()}),
    )
    return _with_revision(
        Recipe(
            file.recipe_id,
            "",
            file.number,
            _steps(file.preprocessing),
            limits,
            MappingProxyType(dict(file.features)),
            _calibration(file.calibration),
            MappingProxyType({name: _view(view) for name, view in file.views.items()}),
            ReleaseLimits(**file.release.model_dump()),
        )
    )


def _view(view: ViewConfig) -> ViewRecipe:
    return ViewRecipe(
        None if view.preprocessing is None else _steps(view.preprocessing),
        MappingProxyType(dict(view.features)),
        _calibration(view.calibration),
    )


def _calibration(calibration: CalibrationConfig | None) -> Calibration | None:
    return None if calibration is None else Calibration(**calibration.model_dump())


def _steps(steps: Iterable[StepConfig]) -> tuple[PreprocessingStep, ...]:
    return tuple(
        PreprocessingStep(step.operation, MappingProxyType(dict(step.__pydantic_extra__)))
        for step in steps
    )


def _with_revision(recipe: Recipe) -> Recipe:
    revision = hashlib.sha256(canonical_form(recipe).encode()).hexdigest()
    return replace(recipe, revision=revision)
