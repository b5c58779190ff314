"""Anchors of the audit trail: what is cut off its end shows against them."""

from __future__ import annotations

from sqlalchemy import insert, select

from inspector.domain.audit import AuditAnchor
from inspector.store.database import Database
from inspector.store.schema.audit_tables import AuditAnchorTable


class SqliteAuditAnchors:
    """Implements :class:`inspector.domain.audit.AnchorStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, anchor: AuditAnchor) -> None:
        """Keep an anchor for ever."""
        row = {"seq": anchor.seq, "sha256": anchor.sha256, "utc_ns": anchor.utc_ns}
        with self._database.writing() as connection:
            connection.execute(insert(AuditAnchorTable), row)

    def all(self) -> list[AuditAnchor]:
        """All anchors in the order of their setting."""
        table = AuditAnchorTable
        query = select(table.seq, table.sha256, table.utc_ns).order_by(table.anchor_id)
        with self._database.reading() as connection:
            return [AuditAnchor(*row) for row in connection.execute(query)]
