"""The words for camera features; what the standard does not name keeps the device's own name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from inspector.ui.i18n.formats import NOTHING
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.wire.cameras import FeatureKind

if TYPE_CHECKING:
    from inspector.wire.cameras import FeatureRow, FeatureValue

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "exposure_time_us": QT_TRANSLATE_NOOP("Feature", "Exposure time"),
        "exposure_auto": QT_TRANSLATE_NOOP("Feature", "Automatic exposure"),
        "acquisition_mode": QT_TRANSLATE_NOOP("Feature", "Acquisition mode"),
        "acquisition_frame_rate_hz": QT_TRANSLATE_NOOP("Feature", "Frame rate"),
        "gain_db": QT_TRANSLATE_NOOP("Feature", "Gain"),
        "gain_raw": QT_TRANSLATE_NOOP("Feature", "Gain, device units"),
        "gain_auto": QT_TRANSLATE_NOOP("Feature", "Automatic gain"),
        "gain_selector": QT_TRANSLATE_NOOP("Feature", "Gain channel"),
        "black_level": QT_TRANSLATE_NOOP("Feature", "Black level"),
        "black_level_selector": QT_TRANSLATE_NOOP("Feature", "Black level channel"),
        "gamma": QT_TRANSLATE_NOOP("Feature", "Gamma"),
        "balance_white_auto": QT_TRANSLATE_NOOP("Feature", "Automatic white balance"),
        "balance_ratio": QT_TRANSLATE_NOOP("Feature", "White balance ratio"),
        "balance_ratio_selector": QT_TRANSLATE_NOOP("Feature", "White balance channel"),
        "trigger_selector": QT_TRANSLATE_NOOP("Feature", "Trigger selector"),
        "trigger_mode": QT_TRANSLATE_NOOP("Feature", "Trigger mode"),
        "trigger_source": QT_TRANSLATE_NOOP("Feature", "Trigger source"),
        "trigger_activation": QT_TRANSLATE_NOOP("Feature", "Trigger edge"),
        "trigger_overlap": QT_TRANSLATE_NOOP("Feature", "Trigger overlap"),
        "trigger_delay_us": QT_TRANSLATE_NOOP("Feature", "Trigger delay"),
        "line_selector": QT_TRANSLATE_NOOP("Feature", "Line"),
        "line_mode": QT_TRANSLATE_NOOP("Feature", "Line mode"),
        "line_source": QT_TRANSLATE_NOOP("Feature", "Line source"),
        "line_inverter": QT_TRANSLATE_NOOP("Feature", "Line inverted"),
        "line_format": QT_TRANSLATE_NOOP("Feature", "Line format"),
        "line_debouncer_time_us": QT_TRANSLATE_NOOP("Feature", "Line debounce time"),
        "strobe_enable": QT_TRANSLATE_NOOP("Feature", "Strobe"),
        "strobe_delay_us": QT_TRANSLATE_NOOP("Feature", "Strobe delay"),
        "strobe_duration_us": QT_TRANSLATE_NOOP("Feature", "Strobe duration"),
        "pixel_format": QT_TRANSLATE_NOOP("Feature", "Pixel format"),
        "width": QT_TRANSLATE_NOOP("Feature", "Width"),
        "height": QT_TRANSLATE_NOOP("Feature", "Height"),
        "offset_x": QT_TRANSLATE_NOOP("Feature", "Left edge of the region"),
        "offset_y": QT_TRANSLATE_NOOP("Feature", "Top edge of the region"),
        "binning_horizontal": QT_TRANSLATE_NOOP("Feature", "Binning, horizontal"),
        "binning_vertical": QT_TRANSLATE_NOOP("Feature", "Binning, vertical"),
        "decimation_horizontal": QT_TRANSLATE_NOOP("Feature", "Decimation, horizontal"),
        "decimation_vertical": QT_TRANSLATE_NOOP("Feature", "Decimation, vertical"),
        "reverse_x": QT_TRANSLATE_NOOP("Feature", "Mirrored left to right"),
        "reverse_y": QT_TRANSLATE_NOOP("Feature", "Mirrored top to bottom"),
        "test_pattern": QT_TRANSLATE_NOOP("Feature", "Test pattern"),
        "packet_size_bytes": QT_TRANSLATE_NOOP("Feature", "Packet size"),
        "packet_delay_ticks": QT_TRANSLATE_NOOP("Feature", "Packet delay"),
        "ptp_enable": QT_TRANSLATE_NOOP("Feature", "PTP clock"),
        "ptp_status": QT_TRANSLATE_NOOP("Feature", "PTP status"),
        "ptp_offset_from_master_us": QT_TRANSLATE_NOOP("Feature", "PTP offset"),
        "device_link_throughput_limit_bytes_per_s": QT_TRANSLATE_NOOP(
            "Feature", "Throughput limit"
        ),
        "user_set_selector": QT_TRANSLATE_NOOP("Feature", "User set"),
        "user_set_load": QT_TRANSLATE_NOOP("Feature", "Load the user set"),
        "user_set_save": QT_TRANSLATE_NOOP("Feature", "Save the user set"),
        "user_set_default": QT_TRANSLATE_NOOP("Feature", "User set at power-up"),
        "device_vendor_name": QT_TRANSLATE_NOOP("Feature", "Maker"),
        "device_model_name": QT_TRANSLATE_NOOP("Feature", "Model"),
        "device_serial_number": QT_TRANSLATE_NOOP("Feature", "Serial number"),
        "device_firmware_version": QT_TRANSLATE_NOOP("Feature", "Firmware"),
        "device_user_id": QT_TRANSLATE_NOOP("Feature", "User id"),
        "device_temperature_c": QT_TRANSLATE_NOOP("Feature", "Temperature"),
    }
)


class FeatureGroup(Enum):
    """What belongs together, in the order of a person who sets a camera up."""

    ACQUISITION = QT_TRANSLATE_NOOP("FeatureGroup", "Exposure and rate")
    ANALOG = QT_TRANSLATE_NOOP("FeatureGroup", "Gain and colour")
    TRIGGER = QT_TRANSLATE_NOOP("FeatureGroup", "Trigger")
    LINES = QT_TRANSLATE_NOOP("FeatureGroup", "Lines and strobe")
    FORMAT = QT_TRANSLATE_NOOP("FeatureGroup", "Image format")
    TRANSPORT = QT_TRANSLATE_NOOP("FeatureGroup", "Transport")
    USER_SETS = QT_TRANSLATE_NOOP("FeatureGroup", "User sets")
    DEVICE = QT_TRANSLATE_NOOP("FeatureGroup", "Device")
    OTHER = QT_TRANSLATE_NOOP("FeatureGroup", "Other features of this device")


_BEGINNINGS: Mapping[FeatureGroup, tuple[str, ...]] = MappingProxyType(
    {
        FeatureGroup.ACQUISITION: ("exposure", "acquisition"),
        FeatureGroup.ANALOG: ("gain", "blacklevel", "gamma", "balance"),
        FeatureGroup.TRIGGER: ("trigger",),
        FeatureGroup.LINES: ("line", "strobe"),
        FeatureGroup.FORMAT: (
            "pixelformat",
            "width",
            "height",
            "offset",
            "binning",
            "decimation",
            "reverse",
            "test",
        ),
        FeatureGroup.TRANSPORT: ("packet", "ptp", "gev", "devicelink", "payload"),
        FeatureGroup.USER_SETS: ("userset",),
        FeatureGroup.DEVICE: ("device",),
    }
)
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "_bytes_per_s": "B/s",
        "_bytes": "B",
        "_us": "µs",
        "_db": "dB",
        "_hz": "Hz",
        "_c": "°C",
    }
)
_MOST_PLACES = 6


def group_of(name: str) -> FeatureGroup:
    """Where a feature belongs, by its standard name or the device's own."""
    plain = name.replace("_", "").casefold()
    groups = (group for group, begins in _BEGINNINGS.items() if plain.startswith(begins))
    return next(groups, FeatureGroup.OTHER)


