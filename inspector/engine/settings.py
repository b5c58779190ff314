"""How an engine runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How this engine runs.

    Attributes:
        gate_address_file: Where the gate publishes its address.
        inspectors: Threads that judge parts.
        queue_depth: Pictures of each camera that may wait for an inspector; beyond it the oldest is
            given up.
        autostart: Whether inspection begins by itself.
        deadline_ms: From a part's trigger to its verdict.
        transfer_ms: From the end of an exposure to the whole frame in memory.
        shadow_duty_percent: Share of the time that a model on trial may work.
    """

    gate_address_file: Path
    inspectors: int = 1
    queue_depth: int = 8
    autostart: bool = True
    deadline_ms: float = 250.0
    transfer_ms: float = 0.0
    shadow_duty_percent: float = 20.0
