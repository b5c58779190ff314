"""A device's node map, as the shared features see it."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_char_p, c_double, c_int64, c_uint
from typing import Any

from inspector.cameras.aravis.library import aravis, checked
from inspector.cameras.genicam.nodes import Limits
from inspector.domain.errors.camera import CameraError, FeatureError
from inspector.domain.feature import FeatureKind, FeatureValue
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase

_Access = tuple[str, Callable[[Any], Any], Callable[[Any], FeatureValue]]
_ACCESS: dict[FeatureKind, _Access] = {
    FeatureKind.BOOLEAN: ("boolean", int, bool),
    FeatureKind.INTEGER: ("integer", int, int),
    FeatureKind.FLOAT: ("float", float, float),
}
_TEXT: _Access = (
    "string",
    lambda value: str(value).encode(),
    lambda content: (content or b"").decode(errors="replace"),
)
"""Part of the function's name, value to library, value from library."""
_READ_ONLY = 0
_INT64_LIMIT = 2**63 - 1


class _SingleLinked(ctypes.Structure):
    """``GSList`` of names."""


_SingleLinked._fields_ = (("data", c_char_p), ("next", POINTER(_SingleLinked)))


class AravisNodes:
    """Nodes of one open device; a lock lets triggers come from another thread, also late ones.

    Args:
        device: ``ArvDevice *``, valid until :meth:`close`.
    """

    def __init__(self, device: int) -> None:
        self._device: int | None = device
        self._lock = threading.RLock()
        library = self._library = aravis()
        self._category = library.arv_gc_category_get_type()
        self._kinds = (  # an enumeration is an integer too, so the order matters
            (library.arv_gc_command_get_type(), FeatureKind.COMMAND),
            (library.arv_gc_boolean_get_type(), FeatureKind.BOOLEAN),
            (library.arv_gc_enumeration_get_type(), FeatureKind.ENUMERATION),
            (library.arv_gc_float_get_type(), FeatureKind.FLOAT),
            (library.arv_gc_integer_get_type(), FeatureKind.INTEGER),
            (library.arv_gc_string_get_type(), FeatureKind.STRING),
        )

    def close(self) -> None:
        """Nothing touches the device after this."""
        with self._lock:
            self._device = None

    def kind(self, name: str) -> FeatureKind | None:
        """The interface of a node that is available now."""
        with self._lock:
            node = self._node(name)
            if node is None or not self._is_there(node):
                return None
            return next(
                (kind for kind_type, kind in self._kinds if self._is(node, kind_type)), None
            )

    def read(self, name: str) -> FeatureValue:
        """The value."""
        word, _, from_library = _ACCESS.get(self._kind(name), _TEXT)
        return from_library(self._call(f"get_{word}_feature_value", name))

    def write(self, name: str, value: FeatureValue) -> None:
        """Set the value."""
        word, to_library, _ = _ACCESS.get(self._kind(name), _TEXT)
        if not self.writable(name):
            raise FeatureError(FeaturePhrase.FEATURE_NOT_SETTABLE(feature=name))
        self._call(f"set_{word}_feature_value", name, to_library(value))

    def execute(self, name: str) -> None:
        """Carry out a command."""
        self._call("execute_command", name)

    def limits(self, name: str) -> Limits:
        """Range of a number."""
        if self._kind(name) is FeatureKind.INTEGER:
            low, high = c_int64(), c_int64()
            self._call("get_integer_feature_bounds", name, byref(low), byref(high))
            step = self._call("get_integer_feature_increment", name)
            return _limits(low.value, high.value, step, most=_INT64_LIMIT, least_step=0)
        least, most = c_double(), c_double()
        self._call("get_float_feature_bounds", name, byref(least), byref(most))
        step = self._float_step(name)
        largest, tiny = sys.float_info.max, sys.float_info.min
        return _limits(least.value, most.value, step, most=largest, least_step=tiny)

    def choices(self, name: str) -> tuple[str, ...]:
        """Entries of an enumeration that are available now."""
        count = c_uint()
        with self._lock:
            listed = self._call(
                "dup_available_enumeration_feature_values_as_strings", name, byref(count)
            )
            entries = ctypes.cast(listed, POINTER(c_char_p))
            names = tuple((entries[index] or b"").decode() for index in range(count.value))
            self._library.g_free(listed)
        return names

    def writable(self, name: str) -> bool:
        """Whether it can be set now."""
        library = self._library
        with self._lock:
            node = self._node(name)
            if node is None:
                return False
            access = library.arv_gc_feature_node_get_actual_access_mode(node)
            is_locked = checked(library.arv_gc_feature_node_is_locked, node)
            return access != _READ_ONLY and not is_locked

    def names(self) -> tuple[str, ...]:
        """All nodes that the device shows its users."""
        with self._lock:
            return tuple(dict.fromkeys(self._below("Root", set())))

    def _below(self, name: str, seen: set[str]) -> Iterator[str]:
        node = self._node(name)
        if node is None or name in seen:
            return
        seen.add(name)
        if not self._is(node, self._category):
            yield name
            return
        listed = self._library.arv_gc_category_get_features(node)
        element = ctypes.cast(listed, POINTER(_SingleLinked))
        while element:
            yield from self._below(element.contents.data.decode(), seen)
            element = element.contents.next

    def _float_step(self, name: str) -> float:
        try:
            return float(self._call("get_float_feature_increment", name))
        except FeatureError:  # how the library says that there is none
            return 0.0

    def _call(self, function: str, name: str, *arguments: Any) -> Any:
        """Call ``arv_device_<function>`` for a node."""
        with self._lock:
            called = getattr(self._library, f"arv_device_{function}")
            return checked(called, self._opened(), name.encode(), *arguments)

    def _opened(self) -> int:
        if self._device is None:
            raise CameraError(CameraPhrase.CAMERA_CLOSED(), remedy="Open the camera first.")
        return self._device

    def _kind(self, name: str) -> FeatureKind:
        kind = self.kind(name)
        if kind is None:
            raise FeatureError(FeaturePhrase.FEATURE_ABSENT(feature=name))
        return kind

    def _node(self, name: str) -> int | None:
        node: int | None = self._library.arv_device_get_feature(self._opened(), name.encode())
        return node

    def _is(self, node: int, kind_type: int) -> bool:
        return bool(self._library.g_type_check_instance_is_a(node, kind_type))

    def _is_there(self, node: int) -> bool:
        library = self._library
        return bool(
            checked(library.arv_gc_feature_node_is_implemented, node)
            and checked(library.arv_gc_feature_node_is_available, node)
        )


def _limits(low: float, high: float, step: float, *, most: float, least_step: float) -> Limits:
    """With ``None`` where GenApi's extreme values say that there is no bound."""
    return Limits(
        None if low <= -most else low,
        None if high >= most else high,
        None if step <= least_step else step,
    )
