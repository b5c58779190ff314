"""What is wrong with the drivers of cameras, and with what they deliver."""

from inspector.domain.phrase import PhraseBook


class DriverPhrase(PhraseBook):
    """Drivers of cameras, and pictures of formats that nobody can use."""

    PAYLOAD_UNSUITABLE = "the camera delivers GenTL payload type {kind}, not a plain image"
    BIG_ENDIAN = "the camera delivers {format} in big-endian order"
    DEMOSAIC_8_BITS = "the demosaic 'vng' takes 8 bits only"
    NOT_PFNC = "the name {found} does not follow the PFNC"
    PIXEL_FORMAT_UNKNOWN = "the pixel format {found} is not known"
    LIBRARY_MISSING = "{library} is not installed"
    VIKY_MISSING = "the producer viky.cti is not installed"
    GENTL_NEEDS = "the GenTL driver needs Harvesters and genicam ({fault})"
    DRIVER_UNKNOWN = "there is no camera driver {found}"
    DRIVER_NEEDS = "the driver {driver} needs {package}: {fault}"
    NO_SEARCH = "{driver} cannot search for cameras: {fault}"
    PRODUCER_NOT_LOADED = "the GenTL producer does not load: {fault}"
    NO_PRODUCER = "{path} is no GenTL producer: it has no {names}"
    PRODUCER_NOT_STARTED = "{path} does not start: {fault}"
    PRODUCER_UNNAMED = "no GenTL producer: the station file names none {where}"
    PRODUCER_ABSENT = "the GenTL producer {path} does not exist"
    GENTL_SAME_SERIAL = "{count} GenTL cameras have the serial number {serial}: {seen}"
    GENTL_SEVERAL = "{count} GenTL cameras are there: {seen}"
    NO_GENTL_SERIAL = "no GenTL camera with serial number {serial}"
    NO_GENTL = "no GenTL camera at all"
    GENTL_SEEN = "there are {seen}"


class VirtualCameraPhrase(PhraseBook):
    """Cameras of the virtual line."""

    VIRTUAL_NOT_STREAMING = "the virtual camera is not streaming"
    VIRTUAL_NOT_OPEN = "the virtual camera is not open"
    NO_VIRTUAL_AT = "no virtual camera answers at {address} ({fault})"
    VIRTUAL_PROCESS_ENDED = "the process of the virtual camera has ended"
    VIRTUAL_STALLS = "the virtual camera stalls within a frame"
    VIRTUAL_GONE = "the virtual camera is gone ({fault})"
    VIRTUAL_CLOSED = "the virtual camera closed the connection"
    NO_GREETING = "no greeting came"
    NOT_VIRTUAL = "something else than a virtual camera answers"
    VIRTUAL_NO_FRAME = "the virtual camera sent something that is no frame"
    VIRTUAL_FAULT_UNKNOWN = "the virtual camera sent the unknown fault {number}"
    VIRTUAL_TRIGGER_SOURCE = "the virtual camera has trigger_source Line1 only"
    VIRTUAL_NO_FEATURE = "the virtual camera has no feature {feature}"
    VIRTUAL_FEATURE_FIXED = "{feature} of the virtual camera is fixed"
