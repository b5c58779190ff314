"""The audit trail as a program sees it."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.wire.audit import AuditFilter, AuditPage, AuditVerification

_CHECKING_S = 120.0


class AuditClient:
    """Looks through the trail. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def page(
        self, criteria: AuditFilter | None = None, before: str | None = None, limit: int = 100
    ) -> AuditPage:
        """Entries, newest first; continue with ``before=page.next_before``."""
        params = _params(criteria) | {"limit": limit}
        if before is not None:
            params["before"] = before
        return parsed(AuditPage, self._exchange("GET", "/v1/audit", params=params).content)

    def verify(self) -> AuditVerification:
        """Let the station follow the whole chain."""
        reply = self._exchange("GET", "/v1/audit/verification", timeout=_CHECKING_S)
        return parsed(AuditVerification, reply.content)

    def export(self, criteria: AuditFilter | None = None, file_format: str = "csv") -> bytes:
        """All that matches, oldest first, as ``csv`` or ``jsonl``."""
        params = _params(criteria) | {"format": file_format}
        reply = self._exchange("GET", "/v1/audit/export", params=params, timeout=_CHECKING_S)
        return reply.content


def _params(criteria: AuditFilter | None) -> dict[str, str | int]:
    told: dict[str, str | int] = (criteria or AuditFilter()).model_dump(
        mode="json", exclude_none=True
    )
    return told
