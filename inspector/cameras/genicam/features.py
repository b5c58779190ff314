"""Features by SFNC name and unit on any device's node map."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.cameras.genicam.nodes import Limits, Nodes
from inspector.cameras.genicam.sfnc import SPELLINGS, Spelling
from inspector.domain.errors.camera import FeatureError
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.phrases.cameras import FeaturePhrase

_NUMBERS = (FeatureKind.INTEGER, FeatureKind.FLOAT)
_WORDS_SHOWN = 12
_STEP_TOLERANCE = 1e-6
_LARGEST = 1e300


@dataclass(frozen=True, slots=True)
class _Found:
    """A feature as this device has it."""

    name: str
    spelling: Spelling
    kind: FeatureKind
    scale: float

    @property
    def is_converted(self) -> bool:
        return self.scale != 1.0


class GenicamFeatures:
    """Reads, range-checks and writes features; every driver has one.

    A name that is not in :data:`SPELLINGS` is taken as the device's own node name, so that nothing
    that a camera offers is out of reach.
    """

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def get(self, name: str) -> FeatureValue:
        """The value in the unit of the name.

        Raises:
            FeatureError: the device has no such feature, or it cannot be read now.
        """
        return self._read(self._find(name))

    def set(self, name: str, value: FeatureValue) -> None:
        """Set a value in the unit of the name; a command is carried out by ``True``.

        Raises:
            FeatureError: unknown, of another type, out of range, or locked.
        """
        found = self._find(name)
        self._unlock(found.spelling)
        if found.kind is FeatureKind.COMMAND:
            if value is True:
                self._nodes.execute(found.spelling.node)
        elif found.kind in _NUMBERS:
            self._nodes.write(found.spelling.node, self._checked_number(found, value))
        else:
            self._write_word(found.spelling, self._checked_word(found, value))

    def all(self) -> tuple[Feature, ...]:
        """All that the device has now: standard names first, then its other nodes."""
        standard = list(self._standard())
        taken = {feature.device_name for feature in standard}
        others = [
            self._describe(found)
            for node in self._nodes.names()
            if node not in taken and (found := self._as_node(node)) is not None
        ]
        return (*standard, *others)

    def _standard(self) -> Iterator[Feature]:
        for name in SPELLINGS:
            found = self._among_spellings(name)
            if found is not None:
                yield self._describe(found)

    def _find(self, name: str) -> _Found:
        found = self._among_spellings(name) if name in SPELLINGS else self._as_node(name)
        if found is None:
            raise FeatureError(FeaturePhrase.FEATURE_NOT_OF_DEVICE(feature=name))
        return found

    def _among_spellings(self, name: str) -> _Found | None:
        for spelling in SPELLINGS[name]:
            kind = self._nodes.kind(spelling.node)
            if kind is not None and self._has_time_base(spelling):
                return _Found(name, spelling, kind, self._scale(spelling))
        return None

    def _as_node(self, node: str) -> _Found | None:
        kind = self._nodes.kind(node)
        return None if kind is None else _Found(node, Spelling(node), kind, 1.0)

    def _has_time_base(self, spelling: Spelling) -> bool:
        return not spelling.time_base_node or self._nodes.kind(spelling.time_base_node) is not None

    def _scale(self, spelling: Spelling) -> float:
        if not spelling.time_base_node:
            return spelling.scale
        return spelling.scale * float(self._nodes.read(spelling.time_base_node))

    def _unlock(self, spelling: Spelling) -> None:
        for node, value in spelling.unlocked_by:
            if self._nodes.kind(node) is None or self._nodes.read(node) == value:
                continue
            if isinstance(value, str) and value not in self._nodes.choices(node):
                continue
            self._nodes.write(node, value)

    def _write_word(self, spelling: Spelling, value: FeatureValue) -> None:
        """Some makers lock the trigger's source while it is on: then it is off for this moment."""
        if spelling.paused is None or self._nodes.writable(spelling.node):
            self._nodes.write(spelling.node, value)
            return
        locking, pause = spelling.paused
        if self._nodes.kind(locking) is None:
            raise FeatureError(FeaturePhrase.FEATURE_LOCKED(feature=spelling.node))
        before = self._nodes.read(locking)
        self._nodes.write(locking, pause)
        try:
            self._nodes.write(spelling.node, value)
        finally:
            self._nodes.write(locking, before)

    def _read(self, found: _Found) -> FeatureValue:
        if found.kind is FeatureKind.COMMAND:
            raise FeatureError(FeaturePhrase.FEATURE_IS_COMMAND(feature=found.name))
        value = self._nodes.read(found.spelling.node)
        return float(value) * found.scale if found.is_converted else value

    def _checked_number(self, found: _Found, value: FeatureValue) -> FeatureValue:
        whole = found.kind is FeatureKind.INTEGER and not found.is_converted
        if isinstance(value, bool | str) or not abs(value) <= _LARGEST:
            raise FeatureError(FeaturePhrase.FEATURE_NO_NUMBER(feature=found.name, found=value))
        if whole and value != int(value):
            raise FeatureError(FeaturePhrase.FEATURE_NO_INTEGER(feature=found.name, found=value))
        limits = self._limits(found)
        low = -math.inf if limits.minimum is None else limits.minimum
        high = math.inf if limits.maximum is None else limits.maximum
        if not low <= value <= high:
            raise FeatureError(
                FeaturePhrase.FEATURE_OUT_OF_RANGE(
                    feature=found.name, found=value, least=low, most=high
                )
            )
        if whole and limits.increment:
            _require_step(found.name, value, low, limits.increment)
        asked = value / found.scale
        return round(asked) if found.kind is FeatureKind.INTEGER else float(asked)

    def _checked_word(self, found: _Found, value: FeatureValue) -> FeatureValue:
        if found.kind is FeatureKind.BOOLEAN:
            if not isinstance(value, bool):
                raise FeatureError(FeaturePhrase.FEATURE_NO_SWITCH(feature=found.name, found=value))
            return value
        if not isinstance(value, str):
            raise FeatureError(FeaturePhrase.FEATURE_NO_TEXT(feature=found.name, found=value))
        if found.kind is FeatureKind.ENUMERATION:
            choices = list(self._nodes.choices(found.spelling.node))
            if value not in choices:
                more = ["..."] if len(choices) > _WORDS_SHOWN else []
                shown = [*choices[:_WORDS_SHOWN], *more]
                raise FeatureError(
                    FeaturePhrase.FEATURE_NO_CHOICE(feature=found.name, found=value, choices=shown)
                )
        return value

    def _limits(self, found: _Found) -> Limits:
        limits = self._nodes.limits(found.spelling.node)
        if not found.is_converted:
            return limits
        return Limits(
            *(
                None if bound is None else bound * found.scale
                for bound in (limits.minimum, limits.maximum, limits.increment)
            )
        )

    def _describe(self, found: _Found) -> Feature:
        node, is_number = found.spelling.node, found.kind in _NUMBERS
        limits = self._limits_or_none(found) if is_number else Limits()
        choices: tuple[str, ...] = ()
        if found.kind is FeatureKind.ENUMERATION:
            choices = tuple(self._nodes.choices(node))
        return Feature(
            name=found.name,
            kind=found.kind,
            value=self._value_or_none(found),
            writable=self._nodes.writable(node),
            minimum=limits.minimum,
            maximum=limits.maximum,
            increment=limits.increment,
            choices=choices,
            device_name=node,
        )

    def _value_or_none(self, found: _Found) -> FeatureValue | None:
        try:
            return self._read(found)
        except FeatureError:
            return None

    def _limits_or_none(self, found: _Found) -> Limits:
        try:
            return self._limits(found)
        except FeatureError:
            return Limits()


def _require_step(name: str, value: float, low: float, increment: float) -> None:
    start = 0.0 if math.isinf(low) else low
    steps = (value - start) / increment
    if abs(steps - round(steps)) > _STEP_TOLERANCE:
        below = start + math.floor(steps) * increment
        raise FeatureError(
            FeaturePhrase.FEATURE_BETWEEN_STEPS(
                feature=name, found=value, below=below, above=below + increment, step=increment
            )
        )
