"""The tables of seals."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class ResultSealTable(Base):
    """SHA-256 of each sealed result with its views; it outlives a result that retention let go."""

    __tablename__ = "result_seal"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)


class SealTable(Base):
    """One block of sealed results; `digest` covers their hashes and the digest of the block before.

    See `inspector.store.seals.chain` for the bytes.
    """

    __tablename__ = "seal"

    seal_id: Mapped[int] = mapped_column(primary_key=True)
    first_sequence: Mapped[int]
    last_sequence: Mapped[int]
    results: Mapped[int]
    sealed_utc_ns: Mapped[int]
    digest: Mapped[str]

    __table_args__ = ({"sqlite_autoincrement": True, "sqlite_strict": True},)
