"""Errors of people who sign in, and of what they may do."""

from inspector.domain.errors.base import InspectorError


class PeopleError(InspectorError):
    """The register of people cannot do this now."""

    code = "PPL-000"
    remedy = "Try again; if it happens again, look at people.toml in the data folder."


class NotSignedInError(PeopleError):
    """Nobody is signed in, or the session has expired."""

    code = "PPL-001"
    remedy = "Sign in with your name and your PIN or password."


class RightMissingError(PeopleError):
    """The person who is signed in may not do this."""

    code = "PPL-002"
    remedy = "Ask somebody with the role that the message names."


class SignInRefusedError(PeopleError):
    """Name and PIN or password do not belong together."""

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
    remedy = "See the People page or `inspector people list`."


class PersonExistsError(PeopleError):
    """Somebody of this name is defined already."""

    code = "PPL-007"
    remedy = "Choose another name; a name that was used stays taken, for the audit trail has it."


class SecretUnsuitableError(PeopleError):
    """The PIN or password is too short, too long or too easy to guess."""

    code = "PPL-008"
    remedy = (
        "Choose a PIN of 4 to 12 digits, at least 6 for engineer and admin; or a password of 8 to "
        "128 characters that is not a common one."
    )


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


class FirstPersonNotAdminError(PeopleError):
    """The station has no administrator yet, and somebody else was to be added."""

    code = "PPL-013"
    remedy = "Add an administrator first; without one nobody could add anybody else at the screen."


class LastAdminError(PeopleError):
    """The change would leave the station without an administrator."""

    code = "PPL-014"
    remedy = "Make somebody else an administrator first."


class ApprovalPendingError(PeopleError):
    """The station wants a second person for this; it waits for that person."""

    code = "PPL-015"
    remedy = "Ask another person with the same right to approve it on the People page."


class ApprovalUnknownError(PeopleError):
    """The request was decided already, or has expired."""

    code = "PPL-016"
    remedy = "Ask for it again where it is still wanted."


class OwnApprovalError(PeopleError):
    """Nobody approves a request of one's own."""

    code = "PPL-017"
    remedy = "Ask another person with the same right; you can only withdraw it."


class AuditNotReadableError(PeopleError):
    """A file of the audit trail cannot be read."""

    code = "PPL-018"
    remedy = "Look at audit.jsonl and audit-*.jsonl in the data folder and at their permissions."


class AuditNotWholeError(PeopleError):
    """The audit trail was changed, or a part of it is missing."""

    code = "PPL-019"
    remedy = "Keep the files as they are and compare them with a backup; tell who is responsible."
