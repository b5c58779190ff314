"""Which colours values of the domain have on paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.challenge import RunState, StepState
from inspector.domain.evaluation import Evaluation
from inspector.services.paper.drawing import Ink

VERDICT_INKS: Mapping[Evaluation, Ink] = MappingProxyType(
    {
        Evaluation.OK: Ink.GOOD,
        Evaluation.NOT_OK: Ink.BAD,
        Evaluation.NOT_DECIDABLE: Ink.WARN,
        Evaluation.UNDEFINED: Ink.MUTED,
    }
)
RUN_INKS: Mapping[RunState, Ink] = MappingProxyType(
    {
        RunState.RUNNING: Ink.MUTED,
        RunState.PASSED: Ink.GOOD,
        RunState.FAILED: Ink.BAD,
        RunState.ABORTED: Ink.WARN,
    }
)
STEP_INKS: Mapping[StepState, Ink] = MappingProxyType(
    {
        StepState.WAITING: Ink.MUTED,
        StepState.SEEN: Ink.MUTED,
        StepState.RIGHT: Ink.GOOD,
        StepState.WRONG: Ink.BAD,
    }
)
