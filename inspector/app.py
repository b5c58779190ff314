"""The composition root: the only file that knows concrete classes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from inspector.paths import DataFolder, ensure_writable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inspector.api.server import ApiServer
    from inspector.api.services import StationServices
    from inspector.assembly.core import StationCore
    from inspector.assembly.forwarding import Forwarding
    from inspector.assembly.live import Live
    from inspector.assembly.past import Past
    from inspector.assembly.people import PeopleOfStation
    from inspector.assembly.quality import Quality
    from inspector.assembly.recipe import Recipes
    from inspector.assembly.shared_history import SharedParts
    from inspector.config.station import StationConfig
    from inspector.domain.errors.base import InspectorError
    from inspector.engine.engine import Engine
    from inspector.gate.process import Gate
    from inspector.services.alarms.conditions import Told
    from inspector.services.attendants import Attendant
    from inspector.services.challenge.desk import ChallengeDesk
    from inspector.services.history.evidence import EvidenceService
    from inspector.services.history.served import HistoryService
    from inspector.services.rollout.service import ModelRollout
    from inspector.services.station_check.desk import StationCheckDesk
    from inspector.services.statistics.desk import StatisticsDesk
    from inspector.services.training_jobs.desk import TrainingDesk


def make_gate(config: StationConfig, data: DataFolder) -> Gate:
    """The gate of a station; imports nothing but the trusted core."""
    from inspector.assembly.gate import alarm_policy, link_of
    from inspector.gate.process import Gate
    from inspector.gate.settings import GateSettings

    ensure_writable(data.root)
    plc = config.plc
    settings = GateSettings(
        decision_deadline_ms=plc.decision_deadline_ms,
        heartbeat_timeout_ms=plc.heartbeat_timeout_ms,
        simulated=config.station.simulated,
        views=len(config.views),
        trigger_source=plc.trigger_source,
        drives_outputs=plc.role == "coupler",
        alarms=alarm_policy(config.alarms),
        reverse_limit=config.alarms.belt_reversed.limit,
    )
    return Gate(settings, data.journal, data.gate_file, link_of(plc, config.resolve))


@dataclass(frozen=True, slots=True)
class EngineProcess:
    """The line, the door to it, and what attends them.

    Attributes:
        engine: The line.
        services: What the door offers.
        api: The door.
        behind: Attendants that end when neither the line nor the door needs them any more.
        beside: Attendants that end while the line still runs.
    """

    engine: Engine
    services: StationServices
    api: ApiServer
    behind: Sequence[Attendant]
    beside: Sequence[Attendant]

    def start(self) -> int:
        """Bring everything up, the line first; return the API's port."""
        self.engine.start()
        port = self.api.start()
        for each in (*self.behind, *self.beside):
            each.start()
        return port

    def stop(self) -> None:
        """Bring everything down, the record last; one that fails to end keeps no other from it."""
        with ExitStack() as downwards:
            for each in (*self.behind, self.api, self.engine, *self.beside):
                downwards.callback(each.stop)


