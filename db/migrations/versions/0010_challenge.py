"""Challenge parts: what is to be run, and what came of it."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    pass
