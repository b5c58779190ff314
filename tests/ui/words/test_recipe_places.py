"""Places in a recipe have names, and what stands there has its unit."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from PySide6.QtWidgets import QApplication

from inspector.config.recipe_file import (
    CalibrationConfig,
    LimitsConfig,
    RecipeFile,
    ReleaseConfig,
)
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.i18n.recipe_places import recipe_place_text, recipe_value_text


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[LanguageSwitch]:
    switch = LanguageSwitch(qapp, Language.ENGLISH)
    yield switch
    switch.choose(Language.ENGLISH)


def places() -> Iterator[str]:
    """Every entry that a recipe file can have, but for those named by people."""
    sections: dict[str, type[BaseModel]] = {
        "limits": LimitsConfig,
        "calibration": CalibrationConfig,
        "release": ReleaseConfig,
    }
    named = {"limits", "views", "release"}
    yield from (name for name in RecipeFile.model_fields if name not in named)
    for section, model in sections.items():
        yield from (f"{section}.{name}" for name in model.model_fields if name != "reject")


@pytest.mark.parametrize("language", Language)
def test_every_entry_of_a_recipe_has_a_name(languages: LanguageSwitch, language: Language) -> None:
    languages.choose(language)
    raw = [path for path in places() if recipe_place_text(path) in path]
    assert raw == []


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        (
            "preprocessing[2].sigma_px",
            "Step 2 · Width of the blur (px)",
            "第 2 步 · 模糊宽度（像素）",
        ),
        ("features.gain_db", "Gain", "增益"),
        ("views.side.features.gain_db", "Camera side · Gain", "相机 side · 增益"),
        (
            "views.line.1.preprocessing[1].operation",
            "Camera line.1 · Step 1",
            "相机 line.1 · 第 1 步",
        ),
        ("limits.reject.dent.deep", "Reject from (dent.deep)", "剔除阈值（dent.deep）"),
        ("something.new", "something.new", "something.new"),
    ],
)
def test_a_place_is_told_in_words(
    languages: LanguageSwitch, path: str, english: str, chinese: str
) -> None:
    assert recipe_place_text(path) == english
    languages.choose(Language.CHINESE)
    assert recipe_place_text(path) == chinese


def test_values_have_the_words_and_units_of_their_places() -> None:
    assert recipe_value_text("views.side.features.exposure_time_us", 2500) == "2,500 µs"
    assert recipe_value_text("preprocessing[1].operation", "median") == (
        "Remove salt-and-pepper noise"
    )
    assert recipe_value_text("limits.accept", 0.95) == "0.95"
    assert recipe_value_text("limits.accept", None) == "–"
