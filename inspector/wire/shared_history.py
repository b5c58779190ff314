"""What several stations share, and how far a station is behind it."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from inspector.wire.exports import EXPORT_IDS_MAX, ExportOptions
from inspector.wire.model import WireModel

STATION_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"


class ForwardingState(WireModel):
    """What a station has handed on, and what waits.

    Attributes:
        is_shared: Whether there is a shared history at all; all else is nothing where not.
        results: Results that the server has not confirmed.
        changes: Changes of earlier ones, such as reviews, that it has not confirmed.
        lag_s: How long the oldest of these results has waited.
        oldest_at: When that was triggered.
        forwarded_at: When the server confirmed something last.
        fault_code: Why nothing can be sent now; empty while it can.
        fault: The same in words.
        remedy: What to do about it.
        fault_since: Since when.
    """

    is_shared: bool
    results: int = 0
    changes: int = 0
    lag_s: float = 0.0
    oldest_at: datetime | None = None
    forwarded_at: datetime | None = None
    fault_code: str = ""
    fault: str = ""
    remedy: str = ""
    fault_since: datetime | None = None


class ResultName(WireModel):
    """One result of any station; two stations may have given two results the same id."""

    station_id: Annotated[str, Field(pattern=STATION_ID_PATTERN)]
    result_id: Annotated[str, Field(max_length=64)]


class SharedSelection(ExportOptions):
    """Export these results of any stations, in this order."""

    results: Annotated[list[ResultName], Field(min_length=1, max_length=EXPORT_IDS_MAX)]
