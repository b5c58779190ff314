"""What the camera commands compute: figures of a stream, typed values, tables."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from inspector.bench.camera_streams import latency_figures
from inspector.cameras.found import FoundCamera
from inspector.cli.camera.found import repeated_serials
from inspector.cli.camera.values import allowed, feature_row, feature_table, typed, typed_settings
from inspector.domain.errors.camera import FeatureError
from inspector.domain.evaluation import Reason
from inspector.domain.feature import Feature, FeatureKind
from inspector.domain.frame import Frame
from inspector.services.live.camera_tools import feature_named
from inspector.services.live.stream_figures import StreamFigures, StreamMeter

MS = 1_000_000
EXPOSURE = Feature(
    "exposure_time_us",
    FeatureKind.FLOAT,
    1000.0,
    writable=True,
    minimum=10,
    maximum=100_000,
    device_name="ExposureTimeAbs",
)
WIDTH = Feature("width", FeatureKind.INTEGER, 64, True, 8, 640, 8, device_name="Width")
MODE = Feature("trigger_mode", FeatureKind.ENUMERATION, "On", True, choices=("On", "Off"))
LOAD = Feature("user_set_load", FeatureKind.COMMAND, None, True)
INVERT = Feature("line_inverter", FeatureKind.BOOLEAN, False)
FEATURES = (EXPOSURE, WIDTH, MODE, LOAD, INVERT)


def frame(at_ms: float, *, missed: int = 0, complete: bool = True) -> Frame:
    image = np.zeros((8, 8), np.uint8) if complete else None
    fault = None if complete else Reason.FRAME_INCOMPLETE
    return Frame(image, "Mono8", 1, missed, round(at_ms * MS), fault=fault)


def figures(*frames: Frame) -> StreamFigures:
    meter = StreamMeter()
    for each in frames:
        meter.add(each)
    return meter.figures()


def test_a_steady_stream_has_its_rate_and_no_jitter() -> None:
    assert figures(*(frame(10 * n) for n in range(11))) == StreamFigures(11, 0, 0, 100.0, 0.0, 10.0)


def test_losses_damage_and_gaps_are_counted() -> None:
    said = figures(frame(0), frame(10), frame(40, missed=2), frame(50, complete=False))
    assert (said.frames, said.lost, said.incomplete) == (4, 2, 1)
    assert said.longest_gap_ms == 30
    assert said.jitter_ms == pytest.approx(float(np.std([10, 30, 10])), abs=1e-3)


@pytest.mark.parametrize("count", [0, 1])
def test_a_stream_of_one_frame_or_none_has_no_rate(count: int) -> None:
    said = figures(*(frame(5) for _ in range(count)))
    assert said == StreamFigures(count, 0, 0, 0.0, 0.0, 0.0)


def test_texts_become_values_of_the_features_kinds() -> None:
    texts = [
        "ExposureTimeAbs=12.5",
        "width = 0x80",
        "trigger_mode=Off",
        "user_set_load",
        "line_inverter=on",
    ]
    assert typed_settings(texts, FEATURES) == {
        "exposure_time_us": 12.5,
        "width": 128,
        "trigger_mode": "Off",
        "user_set_load": True,
        "line_inverter": True,
    }


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FeatureKind.INTEGER, "1.5"),
        (FeatureKind.INTEGER, ""),
        (FeatureKind.FLOAT, "fast"),
        (FeatureKind.BOOLEAN, "perhaps"),
        (FeatureKind.COMMAND, "now"),
    ],
)
def test_a_text_of_another_kind_is_refused_with_what_it_must_be(
    kind: FeatureKind, text: str
) -> None:
    with pytest.raises(FeatureError, match="must be"):
        typed("x", kind, text)


def test_an_unknown_feature_says_where_the_known_ones_are() -> None:
    with pytest.raises(FeatureError) as caught:
        feature_named(FEATURES, "exposure")
    assert "inspector camera features" in caught.value.remedy


def test_what_is_allowed_is_told_in_words() -> None:
    assert allowed(EXPOSURE) == "10 to 100000"
    assert allowed(WIDTH) == "8 to 640, step 8"
    assert allowed(MODE) == "On | Off"
    assert allowed(LOAD) == "command"
    assert allowed(Feature("x", FeatureKind.FLOAT, 1.0)) == ""
    lines = feature_table(FEATURES).splitlines()
    assert len(lines) == 1 + len(FEATURES)
    assert len({line.index("On | Off") for line in lines if "On | Off" in line}) == 1


def test_a_feature_without_limits_is_still_json() -> None:
    endless = Feature("x", FeatureKind.FLOAT, float("nan"), minimum=-math.inf, maximum=math.inf)
    row = json.loads(json.dumps(feature_row(endless), allow_nan=False))
    assert (row["value"], row["minimum"], row["maximum"]) == (None, None, None)


def test_devices_that_one_driver_cannot_tell_apart_are_flagged() -> None:
    def found(driver: str, serial: str, address: str) -> FoundCamera:
        return FoundCamera(driver, serial, "vendor", "model", address)

    cameras = [
        found("aravis", "7", "10.0.0.1"),
        found("aravis", "7", "10.0.0.2"),
        found("viva", "7", "10.0.0.1"),
        found("aravis", "", "10.0.0.3"),
        found("aravis", "", "10.0.0.4"),
    ]
    assert repeated_serials(cameras) == [("aravis", "7")]


def test_latency_figures_count_the_triggers_without_a_picture() -> None:
    said = latency_figures([float(n) for n in range(1, 101)], 120)
    assert said == {"triggers": 120, "pictures": 100, "p50_ms": 51.0, "p99_ms": 100.0}
    assert latency_figures([], 5) == {"triggers": 5, "pictures": 0}
