"""The table that vouches for the audit trail."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

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
