"""The camera beside the photo-eye: it takes a picture at each edge and shows it to the engine."""

from __future__ import annotations

from collections.abc import Callable

from inspector.bench.faults.evidence import Evidence
from inspector.sim.world import Seen

_NOBODY = -1


class LineCamera:
    """Knows by where a part was first seen whether it is in the picture.

    Args:
        evidence: Which part is bad.
        see: Told encoder count, and 0 for a good part, 1 for a bad one, -1 for none.
        reach: How far from a part the camera still shows it, in encoder counts.
    """

    def __init__(self, evidence: Evidence, see: Callable[[int, int], object], reach: int) -> None:
        self._evidence = evidence
        self._see = see
        self._reach = reach
        self._came_at: dict[int, int] = {}

    @property
    def came(self) -> int:
        """Parts that the photo-eye has seen."""
        return len(self._came_at)

    def expose(self, seen: Seen) -> list[int | None]:
        """Take a picture at each edge; return which part is in it, ``None`` for none."""
        edges = zip(seen.exposed, seen.inputs.photo_eye, strict=True)
        return [self._expose(number, count) for number, count in edges]

    def _expose(self, number: int, count: int) -> int | None:
        start = self._came_at.setdefault(number, count)
        if abs(count - start) > self._reach:
            self._see(count, _NOBODY)
            return None
        self._see(count, int(self._evidence.is_bad(number)))
        return number
