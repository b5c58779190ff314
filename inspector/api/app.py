"""The one door to the station, put together."""

from __future__ import annotations

from fastapi import FastAPI

from inspector import __version__
from inspector.api.access import AccessGuard, HostRule
from inspector.api.alarm_routes import alarm_router
from inspector.api.camera_routes import camera_router
from inspector.api.drift_routes import drift_router
from inspector.api.evidence_routes import evidence_router
from inspector.api.history_routes import history_router
from inspector.api.line_routes import line_router
from inspector.api.live import live_router
from inspector.api.model_routes import model_router
from inspector.api.people_routes import people_router
from inspector.api.replies import install_error_replies
from inspector.api.review_routes import review_router
from inspector.api.station_routes import station_router
from inspector.api.training_routes import training_router
from inspector.services.alarm_desk import AlarmDesk
from inspector.services.cameras import CameraService
from inspector.services.evidence import EvidenceService
from inspector.services.history import HistoryService
from inspector.services.line import LineService
from inspector.services.people.desk import PeopleDesk
from inspector.services.quality import QualityServices
from inspector.services.rollout import RolloutService
from inspector.services.station import StationService
from inspector.services.training_jobs.desk import TrainingService


def create_api(
    station: StationService,
    history: HistoryService,
    token: str,
    hosts: HostRule | None = None,
    *,
    cameras: CameraService,
    line: LineService,
    alarms: AlarmDesk,
    models: RolloutService,
    training: TrainingService,
    quality: QualityServices,
    people: PeopleDesk,
    evidence: EvidenceService,
) -> FastAPI:
    """The API of one station.

    Args:
        station: The running station.
        history: Its past results.
        token: What a client has to present as ``Authorization: Bearer``; not empty.
        hosts: Which names the station answers to; loopback names by default.
        cameras: Its running cameras.
        line: Its registers and outputs, and the alarms of its gate.
        alarms: Its alarms, and who has seen them.
        models: Which model judges.
        training: Trainings that people ask for.
        quality: Reviews of its verdicts, and how far its pictures have moved.
        people: Who may do what.
        evidence: Where the model saw what it said.
    """
    app = FastAPI(
        title="Inspector station",
        version=__version__,
        summary="State, people, commands, line, cameras, live results and history of one station.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.include_router(station_router(station, people))
    app.include_router(people_router(people, line))
    app.include_router(line_router(line, people))
    app.include_router(alarm_router(line, alarms, people))
    app.include_router(model_router(models, people))
    app.include_router(training_router(training, people))
    app.include_router(history_router(history))
    app.include_router(evidence_router(evidence))
    app.include_router(review_router(quality, people))
    app.include_router(drift_router(quality, people))
    app.include_router(camera_router(cameras, people))
    app.include_router(live_router(station))
    install_error_replies(app)
    app.add_middleware(AccessGuard, token=token, hosts=hosts or HostRule())
    return app
