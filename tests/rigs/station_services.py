"""What a station offers where a test needs only some of it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from inspector.api.services import StationServices
from inspector.services.history.past import PastServices


def only(**given: Any) -> StationServices:
    """These services; nobody may ask for any other."""
    absent = dict.fromkeys(each.name for each in fields(StationServices))
    nothing_past: Any = [None] * len(fields(PastServices))
    return StationServices(**(absent | {"past": PastServices(*nothing_past)} | given))
