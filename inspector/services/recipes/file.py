"""Changes to a recipe file that leave its comments and its order as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from inspector.config.recipe import load_recipe, parse_recipe
from inspector.domain.feature import FeatureValue
from inspector.domain.recipe import Calibration, PreprocessingStep, Recipe
from inspector.paths import write_atomically
from inspector.vision.pipeline import compile_steps

RecipeChange = Callable[[tomlkit.TOMLDocument], None]


def change_recipe(path: Path, change: RecipeChange) -> Recipe:
    """Change a recipe file, check the result as the station would, and only then replace the file.

    A file that does not exist is not made up: without its limits, parts would be judged by others
    than the model's own.

    Raises:
        RecipeInvalidError: the file, or what it would become, is no recipe.
        FolderNotWritableError: it cannot be written.
    """
    load_recipe(path)
    document = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    change(document)
    text = tomlkit.dumps(document)
    recipe = parse_recipe(tomllib.loads(text))
    for steps in (recipe.preprocessing, *(view.preprocessing for view in recipe.views.values())):
        compile_steps(steps or (), path.parent)
    write_atomically(path, text)
    return recipe


def with_features(settings: Mapping[str, FeatureValue], camera: str = "") -> RecipeChange:
    """Camera settings into `[features]`, or into `[views.NAME.features]` of one of several.

    Args:
        settings: By SFNC name; the file's other settings stay.
        camera: Name of the camera; empty for the settings of all.
    """

    def change(document: tomlkit.TOMLDocument) -> None:
        features = _table(_place(document, camera), "features")
        features.update(settings)

    return change


def with_calibration(calibration: Calibration, camera: str = "") -> RecipeChange:
    """What the pixels measure, in place of what the recipe says of it."""

    def change(document: tomlkit.TOMLDocument) -> None:
        _table(_place(document, camera), "calibration").update(asdict(calibration))

    return change


def with_first_step(step: PreprocessingStep, camera: str = "") -> RecipeChange:
    """An operation that comes before all others; one of the same name takes its parameters.

    A camera of several that had no steps of its own gets a copy of the recipe's.
    """

    def change(document: tomlkit.TOMLDocument) -> None:
        place = _place(document, camera)
        steps = _steps(place, document.get("preprocessing", []))
        same = next((each for each in steps if each["operation"] == step.operation), None)
        if same is not None:
            same.update(step.parameters)
            return
        first = tomlkit.item({"operation": step.operation, **step.parameters})
        first.add(tomlkit.nl())
        steps.insert(0, first)

    return change


def _place(document: tomlkit.TOMLDocument, camera: str) -> Any:
    """The table that holds a camera's entries."""
    return _table(_table(document, "views"), camera) if camera else document


def _table(parent: Any, name: str) -> Any:
    if name not in parent:
        parent[name] = tomlkit.table(is_super_table=name == "views")
    return parent[name]


def _steps(place: Any, inherited: Any) -> AoT:
    if "preprocessing" not in place:
        place["preprocessing"] = _copied(inherited)
    if not isinstance(place["preprocessing"], AoT):  # `preprocessing = [{...}]` on one line
        place["preprocessing"] = _copied(place["preprocessing"])
    steps: AoT = place["preprocessing"]
    return steps


def _copied(steps: Any) -> AoT:
    copies = tomlkit.aot()
    for step in steps:
        copies.append(tomlkit.item(dict(step.unwrap())))
    return copies
