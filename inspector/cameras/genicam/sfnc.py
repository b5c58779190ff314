"""The features that all drivers know by one name, and what cameras call them.

Names follow the GenICam Standard Features Naming Convention (SFNC 2.7) in snake case with the
unit. Cameras older than SFNC 2.0, and some vendors, use other names; they come after the standard
one and are taken when the device has no better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspector.domain.feature import FeatureValue


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which devices call a feature.

    Attributes:
        node: The node's name.
        scale: Value in our unit per unit of the node.
        time_base_node: Node whose value, in microseconds, multiplies a raw count.
        unlocked_by: Nodes that are set first, where the device has them, because they lock this
            one: an exposure time cannot be set while the camera finds it by itself.
        paused: A node and the value that it takes while this one is set, if it locks this one.
    """

    node: str
    scale: float = 1.0
    time_base_node: str = ""
    unlocked_by: tuple[tuple[str, FeatureValue], ...] = ()
    paused: tuple[str, FeatureValue] | None = None


_MANUAL_EXPOSURE = (("ExposureAuto", "Off"), ("ExposureMode", "Timed"))
_MANUAL_GAIN = (("GainAuto", "Off"),)
_MANUAL_BALANCE = (("BalanceWhiteAuto", "Off"),)
_RATE_ON = (
    ("AcquisitionFrameRateAuto", "Off"),
    ("AcquisitionFrameRateEnable", True),
    ("AcquisitionFrameRateEnabled", True),
    ("AcquisitionFrameRateMode", "Basic"),
)
_GAMMA_ON = (("GammaEnable", True), ("GammaEnabled", True), ("GammaSelector", "User"))
_TRIGGER_OFF = ("TriggerMode", "Off")
_NS_TO_US = 1e-3

