"""The cameras through the API, from the typed client to the recipe file, over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest
from api_cameras import KEPT_OTHERWISE
from api_fixtures import TOKEN, Served

from inspector.config.recipe import load_recipe
from inspector.domain.errors.api import ApiError
from inspector.domain.errors.camera import (
    CameraLostError,
    CameraUnknownError,
    FeatureError,
    PictureMissingError,
)
from inspector.domain.errors.config import RecipeInvalidError, RecipeNotNamedError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.wire.cameras import FeatureKind

RECIPE = """# The bracket, as agreed on in March.
schema_version = 1
recipe_id = "bracket"

[features]
gain_db = 3.0 # for all cameras

[limits]
accept = 0.7
"""


@pytest.fixture
def http(api: Served) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=api.url, headers=headers, trust_env=False) as opened:
        yield opened


def ramp(width: int, height: int, top: int) -> np.ndarray:
    kind = np.uint8 if top < 256 else np.uint16
    return np.tile(np.linspace(0, top, width).astype(kind), (height, 1))


def test_states_stand_in_the_order_of_the_station_file(api, client):
    api.cameras.lost = {"right.rear"}
    left, right = client.cameras.states()
    assert (left.name, left.connected, left.rate_hz, left.missed) == ("left", True, 25.0, 2)
    assert left.differences[0].model_dump() == {
        "name": KEPT_OTHERWISE.name,
        "wanted": 5003.0,
        "actual": 5000.0,
        "detail": "",
    }
    assert (right.connected, right.fault_code) == (False, "CAM-002")
    assert right.fault_remedy == CameraLostError.remedy


def test_features_carry_kind_limits_and_choices(client):
    rows = {row.name: row for row in client.cameras.features("left")}
    exposure = rows["exposure_time_us"]
    assert (exposure.value, exposure.minimum, exposure.maximum) == (5000.0, 10.0, 1e6)
    assert (exposure.kind, exposure.device_name) == (FeatureKind.FLOAT, "ExposureTimeAbs")
    assert rows["gain_db"].maximum is None, "no bound is not infinity"
    assert rows["TLParamsLocked"].minimum is None, "the end of a 64-bit number is no bound"
    assert rows["trigger_source"].choices == ["Software", "Line1"]
    assert rows["user_set_load"].value is None
    assert not rows["width"].writable


@pytest.mark.parametrize(
    ("feature", "value"),
    [
        ("exposure_time_us", 4000.5),
        ("exposure_time_us", 4000),
        ("reverse_x", True),
        ("trigger_source", "Software"),
        ("device_user_id", "42"),
    ],
)
def test_a_value_arrives_as_the_kind_that_it_is(api, client, feature, value):
    row = client.cameras.set_feature("right.rear", feature, value)
    stored = api.cameras.present("right.rear")[feature]
    assert row.value == stored == value
    assert type(row.value) is type(stored) is type(value)


def test_a_refused_value_changes_nothing_and_says_why(api, client):
    with pytest.raises(FeatureError, match="must be 10 to 1e") as refused:
        client.cameras.set_feature("left", "exposure_time_us", 2e9)
    assert refused.value.remedy == FeatureError.remedy
    assert api.cameras.present("left")["exposure_time_us"] == 5000.0
    with pytest.raises(FeatureError):
        client.cameras.set_feature("left", "no_such_feature", 1)


@pytest.mark.parametrize("body", [b"", b"{", b"{}", b'{"value": null}', b'{"value": [1]}'])
def test_a_malformed_change_is_refused(http, body):
    path = "/v1/cameras/left/features/gain_db"
    reply = http.put(path, content=body, headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["code"]) == (422, "API-002")


@pytest.mark.parametrize("name", ["a b", "../left", "9lives", "x" * 129, "a;b", "ä%"])
def test_a_name_that_no_feature_can_have_is_refused(client, name):
    with pytest.raises(ApiError):
        client.cameras.set_feature("left", name, 1)


def test_nothing_disturbs_a_camera_that_looks_at_parts(api, client):
    api.cameras.inspecting = True
    with pytest.raises(CommandNotAllowedError):
        client.cameras.set_feature("left", "gain_db", 0.0)
    for ask in (client.cameras.trigger, client.cameras.features):
        with pytest.raises(CommandNotAllowedError):
            ask("left")
    assert api.cameras.exposed == []
    assert api.cameras.present("left")["gain_db"] == 0.5


def test_a_test_exposure_reaches_the_camera(api, client):
    client.cameras.trigger("right.rear")
    assert api.cameras.exposed == ["right.rear"]


def test_a_lost_camera_and_an_unknown_one_are_told_apart(api, client):
    api.cameras.lost = {"left"}
    with pytest.raises(CameraLostError):
        client.cameras.features("left")
    for ask in (client.cameras.features, client.cameras.measures, client.cameras.trigger):
        with pytest.raises(CameraUnknownError, match="but left, right"):
            ask("middle")


def test_the_newest_picture_is_sent_once(api, client):
    with pytest.raises(PictureMissingError):
        client.cameras.picture("left")
    api.cameras.show("left", ramp(640, 480, 255))
    first = client.cameras.picture("left", max_side_px=320)
    assert first is not None
    decoded = cv2.imdecode(np.frombuffer(first.jpeg, np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded.shape[:2] == (240, 320)
    assert (first.frame_id, first.width_px, first.height_px) == (1, 640, 480)
    assert first.complete
    assert client.cameras.picture("left", 320, first.version) is None
    assert client.cameras.picture("left", 640, first.version) is not None, "another size"
    api.cameras.show("left", ramp(640, 480, 100))
    second = client.cameras.picture("left", 320, first.version)
    assert second is not None
    assert second.frame_id == 2


def test_a_frame_without_a_picture_is_told(api, client):
    api.cameras.show("left", None)
    with pytest.raises(PictureMissingError, match="frame 1 of left"):
        client.cameras.picture("left")
    with pytest.raises(PictureMissingError):
        client.cameras.measures("left")


@pytest.mark.parametrize("side", ["0", "15", "4097", "x"])
def test_the_size_of_a_picture_has_bounds(http, side):
    reply = http.get("/v1/cameras/left/picture", params={"max_side": side})
    assert (reply.status_code, reply.json()["code"]) == (422, "API-002")


@pytest.mark.parametrize(("pixel_format", "top"), [("Mono12p", 4095), ("Mono10", 1023)])
def test_deep_pixels_are_shown_and_measured_by_the_bits_that_they_have(
    api, client, pixel_format, top
):
    api.cameras.show("left", ramp(512, 64, top), pixel_format)
    picture, measures = client.cameras.picture("left"), client.cameras.measures("left")
    assert picture is not None
    decoded = cv2.imdecode(np.frombuffer(picture.jpeg, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture.pixel_format == pixel_format
    assert decoded[:, -8:].mean() > 250
    assert decoded[:, :8].mean() < 8
    assert measures.mean == pytest.approx(0.5, abs=0.01)
    assert 0 < measures.saturated_share < 0.02


def test_measures_tell_sharp_from_blurred_and_bright_from_right(api, client):
    rng = np.random.default_rng(1)
    sharp = rng.integers(30, 200, (240, 320)).astype(np.uint8)
    api.cameras.show("left", sharp)
    good = client.cameras.measures("left")
    api.cameras.show("left", cv2.GaussianBlur(sharp, (0, 0), 3))
    blurred = client.cameras.measures("left")
    api.cameras.show("left", np.full_like(sharp, 255))
    bright = client.cameras.measures("left")
    assert good.focus > 5 * blurred.focus
    assert good.saturated_share == 0
    assert bright.saturated_share == 1
    assert sum(good.histogram) == sharp.size
    assert (good.frame_id, blurred.frame_id, bright.frame_id) == (1, 2, 3)


class TestRecipe:
    @pytest.fixture
    def recipe(self, tmp_path: Path) -> Path:
        path = tmp_path / "recipe.toml"
        path.write_text(RECIPE, encoding="utf-8")
        return path

    def test_settings_of_one_of_several_cameras_stand_in_its_own_table(self, client, recipe):
        client.cameras.set_feature("right.rear", "exposure_time_us", 750.5)
        kept = client.cameras.keep("right.rear", ["exposure_time_us", "trigger_source"])
        assert kept.features == {"exposure_time_us": 750.5, "trigger_source": "Line1"}
        assert kept.table == "views.right.rear.features"
        loaded = load_recipe(recipe)
        assert loaded.views["right.rear"].features == kept.features
        assert loaded.view("left").features == {"gain_db": 3.0}
        assert "# The bracket, as agreed on in March." in recipe.read_text("utf-8")

    def test_settings_of_the_only_camera_stand_beside_those_of_the_recipe(self, recipe):
        keeper = RecipeFeatures(recipe, ["camera"])
        assert keeper.keep("camera", {"reverse_x": True}).table == "features"
        assert load_recipe(recipe).features == {"gain_db": 3.0, "reverse_x": True}
        assert "gain_db = 3.0 # for all cameras" in recipe.read_text("utf-8")

    def test_a_feature_without_a_value_is_not_kept(self, client, recipe):
        with pytest.raises(FeatureError, match="user_set_load, nonsense"):
            client.cameras.keep("left", ["gain_db", "user_set_load", "nonsense"])
        assert recipe.read_text("utf-8") == RECIPE

    def test_a_file_that_somebody_broke_meanwhile_is_left_as_it_is(self, client, recipe):
        recipe.write_text(broken := RECIPE.replace("accept", "acept"), encoding="utf-8")
        with pytest.raises(RecipeInvalidError, match="accept"):
            client.cameras.keep("left", ["gain_db"])
        assert recipe.read_text("utf-8") == broken

    def test_a_station_without_a_recipe_file_says_what_to_do(self):
        with pytest.raises(RecipeNotNamedError) as refused:
            RecipeFeatures(None, ["camera"]).keep("camera", {"gain_db": 1.0})
        assert "[recipe]" in refused.value.remedy
