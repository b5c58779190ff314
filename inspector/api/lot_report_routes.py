"""Reports of lots: made, signed and checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from inspector.api.files import Download, file_reply, whoever_asks
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import SessionToken, needs
from inspector.domain.people import Right
from inspector.services.lot_report.desk import LotReportDesk
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import (
    Digest,
    LotReportCheck,
    LotReportFormat,
    LotReportSummary,
    LotSignatureRequest,
)

_UNKNOWN = "There is no lot of this number."
_CHANGED = "The lot is not settled, or its record is not what was read."

LotNumber = Annotated[int, Path(ge=1, lt=2**63)]


def lot_report_router(reports: LotReportDesk, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/lots/{lot_id}/…``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/lots/{lot_id}", tags=["lots"])
    asking, signer = whoever_asks(people), needs(people, Right.SIGN_LOT)

    @router.get("/report", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def summary(lot_id: LotNumber) -> LotReportSummary:
        """What the report of a lot says in figures, and who has signed it."""
        return reports.summary(lot_id)

    @router.get(
        "/report.{kind}",
        response_class=StreamingResponse,
        responses=error_replies(NOT_FOUND=_UNKNOWN) | file_reply(*LotReportFormat),
    )
    def file(
        lot_id: LotNumber,
        kind: LotReportFormat,
        language: ReportLanguage = ReportLanguage.ENGLISH,
        actor: Actor = asking,
    ) -> StreamingResponse:
        """The report; close the connection to cancel. The audit trail keeps the file's hash."""
        pieces = reports.report(actor, lot_id, kind, language)
        return Download(pieces, f"lot-{lot_id}.{kind}")

    @router.get("/report/check", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def check(
        lot_id: LotNumber,
        digest: Annotated[Digest, Query()],
        file_sha256: Annotated[Digest, Query()],
    ) -> LotReportCheck:
        """Whether a file is one that was made here, and the record is as it was then."""
        return reports.check(lot_id, digest, file_sha256)

    @router.post(
        "/signatures",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_CHANGED),
    )
    def sign(
        lot_id: LotNumber,
        request: LotSignatureRequest,
        session: SessionToken = "",
        actor: Actor = signer,
    ) -> LotReportSummary:
        """Sign the data of a lot: whoever is signed in gives the own PIN or password once more."""
        reports.require(lot_id)
        people.confirm(session, request.pin)
        return reports.sign(actor, lot_id, request)

    return router
