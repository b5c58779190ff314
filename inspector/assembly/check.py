"""The station's check of itself, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from inspector.domain.station_check import CheckStatus
from inspector.services.people.audit_verify import AuditReport, verify
from inspector.services.people.register import PeopleRegister
from inspector.services.station_check.cameras import HostFinding, camera_step
from inspector.services.station_check.clock import ClockWatch, clock_step
from inspector.services.station_check.computer import computer_step
from inspector.services.station_check.database import database_step
from inspector.services.station_check.desk import StationCheckDesk
from inspector.services.station_check.disk import disk_step
from inspector.services.station_check.model import model_step
from inspector.services.station_check.people import people_step
from inspector.services.station_check.plc import plc_step
from inspector.services.station_check.step import CheckStep

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.config.station import StationConfig
    from inspector.engine.engine import Engine
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.paths import DataFolder
    from inspector.services.live.cameras import LiveCameras
    from inspector.services.live.line import LiveLine
    from inspector.services.live.station_port import StationService
    from inspector.wire.shared_history import ForwardingState

_MEGABYTE = 1_000_000
_HOST_WATCHED_S = 1.0
_WITHOUT_NETWORK = frozenset({"replay", "opencv"})
_STATUSES = {
    "ok": CheckStatus.PASSED,
    "warning": CheckStatus.WARNING,
    "fault": CheckStatus.FAILED,
    "not checked": CheckStatus.NOT_APPLICABLE,
}


def make_station_check(
    core: StationCore,
    station: StationService,
    cameras: LiveCameras,
    line: LiveLine,
    forwarding: Callable[[], ForwardingState],
) -> StationCheckDesk:
    """The check of a running station; its clock is watched from now on."""
    config, data, engine = core.config, core.data, core.engine
    clock, database = ClockWatch(), core.store.self_check()
    people, anchors = PeopleRegister(data.people), core.store.audit_anchors()

    def audited() -> AuditReport:
        return verify(core.audit.files, anchors.all())

    def steps(client_version: str) -> Sequence[CheckStep]:
        return (
            camera_step(cameras, lambda: camera_host(config)),
            model_step(station.snapshot, lambda: replayed(engine, core.judging.registry, data)),
            plc_step(station.snapshot, line.plc, config.plc.heartbeat_timeout_ms),
            disk_step(data.archive, config.archive.reserve_mb * _MEGABYTE),
            database_step(database, lambda: engine.recorder.fault, forwarding),
            clock_step(clock),
            computer_step(client_version),
            people_step(lambda: len(people.people()), audited),
        )

    return StationCheckDesk(steps, data.root / "check" / "last.json", core.audit)


def replayed(engine: Engine, registry: ModelRegistry, data: DataFolder) -> str:
    """Open the package in force anew in a process that gives way, and replay its golden pictures.

    Raises:
        ModelError: it does not give the answers that it was released with.
    """
    from inspector.inference.checked_elsewhere import CheckedElsewhere

    package = registry.find(engine.models.in_force.identity.sha256)
    checked = CheckedElsewhere(data.root)
    checked.begin()
    checked(package.folder, registry.trust)
    return f"{package.name} · {len(package.manifest.golden)}"


def camera_host(config: StationConfig) -> Sequence[HostFinding]:
    """What `inspector camera doctor` finds on this computer, with the cameras left alone.

    Nothing where no camera is a machine-vision camera.
    """
    from inspector.cameras.doctor.examine import examine
    from inspector.cameras.doctor.gather import gather
    from inspector.cameras.doctor.links import camera_link, producer_paths

    if all(section.driver in _WITHOUT_NETWORK for section in config.views.values()):
        return ()
    links = [camera_link(name, section, {}) for name, section in config.views.items()]
    producers = producer_paths(config.views.values(), config.resolve)
    found = examine(gather(links, producers, watched_s=_HOST_WATCHED_S))
    return [(each.check, _STATUSES[each.severity], each.text, each.remedy) for each in found]
