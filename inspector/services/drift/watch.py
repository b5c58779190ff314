"""Looks at what was recorded every few seconds, in a thread of its own, and says what has moved."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from inspector.config.drift import DriftConfig
from inspector.domain.drift import (
    Baseline,
    Measure,
    Observation,
    ObservationHistory,
    WatchedConfiguration,
)
from inspector.domain.errors.drift import BaselineNotReadyError
from inspector.domain.evaluation import Evaluation
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.drift.checks import Finding, against_baselines, against_validation
from inspector.services.drift.values import ModelReference
from inspector.services.drift.window import STATION, Window

_log = logging.getLogger(__name__)
PARTS_PER_LOOK = 2000
"""What a look reads at most; of a line that is faster, the newest parts."""
_CONFIGURATIONS_KEPT = 8
_CLEARED_BELOW = 0.7
"""Share of its limit below which what was told is over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is compared now, and what of it is told as an alarm.

    Attributes:
        configuration: Under which recipe and model; ``None`` before the first part.
        parts: How many of its parts the windows hold.
        findings: By camera; the empty name stands for the station.
        alarms: Those of them that are told.
        fault: Why nothing can be compared; empty while it can.
    """

    configuration: WatchedConfiguration | None = None
    parts: int = 0
    findings: Sequence[tuple[str, Finding]] = ()
    alarms: Sequence[tuple[str, Finding]] = ()
    fault: str = ""


@dataclass(slots=True)
class _Watched:
    """One configuration: a window and the baselines of each camera."""

    configuration: WatchedConfiguration
    windows: dict[str, Window] = field(default_factory=dict)
    collecting: dict[str, Window] = field(default_factory=dict)
    baselines: dict[str, dict[Measure, Baseline]] = field(default_factory=dict)
    told: set[tuple[str, Measure, str]] = field(default_factory=set)
    last_sequence: int = 0


class DriftWatch:
    """All public members may be used from any thread.

    Args:
        config: Windows and limits.
        history: What was recorded.
        introduce: What the package of a model tells, by its hash, or ``None`` where it is gone;
            asked once for each model. Without it scores are not followed.
    """

    def __init__(
        self,
        config: DriftConfig,
        history: ObservationHistory,
        introduce: Callable[[str], ModelReference | None],
    ) -> None:
        self._config = config
        self._history = history
        self._introduce = introduce
        self._models: dict[str, ModelReference | None] = {}
        self._watched: dict[WatchedConfiguration, _Watched] = {}
        self._current: _Watched | None = None
        self._cursor: int | None = None
        self._lock = threading.Lock()
        self._standing = Standing()
        self._rounds = Rounds(
            "drift", self.look, config.interval_s, Bulkhead(_log, "drift is followed again")
        )

    @property
    def standing(self) -> Standing:
        """What the last look found."""
        fault = self._rounds.fault
        return Standing(fault=fault) if fault else self._standing

    def model(self, sha256: str) -> ModelReference | None:
        """What the package of a model tells of its scores."""
        if sha256 not in self._models:
            self._models[sha256] = self._introduce(sha256)
        return self._models[sha256]

    def start(self) -> None:
        """Begin to look."""
        self._rounds.start()

    def stop(self) -> None:
        """End; waits for a look that is under way."""
        self._rounds.stop()

    def look(self) -> Standing:
        """Read what is new and compare.

        Raises:
            StoreError: the history cannot be read, or a baseline not be kept.
        """
        with self._lock:
            self._take_in()
            self._standing = self._compare()
            return self._standing

    def take_baseline(self) -> Sequence[Baseline]:
        """What is now shall be the baseline: after maintenance, or when the change is wanted.

        Raises:
            BaselineNotReadyError: too few parts were seen.
            StoreError: it cannot be kept.
        """
        with self._lock:
            self._take_in()
            watched = self._current
            if watched is None or not all(each.is_full for each in watched.windows.values()):
                raise BaselineNotReadyError("too few parts were seen under this recipe and model")
            taken = [
                baseline
                for camera, window in watched.windows.items()
                for baseline in window.baselines(watched.configuration, camera)
            ]
            self._keep(watched, taken)
            watched.collecting.clear()
            self._standing = self._compare()
            return taken

    def _take_in(self) -> None:
        newest = self._history.newest_sequence()
        behind = newest - PARTS_PER_LOOK
        if self._cursor is None:
            behind = newest - max(self._config.window_parts, self._config.baseline_parts)
        self._cursor = max(self._cursor or 0, behind)
        for each in self._history.observations_after(self._cursor, PARTS_PER_LOOK):
            self._cursor = each.sequence
            self._add(each)

    def _add(self, observation: Observation) -> None:
        if not observation.configuration.model_sha256:
            return
        watched = self._of(observation.configuration)
        self._current = watched
        model = self.model(observation.configuration.model_sha256)
        camera = observation.camera
        if camera:
            for window in self._windows(watched, camera):
                window.add(observation, model)
        if observation.scores and observation.sequence > watched.last_sequence:
            rejected = float(observation.evaluation is not Evaluation.OK)
            for window in self._windows(watched, STATION):
                window.add_values({Measure.REJECTED: rejected}, observation.triggered_utc_ns)
        watched.last_sequence = max(watched.last_sequence, observation.sequence)
        self._finish_baselines(watched)

    def _of(self, configuration: WatchedConfiguration) -> _Watched:
        """The windows of a configuration; the least recently used beyond a few are forgotten."""
        watched = self._watched.pop(configuration, None) or self._begin(configuration)
        self._watched[configuration] = watched
        if len(self._watched) > _CONFIGURATIONS_KEPT:
            del self._watched[next(iter(self._watched))]
        return watched

    def _begin(self, configuration: WatchedConfiguration) -> _Watched:
        watched = _Watched(configuration)
        for each in self._history.baselines(
            configuration.recipe_revision, configuration.model_sha256
        ):
            watched.baselines.setdefault(each.camera, {})[each.measure] = each
        return watched

    def _windows(self, watched: _Watched, camera: str) -> list[Window]:
        """Where a picture of a camera goes: its window, and its baseline while that is taken."""
        if camera not in watched.windows:
            watched.windows[camera] = Window(self._config.window_parts)
            if camera not in watched.baselines:
                watched.collecting[camera] = Window(self._config.baseline_parts)
        collecting = watched.collecting.get(camera)
        window = watched.windows[camera]
        return [window] if collecting is None else [window, collecting]

    def _finish_baselines(self, watched: _Watched) -> None:
        for camera in [name for name, window in watched.collecting.items() if window.is_full]:
            taken = watched.collecting[camera].baselines(watched.configuration, camera)
            self._keep(watched, taken)
            watched.baselines.setdefault(camera, {})
            del watched.collecting[camera]

    def _keep(self, watched: _Watched, taken: Sequence[Baseline]) -> None:
        self._history.add_baselines(taken)
        for each in taken:
            watched.baselines.setdefault(each.camera, {})[each.measure] = each

    def _compare(self) -> Standing:
        watched = self._current
        if watched is None:
            return Standing()
        findings = [
            (camera, finding)
            for camera, window in sorted(watched.windows.items())
            if window.is_full
            for finding in self._findings(watched, camera, window)
        ]
        alarms = [(camera, each) for camera, each in findings if _is_told(watched, camera, each)]
        self._log_changes(watched, alarms)
        parts = max((window.seen for window in watched.windows.values()), default=0)
        held = min(parts, self._config.window_parts)
        return Standing(watched.configuration, held, findings, alarms)

    def _findings(self, watched: _Watched, camera: str, window: Window) -> list[Finding]:
        baselines = watched.baselines.get(camera, {})
        found = list(against_baselines(self._config, camera, window, baselines))
        model = self.model(watched.configuration.model_sha256)
        if model is not None and camera != STATION:
            found += against_validation(self._config, camera, window, model)
        return found

    def _log_changes(self, watched: _Watched, alarms: Sequence[tuple[str, Finding]]) -> None:
        told = {_key(camera, finding) for camera, finding in alarms}
        for camera, finding in alarms:
            if _key(camera, finding) not in watched.told:
                _log.warning("%s", finding.error)
        for camera, measure, _ in sorted(watched.told - told):
            _log.warning("%s%s is as it was", f"{camera}: " if camera else "", measure)
        watched.told = told


def _key(camera: str, finding: Finding) -> tuple[str, Measure, str]:
    return camera, finding.measure, finding.against


def _is_told(watched: _Watched, camera: str, finding: Finding) -> bool:
    """Told from the limit on, and until it is well below it."""
    if _key(camera, finding) in watched.told:
        return finding.ratio >= _CLEARED_BELOW
    return finding.certain and finding.ratio >= 1