SPELLINGS: Mapping[str, tuple[Spelling, ...]] = MappingProxyType(
    {
        # Device
        "device_vendor_name": (Spelling("DeviceVendorName"),),
        "device_model_name": (Spelling("DeviceModelName"),),
        "device_serial_number": (Spelling("DeviceSerialNumber"), Spelling("DeviceID")),
        "device_firmware_version": (Spelling("DeviceFirmwareVersion"), Spelling("DeviceVersion")),
        "device_user_id": (Spelling("DeviceUserID"),),
        "device_temperature_c": (
            Spelling("DeviceTemperature"),
            Spelling("TemperatureAbs"),  # Basler before SFNC 2
        ),
        "device_link_throughput_limit_bytes_per_s": (
            Spelling(
                "DeviceLinkThroughputLimit", unlocked_by=(("DeviceLinkThroughputLimitMode", "On"),)
            ),
            Spelling("StreamBytesPerSecond"),  # Allied Vision
        ),
        # User sets
        "user_set_selector": (Spelling("UserSetSelector"),),
        "user_set_load": (Spelling("UserSetLoad"),),
        "user_set_save": (Spelling("UserSetSave"),),
        "user_set_default": (Spelling("UserSetDefault"), Spelling("UserSetDefaultSelector")),
        # Image format
        "pixel_format": (Spelling("PixelFormat"),),
        "binning_horizontal": (Spelling("BinningHorizontal"),),
        "binning_vertical": (Spelling("BinningVertical"),),
        "decimation_horizontal": (Spelling("DecimationHorizontal"),),
        "decimation_vertical": (Spelling("DecimationVertical"),),
        "width": (Spelling("Width"),),
        "height": (Spelling("Height"),),
        "offset_x": (Spelling("OffsetX"),),
        "offset_y": (Spelling("OffsetY"),),
        "reverse_x": (Spelling("ReverseX"),),
        "reverse_y": (Spelling("ReverseY"),),
        "test_pattern": (
            Spelling("TestPattern"),
            Spelling("TestImageSelector"),  # Basler before SFNC 2
        ),
        # Acquisition
        "acquisition_mode": (Spelling("AcquisitionMode"),),
        "exposure_auto": (Spelling("ExposureAuto"),),
        "exposure_time_us": (
            Spelling("ExposureTime", unlocked_by=_MANUAL_EXPOSURE),
            Spelling("ExposureTimeAbs", unlocked_by=_MANUAL_EXPOSURE),  # before SFNC 2
            Spelling("ExposureTimeRaw", 1.0, "ExposureTimeBaseAbs", _MANUAL_EXPOSURE),  # Basler
        ),
        "acquisition_frame_rate_hz": (
            Spelling("AcquisitionFrameRate", unlocked_by=_RATE_ON),
            Spelling("AcquisitionFrameRateAbs", unlocked_by=_RATE_ON),
        ),
        # Trigger
        "trigger_selector": (Spelling("TriggerSelector"),),
        "trigger_mode": (Spelling("TriggerMode"),),
        "trigger_source": (Spelling("TriggerSource", paused=_TRIGGER_OFF),),
        "trigger_activation": (Spelling("TriggerActivation", paused=_TRIGGER_OFF),),
        "trigger_overlap": (Spelling("TriggerOverlap"),),
        "trigger_delay_us": (Spelling("TriggerDelay"), Spelling("TriggerDelayAbs")),
        # Lines and strobe
        "line_selector": (Spelling("LineSelector"),),
        "line_mode": (Spelling("LineMode"),),
        "line_source": (Spelling("LineSource"),),
        "line_inverter": (Spelling("LineInverter"),),
        "line_format": (Spelling("LineFormat"),),
        "line_debouncer_time_us": (
            Spelling("LineDebouncerTime"),
            Spelling("LineDebouncerTimeAbs"),
        ),
        "strobe_enable": (Spelling("StrobeEnable"),),
        "strobe_delay_us": (Spelling("StrobeDelay"), Spelling("StrobeLineDelay")),  # Hikrobot
        "strobe_duration_us": (Spelling("StrobeDuration"), Spelling("StrobeLineDuration")),
        # Analog control
        "gain_auto": (Spelling("GainAuto"),),
        "gain_selector": (Spelling("GainSelector"),),
        "gain_db": (
            Spelling("Gain", unlocked_by=_MANUAL_GAIN),
            Spelling("GainAbs", unlocked_by=_MANUAL_GAIN),
        ),
        "gain_raw": (Spelling("GainRaw", unlocked_by=_MANUAL_GAIN),),
        "black_level_selector": (Spelling("BlackLevelSelector"),),
        "black_level": (
            Spelling("BlackLevel"),
            Spelling("BlackLevelAbs"),
            Spelling("BlackLevelRaw"),
        ),
        "gamma": (Spelling("Gamma", unlocked_by=_GAMMA_ON),),
        "balance_white_auto": (Spelling("BalanceWhiteAuto"),),
        "balance_ratio_selector": (Spelling("BalanceRatioSelector"),),
        "balance_ratio": (
            Spelling("BalanceRatio", unlocked_by=_MANUAL_BALANCE),
            Spelling("BalanceRatioAbs", unlocked_by=_MANUAL_BALANCE),
        ),
        # Transport
        "packet_size_bytes": (
            Spelling("GevSCPSPacketSize"),
            Spelling("DeviceStreamChannelPacketSize"),
        ),
        "packet_delay_ticks": (Spelling("GevSCPD"),),
        "ptp_enable": (
            Spelling("PtpEnable"),
            Spelling("GevIEEE1588"),
            Spelling("GevIEEE1588Enable"),
        ),
        "ptp_status": (Spelling("PtpStatus"), Spelling("GevIEEE1588Status")),
        "ptp_offset_from_master_us": (
            Spelling("PtpOffsetFromMaster", scale=_NS_TO_US),
            Spelling("GevIEEE1588OffsetFromMaster", scale=_NS_TO_US),
        ),
    }
)
"""By our name, the best spelling first."""
