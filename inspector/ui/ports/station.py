"""A connection to the station; :mod:`inspector.client` provides it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from inspector.ui.ports.alarms import Alarms
from inspector.ui.ports.audit import AuditPort
from inspector.ui.ports.cameras import Cameras
from inspector.ui.ports.challenge import Challenges
from inspector.ui.ports.drift import Drift
from inspector.ui.ports.exports import Exports
from inspector.ui.ports.history import History
from inspector.ui.ports.line import Line
from inspector.ui.ports.lot_reports import LotReports
from inspector.ui.ports.lots import Lots
from inspector.ui.ports.models import Models
from inspector.ui.ports.people import ApprovalPort, People
from inspector.ui.ports.recipes import Recipes
from inspector.ui.ports.replay import Replays
from inspector.ui.ports.reviews import Reviews
from inspector.ui.ports.shared_history import SharedHistory
from inspector.ui.ports.station_check import StationCheck
from inspector.ui.ports.statistics import Statistics
from inspector.ui.ports.training import Training
from inspector.ui.ports.what_if import WhatIf
from inspector.wire.evidence import Evidence
from inspector.wire.history import ResultDetail, ResultFilter, ResultPage
from inspector.wire.station import LiveUpdate, LiveWish, StationCommand, StationSnapshot


class LiveEvent(Protocol):
    """One message of the live socket, with the picture of its latest part where one was sent."""

    @property
    def update(self) -> LiveUpdate:
        """The station and its latest part."""

    @property
    def preview_jpeg(self) -> bytes | None:
        """The picture of ``update.latest`` for display."""


class Station(Protocol):
    """A connection to the station. Every method raises a subclass of ``InspectorError``."""

    @property
    def alarms(self) -> Alarms:
        """Its alarms, and what else happened."""

    @property
    def check(self) -> StationCheck:
        """Its check of itself."""

    @property
    def cameras(self) -> Cameras:
        """Its cameras."""

    @property
    def lots(self) -> Lots:
        """Its lots."""

    @property
    def lot_reports(self) -> LotReports:
        """Reports of its lots."""

    @property
    def people(self) -> People:
        """Who can sign in."""

    @property
    def line(self) -> Line:
        """Its registers and outputs."""

    @property
    def history(self) -> History:
        """What its history holds beyond the pages."""

    @property
    def models(self) -> Models:
        """Its model packages, and which of them judges."""

    @property
    def what_if(self) -> WhatIf:
        """What would have been."""

    @property
    def training(self) -> Training:
        """Trainings at the station."""

    @property
    def reviews(self) -> Reviews:
        """What people say of its verdicts."""

    @property
    def exports(self) -> Exports[str]:
        """Files made of its history."""

    @property
    def replays(self) -> Replays:
        """Judging results again."""

    @property
    def recipes(self) -> Recipes:
        """Its products and their recipes."""

    @property
    def drift(self) -> Drift:
        """How far its pictures and scores have moved."""

    @property
    def shared(self) -> SharedHistory:
        """The results of all stations that share one history."""

    @property
    def statistics(self) -> Statistics:
        """Charts and figures."""

    @property
    def approvals(self) -> ApprovalPort:
        """What waits for a second person."""

    @property
    def audit(self) -> AuditPort:
        """What people did."""

    @property
    def challenge(self) -> Challenges:
        """Its challenge parts."""

    def adopt_session(self, token: str, /) -> None:
        """Ask in the name of the person of this session from now on; empty for nobody."""

    def snapshot(self) -> StationSnapshot:
        """The state of the station now."""

    def command(self, command: StationCommand, /) -> object:
        """Ask the station to do something."""

    def results(self, criteria: ResultFilter, before: int | None, limit: int, /) -> ResultPage:
        """One page of the history, newest first."""

    def results_after(
        self, position: int, limit: int, criteria: ResultFilter | None = None, /
    ) -> ResultPage:
        """One page of the history in storing order."""

    def result(self, result_id: str, /) -> ResultDetail:
        """One inspection."""

    def image(self, result_id: str, view: int | None = None, /) -> bytes:
        """The archived picture of one view, or of the deciding one, as PNG."""

    def thumbnail(self, result_id: str, size_px: int, view: int | None = None, /) -> bytes:
        """A small picture as JPEG that fits a square of ``size_px``."""

    def evidence(self, result_id: str, view: int | None = None, /) -> Evidence:
        """Where in a picture the model saw what it said."""

    def live(self, wished: Callable[[], LiveWish | None], /) -> Iterator[LiveEvent]:
        """Messages until the connection ends or :meth:`close` is called by another thread."""

    def close(self) -> None:
        """Disconnect; may be called at any time, by any thread."""


Connect = Callable[[], Station]
"""Reads the run file and connects; called after each loss, for address and token may change."""
