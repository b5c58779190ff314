"""Errors of the history that several stations share."""

from inspector.domain.errors.base import InspectorError


class SharedHistoryError(InspectorError):
    """The server of the shared history refused what it was sent or asked."""

    code = "SHR-000"
    remedy = "Look into the server's log; the station keeps everything and tries again."


class SharedHistoryUnreachableError(SharedHistoryError):
    """The server of the shared history does not answer."""

    code = "SHR-001"
    remedy = (
        "Check the network, the server, and host and port in `history.url`; the station keeps "
        "everything and sends it when the server answers."
    )


class SharedHistoryRefusedError(SharedHistoryError):
    """The server of the shared history does not let the station in."""

    code = "SHR-002"
    remedy = (
        "Check account, password and database in `history.url`, pg_hba.conf, and that the account "
        "may create in the database."
    )


class SharedHistoryTooNewError(SharedHistoryError):
    """A newer version of the program has made the shared history."""

    code = "SHR-003"
    remedy = "Update this program; nothing was changed, and the station keeps everything meanwhile."


class SharedHistoryNotReadyError(SharedHistoryError):
    """There is no shared history in this database, or one of an older version of the program."""

    code = "SHR-004"
    remedy = "Start a station of this version with this `history.url` once; it prepares it."


class SharedHistoryDriverMissingError(SharedHistoryError):
    """The driver for PostgreSQL is not installed."""

    code = "SHR-005"
    remedy = 'Run `pip install "inspector-station[postgres]"`.'


class SharedHistoryAddressError(SharedHistoryError):
    """The address of the shared history cannot be used."""

    code = "SHR-006"
    remedy = "Set the environment variables that `history.url` names for the station's service."


class SharedHistoryTakenError(SharedHistoryError):
    """Another process sends for the same station from a copy of the same database."""

    code = "SHR-007"
    remedy = (
        "Find the second station with this `station.id` and a copy of this data folder; stop it, "
        "or give it an id of its own."
    )


class SharedHistoryAbsentError(SharedHistoryError):
    """This station shares its history with no other."""

    code = "SHR-008"
    remedy = "Name a server in `history.url` of the station file: docs/how-to/share-one-history.md."


class SharedHistorySlowError(SharedHistoryError):
    """The server of the shared history took too long to answer."""

    code = "SHR-009"
    remedy = (
        "Ask for less: a shorter time or one station. If that is slow too, look at the server's "
        "load and at the network."
    )
