"""The trail of what people did."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.audit import AuditFilter, AuditPage, AuditVerification


class AuditPort(Protocol):
    """Looks through the trail; raises as :class:`Station`."""

    def page(self, criteria: AuditFilter, before: str | None, limit: int, /) -> AuditPage:
        """Entries, newest first."""

    def verify(self) -> AuditVerification:
        """Whether the whole trail is as it was written."""

    def export(self, criteria: AuditFilter, file_format: str, /) -> bytes:
        """All that matches, oldest first."""
