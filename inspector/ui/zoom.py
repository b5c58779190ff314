"""How large everything is shown: wished by the user, bounded by the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

STEPS = (1.0, 1.5, 2.0)
NEEDED_WIDTH_PX, NEEDED_HEIGHT_PX = 1280, 800
"""What the pages are made for; nothing is cut off down to this size."""
_COMFORTABLE_WIDTH_PX, _COMFORTABLE_HEIGHT_PX = 1920, 1080
_LEAST_FACTOR = 0.5


@dataclass(frozen=True, slots=True)
class ScreenRoom:
    """Width and height that a window can have, in pixels at the system's own scale."""

    width_px: int
    height_px: int


def granted_factor(wished: float, screen: ScreenRoom) -> float:
    """By how much everything is magnified beside the system's own scale.

    A finer screen than 1920 by 1080 shows at least what that one does, larger: type keeps its
    size in millimetres. No wish makes less room than the pages need, and on a screen that is
    smaller than that, or set to a coarser scale, everything is shown smaller instead of cut off.
    """
    natural = max(
        1.0,
        min(screen.width_px / _COMFORTABLE_WIDTH_PX, screen.height_px / _COMFORTABLE_HEIGHT_PX),
    )
    most = min(screen.width_px / NEEDED_WIDTH_PX, screen.height_px / NEEDED_HEIGHT_PX)
    return max(_LEAST_FACTOR, int(min(natural * wished, most) * 100) / 100)


class Zoom(QObject):
    """Which step is wished. A change takes a new window, so ``changed`` asks for one.

    Args:
        wished: One of the steps.
        granted: The factor in force.
    """

    changed = Signal()

    def __init__(self, wished: float = 1.0, granted: float = 1.0) -> None:
        super().__init__()
        self._wished = wished
        self.granted = granted

    @property
    def wished(self) -> float:
        """What the user chose last."""
        return self._wished

    def larger(self) -> None:
        """Take the next larger step."""
        self._choose([step for step in STEPS if step > self._wished][:1])

    def smaller(self) -> None:
        """Take the next smaller step."""
        self._choose([step for step in STEPS if step < self._wished][-1:])

    def _choose(self, steps: list[float]) -> None:
        for step in steps:
            self._wished = step
            self.changed.emit()
