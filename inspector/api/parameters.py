"""Parameters that mean the same on every route."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime, Field

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(2262, 1, 1, tzinfo=UTC)
PAGE_LIMIT = 500
"""Rows of the longest page."""

PageLimit = Annotated[int, Query(ge=1, le=PAGE_LIMIT)]
Position = Annotated[int, Field(ge=0, lt=2**63)]
"""A place in a list: `next_before` of one page is `before` of the next."""


def _within_records(moment: datetime) -> datetime:
    return max(_FIRST, min(moment, _LAST))


Moment = Annotated[AwareDatetime, AfterValidator(_within_records)]
"""A time to look for. One that no record can have counts as the nearest one that a record can: in
the year 1 or 9999 there is no room left for another offset from UTC, or for the month before."""
