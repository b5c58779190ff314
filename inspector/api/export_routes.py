"""Results as files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from inspector.api.files import Download, file_reply, whoever_asks
from inspector.api.history_routes import NO_QUESTION, FilterQuery
from inspector.api.replies import error_replies
from inspector.services.exports.desk import ExportDesk
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.exports import (
    ExportFormat,
    ExportOptions,
    ReportLanguage,
    SelectionExport,
)
from inspector.wire.history import ResultFilter

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
        responses=error_replies(NOT_FOUND=NO_QUESTION) | file_reply(*ExportFormat),
    )
    def results(
        kind: ExportFormat, query: Annotated[ExportQuery, Query()], actor: Actor = asking
    ) -> StreamingResponse:
        """All results of a filter, newest first; close the connection to cancel.

        A PDF report has at most 500 parts, each with its picture; a ZIP has all evidence of at
        most 100 parts.
        """
        pieces = exports.results(actor, kind, query.criteria(), query.options())
        return Download(pieces, f"results.{kind}")

    @router.post(
        "/results.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=_NO_RESULT) | file_reply(*ExportFormat),
    )
    def selection(
        kind: ExportFormat, chosen: SelectionExport, actor: Actor = asking
    ) -> StreamingResponse:
        """These results, in this order."""
        return Download(exports.selection(actor, kind, chosen), f"results.{kind}")

    return router
