"""The audit trail: looked through, checked and exported."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from inspector.api.files import download_of, file_reply
from inspector.api.parameters import PageLimit
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.audit import AuditFilter, AuditPage, AuditVerification

AuditFormat = Literal["csv", "jsonl"]


class AuditQuery(AuditFilter):
    """A filter and a place in the trail."""

    before: Annotated[str | None, Query(max_length=32)] = None
    limit: PageLimit = 100

    @property
    def criteria(self) -> AuditFilter:
        """What has to match."""
        return AuditFilter(**self.model_dump(exclude={"before", "limit"}))


def audit_router(people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/audit``, run in worker threads."""
    router = APIRouter(prefix="/v1/audit", tags=["people"])
    reader = needs(people, Right.READ_AUDIT)
    refusals = error_replies(FORBIDDEN=RIGHT_MISSING)

    @router.get("", responses=refusals)
    def page(query: Annotated[AuditQuery, Query()], actor: Actor = reader) -> AuditPage:
        """Entries, newest first; continue with `before=next_before`, also after an empty page."""
        return people.audit_desk.page(query.criteria, query.before, query.limit)

    @router.get("/verification", responses=refusals)
    def verification(actor: Actor = reader) -> AuditVerification:
        """Whether the whole trail is as it was written; else the first line that is not."""
        return people.audit_desk.verify()

    @router.get(
        "/entries.{kind}",
        response_class=StreamingResponse,
        responses=refusals | file_reply(*get_args(AuditFormat)),
    )
    def entries(
        kind: AuditFormat, query: Annotated[AuditFilter, Query()], actor: Actor = reader
    ) -> StreamingResponse:
        """All that matches, oldest first, as CSV for a spreadsheet or as JSON Lines."""
        return download_of(people.audit_desk.export(query, kind), f"audit.{kind}")

    return router
