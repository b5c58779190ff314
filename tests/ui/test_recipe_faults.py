"""Whatever the station finds wrong with the steps of a draft has its sentence in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import cv2
import numpy as np
import pytest

from inspector.config.recipe import parse_recipe
from inspector.config.station import parse_station
from inspector.domain.chinese.sentences import values_of
from inspector.domain.errors.base import InspectorError
from inspector.domain.recipe import PreprocessingStep
from inspector.services.recipes.recipe_set import require_together, signed_off_recipe
from inspector.ui.pages.products.fault_text import SENTENCES, fault_text, sentence_of
from inspector.vision.operation import Kind, Parameter
from inspector.vision.operations import OPERATIONS
from inspector.vision.pipeline import compile_steps

STATION = """\
schema_version = 1
[station]
id = "line-3"
[camera]
driver = "replay"
folder = "images"
[model]
package = "machined-part/1.0.0"
"""


def wrong_values(parameter: Parameter) -> Iterator[Any]:
    if parameter.kind is Kind.IMAGE:
        yield from (3, "../outside.png", "missing.png", "picture.png")
    elif parameter.kind is Kind.CHOICE:
        yield from (3, "no-such-word")
    else:
        yield from ("text", 1e9, -1e9, 4 if parameter.odd else 1e9)


def said_of(step: PreprocessingStep, folder: Path, image: np.ndarray | None = None) -> list[str]:
    try:
        pipeline = compile_steps([step], folder)
        if image is not None:
            pipeline(image)
    except InspectorError as error:
        return error.detail.splitlines()
    return []


def right(operation: str) -> dict[str, Any]:
    return {
        each.name: each.default if each.default is not None else max(each.minimum, 64)
        for each in OPERATIONS[operation].parameters
        if each.kind is not Kind.IMAGE and (each.required or each.default is not None)
    }


def unknown(said: list[str]) -> list[str]:
    """Faults without a sentence, the name of their step aside."""
    rests = (each.split(": ", 1)[1] for each in said)
    return [rest for rest in rests if sentence_of(rest) is None]


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_fault_of_a_step_is_known(name: str, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "picture.png"), np.zeros((64, 64), np.uint8))
    said = said_of(PreprocessingStep(name + "_", {}), tmp_path)
    said += said_of(PreprocessingStep(name, {"nonsense": 1}), tmp_path)
    said += said_of(PreprocessingStep(name, {}), tmp_path)
    for parameter in OPERATIONS[name].parameters:
        said += said_of(PreprocessingStep(name, {parameter.name + "s": 1}), tmp_path)
        for value in wrong_values(parameter):
            said += said_of(PreprocessingStep(name, {parameter.name: value}), tmp_path)
    assert said
    assert unknown(said) == []


@pytest.mark.parametrize(
    ("name", "values", "depth"),
    [
        ("roi", {"width_px": 65, "height_px": 16}, np.uint8),
        ("clahe", {"tiles": 60}, np.uint8),
        ("clahe", {}, np.uint16),
        ("non_local_means", {}, np.uint16),
        ("non_local_means", {"template_px": 9, "search_px": 7}, np.uint8),
        ("median", {"kernel_px": 9}, np.uint16),
        ("percentile_stretch", {"low_percent": 60, "high_percent": 40}, np.uint8),
    ],
)
def test_each_fault_of_a_step_on_a_picture_is_known(
    name: str, values: dict[str, Any], depth: type, tmp_path: Path
) -> None:
    image = np.zeros((48, 48, 3), depth)
    said = said_of(PreprocessingStep(name, right(name) | values), tmp_path, image)
    assert said
    assert unknown(said) == []


def test_each_fault_between_recipes_is_known(tmp_path: Path) -> None:
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
        require_together(recipes, config, ["good", "scratch"])
    said = refused.value.detail.splitlines()
    assert len(said) == 6
    assert unknown(said) == []


def test_a_fault_is_told_with_the_names_of_the_page() -> None:
    told = fault_text("step 2, clahe: clip_limit is 900, must be 0.1 to 100")
    assert told == "step 2, Raise local contrast: Contrast limit is 900, must be 0.1 to 100"
    assert fault_text("something else: entirely") == "something else: entirely"


def test_every_sentence_reads_back_what_it_names() -> None:
    for shape in SENTENCES:
        names = [name for _, name, _, _ in Formatter().parse(shape) if name]
        named = {name: f"<{name}>" for name in names}
        assert sentence_of(shape.format(**named)) == shape
        assert values_of(shape, shape.format(**named)) == named
