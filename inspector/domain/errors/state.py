"""Errors of commands at the wrong time."""

from inspector.domain.errors.base import InspectorError


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


class StationAlreadyRunningError(StateError):
    """Another station uses this data folder."""

    code = "STA-003"
    remedy = "Attach with `inspector app`, or choose another --data-dir."


class AccessDeniedError(StateError):
    """The API token is missing or wrong."""

    code = "API-001"
    remedy = "Run the client as the account that runs the station, or pass its token file."
