"""Where the model saw what it said."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.history_routes import ResultId, ViewNumber
from inspector.api.replies import error_replies
from inspector.services.history.evidence import EvidenceService
from inspector.wire.evidence import Evidence

_NO_RESULT = "No result has this id, or it has no such view."


def evidence_router(evidence: EvidenceService) -> APIRouter:
    """The route below ``/v1/results``; the handler runs in a worker thread."""
    router = APIRouter(prefix="/v1/results", tags=["history"])

    @router.get("/{result_id}/evidence", responses=error_replies(NOT_FOUND=_NO_RESULT))
    def of(result_id: ResultId, view: ViewNumber = None) -> Evidence:
        """What in a picture speaks for the class that was found; `note` says why it cannot."""
        return evidence.of(result_id, view)

    return router
