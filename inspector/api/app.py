"""The one door to the station, put together."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, FastAPI

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
from inspector.api.lot_report_routes import lot_report_router
from inspector.api.lot_routes import lot_router
from inspector.api.model_routes import model_router
from inspector.api.package_routes import package_router
from inspector.api.people_routes import people_router
from inspector.api.pick_routes import golden_router, pick_router
from inspector.api.recipe_routes import recipe_router
from inspector.api.replay_routes import replay_router
from inspector.api.replies import install_error_replies
from inspector.api.review_routes import review_router
from inspector.api.services import StationServices
from inspector.api.shared_routes import shared_routers
from inspector.api.station_routes import station_router
from inspector.api.statistics_routes import statistics_router
from inspector.api.trace import ChangesAreTraced
from inspector.api.training_routes import training_router
from inspector.api.what_if_routes import what_if_router


def create_api(services: StationServices, token: str, hosts: HostRule | None = None) -> FastAPI:
    """The API of one station.

    Args:
        services: What it offers.
        token: What a client has to present as ``Authorization: Bearer``; not empty.
        hosts: Which names the station answers to; loopback names by default.
    """
    app = FastAPI(
        title="Inspector station",
        version=__version__,
        summary="State, people, commands, line, cameras, live results and history of one station.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    for router in _routers(services):
        app.include_router(router)
    install_error_replies(app)
    app.add_middleware(ChangesAreTraced, people=services.people)
    app.add_middleware(AccessGuard, token=token, hosts=hosts or HostRule())
    return app


def _routers(services: StationServices) -> Iterator[APIRouter]:
    people, line, past = services.people, services.line, services.past
    yield station_router(services.station, people)
    yield people_router(people, line)
    yield approval_router(people)
    yield audit_router(people)
    yield line_router(line, people)
    yield alarm_router(line, services.alarms, people)
    yield event_router(services.alarms)
    yield check_router(services.check, people)
    yield model_router(services.models, people)
    yield package_router(services.packages)
    yield training_router(services.training, people)
    yield history_router(services.history)
    yield evidence_router(services.evidence)
    yield review_router(services.quality, people)
    yield drift_router(services.quality, people)
    yield camera_router(services.cameras, people)
    yield recipe_router(services.recipes, people)
    yield statistics_router(services.statistics)
    yield lot_router(past.lots, people)
    yield lot_report_router(past.lot_reports, people)
    yield export_router(past.exports, people)
    yield replay_router(past.replays)
    yield what_if_router(past.what_if, people)
    yield golden_router(past.golden)
    yield pick_router(past.picks, people)
    yield challenge_router(services.challenge, people)
    yield from shared_routers(services.shared, people)
    yield live_router(services.station)
