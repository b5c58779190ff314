"""A pylon node map, as the shared features see it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from inspector.cameras.genicam.nodes import Limits
from inspector.cameras.pylon.library import first_sentence, genapi
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraLostError, FeatureError
from inspector.domain.feature import FeatureKind, FeatureValue
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase

_COMMAND_NS = 5_000_000_000
_POLL_S = 0.001
_KINDS = {
    "IntegerParameter": FeatureKind.INTEGER,
    "FloatParameter": FeatureKind.FLOAT,
    "BooleanParameter": FeatureKind.BOOLEAN,
    "EnumParameter": FeatureKind.ENUMERATION,
    "StringParameter": FeatureKind.STRING,
    "CommandParameter": FeatureKind.COMMAND,
}


class PylonNodes:
    """Nodes of one open camera. ``hasattr`` is true for every name, so nodes are asked by type.

    Args:
        node_map: pylon's node map of the device.
        is_removed: Whether the device is gone.
    """

    def __init__(self, node_map: Any, is_removed: Callable[[], bool]) -> None:
        self._node_map = node_map
        self._is_removed = is_removed
        genicam = genapi()
        self._refusal: type[Exception] = genicam.GenericException
        self._is_available: Callable[[Any], bool] = genicam.IsAvailable
        self._invisible: int = genicam.Invisible

    def kind(self, name: str) -> FeatureKind | None:
        """The interface of a node that is available now."""
        with self._translated(name):
            node = self._node_map.GetNode(name)
            return _KINDS.get(type(node).__name__) if self._is_available(node) else None

    def read(self, name: str) -> FeatureValue:
        """The value."""
        with self._translated(name):
            value: FeatureValue = self._node_map.GetNode(name).GetValue()
            return value

    def write(self, name: str, value: FeatureValue) -> None:
        """Set the value."""
        with self._translated(name):
            self._node_map.GetNode(name).SetValue(value)

    def execute(self, name: str) -> None:
        """Carry out a command and wait until the device has finished it."""
        with self._translated(name):
            command = self._node_map.GetNode(name)
            command.Execute()
            deadline_ns = monotonic_ns() + _COMMAND_NS
            while not command.IsDone():
                if monotonic_ns() > deadline_ns:
                    raise FeatureError(
                        FeaturePhrase.COMMAND_NOT_FINISHED(
                            feature=name, seconds=_COMMAND_NS // 10**9
                        )
                    )
                time.sleep(_POLL_S)

    def limits(self, name: str) -> Limits:
        """Range of a number."""
        with self._translated(name):
            node = self._node_map.GetNode(name)
            has_increment = type(node).__name__ == "IntegerParameter" or node.HasInc()
            return Limits(node.GetMin(), node.GetMax(), node.GetInc() if has_increment else None)

    def choices(self, name: str) -> tuple[str, ...]:
        """Entries of an enumeration that are available now."""
        with self._translated(name):
            return tuple(self._node_map.GetNode(name).GetSettableValues())

    def writable(self, name: str) -> bool:
        """Whether it can be set now."""
        with self._translated(name):
            return bool(self._node_map.GetNode(name).IsWritable())

    def names(self) -> tuple[str, ...]:
        """All features; registers behind them and what the vendor hides are none."""
        with self._translated("the node map"):
            nodes = [parameter.Node for parameter in self._node_map.GetNodes()]
            return tuple(
                node.Name
                for node in nodes
                if node.IsFeature() and node.Visibility != self._invisible
            )

    def require_answer(self) -> None:
        """Return when the device answers a read that no cache can answer.

        Raises:
            CameraLostError: it does not.
        """
        try:
            self._node_map.InvalidateNodes()
            self._node_map.GetNode("Width").GetValue()
        except self._refusal as error:
            raise CameraLostError(CameraPhrase.NO_ANSWER(fault=first_sentence(error))) from error

    @contextmanager
    def _translated(self, name: str) -> Iterator[None]:
        try:
            yield
        except self._refusal as error:
            detail = f"{name}: {first_sentence(error)}"
            raise (CameraLostError if self._is_removed() else FeatureError)(detail) from error
