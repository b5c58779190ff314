"""The history that several stations share, as the server holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, get_args

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from inspector.api.export_routes import ExportQuery
from inspector.api.files import Download, file_reply, whoever_asks
from inspector.api.history_routes import NO_QUESTION, ResultId, pages_router
from inspector.api.replies import error_replies
from inspector.api.statistics_routes import charts_router
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.shared_history.desk import SharedDesk
from inspector.services.shared_history.exports import SharedExports
from inspector.wire.exports import TableFormat
from inspector.wire.history import ResultDetail
from inspector.wire.shared_history import STATION_ID_PATTERN, ForwardingState, SharedSelection

StationId = Annotated[str, Path(pattern=STATION_ID_PATTERN)]
_REFUSALS = {
    "CONFLICT": "This station shares no history.",
    "SERVICE_UNAVAILABLE": "The server of the shared history does not answer, or not in time.",
}
_NO_RESULT = "That station has sent no result of this id."
_TABLE = file_reply(*get_args(TableFormat))


def shared_routers(shared: SharedDesk, people: PeopleDesk) -> Iterator[APIRouter]:
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
    yield _export_router(shared.exports, people)


def _export_router(exports: SharedExports, people: PeopleDesk) -> APIRouter:
    router = APIRouter(prefix="/v1/shared/exports", tags=["shared history"])
    asking = whoever_asks(people)

    @router.get(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=NO_QUESTION, **_REFUSALS) | _TABLE,
    )
    def results(
        kind: TableFormat, query: Annotated[ExportQuery, Query()], actor: Actor = asking
    ) -> StreamingResponse:
        """All results of a filter, the last that came to the server first.

        Pictures lie at their stations; so there are tables only.
        """
        pieces = exports.results(actor, kind, query.criteria(), query.options())
        return Download(pieces, f"results.{kind}")

    @router.post(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=_NO_RESULT, **_REFUSALS) | _TABLE,
    )
    def selection(
        kind: TableFormat, chosen: SharedSelection, actor: Actor = asking
    ) -> StreamingResponse:
        """These results, in this order."""
        return Download(exports.selection(actor, kind, chosen), f"results.{kind}")

    return router
