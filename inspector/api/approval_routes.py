"""Four eyes: what waits for a second person."""

from __future__ import annotations

from fastapi import APIRouter, Request

from inspector.api.replies import error_replies
from inspector.api.rights import SessionToken, client_of, needs
from inspector.domain.people import Right
from inspector.services.people.approval_file import Pending
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.people import ApprovalList, ApprovalRow, DecisionRequest

_FORBIDDEN = "Nobody is signed in, it is one's own request, or the role may not do this."
_UNKNOWN = "It was decided already, or has expired."


def approval_router(people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/approvals``, run in worker threads."""
    router = APIRouter(prefix="/v1/approvals", tags=["people"])
    somebody = needs(people, Right.RUN)

    def waiting() -> ApprovalList:
        return ApprovalList(approvals=[_row(each) for each in people.approvals.pending()])

    @router.get("", responses=error_replies())
    def approvals() -> ApprovalList:
        """What waits for a second person, oldest first."""
        return waiting()

    @router.post(
        "/{approval_id}", responses=error_replies(FORBIDDEN=_FORBIDDEN, NOT_FOUND=_UNKNOWN)
    )
    def decide(
        approval_id: str,
        decision: DecisionRequest,
        request: Request,
        session: SessionToken = "",
        actor: Actor = somebody,
    ) -> ApprovalList:
        """Approve it, so that it is carried out now in the name of both, or refuse it.

        Needs the right that the request itself needs. What the station answers to the request
        itself, also that it is not possible any more, comes as the answer to this.
        """
        right = people.approvals.right_of(approval_id)
        second = people.require(session, right, client_of(request))
        if decision.approve:
            people.approvals.approve(second, approval_id, decision.reason)
        else:
            people.approvals.refuse(second, approval_id, decision.reason)
        return waiting()

    return router


def _row(pending: Pending) -> ApprovalRow:
    return ApprovalRow.model_validate(
        {
            "approval_id": pending.approval_id,
            "action": pending.action,
            "right": pending.right,
            "target": pending.request.target,
            "payload": pending.request.payload,
            "reason": pending.request.reason,
            "asked_by": pending.asker.name,
            "asked_role": pending.asker.role,
            "asked_at": pending.asked_at,
            "expires_at": pending.expires_at,
        }
    )
