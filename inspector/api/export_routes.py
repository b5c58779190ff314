"""Results as files."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from inspector.api.files import Download, whoever_asks
from inspector.api.history_routes import NO_QUESTION, FilterQuery
from inspector.api.replies import binary_reply, error_replies
from inspector.services.exports.background import Pieces
from inspector.services.exports.desk import ExportDesk
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.exports import (
    ExportFormat,
    ExportOptions,
    ReportLanguage,
    SelectionExport,
    TableFormat,
)
from inspector.wire.history import ResultFilter

_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.PDF: "application/pdf",
    ExportFormat.ZIP: "application/zip",
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
    asking = whoever_asks(people)

    @router.get(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=NO_QUESTION) | binary_reply(*_MEDIA_TYPES.values()),
    )
    def results(
        kind: ExportFormat, query: Annotated[ExportQuery, Query()], actor: Actor = asking
    ) -> StreamingResponse:
        """All results of a filter, newest first; close the connection to cancel.

        A PDF report has at most 500 parts, each with its picture; a ZIP has all evidence of at
        most 100 parts.
        """
        return sent(kind, exports.results(actor, kind, query.criteria(), query.options()))

    @router.post(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=_NO_RESULT) | binary_reply(*_MEDIA_TYPES.values()),
    )
    def selection(
        kind: ExportFormat, chosen: SelectionExport, actor: Actor = asking
    ) -> StreamingResponse:
        """These results, in this order."""
        return sent(kind, exports.selection(actor, kind, chosen))

    return router


def table_reply() -> dict[int | str, dict[str, Any]]:
    """Describes an answer that is a table of one kind or another."""
    return binary_reply(*(_MEDIA_TYPES[kind] for kind in get_args(TableFormat)))


def sent(kind: ExportFormat, pieces: Pieces) -> StreamingResponse:
    """The file, piece by piece while it is made."""
    return Download(pieces, f"results.{kind}", _MEDIA_TYPES[kind])
