"""One open camera: its stream, and what the library's answers mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

from inspector.cameras.genicam.frame_ids import FrameIds, vision_ids
from inspector.cameras.genicam.framing import Delivered
from inspector.cameras.genicam.preparation import acquire_continuously, ticks_per_s
from inspector.cameras.viva.library import viva
from inspector.cameras.viva.nodes import VivaNodes
from inspector.domain.errors.camera import CameraError, CameraLostError
from inspector.domain.phrases.cameras import CameraPhrase

_NS = 1_000_000_000
_HELD = "Held"
_NO_FRAME_YET = "timeout waiting for frame"


class VivaDevice:
    """Connected until :meth:`close`.

    Args:
        camera: viva's camera, open; closed when it cannot be set up.
        source: What frames call it.
        packet_resend: Ask a GigE camera for lost packets again.
    """

    def __init__(self, camera: Any, source: str, *, packet_resend: bool) -> None:
        self._camera = camera
        self._refusal: type[Exception] = viva().GenicamError
        self._packet_resend = packet_resend
        self._is_gige: bool = camera.transport == "gige"
        self._stream: Any = None
        self._is_lost = False
        self.source = source
        self.nodes = VivaNodes(camera)
        try:
            self._ticks_per_s = ticks_per_s(self.nodes)
            acquire_continuously(self.nodes)
        except CameraError:
            self.close()
            raise

    def close(self) -> None:
        """Give control back, also of a camera that is gone."""
        self.stop()
        with suppress(self._refusal):
            self._camera.close()

    def frame_ids(self) -> FrameIds:
        """By the camera's transport layer."""
        return vision_ids(self.nodes, is_gige=self._is_gige)

    def start(self) -> None:
        """Open a stream that hides no damaged frame, and begin acquisition."""
        try:
            self._stream = self._camera.stream(resend=self._packet_resend, deliver_incomplete=True)
            self._camera.acquisition_start()
        except self._refusal as error:
            self.stop()
            raise CameraError(f"{self.source}: {error}") from error

    def stop(self) -> None:
        """End acquisition and the stream; a lost camera is not waited for."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        if not self._is_lost:
            with suppress(self._refusal):
                self._camera.acquisition_stop()
        with suppress(self._refusal):
            stream.close()

    def trigger(self) -> None:
        """Expose one frame; any thread may ask."""
        try:
            self._camera.execute("TriggerSoftware", wait=False)
        except self._refusal as error:
            raise CameraError(f"{self.source}: {error}") from error

    def take(self, timeout_s: float) -> AbstractContextManager[Delivered | None]:
        """The next block; ``None`` when none came in time.

        Raises:
            CameraLostError: the stream has ended, or control of the camera is lost.
        """
        with self._noticing_loss():
            self._require_control()
            frame = self._next_frame(timeout_s)
        return nullcontext(None if frame is None else self._delivered(frame))

    def require_alive(self) -> None:
        """Return when the camera still answers and obeys; the library does not notice by itself.

        Raises:
            CameraLostError: it does not.
        """
        with self._noticing_loss():
            self._require_control()
            self.nodes.require_answer()

    def _delivered(self, frame: Any) -> Delivered:
        device_ns = (frame.ts_dev or 0) * _NS // self._ticks_per_s or None
        if not frame.is_complete:
            return Delivered(frame.block_id, device_ns=device_ns)
        return Delivered(
            frame.block_id,
            frame.payload(),
            frame.pixel_format_code,
            frame.width,
            frame.height,
            frame.padding_x,
            device_ns,
        )

    def _next_frame(self, timeout_s: float) -> Any:
        try:
            frame = self._stream.next_frame(round(timeout_s * 1000))
        except self._refusal as error:
            if _NO_FRAME_YET in str(error):
                return None
            raise
        if frame is None:
            raise CameraLostError(CameraPhrase.STREAM_ENDED(camera=self.source))
        return frame

    @contextmanager
    def _noticing_loss(self) -> Iterator[None]:
        try:
            yield
        except CameraLostError:
            self._is_lost = True
            raise
        except self._refusal as error:
            self._is_lost = True
            raise CameraLostError(f"{self.source}: {error}") from error

    def _require_control(self) -> None:
        if self._is_gige and self._camera.control_state.value != _HELD:
            raise CameraLostError(CameraPhrase.CONTROL_LOST(camera=self.source))
