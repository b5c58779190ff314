"""The history that several stations share, as the server holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path

from inspector.api.history_routes import ResultId, pages_router
from inspector.api.replies import error_replies
from inspector.api.statistics_routes import charts_router
from inspector.services.shared_history.desk import SharedDesk
from inspector.wire.history import ResultDetail
from inspector.wire.shared_history import ForwardingState

StationId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
_REFUSALS = {
    "CONFLICT": "This station shares no history.",
    "SERVICE_UNAVAILABLE": "The server of the shared history does not answer, or not in time.",
}
_NO_RESULT = "That station has sent no result of this id."


def shared_routers(shared: SharedDesk) -> Iterator[APIRouter]:
    """Routes below ``/v1/shared``: those of one station over the results of all."""
    router = APIRouter(prefix="/v1/shared", tags=["shared history"])

    @router.get("/forwarding", responses=error_replies())
    def forwarding() -> ForwardingState:
        """How far this station is behind the shared history, and why."""
        return shared.forwarding()

    @router.get(
        "/results/{station_id}/{result_id}",
        responses=error_replies(NOT_FOUND=_NO_RESULT, **_REFUSALS),
    )
    def detail(station_id: StationId, result_id: ResultId) -> ResultDetail:
        """Everything that the server knows of one result.

        The picture lies at the station that `station_id` names, under `image_path` there.
        """
        return shared.results.ask(lambda results: results.detail(station_id, result_id))

    yield router
    yield pages_router(shared.results, "/v1/shared/results", **_REFUSALS)
    yield charts_router(shared.charts, "/v1/shared/statistics", **_REFUSALS)
