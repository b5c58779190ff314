"""Who can sign in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.wire.people import (
    AccountChange,
    AccountRow,
    AddPersonRequest,
    ApprovalRow,
    OwnSecretRequest,
    PersonRow,
    SessionState,
    SignedIn,
    SignedOut,
)


class People(Protocol):
    """Who can sign in, and who is; raises as :class:`Station`."""

    def everybody(self) -> Sequence[PersonRow]:
        """Names and roles of all who can sign in."""

    def accounts(self) -> Sequence[AccountRow]:
        """Everybody, also who cannot sign in any more."""

    def add(self, request: AddPersonRequest, /) -> Sequence[AccountRow]:
        """Define a person; everybody after it."""

    def change(self, request: AccountChange, /) -> Sequence[AccountRow]:
        """Change a person; everybody after it."""

    def change_own_secret(self, request: OwnSecretRequest, /) -> SessionState:
        """Give oneself another PIN or password."""

    def sign_in(self, name: str, pin: str, /) -> SignedIn:
        """Begin a session."""

    def renew(self) -> SessionState:
        """The person is still here."""

    def sign_out(self) -> SignedOut:
        """End the session."""


class ApprovalPort(Protocol):
    """What waits for a second person; raises as :class:`Station`."""

    def waiting(self) -> Sequence[ApprovalRow]:
        """What waits, oldest first."""

    def decide(self, approval_id: str, approve: bool, reason: str = "", /) -> Sequence[ApprovalRow]:
        """Let it be carried out or forget it; what still waits."""
