"""What a device is asked and told when it is connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.cameras.genicam.nodes import Nodes

_MODE = "AcquisitionMode"
_CONTINUOUS = "Continuous"
_TICK_FREQUENCY = "GevTimestampTickFrequency"
_NS = 1_000_000_000


def acquire_continuously(nodes: Nodes) -> None:
    """A camera that was left in single-frame mode would stop after one part."""
    if nodes.kind(_MODE) is None or nodes.read(_MODE) == _CONTINUOUS:
        return
    if _CONTINUOUS in nodes.choices(_MODE):
        nodes.write(_MODE, _CONTINUOUS)


def ticks_per_s(nodes: Nodes) -> int:
    """Ticks of the device's clock in a second; those of USB cameras are nanoseconds."""
    if nodes.kind(_TICK_FREQUENCY) is None:
        return _NS
    return int(nodes.read(_TICK_FREQUENCY)) or _NS
