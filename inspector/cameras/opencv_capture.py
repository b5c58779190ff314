"""The one place that calls `cv2.VideoCapture`, whose failures are silent by default."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import cv2

from inspector.domain.errors.camera import CameraNotFoundError
from inspector.domain.phrases.cameras import CameraPhrase

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_FFMPEG_OPTIONS = "OPENCV_FFMPEG_CAPTURE_OPTIONS"
_CREDENTIALS = re.compile(r"(?<=://)[^/@]*@")
_VARIABLE = re.compile(r"\$\{(\w+)\}")


class Capture:
    """An open device, stream or video file. After a failed read it is of no more use.

    ``isOpened()`` stays true when a stream has died and a stream that stalled never comes back, so
    the only cure for a failed read is a new object.
    """

    def __init__(self, source: int | str, open_timeout_ms: int, read_timeout_ms: int) -> None:
        """Connect.

        Args:
            source: Index of a USB camera, URL of a stream, or path of a video file.
            open_timeout_ms: Longest wait for a stream.
            read_timeout_ms: Longest silence of a stream.

        Raises:
            CameraNotFoundError: nothing answers, or a variable of the URL is not set.
        """
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
        self._device = _connect(source, open_timeout_ms, read_timeout_ms)
        if not self._device.isOpened():
            self._device.release()
            raise CameraNotFoundError(CameraPhrase.CAMERA_NOT_OPENED(camera=shown(source)))
        self.backend: str = self._device.getBackendName()

    def read(self) -> Image | None:
        """The next picture, BGR8 and owned; ``None`` at the end or when the source is lost."""
        try:
            succeeded, image = self._device.read()
        except cv2.error:
            return None
        return cast("Image", image) if succeeded else None

    def get(self, property_id: int) -> float:
        """A property; 0 when the back-end does not know it."""
        return float(self._device.get(property_id))

    def set(self, property_id: int, value: float) -> bool:
        """Whether the back-end took the value; it may still have chosen another."""
        try:
            return bool(self._device.set(property_id, value))
        except cv2.error:
            return False

    def release(self) -> None:
        """Disconnect."""
        self._device.release()


def is_stream(source: int | str) -> bool:
    """Whether the source is a URL."""
    return isinstance(source, str) and "://" in source


def shown(source: int | str) -> str:
    """The source for records and messages, without user name and password."""
    return _CREDENTIALS.sub("", source) if isinstance(source, str) else f"camera {source}"


def expand(url: str, environment: Mapping[str, str]) -> str:
    """Replace each ``${NAME}`` by a variable of the environment.

    Raises:
        CameraNotFoundError: a variable is not set.
    """
    unset = sorted({name for name in _VARIABLE.findall(url) if name not in environment})
    if unset:
        raise CameraNotFoundError(
            CameraPhrase.VARIABLES_MISSING(camera=shown(url), names=unset),
            remedy="Set them for the account that runs the station.",
        )
    return _VARIABLE.sub(lambda found: environment[found.group(1)], url)


def _connect(source: int | str, open_timeout_ms: int, read_timeout_ms: int) -> cv2.VideoCapture:
    if isinstance(source, int):
        device = cv2.VideoCapture(source, cv2.CAP_ANY)
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return device
    if not is_stream(source):
        if not Path(source).is_file():
            raise CameraNotFoundError(CameraPhrase.SOURCE_MISSING(path=str(source)))
        return cv2.VideoCapture(source, cv2.CAP_FFMPEG)
    # RTSP over UDP loses packets and shows the rest as a smeared picture; read once by FFmpeg.
    os.environ.setdefault(_FFMPEG_OPTIONS, "rtsp_transport;tcp")
    timeouts = (
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
        open_timeout_ms,
        cv2.CAP_PROP_READ_TIMEOUT_MSEC,
        read_timeout_ms,
    )
    return cv2.VideoCapture(expand(source, os.environ), cv2.CAP_FFMPEG, timeouts)
