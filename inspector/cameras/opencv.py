"""USB cameras, network streams and video files through OpenCV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import cv2

from inspector.cameras import opencv_features
from inspector.cameras.frames import FrameCounter
from inspector.cameras.opencv_capture import Capture, is_stream, shown
from inspector.cameras.opencv_source import LiveSource, PictureSource, VideoFile
from inspector.cameras.pacing import FixedRate, OnTrigger
from inspector.domain.errors.camera import CameraError, CameraLostError, FeatureError
from inspector.domain.evaluation import Reason
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.ports import CameraStats
from inspector.vision.image import is_repeated

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_ASSUMED_RATE_HZ = 25.0
_STOP_MARGIN_S = 1.0


class OpenCvCamera:
    """A camera without a hardware trigger, a time stamp or a frame counter of its own.

    A software trigger takes the first picture whose reading began after it; of a video file, the
    next picture. A device that answers with the picture of the trigger before has frozen: such a
    frame is faulty. Once :class:`CameraLostError` was raised the object is spent: make a new one.

    Features: see ``opencv_features``; they are locked while acquiring, and only a USB camera's can
    be set, but for ``trigger_mode`` (``On``, or ``Off`` for free run).
    """

    def __init__(
        self,
        source: int | str,
        *,
        at_end: Literal["loop", "lost"] = "lost",
        free_run: bool = False,
        open_timeout_ms: int = 5000,
        read_timeout_ms: int = 2000,
    ) -> None:
        """Choose the source; nothing is opened before :meth:`open`.

        Args:
            source: Index of a USB camera, URL of a stream, or path of a video file.
            at_end: A video file that ends begins again, or counts as a lost camera.
            free_run: Deliver every picture, not one per software trigger.
            open_timeout_ms: Longest wait for a stream.
            read_timeout_ms: Silence after which a stream counts as lost.
        """
        self._source = source
        self._is_file = isinstance(source, str) and not is_stream(source)
        self._at_end = at_end
        self._triggered = not free_run
        self._open_timeout_ms = open_timeout_ms
        self._read_timeout_ms = read_timeout_ms
        self._capture: Capture | None = None
        self._acquisition: PictureSource | None = None
        self._counter = FrameCounter(shown(source))
        self._answered: Image | None = None

    def open(self) -> None:
        """Connect.

        Raises:
            CameraNotFoundError: nothing answers.
        """
        if self._capture is None and self._acquisition is None:
            self._capture = self._connect()
            self._counter = FrameCounter(shown(self._source))

    def close(self) -> None:
        """Disconnect; waits at most for a read that is under way."""
        self.stop()
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def get(self, feature: str) -> FeatureValue:
        """Read a feature."""
        if feature == "trigger_mode":
            return "On" if self._triggered else "Off"
        opencv_features.find(feature)
        return opencv_features.read(self._idle_capture(feature), feature)

    def set(self, feature: str, value: FeatureValue) -> None:
        """Set a feature and check that the device kept it."""
        if feature == "trigger_mode":
            if value not in ("On", "Off"):
                raise FeatureError(
                    FeaturePhrase.FEATURE_NOT_ON_OR_OFF(feature=feature, found=value)
                )
            if self._acquisition is not None:
                raise FeatureError(FeaturePhrase.FEATURE_LOCKED_ACQUIRING(feature=feature))
            self._triggered = value == "On"
            return
        opencv_features.find(feature)
        if not isinstance(self._source, int):
            raise FeatureError(
                FeaturePhrase.FEATURE_READ_ONLY(feature=feature, camera=shown(self._source))
            )
        opencv_features.write(self._idle_capture(feature), feature, value)

    def features(self) -> tuple[Feature, ...]:
        """What the device has; its properties are out of reach while acquiring."""
        trigger_mode = Feature(
            name="trigger_mode",
            kind=FeatureKind.ENUMERATION,
            value=self.get("trigger_mode"),
            writable=self._acquisition is None,
            choices=("On", "Off"),
        )
        if self._capture is None:
            return (trigger_mode,)
        is_settable = isinstance(self._source, int)
        return (trigger_mode, *opencv_features.describe(self._capture, writable=is_settable))

    def start(self) -> None:
        """Begin acquisition."""
        if self._acquisition is not None:
            return
        if self._capture is None:
            raise CameraError(
                CameraPhrase.CAMERA_NOT_OPEN(camera=shown(self._source)),
                remedy="Open the camera first.",
            )
        capture, self._capture = self._capture, None
        self._acquisition = self._file(capture) if self._is_file else self._live(capture)

    def stop(self) -> None:
        """End acquisition; triggers that no grab has answered are dropped."""
        if self._acquisition is not None:
            self._capture = self._acquisition.stop()
            self._acquisition = None

    def trigger(self) -> None:
        """Ask for one picture."""
        self._acquiring().trigger()

    def grab(self, timeout_s: float) -> Frame | None:
        """The next picture.

        Raises:
            CameraLostError: the device, the stream or the video file is at its end.
        """
        try:
            picture = self._acquiring().take(timeout_s)
        except CameraLostError as error:
            raise CameraLostError(f"{shown(self._source)}: {error.detail}") from error
        if picture is None:
            return None
        if self._triggered and not self._is_file and self._repeats(picture.image):
            return self._counter.faulty(Reason.FRAME_MISSING)
        return self._counter.frame(picture.image, missed=picture.missed, read_ns=picture.read_ns)

    def _repeats(self, image: Image) -> bool:
        """Whether this was the answer to the trigger before, too."""
        before, self._answered = self._answered, image
        return before is not None and is_repeated(image, before)

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`."""
        return self._counter.stats()

    def _connect(self) -> Capture:
        return Capture(self._source, self._open_timeout_ms, self._read_timeout_ms)

    def _file(self, capture: Capture) -> VideoFile:
        rate_hz = capture.get(cv2.CAP_PROP_FPS) or _ASSUMED_RATE_HZ
        pacing = OnTrigger() if self._triggered else FixedRate(rate_hz)
        return VideoFile(capture, pacing, self._connect if self._at_end == "loop" else None)

    def _live(self, capture: Capture) -> LiveSource:
        stop_timeout_s = self._read_timeout_ms / 1000 + _STOP_MARGIN_S
        return LiveSource(capture, triggered=self._triggered, stop_timeout_s=stop_timeout_s)

    def _acquiring(self) -> PictureSource:
        acquisition = self._acquisition  # read once: a trigger comes from another thread
        if acquisition is None:
            raise CameraError(
                CameraPhrase.CAMERA_NOT_ACQUIRING(camera=shown(self._source)),
                remedy="Start the camera first.",
            )
        return acquisition

    def _idle_capture(self, feature: str) -> Capture:
        if self._capture is None:
            raise FeatureError(FeaturePhrase.FEATURE_NEEDS_IDLE(feature=feature))
        return self._capture
