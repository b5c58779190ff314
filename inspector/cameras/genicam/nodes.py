"""The nodes of a GenICam device, as every binding can show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.feature import FeatureKind, FeatureValue


@dataclass(frozen=True, slots=True)
class Limits:
    """Range of a number now; ``None`` where the device names none."""

    minimum: float | None = None
    maximum: float | None = None
    increment: float | None = None


class Nodes(Protocol):
    """A device's node map. A driver implements it in a few lines on its binding.

    Names are GenICam's own, such as ``ExposureTime``. Every method raises ``FeatureError`` for
    what the device refuses and ``CameraLostError`` when it no longer answers; the binding's own
    exceptions stop here.
    """

    def kind(self, name: str) -> FeatureKind | None:
        """The interface of a node; ``None`` when the device does not have it or not now."""

    def read(self, name: str) -> FeatureValue:
        """The value; an enumeration gives the entry's symbolic name."""

    def write(self, name: str, value: FeatureValue) -> None:
        """Set the value; an enumeration takes the entry's symbolic name."""

    def execute(self, name: str) -> None:
        """Carry out a command."""

    def limits(self, name: str) -> Limits:
        """Range of an integer or float node."""

    def choices(self, name: str) -> Sequence[str]:
        """Entries of an enumeration that are available now."""

    def writable(self, name: str) -> bool:
        """Whether it can be set now."""

    def names(self) -> Sequence[str]:
        """All nodes of the device; empty where the binding cannot list them."""
