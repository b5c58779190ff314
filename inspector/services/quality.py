"""What the quality engineer works with, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.drift.service import DriftService
from inspector.services.label_queue import LabelQueue
from inspector.services.reviews import ReviewDesk


@dataclass(frozen=True, slots=True)
class QualityServices:
    """Reviews, what is worth one, and drift."""

    reviews: ReviewDesk
    labels: LabelQueue
    drift: DriftService
