"""A station that says what a test tells it to: the same calls as the real client, no socket."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import wire_samples
from metal_part import as_jpeg, metal_part
from scripted_alarms import ScriptedAlarms
from scripted_cameras import ScriptedCameras
from scripted_challenge import ScriptedChallenge
from scripted_check import ScriptedCheck
from scripted_history import NEWEST as NEWEST
from scripted_history import ScriptedHistory
from scripted_line import ScriptedLine, ScriptedPeople
from scripted_lot_reports import ScriptedLotReports
from scripted_lots import ScriptedLots
from scripted_models import ScriptedModels, ScriptedTraining
from scripted_people import ScriptedApprovals, ScriptedAudit
from scripted_recipes import ScriptedRecipes
from scripted_results import ScriptedResults
from scripted_shared import ScriptedShared
from scripted_statistics import ScriptedDrift, ScriptedStatistics
from scripted_what_if import ScriptedWhatIf

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import StationNotRunningError
from inspector.wire.station import LiveUpdate, LiveWish, StationCommand, StationSnapshot


@dataclass(frozen=True)
class ScriptedEvent:
    update: LiveUpdate
    preview_jpeg: bytes | None


@cache
def preview(index: int) -> bytes:
    return as_jpeg(metal_part(index, wire_samples.evaluation_of(index)), 1024)


@dataclass
class ScriptedStation:
    """Shared by all connections to it; ``offline`` is what connecting raises."""

    offline: InspectorError | None = None
    refusal: InspectorError | None = None
    snapshot: StationSnapshot = field(default_factory=wire_samples.snapshot)
    commands: list[StationCommand] = field(default_factory=list)
    questions: list[object] = field(default_factory=list)
    connections: list["ScriptedConnection"] = field(default_factory=list)
    connected: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    alarms: ScriptedAlarms = field(default_factory=ScriptedAlarms)
    challenge: ScriptedChallenge = field(default_factory=ScriptedChallenge)
    check: ScriptedCheck = field(default_factory=ScriptedCheck)
    cameras: ScriptedCameras = field(default_factory=ScriptedCameras)
    people: ScriptedPeople = field(default_factory=ScriptedPeople)
    approvals: ScriptedApprovals = field(default_factory=ScriptedApprovals)
    audit: ScriptedAudit = field(default_factory=ScriptedAudit)
    line: ScriptedLine = field(default_factory=ScriptedLine)
    models: ScriptedModels = field(default_factory=ScriptedModels)
    training: ScriptedTraining = field(default_factory=ScriptedTraining)
    lots: ScriptedLots = field(default_factory=ScriptedLots)
    lot_reports: ScriptedLotReports = field(default_factory=ScriptedLotReports)
    recipes: ScriptedRecipes = field(default_factory=ScriptedRecipes)
    statistics: ScriptedStatistics = field(default_factory=ScriptedStatistics)
    drift: ScriptedDrift = field(default_factory=ScriptedDrift)
    what_if: ScriptedWhatIf = field(default_factory=ScriptedWhatIf)
    history: ScriptedHistory = field(default_factory=ScriptedHistory)
    sessions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shared = ScriptedShared(self.history)

    def connect(self) -> "ScriptedConnection":
        if self.offline is not None:
            raise self.offline
        connection = ScriptedConnection(self)
        self.connections.append(connection)
        return connection

    def say(self, update: LiveUpdate, preview_jpeg: bytes | None = None) -> None:
        """Send a message to everybody who listens."""
        for connection in self.connections:
            connection.events.put(ScriptedEvent(update, preview_jpeg))

    def show_part(self, index: int) -> None:
        """Send the message after part ``index`` with its picture."""
        update = wire_samples.live_update(
            index, snapshot=self.snapshot, cameras=self.cameras.states, view=self.cameras.decides
        )
        self.say(update, preview(index) if update.preview_follows else None)

    def drop(self) -> None:
        """Break every live connection."""
        for connection in self.connections:
            connection.events.put(StationNotRunningError("the station went away"))


class EventQueue(queue.Queue[ScriptedEvent | InspectorError | threading.Event | None]):
    """What the live socket brings, in order."""

    def join_when_empty(self, reached: threading.Event) -> None:
        """Set ``reached`` when the reader has taken all that lies here now."""
        self.put(reached)


class ScriptedConnection:
    def __init__(self, station: ScriptedStation) -> None:
        self._station = station
        self.alarms = station.alarms
        self.challenge = station.challenge
        self.check = station.check
        self.cameras = station.cameras
        self.people = station.people
        self.approvals = station.approvals
        self.audit = station.audit
        self.line = station.line
        self.models = station.models
        self.training = station.training
        self.lots = station.lots
        self.lot_reports = station.lot_reports
        self.recipes = station.recipes
        self.statistics = station.statistics
        self.drift = station.drift
        self.what_if = station.what_if
        self.reviews = self.exports = self.replays = station.history
        self.history = ScriptedResults(station.history, self._answer)
        self.shared = station.shared
        self.events = EventQueue()

    def adopt_session(self, token: str, /) -> None:
        self._station.sessions.append(token)

    def snapshot(self) -> StationSnapshot:
        self._answer("snapshot")
        return self._station.snapshot

    def command(self, command: StationCommand, /) -> StationSnapshot:
        self._station.commands.append(command)
        self._answer(command)
        return self._station.snapshot

    def live(self, wished: Callable[[], LiveWish | None], /) -> Iterator[ScriptedEvent]:
        self._station.connected.release()
        while (event := self.events.get()) is not None:
            if isinstance(event, InspectorError):
                raise event
            if isinstance(event, threading.Event):
                event.set()
            else:
                yield event

    def close(self) -> None:
        self.events.put(None)

    def _answer(self, question: object) -> None:
        self._station.questions.append(question)
        if self._station.refusal is not None:
            raise self._station.refusal
