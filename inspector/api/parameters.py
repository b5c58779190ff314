"""Parameters that mean the same on every route."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import Field

PAGE_LIMIT = 500
"""Rows of the longest page."""

PageLimit = Annotated[int, Query(ge=1, le=PAGE_LIMIT)]
Position = Annotated[int, Field(ge=0, lt=2**63)]
"""A place in a list: `next_before` of one page is `before` of the next."""
