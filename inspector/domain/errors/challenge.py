"""Errors and alarms of challenge parts."""

from inspector.domain.errors.base import InspectorError


class ChallengeError(InspectorError):
    """A challenge cannot be made."""

    code = "CHG-000"


class ChallengePartUnknownError(ChallengeError):
    """There is no such challenge part, or it was retired."""

    code = "CHG-001"
    remedy = "Refresh the list of challenge parts and choose one of it."


class ChallengePartUnsuitableError(ChallengeError):
    """A challenge part cannot be described so."""

    code = "CHG-002"
    remedy = "Give it a name of 1 to 64 characters, and a date in the future if it has one."


class ChallengeNotPossibleError(ChallengeError):
    """No challenge can be begun now."""

    code = "CHG-003"
    remedy = "Do what the message says; then begin the challenge."


class ChallengeDueError(ChallengeError):
    """A challenge is due."""

    code = "CHG-010"
    remedy = "Run the challenge parts before the time is over; then the station locks itself."


class ChallengeMissedError(ChallengeError):
    """A challenge was not passed: the station may let defective parts through, and is locked."""

    code = "CHG-011"
    remedy = (
        "Hold back what was made since the last challenge that was passed. Find the cause, run the "
        "challenge parts again, and end the lock-out when they were all right."
    )


class ChallengeOverdueError(ChallengeError):
    """A challenge was not made in time, and the station is locked."""

    code = "CHG-012"
    remedy = "Run the challenge parts; the lock-out ends when all of them were right."


class ChallengeGoodRejectedError(ChallengeError):
    """A good challenge part was rejected: the station throws good parts away."""

    code = "CHG-013"
    remedy = "Look at the part and its picture; if it is good, have limits and model looked at."
