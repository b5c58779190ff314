"""The running engine as the service that the API offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from inspector import __version__
from inspector.clock import monotonic_ns, utc_datetime
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.record import Provenance
from inspector.domain.station import StationCommand
from inspector.engine.engine import Engine
from inspector.engine.station.live import Shown
from inspector.services.alarms.board import AlarmBoard, KnownOccurrences
from inspector.services.alarms.conditions import Conditions, Told
from inspector.services.live.cameras import LiveCameras
from inspector.services.live.snapshot import (
    counters,
    deadline_budget,
    live_result,
    reconciliation,
)
from inspector.services.live.station_port import LiveMessage
from inspector.services.rollout.state import model_summary
from inspector.vision.encode import encode_jpeg, fitting_side_px
from inspector.vision.pfnc import shown_bits
from inspector.wire.challenge import ChallengeOutlook
from inspector.wire.station import (
    LatencyMs,
    LiveUpdate,
    LiveWish,
    PeriodCounts,
    RejectRun,
    StationSnapshot,
)

_REFRESH_NS = 500_000_000
_NS_PER_MS = 1_000_000


class LiveStation:
    """Implements :class:`inspector.services.live.station_port.StationService` on an engine.

    Args:
        engine: The running engine.
        cameras: Its cameras.
        provenance: What its rows cite.
        reactions: What the gate's alarms do; one that is not named warns.
        told: Warnings beside those of the engine, each with its subject.
        log: What is recorded of alarms.
        shift: Counts of the shift that works.
        lot: Counts of the lot that runs.
        challenge: The next challenge, or the one that runs.
        reject_run_alarm: With so many rejects in a row the gate complains, 0 for never.
    """

    def __init__(
        self,
        engine: Engine,
        cameras: LiveCameras,
        provenance: Provenance,
        reactions: Mapping[Alarm, Reaction],
        told: Told = tuple,
        log: KnownOccurrences | None = None,
        shift: Callable[[], PeriodCounts | None] = lambda: None,
        lot: Callable[[], PeriodCounts | None] = lambda: None,
        challenge: Callable[[], ChallengeOutlook] = ChallengeOutlook,
        reject_run_alarm: int = 0,
    ) -> None:
        self._engine = engine
        self._cameras = cameras
        self._provenance = provenance
        self._shift = shift
        self._lot = lot
        self._challenge = challenge
        self._reject_run_alarm = reject_run_alarm
        self._alarms = AlarmBoard(Conditions(engine, reactions, told).now, reactions, log)

    def snapshot(self) -> StationSnapshot:
        """The present state."""
        engine = self._engine
        status, recorded = engine.gate.status, engine.gate.recorded
        recipe = engine.recipes.in_force
        latency = engine.statistics.latency()
        return StationSnapshot(
            station_id=self._provenance.station_id,
            app_version=__version__,
            state=engine.states.state,
            since=utc_datetime(engine.states.since_utc_ns),
            gate_connected=engine.gate_connected,
            plc_connected=status is not None and bool(status.plc_connected),
            camera_connected=engine.cameras_connected,
            simulated=self._provenance.is_simulated,
            counters=counters(status, recorded),
            reconciliation=reconciliation(status, recorded),
            rate_per_min=engine.statistics.rate_per_min(),
            latency_ms=LatencyMs(p50=latency.p50, p99=latency.p99, max=latency.max),
            model=model_summary(engine.models.in_force.identity),
            recipe_id=recipe.recipe.recipe_id,
            recipe_number=recipe.number,
            recipe_revision=recipe.recipe.revision,
            alarms=self._alarms.active(datetime.now(UTC)),
            alarms_returned=self._alarms.returned,
            deadline=deadline_budget(engine.deadline.budget()),
            maintenance=engine.maintenance,
            lot=self._lot(),
            shift=self._shift(),
            rejects_in_a_row=RejectRun(
                parts=0 if status is None else status.rejects_in_a_row,
                alarm_at=self._reject_run_alarm,
            ),
            challenge=self._challenge(),
        )

    def command(self, command: StationCommand) -> StationSnapshot:
        """Carry out a command."""
        self._engine.command(command)
        return self.snapshot()

    def live(self, after: int, timeout_s: float, wish: LiveWish) -> LiveMessage | None:
        """The newest message; versions are milliseconds, so an idle station refreshes too."""
        after_ns = (after + 1) * _NS_PER_MS
        shown = self._engine.live.wait(after_ns, timeout_s)
        now = monotonic_ns()
        if shown.changed_ns <= after_ns and now - after_ns < _REFRESH_NS:
            return None
        picture = None if shown.pictured_ns <= after_ns else _preview(shown, wish)
        return LiveMessage(now // _NS_PER_MS, self._update(shown), picture)

    def _update(self, shown: Shown) -> LiveUpdate:
        return LiveUpdate(
            snapshot=self.snapshot(),
            latest=None if shown.latest is None else live_result(shown.latest),
            last_rejects=[live_result(row, update) for row, update in shown.rejects],
            cameras=self._cameras.states().cameras,
        )


def _preview(shown: Shown, wish: LiveWish) -> bytes | None:
    if shown.image is None:
        return None
    bits = 16 if shown.latest is None else shown_bits(shown.latest.pixel_format)
    side_px = fitting_side_px(shown.image, wish.width_px, wish.height_px)
    return encode_jpeg(shown.image, max_side_px=side_px, significant_bits=bits)