def group_text(group: FeatureGroup) -> str:
    """The heading of a group."""
    return translate("FeatureGroup", group.value)


def feature_text(name: str) -> str:
    """What a feature is called."""
    return translate("Feature", LABELS[name]) if name in LABELS else name


def unit_of(name: str) -> str:
    """The unit in a standard name; empty where there is none."""
    return next((unit for suffix, unit in _UNITS.items() if name.endswith(suffix)), "")


def number_text(number: float) -> str:
    """A number as the locale writes it, with no more places than it has."""
    if isinstance(number, int):
        return QLocale().toString(number)
    text = QLocale().toString(float(number), "f", _MOST_PLACES)
    return text.rstrip("0").rstrip(QLocale().decimalPoint())


def value_word(name: str, value: FeatureValue | None) -> str:
    """A value with the unit that the feature's name carries."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return translate("Setup", "on") if value else translate("Setup", "off")
    if isinstance(value, str):
        return value
    return f"{number_text(value)} {unit_of(name)}".rstrip()


def value_text(row: FeatureRow) -> str:
    """The present value of a feature; a command has none."""
    if row.kind is FeatureKind.COMMAND:
        return translate("Setup", "command")
    return value_word(row.name, row.value)


def limits_text(row: FeatureRow) -> str:
    """What values the device takes now; empty where it does not say."""
    if row.choices:
        return " · ".join(row.choices)
    if row.minimum is None or row.maximum is None:
        return ""
    return translate("Setup", "{least} to {most}").format(
        least=number_text(row.minimum), most=number_text(row.maximum)
    )
