"""People and their sessions as a client sees them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator

from inspector.domain.people import FourEyes as FourEyes
from inspector.domain.people import Right as Right
from inspector.domain.people import Role as Role
from inspector.domain.people import SecretKind as SecretKind
from inspector.wire.model import WireModel

SESSION_HEADER = "X-Inspector-Session"
"""Carries the token of a session, beside the station's own."""
APPROVAL_HEADER = "X-Inspector-Approval"
"""Marks a 202 that says: this waits for a second person."""
SECRET_LIMIT = 256
REASON_LIMIT = 500

_Name = Annotated[str, Field(min_length=1, max_length=64)]
_Secret = Annotated[str, Field(min_length=1, max_length=SECRET_LIMIT)]
_Reason = Annotated[str, Field(max_length=REASON_LIMIT)]


class PersonRow(WireModel):
    """Somebody who can sign in, and with what."""

    name: str
    role: Role
    secret_kind: SecretKind = SecretKind.PIN


class PeopleList(WireModel):
    """Everybody who can sign in; while nobody is the station's token is enough for most."""

    people: list[PersonRow]


class SignInRequest(WireModel):
    """Name of a person, and its PIN or password."""

    name: _Name
    pin: _Secret


class SessionState(WireModel):
    """Who is signed in, with what rights, and for how long without a sign of the person."""

    name: str
    role: Role
    rights: list[Right]
    expires_in_s: float


class SignedIn(SessionState):
    """A session that has begun; its token travels in the header ``X-Inspector-Session``."""

    token: str


class SignedOut(WireModel):
    """The session has ended."""

    name: str


class NewSecret(WireModel):
    """A PIN or password to be."""

    kind: SecretKind
    secret: _Secret


class OwnSecretRequest(NewSecret):
    """Another PIN or password for whoever is signed in; ``old`` is the one until now."""

    old: _Secret


class AccountRow(WireModel):
    """A person as an administrator sees it."""

    name: str
    role: Role
    secret_kind: SecretKind
    active: bool
    last_sign_in: datetime | None
    failures: int
    locked: bool


class AccountList(WireModel):
    """Everybody, also who cannot sign in any more."""

    accounts: list[AccountRow]


class AddPersonRequest(NewSecret):
    """Somebody who may work at the station."""

    name: _Name
    role: Role
    reason: _Reason = ""


class AccountChange(WireModel):
    """What shall be otherwise with a person: the role, being active, or the secret.

    A new secret may come with a role, and has to where the PIN may be too short for it.
    """

    name: _Name
    role: Role | None = None
    active: bool | None = None
    secret: NewSecret | None = None
    reason: _Reason = ""

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if self.active is not None and (self.role is not None or self.secret is not None):
            raise ValueError("`active` stands alone")
        if self.role is None and self.active is None and self.secret is None:
            raise ValueError("nothing is to be changed")
        return self


class ApprovalRow(WireModel):
    """Something that waits for a second person."""

    approval_id: str
    action: FourEyes
    right: Right
    target: str
    payload: JsonValue
    reason: str
    asked_by: str
    asked_role: Role | None
    asked_at: datetime
    expires_at: datetime


class ApprovalList(WireModel):
    """What waits, oldest first."""

    approvals: list[ApprovalRow]


class DecisionRequest(WireModel):
    """Let it be carried out, or forget it; whoever asked can only withdraw it."""

    approve: bool
    reason: _Reason = ""
