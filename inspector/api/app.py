"""The one door to the station, put together."""

from __future__ import annotations

from fastapi import FastAPI

from inspector import __version__
from inspector.api.access import AccessGuard, HostRule
from inspector.api.alarm_routes import alarm_router
from inspector.api.approval_routes import approval_router
from inspector.api.audit_routes import audit_router
from inspector.api.camera_routes import camera_router
from inspector.api.challenge_routes import challenge_router
from inspector.api.check_routes import check_router
from inspector.api.drift_routes import drift_router
from inspector.api.event_routes import event_router
from inspector.api.evidence_routes import evidence_router
from inspector.api.export_routes import export_router
from inspector.api.history_routes import history_router
from inspector.api.line_routes import line_router
from inspector.api.live import live_router
from inspector.api.lot_routes import lot_router
from inspector.api.model_routes import model_router
from inspector.api.package_routes import package_router
from inspector.api.people_routes import people_router
from inspector.api.pick_routes import golden_router, pick_router
from inspector.api.recipe_routes import recipe_router
from inspector.api.replay_routes import replay_router
from inspector.api.replies import install_error_replies
from inspector.api.review_routes import review_router
from inspector.api.station_routes import station_router
from inspector.api.statistics_routes import statistics_router
from inspector.api.trace import ChangesAreTraced
from inspector.api.training_routes import training_router
from inspector.services.alarms import AlarmServices
from inspector.services.cameras import CameraService
from inspector.services.challenge.service import ChallengeService
from inspector.services.evidence import EvidenceService
from inspector.services.history import HistoryService
from inspector.services.line import LineService
from inspector.services.packages import PackageService
from inspector.services.past import PastServices
from inspector.services.people.desk import PeopleDesk
from inspector.services.quality import QualityServices
from inspector.services.recipes.service import RecipeServices
from inspector.services.rollout import RolloutService
from inspector.services.station import StationService
from inspector.services.station_check.desk import StationCheckDesk
from inspector.services.statistics.desk import StatisticsDesk
from inspector.services.training_jobs.desk import TrainingService


def create_api(
    station: StationService,
    history: HistoryService,
    token: str,
    hosts: HostRule | None = None,
    *,
    cameras: CameraService,
    line: LineService,
    alarms: AlarmServices,
    check: StationCheckDesk,
    models: RolloutService,
    packages: PackageService,
    training: TrainingService,
    quality: QualityServices,
    people: PeopleDesk,
    evidence: EvidenceService,
    recipes: RecipeServices,
    statistics: StatisticsDesk,
    past: PastServices,
    challenge: ChallengeService,
) -> FastAPI:
    """The API of one station.

    Args:
        station: The running station.
        history: Its past results.
        token: What a client has to present as ``Authorization: Bearer``; not empty.
        hosts: Which names the station answers to; loopback names by default.
        cameras: Its running cameras.
        line: Its registers and outputs, and the alarms of its gate.
        alarms: Its alarms, who has seen them, and what else happened.
        check: Its check of itself.
        models: Which model judges.
        packages: What is known of each.
        training: Trainings that people ask for.
        quality: Reviews of its verdicts, and how far its pictures have moved.
        people: Who may do what.
        past: What there is to do with past results.
        evidence: Where the model saw what it said.
        recipes: Its products, and which revisions of their recipes are in use.
        statistics: Its charts.
        challenge: Its challenge parts.
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
    app.include_router(approval_router(people))
    app.include_router(audit_router(people))
    app.include_router(line_router(line, people))
    app.include_router(alarm_router(line, alarms, people))
    app.include_router(event_router(alarms))
    app.include_router(check_router(check, people))
    app.include_router(model_router(models, people))
    app.include_router(package_router(packages))
    app.include_router(training_router(training, people))
    app.include_router(history_router(history))
    app.include_router(evidence_router(evidence))
    app.include_router(review_router(quality, people))
    app.include_router(drift_router(quality, people))
    app.include_router(camera_router(cameras, people))
    app.include_router(recipe_router(recipes, people))
    app.include_router(statistics_router(statistics))
    app.include_router(lot_router(past.lots, people))
    app.include_router(export_router(past.exports, people))
    app.include_router(replay_router(past.replays))
    app.include_router(golden_router(past.golden))
    app.include_router(pick_router(past.picks, people))
    app.include_router(challenge_router(challenge, people))
    app.include_router(live_router(station))
    install_error_replies(app)
    app.add_middleware(ChangesAreTraced, people=people)
    app.add_middleware(AccessGuard, token=token, hosts=hosts or HostRule())
    return app
