"""Whatever is wrong with a recipe is told by phrases, so that every client can translate it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pydantic import BaseModel
from station_texts import STATION

from inspector.config.recipe import load_recipe, parse_recipe
from inspector.config.recipe_file import (
    CalibrationConfig,
    LimitsConfig,
    RecipeFile,
    ReleaseConfig,
    StepConfig,
    ViewConfig,
)
from inspector.config.station import parse_station
from inspector.domain.errors.base import InspectorError
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.books import TEMPLATES
from inspector.domain.recipe import PreprocessingStep
from inspector.services.recipes.recipe_set import require_together, signed_off_recipe
from inspector.vision.operation import Kind, Parameter
from inspector.vision.operations import OPERATIONS
from inspector.vision.pipeline import compile_steps

TABLES: dict[str, type[BaseModel]] = {
    "": RecipeFile,
    "limits": LimitsConfig,
    "calibration": CalibrationConfig,
    "release": ReleaseConfig,
    "views.side": ViewConfig,
    "preprocessing": StepConfig,
}
WRONG = (None, True, -1, 1e9, float("nan"), float("inf"), 0.5, "", "no such word", [], {}, [{}])


def keys_of(phrase: Phrase) -> Iterator[str]:
    yield phrase.key
    for value in phrase.values.values():
        if isinstance(value, Phrase):
            yield from keys_of(value)


def require_phrases(error: InspectorError) -> None:
    assert error.reasons, error
    for phrase in error.reasons:
        assert set(keys_of(phrase)) <= set(TEMPLATES), phrase
    assert error.detail == "\n".join(each.text for each in error.reasons)


def placed(table: str, entries: dict[str, Any]) -> dict[str, Any]:
    if not table:
        return {"recipe_id": "lid"} | entries
    if table == "preprocessing":
        return {"recipe_id": "lid", "preprocessing": [entries]}
    if table == "views.side":
        return {"recipe_id": "lid", "views": {"side": entries}}
    return {"recipe_id": "lid", table: entries}


@pytest.mark.parametrize("table", TABLES)
def test_a_wrong_entry_is_told_by_a_phrase(table: str) -> None:
    refused = 0
    for name in [*TABLES[table].model_fields, "nonsense"]:
        for value in [*WRONG, {"entry": [1]}, {"two words": {}}]:
            try:
                parse_recipe(placed(table, {name: value}))
            except InspectorError as error:
                require_phrases(error)
                refused += 1
    assert refused > len(TABLES[table].model_fields)


@pytest.mark.parametrize(
    "text",
    [
        b"recipe_id = ",
        b"recipe_id = 1\nrecipe_id = 2",
        b"recipe_id = 'caf\xe9'",
        b"#" * (1 << 20) + b"\n",
        b"number = 70000",
        b"recipe_id = 'lid'\n[views.sied]",
    ],
)
def test_a_wrong_file_is_told_by_phrases(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lid.toml"
    path.write_bytes(text)
    with pytest.raises(InspectorError) as refused:
        load_recipe(path, ("side",))
    require_phrases(refused.value)
    with pytest.raises(InspectorError) as missing:
        load_recipe(tmp_path / "absent.toml")
    require_phrases(missing.value)


def wrong_values(parameter: Parameter) -> Iterator[Any]:
    if parameter.kind is Kind.IMAGE:
        yield from (3, "../outside.png", "missing.png", "picture.png", "text.png")
    elif parameter.kind is Kind.CHOICE:
        yield from (3, "no-such-word")
    else:
        yield from ("text", True, 1e9, -1e9, 4 if parameter.odd else 1e9)


def fault_of(step: PreprocessingStep, folder: Path, image: np.ndarray | None = None) -> int:
    try:
        pipeline = compile_steps([step], folder)
        if image is not None:
            pipeline(image)
    except InspectorError as error:
        require_phrases(error)
        return 1
    return 0


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_fault_of_a_step_is_a_phrase(name: str, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "picture.png"), np.zeros((64, 64), np.uint8))
    (tmp_path / "text.png").write_text("no picture")
    told = fault_of(PreprocessingStep(name + "_", {}), tmp_path)
    told += fault_of(PreprocessingStep(name, {"nonsense": 1}), tmp_path)
    for parameter in OPERATIONS[name].parameters:
        told += fault_of(PreprocessingStep(name, {parameter.name + "s": 1}), tmp_path)
        for value in wrong_values(parameter):
            told += fault_of(PreprocessingStep(name, {parameter.name: value}), tmp_path)
    assert told > 2


def right(operation: str) -> dict[str, Any]:
    return {
        each.name: each.default if each.default is not None else max(each.minimum, 64)
        for each in OPERATIONS[operation].parameters
        if each.kind is not Kind.IMAGE and (each.required or each.default is not None)
    }


@pytest.mark.parametrize(
    ("name", "values", "depth"),
    [
        ("roi", {"width_px": 65, "height_px": 16}, np.uint8),
        ("clahe", {"tiles": 60}, np.uint8),
        ("clahe", {}, np.uint16),
        ("non_local_means", {}, np.uint16),
        ("non_local_means", {"template_px": 9, "search_px": 7}, np.uint8),
        ("median", {"kernel_px": 9}, np.uint16),
        ("median", {"kernel_px": 3}, np.uint16),
        ("median", {"kernel_px": 3}, np.float32),
        ("percentile_stretch", {"low_percent": 60, "high_percent": 40}, np.uint8),
    ],
)
def test_each_fault_of_a_step_on_a_picture_is_a_phrase(
    name: str, values: dict[str, Any], depth: type, tmp_path: Path
) -> None:
    image = np.zeros((48, 48, 3), depth)
    assert fault_of(PreprocessingStep(name, right(name) | values), tmp_path, image)


def test_each_fault_between_recipes_is_a_phrase(tmp_path: Path) -> None:
    config = parse_station(STATION, tmp_path / "station.toml")

    def recipe(name: str, **content: Any) -> Any:
        made = parse_recipe({"recipe_id": name, **content})
        return signed_off_recipe(made, tmp_path, tuple(config.views))

    recipes = [
        recipe("lid", number=3, limits={"reject": {"rust": 0.4}}),
        recipe("flange", number=3, features={"gain_db": 2.0}),
        recipe("bolt", views={"left": {}}),
    ]
    with pytest.raises(InspectorError) as refused:
        require_together(recipes, config, ["scratch"])
    assert len(refused.value.reasons) == 6
    require_phrases(refused.value)
