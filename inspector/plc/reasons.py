"""What each reason says, and where to look, in the words of the register map."""

from typing import Final

from inspector.domain.evaluation import Reason

REASON_MEANING: Final = {
    Reason.CLASSIFIED: "the model has judged; look at `evaluation`",
    Reason.DEADLINE_MISSED: "no verdict came before the part's decision deadline",
    Reason.ENGINE_LOST: "the engine was away or silent; the station starts it again by itself",
    Reason.TRIGGER_MISSED: "`trigger_seq` jumped over this part, or no session was acknowledged",
    Reason.STATION_NOT_READY: "nobody gave Start, or the station is not up yet",
    Reason.QUEUE_OVERRUN: "too many parts wait for inspection: the line is faster than the station",
    Reason.JOURNAL_FAILED: "the gate cannot write its journal: look at the station's disk",
    Reason.GATE_RESTARTED: "the gate restarted while the part was on its way",
    Reason.PLC_RESTARTED: "`plc_session` changed while the part was on its way",
    Reason.STATION_HELD: "an alarm holds the station until it is cleared",
    Reason.PURGING: "the line is being emptied after its tracking was lost",
    Reason.FRAME_MISSING: "no frame came for the trigger: look at the camera's trigger line",
    Reason.FRAME_INCOMPLETE: "the frame lost packets on its way: look at the camera's network",
    Reason.IMAGE_UNREADABLE: "the image is empty, cut off or in no known format",
    Reason.IMAGE_UNSUITABLE: "the recipe cannot take this size or pixel format",
    Reason.PAIRING_UNPROVEN: "frames and triggers do not add up, or not yet: the first part after "
    "a pause of more than 1.5 times `frame_timeout_ms` proves it",
    Reason.CAMERA_LOST: "the camera is disconnected",
    Reason.VIEW_MISSING: "one of several cameras gave no verdict in time",
    Reason.PREPROCESSING_FAILED: "an operation of the recipe failed on this picture",
    Reason.INFERENCE_FAILED: "the model could not be run on this picture",
    Reason.SCORE_INVALID: "the model returned something that is not a probability",
    Reason.STORE_FAILED: "results cannot be stored: look at the station's disk",
    Reason.RECIPE_CHANGING: "another recipe was asked for and is not in force yet",
    Reason.RECIPE_UNKNOWN: "the station has no recipe of this number, or cannot use it",
    Reason.DEADLINE_UNREACHABLE: "exposure, transfer and inference take longer than there is",
    Reason.MAINTENANCE: "somebody works on the station",
    Reason.LOCKED_OUT: "a challenge part was missed, or a challenge is overdue",
}
