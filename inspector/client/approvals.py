"""What waits for a second person, as a program sees it."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.client.routes import Routes
from inspector.wire.people import ApprovalList, ApprovalRow, DecisionRequest


class ApprovalClient(Routes):
    """Approves and refuses. Methods raise as those of the station client."""

    def waiting(self) -> Sequence[ApprovalRow]:
        """What waits, oldest first."""
        return self._get(ApprovalList, "/v1/approvals").approvals

    def decide(self, approval_id: str, approve: bool, reason: str = "") -> Sequence[ApprovalRow]:
        """Let it be carried out or forget it; what still waits.

        Raises:
            ApprovalUnknownError: it waits no longer.
            OwnApprovalError: one's own request can only be withdrawn.
        """
        request = DecisionRequest(approve=approve, reason=reason)
        path = f"/v1/approvals/{approval_id}"
        return self._send(ApprovalList, "POST", path, request).approvals
