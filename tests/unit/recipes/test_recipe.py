import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.config.recipe import canonical_form, default_recipe, load_recipe, parse_recipe
from inspector.config.recipe_reference import render_recipe_reference
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.recipe import DecisionLimits

RECIPE = """\
schema_version = 1
recipe_id = "plate"
number = 7

[[preprocessing]]
operation = "roi"
width_px = 320
height_px = 240

[[preprocessing]]
operation = "clahe"
clip_limit = 3.0

[limits]
accept = 0.9
reject_default = 0.4
[limits.reject]
scratch = 0.25
"""


@pytest.fixture
def recipe_file(tmp_path) -> Path:
    path = tmp_path / "plate.toml"
    path.write_text(RECIPE)
    return path


def test_a_recipe_file_becomes_a_revision(recipe_file):
    recipe = load_recipe(recipe_file)
    assert (recipe.recipe_id, recipe.number) == ("plate", 7)
    assert [step.operation for step in recipe.preprocessing] == ["roi", "clahe"]
    assert dict(recipe.preprocessing[0].parameters) == {"width_px": 320, "height_px": 240}
    assert recipe.limits.accept == 0.9
    assert recipe.limits.reject_limit("scratch") == 0.25
    assert recipe.limits.reject_limit("dent") == 0.4
    assert len(recipe.revision) == 64


def test_the_revision_changes_with_the_content_and_with_nothing_else(recipe_file):
    revision = load_recipe(recipe_file).revision
    recipe_file.write_text("# note\n" + RECIPE.replace("width_px = 320\nheight_px = 240", ""))
    assert load_recipe(recipe_file).revision != revision
    swapped = RECIPE.replace("width_px = 320\nheight_px = 240", "height_px = 240\nwidth_px = 320")
    recipe_file.write_text("# note\n" + swapped)
    assert load_recipe(recipe_file).revision == revision


def test_the_order_of_operations_is_part_of_the_revision():
    steps = [{"operation": "grey"}, {"operation": "median"}]
    one = parse_recipe({"recipe_id": "a", "preprocessing": steps})
    other = parse_recipe({"recipe_id": "a", "preprocessing": steps[::-1]})
    assert one.revision != other.revision


VALUES = st.one_of(
    st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
)
PROBABILITIES = st.floats(0, 1, exclude_min=True)


@given(
    st.lists(st.dictionaries(st.from_regex(r"[a-z]{1,8}_px", fullmatch=True), VALUES)),
    PROBABILITIES,
    st.dictionaries(st.text(), PROBABILITIES),
)
def test_the_canonical_form_gives_the_same_revision_back(steps, accept, reject):
    content = {
        "recipe_id": "r",
        "preprocessing": [{"operation": "x", **step} for step in steps],
        "limits": {"accept": accept, "reject": reject},
    }
    recipe = parse_recipe(content)
    again = parse_recipe(json.loads(canonical_form(recipe)))
    assert again == recipe
    assert canonical_form(again) == canonical_form(recipe)


def test_whole_and_decimal_limits_are_one_revision():
    one = parse_recipe({"recipe_id": "a", "limits": {"accept": 1}})
    assert one.revision == parse_recipe({"recipe_id": "a", "limits": {"accept": 1.0}}).revision


def test_the_default_recipe_holds_the_limits_of_the_model_and_no_operation():
    limits = DecisionLimits(accept=0.8, reject={"dent": 0.3})
    recipe = default_recipe(limits)
    assert recipe.limits == limits
    assert recipe.preprocessing == ()
    assert recipe.revision == default_recipe(limits).revision
    assert recipe.revision != default_recipe(DecisionLimits()).revision


