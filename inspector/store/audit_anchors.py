"""Anchors of the audit trail: what is cut off its end shows against them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from inspector.domain.audit import AuditAnchor
from inspector.store.database import Database
from inspector.store.schema.tables import Base


class AuditAnchorTable(Base):
    """How far the audit trail had come at a moment, by number and hash of its last entry.

    Triggers refuse every change.
    """

    __tablename__ = "audit_anchor"

    anchor_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    sha256: Mapped[str]
    utc_ns: Mapped[int]

    __table_args__ = (
        CheckConstraint("seq > 0", name="ck_audit_anchor_seq"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


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
