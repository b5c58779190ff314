"""A camera that the virtual line neither is nor knows: it looks at something else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from inspector.sim.camera_server import PartTruth


class OtherCamera:
    """Stands in for :class:`~inspector.sim.camera_process.CameraProcess`.

    What such a camera shows is no part of this line, so no part of it may pass: each counts as
    defective.
    """

    pid = None

    def __init__(self) -> None:
        self.ready = False
        self._truths: deque[PartTruth] = deque()

    def expose(self, number: int) -> None:
        """The photo-eye sees a part."""
        self._truths.append(PartTruth(number, None, defective=True))

    def truths(self) -> Iterator[PartTruth]:
        """Of the parts since the last call."""
        self.ready = True
        while self._truths:
            yield self._truths.popleft()

    def close(self) -> None:
        """Nothing runs."""
