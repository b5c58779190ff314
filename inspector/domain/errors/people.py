"""Errors of people who sign in, and of what they may do."""

from inspector.domain.errors.base import InspectorError


class PeopleError(InspectorError):
    """The register of people cannot do this now."""

    code = "PPL-000"
    remedy = "Try again; if it happens again, look at people.toml in the data folder."


class NotSignedInError(PeopleError):
    """Nobody is signed in, or the session has expired."""

    code = "PPL-001"
    remedy = "Sign in with name and PIN."


class RightMissingError(PeopleError):
    """The person who is signed in may not do this."""

    code = "PPL-002"
    remedy = "Ask somebody with the role that the message names."


class SignInRefusedError(PeopleError):
    """Name and PIN do not belong together."""

    code = "PPL-003"
    remedy = "Try again; after five failures a name is locked for a minute."


class SignInLockedError(PeopleError):
    """Too many attempts to sign in."""

    code = "PPL-004"
    remedy = "Wait a minute, then try again."


class PeopleFileInvalidError(PeopleError):
    """people.toml cannot be read; nobody may do what needs a right."""

    code = "PPL-005"
    remedy = (
        "Correct the file, or move it away and add the people anew with `inspector people add`."
    )


class PersonUnknownError(PeopleError):
    """Nobody of this name is defined."""

    code = "PPL-006"
    remedy = "See `inspector people list`."


class PersonExistsError(PeopleError):
    """Somebody of this name is defined already."""

    code = "PPL-007"
    remedy = "Choose another name, or remove that person first."


class PinUnsuitableError(PeopleError):
    """The PIN is too short, too long or not made of digits."""

    code = "PPL-008"
    remedy = "Choose 4 to 12 digits, at least 6 for engineer and admin; not all alike."


class NameUnsuitableError(PeopleError):
    """The name is empty, too long, or holds characters that cannot be shown."""

    code = "PPL-009"
    remedy = "Choose 1 to 32 printable characters without spaces at the ends."


class AuditNotWritableError(PeopleError):
    """The audit log cannot be written, and what is not recorded is not done."""

    code = "PPL-010"
    remedy = "Free disk space on the data folder, or correct its permissions; Stop works meanwhile."


class MaintenanceHeldError(PeopleError):
    """Somebody else works on the station."""

    code = "PPL-011"
    remedy = "Wait until that person has ended the maintenance."


class MaintenanceOverError(PeopleError):
    """The maintenance has ended, because nobody renewed it in time or somebody ended it."""

    code = "PPL-012"
    remedy = "All outputs are the station's again; begin a new maintenance where it is needed."
