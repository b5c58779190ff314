"""What waits for a second person, as a program sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import httpx

from inspector.client.answers import parsed
from inspector.wire.people import ApprovalList, ApprovalRow, DecisionRequest


class ApprovalClient:
    """Approves and refuses. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def waiting(self) -> Sequence[ApprovalRow]:
        """What waits, oldest first."""
        return parsed(ApprovalList, self._exchange("GET", "/v1/approvals").content).approvals

    def decide(self, approval_id: str, approve: bool, reason: str = "") -> Sequence[ApprovalRow]:
        """Let it be carried out or forget it; what still waits.

        Raises:
            ApprovalUnknownError: it waits no longer.
            OwnApprovalError: one's own request can only be withdrawn.
        """
        body = DecisionRequest(approve=approve, reason=reason).model_dump(mode="json")
        reply = self._exchange("POST", f"/v1/approvals/{approval_id}", json=body)
        return parsed(ApprovalList, reply.content).approvals
