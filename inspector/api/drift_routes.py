"""How far pictures and scores have moved from where they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from inspector.api.parameters import Moment
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.clock import utc_ns_of
from inspector.domain.drift import Measure
from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.reviews.quality import QualityServices
from inspector.wire.drift import DriftSeries, DriftState

_TOO_EARLY = "Too few parts were seen under this recipe and model."
_DEFAULT_TIME = timedelta(days=1)

Buckets = Annotated[int, Query(ge=1, le=1000)]


def drift_router(quality: QualityServices, people: PeopleDesk) -> APIRouter:
    """Routes below ``/v1/drift``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/drift", tags=["drift"])
    reviewer = needs(people, Right.REVIEW)

    @router.get("", responses=error_replies())
    def state() -> DriftState:
        """What every camera measures now beside its baseline, and what is told of it."""
        return quality.drift.state()

    @router.get("/series", responses=error_replies())
    def series(
        measure: Measure,
        since: Moment | None = None,
        until: Moment | None = None,
        buckets: Buckets = 96,
    ) -> DriftSeries:
        """A measure over time, of the last day unless told otherwise."""
        end = until or datetime.now(UTC)
        begin = since or end - _DEFAULT_TIME
        return quality.drift.series(measure, utc_ns_of(begin), utc_ns_of(end), buckets)

    @router.post("/baseline", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_TOO_EARLY))
    def take_baseline(actor: Actor = reviewer) -> DriftState:
        """What is now shall be the baseline: after maintenance, or when the change is wanted."""
        return quality.drift.take_baseline(actor)

    return router
