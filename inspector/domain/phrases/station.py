"""Why the station does not do now what it is asked for."""

from inspector.domain.phrase import PhraseBook


class StationPhrase(PhraseBook):
    """Commands and work that are not allowed now."""

    COMMAND_NOT_ALLOWED = "{command} is not allowed in state {state}"
    SOMEBODY_WORKS = "somebody works on the station"
    END_MAINTENANCE_FIRST = "End the maintenance first; then start."
    STATION_INSPECTS = "the station looks at parts now"
    STOP_TO_WORK = "Stop it first; then work on it."
    CAMERA_INSPECTS = "{camera} looks at parts now"
    STOP_TO_SET_UP = "Stop the station first; then set it up."
    PERSON_WORKS = "{person} works on the station"
    PERSON_WORKS_ALREADY = "{person} works on the station already"
    MAINTENANCE_ENDED = "this maintenance has ended"
    ALARM_LASTS = "{code} cannot be cleared: it lasts as long as its cause"
    ROLE_MISSING = "this needs the role {least_role}, not {role}"
    PROCESS_REFUSES = "the {process} refuses to start: {code}: {fault}"
    CHECK_RUNS = "a check of the station runs"
    WAIT_FOR_CHECK = "Wait for its end, or cancel it."
