"""The node map of a device behind genicam."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inspector.cameras.genicam.nodes import Limits
from inspector.cameras.gentl.library import node_errors
from inspector.domain.errors.camera import FeatureError
from inspector.domain.feature import FeatureKind, FeatureValue
from inspector.domain.phrases.cameras import FeaturePhrase

if TYPE_CHECKING:
    from genicam import genapi

_KINDS: Mapping[int, FeatureKind] = {
    2: FeatureKind.INTEGER,
    3: FeatureKind.BOOLEAN,
    4: FeatureKind.COMMAND,
    5: FeatureKind.FLOAT,
    6: FeatureKind.STRING,
    9: FeatureKind.ENUMERATION,
}
"""By GenApi's ``EInterfaceType``."""
_TYPES: Mapping[FeatureKind, Callable[[Any], FeatureValue]] = {
    FeatureKind.INTEGER: int,
    FeatureKind.BOOLEAN: bool,
    FeatureKind.FLOAT: float,
    FeatureKind.STRING: str,
    FeatureKind.ENUMERATION: str,
}
_WRITE_ONLY, _READ_ONLY, _READ_WRITE = 2, 3, 4
_WRITABLE = (_WRITE_ONLY, _READ_WRITE)
_AVAILABLE = (_READ_ONLY, *_WRITABLE)
_UNVERIFIED = False
_PAST_THE_CACHE = True
_PROBED = ("DeviceTemperature", "Width", "PayloadSize")


class GentlNodes:
    """Nodes of a remote device.

    Args:
        node_map: genicam's map of the device.
    """

    def __init__(self, node_map: genapi.NodeMap) -> None:
        self._map = node_map

    def kind(self, name: str) -> FeatureKind | None:
        """The interface of an available node."""
        if not self._map.has_node(name):
            return None
        node = self._map.get_node(name).node
        return _KINDS.get(node.principal_interface_type) if self._is_available(node) else None

    def read(self, name: str) -> FeatureValue:
        """The value."""
        kind = self._kind_of(name)
        with node_errors(name):
            return _TYPES[kind](self._map.get_node(name).value)

    def write(self, name: str, value: FeatureValue) -> None:
        """Set the value."""
        self._kind_of(name)
        with node_errors(name):
            self._map.get_node(name).value = value

    def execute(self, name: str) -> None:
        """Carry out a command."""
        self._kind_of(name)
        with node_errors(name):
            self._map.get_node(name).execute()

    def limits(self, name: str) -> Limits:
        """Range of a number."""
        kind = self._kind_of(name)
        with node_errors(name):
            node = self._map.get_node(name)
            has_steps = kind is FeatureKind.INTEGER or node.has_inc()
            return Limits(node.min, node.max, node.inc if has_steps else None)

    def choices(self, name: str) -> Sequence[str]:
        """Available entries of an enumeration."""
        self._kind_of(name)
        with node_errors(name):
            entries = self._map.get_node(name).entries
            return [each.symbolic for each in entries if self._is_available(each.node)]

    def writable(self, name: str) -> bool:
        """Whether it can be set now."""
        self._kind_of(name)
        with node_errors(name):
            return self._map.get_node(name).node.get_access_mode() in _WRITABLE

    def names(self) -> Sequence[str]:
        """All features of the device; the nodes behind them, such as registers, are not listed."""
        with node_errors("the node map"):
            nodes = [each.node for each in self._map.nodes]
            return [
                node.name
                for node in nodes
                if node.is_feature()
                and node.principal_interface_type in _KINDS
                and self._is_available(node)
            ]

    def probe(self) -> None:
        """Read a register from the device itself and not from the library's cache.

        Raises:
            CameraLostError: the device does not answer.
        """
        name = next((each for each in _PROBED if self.kind(each) is not None), "")
        if name:
            with node_errors(name):
                self._map.get_node(name).get_value(_UNVERIFIED, _PAST_THE_CACHE)

    def _kind_of(self, name: str) -> FeatureKind:
        kind = self.kind(name)
        if kind is None:
            raise FeatureError(FeaturePhrase.FEATURE_UNAVAILABLE(feature=name))
        return kind

    @staticmethod
    def _is_available(node: genapi.INode) -> bool:
        with node_errors(node.name):
            return node.get_access_mode() in _AVAILABLE
