"""Everything that should be known of a dataset before anybody trains on it."""

from inspector.training.datasets.checks.check import check_revision
from inspector.training.datasets.checks.finding import (
    CheckReport,
    Finding,
    Severity,
    ShortcutScore,
)

__all__ = ["CheckReport", "Finding", "Severity", "ShortcutScore", "check_revision"]