def test_every_fault_of_a_recipe_file_is_told_with_its_line(recipe_file):
    text = RECIPE.replace("number = 7", "nummer = 7").replace("0.9", "1.9").replace("0.25", "0")
    text = text.replace('operation = "clahe"\n', "").replace("320", "[320]")
    recipe_file.write_text(text)
    with pytest.raises(RecipeInvalidError) as raised:
        load_recipe(recipe_file)
    told = raised.value.detail.splitlines()
    assert told[0] == f"{recipe_file}:"
    assert [line.split(": ")[:2] for line in told[1:]] == [
        ["line 3", "nummer"],
        ["line 7", "preprocessing[1].width_px"],
        ["line 10", "preprocessing[2].operation"],
        ["line 14", "limits.accept"],
        ["line 17", "limits.reject.scratch"],
    ]
    assert 'did you mean "number"' in told[1]


def test_a_recipe_without_text_is_told_without_lines():
    with pytest.raises(RecipeInvalidError, match=r"RCP-001: limits\.accept: 0 should be"):
        parse_recipe({"recipe_id": "a", "limits": {"accept": 0}})


@pytest.mark.parametrize("content", ["recipe_id = ", "recipe_id = 1\nrecipe_id = 2"])
def test_a_recipe_that_is_no_toml_is_refused(recipe_file, content):
    recipe_file.write_text(content)
    with pytest.raises(RecipeInvalidError, match=r"plate\.toml"):
        load_recipe(recipe_file)


def test_a_missing_recipe_file_is_refused(tmp_path):
    with pytest.raises(RecipeInvalidError, match=r"absent\.toml"):
        load_recipe(tmp_path / "absent.toml")


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


SEVERAL_VIEWS = """\
recipe_id = "bracket"
[features]
exposure_time_us = 900
gain_db = 2.0
[calibration]
mm_per_pixel = 0.05
[[preprocessing]]
operation = "grey"
[views.side]
features = { exposure_time_us = 2500 }
[[views.side.preprocessing]]
operation = "median"
[views.top.calibration]
mm_per_pixel = 0.02
"""


def test_a_view_does_what_the_recipe_does_but_for_what_it_says_itself(recipe_file):
    recipe = load_recipe(written(recipe_file, SEVERAL_VIEWS))
    side, top, other = (recipe.view(name) for name in ("side", "top", "bottom"))
    assert dict(side.features) == {"exposure_time_us": 2500, "gain_db": 2.0}
    assert [step.operation for step in side.preprocessing] == ["median"]
    assert side.calibration.mm_per_pixel == 0.05
    assert [step.operation for step in top.preprocessing] == ["grey"]
    assert top.calibration.mm_per_pixel == 0.02
    assert other.features == recipe.features
    assert other.calibration == recipe.calibration


def test_a_recipe_with_views_comes_back_from_its_canonical_form(recipe_file):
    recipe = load_recipe(written(recipe_file, SEVERAL_VIEWS))
    assert parse_recipe(json.loads(canonical_form(recipe))) == recipe


def test_a_recipe_from_before_there_were_features_keeps_its_revision():
    recipe = parse_recipe({"recipe_id": "bracket", "number": 12})
    before = (
        '{"limits":{"accept":0.5,"reject":{},"reject_default":0.5},"number":12,'
        '"preprocessing":[],"recipe_id":"bracket","schema_version":1}'
    )
    assert recipe.revision == hashlib.sha256(before.encode()).hexdigest()


def test_the_reference_page_is_up_to_date():
    page = Path(__file__).parents[3] / "docs" / "reference" / "recipe-file.md"
    assert page.read_text(encoding="utf-8") == render_recipe_reference()


def test_the_example_of_the_reference_page_loads(recipe_file):
    example = render_recipe_reference().split("```toml\n")[1].split("```")[0]
    recipe = load_recipe(written(recipe_file, example))
    assert recipe.view("side").features["exposure_time_us"] == 2500


def test_a_view_of_a_camera_that_the_station_does_not_have_is_refused(recipe_file):
    recipe_file.write_text(RECIPE + "[views.sied.features]\ngain_db = 1.0\n")
    assert load_recipe(recipe_file).views
    assert load_recipe(recipe_file, ("top", "sied")).views
    with pytest.raises(RecipeInvalidError) as raised:
        load_recipe(recipe_file, ("top", "side"))
    assert raised.value.detail.endswith(
        "line 19: views.sied: the station has no camera of this name, but top, side"
    )
