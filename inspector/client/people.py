"""People and sessions of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import httpx

from inspector.client.answers import parsed
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


class PeopleClient:
    """Signs a person in and out. Methods raise as those of the station client."""

    def __init__(
        self, exchange: Callable[..., httpx.Response], adopt_session: Callable[[str], None]
    ) -> None:
        """Ask through ``exchange``; ``adopt_session`` takes over a new token."""
        self._exchange = exchange
        self._adopt_session = adopt_session

    def everybody(self) -> Sequence[PersonRow]:
        """Names and roles of all who can sign in."""
        return parsed(PeopleList, self._exchange("GET", "/v1/people").content).people

    def accounts(self) -> Sequence[AccountRow]:
        """Everybody, also who cannot sign in any more."""
        return parsed(AccountList, self._exchange("GET", "/v1/people/accounts").content).accounts

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
        body = request.model_dump(mode="json")
        return parsed(SessionState, self._exchange("PUT", "/v1/session/secret", json=body).content)

    def sign_in(self, name: str, pin: str) -> SignedIn:
        """Sign in; what this client asks from now on is asked by that person.

        Raises:
            SignInRefusedError: name and PIN do not belong together.
            SignInLockedError: too many attempts.
        """
        body = SignInRequest(name=name, pin=pin).model_dump(mode="json")
        signed_in = parsed(SignedIn, self._exchange("POST", "/v1/session", json=body).content)
        self._adopt_session(signed_in.token)
        return signed_in

    def session(self) -> SessionState:
        """Who is signed in; to ask does not prolong it.

        Raises:
            NotSignedInError: nobody, or the session has expired.
        """
        return parsed(SessionState, self._exchange("GET", "/v1/session").content)

    def renew(self) -> SessionState:
        """The person is still here; raises as :meth:`session`."""
        return parsed(SessionState, self._exchange("PUT", "/v1/session").content)

    def sign_out(self) -> SignedOut:
        """End the session; a maintenance of this person ends with it. Raises as :meth:`session`."""
        signed_out = parsed(SignedOut, self._exchange("DELETE", "/v1/session").content)
        self._adopt_session("")
        return signed_out

    def _change(
        self, method: str, request: AddPersonRequest | AccountChange
    ) -> Sequence[AccountRow]:
        body = request.model_dump(mode="json")
        reply = self._exchange(method, "/v1/people", json=body)
        return parsed(AccountList, reply.content).accounts
