"""The camera's own counter, unwrapped to 64 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.errors.camera import CameraLostError
from inspector.domain.phrases.cameras import CameraPhrase

if TYPE_CHECKING:
    from inspector.cameras.genicam.nodes import Nodes

GIGE_VISION_16_BIT = 65536
_EXTENDED_IDS = "GevGVSPExtendedIDMode"
_LEADING_LOSS_MAX = 64


class FrameIds:
    """Turns raw frame ids into ids that count from 1 without wrapping, across one connection.

    Args:
        modulus: Raw ids are below it; ``None`` for 64-bit ids, which never wrap.
        first: The raw id that the device gives its first frame after acquisition starts. When
            the first frame that arrives is a few later, those between were lost. ``None`` for a
            device that may begin anywhere.
        skips_zero: GigE Vision's 16-bit ids wrap from 65535 to 1; block id 0 is reserved.
    """

    def __init__(
        self, modulus: int | None = None, *, first: int | None = 0, skips_zero: bool = False
    ) -> None:
        self._modulus = modulus
        self._first = first
        self._skips_zero = skips_zero
        self._last_raw: int | None = None
        self._nameless = 0
        self._last_id = 0

    def restart(self) -> None:
        """Acquisition starts again: the device begins anew, our ids go on."""
        self._last_raw = None
        self._nameless = 0

    def unwrap(self, raw: int | None) -> tuple[int, int]:
        """The id of a frame, and how many ids were skipped since the frame before.

        Args:
            raw: The device's id; ``None`` when it was lost with the packet that it stood in. Such
                a frame has the next id, and what was skipped before it shows after it.

        Raises:
            CameraLostError: the id went backwards, so the camera has restarted unseen.
        """
        if raw is None:
            return self._next()
        step = self._step(raw)
        self._last_raw = raw
        self._last_id += step
        return self._last_id, step - 1

    def _next(self) -> tuple[int, int]:
        if self._last_raw is None:
            self._nameless += 1
        else:
            wraps_now = self._last_raw + 1 == self._modulus
            self._last_raw = int(self._skips_zero) if wraps_now else self._last_raw + 1
        self._last_id += 1
        return self._last_id, 0

    def _step(self, raw: int) -> int:
        if self._last_raw is None:
            ahead = 0 if self._first is None else raw - self._first - self._nameless
            return ahead + 1 if 0 <= ahead <= _LEADING_LOSS_MAX else 1
        step = raw - self._last_raw
        if step <= 0 and self._modulus is not None:
            step += self._modulus - (1 if self._skips_zero else 0)
            if step > self._modulus // 2:
                step = 0
        if step <= 0:
            raise CameraLostError(CameraPhrase.FRAME_ID_WENT_BACK(before=self._last_raw, now=raw))
        return step


def vision_ids(nodes: Nodes, *, is_gige: bool) -> FrameIds:
    """GigE ids are 16 bits from 1 unless extended; those of other layers 64 bits from 0."""
    if not is_gige:
        return FrameIds()
    if nodes.kind(_EXTENDED_IDS) is not None and nodes.read(_EXTENDED_IDS) == "On":
        return FrameIds(first=1)
    return FrameIds(GIGE_VISION_16_BIT, first=1, skips_zero=True)
