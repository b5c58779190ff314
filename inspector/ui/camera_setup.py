"""Setting one camera up: what the page asks of the station, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.ui.actions.needs import INSPECTING
from inspector.wire.cameras import FeatureKind, FeatureRow, FeatureValue, KeptFeatures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.cameras import CameraState, PictureMeasures
    from inspector.wire.station import StationState


class CameraSetup(QObject):
    """The chosen camera, its features, and which of them were set and not yet kept.

    Signals:
        chosen: Another camera is shown.
        listed: With all its features.
        unlisted: With the error that came instead of them.
        was_set: With a feature as the device took it.
        refused: With the name of a feature and the error.
        changes: Other features wait to be kept.
        kept: With what was written into the recipe.
        measured: With the measures of a picture.
        permitted: Settings may be changed now, or no longer.
        failed: With the error of anything else.
    """

    chosen = Signal()
    listed = Signal(object)
    unlisted = Signal(object)
    was_set = Signal(object)
    refused = Signal(str, object)
    changes = Signal()
    kept = Signal(object)
    measured = Signal(object)
    permitted = Signal()
    failed = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._states: dict[str, CameraState] = {}
        self._name = ""
        self._inspecting: bool | None = None
        self._changed: dict[str, dict[str, None]] = {}
        self._measuring = False
        self._watched = False

    @property
    def name(self) -> str:
        """The chosen camera; empty before the station named one."""
        return self._name

    @property
    def state(self) -> CameraState | None:
        """How the chosen camera fares."""
        return self._states.get(self._name)

    @property
    def states(self) -> Sequence[CameraState]:
        """How all cameras fare."""
        return tuple(self._states.values())

    @property
    def may_change(self) -> bool:
        """Whether the station lets anybody change settings now; unknown is no."""
        return self._inspecting is False and self.state is not None and self.state.connected

    @property
    def inspecting(self) -> bool:
        """Whether the station looks at parts."""
        return self._inspecting is True

    @property
    def changed(self) -> Sequence[str]:
        """Features of the chosen camera that were set and not kept, in the order of setting."""
        return tuple(self._changed.get(self._name, ()))

    def choose(self, name: str) -> None:
        """Turn to another camera."""
        if name != self._name:
            self._name = name
            self._measuring = False
            self.chosen.emit()
            self.changes.emit()
            self.permitted.emit()
            self.reload()

    def show_station(self, state: StationState | None) -> None:
        """Follow the station; ``None`` while nobody knows its state."""
        inspecting = None if state is None else state in INSPECTING
        if inspecting is not self._inspecting:
            self._inspecting = inspecting
            self.permitted.emit()
            self.reload()

    def show_cameras(self, states: Sequence[CameraState]) -> None:
        """Follow the cameras; one that connected anew has lost what was not kept."""
        before = self._states
        self._states = {state.name: state for state in states}
        renewed = {name for name in before if self._is_renewed(before[name])}
        for name in renewed & self._changed.keys():
            del self._changed[name]
        if self._name not in self._states:
            self.choose(next(iter(self._states), ""))
        elif self._name in renewed:
            self.changes.emit()
            self.permitted.emit()
            self.reload()

    def watch(self, watched: bool) -> None:
        """Read features while somebody looks at them: acquisition pauses for it."""
        self._watched = watched
        self.reload()

    def reload(self) -> None:
        """Read all features again, unless nobody looks or a part's frame could be late."""
        if self._watched and self.may_change:
            name = self._name
            self._requests.ask(
                "features",
                lambda station: station.cameras.features(name),
                self.listed.emit,
                self.unlisted.emit,
            )

    def set_feature(self, feature: FeatureRow, value: FeatureValue) -> None:
        """Set a feature of the chosen camera; ``True`` carries out a command."""
        name = self._name
        self._requests.ask(
            f"set {feature.name}",
            lambda station: station.cameras.set_feature(name, feature.name, value),
            partial(self._accept, name),
            partial(self.refused.emit, feature.name),
        )

    def expose(self) -> None:
        """Take one picture for a look."""
        name = self._name
        if name:
            self._requests.ask(
                "expose",
                lambda station: station.cameras.trigger(name),
                lambda _: None,
                self.failed.emit,
            )

    def measure(self) -> None:
        """Measure the newest picture, one at a time."""
        if self._measuring or not self._name:
            return
        name, self._measuring = self._name, True
        self._requests.ask(
            "measures",
            lambda station: station.cameras.measures(name),
            self._take_measures,
            self._miss_measures,
        )

    def keep(self) -> None:
        """Keep in the recipe what was set."""
        name, features = self._name, self.changed
        if features:
            self._requests.ask(
                "keep",
                lambda station: station.cameras.keep(name, features),
                partial(self._take_kept, name),
                self.failed.emit,
            )

    def _is_renewed(self, before: CameraState) -> bool:
        now = self._states.get(before.name)
        return now is None or (now.connected, now.reconnects) != (
            before.connected,
            before.reconnects,
        )

    def _accept(self, name: str, row: FeatureRow) -> None:
        if row.kind is not FeatureKind.COMMAND:
            self._changed.setdefault(name, {})[row.name] = None
        if name == self._name:
            self.was_set.emit(row)
            self.changes.emit()
            self.reload()

    def _take_measures(self, measures: PictureMeasures) -> None:
        self._measuring = False
        self.measured.emit(measures)

    def _miss_measures(self, error: InspectorError) -> None:
        self._measuring = False

    def _take_kept(self, name: str, kept: KeptFeatures) -> None:
        left = self._changed.get(name, {})
        self._changed[name] = {each: None for each in left if each not in kept.features}
        self.kept.emit(kept)
        self.changes.emit()
