"""The audit trail as a program sees it."""

from __future__ import annotations

from inspector.client.routes import Routes, parameters, parsed
from inspector.wire.audit import AuditFilter, AuditPage, AuditVerification

_CHECKING_S = 120.0


class AuditClient(Routes):
    """Looks through the trail. Methods raise as those of the station client."""

    def page(
        self, criteria: AuditFilter | None = None, before: str | None = None, limit: int = 100
    ) -> AuditPage:
        """Entries, newest first; continue with ``before=page.next_before``."""
        return self._get(AuditPage, "/v1/audit", criteria, before=before, limit=limit)

    def verify(self) -> AuditVerification:
        """Let the station follow the whole chain."""
        reply = self._exchange("GET", "/v1/audit/verification", timeout=_CHECKING_S)
        return parsed(AuditVerification, reply.content)

    def export(self, criteria: AuditFilter | None = None, file_format: str = "csv") -> bytes:
        """All that matches, oldest first, as ``csv`` or ``jsonl``."""
        path, params = f"/v1/audit/entries.{file_format}", parameters(criteria)
        return self._exchange("GET", path, params=params, timeout=_CHECKING_S).content
