"""States of the station and the commands that a person may give."""

from enum import StrEnum


class StationState(StrEnum):
    """OPC 40100-1 machine-vision states, the sub-states of Operational written out."""

    PREOPERATIONAL = "Preoperational"
    HALTED = "Halted"
    ERROR = "Error"
    INITIALIZED = "Initialized"
    READY = "Ready"
    SINGLE_EXECUTION = "SingleExecution"
    CONTINUOUS_EXECUTION = "ContinuousExecution"


class StationCommand(StrEnum):
    """What a client may ask of the station; allowed by state, see docs/reference/states.md."""

    START = "start"
    STOP = "stop"
    RESET = "reset"
