"""Features by SFNC name and unit on node maps as different makers build them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from inspector.cameras.genicam.features import GenicamFeatures
from inspector.cameras.genicam.nodes import Limits
from inspector.cameras.genicam.sfnc import SPELLINGS
from inspector.domain.errors.camera import FeatureError
from inspector.domain.feature import FeatureKind, FeatureValue


@dataclass
class Node:
    kind: FeatureKind
    value: FeatureValue = 0
    limits: Limits = field(default_factory=Limits)
    choices: tuple[str, ...] = ()
    locked_by: str = ""


def number(value: float, low: float, high: float, step: float | None = None) -> Node:
    kind = FeatureKind.INTEGER if isinstance(value, int) else FeatureKind.FLOAT
    return Node(kind, value, Limits(low, high, step))


def word(value: str, *choices: str) -> Node:
    return Node(FeatureKind.ENUMERATION, value, choices=choices)


class Device:
    """A node map in memory that locks what a real one locks."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.nodes = dict(nodes)
        self.written: list[tuple[str, FeatureValue]] = []
        self.executed: list[str] = []

    def kind(self, name: str) -> FeatureKind | None:
        return self.nodes[name].kind if name in self.nodes else None

    def read(self, name: str) -> FeatureValue:
        if self.nodes[name].value == "unreadable":
            raise FeatureError(f"{name} cannot be read now")
        return self.nodes[name].value

    def write(self, name: str, value: FeatureValue) -> None:
        locked_by = self.nodes[name].locked_by
        if locked_by and self.nodes[locked_by].value not in ("Off", True):
            raise FeatureError(f"{name} is locked")
        self.nodes[name].value = value
        self.written.append((name, value))

    def execute(self, name: str) -> None:
        self.executed.append(name)

    def limits(self, name: str) -> Limits:
        return self.nodes[name].limits

    def choices(self, name: str) -> Sequence[str]:
        return self.nodes[name].choices

    def writable(self, name: str) -> bool:
        locked_by = self.nodes[name].locked_by
        return not locked_by or self.nodes[locked_by].value in ("Off", True)

    def names(self) -> Sequence[str]:
        return tuple(self.nodes)


def features(**nodes: Node) -> tuple[GenicamFeatures, Device]:
    device = Device(nodes)
    return GenicamFeatures(device), device


@pytest.mark.parametrize("node", ["ExposureTime", "ExposureTimeAbs"])
def test_the_exposure_time_has_one_name_whatever_the_camera_calls_it(node):
    camera, device = features(**{node: number(900.0, 10, 1e6)})
    camera.set("exposure_time_us", 2500)
    assert device.written == [(node, 2500.0)]
    assert camera.get("exposure_time_us") == 2500.0


def test_the_standard_name_goes_before_the_old_one():
    camera, device = features(
        ExposureTime=number(900.0, 10, 1e6), ExposureTimeAbs=number(900.0, 10, 1e6)
    )
    camera.set("exposure_time_us", 100)
    assert device.written == [("ExposureTime", 100.0)]


def test_a_raw_exposure_counts_in_the_cameras_time_base():
    camera, device = features(
        ExposureTimeRaw=number(50, 1, 4095), ExposureTimeBaseAbs=number(20.0, 1, 1000)
    )
    assert camera.get("exposure_time_us") == 1000.0
    camera.set("exposure_time_us", 500)
    assert device.written == [("ExposureTimeRaw", 25)]
    with pytest.raises(FeatureError, match="must be 20 to 81900"):
        camera.set("exposure_time_us", 10)


def test_a_raw_exposure_without_its_time_base_is_no_exposure_time():
    camera, _ = features(ExposureTimeRaw=number(50, 1, 4095))
    with pytest.raises(FeatureError, match="exposure_time_us is not a feature"):
        camera.get("exposure_time_us")


def test_what_the_camera_finds_by_itself_is_switched_off_before_it_is_set():
    gain = number(1.0, 0, 24)
    gain.locked_by = "GainAuto"
    camera, device = features(Gain=gain, GainAuto=word("Continuous", "Off", "Continuous"))
    camera.set("gain_db", 6)
    assert device.written == [("GainAuto", "Off"), ("Gain", 6.0)]
    camera.set("gain_db", 7)
    assert device.written[2:] == [("Gain", 7.0)]


def test_a_trigger_source_that_the_trigger_mode_locks_is_set_and_the_mode_restored():
    source = word("Line0", "Line0", "Line1")
    source.locked_by = "TriggerMode"
    camera, device = features(TriggerSource=source, TriggerMode=word("On", "On", "Off"))
    camera.set("trigger_source", "Line1")
    assert device.written == [
        ("TriggerMode", "Off"),
        ("TriggerSource", "Line1"),
        ("TriggerMode", "On"),
    ]


def test_a_trigger_source_that_nothing_locks_leaves_the_trigger_mode_alone():
    camera, device = features(
        TriggerSource=word("Line0", "Line0", "Line1"), TriggerMode=word("On", "On", "Off")
    )
    camera.set("trigger_source", "Line1")
    assert device.written == [("TriggerSource", "Line1")]


