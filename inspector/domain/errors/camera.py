"""Errors of cameras and images."""

from inspector.domain.errors.base import InspectorError


class CameraError(InspectorError):
    """A camera refused a command."""

    code = "CAM-000"
    remedy = "See the log for the driver's own message."


class CameraNotFoundError(CameraError):
    """No device answers at the configured address."""

    code = "CAM-001"
    remedy = "Check power and cable, then the address in the station file."


class CameraLostError(CameraError):
    """A camera that was streaming is gone; the station reconnects by itself."""

    code = "CAM-002"
    remedy = "Check power and cable; parts are rejected until the camera is back."


class FeatureError(CameraError):
    """A feature is unknown, locked or given a value outside its range."""

    code = "CAM-003"
    remedy = "Correct the feature in the station file or the recipe."


class CameraBusyError(CameraError):
    """Another program, or another camera section, holds the device."""

    code = "CAM-004"
    remedy = "Close the other program that uses the camera; two stations cannot share one."


class CameraAmbiguousError(CameraError):
    """Several devices fit what the station file says, or two report the same serial number."""

    code = "CAM-005"
    remedy = "Name the camera by `serial` or `address`; `inspector camera list` shows them."


class PixelFormatUnsupportedError(CameraError):
    """The camera delivers a pixel format that cannot be decoded."""

    code = "CAM-006"
    remedy = "Set `pixel_format` in `features` to a Mono, Bayer, RGB, BGR, YCbCr or YUV format."


class DriverMissingError(CameraError):
    """The library that a driver needs is not installed on this computer."""

    code = "CAM-007"
    remedy = "Install what the message names; `inspector camera doctor` checks all drivers."


class ProducerError(CameraError):
    """A GenTL producer (`.cti` file) is missing, does not load or ended its process."""

    code = "CAM-008"
    remedy = "Check the path of the `.cti` file and that it fits this computer; ask its vendor."


class CameraUnknownError(CameraError):
    """The station has no camera of this name."""

    code = "CAM-009"
    remedy = "Use a name from the station file; the message lists them."


class PictureMissingError(CameraError):
    """A camera has delivered no picture that could be shown."""

    code = "CAM-010"
    remedy = "Let the camera expose: by a part, by a test exposure, or in free run."


class SettingNotKeptError(CameraError):
    """A camera took a setting and holds another value; parts are inspected with what it holds."""

    code = "CAM-011"
    remedy = "Write the value that the camera holds into the recipe, or look why it differs."


class CameraSilentError(CameraLostError):
    """A camera is connected and delivers no frames though it should; it is connected anew."""

    code = "CAM-012"
    remedy = "Check trigger line and trigger settings, then the network; `inspector camera doctor`."


class ImageUnreadableError(CameraError):
    """An image file is empty, truncated or in no known format."""

    code = "IMG-001"
    remedy = "Replace or remove the file."


class ImageUnsuitableError(CameraError):
    """An image has a size, mode or depth that cannot be inspected."""

    code = "IMG-002"
    remedy = "Use 8- or 16-bit grey or colour images within the size limit."


class ImageFolderEmptyError(CameraError):
    """A folder that should hold images holds none."""

    code = "IMG-003"
    remedy = "Name a folder with PNG, JPEG, BMP, TIFF or WebP files, directly or in class folders."


class ImageListInvalidError(CameraError):
    """A CSV list of images cannot be read."""

    code = "IMG-004"
    remedy = "Write a CSV file whose first line is `path,label`, paths relative to the file."
