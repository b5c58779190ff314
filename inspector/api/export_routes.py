"""Results as files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from inspector.api.history_routes import FilterQuery
from inspector.api.replies import error_replies
from inspector.api.rights import SessionToken, client_of
from inspector.domain.errors.base import InspectorError
from inspector.services.exports.background import Pieces
from inspector.services.exports.desk import ExportDesk
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk, actor_of
from inspector.wire.exports import ExportFormat, ExportOptions, ReportLanguage, SelectionExport
from inspector.wire.history import ResultFilter

_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.PDF: "application/pdf",
}
_NO_RESULT = "No result has one of these ids."


class ExportQuery(FilterQuery):
    """A filter, and how the file is written."""

    bom: bool = False
    language: ReportLanguage = ReportLanguage.ENGLISH

    def criteria(self) -> ResultFilter:
        """The filter alone."""
        return ResultFilter(**self.model_dump(include=set(ResultFilter.model_fields)))

    def options(self) -> ExportOptions:
        """How the file is written."""
        return ExportOptions(bom=self.bom, language=self.language)


def export_router(exports: ExportDesk, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/exports``; what they send is made while it is sent."""
    router = APIRouter(prefix="/v1/exports", tags=["exports"])
    asking = _asking(people)

    @router.get(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies() | _content(),
    )
    def results(
        kind: ExportFormat, query: Annotated[ExportQuery, Query()], actor: Actor = asking
    ) -> StreamingResponse:
        """All results of a filter, newest first; close the connection to cancel.

        A PDF report has at most 500 parts, each with its picture.
        """
        return _Download(kind, exports.results(actor, kind, query.criteria(), query.options()))

    @router.post(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=_NO_RESULT) | _content(),
    )
    def selection(
        kind: ExportFormat, chosen: SelectionExport, actor: Actor = asking
    ) -> StreamingResponse:
        """These results, in this order."""
        return _Download(kind, exports.selection(actor, kind, chosen))

    return router


class _Download(StreamingResponse):
    """Sends pieces while they are made. The first one is waited for: what fails there is told."""

    def __init__(self, kind: ExportFormat, pieces: Pieces) -> None:
        headers = {"Content-Disposition": f'attachment; filename="results.{kind}"'}
        body = self._body(pieces.next())
        super().__init__(body, media_type=_MEDIA_TYPES[kind], headers=headers)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pieces.cancel()

    async def _body(self, piece: bytes | None) -> AsyncIterator[bytes]:
        while piece is not None:
            yield piece
            piece = await run_in_threadpool(self._pieces.next)


def _asking(people: PeopleDesk) -> Any:
    """Who asks: whoever is signed in, or holds the station's token."""

    def actor(request: Request, session: SessionToken = "") -> Actor:
        client = client_of(request)
        try:
            return actor_of(people.session(session), client)
        except InspectorError:
            return Actor(client=client)

    return Depends(actor)


def _content() -> dict[int | str, dict[str, object]]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    content = dict.fromkeys(_MEDIA_TYPES.values(), binary)
    return {200: {"description": "The file; its kind stands in its type.", "content": content}}
