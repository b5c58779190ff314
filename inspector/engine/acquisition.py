"""One owner thread per camera: grabs frames, and brings a lost camera back as a new object."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from inspector.domain.frame import Frame
from inspector.domain.ports import Camera, FeatureValue
from inspector.engine.bulkhead import Bulkhead

_log = logging.getLogger(__name__)
_GRAB_S = 0.1
_BACKOFF_S = (0.1, 0.2, 0.5, 1.0, 2.0)


class Acquisition:
    """Keeps one camera streaming.

    Args:
        make_camera: Makes a new driver object; called again after each loss.
        features: Settings applied after each open.
        on_frame: Called in the camera's thread with each frame.
        on_change: Called in the camera's thread with ``True`` when it streams and ``False`` when
            it is lost.
    """

    def __init__(
        self,
        make_camera: Callable[[], Camera],
        features: Mapping[str, FeatureValue],
        on_frame: Callable[[Frame], None],
        on_change: Callable[[bool], None],
    ) -> None:
        self._make_camera = make_camera
        self._features = dict(features)
        self._on_frame = on_frame
        self._on_change = on_change
        self._stopping = threading.Event()
        self._camera: Camera | None = None
        self._attempt = 0
        self._bulkhead = Bulkhead(_log, recovered="camera is back")
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    @property
    def last_error(self) -> str:
        """Why the camera does not stream; empty while it does."""
        return self._bulkhead.fault

    def start(self) -> None:
        """Begin; the camera may come later."""
        self._thread.start()

    def stop(self) -> None:
        """End and close the camera."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def trigger(self) -> bool:
        """Expose one frame by software; ``False`` when the camera cannot now."""
        camera, exposed = self._camera, False
        if camera is not None:
            with self._bulkhead.contain():
                camera.trigger()
                exposed = True
        return exposed

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._bulkhead.contain():
                self._stream_from(self._make_camera())
            self._on_change(False)
            self._stopping.wait(_BACKOFF_S[min(self._attempt, len(_BACKOFF_S) - 1)])
            self._attempt += 1

    def _stream_from(self, camera: Camera) -> None:
        try:
            self._open(camera)
            while not self._stopping.is_set():
                frame = camera.grab(_GRAB_S)
                if frame is not None:
                    self._on_frame(frame)
        finally:
            self._camera = None
            camera.close()

    def _open(self, camera: Camera) -> None:
        camera.open()
        for feature, value in self._features.items():
            camera.set(feature, value)
        camera.start()
        self._camera = camera
        self._attempt = 0
        self._bulkhead.clear()
        self._on_change(True)
