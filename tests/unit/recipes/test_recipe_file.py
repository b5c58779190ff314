"""A recipe file changes without losing what a person wrote into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.config.recipe import load_recipe
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.recipe import Calibration, PreprocessingStep
from inspector.services.recipes.file import (
    change_recipe,
    with_calibration,
    with_features,
    with_first_step,
)

RECIPE = """\
# Line 4, housing
schema_version = 1
recipe_id = "housing"  # as the MES calls it

# only the bore
[[preprocessing]]
operation = "roi"
width_px = 64  # bore and rim
height_px = 64

[limits]
accept = 0.9
"""
GREY = PreprocessingStep("grey", {"channel": "green"})


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, "utf-8")
    return path


def comments(path: Path) -> list[str]:
    return [line.partition("#")[2] for line in path.read_text("utf-8").splitlines() if "#" in line]


def test_comments_and_all_other_entries_stay(recipe: Path) -> None:
    before = comments(recipe)
    change_recipe(recipe, with_features({"exposure_time_us": 800.0, "gain_auto": "Off"}))
    changed = change_recipe(recipe, with_calibration(Calibration(0.05, 0.1, "chessboard", "")))
    assert comments(recipe) == before
    assert changed == load_recipe(recipe)
    assert changed.features == {"exposure_time_us": 800.0, "gain_auto": "Off"}
    assert changed.calibration == Calibration(0.05, 0.1, "chessboard", "")
    assert changed.limits.accept == 0.9
    assert [step.operation for step in changed.preprocessing] == ["roi"]


def test_a_setting_is_changed_and_the_others_stay(recipe: Path) -> None:
    change_recipe(recipe, with_features({"exposure_time_us": 800.0, "gain_db": 3}))
    changed = change_recipe(recipe, with_features({"exposure_time_us": 900.0}))
    assert changed.features == {"exposure_time_us": 900.0, "gain_db": 3}


def test_what_one_camera_of_several_does_is_in_its_view(recipe: Path) -> None:
    change_recipe(recipe, with_features({"gain_db": 1.0}))
    change_recipe(recipe, with_features({"gain_db": 2.0}, "side"))
    changed = change_recipe(recipe, with_calibration(Calibration(0.1), "side"))
    assert changed.view("top").features == {"gain_db": 1.0}
    assert changed.view("side").features == {"gain_db": 2.0}
    assert changed.view("top").calibration is None
    assert changed.view("side").calibration == Calibration(0.1)


def test_a_first_step_comes_before_all_others_and_only_once(recipe: Path) -> None:
    change_recipe(recipe, with_first_step(GREY))
    again = PreprocessingStep("grey", {"channel": "red"})
    changed = change_recipe(recipe, with_first_step(again))
    assert [step.operation for step in changed.preprocessing] == ["grey", "roi"]
    assert changed.preprocessing[0].parameters == {"channel": "red"}
    assert "# bore and rim" in recipe.read_text("utf-8")


def test_a_camera_with_a_first_step_of_its_own_keeps_the_steps_of_the_recipe(recipe: Path) -> None:
    changed = change_recipe(recipe, with_first_step(GREY, "side"))
    assert [step.operation for step in changed.preprocessing] == ["roi"]
    side = changed.view("side").preprocessing
    assert side is not None
    assert [step.operation for step in side] == ["grey", "roi"]
    assert side[1].parameters == {"width_px": 64, "height_px": 64}


@pytest.mark.parametrize("written", ["", 'preprocessing = [{operation = "grey"}]\n'])
def test_steps_that_are_absent_or_on_one_line_take_a_first_step(
    tmp_path: Path, written: str
) -> None:
    path = tmp_path / "recipe.toml"
    path.write_text(f'schema_version = 1\nrecipe_id = "r"\n{written}', "utf-8")
    step = PreprocessingStep("median", {"kernel_px": 5})
    changed = change_recipe(path, with_first_step(step))
    expected = ["median", "grey"] if written else ["median"]
    assert [each.operation for each in changed.preprocessing] == expected


@pytest.mark.parametrize(
    "step",
    [
        PreprocessingStep("sharpen"),
        PreprocessingStep("median", {"kernel_px": 4}),
        PreprocessingStep("flat_field", {"flat": "none.png", "flat_sha256": "00"}),
    ],
    ids=lambda step: step.operation,
)
def test_a_change_that_the_station_would_refuse_leaves_the_file_alone(
    recipe: Path, step: PreprocessingStep
) -> None:
    with pytest.raises(RecipeInvalidError):
        change_recipe(recipe, with_first_step(step))
    with pytest.raises(RecipeInvalidError):
        change_recipe(recipe, with_first_step(step, "side"))
    assert recipe.read_text("utf-8") == RECIPE


def test_a_file_that_is_no_recipe_is_neither_made_nor_mended(tmp_path: Path) -> None:
    missing, broken = tmp_path / "none.toml", tmp_path / "broken.toml"
    broken.write_text("schema_version = 1\nlimits = 3\n", "utf-8")
    for path in (missing, broken):
        with pytest.raises(RecipeInvalidError):
            change_recipe(path, with_features({"gain_db": 1.0}))
    assert not missing.exists()
    assert broken.read_text("utf-8") == "schema_version = 1\nlimits = 3\n"


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    path.write_bytes(b"\xef\xbb\xbf" + RECIPE.replace("\n", "\r\n").encode())
    changed = change_recipe(path, with_features({"gain_db": 1.0}))
    assert changed.features == {"gain_db": 1.0}
    assert load_recipe(path) == changed
