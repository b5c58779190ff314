"""Why a challenge is due, and why it was not passed."""

from inspector.domain.phrase import PhraseBook


class ChallengePhrase(PhraseBook):
    """Challenge parts."""

    CHALLENGE_DUE = "a challenge is due ({cause}); {minutes} min are left"
    CHALLENGE_OVERDUE = "a challenge was due ({cause}) and was not made"
    OF_PART = "{part}: {fault}"
    NO_VERDICT = "there was no verdict"
    PART_MISSED = "missed: a defective part was found good"
    GOOD_NOT_FOUND = "a good part was not found good"
    NOT_REJECTED = "a defective part was not rejected"
    NOT_PASSED = "a good part did not pass"
    OUTCOME_UNTOLD = "the PLC did not tell where it went"
    PART_DID_NOT_COME = "part {place} of {parts} did not come"
    ENDED_BY_PERSON = "{person} ended it"
    STATION_STOPPED = "the station was stopped"
    STATION_FELL = "the station fell"
    GATE_COUNTS_ANEW = "the gate began to count anew"


class CausePhrase(PhraseBook):
    """Why a challenge is due."""

    CAUSE_REQUEST = "request"
    CAUSE_START = "start"
    CAUSE_SCHEDULE = "schedule"
    CAUSE_LOT = "lot"
    CAUSE_CHANGEOVER = "changeover"
    CAUSE_MODEL = "model"
    CAUSE_FAILED = "failed"
