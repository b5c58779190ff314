"""Who has seen an alarm."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    pass
