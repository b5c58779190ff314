"""How far a station is behind the history that several stations share."""

from datetime import datetime

from inspector.wire.model import WireModel


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
