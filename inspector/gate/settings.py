"""What the gate must know of its station."""

from dataclasses import dataclass, field
from typing import Literal

from inspector.gate.alarms import AlarmPolicy


@dataclass(frozen=True, slots=True)
class GateSettings:
    """Times in milliseconds.

    Attributes:
        decision_deadline_ms: From trigger to the last moment at which a verdict may clear a part.
        heartbeat_timeout_ms: Silence after which PLC or engine count as lost.
        queue_limit: Undecided parts; beyond it the oldest becomes UNDEFINED.
        track_limit: Parts between photo-eye and outcome; beyond it the oldest outcome is UNKNOWN.
        simulated: Whether the line is the virtual one.
        views: Cameras that look at each part; each gives a verdict on it.
        trigger_source: Who counts the parts: the PLC, or the engine that sees them.
        drives_outputs: Whether the link drives actuators itself, so that a person forces their
            outputs and not the requests.
        alarms: When the gate complains, and what it does then.
        reverse_limit: Encoder counts that the running belt may go backwards, 0 for any number.
    """

    decision_deadline_ms: float = 250.0
    heartbeat_timeout_ms: float = 300.0
    queue_limit: int = 64
    track_limit: int = 4096
    simulated: bool = False
    views: int = 1
    trigger_source: Literal["plc", "vision"] = "plc"
    drives_outputs: bool = False
    alarms: AlarmPolicy = field(default_factory=AlarmPolicy)
    reverse_limit: int = 100
