"""A viva-genicam node map, as the shared features see it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inspector.cameras.genicam.nodes import Limits
from inspector.cameras.viva.library import viva
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraLostError, FeatureError
from inspector.domain.feature import FeatureKind, FeatureValue
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase

_COMMAND_NS = 5_000_000_000
_POLL_S = 0.001
_NO_ANSWER = "register I/O failed"
_DEVICE_REFUSED = "device reported status"
_KINDS = {
    "Integer": FeatureKind.INTEGER,
    "IntConverter": FeatureKind.INTEGER,
    "IntSwissKnife": FeatureKind.INTEGER,
    "Float": FeatureKind.FLOAT,
    "Converter": FeatureKind.FLOAT,
    "Boolean": FeatureKind.BOOLEAN,
    "Enumeration": FeatureKind.ENUMERATION,
    "String": FeatureKind.STRING,
    "StringReg": FeatureKind.STRING,
    "Command": FeatureKind.COMMAND,
}
_SETTERS = {
    FeatureKind.INTEGER: "set_integer",
    FeatureKind.FLOAT: "set_float",
    FeatureKind.BOOLEAN: "set_bool",
    FeatureKind.ENUMERATION: "set_enum",
    FeatureKind.STRING: "set_string",
}


class VivaNodes:
    """Nodes of one open camera.

    Args:
        camera: viva's camera; it lets any thread call.
    """

    def __init__(self, camera: Any) -> None:
        self._camera = camera
        library = viva()
        self._refusal: type[Exception] = library.GenicamError

    def kind(self, name: str) -> FeatureKind | None:
        """The interface of a node that is available now."""
        with self._translated(name):
            if self._camera.node_info(name) is None:
                return None
            state = self._camera.feature_state(name)
        if not (state.is_implemented and state.is_available):
            return None
        if state.kind == "SwissKnife":  # the library calls those of integers and floats the same
            return FeatureKind.INTEGER if isinstance(state.value, int) else FeatureKind.FLOAT
        return _KINDS.get(state.kind)

    def read(self, name: str) -> FeatureValue:
        """The value, from the device and not from a cache."""
        with self._translated(name):
            self._camera.invalidate(name)
            value: FeatureValue | None = self._camera.feature_state(name).value
        if value is None:
            raise FeatureError(FeaturePhrase.FEATURE_NOT_READ(feature=name))
        return value

    def write(self, name: str, value: FeatureValue) -> None:
        """Set the value."""
        kind = self.kind(name)
        if kind not in _SETTERS:
            raise FeatureError(FeaturePhrase.FEATURE_NOT_SET(feature=name))
        with self._translated(name):
            getattr(self._camera, _SETTERS[kind])(name, value)

    def execute(self, name: str) -> None:
        """Carry out a command and wait until the device has finished it."""
        with self._translated(name):
            self._camera.execute(name, wait=False)
            deadline_ns = monotonic_ns() + _COMMAND_NS
            while not self._camera.is_done(name):
                if monotonic_ns() > deadline_ns:
                    raise FeatureError(
                        FeaturePhrase.COMMAND_NOT_FINISHED(
                            feature=name, seconds=_COMMAND_NS // 10**9
                        )
                    )
                time.sleep(_POLL_S)
            self._camera.invalidate_all()

    def limits(self, name: str) -> Limits:
        """Range of a number."""
        with self._translated(name):
            found = self._camera.feature_state(name).range
        return Limits() if found is None else Limits(found.min, found.max, found.inc)

    def choices(self, name: str) -> tuple[str, ...]:
        """Entries of an enumeration that are available now."""
        with self._translated(name):
            return tuple(self._camera.available_enum_entries(name))

    def writable(self, name: str) -> bool:
        """Whether it can be set now."""
        with self._translated(name):
            return self._camera.feature_state(name).access in ("RW", "WO")

    def names(self) -> tuple[str, ...]:
        """All features that some category shows."""
        with self._translated("the node map"):
            categories = self._camera.categories()
            shown = {name for names in categories.values() for name in names}
            return tuple(
                node.name
                for node in self._camera.all_node_info()
                if node.name in shown - categories.keys() and node.visibility != "Invisible"
            )

    def require_answer(self) -> None:
        """Return when the device answers a read that no cache can answer.

        Raises:
            CameraLostError: it does not.
        """
        try:
            self._camera.invalidate("Width")
            self._camera.get_integer("Width")
        except self._refusal as error:
            raise CameraLostError(CameraPhrase.NO_ANSWER(fault=str(error))) from error

    @contextmanager
    def _translated(self, name: str) -> Iterator[None]:
        try:
            yield
        except self._refusal as error:
            text = str(error)
            is_lost = _NO_ANSWER in text and _DEVICE_REFUSED not in text
            raise (CameraLostError if is_lost else FeatureError)(f"{name}: {text}") from error
