"""An open device, as every binding can show it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from inspector.cameras.genicam.frame_ids import FrameIds
    from inspector.cameras.genicam.framing import Delivered
    from inspector.cameras.genicam.nodes import Nodes


class Device(Protocol):
    """Connected from construction to :meth:`close`. A driver implements it on its binding.

    What the binding raises stops here and becomes a ``CameraError``. All calls but
    :meth:`trigger` come from one thread.
    """

    @property
    def source(self) -> str:
        """What frames and errors call it."""

    @property
    def nodes(self) -> Nodes:
        """Its node map."""

    def frame_ids(self) -> FrameIds:
        """How it counts its frames."""

    def start(self) -> None:
        """Begin acquisition."""

    def stop(self) -> None:
        """End acquisition; what was not taken is dropped."""

    def take(self, timeout_s: float) -> AbstractContextManager[Delivered | None]:
        """The next buffer, given back at the end of the block; ``None`` when none came in time.

        Raises:
            CameraLostError: the device is known to be gone.
        """

    def trigger(self) -> None:
        """Expose one frame by software; also from another thread, and while the device closes."""

    def require_alive(self) -> None:
        """Return when the device answers now.

        Raises:
            CameraLostError: it does not.
        """

    def close(self) -> None:
        """Give it back, also one that is gone; never raises."""
