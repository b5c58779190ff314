"""All recipes of a station are loaded and checked before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from package_rig import tiny_package

from inspector.assembly.model import OpenedPackage
from inspector.assembly.shelf import identity_of
from inspector.config.station import StationConfig, parse_station
from inspector.domain.errors.config import RecipeInvalidError, RecipesInvalidError
from inspector.domain.recipe import DecisionLimits
from inspector.inference.classifier import OnnxClassifier
from inspector.services.recipes.recipe_set import StationRecipe, load_recipe_set

STATION = """\
schema_version = 1
[station]
id = "line-3"
[cameras.top]
driver = "replay"
folder = "images"
[cameras.side]
driver = "replay"
folder = "images"
features = { gain_db = 1.0 }
[model]
package = "machined-part/1.0.0"
"""
LIMITS = DecisionLimits(accept=0.7)
DEFECTS = ("scratch",)


def station(folder: Path, recipe: str = "") -> StationConfig:
    return parse_station(f"{STATION}[recipe]\n{recipe}\n", folder / "station.toml")


def write(folder: Path, name: str, number: int | None, rest: str = "") -> None:
    given = "" if number is None else f"number = {number}\n"
    text = f'schema_version = 1\nrecipe_id = "{name}"\n{given}{rest}'
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def load(folder: Path, recipe: str) -> tuple[StationRecipe, ...]:
    return load_recipe_set(station(folder, recipe), LIMITS, DEFECTS)


def faults(folder: Path, recipe: str) -> list[str]:
    with pytest.raises(RecipesInvalidError) as raised:
        load(folder, recipe)
    assert raised.value.code == "RCP-003"
    return raised.value.detail.splitlines()


def test_the_file_is_in_force_first_and_more_follow_in_their_order(tmp_path):
    for name, number in (("a", 4), ("b", 65535), ("c", 1)):
        write(tmp_path, name, number)
    found = load(tmp_path, 'file = "b.toml"\nmore = ["c.toml", "a.toml"]')
    assert [(each.recipe.recipe_id, each.recipe.number) for each in found] == [
        ("b", 65535),
        ("c", 1),
        ("a", 4),
    ]
    assert found[0].file == tmp_path / "b.toml"
    assert set(found[0].pipelines) == {"top", "side"}


def test_a_station_without_a_recipe_has_the_models_limits(tmp_path):
    (only,) = load(tmp_path, "")
    assert (only.recipe.limits, only.file, only.name) == (LIMITS, None, "default")


def test_one_recipe_that_is_alone_needs_no_number(tmp_path):
    write(tmp_path, "a", None)
    (only,) = load(tmp_path, 'file = "a.toml"')
    assert only.recipe.number == 0


def test_all_faults_of_all_recipes_are_told_at_once(tmp_path):
    write(tmp_path, "a", 1, "[features]\nexposure_time_us = 900\n")
    write(tmp_path, "b", 1, "[limits.reject]\nscratsh = 0.1\n")
    write(tmp_path, "c", None, "[features]\nexposure_time_us = 900\n")
    write(tmp_path, "d", 4, "wrong = 1\n")
    write(tmp_path, "e", 5, '[[preprocessing]]\noperation = "nothing"\n')
    found = faults(tmp_path, 'file = "a.toml"\nmore = ["b.toml", "c.toml", "d.toml", "e.toml"]')
    text = "\n".join(found)
    assert "d.toml" in text
    assert "wrong" in text
    assert "nothing" in text
    assert (
        "b.toml: limits.reject has scratsh, which is no defect class of the model; it has scratch"
        in found
    )
    assert "b.toml: number 1 is that of a.toml already" in found
    assert "c.toml: number is missing; the PLC asks for a recipe by 1 to 65535" in found
    assert [line for line in found if line.startswith("b.toml: exposure_time_us of camera")] == [
        f"b.toml: exposure_time_us of camera {camera} is missing, which c.toml sets; "
        "name it in all recipes, or in the station file"
        for camera in ("top", "side")
    ]


def test_a_model_that_takes_a_class_for_good_does_not_silence_the_recipes_limit_for_it(tmp_path):
    """Parts that the recipe rejects would have passed from its promotion on."""
    write(tmp_path, "a", None, "[limits.reject]\nstain = 0.2\n")
    config = station(tmp_path, 'file = "a.toml"')
    recipes = load_recipe_set(config, LIMITS, ("scratch", "stain"))
    package = tiny_package(tmp_path, ok_classes=["good", "stain"])
    classifier = OnnxClassifier(package, provider="cpu")
    with pytest.raises(RecipesInvalidError, match="stain, which is no defect class"):
        OpenedPackage(
            package, classifier, recipes, config, False, frozenset, lambda _: None
        ).line_model()
    with pytest.raises(RecipesInvalidError, match="stain, which is no defect class"):
        load_recipe_set(config, LIMITS, identity_of(package).defect_classes)


def test_what_the_station_file_sets_a_recipe_may_leave_alone(tmp_path):
    write(tmp_path, "a", 1, "[views.side.features]\ngain_db = 2.0\n")
    write(tmp_path, "b", 2)
    assert len(load(tmp_path, 'file = "a.toml"\nmore = ["b.toml"]')) == 2


def test_the_models_own_limits_cannot_be_changed_back_to(tmp_path):
    write(tmp_path, "b", 2)
    assert faults(tmp_path, 'more = ["b.toml"]') == [
        "`file` is missing under [recipe]: the model's own limits have no number"
    ]


def test_one_wrong_file_is_told_as_ever(tmp_path):
    write(tmp_path, "a", 1)
    with pytest.raises(RecipeInvalidError, match=r"absent\.toml"):
        load(tmp_path, 'file = "a.toml"\nmore = ["absent.toml"]')
