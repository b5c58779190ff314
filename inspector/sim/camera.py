"""Driver of the virtual camera: hardware-triggered by the virtual line's photo-eye."""

from __future__ import annotations

import contextlib
import socket

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import (
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    FeatureError,
)
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.drivers import VirtualCameraPhrase
from inspector.domain.ports import CameraStats
from inspector.sim.camera_wire import SentFrame, await_greeting, receive_frame

_CONNECT_TIMEOUT_S = 2.0
_LEAST_TIMEOUT_S = 0.001
_PIXEL_FORMATS = {(1, 1): "Mono8", (1, 2): "Mono16", (3, 1): "BGR8", (3, 2): "BGR16"}


class SimCamera:
    """A camera that streams over TCP from the process of the virtual line.

    Args:
        host: Where the virtual line runs.
        port: Its camera port.
    """

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._link: socket.socket | None = None
        self._started = False
        self._last_id = 0
        self._stats = CameraStats()
        self._features = {
            "trigger_mode": "On",
            "trigger_source": "Line1",
            "pixel_format": "Mono8",
        }

    def open(self) -> None:
        """Connect to the virtual line."""
        self.close()
        try:
            self._link = socket.create_connection(self._address, _CONNECT_TIMEOUT_S)
            await_greeting(self._link)
        except (OSError, CameraLostError) as error:
            self.close()
            host, port = self._address
            fault = error.phrase if isinstance(error, CameraLostError) else str(error)
            raise CameraNotFoundError(
                VirtualCameraPhrase.NO_VIRTUAL_AT(address=f"{host}:{port}", fault=fault)
            ) from error
        self._last_id = 0
        self._stats = CameraStats()

    def close(self) -> None:
        """Disconnect."""
        self._started = False
        if self._link is not None:
            with contextlib.suppress(OSError):
                self._link.close()
            self._link = None

    def get(self, feature: str) -> FeatureValue:
        """Read a feature."""
        if feature not in self._features:
            raise FeatureError(VirtualCameraPhrase.VIRTUAL_NO_FEATURE(feature=feature))
        return self._features[feature]

    def set(self, feature: str, value: FeatureValue) -> None:
        """Only the value that a feature already has is accepted: this camera cannot be changed."""
        if self.get(feature) != value:
            raise FeatureError(VirtualCameraPhrase.VIRTUAL_FEATURE_FIXED(feature=feature))

    def features(self) -> tuple[Feature, ...]:
        """Its features, none of which can be set."""
        return tuple(
            Feature(name, FeatureKind.ENUMERATION, value, choices=(value,))
            for name, value in self._features.items()
        )

    def start(self) -> None:
        """Begin to hand out frames; what was exposed while stopped is let go."""
        if self._link is None:
            raise CameraError(VirtualCameraPhrase.VIRTUAL_NOT_OPEN())
        while not self._started and self._receive(self._link, 0) is not None:
            continue
        self._started = True

    def stop(self) -> None:
        """Stop handing out frames."""
        self._started = False

    def trigger(self) -> None:
        """Not available: the photo-eye of the virtual line triggers this camera."""
        raise FeatureError(VirtualCameraPhrase.VIRTUAL_TRIGGER_SOURCE())

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame in order."""
        if self._link is None or not self._started:
            raise CameraError(VirtualCameraPhrase.VIRTUAL_NOT_STREAMING())
        sent = self._receive(self._link, timeout_s)
        return None if sent is None else self._account(sent)

    def stats(self) -> CameraStats:
        """Counts since the camera was opened."""
        return self._stats

    @staticmethod
    def _receive(link: socket.socket, timeout_s: float) -> SentFrame | None:
        link.settimeout(max(timeout_s, _LEAST_TIMEOUT_S))
        try:
            return receive_frame(link)
        except TimeoutError:
            return None

    def _account(self, sent: SentFrame) -> Frame:
        missed = sent.frame_id - self._last_id - 1 if self._last_id else 0
        self._last_id = sent.frame_id
        stats = self._stats
        self._stats = CameraStats(
            stats.frames + 1, stats.incomplete + (sent.fault is not None), stats.missed + missed
        )
        return Frame(
            image=sent.image,
            pixel_format=_pixel_format(sent),
            frame_id=sent.frame_id,
            missed_since_last=missed,
            host_ns=monotonic_ns(),
            device_ns=sent.device_ns,
            fault=sent.fault,
            source=sent.source,
        )


def _pixel_format(sent: SentFrame) -> str:
    if sent.image is None:
        return ""
    channels = 1 if sent.image.ndim == 2 else sent.image.shape[2]
    return _PIXEL_FORMATS.get((channels, sent.image.itemsize), "Unknown")
