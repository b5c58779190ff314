"""The verdict on a part, in the numbers of OPC Machinery Result (OPC 40001-101)."""

from enum import IntEnum


class Evaluation(IntEnum):
    """``ResultEvaluationEnum`` of OPC Machinery; the same numbers stand on the wire and in rows."""

    UNDEFINED = 0
    OK = 1
    NOT_OK = 2
    NOT_DECIDABLE = 3


SEVERITY = (
    Evaluation.NOT_OK,
    Evaluation.UNDEFINED,
    Evaluation.NOT_DECIDABLE,
    Evaluation.OK,
)
"""The worst first: of several findings on one part the worst one is its verdict."""


class Outcome(IntEnum):
    """What became of the part, as the PLC confirms it."""

    PENDING = 0
    PASSED = 1
    REJECTED = 2
    UNCONFIRMED = 3
    """The reject was commanded and its confirmation did not come."""
    UNKNOWN = 4
    """The PLC restarted or lost count; nobody saw where the part went."""


class Reason(IntEnum):
    """Why a part got its verdict; 16 bits on the wire, stable for ever."""

    CLASSIFIED = 0
    """The classifier decided."""

    DEADLINE_MISSED = 10
    """No verdict reached the gate before the part's decision deadline."""
    ENGINE_LOST = 11
    """The engine was away or silent when the part came."""
    TRIGGER_MISSED = 12
    """The PLC counted a trigger that the gate did not see in time."""
    STATION_NOT_READY = 13
    """The station was not in continuous execution."""
    QUEUE_OVERRUN = 14
    """Too many parts were waiting for inspection."""
    JOURNAL_FAILED = 15
    """The gate could not write its journal; nothing may pass unrecorded."""
    GATE_RESTARTED = 16
    """The gate restarted while the part was on its way."""
    PLC_RESTARTED = 17
    """The PLC restarted while the part was on its way and forgot it."""
    STATION_HELD = 18
    """An alarm holds the station until it is cleared."""
    PURGING = 19
    """The line is being emptied after its tracking was lost; nothing on it may pass."""

    FRAME_MISSING = 20
    """No frame arrived for the trigger."""
    FRAME_INCOMPLETE = 21
    """The frame lost packets on its way."""
    IMAGE_UNREADABLE = 22
    """The image is empty, truncated or in no known format."""
    IMAGE_UNSUITABLE = 23
    """The image has a size or pixel format that the recipe cannot take."""
    PAIRING_UNPROVEN = 24
    """Frames and triggers do not add up, so no frame can be trusted to show this part."""
    CAMERA_LOST = 25
    """The camera was disconnected."""
    VIEW_MISSING = 26
    """A camera's verdict on this part did not come in time."""

    PREPROCESSING_FAILED = 30
    INFERENCE_FAILED = 31
    SCORE_INVALID = 32
    """The model returned something that is not a probability."""

    STORE_FAILED = 40
    """Results could not be stored; a part that cannot be recorded may not pass."""

    RECIPE_CHANGING = 50
    """The PLC has asked for another recipe and it is not in force yet."""
    RECIPE_UNKNOWN = 51
    """The PLC asks for a recipe that the station does not have or cannot use."""
    DEADLINE_UNREACHABLE = 52
    """Exposure, transfer and inference take longer than the line leaves for a verdict."""
    MAINTENANCE = 53
    """Somebody works on the station and may force its outputs."""
    LOCKED_OUT = 54
    """A challenge part was missed, or a challenge is overdue."""