def test_a_switch_that_the_camera_has_otherwise_is_left_alone():
    camera, device = features(
        AcquisitionFrameRate=number(30.0, 1, 200),
        AcquisitionFrameRateEnable=Node(FeatureKind.BOOLEAN, value=False),
        AcquisitionFrameRateMode=word("Expert", "Expert"),
    )
    camera.set("acquisition_frame_rate_hz", 60)
    assert device.written == [("AcquisitionFrameRateEnable", True), ("AcquisitionFrameRate", 60.0)]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("width", 99999, "width is 99999, must be 16 to 4096"),
        ("width", 17, "width is 17, must be 16 or 24: it goes in steps of 8"),
        ("width", 100.5, "must be a whole number"),
        ("width", "wide", "must be a number"),
        ("width", True, "must be a number"),
        ("gain_db", float("nan"), "must be a number"),
        ("gain_db", -1.0, "must be 0 to 24"),
        ("pixel_format", "Mono9", "pixel_format is 'Mono9', must be one of: Mono8, Mono12"),
        ("pixel_format", 8, "must be text"),
        ("reverse_x", 1, "must be true or false"),
        ("no_such_feature", 1, "no_such_feature is not a feature of this device"),
        ("gamma", 1.0, "gamma is not a feature of this device"),
    ],
)
def test_what_the_camera_could_not_take_is_refused_with_the_range(name, value, words):
    camera, device = features(
        Width=number(640, 16, 4096, 8),
        Gain=number(0.0, 0, 24),
        PixelFormat=word("Mono8", "Mono8", "Mono12"),
        ReverseX=Node(FeatureKind.BOOLEAN, value=False),
    )
    with pytest.raises(FeatureError) as refused:
        camera.set(name, value)
    assert words in refused.value.detail
    assert device.written == []


def test_a_long_list_of_choices_is_cut():
    camera, _ = features(LineSource=word("A0", *(f"A{n}" for n in range(40))))
    with pytest.raises(FeatureError, match=r"A11, \.\.\.$"):
        camera.set("line_source", "B")


def test_a_command_is_carried_out_and_has_no_value():
    camera, device = features(UserSetLoad=Node(FeatureKind.COMMAND))
    camera.set("user_set_load", False)
    assert device.executed == []
    camera.set("user_set_load", True)
    assert device.executed == ["UserSetLoad"]
    with pytest.raises(FeatureError, match="command"):
        camera.get("user_set_load")


def test_what_has_no_standard_name_is_reached_by_the_devices_own():
    camera, _ = features(SensorDigitizationTaps=word("One", "One", "Two"))
    camera.set("SensorDigitizationTaps", "Two")
    assert camera.get("SensorDigitizationTaps") == "Two"


def test_all_features_are_listed_once_with_their_limits_in_our_unit():
    camera, _ = features(
        ExposureTimeRaw=number(50, 1, 4095, 1),
        ExposureTimeBaseAbs=number(20.0, 1, 1000),
        PixelFormat=word("Mono8", "Mono8", "Mono12"),
        UserSetLoad=Node(FeatureKind.COMMAND),
        VendorThing=Node(FeatureKind.STRING, "unreadable"),
    )
    listed = {each.name: each for each in camera.all()}
    assert list(listed) == [
        "user_set_load",
        "pixel_format",
        "exposure_time_us",
        "ExposureTimeBaseAbs",
        "VendorThing",
    ]
    exposure = listed["exposure_time_us"]
    assert (exposure.value, exposure.minimum, exposure.maximum) == (1000.0, 20.0, 81900.0)
    assert exposure.device_name == "ExposureTimeRaw"
    assert listed["pixel_format"].choices == ("Mono8", "Mono12")
    assert listed["user_set_load"].value is None
    assert listed["VendorThing"].value is None


def test_offsets_of_a_clock_are_told_in_microseconds():
    camera, _ = features(PtpOffsetFromMaster=number(-250, -(2**63), 2**63 - 1))
    assert camera.get("ptp_offset_from_master_us") == pytest.approx(-0.25)


def test_every_name_carries_its_unit_and_every_node_stands_for_one_feature():
    nodes = [spelling.node for spellings in SPELLINGS.values() for spelling in spellings]
    assert len(nodes) == len(set(nodes))
    for name, spellings in SPELLINGS.items():
        for spelling in spellings:
            converted = spelling.scale != 1.0 or spelling.time_base_node
            assert not converted or name.endswith(("_us", "_db", "_hz"))


@pytest.mark.parametrize("value", [10**400, -(10**400), float("inf"), float("nan")])
def test_a_number_beyond_all_bounds_is_refused_and_no_bug(value: float) -> None:
    device = Device({"GainRaw": Node(FeatureKind.INTEGER, 0)})
    with pytest.raises(FeatureError, match="must be a number"):
        GenicamFeatures(device).set("gain_raw", value)
    assert device.written == []
