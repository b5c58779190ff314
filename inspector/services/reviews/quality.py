"""What the quality engineer works with, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.drift.service import DriftService
from inspector.services.reviews.desk import ReviewDesk
from inspector.services.reviews.label_queue import LabelQueue


@dataclass(frozen=True, slots=True)
class QualityServices:
    """Reviews, what is worth one, and drift."""

    reviews: ReviewDesk
    labels: LabelQueue
    drift: DriftService
