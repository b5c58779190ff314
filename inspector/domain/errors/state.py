"""Errors of commands at the wrong time."""

from typing import Self

from inspector.domain.errors.base import InspectorError
from inspector.domain.phrases.station import StationPhrase


class StateError(InspectorError):
    """The station cannot do this now."""

    code = "STA-000"


class CommandNotAllowedError(StateError):
    """The command is not allowed in the station's present state."""

    code = "STA-001"
    remedy = "Bring the station into a state that allows the command."


class StationNotRunningError(StateError):
    """No engine answers."""

    code = "STA-002"
    remedy = "Start the station with `inspector` or `inspector station run`."


class StationRefusedError(StationNotRunningError):
    """A process of the running station refuses to start again; meanwhile all parts are rejected."""

    code = "STA-008"
    remedy = "Mend what it names; the station tries again by itself."

    process: str = ""
    own_code: str = ""
    fault: str = ""

    @classmethod
    def of(cls, process: str, code: str, fault: str, remedy: str) -> Self:
        """Which process it is, and what it says: ``own_code``, ``fault`` and its remedy."""
        said = StationPhrase.PROCESS_REFUSES(process=process, code=code, fault=fault)
        error = cls(said, remedy=remedy or None)
        error.process, error.own_code, error.fault = process, code, fault
        return error


class StationAlreadyRunningError(StateError):
    """Another station uses this data folder."""

    code = "STA-003"
    remedy = "Attach with `inspector app`, or choose another --data-dir."


class AccessDeniedError(StateError):
    """The API token is missing or wrong."""

    code = "API-001"
    remedy = "Run the client as the account that runs the station, or pass its token file."


class ProcessRefusedError(StateError):
    """A process of the station refused to start; code, detail and remedy are its own."""

    code = "STA-004"
    remedy = "See the log files in the data folder."

    def __init__(self, detail: str, *, code: str = "", remedy: str | None = None) -> None:
        super().__init__(detail, remedy=remedy)
        self.own_code = code or self.code

    def __str__(self) -> str:
        return f"{self.own_code}: {self.detail}"


class LineUnreconciledError(StateError):
    """Triggers, verdicts, outcomes, records and the PLC's counters do not agree."""

    code = "STA-005"
    remedy = "Keep the data folder: it holds the journal and the database that disagree."


class StationNotEndingError(StateError):
    """The running station does not end, or belongs to another account."""

    code = "STA-006"
    remedy = "Stop it as the account that started it, or end its process by hand."


class DeadlineUnreachableError(StateError):
    """Exposure, transfer and inference together take longer than the line leaves for a verdict."""

    code = "STA-007"
    remedy = "Shorten the named term, or give it more time: plc.decision_deadline_ms."
