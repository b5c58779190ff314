"""People and sessions of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from inspector.client.routes import Exchange, Routes
from inspector.wire.people import (
    AccountChange,
    AccountList,
    AccountRow,
    AddPersonRequest,
    OwnSecretRequest,
    PeopleList,
    PersonRow,
    SessionState,
    SignedIn,
    SignedOut,
    SignInRequest,
)


class PeopleClient(Routes):
    """Signs a person in and out. Methods raise as those of the station client."""

    def __init__(self, exchange: Exchange, adopt_session: Callable[[str], None]) -> None:
        """Ask through ``exchange``; ``adopt_session`` takes over a new token."""
        super().__init__(exchange)
        self._adopt_session = adopt_session

    def everybody(self) -> Sequence[PersonRow]:
        """Names and roles of all who can sign in."""
        return self._get(PeopleList, "/v1/people").people

    def accounts(self) -> Sequence[AccountRow]:
        """Everybody, also who cannot sign in any more."""
        return self._get(AccountList, "/v1/people/accounts").accounts

    def add(self, request: AddPersonRequest) -> Sequence[AccountRow]:
        """Define a person; everybody after it.

        Raises:
            ApprovalPendingError: it waits for a second person.
        """
        return self._change("POST", request)

    def change(self, request: AccountChange) -> Sequence[AccountRow]:
        """Change a person; raises as :meth:`add`."""
        return self._change("PATCH", request)

    def change_own_secret(self, request: OwnSecretRequest) -> SessionState:
        """Give oneself another PIN or password; the session goes on."""
        return self._send(SessionState, "PUT", "/v1/session/secret", request)

    def sign_in(self, name: str, pin: str) -> SignedIn:
        """Sign in; what this client asks from now on is asked by that person.

        Raises:
            SignInRefusedError: name and PIN do not belong together.
            SignInLockedError: too many attempts.
        """
        request = SignInRequest(name=name, pin=pin)
        signed_in = self._send(SignedIn, "POST", "/v1/session", request)
        self._adopt_session(signed_in.token)
        return signed_in

    def session(self) -> SessionState:
        """Who is signed in; to ask does not prolong it.

        Raises:
            NotSignedInError: nobody, or the session has expired.
        """
        return self._get(SessionState, "/v1/session")

    def renew(self) -> SessionState:
        """The person is still here; raises as :meth:`session`."""
        return self._send(SessionState, "PUT", "/v1/session")

    def sign_out(self) -> SignedOut:
        """End the session; a maintenance of this person ends with it. Raises as :meth:`session`."""
        signed_out = self._send(SignedOut, "DELETE", "/v1/session")
        self._adopt_session("")
        return signed_out

    def _change(
        self, method: str, request: AddPersonRequest | AccountChange
    ) -> Sequence[AccountRow]:
        return self._send(AccountList, method, "/v1/people", request).accounts
