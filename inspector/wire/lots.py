"""Lots as a client sees them."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from inspector.wire.model import WireModel

LOT_NAME_MAX = 64
NOTE_MAX = 1000


class LotRequest(WireModel):
    """Begin a lot with the next part; the one that runs ends with the part before."""

    name: Annotated[str, Field(min_length=1, max_length=LOT_NAME_MAX)]
    note: Annotated[str, Field(max_length=NOTE_MAX)] = ""


class LotRow(WireModel):
    """One lot; ``triggered`` is the sum of the four evaluations.

    ``ended_at`` is ``null`` while it runs.
    """

    lot_id: int
    name: str
    note: str
    begun_at: datetime
    begun_by: str
    ended_at: datetime | None
    ended_by: str
    triggered: int
    ok: int
    not_ok: int
    not_decidable: int
    undefined: int


class LotPage(WireModel):
    """Lots, newest first; ``next_before`` is ``null`` on the last page."""

    lots: list[LotRow]
    next_before: int | None
