"""The tables that say what was handed on and what changed since."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class ForwardMarkTable(Base):
    """How far results were handed on to the shared history; no row where there is none.

    `lineage` names this database at the server for ever. Results up to `taken` were read to be
    sent: what changes in them is written down in `forward_change`. Those up to `forwarded` the
    server has confirmed; retention lets no others go. `fault` is why nothing can be sent now.
    """

    __tablename__ = "forward_mark"

    only_row: Mapped[int] = mapped_column(CheckConstraint("only_row = 1"), primary_key=True)
    lineage: Mapped[str]
    taken: Mapped[int]
    forwarded: Mapped[int]
    forwarded_utc_ns: Mapped[int | None]
    fault: Mapped[str] = mapped_column(server_default=text("''"))
    remedy: Mapped[str] = mapped_column(server_default=text("''"))
    fault_utc_ns: Mapped[int | None]

    __table_args__ = ({"sqlite_strict": True},)


class ForwardChangeTable(Base):
    """A row that changed after it was read to be sent, written by triggers; gone once it is sent.

    `kind` is `result`, `lot` or `review`, `subject` its `sequence`, `lot_id` or `review_id`.
    """

    __tablename__ = "forward_change"

    change_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[int]

    __table_args__ = ({"sqlite_autoincrement": True, "sqlite_strict": True},)
