"""The GenICam description file that the camera serves from its own memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspector.sim.gige_camera import addresses
from inspector.sim.gige_camera.settings import PIXEL_FORMATS, GigeCameraSettings

_LOCKED = "<pIsLocked>Acquiring</pIsLocked>"
_LEAST_SIDE = 8


def description_xml(settings: GigeCameraSettings) -> bytes:
    """A GenApi 1.1 document."""
    nodes = "\n".join(node for _, node in _features(settings))
    names = "".join(f"<pFeature>{name}</pFeature>" for name, _ in _features(settings))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<RegisterDescription ModelName="GigE" VendorName="Inspector" ToolTip="Virtual GigE Vision camera"
 StandardNameSpace="GEV" SchemaMajorVersion="1" SchemaMinorVersion="1" SchemaSubMinorVersion="0"
 MajorVersion="1" MinorVersion="0" SubMinorVersion="0" ProductGuid="0" VersionGuid="0"
 xmlns="http://www.genicam.org/GenApi/Version_1_1">
<Category Name="Root" NameSpace="Standard"><pFeature>Camera</pFeature></Category>
<Category Name="Camera">{names}</Category>
{nodes}
{_register("Acquiring", addresses.ACQUIRING, "RO")}
<Port Name="Device"/>
</RegisterDescription>
""".encode()


def _features(settings: GigeCameraSettings) -> Iterator[tuple[str, str]]:
    """Name and nodes of each feature."""
    yield from _texts()
    yield from _region(settings)
    yield _choice("PixelFormat", addresses.PIXEL_FORMAT, PIXEL_FORMATS, locked=True)
    size = _register("PayloadSizeRegister", addresses.PAYLOAD_SIZE, "RO")
    yield (
        "PayloadSize",
        f'<Integer Name="PayloadSize"><pValue>PayloadSizeRegister</pValue></Integer>{size}',
    )
    yield _choice("AcquisitionMode", addresses.ACQUISITION_MODE, {"Continuous": 0})
    yield _command("AcquisitionStart", addresses.ACQUISITION_START)
    yield _command("AcquisitionStop", addresses.ACQUISITION_STOP)
    yield _float("AcquisitionFrameRate", addresses.FRAME_RATE, 0.1, 1000, "Hz")
    yield _choice("TriggerSelector", addresses.TRIGGER_SELECTOR, {"FrameStart": 0})
    modes = {"Off": addresses.FREE_RUN, "On": addresses.TRIGGERED}
    yield _choice("TriggerMode", addresses.TRIGGER_MODE, modes)
    sources = {"Software": addresses.SOFTWARE, "Line1": addresses.LINE_1}
    yield _choice("TriggerSource", addresses.TRIGGER_SOURCE, sources)
    yield _choice("TriggerActivation", addresses.TRIGGER_ACTIVATION, {"RisingEdge": 0})
    yield _command("TriggerSoftware", addresses.TRIGGER_SOFTWARE)
    yield _float("TriggerDelay", addresses.TRIGGER_DELAY, 0, 1_000_000, "us")
    yield _float(settings.exposure_node, addresses.EXPOSURE_TIME, 10, 1_000_000, "us")
    yield _float("Gain", addresses.GAIN, 0, 24, "dB")
    yield "TLParamsLocked", '<Integer Name="TLParamsLocked"><Value>0</Value></Integer>'


def _texts() -> Iterator[tuple[str, str]]:
    for name, address, size in (
        ("DeviceVendorName", addresses.MANUFACTURER_NAME, 32),
        ("DeviceModelName", addresses.MODEL_NAME, 32),
        ("DeviceVersion", addresses.DEVICE_VERSION, 32),
        ("DeviceSerialNumber", addresses.SERIAL_NUMBER, 16),
    ):
        yield (
            name,
            f'<StringReg Name="{name}"><Address>{address:#x}</Address><Length>{size}</Length>'
            "<AccessMode>RO</AccessMode><pPort>Device</pPort></StringReg>",
        )


def _region(settings: GigeCameraSettings) -> Iterator[tuple[str, str]]:
    for name, address, least, (other, sensor) in (
        ("Width", addresses.WIDTH, _LEAST_SIDE, ("OffsetX", settings.width)),
        ("Height", addresses.HEIGHT, _LEAST_SIDE, ("OffsetY", settings.height)),
        ("OffsetX", addresses.OFFSET_X, 0, ("Width", settings.width)),
        ("OffsetY", addresses.OFFSET_Y, 0, ("Height", settings.height)),
    ):
        step = 2 if name in ("Width", "OffsetX") else 1
        yield (
            name,
            f'<Integer Name="{name}">{_LOCKED}<pValue>{name}Register</pValue><Min>{least}</Min>'
            f"<pMax>{name}Max</pMax><Inc>{step}</Inc></Integer>"
            f'<IntSwissKnife Name="{name}Max"><pVariable Name="OTHER">{other}</pVariable>'
            f"<Formula>{sensor} - OTHER</Formula></IntSwissKnife>"
            f"{_register(f'{name}Register', address)}",
        )


def _choice(
    name: str, address: int, entries: Mapping[str, int], *, locked: bool = False
) -> tuple[str, str]:
    shown = "".join(
        f'<EnumEntry Name="{entry}"><Value>{value}</Value></EnumEntry>'
        for entry, value in entries.items()
    )
    lock = _LOCKED if locked else ""
    return name, (
        f'<Enumeration Name="{name}">{lock}{shown}<pValue>{name}Register</pValue></Enumeration>'
        f"{_register(f'{name}Register', address)}"
    )


def _command(name: str, address: int) -> tuple[str, str]:
    return name, (
        f'<Command Name="{name}"><pValue>{name}Register</pValue><CommandValue>1</CommandValue>'
        f"</Command>{_register(f'{name}Register', address)}"
    )


def _float(name: str, address: int, low: float, high: float, unit: str) -> tuple[str, str]:
    return name, (
        f'<Float Name="{name}"><pValue>{name}Register</pValue><Min>{low}</Min><Max>{high}</Max>'
        f"<Unit>{unit}</Unit></Float>"
        f'<FloatReg Name="{name}Register"><Address>{address:#x}</Address><Length>8</Length>'
        "<AccessMode>RW</AccessMode><pPort>Device</pPort><Cachable>NoCache</Cachable>"
        "<Endianess>BigEndian</Endianess></FloatReg>"
    )


def _register(name: str, address: int, access: str = "RW") -> str:
    return (
        f'<IntReg Name="{name}"><Address>{address:#x}</Address><Length>4</Length>'
        f"<AccessMode>{access}</AccessMode><pPort>Device</pPort><Cachable>NoCache</Cachable>"
        "<Sign>Unsigned</Sign><Endianess>BigEndian</Endianess></IntReg>"
    )