def make_engine(config: StationConfig, data: DataFolder, token: str) -> EngineProcess:
    """The vision side of a station.

    Raises:
        InspectorError: of the model, the recipe, the database or the folders; nothing was started.
    """
    from inspector.api.access import HostRule
    from inspector.api.app import create_api
    from inspector.api.server import ApiServer
    from inspector.assembly.core import make_core

    core = make_core(config, data)
    parts = _make_parts(core)
    services = _services(core, parts)
    api = create_api(services, token, HostRule(config.api.host))
    return EngineProcess(
        core.engine,
        services,
        ApiServer(api, config.api.host, config.api.port),
        _behind(core, parts),
        _beside(core, parts),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands on the core."""

    people: PeopleOfStation
    quality: Quality
    past: Past
    challenge: ChallengeDesk
    forwarding: Forwarding
    statistics: StatisticsDesk
    live: Live
    rollout: ModelRollout
    recipes: Recipes
    rows: HistoryService
    training: TrainingDesk
    evidence: EvidenceService
    check: StationCheckDesk
    shared: SharedParts


def _make_parts(core: StationCore) -> _Parts:
    from inspector.assembly.check import make_station_check
    from inspector.assembly.evidence import make_evidence
    from inspector.assembly.forwarding import make_forwarding
    from inspector.assembly.live import make_live
    from inspector.assembly.past import make_past
    from inspector.assembly.people import make_people
    from inspector.assembly.quality import make_quality
    from inspector.assembly.recipe import make_recipes
    from inspector.assembly.shared_history import make_shared_history
    from inspector.assembly.statistics import make_statistics
    from inspector.assembly.training import make_training
    from inspector.services.challenge.rows import outlook
    from inspector.services.history.served import HistoryService
    from inspector.services.recipes.changes import Surroundings

    people, quality, past = make_people(core), make_quality(core), make_past(core)
    challenge, forwarding = _challenge(core, past), make_forwarding(core)
    told = _told(
        core.archive.told,
        quality.services.drift.alarms,
        challenge.told,
        forwarding.told,
        partial(_refused, core.data.run_file),
    )
    statistics = make_statistics(core.config.shift, core.store)
    live = make_live(
        core, told, statistics.shift, past.lots.current, lambda: outlook(challenge.standing())
    )
    rollout = _rollout(core)
    shared = make_shared_history(
        core.config.history.url, core.config.station.id, core.store.database, statistics, core.audit
    )
    rows = HistoryService(core.history, core.archive, past.services.what_if.changed)
    return _Parts(
        people,
        quality,
        past,
        challenge,
        forwarding,
        statistics,
        live,
        rollout,
        make_recipes(core, rows, Surroundings(past.lots.current_name, rollout.start)),
        rows,
        make_training(core.config, core.data, core.audit),
        make_evidence(core),
        make_station_check(core, live.station, live.cameras, live.line, shared.desk.forwarding),
        shared,
    )


def _refused(run_file: Path) -> Iterator[tuple[InspectorError, str]]:
    """The gate, which does not come back after a fall."""
    from inspector.wire.run_file import read_refusal

    refused = read_refusal(run_file)
    if refused is not None:
        yield refused, refused.process


def _told(*sources: Told) -> Told:
    """Warnings beside those of the line."""
    return lambda: chain.from_iterable(source() for source in sources)


def _challenge(core: StationCore, past: Past) -> ChallengeDesk:
    from inspector.services.challenge.desk import ChallengeDesk

    return ChallengeDesk(
        core.config.challenge,
        core.store.challenges(),
        core.engine,
        past.lots.begun_utc_ns,
        core.audit,
    )


def _rollout(core: StationCore) -> ModelRollout:
    from inspector.assembly.shelf import RegistryShelf
    from inspector.services.rollout.service import ModelRollout

    judging, engine = core.judging, core.engine
    shelf = RegistryShelf(judging.registry, judging.base)
    return ModelRollout(
        engine.models, engine.trial, shelf, judging.loader, core.history, core.audit
    )


def _services(core: StationCore, parts: _Parts) -> StationServices:
    from inspector.api.services import StationServices
    from inspector.assembly.package import StationPackages
    from inspector.services.challenge.service import ChallengeService

    return StationServices(
        station=parts.live.station,
        history=parts.rows,
        cameras=parts.live.cameras,
        line=parts.live.line,
        alarms=parts.live.alarms.services,
        check=parts.check,
        models=parts.rollout,
        packages=StationPackages(core.judging.registry),
        training=parts.training,
        quality=parts.quality.services,
        people=parts.people.desk,
        past=parts.past.services,
        evidence=parts.evidence,
        recipes=parts.recipes.services,
        statistics=parts.statistics,
        challenge=ChallengeService(parts.challenge, core.audit),
        shared=parts.shared.desk,
    )


def _behind(core: StationCore, parts: _Parts) -> Sequence[Attendant]:
    """The record lies deepest. Changes that people began wait for the line to give up its parts."""
    from inspector.services.attendants import Attending

    return (
        Attending(core.store.close),
        Attending(core.history.close),
        *parts.shared.attendants,
        parts.people.anchoring,
        Attending(parts.past.services.replays.close),
        Attending(parts.past.services.what_if.close),
        Attending(parts.evidence.close),
        Attending(parts.recipes.stop),
        parts.rollout,
    )


def _beside(core: StationCore, parts: _Parts) -> Sequence[Attendant]:
    """A promotion is abandoned before the line stops, or it would wait for a part of tomorrow."""
    from inspector.services.attendants import Attending
    from inspector.services.retention.keeper import RetentionKeeper
    from inspector.services.seals.sealer import Sealer

    def idle() -> bool:
        return core.engine.idle

    config, store, audit = core.config, core.store, core.audit
    return (
        Attending(parts.training.stop, parts.training.begin),
        Attending(parts.rollout.ask_to_stop),
        parts.live.alarms.watch,
        Attending(parts.check.stop),
        parts.quality.watch,
        Sealer(store.seals(), audit, idle),
        parts.challenge,
        RetentionKeeper(config.retention, store.retention(), core.archive, audit, idle),
        *parts.forwarding.attendants,
    )
