"""How an engine runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from inspector.engine.judging.budget import BudgetSettings


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How this engine runs.

    Attributes:
        gate_address_file: Where the gate publishes its address.
        inspectors: Threads that judge parts.
        queue_depth: Pictures of each camera that may wait for an inspector; beyond it the oldest is
            given up.
        autostart: Whether inspection begins by itself.
        budget: What there is to know of the time that a verdict takes.
        shadow_duty_percent: Share of the time that a model on trial may work.
    """

    gate_address_file: Path
    inspectors: int = 1
    queue_depth: int = 8
    autostart: bool = True
    budget: BudgetSettings = field(default_factory=BudgetSettings)
    shadow_duty_percent: float = 20.0
