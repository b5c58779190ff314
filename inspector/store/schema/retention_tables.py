"""The table of what retention has still to do."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class PictureRemovalTable(Base):
    """Files that no row names any more and that are still to be removed from the archive.

    Written together with the rows, so that a crash between row and disk leaves no stray file.
    """

    __tablename__ = "picture_removal"

    path: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)
