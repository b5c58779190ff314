"""The judgement of one step of the handshake."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StepState(StrEnum):
    """How a step looks from the station's side."""

    SEEN = "seen"
    MISSING = "not seen"
    WRONG = "wrong"
    SKIPPED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One step.

    Attributes:
        state: How it looks.
        text: What was seen, with numbers.
        remedy: What to do in the PLC, or at the station; empty when the step is seen.
    """

    state: StepState
    text: str
    remedy: str = ""


def seen(text: str) -> Finding:
    """The step works."""
    return Finding(StepState.SEEN, text)


def missing(text: str, remedy: str) -> Finding:
    """Nothing of the step was seen."""
    return Finding(StepState.MISSING, text, remedy)


def wrong(text: str, remedy: str) -> Finding:
    """Something was seen, and it breaks a rule of the map."""
    return Finding(StepState.WRONG, text, remedy)


def skipped(text: str) -> Finding:
    """The step cannot be seen from here, or this station does not need it."""
    return Finding(StepState.SKIPPED, text)
