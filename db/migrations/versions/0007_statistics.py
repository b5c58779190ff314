"""Counts per hour, from which charts are drawn."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    pass
