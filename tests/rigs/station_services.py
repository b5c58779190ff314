"""What a station offers where a test needs only some of it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from inspector.api.services import StationServices
from inspector.services.past import PastServices
from inspector.services.shared_history.desk import SharedDesk
from inspector.services.statistics.desk import StatisticsDesk

_DESKS = {"past": PastServices, "shared": SharedDesk, "statistics": StatisticsDesk}


def only(**given: Any) -> StationServices:
    """These services; nobody may ask for any other."""
    absent = dict.fromkeys(each.name for each in fields(StationServices))
    empty = {name: _empty(kind) for name, kind in _DESKS.items()}
    return StationServices(**(absent | empty | given))


def _empty(kind: type[Any]) -> Any:
    return kind(*[None] * len(fields(kind)))
